//! What a document says of values beyond their types.

/// A limit on a value (JSON Schema Validation, section 6). It never fails a decode; requests are held to it where that is
/// asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// `minimum`.
    AtLeast(f64),
    /// `exclusiveMinimum`.
    MoreThan(f64),
    /// `maximum`.
    AtMost(f64),
    /// `exclusiveMaximum`.
    LessThan(f64),
    /// `multipleOf`.
    MultipleOf(f64),
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`, a regular expression of ECMA-262; looked at with the feature `patterns`.
    Pattern(&'static str),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    Unique,
    /// `minProperties`.
    MinMembers(u64),
    /// `maxProperties`.
    MaxMembers(u64),
    /// The limits of each item of a list.
    Each(&'static [Limit]),
}
