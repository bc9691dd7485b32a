//! The static tables that generated models hand to the runtime.
//!
//! Names are wire names. Tables are tuples of constants, and only what is unusual is built by a function, for the compiler
//! evaluates each of them, and what calls no function costs it least: `Field("id", REQUIRED)`,
//! `Field("status", &OPTIONAL.attribute())`.

use super::limit::Limit;

/// The fields of a model: the type's name, for messages; what holds of the model as a whole; and the fields, in the order
/// of the document.
#[derive(Debug)]
pub struct Table(pub &'static str, pub &'static Whole, pub &'static [Field]);

impl Table {
    /// The name of the type, for messages.
    pub const fn name(&self) -> &'static str {
        self.0
    }

    /// What holds of the model as a whole.
    pub const fn whole(&self) -> &'static Whole {
        self.1
    }

    /// The fields, in the order of the document.
    pub const fn fields(&self) -> &'static [Field] {
        self.2
    }
}

/// What holds of a model as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// What XML needs to know about the element; [`Xml::NONE`] where the type never stands in XML.
    pub xml: Xml,
    /// Whether the fields are the items of an array, in order; their names are their positions, and so are those of what
    /// the model keeps beside them.
    pub positional: bool,
}

/// The fields are members of an object, or of an element without a name of its own.
pub const OBJECT: &Whole = &Whole {
    xml: Xml::NONE,
    positional: false,
};

/// The fields are the items of an array (JSON Schema's `prefixItems`).
pub const ARRAY: &Whole = &Whole {
    xml: Xml::NONE,
    positional: true,
};

impl Whole {
    /// With the element's own name and namespace (OpenAPI's `xml` object on the schema).
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = xml;
        self
    }
}

/// One field of a model: the member's name in JSON and in forms, which is the element's in XML unless the rule says
/// otherwise; and its rule.
#[derive(Debug)]
pub struct Field(pub &'static str, pub &'static Rule);

impl Field {
    /// The member's name in JSON and in forms.
    pub const fn name(&self) -> &'static str {
        self.0
    }

    /// What holds of the member.
    pub const fn rule(&self) -> &'static Rule {
        self.1
    }
}

/// What holds of a member of a model.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
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

/// A member that must be there and is not null.
pub const REQUIRED: &Rule = &Rule::new(Presence::Required);

/// A member that must be there and may be null.
pub const NULLABLE: &Rule = &Rule::new(Presence::RequiredNullable);

/// A member that may be absent.
pub const OPTIONAL: &Rule = &Rule::new(Presence::Optional);

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
    /// The text of the element itself (`x-text`, or 3.2's `nodeType: text`).
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

impl Rule {
    const fn new(presence: Presence) -> Self {
        Self {
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

    /// With another name or a namespace in XML.
    pub const fn xml(mut self, xml: Xml) -> Self {
        self.xml = xml;
        self
    }

    /// With limits of its value.
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// With a name of the items' own elements.
    pub const fn item(mut self, item: Xml) -> Self {
        self.item = item;
        self
    }

    /// As an XML attribute.
    pub const fn attribute(mut self) -> Self {
        self.place = XmlPlace::Attribute;
        self
    }

    /// With the items inside an element of the field's name.
    pub const fn wrapped(mut self) -> Self {
        self.place = XmlPlace::Wrapped;
        self
    }

    /// As the text of the element itself.
    pub const fn text(mut self) -> Self {
        self.place = XmlPlace::Text;
        self
    }
}
