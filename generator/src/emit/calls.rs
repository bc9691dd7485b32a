//! The client's method for an operation, and the setters of its call.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    context::Context,
    inputs::{Input, inputs, set},
    types::{docs, parameter},
};
use crate::plan::{Constructor, Operation};

/// The client's method.
pub fn method(it: &Operation, cx: &mut Context<'_>) -> TokenStream {
    let (method, name) = (&it.method_name, cx.api_operation(&it.name));
    let text = docs(&it.docs);
    let inputs = inputs(it);
    let required: Vec<&Input<'_>> = inputs.iter().filter(|input| input.required).collect();
    let (arguments, passed): (Vec<TokenStream>, Vec<TokenStream>) = match &it.constructor {
        Constructor::Default => (Vec::new(), Vec::new()),
        Constructor::Arguments => required
            .iter()
            .map(|input| {
                let name = input.name;
                (
                    parameter(input.name, input.ty, input.argument, cx),
                    quote!(#name),
                )
            })
            .unzip(),
        Constructor::Grouped(group) => {
            let group = cx.api_operation(group);
            (vec![quote!(required: #group)], vec![quote!(required)])
        }
    };
    let arguments = arguments.iter().map(|argument| quote!(, #argument));
    let deprecated = deprecated(it.deprecated);
    quote! {
        #text
        #deprecated
        pub fn #method(&self #(#arguments)*) -> Call<'_, #name, M> {
            Call(self.core.call(#name::new(#(#passed),*)))
        }
    }
}

/// The setters of what is optional; nothing where all is required.
pub fn setters(it: &Operation, cx: &mut Context<'_>) -> TokenStream {
    let inputs = inputs(it);
    let optional: Vec<&Input<'_>> = inputs.iter().filter(|input| !input.required).collect();
    if optional.is_empty() {
        return TokenStream::new();
    }
    let name = cx.api_operation(&it.name);
    let mode = cx.runtime("Mode");
    let setters: Vec<TokenStream> = optional.iter().map(|input| setter(input, cx)).collect();
    quote! {
        impl<M: #mode> Call<'_, #name, M> {
            #(#setters)*
        }
    }
}

fn setter(it: &Input<'_>, cx: &mut Context<'_>) -> TokenStream {
    let (text, setter, field) = (docs(it.docs), it.setter, it.name);
    let (argument, value) = (parameter(it.name, it.ty, it.argument, cx), set(it));
    let deprecated = deprecated(it.deprecated);
    quote! {
        #text
        #deprecated
        pub fn #setter(mut self, #argument) -> Self {
            self.0.operation_mut().#field = Some(#value);
            self
        }
    }
}

/// What warns the caller. Only methods that nothing in the generated code itself calls have it.
fn deprecated(it: bool) -> Option<TokenStream> {
    it.then(|| quote!(#[deprecated = "the document says so"]))
}
