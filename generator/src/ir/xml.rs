/// A name in XML.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XmlName {
    /// `xml.name`; `None` for the property's or component's own.
    pub name: Option<String>,
    /// `xml.namespace`.
    pub namespace: Option<String>,
    /// `xml.prefix`.
    pub prefix: Option<String>,
}

/// Where a field stands in its element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum XmlPlace {
    /// A child element; a list is the repeated element.
    #[default]
    Element,
    /// A child element around the items of a list (`xml.wrapped`).
    Wrapped,
    /// An attribute (`xml.attribute`).
    Attribute,
    /// The text of the element (`x-text: true` in the property's `xml` object; 3.2's `nodeType: text`).
    Text,
}
