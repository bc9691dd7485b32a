//! What stands at the root of a document of 2.0 and among the components of 3.0.

use super::parameter::Given;
use super::{Upgrade, Way};
use crate::document::{Members, Node};

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// The components; `None` where there are none.
    pub(super) fn components(&mut self) -> Option<Node<'s>> {
        let mut components = Members::default();
        for (key, section) in self.original.as_object().into_iter().flatten() {
            let from = Way::root().child(key);
            match &**key {
                "definitions" => {
                    let schemas =
                        self.section(section, &from, "schemas", |upgrade, schema, mut way| {
                            upgrade.schema(schema, &mut way)
                        });
                    components.extend(schemas);
                }
                "parameters" => self.parameters(section, &from, &mut components),
                "responses" => {
                    let responses =
                        self.section(section, &from, "responses", |upgrade, response, way| {
                            upgrade.operation_response(response, None, &way)
                        });
                    components.extend(responses);
                }
                "securityDefinitions" => {
                    let schemes =
                        self.section(section, &from, "securitySchemes", |upgrade, scheme, way| {
                            upgrade.security_scheme(scheme, &way)
                        });
                    components.extend(schemes);
                }
                // Of 3.0, and kept beside what becomes the same.
                "components" => {
                    for (name, section) in self.members(section, &from).into_iter().flatten() {
                        components
                            .entry(name.clone())
                            .or_insert_with(|| section.clone());
                    }
                }
                _ => {}
            }
        }
        (!components.is_empty()).then_some(Node::Object(components))
    }

    /// A section whose members keep their names.
    fn section(
        &mut self,
        section: &'r Node<'s>,
        from: &Way,
        name: &'static str,
        mut upgrade: impl FnMut(&mut Self, &'r Node<'s>, Way) -> Node<'s>,
    ) -> Option<(std::borrow::Cow<'s, str>, Node<'s>)> {
        let members = self.members(section, from)?;
        let to = Way {
            from: from.from.clone(),
            to: "/components".to_owned(),
        }
        .below(&[name]);
        self.moves.note(&to.to, &to.from);
        let upgraded = members.iter().map(|(key, member)| {
            let way = to.child(key);
            self.moves.note(&way.to, &way.from);
            (key.clone(), upgrade(self, member, way))
        });
        Some((name.into(), Node::Object(upgraded.collect())))
    }

    /// Parameters, of which those that are bodies become such. Form fields are said again where they are used, since a
    /// form is one thing.
    fn parameters(&mut self, section: &'r Node<'s>, from: &Way, components: &mut Members<'s>) {
        let Some(members) = self.members(section, from) else {
            return;
        };
        self.moves.note("/components/parameters", &from.from);
        let mut parameters = Members::default();
        let mut bodies = Members::default();
        for (name, entry) in members {
            let at = from.child(name).from;
            let (meaning, meant) = self.resolve(entry, &at);
            let given = Given {
                entry,
                at,
                meaning,
                from: meant,
            };
            let section = match given.place() {
                "body" => "requestBodies",
                "formData" => continue,
                _ => "parameters",
            };
            let way = Way {
                from: given.at.clone(),
                to: "/components".to_owned(),
            }
            .below(&[section, name]);
            if section == "parameters" {
                parameters.insert(name.clone(), self.parameter(entry, given.place(), &way));
            } else if given.is_reference() {
                self.moves.note(&way.to, &way.from);
                self.references.push(way.child("$ref").to);
                bodies.insert(name.clone(), entry.clone());
            } else {
                let consumes = self.consumes.clone();
                bodies.insert(name.clone(), self.body_parameter(entry, &consumes, &way));
            }
        }
        for (name, section) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !section.is_empty() {
                components.insert(name.into(), Node::Object(section));
            }
        }
    }
}
