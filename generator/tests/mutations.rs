//! Documents that went through a mangle: nothing panics, everything ends, and what is written is Rust.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use generator::{Generator, Layout, Output};
use serde_json::{Map, Value, json};

const DOCUMENT: &str = include_str!("mutations/document.yaml");

/// Texts that no author would write.
const TEXTS: [&str; 14] = [
    "",
    " ",
    "\"",
    "\"#*/ fn main() {}",
    "a\nb\r\nc",
    "{}{id}{{",
    "\u{202e}live",
    "\u{0}\u{7f}",
    "r#type",
    "Self",
    "状态 имя α 😀",
    "../../escape",
    "a/b~1c%2f..",
    "🄰\u{301}\u{200d}",
];

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

fn pointers(node: &Value, at: String, all: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            for (key, child) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(child, format!("{at}/{key}"), all);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                pointers(child, format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

/// Changes one node.
fn mutate(document: &mut Value, chance: &mut Chance) {
    let mut all = Vec::new();
    pointers(document, String::new(), &mut all);
    let other = chance.of(&all).clone();
    let copy = document.pointer(&other).cloned().unwrap();
    let at = chance.of(&all).clone();
    let node = document.pointer_mut(&at).unwrap();
    let text = *chance.of(&TEXTS);
    match chance.below(10) {
        0 => *node = json!(null),
        1 => {
            *node = chance
                .of(&[json!(true), json!(-1), json!(1e300), json!([]), json!({})])
                .clone()
        }
        2 => *node = json!(text),
        3 => *node = copy,
        4 => *node = json!({ "$ref": format!("#{other}") }),
        5 => {
            let deep = (0..chance.below(40)).fold(
                node.take(),
                |inner, _| json!({ "type": "array", "items": inner }),
            );
            *node = deep;
        }
        6 => *node = Value::Array(vec![node.take(); 1 + chance.below(30)]),
        7 => rename(node, text, chance),
        8 => {
            if let Value::Object(members) = node {
                members.insert(text.to_owned(), copy);
            }
        }
        _ => {
            if let Some(members) = node.as_object_mut() {
                let key = members.keys().nth(chance.below(members.len())).cloned();
                key.and_then(|key| members.remove(&key));
            }
        }
    }
}

/// Calls one member something else.
fn rename(node: &mut Value, text: &str, chance: &mut Chance) {
    if let Value::Object(members) = node {
        let renamed = chance.below(members.len());
        let all = std::mem::take(members).into_iter().enumerate();
        *members = all
            .map(|(index, (key, value))| match index == renamed {
                true => (text.to_owned(), value),
                false => (key, value),
            })
            .collect::<Map<_, _>>();
    }
}

fn generated(name: &str, text: String) -> Output {
    let layout = Layout::Crate {
        name: "mangled".to_owned(),
        runtime: "\"1\"".to_owned(),
        root: false,
    };
    Generator::new()
        .name("mangled")
        .document_text(name, text)
        .layout(layout)
        .examples(true)
        .generate()
}

/// Every file is below the folder it is meant for, and all Rust is Rust.
fn assert_sound(output: &Output, what: &str) {
    for file in &output.files {
        let path = file.path.to_str().unwrap();
        let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
        assert!(path.split('/').all(plain), "{what}: {path:?}");
        if path.ends_with(".rs") {
            let parsed = syn::parse_file(&file.text);
            assert!(parsed.is_ok(), "{what}: {path}: {:?}", parsed.err());
        }
    }
}

#[test]
fn mangled_documents_give_rust() {
    let whole: Value = serde_yaml::from_str(DOCUMENT).unwrap();
    for seed in 0..120 {
        let mut chance = Chance(seed);
        let mut document = whole.clone();
        for _ in 0..=chance.below(4) {
            mutate(&mut document, &mut chance);
        }
        let output = generated("api.json", document.to_string());
        assert_sound(&output, &format!("seed {seed}"));
    }
}

#[test]
fn cut_texts_give_rust_or_nothing() {
    let ends = DOCUMENT.char_indices().map(|(at, _)| at).step_by(29);
    for end in ends {
        let output = generated("api.yaml", DOCUMENT[..end].to_owned());
        assert_sound(&output, &format!("cut at {end}"));
    }
}

#[test]
fn aliases_that_multiply_end() {
    let mut text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nx-0: &a0 [1, 1]\n".to_owned();
    for level in 1..40 {
        text += &format!("x-{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    let output = generated("api.yaml", text + "paths: {}\n");
    assert!(output.files.is_empty());
    assert_eq!(output.reports.len(), 1);
}
