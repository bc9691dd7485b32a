//! How names of a document become names in Rust: the specification.
//!
//! # Spelling
//! A text is cut into words (`heck`: at case changes and at everything that is neither letter nor digit), and the words
//! are joined as `UpperCamel` for types and variants and as `snake` for fields, parameters, methods and modules.
//!
//! | document            | type, variant          | field, method            | rule |
//! |---------------------|------------------------|--------------------------|------|
//! | `scheduledJob`      | `ScheduledJob`         | `scheduled_job`          | words |
//! | `X-Base-Id`         | `XBaseId`              | `x_base_id`              | words |
//! | `fileIDs`, `IPv6`   | `FileIds`, `Ipv6`      | `file_ids`, `ipv6`       | a plural's `s` belongs to its abbreviation |
//! | `OAuth2`            | `OAuth2`               | `oauth2`                 | the one term that keeps capitals inside |
//! | `2024-01-05`        | `N2024_01_05`          | `n2024_01_05`            | a leading digit gets an `N`; digits do not run together |
//! | `+1`, `-1`          | `Plus1`, `Minus1`      | `plus_1`, `minus_1`      | a leading sign is spelled |
//! | `<=`, `*`           | `LessOrEqual`, `Star`  | `less_or_equal`, `star`  | where there are only symbols, they are spelled |
//! | `😀`                | `U1f600`               | `u1f600`                 | a character without a name is its code point |
//! | (nothing), blanks   | `Empty`, `Blank`       | `empty`, `blank`         | |
//! | `type`, `gen`       | `Type`, `Gen`          | `r#type`, `r#gen`        | keywords are raw identifiers |
//! | `self`              | `Self_` (as a type: `SelfModel`) | `self_`        | what cannot be raw gets an underscore |
//! | `状态`              | `状态`                 | `状态`                   | letters of every script stay |
//! | `а` (Cyrillic), `ⅷ` | `U430`, `U2177`        | `u430`, `u2177`          | unless rustc warns of them: look-alikes, letters out of use |
//! | over 100 characters | `…H1a2b3c4d`           | `…_h1a2b3c4d`            | cut, with a hash of the whole text |
//!
//! # Settling
//! Names are gathered with all their context and settled once for each scope (the types, the operations, the methods
//! of the client, the fields of one struct, the variants of one enum), so they are a function of the *set* of names
//! and not of their order. Each request brings its bids, best first, and a rank:
//!
//! 1. pinned (`x-rust-name`),
//! 2. spelled in the document exactly as in Rust,
//! 3. a name that the document gives (component, property, value, `operationId`),
//! 4. a name made from context (inline schemas).
//!
//! The ranks are settled one after another, in rounds: in round *n* every open request bids its *n*-th name; a bid that
//! is free and that nobody else makes wins, **a contested one goes to nobody** (or who gets it would depend on what
//! else the vendor adds). What is left after the last round takes its last bid with a number, in the order of the
//! names in the document, and a diagnostic says how to pin it.
//!
//! The bids of a name of the document: its spelling; its spelling with its symbols spelled (`@type` beside `type` is
//! `at_type`, `C++` beside `C#` is `CPlusPlus`), first without those that only enclose (quotes, backticks, brackets); that
//! with its case spelled (`ok` beside `OK` are `OkLowercase` and `OkUppercase`).
//!
//! The bids of an inline schema: its `title`; what all the places it stands in are called (`Status`, `JobResponse`;
//! `UnauthorizedError` where they are all one failure, `ErrorResponse` where they are several); property with parent
//! (`AccountOwner`), operation with the part it plays (`ListAccountsItem`, `GetJobNotFound`); ever more of the path.
//! One of `steps` is a `Step`, and words that meet are said once (`Goal`, `goalStatus` → `GoalStatus`). A branch
//! without a name has that of what is its alone: `Completed`, `WithRepositoryId`, `Object` beside a text. Words that
//! say nothing by themselves (`type`, `item`, `object`) never stand alone: `JobType`.
//!
//! A server is called by its description where that is short, else by its variables (`Tenant`), else by the words of
//! its URL that not all servers share: `Eu` of `https://eu.example.com/v1`. What requests carry of a type that
//! responses have more of is the type's name with `Request`.
//!
//! # Why two names cannot collide
//! A bid wins only if it is not in the scope's set of taken names, and winning puts it there; numbers are counted up
//! until the name is not in it. Escapes are made from settled names and are injective: spelling never yields a trailing
//! underscore or a `#`, so `self_` and `r#type` belong to `self` and `type` alone. Names that generated code itself
//! needs are in the set from the beginning ([`PRELUDE`]); what it imports from the runtime is written with its path
//! where a type of the API has the same name, so component names need not move for it.

mod inline;
mod letters;
mod operations;
mod scope;
mod singular;
mod spell;
mod terms;
mod types;

use std::fmt;

pub use operations::OperationNames;
pub use scope::{Request, Scope, Settled, rank, report};
pub use spell::{Case, bids, plain, words};
pub use types::TypeNames;

/// Names of Rust's prelude that generated code writes without a path; a component of that name is called `…Model`.
pub const PRELUDE: [&str; 22] = [
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "From",
    "Hash",
    "Into",
    "IntoFuture",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// A name that is an identifier in Rust, `r#` included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The identifier for a settled name.
    pub fn new(settled: &str) -> Self {
        if is_plain(settled) || settled != "gen" && syn::parse_str::<syn::Ident>(settled).is_ok() {
            return Self(settled.to_owned());
        }
        let raw = format!("r#{settled}");
        if syn::parse_str::<syn::Ident>(&raw).is_ok() {
            Self(raw)
        } else {
            Self(format!("{settled}_"))
        }
    }

    /// The identifier as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without `r#`.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

/// Whether it is plain at first sight that a name is an identifier: no keyword but `Self` has anything but small letters,
/// and none has more than eight.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && (name.len() > "continue".len()
            || name != "Self" && !name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
