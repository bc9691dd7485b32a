//! Operations: struct, route, how the request is filled and how responses are read.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    constants::constants,
    context::Context,
    inputs, routes,
    structs::xml,
    types::{arms, docs, ty},
    unions::conversion,
};
use crate::plan::{
    Body, BodyChoice, BodyContent, BodyForm, Case, Name, Operation, Outcome, Part, Reading, Type,
};

/// An operation with everything that belongs to it.
pub fn operation(it: &Operation, cx: &mut Context<'_>) -> TokenStream {
    let name = &it.name;
    let structure = inputs::structure(it, cx);
    let constants = constants(name, &it.constants, cx);
    let route = routes::route(it, cx);
    let input = input(it, cx);
    let (operation, outer) = (cx.runtime("Operation"), cx.runtime("Route"));
    let (received, decode_error) = (cx.runtime("Received"), cx.runtime("DecodeError"));
    let (output_type, failure_type) = (outcome_type(&it.output, cx), outcome_type(&it.failure, cx));
    let output = reading(&it.output, &quote!(Self::Output));
    let read_output = read("output", &output, &quote!(Output), &received, &decode_error);
    let read_failure = match &it.failure {
        Outcome::Never => TokenStream::new(),
        some => read(
            "failure",
            &reading(some, &quote!(Self::Failure)),
            &quote!(Failure),
            &received,
            &decode_error,
        ),
    };
    let choice = it.body.as_ref().map(|body| body_choice(name, body, cx));
    let outputs = outcome_enum(&it.output, routes::doc_of("documented successes", name), cx);
    let failures = outcome_enum(&it.failure, routes::doc_of("documented failures", name), cx);
    quote! {
        #structure

        #constants

        #input

        impl #operation for #name {
            type Output = #output_type;
            type Failure = #failure_type;
            const ROUTE: &'static #outer = &#route;
            #read_output
            #read_failure
        }

        #choice
        #outputs
        #failures
    }
}

fn input(it: &Operation, cx: &mut Context<'_>) -> TokenStream {
    let (name, input, route) = (&it.name, cx.runtime("Input"), cx.runtime("Route"));
    let operation = cx.runtime("Operation");
    let values: Vec<TokenStream> = it
        .parameters
        .iter()
        .map(|parameter| {
            let name = &parameter.name;
            quote!(&self.#name)
        })
        .collect();
    let parameter = match values.as_slice() {
        [] => TokenStream::new(),
        values => {
            let slot = cx.model("Slot");
            let (index, value) = match values {
                [one] => (quote!(_), one.clone()),
                several => {
                    let arms = arms(several);
                    (quote!(index), quote!(match index { #arms }))
                }
            };
            quote! {
                fn parameter(&self, #index: usize) -> &dyn #slot {
                    #value
                }
            }
        }
    };
    let body = it.body.as_ref().map(|body| body_method(body, cx));
    quote! {
        impl #input for #name {
            fn route(&self) -> &'static #route {
                <Self as #operation>::ROUTE
            }
            #parameter
            #body
        }
    }
}

fn body_method(it: &Body, cx: &mut Context<'_>) -> TokenStream {
    let (body, field) = (cx.runtime("Body"), &it.name);
    let value = match (&it.content, it.required) {
        (BodyContent::One(form), true) => body_value(form, &quote!(&self.#field), cx),
        (BodyContent::One(form), false) => {
            let value = body_value(form, &quote!(body), cx);
            quote!(match &self.#field { Some(body) => #value, None => #body::None })
        }
        (BodyContent::Choice(name, choices), required) => {
            let arms: Vec<TokenStream> = choices
                .iter()
                .map(
                    |BodyChoice {
                         name: variant,
                         form,
                         ..
                     }| {
                        let value = body_value(form, &quote!(body), cx);
                        let pattern = quote!(#name::#variant(body));
                        let pattern = if required {
                            pattern
                        } else {
                            quote!(Some(#pattern))
                        };
                        quote!(#pattern => #value)
                    },
                )
                .collect();
            let none = (!required).then(|| quote!(None => #body::None,));
            quote!(match &self.#field { #(#arms,)* #none })
        }
    };
    quote! {
        fn body(&self) -> #body<'_> {
            #value
        }
    }
}

fn body_value(form: &BodyForm, value: &TokenStream, cx: &mut Context<'_>) -> TokenStream {
    let body = cx.runtime("Body");
    match form {
        BodyForm::Json(media) => quote!(#body::json(#media, #value)),
        BodyForm::Xml(media, root) => {
            let none = xml(root, cx);
            let root = none.unwrap_or_else(|| {
                let xml = cx.model("Xml");
                quote!(#xml::NONE)
            });
            quote!(#body::xml(#media, #root, #value))
        }
        BodyForm::Form(media, parts) => {
            let parts = encodings(parts, cx);
            quote!(#body::form(#media, #value, #parts))
        }
        BodyForm::Multipart(media, parts) => {
            let parts = encodings(parts, cx);
            quote!(#body::multipart(#media, #value, #parts))
        }
        BodyForm::Text(media) => quote!(#body::text(#media, #value)),
        BodyForm::Items(media) => quote!(#body::items(#media, #value)),
        BodyForm::Upload(media) => quote!(#body::upload(#media, #value)),
    }
}

fn encodings(parts: &[Part], cx: &mut Context<'_>) -> TokenStream {
    let rows: Vec<TokenStream> = parts
        .iter()
        .map(|part| {
            let (encoding, name) = (cx.runtime("PartEncoding"), &part.name);
            let content_type = part
                .content_type
                .as_ref()
                .map(|media| quote!(.content_type(#media)));
            let style = routes::style(part.style, cx);
            let reserved = part.allow_reserved.then(|| quote!(.allow_reserved()));
            let headers = part
                .headers
                .iter()
                .map(|(name, value)| quote!((#name, #value)));
            let headers = (!part.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
            quote!(#encoding::new(#name) #content_type #style #reserved #headers)
        })
        .collect();
    if rows.is_empty() {
        return quote!(&[]);
    }
    let encoding = cx.runtime("PartEncoding");
    quote!({
        static PARTS: &[#encoding] = &[#(#rows),*];
        PARTS
    })
}

fn body_choice(operation: &Name, it: &Body, cx: &mut Context<'_>) -> TokenStream {
    let BodyContent::Choice(name, choices) = &it.content else {
        return TokenStream::new();
    };
    let text = routes::doc_of("forms of the body", operation);
    let variants: Vec<TokenStream> = choices
        .iter()
        .map(|choice| {
            let (variant, ty) = (&choice.name, ty(&choice.ty, cx));
            let text = super::types::doc(&format!(
                "As `{}`.",
                media_type(&choice.form).replace('`', "'")
            ));
            quote!(#text #variant(#ty))
        })
        .collect();
    let conversions: Vec<TokenStream> = choices
        .iter()
        .filter(|choice| choice.from)
        .map(|choice| conversion(&quote!(#name), &choice.name, &choice.ty, cx))
        .collect();
    quote! {
        #text
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
        }
        #(#conversions)*
    }
}

fn media_type(form: &BodyForm) -> &str {
    match form {
        BodyForm::Json(media)
        | BodyForm::Xml(media, _)
        | BodyForm::Form(media, _)
        | BodyForm::Multipart(media, _)
        | BodyForm::Text(media)
        | BodyForm::Items(media)
        | BodyForm::Upload(media) => media,
    }
}

fn outcome_type(it: &Outcome, cx: &mut Context<'_>) -> TokenStream {
    match it {
        Outcome::Never => cx.runtime("NoFailure"),
        Outcome::One(rust, _) => ty(rust, cx),
        Outcome::Choice(name, _) => quote!(#name),
    }
}

/// How the cases are read: whether they differ, whether the response is looked at, and the result.
struct Reader {
    case: bool,
    received: bool,
    result: TokenStream,
}

fn reading(it: &Outcome, name: &TokenStream) -> Reader {
    match it {
        Outcome::Never => Reader {
            case: false,
            received: false,
            result: quote!(Ok(())),
        },
        Outcome::One(_, Reading::Nothing) => Reader {
            case: false,
            received: false,
            result: quote!(Ok(())),
        },
        Outcome::One(_, how) => Reader {
            case: false,
            received: true,
            result: result(*how),
        },
        Outcome::Choice(_, cases) => {
            let received = cases.iter().any(|case| case.content.is_some());
            let values: Vec<TokenStream> =
                cases.iter().map(|case| case_value(case, name)).collect();
            let (several, value) = match values.as_slice() {
                [one] => (false, one.clone()),
                several => {
                    let arms = arms(several);
                    (true, quote!(match case { #arms }))
                }
            };
            Reader {
                case: several,
                received,
                result: quote!(Ok(#value)),
            }
        }
    }
}

fn case_value(it: &Case, outcome: &TokenStream) -> TokenStream {
    let name = &it.name;
    match &it.content {
        None => quote!(#outcome::#name),
        Some((rust, how)) => {
            let value = result(*how);
            let value = quote!(#value?);
            let value = if matches!(rust, Type::Boxed(_)) {
                quote!(Box::new(#value))
            } else {
                value
            };
            quote!(#outcome::#name(#value))
        }
    }
}

fn result(how: Reading) -> TokenStream {
    match how {
        Reading::Nothing => quote!(Ok(())),
        Reading::Decode => quote!(received.read()),
        Reading::Download => quote!(received.download()),
        Reading::Events => quote!(received.events()),
        Reading::Lines => quote!(received.lines()),
    }
}

fn read(
    method: &str,
    reader: &Reader,
    result: &TokenStream,
    received: &TokenStream,
    error: &TokenStream,
) -> TokenStream {
    let method = super::context::ident(method);
    let case = if reader.case { quote!(case) } else { quote!(_) };
    let response = if reader.received {
        quote!(received)
    } else {
        quote!(_)
    };
    let value = &reader.result;
    quote! {
        fn #method(#case: usize, #response: #received) -> Result<Self::#result, #error> {
            #value
        }
    }
}

fn outcome_enum(it: &Outcome, text: TokenStream, cx: &mut Context<'_>) -> TokenStream {
    let Outcome::Choice(name, cases) = it else {
        return TokenStream::new();
    };
    let variants: Vec<TokenStream> = cases
        .iter()
        .map(|case| {
            let (text, name) = (docs(&case.docs), &case.name);
            let content = case.content.as_ref().map(|(rust, _)| {
                let rust = ty(rust, cx);
                quote!((#rust))
            });
            quote!(#text #name #content)
        })
        .collect();
    quote! {
        #text
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
        }
    }
}
