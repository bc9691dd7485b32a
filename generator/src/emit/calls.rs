//! The client's method for an operation, and the setters of its call.

use std::collections::BTreeMap;

use super::{
    context::Context,
    inputs::{Input, inputs},
    print::{Code, code},
    types::{converted, docs, initial, parameter},
};
use crate::plan::{Operation, Section};

/// How many pairs of setters that share a name cost a compiler as much as one type of calls more.
const PAIRS: usize = 25_000;

/// Whether the calls of each file have a type of their own, in place of the one that all share. A compiler looks for what
/// is set on a call among all setters of that name on its type, of which Kubernetes' API has 740 for `pretty`.
pub fn of_own_types(sections: &[Section<Operation>]) -> bool {
    let operations = sections.iter().flat_map(|section| &section.items);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for input in operations.flat_map(inputs).filter(|it| !it.required) {
        *counts.entry(input.setter.as_str()).or_default() += 1;
    }
    let pairs: usize = counts.values().map(|count| count * count).sum();
    pairs > PAIRS * sections.len()
}

/// The client's method. It is inlined with what awaits its call, into the unit of whoever makes it: up to a tenth less to
/// build.
pub fn method(it: &Operation, cx: &mut Context<'_>) -> Code {
    let method = &it.method_name;
    let text = docs(&it.docs);
    let inputs = inputs(it);
    let required = inputs.iter().filter(|input| input.required);
    let arguments: Vec<Code> = match &it.group {
        Some(group) => {
            let group = cx.api_operation(group);
            vec![code!(required: #group)]
        }
        None => required
            .map(|input| parameter(input.name, input.ty, input.argument, cx))
            .collect(),
    };
    let arguments = arguments.iter().map(|argument| code!(, #argument));
    let deprecated = deprecated(it.deprecated);
    let name = cx.api_operation(&it.name);
    let call = call(it, &inputs, cx);
    code! {
        #text
        #deprecated
        #[inline]
        pub fn #method(&self #(#arguments)*) -> Call<'_, #name, M> {
            #call
        }
    }
}

/// The call, of an operation with what it requires. An operation has no function of its own that makes it, which would be
/// one more to compile for each.
fn call(it: &Operation, inputs: &[Input<'_>], cx: &mut Context<'_>) -> Code {
    let name = cx.api_operation(&it.name);
    if inputs.is_empty() {
        return code!(Call(self.core.call(#name)));
    }
    let grouped = it.group.is_some();
    let values = inputs.iter().map(|input| {
        let name = input.name;
        match (input.required, grouped) {
            (true, true) => code!(#name: required.#name),
            (true, false) => initial(name, input.argument),
            (false, _) => code!(#name: None),
        }
    });
    code! {
        let operation = #name { #(#values,)* };
        Call(self.core.call(operation))
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
    let argument = parameter(it.name, it.ty, it.argument, cx);
    let value = converted(&code!(#field), it.argument);
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
