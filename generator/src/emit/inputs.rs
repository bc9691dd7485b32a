//! The struct of an operation: what goes into its request.

use super::{
    context::Context,
    print::{Code, code},
    types::{doc, docs, ty},
};
use crate::plan::{Argument, Doc, Name, Operation, Type};

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

/// The struct, and that of what it requires where there is one. Calls make it field by field, so it has no function for
/// that.
pub fn structure(it: &Operation, cx: &mut Context<'_>) -> Code {
    let name = &it.name;
    let inputs = inputs(it);
    let text = docs(&it.docs);
    let members: Vec<Code> = inputs
        .iter()
        .map(|input| {
            let rust = ty(input.ty, cx);
            if input.required {
                member(input, rust)
            } else {
                member(input, code!(Option<#rust>))
            }
        })
        .collect();
    let body = if members.is_empty() {
        code!(;)
    } else {
        code!({ #(#members,)* })
    };
    let group = it.group.as_ref();
    let group = group.map(|group| group_of(name, group, &inputs, cx));
    code! {
        #text
        pub struct #name #body

        #group
    }
}

/// What the operation requires, by name.
fn group_of(name: &Name, group: &Name, inputs: &[Input<'_>], cx: &mut Context<'_>) -> Code {
    let required = inputs.iter().filter(|input| input.required);
    let members: Vec<Code> = required
        .map(|input| member(input, ty(input.ty, cx)))
        .collect();
    let text = doc(&format!("What [`{name}`] requires."));
    code! {
        #text
        #[derive(Debug)]
        pub struct #group {
            #(#members,)*
        }
    }
}

fn member(input: &Input<'_>, ty: Code) -> Code {
    let (text, name) = (docs(input.docs), input.name);
    code!(#text pub #name: #ty)
}
