//! What calls are made on, and how it is made.

use std::collections::BTreeSet;

use syn::{FnArg, Item, Signature, Type};

use super::{
    calls::{Call, apply, call_type, is_public, methods},
    types,
};

/// The names of types that calls are made on: their receivers, what functions are handed first, and what these receivers
/// are made of.
pub(super) fn called_on(items: &[Item], names: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Fn(function) if is_public(&function.vis) && function.sig.asyncness.is_some() => {
                names.extend(function.sig.inputs.first().and_then(borrowed));
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let is_called = methods(&block.items).any(|method| {
                    method.asyncness.is_some() || call_type(&method.output).is_some()
                });
                if is_called {
                    names.extend(last_name(&block.self_ty));
                    let made = methods(&block.items).find(|method| is_constructor(method));
                    names.extend(made.and_then(|method| borrowed(method.inputs.first()?)));
                }
            }
            _ => {}
        }
    }
}

/// What makes the types that calls are made on.
pub(super) fn constructors(items: &[Item], clients: &BTreeSet<String>) -> Vec<Call> {
    let mut made = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        if block.trait_.is_some()
            || last_name(&block.self_ty).is_none_or(|name| !clients.contains(&name))
        {
            continue;
        }
        let constructors = methods(&block.items).filter(|method| is_constructor(method));
        made.extend(constructors.filter_map(|method| {
            let mut parameters = Vec::new();
            let mut expression = format!("<{}>::", types::owner(&block.self_ty)?);
            apply(method, &mut parameters, &mut expression)?;
            Some(Call {
                parameters,
                expression,
            })
        }));
    }
    made
}

fn is_constructor(method: &Signature) -> bool {
    method.ident == "new" && method.asyncness.is_none() && method.receiver().is_none()
}

/// The type that an argument is a reference to.
fn borrowed(argument: &FnArg) -> Option<String> {
    match argument {
        FnArg::Typed(argument) => match &*argument.ty {
            Type::Reference(reference) => last_name(&reference.elem),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}

fn last_name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
