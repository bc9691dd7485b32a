//! The client's method for an operation, and the setters of its call.

use super::{
    context::Context,
    inputs::{Input, inputs, set},
    print::{Code, code},
    types::{docs, parameter},
};
use crate::plan::{Constructor, Operation};

/// The client's method.
pub fn method(it: &Operation, cx: &mut Context<'_>) -> Code {
    let (method, name) = (&it.method_name, cx.api_operation(&it.name));
    let text = docs(&it.docs);
    let inputs = inputs(it);
    let required: Vec<&Input<'_>> = inputs.iter().filter(|input| input.required).collect();
    let (arguments, passed): (Vec<Code>, Vec<Code>) = match &it.constructor {
        Constructor::Default => (Vec::new(), Vec::new()),
        Constructor::Arguments => required
            .iter()
            .map(|input| {
                let name = input.name;
                (
                    parameter(input.name, input.ty, input.argument, cx),
                    code!(#name),
                )
            })
            .unzip(),
        Constructor::Grouped(group) => {
            let group = cx.api_operation(group);
            (vec![code!(required: #group)], vec![code!(required)])
        }
    };
    let arguments = arguments.iter().map(|argument| code!(, #argument));
    let deprecated = deprecated(it.deprecated);
    code! {
        #text
        #deprecated
        pub fn #method(&self #(#arguments)*) -> Call<'_, #name, M> {
            Call(self.core.call(#name::new(#(#passed),*)))
        }
    }
}

/// The setters of what is optional; nothing where all is required.
pub fn setters(it: &Operation, cx: &mut Context<'_>) -> Code {
    let inputs = inputs(it);
    let optional: Vec<&Input<'_>> = inputs.iter().filter(|input| !input.required).collect();
    if optional.is_empty() {
        return Code::default();
    }
    let name = cx.api_operation(&it.name);
    let mode = cx.runtime("Mode");
    let setters: Vec<Code> = optional.iter().map(|input| setter(input, cx)).collect();
    code! {
        impl<M: #mode> Call<'_, #name, M> {
            #(#setters)*
        }
    }
}

fn setter(it: &Input<'_>, cx: &mut Context<'_>) -> Code {
    let (text, setter, field) = (docs(it.docs), it.setter, it.name);
    let (argument, value) = (parameter(it.name, it.ty, it.argument, cx), set(it));
    let deprecated = deprecated(it.deprecated);
    code! {
        #text
        #deprecated
        pub fn #setter(mut self, #argument) -> Self {
            self.0.operation_mut().#field = Some(#value);
            self
        }
    }
}

/// What warns the caller. Only methods that nothing in the generated code itself calls have it.
fn deprecated(it: bool) -> Option<Code> {
    it.then(|| code!(#[deprecated = "the document says so"]))
}
