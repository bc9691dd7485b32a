//! The limits of values, as the tables of fields and parameters have them.

use proc_macro2::Literal;

use super::{
    context::{Context, ident},
    print::{Code, code},
};
use crate::ir::Limit;

/// `.limits(&[…])`; nothing where there are none.
pub fn limits(all: &[Limit], cx: &mut Context<'_>) -> Option<Code> {
    (!all.is_empty()).then(|| {
        let list = list(all, cx);
        code!(.limits(#list))
    })
}

fn list(all: &[Limit], cx: &mut Context<'_>) -> Code {
    let limits: Vec<Code> = all.iter().map(|one| limit(one, cx)).collect();
    code!(&[#(#limits),*])
}

fn limit(it: &Limit, cx: &mut Context<'_>) -> Code {
    let (word, value) = match it {
        Limit::AtLeast(value) => ("AtLeast", number(*value)),
        Limit::MoreThan(value) => ("MoreThan", number(*value)),
        Limit::AtMost(value) => ("AtMost", number(*value)),
        Limit::LessThan(value) => ("LessThan", number(*value)),
        Limit::MultipleOf(value) => ("MultipleOf", number(*value)),
        Limit::MinLength(count) => ("MinLength", whole(*count)),
        Limit::MaxLength(count) => ("MaxLength", whole(*count)),
        Limit::MinItems(count) => ("MinItems", whole(*count)),
        Limit::MaxItems(count) => ("MaxItems", whole(*count)),
        Limit::MinMembers(count) => ("MinMembers", whole(*count)),
        Limit::MaxMembers(count) => ("MaxMembers", whole(*count)),
        Limit::Pattern(pattern) => ("Pattern", code!(#pattern)),
        Limit::Each(limits) => ("Each", list(limits, cx)),
        Limit::Unique => {
            let limit = cx.model("Limit");
            return code!(#limit::Unique);
        }
    };
    let (limit, word) = (cx.model("Limit"), ident(word));
    code!(#limit::#word(#value))
}

fn whole(count: u64) -> Code {
    code!(#count)
}

fn number(value: f64) -> Code {
    let magnitude = Literal::f64_unsuffixed(value.abs());
    if value < 0.0 {
        code!(-#magnitude)
    } else {
        code!(#magnitude)
    }
}
