//! The static tables that generated models hand to the runtime.
//!
//! Names are wire names. The `const` builders exist so that generated code reads as a list of what is unusual:
//! `Field::required("id")`, `Field::optional("status").attribute()`.

use super::limit::Limit;

/// The fields of a model.
#[derive(Debug)]
pub struct Table {
    /// The name of the type, for messages.
    pub name: &'static str,
    /// The fields, in the order of the document.
    pub fields: &'static [Field],
    /// What XML needs to know about the element; [`Xml::NONE`] where the type never stands in XML.
    pub xml: Xml,
    /// Whether the fields are the items of an array, in order; their names are their positions, and so are those of what
    /// the model keeps beside them.
    pub positional: bool,
}

impl Table {
    /// A table for a type that is written as JSON, or as XML without names of its own.
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            fields,
            xml: Xml::NONE,
            positional: false,
        }
    }

    /// The fields as the items of an array (JSON Schema's `prefixItems`).
    pub const fn positional(mut self) -> Self {
        self.positional = true;
        self
    }

    /// The element's own name and namespace (OpenAPI's `xml` object on the schema).
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = xml;
        self
    }
}

/// One field of a model.
#[derive(Debug)]
pub struct Field {
    /// The member's name in JSON and in forms; the element's name in XML unless `xml` says otherwise.
    pub name: &'static str,
    /// Whether the member must be there.
    pub presence: Presence,
    /// Where the field stands in XML.
    pub place: XmlPlace,
    /// Another name or a namespace in XML.
    pub xml: Xml,
    /// The name and namespace of the items' elements, where the field is a list and they have one of their own.
    pub item: Xml,
    /// Whether the name stands for itself in JSON: it needs no escapes. Stated, for to look at each name is work for the
    /// compiler.
    pub is_plain: bool,
    /// The limits of its value, where requests carry it.
    pub limits: &'static [Limit],
}

/// Whether a member must be there, and what null means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must be there and is not null.
    Required,
    /// It must be there and may be null: the slot's `None` is null.
    RequiredNullable,
    /// It may be absent: the slot's `None` is absent.
    Optional,
}

/// Where a field stands in its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlPlace {
    /// A child element; a list is the repeated element (OpenAPI's default).
    Element,
    /// A child element that wraps the items of a list (`xml.wrapped`).
    Wrapped,
    /// An attribute (`xml.attribute`).
    Attribute,
    /// The text of the element itself (`x-xml-text`, or 3.2's `nodeType: text`).
    Text,
}

/// A name in XML; empty parts say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Xml {
    /// The local name, or empty for the field's or type's own.
    pub name: &'static str,
    /// The namespace URI, or empty for the one around it.
    pub namespace: &'static str,
    /// The prefix to write, or empty for a default namespace.
    pub prefix: &'static str,
}

impl Xml {
    /// Nothing said.
    pub const NONE: Self = Self {
        name: "",
        namespace: "",
        prefix: "",
    };

    /// A local name.
    pub const fn name(name: &'static str) -> Self {
        Self { name, ..Self::NONE }
    }

    /// With a namespace.
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = namespace;
        self
    }

    /// With a prefix.
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }
}

impl Field {
    const fn new(name: &'static str, presence: Presence) -> Self {
        Self {
            name,
            is_plain: true,
            presence,
            place: XmlPlace::Element,
            xml: Xml::NONE,
            item: Xml::NONE,
            limits: &[],
        }
    }

    /// With a name that has to be escaped in JSON.
    pub const fn escaped(mut self) -> Self {
        self.is_plain = false;
        self
    }

    /// A member that must be there and is not null.
    pub const fn required(name: &'static str) -> Self {
        Self::new(name, Presence::Required)
    }

    /// A member that must be there and may be null.
    pub const fn nullable(name: &'static str) -> Self {
        Self::new(name, Presence::RequiredNullable)
    }

    /// A member that may be absent.
    pub const fn optional(name: &'static str) -> Self {
        Self::new(name, Presence::Optional)
    }

    /// Another name or a namespace in XML.
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = xml;
        self
    }

    /// The limits of its value.
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// The items' own element name.
    pub const fn item(mut self, item: Xml) -> Self {
        self.item = item;
        self
    }

    /// An XML attribute.
    pub const fn attribute(mut self) -> Self {
        self.place = XmlPlace::Attribute;
        self
    }

    /// The items stand inside an element of the field's name.
    pub const fn wrapped(mut self) -> Self {
        self.place = XmlPlace::Wrapped;
        self
    }

    /// The text of the element itself.
    pub const fn text(mut self) -> Self {
        self.place = XmlPlace::Text;
        self
    }
}

/// The branches of a union.
#[derive(Debug)]
pub struct UnionTable {
    /// The name of the type, for messages.
    pub name: &'static str,
    /// The member that names the branch (OpenAPI's `discriminator.propertyName`), or empty.
    pub tag: &'static str,
    /// The branches, in the order of the document.
    pub branches: &'static [Branch],
}

/// One branch of a union: what must hold of a value before it is tried.
///
/// Branches are told apart by tag, then by JSON type, then by constants, then by required members, and what is left is
/// tried in order; the one that reads without error and leaves the fewest members unnamed is taken.
#[derive(Debug)]
pub struct Branch {
    /// The variant's name, for messages.
    pub name: &'static str,
    /// The values of the tag that mean this branch.
    pub tags: &'static [&'static str],
    /// The JSON types it can be, as a set of [`Kinds`]; all of them where nothing is known.
    pub kinds: Kinds,
    /// Members that must be there.
    pub required: &'static [&'static str],
    /// Members with the text values that they can have.
    pub constants: &'static [(&'static str, &'static [&'static str])],
    /// The element's name, where the union stands in XML.
    pub xml: Xml,
}

impl Branch {
    /// A branch of which only its JSON types are known.
    pub const fn new(name: &'static str, kinds: Kinds) -> Self {
        Self {
            name,
            tags: &[],
            kinds,
            required: &[],
            constants: &[],
            xml: Xml::NONE,
        }
    }

    /// The values of the tag that mean this branch.
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// Members that must be there.
    pub const fn required(mut self, required: &'static [&'static str]) -> Self {
        self.required = required;
        self
    }

    /// Members with the text values that they can have.
    pub const fn constants(
        mut self,
        constants: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.constants = constants;
        self
    }

    /// The element's name in XML.
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = xml;
        self
    }
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(pub u8);

impl Kinds {
    /// `true` and `false`.
    pub const BOOL: Self = Self(1);
    /// Numbers without a fraction.
    pub const INTEGER: Self = Self(2);
    /// All numbers.
    pub const NUMBER: Self = Self(2 | 4);
    /// Strings.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Any of them.
    pub const ANY: Self = Self(63);

    /// Both sets together.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a type.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
