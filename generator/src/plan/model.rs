//! Types, their uses, and the values that make them.

use super::{Constant, Doc, Name};
use crate::ir;

/// A use of a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// A primitive or a type of the prelude: `bool`, `i64`, `String`, `()`.
    Plain(&'static str),
    /// A type of the runtime's root: `Value`, `Timestamp`.
    Runtime(&'static str),
    /// A model of the API.
    Model(Name),
    /// A type that goes with an operation of the API.
    Operation(Name),
    /// A link to an operation of the API.
    Link(Name),
    /// `Option<T>`.
    Option(Box<Type>),
    /// `Nullable<T>`.
    Nullable(Box<Type>),
    /// `Vec<T>`.
    Vec(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// `Box<T>`.
    Boxed(Box<Type>),
    /// A type of the runtime's root with items of a type: `Events<T>`, `Link<Presigned>`.
    Stream(&'static str, Box<Type>),
}

impl Type {
    /// The type without the box around it.
    pub fn unboxed(&self) -> &Type {
        match self {
            Self::Boxed(inner) => inner,
            _ => self,
        }
    }
}

/// A definition.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Model {
    Struct(Struct),
    StringEnum(StringEnum),
    ValueEnum(ValueEnum),
    Union(Union),
    Alias(Alias),
}

impl Model {
    /// The name it defines.
    pub fn name(&self) -> &Name {
        match self {
            Self::Struct(Struct { name, .. })
            | Self::StringEnum(StringEnum { name, .. })
            | Self::ValueEnum(ValueEnum { name, .. })
            | Self::Union(Union { name, .. })
            | Self::Alias(Alias { name, .. }) => name,
        }
    }
}

/// Another name for a type.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Alias {
    pub name: Name,
    pub docs: Doc,
    pub ty: Type,
}

/// A model with named fields.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// The element's name in XML, where it has one of its own.
    pub xml: ir::XmlName,
    /// The fields, in document order.
    pub fields: Vec<Field>,
    /// The field for what has none.
    pub rest: Rest,
    /// Whether the fields stand in an array by their position.
    pub positional: bool,
    /// How it is made.
    pub constructor: Constructor,
    /// The defaults of its fields.
    pub constants: Vec<Constant>,
}

/// One field of a model.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its type, `Option` and all.
    pub ty: Type,
    /// Its name on the wire.
    pub wire: String,
    /// Whether the member must be there.
    pub presence: Presence,
    /// Where it stands in XML.
    pub place: ir::XmlPlace,
    /// Its name in XML where that differs.
    pub xml: ir::XmlName,
    /// Its items' name in XML.
    pub item: ir::XmlName,
    /// What a new value starts with.
    pub initial: Initial,
    /// The limits of its value, where requests carry it.
    pub limits: Vec<ir::Limit>,
}

impl Field {
    /// Whether its name has to be escaped in JSON (RFC 8259 §7).
    pub fn is_escaped(&self) -> bool {
        let escaped = |byte| matches!(byte, b'"' | b'\\' | 0..=0x1F);
        self.wire.bytes().any(escaped)
    }
}

/// Whether a member must be there, and what null means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Presence {
    Required,
    RequiredNullable,
    Optional,
}

/// What a field of a new value starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Initial {
    /// Nothing: it is optional.
    Blank,
    /// An argument of the constructor.
    Argument(Argument),
    /// The only text it can have.
    Preset(String),
}

/// How an argument becomes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// It is the value.
    Plain,
    /// `impl Into<T>`.
    Into,
    /// It is put into a box.
    Boxed,
    /// `impl Into<T>`, put into a box.
    IntoBoxed,
}

impl Argument {
    /// How an argument of `ty` becomes a value; `into` if other types convert into it.
    pub fn of(ty: &Type, into: bool) -> Self {
        match (into, ty) {
            (false, Type::Boxed(_)) => Self::Boxed,
            (false, _) => Self::Plain,
            (true, Type::Boxed(_)) => Self::IntoBoxed,
            (true, _) => Self::Into,
        }
    }
}

/// The field for members that have none.
#[derive(Debug, Clone)]
pub struct Rest {
    /// Its name: `extra`, or the next free one.
    pub name: Name,
    /// The type of its values; `None` for any.
    pub ty: Option<Type>,
}

/// How a value is made from what it requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constructor {
    /// It requires nothing: `Default`.
    Default,
    /// `new` with an argument for each.
    Arguments,
    /// `new` with a struct of this name that has a field for each: named, where a list of arguments would be too long.
    Grouped(Name),
}

/// An open set of strings.
#[derive(Debug, Clone)]
pub struct StringEnum {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its values: variant, documentation, text.
    pub values: Vec<(Name, Doc, String)>,
    /// The variant for every other text.
    pub fallback: Name,
}

/// An open set of scalars that are not all strings.
#[derive(Debug, Clone)]
pub struct ValueEnum {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its values: variant, documentation, scalar.
    pub values: Vec<(Name, Doc, serde_json::Value)>,
    /// The variant for every other value.
    pub fallback: Name,
}

/// One of several shapes.
#[derive(Debug, Clone)]
pub struct Union {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// The member that names the branch, or empty.
    pub tag: String,
    /// The branches.
    pub variants: Vec<Variant>,
    /// The variant for what matches none.
    pub fallback: Name,
}

/// One branch of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The variant.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its content, box and all.
    pub ty: Type,
    /// Whether the content converts into the union: no other branch has its type.
    pub from: bool,
    /// The values of the tag.
    pub tags: Vec<String>,
    /// The JSON types it can be: constants of the runtime's `Kinds`. Empty: any.
    pub kinds: Vec<&'static str>,
    /// Members that must be there.
    pub required: Vec<String>,
    /// Members with the texts they can have.
    pub constants: Vec<(String, Vec<String>)>,
    /// The element's name in XML.
    pub xml: ir::XmlName,
}
