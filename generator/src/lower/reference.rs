use super::Lower;
use super::place::Place;
use crate::document::{Cursor, Node};
use crate::ir::{NameHint, Ty, TypeId};

/// A node by its address: nodes live as long as the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NodeId(usize);

impl NodeId {
    /// The node's.
    pub fn of(node: &Node<'_>) -> Self {
        Self(std::ptr::from_ref(node).addr())
    }
}

/// A schema that is lowered once, however often it is met.
pub(super) enum Once {
    /// It is being lowered. Where it leads back to itself, it needs an id.
    Open(Option<TypeId>),
    /// It is lowered.
    Done(Ty),
}

/// How many wrappers and references may stand around a schema.
const MAX_WRAPPERS: usize = 64;

/// The keywords that give a schema members, items, values or branches.
const STRUCTURE: [&str; 9] = [
    "then",
    "else",
    "dependentSchemas",
    "properties",
    "patternProperties",
    "items",
    "prefixItems",
    "enum",
    "const",
];

/// The keywords that combine schemas.
pub(super) const COMBINATIONS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// A schema without the wrappers around it.
pub(super) struct Peeled<'d> {
    /// The wrappers, outermost first, the last of which refers or is the schema itself.
    pub nodes: Vec<Cursor<'d>>,
    /// What the last one refers to, if that is all it says.
    pub target: Option<Cursor<'d>>,
}

impl<'d> Lower<'d, '_> {
    /// What `$ref` points at, one step.
    pub(super) fn target(&self, node: &Cursor<'d>) -> Option<Cursor<'d>> {
        let pointer = node.reference()?.strip_prefix('#')?;
        let mut targets = self.targets.borrow_mut();
        let target = targets.entry(pointer);
        target.or_insert_with(|| self.document.at(pointer)).clone()
    }

    /// The component a schema is.
    pub(super) fn component(&self, node: &Cursor<'d>) -> Option<(TypeId, &'d str)> {
        self.components.get(&NodeId::of(node.node())).copied()
    }

    /// Takes off what only wraps: a single-branch `allOf`, `oneOf`, `anyOf`, with documentation or `nullable` beside it.
    pub(super) fn peel(&self, schema: &Cursor<'d>) -> Peeled<'d> {
        let mut nodes = vec![schema.clone()];
        let mut at = schema.clone();
        for _ in 0..MAX_WRAPPERS {
            if let Some(target) = self.target(&at) {
                let refined = self.modern && (gives_structure(&at) || combines(&at));
                let target = (!refined).then_some(target);
                return Peeled { nodes, target };
            }
            let Some(inner) = self.only_branch(&at) else {
                break;
            };
            nodes.push(inner.clone());
            at = inner;
        }
        Peeled {
            nodes,
            target: None,
        }
    }

    /// The wrappers, what they refer to, and so on: everything that annotates a use, outermost first.
    pub(super) fn chain(&self, schema: &Cursor<'d>) -> Vec<Cursor<'d>> {
        let mut chain = Vec::new();
        let mut next = Some(schema.clone());
        while let Some(at) = next {
            let peeled = self.peel(&at);
            chain.extend(peeled.nodes);
            next = peeled.target.filter(|_| chain.len() < MAX_WRAPPERS);
        }
        chain
    }

    /// What schemas that must hold together come to, if that is one reference.
    pub(super) fn reference(&self, schemas: &[Cursor<'d>]) -> Option<Cursor<'d>> {
        let mut targets: Vec<Cursor<'d>> = Vec::new();
        for schema in schemas {
            if !gives_structure(schema) && schema.reference().is_none() && !combines(schema) {
                continue;
            }
            let target = self.peel(schema).target?;
            let known = |one: &Cursor<'d>| std::ptr::eq(one.node(), target.node());
            if !targets.iter().any(known) {
                targets.push(target);
            }
        }
        if targets.len() < 2 {
            return targets.pop();
        }
        // A refinement (`BusinessAddress` of `Address`) holds everything that it refines.
        let all: Vec<NodeId> = targets.iter().map(|one| NodeId::of(one.node())).collect();
        targets.into_iter().find(|target| {
            let reached = self.reached(std::slice::from_ref(target));
            all.iter().all(|id| reached.contains(id))
        })
    }

    /// A use of what a reference points at.
    pub(super) fn referred(&mut self, target: &Cursor<'d>, place: &Place<'_>) -> Ty {
        match self.component(target) {
            Some((id, _)) => Ty::Named(id),
            None => {
                let words = words(&target.origin().0);
                let own = (!words.is_empty()).then(|| Place::root(words.join(" ")));
                let place = own.as_ref().unwrap_or(place);
                self.once(vec![NodeId::of(target.node())], target, place, |lower| {
                    lower.plain(std::slice::from_ref(target), place)
                })
            }
        }
    }

    /// Lowers something once; where it leads back to itself, it becomes a definition of its own.
    pub(super) fn once(
        &mut self,
        key: Vec<NodeId>,
        origin: &Cursor<'d>,
        place: &Place<'_>,
        lower: impl FnOnce(&mut Self) -> Ty,
    ) -> Ty {
        match self.once.get(&key) {
            Some(Once::Done(ty)) => return ty.clone(),
            Some(Once::Open(Some(id))) => return Ty::Named(*id),
            Some(Once::Open(None)) => {
                let name = NameHint::Inline {
                    title: None,
                    contexts: vec![place.path()],
                };
                let id = self.types.reserve(name, origin.origin());
                self.once.insert(key, Once::Open(Some(id)));
                return Ty::Named(id);
            }
            None => {}
        }
        self.once.insert(key.clone(), Once::Open(None));
        let mut ty = lower(self);
        if let Some(Once::Open(Some(id))) = self.once.get(&key) {
            self.types.redirect(*id, ty);
            ty = Ty::Named(*id);
        }
        self.once.insert(key, Once::Done(ty.clone()));
        ty
    }

    /// The one branch that says something, of a schema that says nothing else.
    fn only_branch(&self, schema: &Cursor<'d>) -> Option<Cursor<'d>> {
        if gives_structure(schema) {
            return None;
        }
        let mut only = None;
        for keyword in COMBINATIONS {
            let Some(list) = schema.get(keyword) else {
                continue;
            };
            for branch in list.items() {
                let silent = match keyword {
                    "allOf" => is_annotation(&branch),
                    _ => self.is_null(&branch),
                };
                if silent {
                    continue;
                }
                if only.replace(branch).is_some() {
                    return None;
                }
            }
        }
        only
    }
}

/// Whether a schema has members, items, values of its own.
pub(super) fn gives_structure(schema: &Cursor<'_>) -> bool {
    let mut members = schema.node().as_object().into_iter().flatten();
    members.any(|(keyword, value)| match &**keyword {
        "required" => value.as_array().is_some_and(|list| !list.is_empty()),
        "additionalProperties" => value.as_object().is_some(),
        keyword => STRUCTURE.contains(&keyword),
    })
}

fn combines(schema: &Cursor<'_>) -> bool {
    COMBINATIONS.iter().any(|keyword| schema.has(keyword))
}

/// Whether a branch only documents: `{description: …}`, `{nullable: true}`.
fn is_annotation(schema: &Cursor<'_>) -> bool {
    let silent = ["type", "$ref", "format", "pattern"];
    schema.is_object()
        && !gives_structure(schema)
        && !combines(schema)
        && !silent.iter().any(|keyword| schema.has(keyword))
}

/// The words of a pointer that name something.
fn words(pointer: &str) -> Vec<String> {
    const SILENT: [&str; 12] = [
        "",
        "components",
        "schemas",
        "properties",
        "schema",
        "content",
        "paths",
        "$defs",
        "definitions",
        "responses",
        "parameters",
        "application/json",
    ];
    let unescape = |token: &str| token.replace("~1", "/").replace("~0", "~");
    pointer
        .split('/')
        .map(unescape)
        .filter(|token| !SILENT.contains(&token.as_str()))
        .collect()
}
