//! A generated crate without any code in it: the least that can be compiled with the same types and signatures.

use std::{fs, io, path::Path};

use quote::ToTokens;
use syn::{
    Attribute, Fields, FnArg, GenericParam, Generics, ImplItem, Item, ItemImpl, ItemStruct, Pat,
    Signature, parse_quote,
};

use crate::bench::lab;

/// Takes the code out of every file below `folder`.
///
/// # Errors
/// If a file cannot be read or written, or is no Rust.
pub fn strip(folder: &Path) -> io::Result<()> {
    for (path, _) in lab::files(folder)? {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let mut file = syn::parse_file(&fs::read_to_string(&path)?)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        file.items = items(file.items);
        fs::write(&path, file.to_token_stream().to_string())?;
    }
    Ok(())
}

/// Types, and functions that never return. No traits are implemented, and there are no values.
fn items(items: Vec<Item>) -> Vec<Item> {
    let kept = items.into_iter().filter_map(|item| match item {
        Item::Struct(mut one) => {
            plain(&mut one.attrs);
            if one.generics.type_params().next().is_some() {
                one = without_fields(one);
            }
            Some(Item::Struct(one))
        }
        Item::Enum(mut one) => {
            plain(&mut one.attrs);
            for variant in &mut one.variants {
                plain(&mut variant.attrs);
            }
            Some(Item::Enum(one))
        }
        Item::Fn(mut one) => {
            if has_types(&one.sig.generics) {
                return None;
            }
            signature(&mut one.sig);
            *one.block = parse_quote!({ loop {} });
            Some(Item::Fn(one))
        }
        Item::Impl(one) => block(one).map(Item::Impl),
        Item::Mod(mut one) => {
            if let Some((_, inner)) = &mut one.content {
                *inner = self::items(std::mem::take(inner));
            }
            Some(Item::Mod(one))
        }
        item @ (Item::Use(_) | Item::Type(_)) => Some(item),
        _ => None,
    });
    kept.collect()
}

/// Methods of a type. Those of any operation are left out: what they call for is implemented nowhere.
fn block(mut block: ItemImpl) -> Option<ItemImpl> {
    let modes = |parameter: &syn::TypeParam| parameter.ident == "M";
    if block.trait_.is_some() || !block.generics.type_params().all(modes) {
        return None;
    }
    block.items = block
        .items
        .into_iter()
        .filter_map(|item| match item {
            ImplItem::Fn(mut method) if !has_types(&method.sig.generics) => {
                signature(&mut method.sig);
                method.block = parse_quote!({ loop {} });
                Some(ImplItem::Fn(method))
            }
            _ => None,
        })
        .collect();
    Some(block)
}

fn has_types(generics: &Generics) -> bool {
    generics.type_params().next().is_some()
}

/// `mut` says something about code.
fn signature(signature: &mut Signature) {
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.mutability = None,
            FnArg::Typed(typed) => {
                if let Pat::Ident(name) = &mut *typed.pat {
                    name.mutability = None;
                }
            }
        }
    }
}

/// Without what would write code.
fn plain(attributes: &mut Vec<Attribute>) {
    attributes.retain(|one| !one.path().is_ident("derive") && !one.path().is_ident("default"));
}

/// A generic type holds nothing here, so that it asks nothing of its parameters.
fn without_fields(mut one: ItemStruct) -> ItemStruct {
    let mut names = Vec::new();
    for parameter in &mut one.generics.params {
        match parameter {
            GenericParam::Type(parameter) => {
                parameter.bounds.clear();
                names.push(parameter.ident.to_token_stream());
            }
            GenericParam::Lifetime(lifetime) => {
                let lifetime = &lifetime.lifetime;
                names.push(parse_quote!(&#lifetime ()));
            }
            GenericParam::Const(_) => {}
        }
    }
    let held: syn::FieldsUnnamed = parse_quote!((::std::marker::PhantomData<(#(#names,)*)>));
    one.fields = Fields::Unnamed(held);
    one.semi_token = Some(Default::default());
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_signatures_stay() -> syn::Result<()> {
        let file = syn::parse_file(
            "#[derive(Clone)] pub struct Pet { pub name: String } static T: u8 = 0; \
             impl Clone for Pet { fn clone(&self) -> Self { Self } } \
             pub struct Call<'c, O: Operation, M: Mode = Async>(core::Call<'c, O, M>); \
             impl<M: Mode> Call<'_, Get, M> { const A: u8 = 0; pub fn limit(mut self, limit: i64) -> Self { self } } \
             impl<O: Operation> Any<O> { fn any(&self) {} }",
        )?;
        let left: Vec<String> = items(file.items)
            .iter()
            .map(|item| item.to_token_stream().to_string().replace(' ', ""))
            .collect();
        assert_eq!(
            left,
            [
                "pubstructPet{pubname:String}",
                "pubstructCall<'c,O,M=Async>(::std::marker::PhantomData<(&'c(),O,M,)>);",
                "impl<M:Mode>Call<'_,Get,M>{pubfnlimit(self,limit:i64)->Self{loop{}}}",
            ]
        );
        Ok(())
    }
}
