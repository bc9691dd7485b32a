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

/// One item; the methods of an `impl` are printed one by one too.
fn one(item: syn::Item) -> String {
    let mut file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let members = match file.items.as_mut_slice() {
        [syn::Item::Impl(it)] if it.items.len() > 1 => std::mem::take(&mut it.items),
        _ => return prettyplease::unparse(&file),
    };
    let empty = prettyplease::unparse(&file);
    let head = empty.trim_end().trim_end_matches('}');
    let mut text = head.to_owned() + "\n";
    let mut before = None;
    for member in members {
        let method = matches!(member, syn::ImplItem::Fn(_));
        if before.is_some_and(|before| before || method) {
            text.push('\n');
        }
        before = Some(method);
        if let [syn::Item::Impl(it)] = file.items.as_mut_slice() {
            it.items = vec![member];
        }
        let alone = prettyplease::unparse(&file);
        let body = alone
            .strip_prefix(head)
            .unwrap_or(&alone)
            .trim_start_matches('\n');
        text.push_str(body.strip_suffix("}\n").unwrap_or(body));
    }
    text + "}\n"
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn methods_stand_apart_and_constants_together() {
        let tokens = quote! {
            impl<'a, T: Clone> Trait for Type<'a, T> where T: Default {
                type One = u8;
                const TWO: u8 = 2;
                /// Three.
                fn three() {}
                fn four(&self) -> u8 { 4 }
            }
            impl One for Two {}
        };
        let text = "\
impl<'a, T: Clone> Trait for Type<'a, T>
where
    T: Default,
{
    type One = u8;
    const TWO: u8 = 2;

    /// Three.
    fn three() {}

    fn four(&self) -> u8 {
        4
    }
}

impl One for Two {}
";
        assert_eq!(super::items([tokens]), text);
    }
}
