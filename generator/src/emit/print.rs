//! Tokens to text.

use proc_macro2::TokenStream;

/// Formats items one by one, with a blank line between them.
pub fn items(tokens: impl IntoIterator<Item = TokenStream>) -> String {
    let mut text = String::new();
    for tokens in tokens {
        for item in parsed(tokens) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&item);
        }
    }
    text
}

/// Formats `use` items, without blank lines.
pub fn uses(tokens: TokenStream) -> String {
    parsed(tokens).concat()
}

/// Each item as text. Tokens that are no items would be a mistake of this crate; they are shown as they are.
fn parsed(tokens: TokenStream) -> Vec<String> {
    let raw = tokens.to_string();
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file.items.into_iter().map(one).collect(),
        Err(_) => vec![raw],
    }
}

fn one(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}
