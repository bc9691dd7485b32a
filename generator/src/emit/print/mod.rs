//! Tokens to text.

mod code;
mod direct;
mod flat;
mod lines;
mod piece;
mod statements;

use self::flat::Flat;
pub(crate) use self::{
    code::{Code, Kind, code, template},
    piece::Piece,
};

/// Formats items one by one, with a blank line between them.
pub fn items<C: Into<Code>>(all: impl IntoIterator<Item = C>) -> String {
    let mut text = String::new();
    for code in all {
        add(&code.into(), "\n", &mut text);
    }
    text
}

/// Formats `use` items, without blank lines.
pub fn uses(all: &Code) -> String {
    let mut text = String::new();
    add(all, "", &mut text);
    text
}

/// Adds each item, with something between it and what is before it.
fn add(items: &Code, between: &str, text: &mut String) {
    let flat = Flat::new(items);
    let mut from = 0;
    while from < flat.len() {
        let to = direct::end_of_item(&flat, from);
        let before = text.len();
        if before > 0 {
            text.push_str(between);
        }
        if direct::item(&flat, (from, to), text).is_none() {
            text.truncate(before);
            for item in parsed(&flat.source(from, to)) {
                if !text.is_empty() {
                    text.push_str(between);
                }
                text.push_str(&item);
            }
        }
        from = to;
    }
}

/// Each item as prettyplease prints it. What is no item would be a mistake of this crate; the compiler shows what is wrong.
fn parsed(items: &str) -> Vec<String> {
    match syn::parse_file(items) {
        Ok(file) => file.items.into_iter().map(one).collect(),
        Err(error) => vec![error.into_compile_error().to_string()],
    }
}

/// One item; what is in an `impl` is printed one by one too.
fn one(item: syn::Item) -> String {
    match item {
        syn::Item::Impl(it) if it.items.len() > 1 => implementation(it),
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

/// An `impl` whose methods stand apart.
fn implementation(mut it: syn::ItemImpl) -> String {
    let members = std::mem::take(&mut it.items);
    let mut file = file(syn::Item::Impl(it));
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

/// An `impl` that is made of parts, which are printed by themselves.
pub struct Block {
    text: String,
}

impl Block {
    const TAIL: &str = "}\n";

    /// Formats one `impl`.
    pub fn new(code: Code) -> Self {
        Self {
            text: items([code]),
        }
    }

    /// Adds the methods of another part of the same `impl`.
    pub fn append(mut self, other: Self) -> Self {
        let (_, members) = other.text.split_once("{\n").unwrap_or_default();
        self.text.truncate(self.text.len() - Self::TAIL.len());
        self.text.push('\n');
        self.text.push_str(members);
        self
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Code, Flat, code, direct};

    /// Parsing and laying out what each model has by syn and prettyplease takes half of the time that a document does.
    #[test]
    fn what_each_model_has_is_printed_directly() {
        let code = code! {
            impl Model for Pet {
                fn table(&self) -> &'static Table {
                    const TABLE: &Table = &Table("Pet", &OBJECT.xml(Xml::name("pet")), &[
                        Field("name", REQUIRED), Field("tags", &OPTIONAL.wrapped().item(Xml::name("tag")))
                    ]);
                    TABLE
                }
                fn blank() -> Self {
                    Self { name: Slot::blank(), tags: None, extra: Extra::new() }
                }
                #[inline(never)]
                fn field(&self, index: usize) -> Ref<'_> {
                    match index { 0 => self.name.view(), 1 => self.tags.view(), _ => self.extra.view() }
                }
            }
        };
        assert_printed_directly(&code);
        assert_printed_directly(&code! {
            impl Model for Pet {
                fn table(&self) -> &'static Table {
                    &Table("Pet", OBJECT, &[
                        Field("name", REQUIRED), Field("tags that are long", OPTIONAL), Field("and more", NULLABLE)
                    ])
                }
                fn blank() -> Self {
                    Self { extra: Extra::new() }
                }
            }
        });
    }

    #[test]
    fn what_each_operation_has_is_printed_directly() {
        assert_printed_directly(&code! {
            impl<M: Mode> Client<M> {
                pub fn list_pets(&self) -> Call<'_, operations::ListPets, M> {
                    let operation = operations::ListPets { limit: None, tags_that_they_may_have: None };
                    Call(self.core.call(operation))
                }
            }
        });
        assert_printed_directly(&code! {
            impl Outcome for ListPetsOutput {
                fn read(case: usize, received: &mut Received) -> Result<Self, DecodeError> {
                    match case {
                        0 => received.read().map(|it| Self::Ok(Box::new(it))),
                        _ => received.read().map(Self::Accepted)
                    }
                }
            }
        });
        assert_printed_directly(&code! {
            const SECURITY: &[&[&str]] = &[&["oauth2"], &["key", "a very long name of a scheme", "and another one"]];
        });
        assert_printed_directly(&code! {
            pub type TheOutputOfAnOperationWhoseNameTakesMostOfALine = TheOutputOfAnotherOneWithAnEvenLongerName;
        });
    }

    /// Not only when prettyplease is asked.
    fn assert_printed_directly(code: &Code) {
        let flat = Flat::new(code);
        let mut text = String::new();
        assert!(direct::item(&flat, (0, flat.len()), &mut text).is_some());
        assert_eq!(text, super::parsed(&flat.source(0, flat.len())).concat());
    }

    /// How a closure is broken depends on what is in it.
    #[test]
    fn closures_that_do_not_fit_are_left_to_prettyplease() {
        let code = code! {
            impl One for Two {
                fn three(self) -> Four {
                    self.four().map(|four| four.with_a_method_of_a_long_name().and_with_another_one(four))
                }
                fn five(one: One) -> Six {
                    one.map(|one| one, |two, three| { two; three })
                }
            }
        };
        let flat = Flat::new(&code);
        let text = super::items([code]);
        assert_eq!(text, super::parsed(&flat.source(0, flat.len())).concat());
    }

    #[test]
    fn methods_stand_apart_and_constants_together() {
        let tokens = code! {
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
        let first = Block::new(code!(impl One { fn one() {} }));
        let rest = Block::new(code!(impl One { fn two() {} fn three() {} }));
        let whole = code!(impl One { fn one() {} fn two() {} fn three() {} });
        assert_eq!(first.append(rest).finish(), super::items([whole]));
    }

    #[test]
    fn tokens_that_are_no_items_do_not_compile() {
        let text = super::items([code!(struct;)]);
        assert!(text.contains("compile_error"), "{text}");
    }
}
