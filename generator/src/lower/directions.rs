//! Types that requests and responses both carry, and of which they ask different members: a required member that is
//! `readOnly` is not for requests to give, one that is `writeOnly` not for responses.

use std::collections::BTreeSet;

use super::visit;
use crate::ir::{Field, NameHint, Operation, Presence, Shape, Step, Ty, TypeDef, TypeId, Webhook};

/// What the documentation of a twin says of it.
const TWIN: &str =
    "As requests carry it: what the server sets need not be given, what it never shows must be.";

/// Gives each of them, and each type that leads to one of them, a twin for requests, which stands right behind it. All
/// other types stay one for both ways. The members are the same; only whether they must be there differs.
pub(super) fn split(
    mut defs: Vec<TypeDef>,
    operations: &mut [Operation],
    webhooks: &mut [Webhook],
) -> Vec<TypeDef> {
    let different = different(&mut defs);
    if different.is_empty() {
        return defs;
    }
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in operations.iter_mut() {
        visit::of_request(operation, &mut |ty| sent.extend(visit::named(ty)));
        visit::of_responses(operation, &mut |ty| received.extend(visit::named(ty)));
    }
    for webhook in webhooks.iter_mut() {
        visit::of_webhook(webhook, &mut |ty| received.extend(visit::named(ty)));
    }
    let sent = reached(&mut defs, sent);
    let received = reached(&mut defs, received);
    let places = Places::of(defs.len(), |id| {
        different.contains(&id) && sent.contains(&id) && received.contains(&id)
    });
    let mut split = Vec::with_capacity(defs.len());
    for (id, mut def) in (0..).map(TypeId).zip(defs) {
        let twin = places.of_request(id) != places.of_response(id);
        let twin = twin.then(|| places.twin(&def));
        if twin.is_some() {
            relax(&mut def, |field| field.write_only);
        }
        let only_sent = sent.contains(&id) && !received.contains(&id);
        visit::of_definition(&mut def, &mut |ty| match only_sent {
            true => rename(ty, &|id| places.of_request(id)),
            false => rename(ty, &|id| places.of_response(id)),
        });
        split.push(def);
        split.extend(twin);
    }
    for webhook in webhooks {
        visit::of_webhook(webhook, &mut |ty| {
            rename(ty, &|id| places.of_response(id));
        });
    }
    for operation in operations {
        visit::of_request(operation, &mut |ty| {
            rename(ty, &|id| places.of_request(id));
        });
        visit::of_responses(operation, &mut |ty| {
            rename(ty, &|id| places.of_response(id));
        });
    }
    split
}

/// The types of which the two ways ask different members, and those that lead to one of them.
fn different(defs: &mut [TypeDef]) -> BTreeSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); defs.len()];
    let mut open = Vec::new();
    for (id, def) in (0..).map(TypeId).zip(defs) {
        if differs(def) {
            open.push(id);
        }
        visit::of_definition(def, &mut |ty| {
            let used = visit::named(ty).and_then(|used| users.get_mut(used.0 as usize));
            used.into_iter().for_each(|users| users.push(id));
        });
    }
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(users.get(id.0 as usize).into_iter().flatten());
        }
    }
    found
}

/// Whether the two ways ask different members. A constant asks nothing of anybody.
fn differs(def: &TypeDef) -> bool {
    let Shape::Struct(it) = &def.shape else {
        return false;
    };
    it.fields.iter().any(|field| {
        let required = field.presence == Presence::Required && field.constant.is_none();
        required && (field.read_only || field.write_only)
    })
}

/// What some types lead to, themselves included.
fn reached(defs: &mut [TypeDef], mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if let Some(def) = defs.get_mut(id.0 as usize)
            && found.insert(id)
        {
            visit::of_definition(def, &mut |ty| open.extend(visit::named(ty)));
        }
    }
    found
}

/// Where types stand once twins stand behind them.
struct Places(Vec<(TypeId, TypeId)>);

impl Places {
    fn of(count: usize, has_twin: impl Fn(TypeId) -> bool) -> Self {
        let mut next = 0;
        let place = |id| {
            let own = TypeId(next);
            let twin = TypeId(next + u32::from(has_twin(id)));
            next = twin.0 + 1;
            (own, twin)
        };
        Self((0..).map(TypeId).take(count).map(place).collect())
    }

    fn of_response(&self, id: TypeId) -> TypeId {
        self.0.get(id.0 as usize).map_or(id, |(own, _)| *own)
    }

    fn of_request(&self, id: TypeId) -> TypeId {
        self.0.get(id.0 as usize).map_or(id, |(_, twin)| *twin)
    }

    /// The twin of a type.
    fn twin(&self, def: &TypeDef) -> TypeDef {
        let mut twin = TypeDef {
            name: twin_name(def),
            rust_name: None,
            examples: Vec::new(),
            ..def.clone()
        };
        let paragraphs = [twin.docs.description.as_str(), TWIN];
        twin.docs.description = paragraphs.join("\n\n").trim().to_owned();
        relax(&mut twin, |field| field.read_only);
        visit::of_definition(&mut twin, &mut |ty| {
            rename(ty, &|id| self.of_request(id));
        });
        twin
    }
}

/// `Job` in requests: `JobRequest`.
fn twin_name(def: &TypeDef) -> NameHint {
    let (title, contexts) = match (&def.rust_name, &def.name) {
        (Some(name), _) | (None, NameHint::Component(name)) => {
            (None, vec![vec![Step::Name(name.clone())]])
        }
        (None, NameHint::Inline { title, contexts }) => (title.as_ref(), contexts.clone()),
    };
    let in_request = |mut path: Vec<Step>| {
        path.push(Step::Request);
        path
    };
    NameHint::Inline {
        title: title.map(|title| format!("{title} request")),
        contexts: contexts.into_iter().map(in_request).collect(),
    }
}

/// Makes the members that one way does not ask for optional.
fn relax(def: &mut TypeDef, is_free: impl Fn(&Field) -> bool) {
    if let Shape::Struct(it) = &mut def.shape {
        let free = it.fields.iter_mut().filter(|field| is_free(field));
        free.for_each(|field| field.presence = Presence::Optional);
    }
}

fn rename(ty: &mut Ty, new: &impl Fn(TypeId) -> TypeId) {
    match ty {
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => rename(inner, new),
        Ty::Named(id) => *id = new(*id),
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
    }
}
