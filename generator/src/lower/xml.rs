use super::Lower;
use crate::document::Cursor;
use crate::ir::{XmlName, XmlPlace};

/// Where a member stands in XML, and by which names.
pub(super) struct Xml {
    /// Where it stands.
    pub place: XmlPlace,
    /// Its own name.
    pub name: XmlName,
    /// Its items' name, where it is a list.
    pub item: XmlName,
}

impl<'d> Lower<'d, '_> {
    /// Reads the `xml` objects of a member's schemas and, for a list, of its items. The schema that a reference leads to
    /// speaks where the one that refers does not: it is the schema of the member just as well.
    pub(super) fn xml(&self, chain: &[Cursor<'d>]) -> Xml {
        let flag = |key: &str| objects(chain).any(|xml| xml.flag(key));
        let node_type = objects(chain).find_map(|xml| xml.text("nodeType"));
        let items = chain.iter().find_map(|node| node.get("items"));
        let place = match node_type {
            Some("attribute") => XmlPlace::Attribute,
            Some("text" | "cdata") => XmlPlace::Text,
            _ if flag("attribute") => XmlPlace::Attribute,
            _ if flag("x-text") => XmlPlace::Text,
            Some("element") if items.is_some() => XmlPlace::Wrapped,
            _ if flag("wrapped") => XmlPlace::Wrapped,
            _ => XmlPlace::Element,
        };
        let item = items.map(|items| name(&self.chain(&items)));
        Xml {
            place,
            name: name(chain),
            item: item.unwrap_or_default(),
        }
    }
}

/// The name that `xml` objects give.
pub(super) fn name(chain: &[Cursor<'_>]) -> XmlName {
    let text = |key: &str| {
        let text = objects(chain).find_map(|xml| xml.text(key));
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    XmlName {
        name: text("name"),
        namespace: text("namespace"),
        prefix: text("prefix"),
    }
}

fn objects<'d>(chain: &[Cursor<'d>]) -> impl Iterator<Item = Cursor<'d>> {
    chain.iter().filter_map(|node| node.get("xml"))
}
