//! The struct of an operation: what goes into its request.

use super::{
    context::Context,
    print::{Code, code},
    types::{converted, doc, docs, initial, parameter, ty},
};
use crate::plan::{Argument, Constructor, Doc, Name, Operation, Type};

/// One input of an operation: a parameter or the body.
pub struct Input<'p> {
    pub name: &'p Name,
    pub setter: &'p Name,
    pub docs: &'p Doc,
    pub ty: &'p Type,
    pub required: bool,
    pub argument: Argument,
    pub deprecated: bool,
}

/// All inputs, the body last.
pub fn inputs(it: &Operation) -> Vec<Input<'_>> {
    let parameters = it.parameters.iter().map(|it| Input {
        name: &it.name,
        setter: &it.setter,
        docs: &it.docs,
        ty: &it.ty,
        required: it.required,
        argument: it.argument,
        deprecated: it.deprecated,
    });
    let body = it.body.iter().map(|it| Input {
        name: &it.name,
        setter: &it.setter,
        docs: &it.docs,
        ty: &it.ty,
        required: it.required,
        argument: it.argument,
        deprecated: false,
    });
    parameters.chain(body).collect()
}

/// The struct and what makes it.
pub fn structure(it: &Operation, cx: &mut Context<'_>) -> Code {
    let Operation {
        name,
        docs: text,
        constructor,
        ..
    } = it;
    let inputs = inputs(it);
    let text = docs(text);
    let members: Vec<Code> = inputs
        .iter()
        .map(|input| {
            let (text, name, ty) = (docs(input.docs), input.name, ty(input.ty, cx));
            let ty = if input.required {
                ty
            } else {
                code!(Option<#ty>)
            };
            code!(#text pub #name: #ty)
        })
        .collect();
    let default = (*constructor == Constructor::Default).then(|| code!(#[derive(Default)]));
    let body = if members.is_empty() {
        code!(;)
    } else {
        code!({ #(#members,)* })
    };
    let construct = construct(name, &inputs, constructor, cx);
    code! {
        #text
        #default
        pub struct #name #body

        #construct
    }
}

fn construct(
    name: &Name,
    inputs: &[Input<'_>],
    constructor: &Constructor,
    cx: &mut Context<'_>,
) -> Code {
    let (required, optional): (Vec<&Input<'_>>, Vec<&Input<'_>>) =
        inputs.iter().partition(|input| input.required);
    let absent = optional.iter().map(|input| {
        let name = input.name;
        code!(#name: None)
    });
    match constructor {
        Constructor::Default => {
            let value = if inputs.is_empty() {
                code!(Self)
            } else {
                code!(Self::default())
            };
            code! {
                impl #name {
                    /// The operation, which requires nothing.
                    pub fn new() -> Self {
                        #value
                    }
                }
            }
        }
        Constructor::Arguments => {
            let arguments: Vec<Code> = required
                .iter()
                .map(|input| parameter(input.name, input.ty, input.argument, cx))
                .collect();
            let values = required
                .iter()
                .map(|input| initial(input.name, input.argument));
            code! {
                impl #name {
                    /// The operation with what it requires.
                    pub fn new(#(#arguments),*) -> Self {
                        Self { #(#values,)* #(#absent,)* }
                    }
                }
            }
        }
        Constructor::Grouped(group) => {
            let members: Vec<Code> = required
                .iter()
                .map(|input| {
                    let (text, name, ty) = (docs(input.docs), input.name, ty(input.ty, cx));
                    code!(#text pub #name: #ty)
                })
                .collect();
            let values = required.iter().map(|input| {
                let name = input.name;
                code!(#name: required.#name)
            });
            let text = doc(&format!("What [`{name}`] requires."));
            code! {
                #text
                #[derive(Clone, Debug)]
                pub struct #group {
                    #(#members,)*
                }

                impl #name {
                    /// The operation with what it requires.
                    pub fn new(required: #group) -> Self {
                        Self { #(#values,)* #(#absent,)* }
                    }
                }
            }
        }
    }
}

/// The value of a setter's argument.
pub fn set(input: &Input<'_>) -> Code {
    let name = input.name;
    converted(&code!(#name), input.argument)
}
