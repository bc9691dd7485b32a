//! The static tables that generated unions hand to the runtime.

use super::table::Xml;

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
