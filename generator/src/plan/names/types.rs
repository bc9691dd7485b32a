//! Gathers and settles the names of all types of an API.

use super::{Case, Name, PRELUDE, Request, Scope, inline::inline_bids, plain, rank, scope::report};
use crate::{
    diagnostic::Diagnostics,
    ir::{Api, NameHint, Origin, Step, TypeDef, TypeId},
};

/// The names of types.
#[derive(Debug)]
pub struct TypeNames {
    names: Vec<Name>,
    scope: Scope,
}

impl TypeNames {
    /// Settles the names of the types of `api`.
    pub fn settle(api: &Api, diagnostics: &mut Diagnostics) -> Self {
        let mut scope = Scope::new(Case::Type, PRELUDE);
        let requests: Vec<Request> = api.types.iter().map(|(_, def)| request(def)).collect();
        let settled = scope.settle(&requests);
        for ((request, settled), (_, def)) in requests.iter().zip(&settled).zip(api.types.iter()) {
            let origin = def
                .origins
                .iter()
                .min()
                .cloned()
                .unwrap_or_else(|| Origin(String::new()));
            report(request, settled, "type", &origin, diagnostics);
        }
        let names = settled.into_iter().map(|settled| settled.name).collect();
        Self { names, scope }
    }

    /// The name of a type.
    pub fn of(&self, id: TypeId) -> &Name {
        &self.names[id.0 as usize]
    }

    /// A name for a type that goes with one of the API's.
    pub fn beside(&mut self, bids: &[&str]) -> Name {
        self.scope.one(bids)
    }

    /// All names that are taken by types of the API.
    pub fn all(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }
}

fn request(def: &TypeDef) -> Request {
    let pin = def.rust_name.as_deref();
    match &def.name {
        NameHint::Component(name) => {
            let mut request = Request::named(Case::Type, name, pin);
            request.bids = request
                .bids
                .iter()
                .map(|bid| free_of_prelude(bid))
                .collect();
            request
        }
        NameHint::Inline { title, contexts } => {
            let bids = match pin {
                Some(pin) => vec![plain(Case::Type, pin)],
                None => inline_bids(title.as_deref(), contexts),
            };
            let key = contexts
                .iter()
                .map(|path| key(path))
                .min()
                .unwrap_or_default();
            let rank = if pin.is_some() {
                rank::PINNED
            } else {
                rank::INLINE
            };
            Request {
                key,
                rank,
                bids: bids.iter().map(|bid| free_of_prelude(bid)).collect(),
                others: None,
            }
        }
    }
}

/// A path as text that orders it.
fn key(path: &[Step]) -> String {
    let words: Vec<_> = path.iter().map(Step::words).collect();
    words.join("\u{1}")
}

fn free_of_prelude(name: &str) -> String {
    if PRELUDE.contains(&name) {
        format!("{name}Model")
    } else {
        name.to_owned()
    }
}
