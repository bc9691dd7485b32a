use super::identity;
use crate::hash::HashMap;
use crate::ir::{Docs, NameHint, Origin, Shape, Ty, TypeDef, TypeId, Types, XmlName};

/// The definitions while they are made. Inline definitions of equal structure become one.
#[derive(Default)]
pub(super) struct Definitions {
    defs: Vec<TypeDef>,
    inline: HashMap<String, TypeId>,
}

impl Definitions {
    /// An id whose definition follows, so that what is being defined can point at itself.
    pub fn reserve(&mut self, name: NameHint, origin: Origin) -> TypeId {
        self.push(TypeDef {
            name,
            rust_name: None,
            shape: Shape::Alias(Ty::Any),
            xml: XmlName::default(),
            docs: Docs::default(),
            origins: vec![origin],
            examples: Vec::new(),
        })
    }

    /// Puts the definition under a reserved id.
    pub fn define(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.defs.get_mut(id.0 as usize) {
            *slot = def;
        }
    }

    /// The id of an inline definition: that of an equal one, which then knows this place too, or a new one.
    pub fn intern(&mut self, def: TypeDef) -> TypeId {
        let key = identity::of_definition(&def);
        let known = self.inline.get(&key).copied();
        match known.and_then(|id| Some((id, self.defs.get_mut(id.0 as usize)?))) {
            Some((id, first)) => {
                merge(first, def);
                id
            }
            None => {
                let id = self.push(def);
                self.inline.insert(key, id);
                id
            }
        }
    }

    /// Makes a reserved id another name for a type.
    pub fn redirect(&mut self, id: TypeId, ty: Ty) {
        if let Some(def) = self.defs.get_mut(id.0 as usize) {
            def.shape = Shape::Alias(ty);
        }
    }

    /// What a definition is, as far as it is known.
    pub fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.defs.get(id.0 as usize).map(|def| &def.shape)
    }

    /// What a definition is called.
    pub fn name(&self, id: TypeId) -> Option<&NameHint> {
        self.defs.get(id.0 as usize).map(|def| &def.name)
    }

    /// All of them.
    pub fn finish(self) -> Vec<TypeDef> {
        self.defs
    }

    fn push(&mut self, def: TypeDef) -> TypeId {
        let id = TypeId(u32::try_from(self.defs.len()).unwrap_or(u32::MAX));
        self.defs.push(def);
        id
    }
}

impl From<Vec<TypeDef>> for Types {
    fn from(defs: Vec<TypeDef>) -> Self {
        Self { defs }
    }
}

/// One definition for two places. A description that holds for one of them only is not the type's.
fn merge(first: &mut TypeDef, other: TypeDef) {
    for origin in other.origins {
        if !first.origins.contains(&origin) {
            first.origins.push(origin);
        }
    }
    first.examples.extend(other.examples);
    if let (NameHint::Inline { contexts, .. }, NameHint::Inline { contexts: more, .. }) =
        (&mut first.name, other.name)
    {
        for context in more {
            if !contexts.contains(&context) {
                contexts.push(context);
            }
        }
    }
    if first.docs.description != other.docs.description {
        first.docs.description.clear();
    }
    first.docs.deprecated &= other.docs.deprecated;
}
