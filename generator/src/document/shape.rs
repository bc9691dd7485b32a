//! What stands where in an OpenAPI document: tells a `$ref` that refers from one that is data.

use super::{Node, pointer};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Discriminator,
    /// `discriminator.mapping`: its values are references.
    Mapping,
    /// An object whose members all are of one kind.
    Map(&'static Kind),
    /// An array whose items all are of one kind.
    List(&'static Kind),
    /// Examples, defaults, extensions: nothing in it refers.
    Data,
}

impl Kind {
    /// What the member of an object of this kind is.
    pub fn member(self, key: &str) -> Self {
        match self {
            Self::Map(kind)
                if key.starts_with("x-") && !matches!(kind, Self::Schema | Self::Header) =>
            {
                Self::Data
            }
            Self::Map(kind) => *kind,
            Self::Callback if key.starts_with("x-") => Self::Data,
            Self::Callback => Self::PathItem,
            Self::Document => match key {
                "paths" | "webhooks" => Self::Map(&Self::PathItem),
                "components" => Self::Components,
                "definitions" => Self::Map(&Self::Schema),
                "parameters" => Self::Map(&Self::Parameter),
                "responses" => Self::Map(&Self::Response),
                "securityDefinitions" => Self::Map(&Self::SecurityScheme),
                _ => Self::Data,
            },
            Self::Components => section_kind(key).map_or(Self::Data, Self::Map),
            Self::PathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query" => Self::Operation,
                "additionalOperations" => Self::Map(&Self::Operation),
                "parameters" => Self::List(&Self::Parameter),
                _ => Self::Data,
            },
            Self::Operation => match key {
                "parameters" => Self::List(&Self::Parameter),
                "requestBody" => Self::RequestBody,
                "responses" => Self::Map(&Self::Response),
                "callbacks" => Self::Map(&Self::Callback),
                _ => Self::Data,
            },
            Self::Schema => schema_member(key),
            Self::Discriminator if key == "mapping" => Self::Mapping,
            Self::Encoding if key == "headers" => Self::Map(&Self::Header),
            Self::Parameter
            | Self::Header
            | Self::RequestBody
            | Self::MediaType
            | Self::Response => match key {
                "schema" | "items" | "itemSchema" => Self::Schema,
                "content" => Self::Map(&Self::MediaType),
                "examples" if self != Self::Response => Self::Map(&Self::Example),
                "encoding" => Self::Map(&Self::Encoding),
                "headers" => Self::Map(&Self::Header),
                "links" => Self::Map(&Self::Link),
                _ => Self::Data,
            },
            _ => Self::Data,
        }
    }

    /// What an item of an array of this kind is. Where one thing is expected and several stand, each is such a thing.
    pub fn item(self) -> Self {
        match self {
            Self::List(kind) => *kind,
            kind => kind,
        }
    }

    /// The section of `components` that holds things of this kind.
    pub fn section(self) -> Option<&'static str> {
        SECTIONS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map(|(section, _)| *section)
    }

    /// Whether an object of this kind with so many members may be a `$ref`. A map may if it is nothing else: tools allow
    /// what the standard does not.
    fn refers(self, members: usize) -> bool {
        match self {
            Self::Document
            | Self::Components
            | Self::Discriminator
            | Self::Mapping
            | Self::Data => false,
            Self::Map(_) => members == 1,
            _ => true,
        }
    }
}

/// The sections of `components`, and what each holds.
const SECTIONS: [(&str, Kind); 10] = [
    ("schemas", Kind::Schema),
    ("responses", Kind::Response),
    ("parameters", Kind::Parameter),
    ("examples", Kind::Example),
    ("requestBodies", Kind::RequestBody),
    ("headers", Kind::Header),
    ("securitySchemes", Kind::SecurityScheme),
    ("links", Kind::Link),
    ("callbacks", Kind::Callback),
    ("pathItems", Kind::PathItem),
];

fn section_kind(section: &str) -> Option<&'static Kind> {
    SECTIONS
        .iter()
        .find(|(name, _)| *name == section)
        .map(|(_, kind)| kind)
}

fn schema_member(key: &str) -> Kind {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Kind::Map(&Kind::Schema)
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Kind::List(&Kind::Schema),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "additionalItems"
        | "contentSchema" => Kind::Schema,
        "discriminator" => Kind::Discriminator,
        _ => Kind::Data,
    }
}

/// A place that refers to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site {
    /// The pointer to the object that has the `$ref`, or to the value in a mapping.
    pub pointer: String,
    /// The reference, as it is written.
    pub target: String,
    /// What is expected there.
    pub kind: Kind,
    /// The member that holds the reference; none in a mapping.
    pub key: Option<&'static str>,
    /// Whether it stands in a schema with an `$id`, to which it is relative.
    pub identified: bool,
}

/// What refers in a schema, if `$ref` does not (JSON Schema 2020-12, 8.2.3.2).
pub(crate) const DYNAMIC: &str = "$dynamicRef";

/// Every place below a node that refers to another one, in document order.
pub(crate) fn sites(node: &Node<'_>, pointer: &str, kind: Kind) -> Vec<Site> {
    let mut sites = Vec::new();
    collect(node, &mut pointer.to_owned(), kind, false, &mut sites);
    sites
}

/// The member of an object that refers, and the reference.
fn reference<'n>(node: &'n Node<'_>, kind: Kind) -> Option<(&'static str, &'n str)> {
    let text = |key| Some((key, node.get(key)?.as_str()?));
    let dynamic = || text(DYNAMIC).filter(|_| kind == Kind::Schema);
    text("$ref").or_else(dynamic)
}

fn collect(
    node: &Node<'_>,
    at: &mut String,
    kind: Kind,
    mut identified: bool,
    sites: &mut Vec<Site>,
) {
    let length = at.len();
    match node {
        Node::Object(members) => {
            // Few objects have such members: those that have none are not searched for each.
            let special = members.keys().any(|key| key.starts_with('$'));
            identified |= special && kind == Kind::Schema && node.get("$id").is_some();
            let refers = special && kind.refers(members.len());
            if let Some((key, target)) = refers.then(|| reference(node, kind)).flatten() {
                sites.push(Site {
                    pointer: at.clone(),
                    target: target.to_owned(),
                    kind,
                    key: Some(key),
                    identified,
                });
            }
            for (key, member) in members {
                match (kind.member(key), member) {
                    (Kind::Data, Node::String(target))
                        if kind == Kind::Mapping && is_reference(target) =>
                    {
                        sites.push(Site {
                            pointer: pointer::join(at, key),
                            target: target.to_string(),
                            kind,
                            key: None,
                            identified,
                        });
                    }
                    (Kind::Data, _) => {}
                    (kind, Node::Object(_) | Node::Array(_)) => {
                        pointer::push(at, key);
                        collect(member, at, kind, identified, sites);
                        at.truncate(length);
                    }
                    _ => {}
                }
            }
        }
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer::push(at, &index.to_string());
                collect(item, at, kind.item(), identified, sites);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

/// Whether the value of a mapping is a reference, and not the name of a component.
fn is_reference(value: &str) -> bool {
    value.contains(['/', '#'])
        || value.ends_with(".yaml")
        || value.ends_with(".yml")
        || value.ends_with(".json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::document::read::{Format, read};
    use crate::source::SourceId;

    fn found(text: &str) -> Vec<String> {
        let root = read(text, Format::Yaml, SourceId(0), &mut Diagnostics::new()).unwrap();
        sites(&root, "", Kind::Document)
            .into_iter()
            .map(|site| site.pointer)
            .collect()
    }

    #[test]
    fn data_refers_to_nothing() {
        let text = "
components:
  schemas:
    A:
      properties:
        $ref: { $ref: '#/x' }
        example: { $ref: '#/x' }
        default: { $ref: '#/x', default: { $ref: data } }
      example: { $ref: data }
      enum: [{ $ref: data }]
      const: { $ref: data }
      x-other: { $ref: data }
      examples: [{ $ref: data }]
  examples:
    One: { value: { $ref: data } }
    Two: { $ref: '#/x' }
";
        assert_eq!(
            found(text),
            [
                "/components/schemas/A/properties/$ref",
                "/components/schemas/A/properties/example",
                "/components/schemas/A/properties/default",
                "/components/examples/Two",
            ]
        );
    }

    #[test]
    fn mappings_and_callbacks() {
        let text = "
paths:
  /a:
    post:
      callbacks:
        done: { '{$request.body#/url}': { $ref: '#/x' } }
components:
  schemas:
    Pet: { discriminator: { mapping: { cat: '#/components/schemas/Cat', dog: Dog } } }
";
        assert_eq!(
            found(text),
            [
                "/paths/~1a/post/callbacks/done/{$request.body#~1url}",
                "/components/schemas/Pet/discriminator/mapping/cat"
            ]
        );
    }
}
