//! [`Route`]: where a request goes, how its values are written, and which replies there are.

use crate::{model::Limit, server::Server};

/// The unchanging part of an operation.
#[derive(Debug)]
pub struct Route {
    /// The operation's identifier in the document, or `METHOD /path` where it has none.
    pub id: &'static str,
    /// The request's method, as it is sent: `GET`.
    pub method: &'static str,
    /// The path template, relative to the server: `/extract/evidence/{id}`.
    pub path: &'static str,
    /// The parameters, in the order of [`super::Input::parameter`]'s index.
    pub parameters: &'static [Parameter],
    /// The alternatives of security schemes, any of which will do; each alternative names all the schemes it needs.
    /// Empty: no credentials are sent.
    pub security: &'static [&'static [&'static str]],
    /// Servers of the operation's own, in place of the API's; empty for the API's.
    pub servers: &'static [Server],
    /// The documented replies.
    pub replies: &'static [Reply],
    /// Whether it is sent to links that may lead anywhere: the request carries no credentials then, and no headers of the
    /// client's.
    pub foreign: bool,
}

/// Routes of a method and nothing else, which generated ones begin with.
impl Route {
    /// `GET` (RFC 9110 §9.3.1).
    pub const GET: Self = Self::of("GET");
    /// `HEAD` (RFC 9110 §9.3.2).
    pub const HEAD: Self = Self::of("HEAD");
    /// `POST` (RFC 9110 §9.3.3).
    pub const POST: Self = Self::of("POST");
    /// `PUT` (RFC 9110 §9.3.4).
    pub const PUT: Self = Self::of("PUT");
    /// `DELETE` (RFC 9110 §9.3.5).
    pub const DELETE: Self = Self::of("DELETE");
    /// `OPTIONS` (RFC 9110 §9.3.7).
    pub const OPTIONS: Self = Self::of("OPTIONS");
    /// `TRACE` (RFC 9110 §9.3.8).
    pub const TRACE: Self = Self::of("TRACE");
    /// `PATCH` (RFC 5789).
    pub const PATCH: Self = Self::of("PATCH");
    /// `QUERY` (OpenAPI 3.2.0 "Path Item Object").
    pub const QUERY: Self = Self::of("QUERY");

    /// A route of a method and nothing else.
    pub const fn of(method: &'static str) -> Self {
        Self {
            id: "",
            method,
            path: "",
            parameters: &[],
            security: &[],
            servers: &[],
            replies: &[],
            foreign: false,
        }
    }
}

/// Which operation a request is for: an extension ([`http::Extensions`]) of all requests of operations, for transports
/// ([`crate::Config::transport`]) that want to know.
#[derive(Clone, Copy, Debug)]
pub struct Called(pub &'static Route);

/// One parameter of a route: its name on the wire, and how it is written.
///
/// A tuple, and its usual spellings constants: routes are evaluated by the compiler, and what calls no function costs it
/// least.
#[derive(Debug)]
pub struct Parameter(pub &'static str, pub Spelling);

/// Where and how the value of a parameter is written.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// Where it goes.
    pub place: Place,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether each item or property is written by itself.
    pub explode: bool,
    /// Whether RFC 3986's reserved characters go out unencoded.
    pub allow_reserved: bool,
    /// The limits of its value.
    pub limits: &'static [Limit],
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into the `Cookie` header.
    Cookie,
    /// Into a header of the part of a multipart body that has this name (OpenAPI 3.0.3 "Encoding Object").
    Part(&'static str),
}

/// How arrays and objects are written (OpenAPI 3.0.3 "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b` in paths and headers.
    Simple,
    /// `.a.b`, for paths.
    Label,
    /// `;name=a`, for paths.
    Matrix,
    /// `name=a`, for queries and cookies.
    Form,
    /// `a b`, for queries.
    SpaceDelimited,
    /// `a|b`, for queries.
    PipeDelimited,
    /// `name[key]=a`, for queries.
    DeepObject,
    /// The value as JSON text (a parameter with `content`).
    Json,
}

impl Spelling {
    /// In the path, `simple` and not exploded.
    pub const PATH: Self = Self::new(Place::Path, Style::Simple, false);
    /// In the query, `form` and exploded.
    pub const QUERY: Self = Self::new(Place::Query, Style::Form, true);
    /// In a header, `simple` and not exploded.
    pub const HEADER: Self = Self::new(Place::Header, Style::Simple, false);
    /// In the `Cookie` header, `form` and exploded.
    pub const COOKIE: Self = Self::new(Place::Cookie, Style::Form, true);

    const fn new(place: Place, style: Style, explode: bool) -> Self {
        Self {
            place,
            style,
            explode,
            allow_reserved: false,
            limits: &[],
        }
    }

    /// In a header of the part of this name, `simple` and not exploded.
    pub const fn part(part: &'static str) -> Self {
        Self::new(Place::Part(part), Style::Simple, false)
    }

    /// With another style.
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// With limits of its value.
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// With reserved characters unencoded.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }
}

/// One documented reply: the statuses it stands for, which case of [`super::Outcome::read`] reads
/// it, and the media types that it may have; none if it has no body.
#[derive(Debug)]
pub enum Reply {
    /// What the operation is called for.
    Output(Status, usize, &'static [Media]),
    /// A documented failure.
    Failure(Status, usize, &'static [Media]),
}

impl Reply {
    /// What it means to the caller.
    pub const fn kind(&self) -> ReplyKind {
        match self {
            Self::Output(..) => ReplyKind::Output,
            Self::Failure(..) => ReplyKind::Failure,
        }
    }

    /// The statuses it stands for.
    pub const fn status(&self) -> Status {
        let (Self::Output(status, ..) | Self::Failure(status, ..)) = self;
        *status
    }

    /// Which case reads it, with its first media type or without a body.
    pub const fn case(&self) -> usize {
        let (Self::Output(_, case, _) | Self::Failure(_, case, _)) = self;
        *case
    }

    /// The media types it may have; empty if it has no body.
    pub const fn media(&self) -> &'static [Media] {
        let (Self::Output(_, _, media) | Self::Failure(_, _, media)) = self;
        media
    }
}

/// What a reply means to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// It is what the operation is called for.
    Output,
    /// It is a documented failure.
    Failure,
}

/// The statuses a reply stands for. An exact status wins over a range, a range over `Default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All statuses of a class: `Range(4)` is `4XX`.
    Range(u8),
    /// All statuses that no other reply names.
    Default,
}

/// One media type of a reply.
#[derive(Debug)]
pub struct Media {
    /// The media range as the document has it: `application/json`, `image/*`, `*/*`.
    pub range: &'static str,
    /// How a body of it is read.
    pub format: Format,
    /// Which case reads it, counted from that of its reply.
    pub case: usize,
}

impl Media {
    /// `application/json` and nothing else.
    pub const JSON: &'static [Self] = &[Self::json("application/json", 0)];

    /// A media type that is read in this format.
    pub const fn new(range: &'static str, format: Format, case: usize) -> Self {
        Self {
            range,
            format,
            case,
        }
    }

    /// A media type of JSON.
    pub const fn json(range: &'static str, case: usize) -> Self {
        Self::new(range, Format::Json, case)
    }
}

/// How a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259, and every type with the suffix `+json`.
    Json,
    /// XML 1.0, and every type with the suffix `+xml`; with the feature `xml`.
    #[cfg(feature = "xml")]
    Xml,
    /// Text, put into a text slot as it is.
    Text,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Bytes, never held in memory as a whole unless asked for: [`crate::Received::download`].
    Stream,
    /// `text/event-stream`, read event by event: [`crate::Received::events`].
    Events,
    /// JSON Lines and their like, read item by item: [`crate::Received::lines`].
    JsonLines,
}
