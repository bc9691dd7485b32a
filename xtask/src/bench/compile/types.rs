//! Types as another function can name them: with one lifetime, and without type parameters.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    GenericArgument, GenericParam, Generics, PathArguments, Token, Type, TypeParamBound,
    punctuated::Punctuated,
};

type Bounds = Punctuated<TypeParamBound, Token![+]>;

/// The type that an `impl` block is for; type parameters take their defaults.
pub fn owner(of: &Type) -> Option<String> {
    let Type::Path(path) = of else { return None };
    let mut path = path.path.clone();
    let last = path.segments.last_mut()?;
    if let PathArguments::AngleBracketed(arguments) = &last.arguments {
        let lifetimes = arguments
            .args
            .iter()
            .all(|argument| matches!(argument, GenericArgument::Lifetime(_)));
        if !lifetimes {
            last.arguments = PathArguments::None;
        }
    }
    Some(one_lifetime(path.to_token_stream()).to_string())
}

/// The type of an argument: `T` for `impl Into<T>` and for a parameter with that bound. `None` if that cannot be said.
pub fn concrete(of: &Type, generics: &Generics) -> Option<String> {
    let tokens = match of {
        Type::ImplTrait(of) => bound(&of.bounds)?,
        Type::Path(path) => match parameter(path.path.get_ident(), generics) {
            Some(bounds) => bound(bounds)?,
            None => of.to_token_stream(),
        },
        _ => of.to_token_stream(),
    };
    Some(one_lifetime(tokens).to_string())
}

fn parameter<'g>(name: Option<&syn::Ident>, generics: &'g Generics) -> Option<&'g Bounds> {
    generics
        .params
        .iter()
        .find_map(|parameter| match parameter {
            GenericParam::Type(parameter) if Some(&parameter.ident) == name => {
                Some(&parameter.bounds)
            }
            _ => None,
        })
}

/// A type that fulfils bounds.
pub fn bound(bounds: &Bounds) -> Option<TokenStream> {
    bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        let argument = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.first(),
            _ => None,
        };
        match (last.ident.to_string().as_str(), argument) {
            ("Into", Some(GenericArgument::Type(of))) => Some(of.to_token_stream()),
            ("AsRef", Some(GenericArgument::Type(of)))
                if of.to_token_stream().to_string() == "str" =>
            {
                "&str".parse().ok()
            }
            ("ToString" | "Display", None) => "&str".parse().ok(),
            ("IntoIterator", Some(GenericArgument::AssocType(item))) => {
                let item = item.ty.to_token_stream();
                format!("::std::vec::Vec<{item}>").parse().ok()
            }
            _ => None,
        }
    })
}

/// Every lifetime but `'static`, written or not, becomes `'c`.
fn one_lifetime(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let name = tokens.next().map(|name| name.to_string());
                let name = if name.as_deref() == Some("static") {
                    "static"
                } else {
                    "c"
                };
                lifetime(name, &mut out);
            }
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                out.push(TokenTree::Punct(punct));
                let named =
                    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'');
                if !named {
                    lifetime("c", &mut out);
                }
            }
            TokenTree::Group(group) => {
                let inner = one_lifetime(group.stream());
                out.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            other => out.push(other),
        }
    }
    out.into_iter().collect()
}

fn lifetime(name: &str, out: &mut Vec<TokenTree>) {
    out.push(Punct::new('\'', Spacing::Joint).into());
    out.push(Ident::new(name, Span::call_site()).into());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_become_one() {
        let of = |text: &str| {
            let of: Type = syn::parse_str(text).unwrap_or(Type::Verbatim(TokenStream::new()));
            concrete(&of, &Generics::default()).map(|text| text.replace(' ', ""))
        };
        assert_eq!(of("&str").as_deref(), Some("&'cstr"));
        assert_eq!(
            of("Option<(&'a [u8], &'static str)>").as_deref(),
            Some("Option<(&'c[u8],&'staticstr)>")
        );
        assert_eq!(of("impl Into<models::Id>").as_deref(), Some("models::Id"));
        assert_eq!(of("impl Fn()").as_deref(), None);
    }
}
