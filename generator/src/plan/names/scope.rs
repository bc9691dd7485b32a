//! Settles the names of one scope: see the specification in [`super`].

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{Case, Name, bids, plain};
use crate::hash::HashMap;
use crate::{diagnostic::Diagnostics, ir::Origin};

/// The ranks of requests, strongest first.
pub mod rank {
    /// Pinned by an overlay.
    pub const PINNED: u8 = 0;
    /// Spelled in the document exactly as in Rust.
    pub const EXACT: u8 = 1;
    /// Named by the document.
    pub const NAMED: u8 = 2;
    /// Named from context.
    pub const INLINE: u8 = 3;
}

/// One thing that needs a name.
#[derive(Debug, Clone)]
pub struct Request {
    /// What orders requests that end up numbered: text of the document, never a position in it.
    pub key: String,
    /// Its [`rank`].
    pub rank: u8,
    /// The names it would take, best first; never empty.
    pub bids: Vec<String>,
    /// The text whose other spellings it would take after that. Few need them, so they are not spelled before.
    pub others: Option<String>,
}

impl Request {
    /// A request for a name that the document gives, unless it is pinned.
    pub fn named(case: Case, text: &str, pin: Option<&str>) -> Self {
        let mut request = Self::plain(case, text, pin);
        request.bids = request.all_bids(case);
        request.others = None;
        request
    }

    /// The same, with one bid for now: what most of them get.
    pub fn plain(case: Case, text: &str, pin: Option<&str>) -> Self {
        Self::spelled(plain(case, pin.unwrap_or(text)), text, pin)
    }

    /// The same where the spelling is known.
    pub fn spelled(first: String, text: &str, pin: Option<&str>) -> Self {
        let rank = match pin {
            Some(_) => rank::PINNED,
            None if first == text => rank::EXACT,
            None => rank::NAMED,
        };
        Self {
            key: text.to_owned(),
            rank,
            bids: vec![first],
            others: Some(pin.unwrap_or(text).to_owned()),
        }
    }

    /// All bids, best first.
    pub fn all_bids(&self, case: Case) -> Vec<String> {
        let others = self
            .others
            .iter()
            .flat_map(|text| bids(case, text).into_iter().skip(1));
        self.bids.iter().cloned().chain(others).collect()
    }
}

/// A settled name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The name.
    pub name: Name,
    /// Whether no bid won, and it has a number.
    pub numbered: bool,
}

/// Says that a name has a number, and how to give it a better one.
pub fn report(
    request: &Request,
    settled: &Settled,
    what: &str,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) {
    let wanted = request.bids.first().map_or("", String::as_str);
    if settled.numbered {
        let message = format!(
            "`{wanted}` is the name of more than one {what}; this one is called `{}`",
            settled.name
        );
        diagnostics
            .warning("name-clash", message, origin)
            .help("pin a name with an overlay action that sets `x-rust-name` here");
    }
}

/// The names that are taken in one scope.
#[derive(Debug, Clone)]
pub struct Scope {
    case: Case,
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which only `reserved` is taken.
    pub fn new<'a>(case: Case, reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            case,
            taken: reserved.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Settles `requests`; the answers are in their order.
    pub fn settle(&mut self, requests: &[Request]) -> Vec<Settled> {
        let mut won: Vec<Option<Settled>> = vec![None; requests.len()];
        let mut bids: Vec<Cow<'_, [String]>> = requests
            .iter()
            .map(|request| Cow::Borrowed(request.bids.as_slice()))
            .collect();
        for rank in rank::PINNED..=rank::INLINE {
            let mut open: Vec<usize> = (0..requests.len())
                .filter(|&at| requests[at].rank == rank)
                .collect();
            open = self.round(&bids, &open, 0, &mut won);
            for &at in &open {
                bids[at] = Cow::Owned(requests[at].all_bids(self.case));
            }
            let rounds = open.iter().map(|&at| bids[at].len()).max().unwrap_or(0);
            for round in 1..rounds {
                open = self.round(&bids, &open, round, &mut won);
            }
            self.number(requests, &bids, open, &mut won);
        }
        won.into_iter().flatten().collect()
    }

    /// One name that no other request of its round can contest.
    pub fn one(&mut self, bids: &[&str]) -> Name {
        let bids: Vec<String> = bids.iter().map(|&bid| bid.to_owned()).collect();
        let key = bids.first().cloned().unwrap_or_default();
        let settled = self.settle(&[Request {
            key,
            rank: rank::NAMED,
            bids,
            others: None,
        }]);
        settled
            .into_iter()
            .next()
            .map_or_else(|| Name::new("empty"), |settled| settled.name)
    }

    /// Lets every open request bid its name of this round, and gives those that are still open.
    fn round(
        &mut self,
        bids: &[Cow<'_, [String]>],
        open: &[usize],
        round: usize,
        won: &mut [Option<Settled>],
    ) -> Vec<usize> {
        let mut bidders: HashMap<&str, usize> =
            HashMap::with_capacity_and_hasher(open.len(), Default::default());
        for bid in open.iter().filter_map(|&at| bids[at].get(round)) {
            *bidders.entry(bid).or_default() += 1;
        }
        let mut left = Vec::new();
        for &at in open {
            match bids[at].get(round) {
                Some(bid)
                    if bidders.get(bid.as_str()) == Some(&1) && self.taken.insert(bid.clone()) =>
                {
                    won[at] = Some(Settled {
                        name: Name::new(bid),
                        numbered: false,
                    });
                }
                _ => left.push(at),
            }
        }
        left
    }

    fn number(
        &mut self,
        requests: &[Request],
        bids: &[Cow<'_, [String]>],
        mut open: Vec<usize>,
        won: &mut [Option<Settled>],
    ) {
        open.sort_by(|&a, &b| requests[a].key.cmp(&requests[b].key));
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        for at in open {
            let base = bids[at].last().map_or("empty", String::as_str);
            let count = next.entry(base).or_insert(1);
            loop {
                let bid = if *count == 1 {
                    base.to_owned()
                } else {
                    self.numbered(base, *count)
                };
                let numbered = *count > 1;
                *count += 1;
                if self.taken.insert(bid.clone()) {
                    won[at] = Some(Settled {
                        name: Name::new(&bid),
                        numbered,
                    });
                    break;
                }
            }
        }
    }

    fn numbered(&self, base: &str, number: usize) -> String {
        let digit = base.ends_with(|c: char| c.is_ascii_digit());
        let separator = if self.case == Case::Value || digit {
            "_"
        } else {
            ""
        };
        format!("{base}{separator}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::Case;
    use super::{Request, Scope};

    fn settle(case: Case, texts: &[&str]) -> Vec<String> {
        let requests: Vec<_> = texts
            .iter()
            .map(|text| Request::named(case, text, None))
            .collect();
        Scope::new(case, [])
            .settle(&requests)
            .iter()
            .map(|settled| settled.name.to_string())
            .collect()
    }

    #[test]
    fn clashes_settle_alike_in_any_order() {
        let table: [(Case, &[&str], &[&str]); 8] = [
            (Case::Type, &["+1", "-1", "1"], &["Plus1", "Minus1", "N1"]),
            (
                Case::Type,
                &["<=", ">=", "<", ">", "=", "!="],
                &[
                    "LessOrEqual",
                    "GreaterOrEqual",
                    "Less",
                    "Greater",
                    "Equal",
                    "NotEqual",
                ],
            ),
            (
                Case::Type,
                &["ok", "OK", "Ok"],
                &["OkLowercase", "OkUppercase", "Ok"],
            ),
            (
                Case::Type,
                &["C", "C++", "C#"],
                &["C", "CPlusPlus", "CHash"],
            ),
            (
                Case::Value,
                &["type", "@type", "Type"],
                &["r#type", "at_type", "type_2"],
            ),
            (
                Case::Value,
                &["self", "super", "crate", "gen", "async"],
                &["self_", "super_", "crate_", "r#gen", "r#async"],
            ),
            (
                Case::Value,
                &["fooBar", "foo_bar", "foo-bar"],
                &["foo_bar_2", "foo_bar", "foo_dash_bar"],
            ),
            (
                Case::Value,
                &["", " ", "_"],
                &["empty", "blank", "underscore"],
            ),
        ];
        for (case, texts, names) in table {
            assert_eq!(settle(case, texts), names, "{texts:?}");
            let reversed: Vec<_> = texts.iter().rev().copied().collect();
            let mut settled = settle(case, &reversed);
            settled.reverse();
            assert_eq!(settled, names, "{texts:?} reversed");
        }
    }

    #[test]
    fn many_equal_names_are_numbered_in_linear_time() {
        let requests: Vec<_> = (0..5_000)
            .map(|_| Request::named(Case::Type, "same thing", None))
            .collect();
        let settled = Scope::new(Case::Type, []).settle(&requests);
        assert_eq!(settled.len(), 5_000);
    }
}
