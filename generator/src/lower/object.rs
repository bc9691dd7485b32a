use super::Lower;
use super::annotations::Annotations;
use super::bounds::bounds;
use super::conjunction::Conjunction;
use super::null::{nullable, without_null};
use super::place::Place;
use crate::document::{Cursor, Node};
use crate::hash::{HashSet, IndexMap};
use crate::ir::{
    Bounds, Docs, Field, Limit, Presence, Rest, Shape, Step, StringFormat, Struct, Ty,
};

/// What the parts of an object say of one member.
#[derive(Default)]
struct Member<'d> {
    schemas: Vec<Cursor<'d>>,
    home: Option<&'d str>,
}

/// Patterns that every name matches, but for the empty one.
const EVERYTHING: [&str; 6] = ["", "^", ".*", "^.*$", ".+", "^.+$"];

impl<'d> Lower<'d, '_> {
    /// `type: object`: a struct where members have names, else a map.
    pub(super) fn object(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Shape {
        let members = members(schema);
        let rest = self.rest(schema, place);
        let conditional = self.conditional(schema, |name| members.contains_key(name), place);
        let is_known = |name: &str| {
            members.contains_key(name) || conditional.iter().any(|field| field.name == name)
        };
        let undescribed = self.undescribed(schema, is_known, place);
        if members.is_empty() && conditional.is_empty() && undescribed.is_empty() {
            return Shape::Alias(Ty::Map(Box::new(rest.unwrap_or(Ty::Any))));
        }
        let required = required(schema);
        let fields = members.into_iter().map(|(name, member)| {
            let presence = if required.contains(name) {
                Presence::Required
            } else {
                Presence::Optional
            };
            match member.home.map(Place::root) {
                // What a base defines is named after the base, in whatever it is merged into.
                Some(home) => self.field(name, &member.schemas, presence, &home),
                None => self.field(name, &member.schemas, presence, place),
            }
        });
        let mut fields: Vec<Field> = fields.collect();
        fields.extend(conditional);
        fields.extend(undescribed);
        let rest = match rest {
            None | Some(Ty::Any) => Rest::Any,
            Some(ty) => Rest::Typed(ty),
        };
        Shape::Struct(Struct {
            fields,
            rest,
            positional: false,
        })
    }

    /// One member of a struct.
    pub(super) fn field(
        &mut self,
        name: &str,
        schemas: &[Cursor<'d>],
        presence: Presence,
        place: &Place<'_>,
    ) -> Field {
        self.field_at(name, schemas, presence, &place.child(name))
    }

    /// One member of a struct, whose type stands at a place of its own.
    pub(super) fn field_at(
        &mut self,
        name: &str,
        schemas: &[Cursor<'d>],
        presence: Presence,
        place: &Place<'_>,
    ) -> Field {
        let constant = self.constant(schemas);
        let ty = match constant {
            Some(_) if self.allows_null(schemas) => nullable(Ty::String(StringFormat::Plain)),
            Some(_) => Ty::String(StringFormat::Plain),
            None => self.both(schemas, place),
        };
        let annotations = self.annotations(schemas);
        let xml = self.xml(&annotations.chain);
        Field {
            name: name.to_owned(),
            presence,
            read_only: annotations.read_only,
            write_only: annotations.write_only,
            place: xml.place,
            xml: xml.name,
            item: xml.item,
            constant,
            fixed: self.fixed(schemas),
            bounds: self.bounds(schemas, &annotations.chain),
            docs: field_docs(&annotations, name, &ty),
            origin: schemas.last().map(Cursor::origin).unwrap_or_default(),
            default: annotations.default,
            rust_name: annotations.rust_name,
            ty,
        }
    }

    /// The limits of a value: of all its parts, or of what it refers to, and those of its items.
    pub(super) fn bounds(&self, schemas: &[Cursor<'d>], chain: &[Cursor<'d>]) -> Bounds {
        let schema = match self.reference(schemas) {
            Some(_) => Conjunction::flat(chain),
            None => self.conjunction(schemas),
        };
        let mut bounds = bounds(&schema);
        let items: Vec<Cursor<'d>> = schema.all("items").filter(Cursor::is_object).collect();
        if !items.is_empty() {
            let nodes: Vec<Cursor<'d>> = items.iter().flat_map(|item| self.chain(item)).collect();
            let each = super::bounds::bounds(&Conjunction::flat(&nodes));
            if !each.limits.is_empty() {
                let phrases = each.phrases.join(", ");
                bounds.phrases.push(format!("each item {phrases}"));
                bounds.limits.push(Limit::Each(each.limits));
            }
        }
        bounds
    }

    /// The only text that a member can be.
    fn constant(&mut self, schemas: &[Cursor<'d>]) -> Option<String> {
        if self.reference(schemas).is_some() {
            return None;
        }
        match self.values(&self.conjunction(schemas))?.as_slice() {
            [only] => only.value.as_str().map(str::to_owned),
            _ => None,
        }
    }

    /// The only value that a member can be, where that is `true`, `false` or `null`.
    fn fixed(&self, schemas: &[Cursor<'d>]) -> Option<String> {
        if self.reference(schemas).is_some() {
            return None;
        }
        let schema = self.conjunction(schemas);
        let only = |keyword: &Cursor<'d>| match keyword.node() {
            Node::Array(items) if items.len() == 1 => keyword.item(0),
            Node::Array(_) => None,
            _ => Some(keyword.clone()),
        };
        let stated = schema.get("const");
        let stated = stated.or_else(|| schema.get("enum").and_then(|values| only(&values)));
        if let Some(value) = stated {
            return matches!(value.node(), Node::Bool(_) | Node::Null)
                .then(|| value.to_json().to_string());
        }
        let kind = schema.get("type").and_then(|kind| only(&kind))?;
        (kind.as_str() == Some("null")).then(|| "null".to_owned())
    }

    /// The type of the members that have no name; `None` where nothing is said of them.
    fn rest(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Option<Ty> {
        let place = place.child(Step::Value);
        let patterns: Vec<(&str, Cursor<'d>)> = schema
            .all("patternProperties")
            .flat_map(|patterns| patterns.members())
            .collect();
        let others = || {
            schema
                .all("additionalProperties")
                .chain(schema.all("unevaluatedProperties"))
        };
        // Names that match no pattern may have any value, unless something is said of them.
        let told = |one: &Cursor<'d>| one.is_object() || one.as_bool() == Some(false);
        let matched = |(pattern, _): &(&str, Cursor<'d>)| EVERYTHING.contains(pattern);
        if !patterns.is_empty() && !patterns.iter().any(matched) && !others().any(|it| told(&it)) {
            return None;
        }
        let mut schemas: Vec<Cursor<'d>> = patterns.into_iter().map(|(_, schema)| schema).collect();
        schemas.extend(others().find(Cursor::is_object));
        let mut types: Vec<Ty> = Vec::new();
        for schema in &schemas {
            let ty = self.ty(schema, &place);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        match types.len() {
            0 | 1 => types.pop(),
            _ => Some(Ty::Any),
        }
    }
}

/// The documentation of a member. The title of an inline type is that type's.
fn field_docs(annotations: &Annotations<'_>, name: &str, ty: &Ty) -> Docs {
    let mut docs = annotations.docs(name);
    if matches!(without_null(ty.clone()), Ty::Named(_)) {
        docs.summary.clear();
    }
    docs
}

/// The members by name, in order of appearance.
fn members<'d>(schema: &Conjunction<'d>) -> IndexMap<&'d str, Member<'d>> {
    let mut members: IndexMap<&'d str, Member<'d>> = IndexMap::default();
    for part in &schema.parts {
        let Some(properties) = part.node.get("properties") else {
            continue;
        };
        for (name, schema) in properties.members() {
            let member = members.entry(name).or_default();
            // What several bases define together is none's alone.
            let alone = member.schemas.is_empty() || member.home == part.home;
            member.home = part.home.filter(|_| alone);
            member.schemas.push(schema);
        }
    }
    members
}

fn required<'d>(schema: &Conjunction<'d>) -> HashSet<&'d str> {
    schema
        .all("required")
        .flat_map(|list| list.items())
        .filter_map(|name| name.as_str())
        .collect()
}
