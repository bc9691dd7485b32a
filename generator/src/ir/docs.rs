/// What a document says about a thing, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// A line: `summary`, or a schema's `title` where it says more than the name.
    pub summary: String,
    /// `description`, as it stands (CommonMark).
    pub description: String,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// Where a thing comes from: a JSON pointer (RFC 6901) into the normalised document, `/paths/~1jobs/get`. The document
/// stage knows the file, line and column of every pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(pub String);
