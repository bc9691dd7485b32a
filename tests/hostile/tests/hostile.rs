//! What a document says arrives as it was said: on the wire, and nowhere as code.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;

use hostile::api::models;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value};

#[path = "../document/texts.rs"]
mod texts;

use texts::{TAG, TEXTS};

/// Every string literal in the client, doc comments aside.
fn literals() -> BTreeSet<String> {
    let code = include_str!(concat!(env!("OUT_DIR"), "/hostile.rs"));
    let code: TokenStream = code.parse().unwrap();
    let mut literals = BTreeSet::new();
    collect(code, &mut literals);
    literals
}

fn collect(code: TokenStream, literals: &mut BTreeSet<String>) {
    for tree in code {
        match tree {
            TokenTree::Group(group) => collect(group.stream(), literals),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    literals.insert(text.value());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn wire_names_and_paths_are_literals() {
    let literals = literals();
    for (number, text) in TEXTS.iter().enumerate() {
        assert!(literals.contains(*text), "{text:?}");
        if !text.contains(['{', '}', '#', '?']) {
            let path = format!("/{number}/{text}");
            assert!(literals.contains(&path), "{path:?}");
        }
    }
}

#[test]
fn nothing_becomes_code() {
    let code = include_str!(concat!(env!("OUT_DIR"), "/hostile.rs"));
    let file = syn::parse_file(code).unwrap();
    let tokens = code.parse::<TokenStream>().unwrap();
    let mut macros = BTreeSet::new();
    invoked(tokens, &mut macros);
    for name in ["panic", "compile_error", "include_str", "alert"] {
        assert!(!macros.contains(name), "{name}!");
    }
    assert!(file.attrs.iter().all(|one| !one.path().is_ident("feature")));
}

/// The names that stand before a `!`.
fn invoked(code: TokenStream, names: &mut BTreeSet<String>) {
    let mut before = None;
    for tree in code {
        match tree {
            TokenTree::Group(group) => invoked(group.stream(), names),
            TokenTree::Ident(ident) => {
                before = Some(ident.to_string());
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' => names.extend(before.take()),
            _ => {}
        }
        before = None;
    }
}

#[test]
fn members_of_every_name_are_known() {
    let object: Map<String, Value> = TEXTS
        .iter()
        .map(|text| ((*text).to_owned(), (*text).into()))
        .collect();
    let text = serde_json::to_string(&object).unwrap();
    let required: models::EveryRequired = runtime::json::from_str(&text).unwrap();
    assert!(required.extra.is_empty(), "{:?}", required.extra);
    let written = runtime::json::to_string(&required);
    assert_eq!(
        serde_json::from_str::<Map<String, Value>>(&written).unwrap(),
        object
    );

    let optional: models::EveryMember = runtime::json::from_str(&text).unwrap();
    assert!(optional.extra.is_empty(), "{:?}", optional.extra);
    let written = runtime::json::to_string(&optional);
    assert_eq!(
        serde_json::from_str::<Map<String, Value>>(&written).unwrap(),
        object
    );
}

#[test]
fn values_of_every_text_are_known() {
    for text in TEXTS {
        let json = serde_json::to_string(text).unwrap();
        let value: models::EveryValue = runtime::json::from_str(&json).unwrap();
        assert!(!matches!(value, models::EveryValue::Unknown(_)), "{text:?}");
        assert_eq!(value.as_str(), *text);
        let written = runtime::json::to_string(&value);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), *text);
    }
}

#[test]
fn tags_of_every_text_decide() {
    for (number, text) in TEXTS.iter().enumerate() {
        let json = serde_json::json!({ TAG: text }).to_string();
        let union: models::EveryTag = runtime::json::from_str(&json).unwrap();
        let expected = match number % 2 {
            0 => matches!(union, models::EveryTag::One(_)),
            _ => matches!(union, models::EveryTag::Two(_)),
        };
        assert!(expected, "{text:?}: {union:?}");
        assert_eq!(
            serde_json::from_str::<Value>(&runtime::json::to_string(&union)).unwrap(),
            serde_json::json!({ TAG: text })
        );
    }
}
