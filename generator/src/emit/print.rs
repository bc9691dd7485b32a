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

/// Each item as text. Tokens that are no items would be a mistake of this crate; the compiler shows what is wrong.
fn parsed(tokens: TokenStream) -> Vec<String> {
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file.items.into_iter().map(one).collect(),
        Err(error) => vec![error.into_compile_error().to_string()],
    }
}

/// One item; the methods of an `impl` are printed one by one too.
fn one(item: syn::Item) -> String {
    match item {
        syn::Item::Impl(it) if it.items.len() > 1 => Block::of(it).finish(),
        item => prettyplease::unparse(&file(item)),
    }
}

fn file(item: syn::Item) -> syn::File {
    syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    }
}

/// An `impl` whose methods stand apart; it may be made of parts that are printed by themselves.
pub struct Block {
    head: String,
    members: String,
    tail: &'static str,
}

impl Block {
    /// Formats one `impl`.
    pub fn new(tokens: TokenStream) -> Self {
        match syn::parse2::<syn::ItemImpl>(tokens) {
            Ok(it) => Self::of(it),
            Err(error) => Self {
                head: error.into_compile_error().to_string(),
                members: String::new(),
                tail: "\n",
            },
        }
    }

    fn of(mut it: syn::ItemImpl) -> Self {
        let members = std::mem::take(&mut it.items);
        let mut file = file(syn::Item::Impl(it));
        let empty = prettyplease::unparse(&file);
        let head = empty.trim_end().trim_end_matches('}');
        let mut text = String::new();
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
        Self {
            head: head.to_owned() + "\n",
            members: text,
            tail: "}\n",
        }
    }

    /// Adds the methods of another part of the same `impl`.
    pub fn append(mut self, other: Self) -> Self {
        self.members.push('\n');
        self.members.push_str(&other.members);
        self
    }

    /// The text.
    pub fn finish(self) -> String {
        self.head + &self.members + self.tail
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Block;

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

    #[test]
    fn an_impl_of_several_parts_is_one() {
        let first = Block::new(quote!(impl One { fn one() {} }));
        let rest = Block::new(quote!(impl One { fn two() {} fn three() {} }));
        let whole = quote!(impl One { fn one() {} fn two() {} fn three() {} });
        assert_eq!(first.append(rest).finish(), super::items([whole]));
    }

    #[test]
    fn tokens_that_are_no_items_do_not_compile() {
        let text = super::items([quote!(struct;)]);
        assert!(text.contains("compile_error"), "{text}");
    }
}
