//! Operations: inputs, route, replies.

use super::{Argument, Constant, Doc, Job, Name, Pages, Type};
use crate::ir;

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its struct.
    pub name: Name,
    /// The client's method.
    pub method_name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its identifier in the document, or `METHOD /path`.
    pub id: String,
    /// The request's method.
    pub method: ir::Method,
    /// The path template.
    pub path: String,
    /// The parameters, in the order of the route.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// The alternatives of security schemes.
    pub security: Vec<Vec<String>>,
    /// Servers of its own.
    pub servers: Vec<Server>,
    /// The documented replies.
    pub replies: Vec<Reply>,
    /// What successes give.
    pub output: Outcome,
    /// What failures give.
    pub failure: Outcome,
    /// The struct that has a field for each input which it requires: named, where a list of arguments would be too long.
    pub group: Option<Name>,
    /// What it starts.
    pub job: Option<Job>,
    /// Whether expressions of a job look into what its successes give.
    pub looked_into: bool,
    /// How it gives a list page by page.
    pub pages: Option<Pages>,
    /// The headers of its responses and the defaults of its parameters.
    pub constants: Vec<Constant>,
    /// Whether callers are warned of it.
    pub deprecated: bool,
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its field, argument or setter.
    pub name: Name,
    /// The setter of an optional one.
    pub setter: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its type, without the `Option` of an optional one.
    pub ty: Type,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub place: ir::Place,
    /// The part that it is a header of.
    pub part: Option<String>,
    /// Style, explode, where they are not the place's own.
    pub style: Option<(&'static str, bool)>,
    /// Whether reserved characters go out unencoded.
    pub allow_reserved: bool,
    /// Whether it must be given.
    pub required: bool,
    /// The limits of its value.
    pub limits: Vec<ir::Limit>,
    /// How an argument becomes its value.
    pub argument: Argument,
    /// Whether callers are warned of it.
    pub deprecated: bool,
}

/// A request's body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its field, argument or setter.
    pub name: Name,
    /// The setter of an optional one.
    pub setter: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Whether it must be given.
    pub required: bool,
    /// Its type, without the `Option` of an optional one.
    pub ty: Type,
    /// How an argument becomes its value.
    pub argument: Argument,
    /// How it goes out.
    pub content: BodyContent,
}

/// How a body goes out.
#[derive(Debug, Clone)]
pub enum BodyContent {
    /// In one form.
    One(BodyForm),
    /// In one of several, by the variant of an enum.
    Choice {
        /// The enum's name.
        name: Name,
        /// The enum of another operation that the name stands for.
        same: Option<Name>,
        /// A variant each.
        forms: Vec<BodyChoice>,
    },
}

/// One form of a body that has several.
#[derive(Debug, Clone)]
pub struct BodyChoice {
    /// The variant.
    pub name: Name,
    /// Its content.
    pub ty: Type,
    /// Its form.
    pub form: BodyForm,
    /// Whether the content converts into the choice: no earlier form has its type.
    pub from: bool,
}

/// Media type and encoding of a body.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum BodyForm {
    Json(String),
    Xml(String, ir::XmlName),
    Form(String, Vec<Part>),
    Multipart(String, Vec<Part>),
    Text(String),
    Items(String),
    Upload(String),
}

impl BodyForm {
    /// The media type.
    pub fn media_type(&self) -> &str {
        match self {
            Self::Json(media)
            | Self::Xml(media, _)
            | Self::Form(media, _)
            | Self::Multipart(media, _)
            | Self::Text(media)
            | Self::Items(media)
            | Self::Upload(media) => media,
        }
    }
}

/// How one property of a form or multipart body goes out.
#[derive(Debug, Clone)]
pub struct Part {
    /// The property.
    pub name: String,
    /// Its content type.
    pub content_type: Option<String>,
    /// Style, explode, where they are not the default.
    pub style: Option<(&'static str, bool)>,
    /// Whether reserved characters go out unencoded.
    pub allow_reserved: bool,
    /// Headers that are sent with it, as name and value.
    pub headers: Vec<(String, String)>,
}

/// A server.
#[derive(Debug, Clone)]
pub struct Server {
    /// The URL template.
    pub url: String,
    /// Its variables and their defaults.
    pub variables: Vec<(String, String)>,
}

/// One documented reply.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The statuses it stands for.
    pub status: ir::Status,
    /// Whether it is a success.
    pub success: bool,
    /// The case that reads it without a body.
    pub case: usize,
    /// Its media types: range, format, case.
    pub media: Vec<(String, &'static str, usize)>,
}

/// What the replies of one kind give.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Failures of an operation that documents none.
    Never,
    /// One type, whatever the case.
    One(Type, Reading),
    /// One variant a case.
    Choice(Name, Vec<Case>),
    /// A name of its own for the type of another operation, which says the same.
    Same(Name, Name),
}

/// One variant of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The variant.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its content, box and all; `None` without a body.
    pub content: Option<(Type, Reading)>,
}

/// How a body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// There is none.
    Nothing,
    /// Decoded into a slot.
    Decode,
    /// As a stream of bytes.
    Download,
    /// As a stream of events.
    Events,
    /// As a stream of JSON texts.
    Lines,
}
