use super::{Bounds, Docs, Origin, Ty};

/// One parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// The name it has in Rust (`x-rust-name`), where an overlay pins it.
    pub rust_name: Option<String>,
    /// Where it goes.
    pub place: Place,
    /// The part that it is a header of, for [`Place::Part`].
    pub part: Option<String>,
    /// How its value becomes text.
    pub encoding: Encoding,
    /// Whether it must be given.
    pub required: bool,
    /// Description and deprecation.
    pub docs: Docs,
    /// Its type.
    pub ty: Ty,
    /// Its limits.
    pub bounds: Bounds,
    /// `default` of its schema, for the documentation.
    pub default: Option<serde_json::Value>,
    /// Where it stands.
    pub origin: Origin,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
    /// A header of a part of a multipart body.
    Part,
}

/// How a parameter's value becomes text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encoding {
    /// By OpenAPI's style table.
    Styled {
        /// The style.
        style: Style,
        /// Whether items and properties are written by themselves.
        explode: bool,
        /// Whether reserved characters go out unencoded.
        allow_reserved: bool,
    },
    /// As JSON text (`content` with a JSON media type).
    Json,
}

/// OpenAPI's parameter styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}
