//! Gathers and settles the names of all types of an API.

use std::collections::BTreeSet;

use super::{Case, Name, PRELUDE, Request, Scope, plain, rank, scope::report};
use crate::{
    diagnostic::Diagnostics,
    ir::{Api, NameHint, Origin, TypeDef, TypeId},
};

/// The names of types.
#[derive(Debug)]
pub struct TypeNames {
    names: Vec<Name>,
    scope: Scope,
}

/// A title longer than this is a sentence, not a name.
const TITLE_WORDS: usize = 5;
/// More context than this makes no better name.
const MOST_BIDS: usize = 8;

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
                .map(|path| path.join("\u{1}"))
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
            }
        }
    }
}

fn free_of_prelude(name: &str) -> String {
    if PRELUDE.contains(&name) {
        format!("{name}Model")
    } else {
        name.to_owned()
    }
}

/// The bids of an inline schema, best first.
fn inline_bids(title: Option<&str>, contexts: &[Vec<String>]) -> Vec<String> {
    let title = title.filter(|title| (1..=TITLE_WORDS).contains(&title.split_whitespace().count()));
    let mut bids: Vec<String> = title
        .map(|title| plain(Case::Type, title))
        .into_iter()
        .collect();
    let mut paths: Vec<&[String]> = contexts
        .iter()
        .map(Vec::as_slice)
        .filter(|path| !path.is_empty())
        .collect();
    paths.sort_by_key(|path| (path.len(), *path));
    paths.dedup();
    bids.extend(shared_name(&paths));
    if let Some(path) = paths.first() {
        bids.extend(path_bids(path));
    }
    if bids.is_empty() {
        bids.push("Inline".to_owned());
    }
    let mut seen = BTreeSet::new();
    bids.retain(|bid| seen.insert(bid.clone()));
    bids
}

/// What all the places are called, where one schema stands in several.
fn shared_name(paths: &[&[String]]) -> Option<String> {
    let (first, rest) = paths.split_first()?;
    let name = first.last()?;
    let shared =
        !rest.is_empty() && !is_role(name) && rest.iter().all(|path| path.last() == Some(name));
    shared.then(|| plain(Case::Type, name))
}

/// The last piece with ever more of what is around it.
fn path_bids(path: &[String]) -> Vec<String> {
    let name = |pieces: &[&String]| {
        let text: Vec<String> = pieces
            .iter()
            .map(|piece| plain(Case::Type, piece))
            .collect();
        plain(Case::Type, &text.join(" "))
    };
    let Some((last, around)) = path.split_last() else {
        return Vec::new();
    };
    let Some(parent) = around.iter().rposition(|piece| !is_role(piece)) else {
        return vec![name(&path.iter().collect::<Vec<_>>())];
    };
    let mut bids = vec![name(&[&path[parent], last])];
    for start in (0..=parent).rev() {
        bids.push(name(&path[start..].iter().collect::<Vec<_>>()));
    }
    if bids.len() > MOST_BIDS {
        let full = bids.split_off(bids.len() - 1);
        bids.truncate(MOST_BIDS - 1);
        bids.extend(full);
    }
    let last_resort = if matches!(last.as_str(), "request" | "response") {
        "body"
    } else {
        "value"
    };
    let all: Vec<&String> = path.iter().collect();
    bids.push(plain(Case::Type, &format!("{} {last_resort}", name(&all))));
    bids
}

/// Whether a piece of context says what part of its surroundings it is, and not what it means.
fn is_role(piece: &str) -> bool {
    const ROLES: [&str; 14] = [
        "body",
        "default",
        "header",
        "item",
        "items",
        "parameter",
        "query",
        "request",
        "response",
        "responses",
        "value",
        "values",
        "variant",
        "property",
    ];
    ROLES.contains(&piece) || piece.is_empty() || piece.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::inline_bids;

    fn bids(title: Option<&str>, contexts: &[&[&str]]) -> Vec<String> {
        let contexts: Vec<Vec<String>> = contexts
            .iter()
            .map(|path| path.iter().map(|&piece| piece.to_owned()).collect())
            .collect();
        inline_bids(title, &contexts)
    }

    #[test]
    fn inline_types_bid_title_then_parent_then_path() {
        assert_eq!(
            bids(None, &[&["Account", "owner"]]),
            ["AccountOwner", "AccountOwnerValue"]
        );
        assert_eq!(
            bids(Some("Job owner"), &[&["Job", "owner", "home"]]),
            ["JobOwner", "OwnerHome", "JobOwnerHome", "JobOwnerHomeValue"]
        );
        assert_eq!(
            bids(None, &[&["listAccounts", "response", "item"]]),
            [
                "ListAccountsItem",
                "ListAccountsResponseItem",
                "ListAccountsResponseItemValue"
            ]
        );
        assert_eq!(
            bids(None, &[&["Job", "status"], &["Task", "status"]]),
            ["Status", "JobStatus", "JobStatusValue"]
        );
        assert_eq!(
            bids(
                Some("a title that is really a whole sentence"),
                &[&["getJob", "response"]]
            ),
            ["GetJobResponse", "GetJobResponseBody"]
        );
    }
}
