//! What the document calls a field's elements or attribute.

use crate::model::{XmlPlace, table::Field};

/// The name of a field's attribute or elements: its items', if it is a list without wrapper.
pub(super) fn name(field: &Field) -> &'static str {
    local(documented(field).0)
}

/// The namespace of the same; empty where the document says none.
pub(super) fn namespace(field: &Field) -> &'static str {
    documented(field).1
}

/// Whether `name`, which has no prefix, is that of a field's elements. Most are not, which the ends of the names tell.
pub(super) fn is_named(field: &Field, name: &str) -> bool {
    let (documented, _) = documented(field);
    let prefix = documented.strip_suffix(name);
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':')) && local(name) == name
}

/// Name and namespace as the document has them: a name may have a prefix.
fn documented(field: &Field) -> (&'static str, &'static str) {
    let own = match field.rule().xml.name {
        "" => field.name(),
        name => name,
    };
    match field.rule().place {
        XmlPlace::Element
            if !field.rule().item.name.is_empty() || !field.rule().item.namespace.is_empty() =>
        {
            let name = if field.rule().item.name.is_empty() {
                own
            } else {
                field.rule().item.name
            };
            (name, field.rule().item.namespace)
        }
        _ => (own, field.rule().xml.namespace),
    }
}

/// A name without a prefix that a document wrote into it.
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.map_or(name, |at| name.get(at + 1..).unwrap_or_default())
}
