use super::Lower;
use super::reference::NodeId;
use crate::document::{Cursor, Node};
use crate::hash::HashSet;

/// A schema with everything that `$ref` and `allOf` bring together: a value has to satisfy every part.
#[derive(Clone, Default)]
pub(super) struct Conjunction<'d> {
    /// The parts, in document order: what is referred to before what refers to it.
    pub parts: Vec<Part<'d>>,
    /// The alternatives that are left to choose from (`oneOf`, `anyOf` of several branches).
    pub groups: Vec<Group<'d>>,
}

/// One schema of a conjunction.
#[derive(Clone)]
pub(super) struct Part<'d> {
    /// The schema.
    pub node: Cursor<'d>,
    /// The component it was found in, if a reference led there.
    pub home: Option<&'d str>,
}

/// Several branches, one of which holds.
#[derive(Clone)]
pub(super) struct Group<'d> {
    /// The schema they stand in.
    pub node: Cursor<'d>,
    /// The branches, without null.
    pub branches: Vec<Cursor<'d>>,
}

/// How deep `allOf` may stand in `allOf`.
const MAX_DEPTH: usize = 64;

impl<'d> Conjunction<'d> {
    /// The values of a keyword in all parts, the nearest part last.
    pub fn all<'s>(&'s self, keyword: &'s str) -> impl DoubleEndedIterator<Item = Cursor<'d>> + 's {
        self.parts
            .iter()
            .filter_map(move |part| part.node.get(keyword))
    }

    /// The value of a keyword in the nearest part that has it.
    pub fn get(&self, keyword: &str) -> Option<Cursor<'d>> {
        self.all(keyword).next_back()
    }

    /// The same without its alternatives.
    pub fn without_groups(&self) -> Self {
        Self {
            parts: self.parts.clone(),
            groups: Vec::new(),
        }
    }

    /// This and another together.
    pub fn and(mut self, other: Self) -> Self {
        let known: HashSet<NodeId> = self.nodes().collect();
        let new = |part: &Part<'d>| !known.contains(&NodeId::of(part.node.node()));
        self.parts.extend(other.parts.into_iter().filter(new));
        self.groups.extend(other.groups);
        self
    }

    /// Schemas as parts, without what they refer to: the outermost counts most.
    pub fn flat(chain: &[Cursor<'d>]) -> Self {
        let part = |node: &Cursor<'d>| Part {
            node: node.clone(),
            home: None,
        };
        Self {
            parts: chain.iter().rev().map(part).collect(),
            groups: Vec::new(),
        }
    }

    /// What makes it the conjunction it is.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.parts.iter().map(|part| NodeId::of(part.node.node()))
    }
}

impl<'d, 'x> Lower<'d, 'x> {
    /// Brings together what schemas say that must hold together.
    pub(super) fn conjunction(&self, schemas: &[Cursor<'d>]) -> Conjunction<'d> {
        self.gather(schemas).out
    }

    /// Every schema that a conjunction passes through.
    pub(super) fn reached(&self, schemas: &[Cursor<'d>]) -> HashSet<NodeId> {
        self.gather(schemas).seen
    }

    fn gather(&self, schemas: &[Cursor<'d>]) -> Gather<'_, 'd, 'x> {
        let mut gather = Gather {
            lower: self,
            start: schemas.iter().map(|one| NodeId::of(one.node())).collect(),
            seen: HashSet::default(),
            out: Conjunction::default(),
        };
        for schema in schemas {
            let home = self.component(schema).map(|(_, name)| name);
            gather.add(schema, home, true, 0);
        }
        gather
    }
}

struct Gather<'l, 'd, 'x> {
    lower: &'l Lower<'d, 'x>,
    start: Vec<NodeId>,
    seen: HashSet<NodeId>,
    out: Conjunction<'d>,
}

impl<'d> Gather<'_, 'd, '_> {
    /// Adds a schema. `own`: it was not reached through a reference.
    fn add(&mut self, schema: &Cursor<'d>, home: Option<&'d str>, own: bool, depth: usize) {
        let fresh = schema.is_object() && self.seen.insert(NodeId::of(schema.node()));
        if !fresh || depth > MAX_DEPTH {
            return;
        }
        if let Some(target) = self.lower.target(schema) {
            let there = self.lower.component(&target).map(|(_, name)| name).or(home);
            self.add(&target, there, false, depth + 1);
            if !self.lower.modern {
                return;
            }
        }
        for branch in schema
            .get("allOf")
            .into_iter()
            .flat_map(|list| list.items())
        {
            self.add(&branch, home, own, depth + 1);
        }
        self.out.parts.push(Part {
            node: schema.clone(),
            home,
        });
        for keyword in ["oneOf", "anyOf"] {
            if let Some(list) = schema.get(keyword) {
                self.choose(schema, &list, home, own, depth);
            }
        }
    }

    /// Adds alternatives; one that is alone holds like any other part.
    fn choose(
        &mut self,
        schema: &Cursor<'d>,
        list: &Cursor<'d>,
        home: Option<&'d str>,
        own: bool,
        depth: usize,
    ) {
        let mut branches = Vec::new();
        for branch in list.items() {
            let target = self.lower.target(&branch).unwrap_or_else(|| branch.clone());
            let id = NodeId::of(target.node());
            if !own && self.seen.contains(&id) {
                // One branch of a base is what is being read (`Pet: oneOf [Cat, …]`, `Cat: allOf [Pet, …]`).
                return;
            }
            if !self.start.contains(&id) && !self.lower.is_null(&branch) {
                branches.push(branch);
            }
        }
        if branches.iter().all(only_requires) {
            return;
        }
        match branches.as_slice() {
            [only] => self.add(only, home, own, depth + 1),
            _ => self.out.groups.push(Group {
                node: schema.clone(),
                branches,
            }),
        }
    }
}

/// Whether a branch says only which members must be there: that tells no shapes apart.
fn only_requires(branch: &Cursor<'_>) -> bool {
    const SILENT: [&str; 5] = [
        "required",
        "title",
        "description",
        "not",
        "dependentRequired",
    ];
    match branch.node() {
        Node::Object(members) => {
            !members.is_empty() && members.keys().all(|key| SILENT.contains(&&**key))
        }
        _ => false,
    }
}
