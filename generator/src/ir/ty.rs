use super::{Docs, Origin, TypeId, XmlName, XmlPlace};

/// A use of a type: owned, compared by structure.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    /// Any JSON value.
    Any,
    /// `boolean`.
    Bool,
    /// `integer`.
    Integer(Integer),
    /// `number`.
    Number(Number),
    /// `string`.
    String(StringFormat),
    /// A definition.
    Named(TypeId),
    /// `array`.
    Array(Box<Ty>),
    /// An object whose members all have one type.
    Map(Box<Ty>),
    /// The type, or null. Never nested, never around `Any`.
    Nullable(Box<Ty>),
}

/// The formats of integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Integer {
    I32,
    I64,
    /// `uint64`, or bounds that need it.
    U64,
}

/// The formats of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Number {
    F32,
    F64,
    /// `format: decimal`: kept as its text.
    Decimal,
}

/// The formats of strings. Each keeps the text as it was sent and reads it when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringFormat {
    /// No format, or one that says nothing to a program.
    Plain,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date-time` whose text may lack a zone and is UTC then (`x-timezone: UTC`).
    DateTimeUtc,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration` (ISO 8601).
    Duration,
    /// `uuid`.
    Uuid,
    /// `uri`.
    Url,
    /// `byte`, or `contentEncoding: base64`: bytes as base64.
    Base64,
    /// `binary`: bytes as they are, where the media type allows it.
    Binary,
    /// `password`: never shown.
    Secret,
    /// A link that another operation answers (`x-link: {operationId}`): the operation's `operationId`.
    Link(String),
    /// A link to a file that may lead anywhere and is fetched without credentials (`x-link: {presigned: true}`).
    Presigned,
}

/// What a definition is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Named members.
    Struct(Struct),
    /// A set of values.
    Enumeration(Enumeration),
    /// One of several shapes.
    Union(Union),
    /// Another name for a type: a component that is a scalar, a list, a map, or a reference.
    Alias(Ty),
}

/// Named members.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// The members, in document order.
    pub fields: Vec<Field>,
    /// The members that have no name.
    pub rest: Rest,
    /// Whether they stand in an array by their position (`prefixItems`), which is their name: `0`, `1`.
    pub positional: bool,
}

/// What may stand beside the named members. Whatever it is, nothing a server sends is dropped.
#[derive(Debug, Clone, PartialEq)]
pub enum Rest {
    /// Anything (the default), or nothing (`additionalProperties: false`): kept as it comes.
    Any,
    /// Values of one type (`additionalProperties: {…}` or one `patternProperties`).
    Typed(Ty),
}

/// One member of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in JSON and forms.
    pub name: String,
    /// The name it has in Rust (`x-rust-name`), where an overlay pins it.
    pub rust_name: Option<String>,
    /// Its type; `Nullable` where null is allowed.
    pub ty: Ty,
    /// Whether it must be there.
    pub presence: Presence,
    /// `readOnly: true`: servers send it, requests need not.
    pub read_only: bool,
    /// `writeOnly: true`: requests carry it, servers do not send it.
    pub write_only: bool,
    /// Where it stands in XML.
    pub place: XmlPlace,
    /// Its name in XML where that differs.
    pub xml: XmlName,
    /// Its items' element in XML, where it is a list.
    pub item: XmlName,
    /// `default`, for the documentation.
    pub default: Option<serde_json::Value>,
    /// The only value it can have (`const`, or an enum of one), where it is text.
    pub constant: Option<String>,
    /// The only value it can have, as JSON has it, where it is a boolean or null: it tells branches of a union apart.
    pub fixed: Option<String>,
    /// Bounds and patterns, for the documentation.
    pub bounds: Bounds,
    /// Description and deprecation.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}

/// Whether a member must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Presence {
    Required,
    Optional,
}

/// Limits on a value, as a document says them: never a reason to refuse what a server sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bounds {
    /// Each as a short English phrase, in a fixed order: `at least 1`, `at most 50 characters`, `matches ^[a-z]+$`.
    pub phrases: Vec<String>,
    /// The same for programs.
    pub limits: Vec<Limit>,
}

/// One limit on a value.
#[derive(Debug, Clone, PartialEq)]
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
    /// `minLength`.
    MinLength(u64),
    /// `maxLength`.
    MaxLength(u64),
    /// `pattern`.
    Pattern(String),
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
    Each(Vec<Limit>),
}

/// A set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The values, in document order, without duplicates and without null.
    pub values: Vec<EnumValue>,
}

/// One value of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The value: a string, an integer, a number or a boolean.
    pub value: serde_json::Value,
    /// A name for it (`x-enum-varnames`, `x-enumNames`), where the document has one.
    pub name: Option<String>,
    /// What it means (`x-enum-descriptions`, `oneOf` of `const`s).
    pub docs: Docs,
}

/// One of several shapes.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// `discriminator.propertyName`.
    pub tag: Option<String>,
    /// The branches, in document order.
    pub variants: Vec<Variant>,
}

/// One branch of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// A name for it: the component's, the title, or empty where there is none.
    pub hint: String,
    /// The values of the tag that mean it; empty where there is no tag.
    pub tags: Vec<String>,
    /// Its type; never `Nullable`.
    pub ty: Ty,
    /// Its description.
    pub docs: Docs,
}
