//! Operations: struct, route, how the request is filled and how responses are read.

use super::{
    constants::constants,
    context::Context,
    inputs,
    print::{Code, code},
    routes,
    structs::xml,
    types::{chosen, docs, ty},
    unions::conversion,
};
use crate::plan::{
    Body, BodyChoice, BodyContent, BodyForm, Case, Name, Operation, Outcome, Part, Reading, Type,
};

/// An operation with everything that belongs to it.
pub fn operation(it: &Operation, cx: &mut Context<'_>) -> Code {
    let name = &it.name;
    let structure = inputs::structure(it, cx);
    let constants = constants(name, &it.constants, cx);
    let route = routes::route(it, cx);
    let (operation, outer) = (cx.runtime("Operation"), cx.runtime("Route"));
    let (output, failure) = (outcome_type(&it.output, cx), outcome_type(&it.failure, cx));
    let input = input(it, cx);
    let choice = it.body.as_ref().map(|body| body_choice(name, body, cx));
    let outputs = outcome_enum(&it.output, routes::doc_of("documented successes", name), cx);
    let failures = outcome_enum(&it.failure, routes::doc_of("documented failures", name), cx);
    code! {
        #structure

        #constants

        impl #operation for #name {
            type Output = #output;
            type Failure = #failure;
            const ROUTE: &'static #outer = &#route;
            #input
        }

        #choice
        #outputs
        #failures
    }
}

/// What goes into a request.
fn input(it: &Operation, cx: &mut Context<'_>) -> Code {
    let values: Vec<Code> = it
        .parameters
        .iter()
        .map(|parameter| {
            let name = &parameter.name;
            code!(&self.#name)
        })
        .collect();
    let parameter = match values.as_slice() {
        [] => Code::default(),
        values => {
            let slot = cx.model("Slot");
            let (index, value) = chosen("index", values);
            code! {
                fn parameter(&self, #index: usize) -> &dyn #slot {
                    #value
                }
            }
        }
    };
    let body = it.body.as_ref().map(|body| body_method(body, cx));
    code!(#parameter #body)
}

fn body_method(it: &Body, cx: &mut Context<'_>) -> Code {
    let (body, field) = (cx.runtime("Body"), &it.name);
    let value = match (&it.content, it.required) {
        (BodyContent::One(form), true) => body_value(form, &code!(&self.#field), cx),
        (BodyContent::One(form), false) => {
            let value = body_value(form, &code!(body), cx);
            code!(match &self.#field { Some(body) => #value, None => #body::None })
        }
        (BodyContent::Choice { name, forms, .. }, required) => {
            let arms: Vec<Code> = forms
                .iter()
                .map(
                    |BodyChoice {
                         name: variant,
                         form,
                         ..
                     }| {
                        let value = body_value(form, &code!(body), cx);
                        let pattern = code!(#name::#variant(body));
                        let pattern = if required {
                            pattern
                        } else {
                            code!(Some(#pattern))
                        };
                        code!(#pattern => #value)
                    },
                )
                .collect();
            let none = (!required).then(|| code!(None => #body::None,));
            code!(match &self.#field { #(#arms,)* #none })
        }
    };
    code! {
        fn body(&self) -> #body<'_> {
            #value
        }
    }
}

fn body_value(form: &BodyForm, value: &Code, cx: &mut Context<'_>) -> Code {
    let body = cx.runtime("Body");
    match form {
        BodyForm::Json(media) => code!(#body::json(#media, #value)),
        BodyForm::Xml(media, root) => {
            let none = xml(root, cx);
            let root = none.unwrap_or_else(|| {
                let xml = cx.model("Xml");
                code!(#xml::NONE)
            });
            code!(#body::xml(#media, #root, #value))
        }
        BodyForm::Form(media, parts) => {
            let parts = encodings(parts, cx);
            code!(#body::form(#media, #value, #parts))
        }
        BodyForm::Multipart(media, parts) => {
            let parts = encodings(parts, cx);
            code!(#body::multipart(#media, #value, #parts))
        }
        BodyForm::Text(media) => code!(#body::text(#media, #value)),
        BodyForm::Items(media) => code!(#body::items(#media, #value)),
        BodyForm::Upload(media) => code!(#body::upload(#media, #value)),
    }
}

fn encodings(parts: &[Part], cx: &mut Context<'_>) -> Code {
    let rows: Vec<Code> = parts
        .iter()
        .map(|part| {
            let (encoding, name) = (cx.runtime("PartEncoding"), &part.name);
            let content_type = part
                .content_type
                .as_ref()
                .map(|media| code!(.content_type(#media)));
            let style = routes::style(part.style, cx);
            let reserved = part.allow_reserved.then(|| code!(.allow_reserved()));
            let headers = part
                .headers
                .iter()
                .map(|(name, value)| code!((#name, #value)));
            let headers = (!part.headers.is_empty()).then(|| code!(.headers(&[#(#headers),*])));
            code!(#encoding::new(#name) #content_type #style #reserved #headers)
        })
        .collect();
    if rows.is_empty() {
        return code!(&[]);
    }
    let encoding = cx.runtime("PartEncoding");
    code!({
        static PARTS: &[#encoding] = &[#(#rows),*];
        PARTS
    })
}

fn body_choice(operation: &Name, it: &Body, cx: &mut Context<'_>) -> Code {
    let BodyContent::Choice { name, same, forms } = &it.content else {
        return Code::default();
    };
    let text = routes::doc_of("forms of the body", operation);
    if let Some(same) = same {
        return alias(&text, name, same);
    }
    let variants: Vec<Code> = forms
        .iter()
        .map(|choice| {
            let (variant, ty) = (&choice.name, ty(&choice.ty, cx));
            let text = super::types::doc(&format!(
                "As `{}`.",
                choice.form.media_type().replace('`', "'")
            ));
            code!(#text #variant(#ty))
        })
        .collect();
    let conversions: Vec<Code> = forms
        .iter()
        .filter(|choice| choice.from)
        .map(|choice| conversion(&code!(#name), &choice.name, &choice.ty, cx))
        .collect();
    code! {
        #text
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
        }
        #(#conversions)*
    }
}

/// A name of its own for the type of another operation, which is the same.
fn alias(text: &Code, name: &Name, same: &Name) -> Code {
    code! {
        #text
        pub type #name = #same;
    }
}

fn outcome_type(it: &Outcome, cx: &mut Context<'_>) -> Code {
    match it {
        Outcome::Never => cx.runtime("NoFailure").into(),
        Outcome::One(rust, _) => ty(rust, cx),
        Outcome::Choice(name, _) | Outcome::Same(name, _) => code!(#name),
    }
}

/// How a case is read. A `?` would cost a compiler more than `map`.
fn case_value(it: &Case) -> Code {
    let name = &it.name;
    let Some((rust, how)) = &it.content else {
        return code!(Ok(Self::#name));
    };
    let value = match how {
        Reading::Nothing => return code!(Ok(Self::#name(()))),
        Reading::Decode => code!(received.read()),
        Reading::Download => code!(received.download()),
        Reading::Events => code!(received.events()),
        Reading::Lines => code!(received.lines()),
    };
    if matches!(rust, Type::Boxed(_)) {
        code!(#value.map(|it| Self::#name(Box::new(it))))
    } else {
        code!(#value.map(Self::#name))
    }
}

/// The function that reads the cases of an outcome.
fn read(cases: &[Case], cx: &mut Context<'_>) -> Code {
    let (received, error) = (cx.runtime("Received"), cx.runtime("DecodeError"));
    let values: Vec<Code> = cases.iter().map(case_value).collect();
    let (case, value) = chosen("case", &values);
    let response = if cases.iter().any(|case| case.content.is_some()) {
        code!(received)
    } else {
        code!(_)
    };
    code! {
        fn read(#case: usize, #response: &mut #received) -> Result<Self, #error> {
            #value
        }
    }
}

fn outcome_enum(it: &Outcome, text: Code, cx: &mut Context<'_>) -> Code {
    let (name, cases) = match it {
        Outcome::Choice(name, cases) => (name, cases),
        Outcome::Same(name, same) => return alias(&text, name, same),
        Outcome::Never | Outcome::One(..) => return Code::default(),
    };
    let variants: Vec<Code> = cases
        .iter()
        .map(|case| {
            let (text, name) = (docs(&case.docs), &case.name);
            let content = case.content.as_ref().map(|(rust, _)| {
                let rust = ty(rust, cx);
                code!((#rust))
            });
            code!(#text #name #content)
        })
        .collect();
    let (outcome, read) = (cx.runtime("Outcome"), read(cases, cx));
    code! {
        #text
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
        }

        impl #outcome for #name {
            #read
        }
    }
}
