//! Types and documentation as tokens.

use super::{
    context::{Context, ident},
    print::{Code, Kind, Piece, code},
};
use crate::plan::{Argument, Doc, Name, Type};

/// A use of a type.
pub fn ty(it: &Type, cx: &mut Context<'_>) -> Code {
    match it {
        Type::Plain("()") => code!(()),
        Type::Plain(name) => Code::from(ident(name)),
        Type::Runtime(name) => Code::from(cx.runtime(name)),
        Type::Model(name) => Code::from(cx.api_model(name)),
        Type::Operation(name) => Code::from(cx.api_operation(name)),
        Type::Link(name) => {
            let (link, operation) = (cx.runtime("Link"), cx.api_operation(name));
            code!(#link<#operation>)
        }
        Type::Option(inner) => {
            let inner = ty(inner, cx);
            code!(Option<#inner>)
        }
        Type::Nullable(inner) => {
            let (nullable, inner) = (cx.runtime("Nullable"), ty(inner, cx));
            code!(#nullable<#inner>)
        }
        Type::Vec(inner) => {
            let inner = ty(inner, cx);
            code!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let (map, inner) = (cx.map(), ty(inner, cx));
            code!(#map<String, #inner>)
        }
        Type::Boxed(inner) => {
            let inner = ty(inner, cx);
            code!(Box<#inner>)
        }
        Type::Stream(name, item) => {
            let (stream, item) = (cx.runtime(name), ty(item, cx));
            code!(#stream<#item>)
        }
    }
}

/// An argument of a function: `id: impl Into<String>`.
pub fn parameter(name: &Name, rust: &Type, argument: Argument, cx: &mut Context<'_>) -> Code {
    let rust = ty(rust.unboxed(), cx);
    match argument {
        Argument::Plain | Argument::Boxed => code!(#name: #rust),
        Argument::Into | Argument::IntoBoxed => code!(#name: impl Into<#rust>),
    }
}

/// The value that an argument makes.
pub fn converted(value: &Code, argument: Argument) -> Code {
    match argument {
        Argument::Plain => code!(#value),
        Argument::Boxed => code!(Box::new(#value)),
        Argument::Into => code!(#value.into()),
        Argument::IntoBoxed => code!(Box::new(#value.into())),
    }
}

/// `name: value` in a struct literal, or `name` where that says the same.
pub fn initial(name: &Name, argument: Argument) -> Code {
    if argument == Argument::Plain {
        return code!(#name);
    }
    let value = converted(&code!(#name), argument);
    code!(#name: #value)
}

/// A doc comment.
pub fn docs(lines: &Doc) -> Code {
    let mut code = Code::default();
    if !lines.is_empty() {
        code.push_with(Kind::Docs, |text| {
            for (at, line) in lines.iter().enumerate() {
                let end = if at == 0 { "" } else { "\n" };
                let space = if line.is_empty() { "" } else { " " };
                text.extend([end, space, line]);
            }
        });
    }
    code
}

/// A doc comment of one line.
pub fn doc(line: &str) -> Code {
    let mut code = Code::default();
    code.push_with(Kind::Docs, |text| text.extend([" ", line]));
    code
}

/// The value that a variable of this name chooses, and the pattern that takes it: `_` where there is only one.
pub fn chosen(name: &str, values: &[Code]) -> (Code, Code) {
    let name = super::context::ident(name);
    match values {
        [one] => (code!(_), one.clone()),
        several => {
            let arms = arms(several);
            (code!(#name), code!(match #name { #arms }))
        }
    }
}

/// Arms of a `match` on an index, the last of which takes the rest.
pub fn arms<P: Piece>(values: &[P]) -> Code {
    let last = values.len().saturating_sub(1);
    let arms = values.iter().enumerate().map(|(at, value)| {
        if at == last {
            code!(_ => #value,)
        } else {
            code!(#at => #value,)
        }
    });
    code!(#(#arms)*)
}
