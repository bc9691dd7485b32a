use super::conjunction::{Conjunction, Group};
use super::docs::trimmed;
use super::enumeration::of_values;
use super::kind::{Kind, contradict, kinds};
use super::null::without_null;
use super::place::Place;
use super::reference::{NodeId, gives_structure};
use super::values::{described, docs};
use super::{Lower, identity};
use crate::document::Cursor;
use crate::hash::HashMap;
use crate::ir::{
    EnumValue, Integer, Number, Presence, Rest, Shape, Step, StringFormat, Struct, Ty, Union,
    Variant,
};

/// How many branches may be merged with what stands beside them, in one document: mutually recursive choices could
/// multiply without end.
const MAX_MERGES: usize = 5_000;

impl<'d> Lower<'d, '_> {
    /// `oneOf` and `anyOf`.
    pub(super) fn union(
        &mut self,
        schema: &Conjunction<'d>,
        group: &Group<'d>,
        place: &Place<'_>,
    ) -> Shape {
        let base = schema.without_groups();
        let branches = self.possible(&base, self.spread(&group.branches));
        if let Some(shape) = self.one_set(&branches, &base, place) {
            return shape;
        }
        let (tag, mut tags) = self.tags(schema, &branches);
        tags.resize(branches.len(), Vec::new());
        let mut open = false;
        let mut variants: Vec<Variant> = Vec::new();
        let apart = self.told_apart(&branches);
        let lists = branches.iter().filter(|one| self.is_list(one)).count();
        for ((index, branch), (tags, apart)) in
            branches.iter().enumerate().zip(tags.into_iter().zip(apart))
        {
            let hint = match self.hint(branch) {
                hint if hint.is_empty() => apart,
                hint => hint,
            };
            let place = match hint.as_str() {
                "" if lists == 1 && self.is_list(branch) => place.child("list"),
                "" => place.child(Step::Branch(index + 1)),
                hint => place.child(hint.to_owned()),
            };
            match without_null(self.branch(&base, branch, &place)) {
                Ty::Any => open = true,
                ty => variants.push(Variant {
                    hint,
                    tags,
                    ty,
                    docs: docs(branch),
                }),
            }
        }
        let mut variants = distinct(variants);
        match variants.len() {
            0 => Shape::Alias(Ty::Any),
            // A union keeps what no branch fits; a plain type would refuse it.
            1 if !open => Shape::Alias(variants.swap_remove(0).ty),
            _ => Shape::Union(Union {
                tag: tag.filter(|_| variants.iter().any(|one| !one.tags.is_empty())),
                variants,
            }),
        }
    }

    /// One object with the members of all branches, each optional: where a union cannot be said, or not be sent.
    pub(super) fn flattened(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Shape {
        let mut all = match self.object(&schema.without_groups(), place) {
            Shape::Struct(all) => all,
            _ => Struct {
                fields: Vec::new(),
                rest: Rest::Any,
                positional: false,
            },
        };
        let fixed = all.fields.len();
        let branches = schema.groups.iter().flat_map(|group| &group.branches);
        for branch in branches {
            let branch = self
                .conjunction(std::slice::from_ref(branch))
                .without_groups();
            let Shape::Struct(branch) = self.object(&branch, place) else {
                continue;
            };
            for mut field in branch.fields {
                match all.fields.iter().position(|known| known.name == field.name) {
                    None => {
                        field.presence = Presence::Optional;
                        all.fields.push(field);
                    }
                    Some(index) if index >= fixed => {
                        if let Some(known) = all.fields.get_mut(index)
                            && (known.ty != field.ty || known.constant != field.constant)
                        {
                            known.constant = None;
                            if known.ty != field.ty {
                                known.ty = Ty::Any;
                            }
                        }
                    }
                    Some(_) => {}
                }
            }
        }
        if all.fields.is_empty() {
            return Shape::Alias(Ty::Any);
        }
        Shape::Struct(all)
    }

    /// The branches, with choices within choices spread out.
    fn spread(&self, branches: &[Cursor<'d>]) -> Vec<Cursor<'d>> {
        let mut spread = Vec::new();
        for branch in branches {
            let schema = self.conjunction(std::slice::from_ref(branch));
            match (schema.parts.as_slice(), schema.groups.as_slice()) {
                ([part], [group])
                    if std::ptr::eq(part.node.node(), branch.node())
                        && !gives_structure(branch)
                        && !branch.has("discriminator") =>
                {
                    spread.extend(self.spread(&group.branches));
                }
                _ => spread.push(branch.clone()),
            }
        }
        spread
    }

    /// The branches that what stands beside the choice leaves possible: `type: integer` beside `oneOf: [integer, string]`
    /// leaves one. Where it would leave none, it is not taken at its word.
    fn possible(&self, base: &Conjunction<'d>, branches: Vec<Cursor<'d>>) -> Vec<Cursor<'d>> {
        let base = kinds(base);
        let fits = |branch: &Cursor<'d>| {
            let own = self.conjunction(std::slice::from_ref(branch));
            !contradict(&base, &kinds(&own))
        };
        if base.is_empty() || !branches.iter().any(fits) {
            return branches;
        }
        branches.into_iter().filter(fits).collect()
    }

    /// The type of one branch, with what stands beside the choice.
    fn branch(&mut self, base: &Conjunction<'d>, branch: &Cursor<'d>, place: &Place<'_>) -> Ty {
        let alone = std::slice::from_ref(branch);
        let own = self.conjunction(alone);
        if !self.needs(base, &own) || self.merges >= MAX_MERGES {
            return self.ty(branch, place);
        }
        self.merges += 1;
        let merged = base.clone().and(own);
        let mut key: Vec<NodeId> = merged.nodes().collect();
        key.push(NodeId::of(branch.node()));
        self.once(key, branch, place, |lower| {
            lower.inline(alone, &merged, place)
        })
    }

    /// Whether a branch is less than it should be without what stands beside the choice.
    fn needs(&self, base: &Conjunction<'d>, branch: &Conjunction<'d>) -> bool {
        let kinds = kinds(branch);
        if kinds.is_empty() && branch.groups.is_empty() {
            return base.get("type").is_some();
        }
        if kinds != [Kind::Object] {
            return false;
        }
        let names = |schema: &Conjunction<'d>| -> Vec<&'d str> {
            let properties = schema.all("properties");
            properties
                .flat_map(|it| it.members())
                .map(|(name, _)| name)
                .collect()
        };
        let known = names(branch);
        names(base).iter().any(|name| !known.contains(name))
    }

    /// Branches that are sets of values, or text beside such a set, are one open set.
    fn one_set(
        &mut self,
        branches: &[Cursor<'d>],
        base: &Conjunction<'d>,
        place: &Place<'_>,
    ) -> Option<Shape> {
        let mut values: Vec<EnumValue> = Vec::new();
        let mut sets = Vec::new();
        let mut any_text = false;
        for branch in branches {
            let own = self.conjunction(std::slice::from_ref(branch));
            if !own.groups.is_empty() {
                return None;
            }
            let both = base.clone().and(own);
            match self.values(&both) {
                Some(these) => {
                    values.extend(described(these, branch));
                    sets.push(branch);
                }
                None if kinds(&both) == [Kind::String] => any_text = true,
                None => return None,
            }
        }
        if any_text && !values.iter().all(|one| one.value.is_string()) {
            return None;
        }
        if let [only] = sets.as_slice()
            && let Some(target) = self.peel(only).target
        {
            return Some(Shape::Alias(self.referred(&target, place)));
        }
        let mut known = HashMap::default();
        values.retain(|one| known.insert(one.value.to_string(), ()).is_none());
        of_values(values)
    }

    fn is_list(&self, branch: &Cursor<'d>) -> bool {
        kinds(&self.conjunction(std::slice::from_ref(branch))) == [Kind::Array]
    }

    /// What a branch can be called.
    fn hint(&self, branch: &Cursor<'d>) -> String {
        let peeled = self.peel(branch);
        let component = peeled.target.and_then(|target| self.component(&target));
        let text = |key: &str| peeled.nodes.iter().find_map(|node| node.text(key));
        let hint = text("x-rust-name")
            .or(component.map(|(_, name)| name))
            .or_else(|| text("title"));
        trimmed(hint)
    }
}

/// Branches that no value tells apart become one: the same type twice, texts of several formats, integers beside numbers.
fn distinct(variants: Vec<Variant>) -> Vec<Variant> {
    let mut distinct: Vec<Variant> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::default();
    for variant in variants {
        let key = match &variant.ty {
            Ty::String(_) => "string".to_owned(),
            Ty::Integer(_) | Ty::Number(_) => "number".to_owned(),
            ty => identity::of_type(ty),
        };
        let twin = known.get(&key).and_then(|index| distinct.get_mut(*index));
        match twin {
            Some(first) => {
                first.ty = wider(&first.ty, &variant.ty);
                first.tags.extend(variant.tags);
            }
            None => {
                known.insert(key, distinct.len());
                distinct.push(variant);
            }
        }
    }
    distinct
}

/// The type that holds both of two that are alike.
fn wider(one: &Ty, other: &Ty) -> Ty {
    match (one, other) {
        (one, other) if one == other => one.clone(),
        (Ty::String(_), _) => Ty::String(StringFormat::Plain),
        (Ty::Number(_), _) | (_, Ty::Number(_)) => Ty::Number(Number::F64),
        (Ty::Integer(Integer::U64), _) | (_, Ty::Integer(Integer::U64)) => {
            Ty::Integer(Integer::U64)
        }
        (Ty::Integer(_), _) => Ty::Integer(Integer::I64),
        (one, _) => one.clone(),
    }
}
