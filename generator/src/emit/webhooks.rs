//! What an API sends by itself: one type, and how it is read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    context::Context,
    routes,
    types::{arms, docs, ty},
};
use crate::plan::{Type, WebhookRoute, WebhookVariant, Webhooks};

/// The webhooks with everything that belongs to them.
pub fn webhooks(it: &Webhooks, cx: &mut Context<'_>) -> Vec<TokenStream> {
    let Webhooks {
        variants, routes, ..
    } = it;
    let members: Vec<TokenStream> = variants.iter().map(|one| member(one, cx)).collect();
    let rows: Vec<TokenStream> = routes.iter().map(|one| row(one, cx)).collect();
    let count = Literal::usize_unsuffixed(rows.len());
    let (hook, error) = (cx.runtime("WebhookRoute"), cx.runtime("DecodeError"));
    let values: Vec<TokenStream> = variants.iter().map(value).collect();
    let read = variants.iter().any(|one| one.content.is_some());
    let received = if read {
        quote!(mut received)
    } else {
        quote!(_)
    };
    let (case, value) = match values.as_slice() {
        [one] => (quote!(_), one.clone()),
        several => {
            let arms = arms(several);
            (quote!(case), quote!(match case { #arms }))
        }
    };
    let enumeration = quote! {
        /// What the API sends by itself.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Webhook {
            #(#members,)*
        }
    };
    let implementation = quote! {
        impl Webhook {
            /// Reads what came for the webhook of this name, with the `Content-Type` that it came with. Who sent it is
            /// for the caller to check, before anything is read.
            ///
            /// # Errors
            /// If the document names no such webhook, or the body is not what it says.
            pub fn read(name: &str, content_type: Option<&str>, body: &[u8]) -> Result<Self, #error> {
                let (#case, #received) = #hook::find(&WEBHOOKS, name, content_type, body)?;
                Ok(#value)
            }
        }
    };
    let table = quote! {
        /// The webhooks of the document.
        static WEBHOOKS: [#hook; #count] = [#(#rows),*];
    };
    vec![table, enumeration, implementation]
}

fn member(it: &WebhookVariant, cx: &mut Context<'_>) -> TokenStream {
    let (text, name) = (docs(&it.docs), &it.name);
    let content = it.content.as_ref().map(|content| {
        let content = ty(content, cx);
        quote!((#content))
    });
    quote!(#text #name #content)
}

fn value(it: &WebhookVariant) -> TokenStream {
    let name = &it.name;
    match &it.content {
        None => quote!(Self::#name),
        Some(Type::Boxed(_)) => quote!(Self::#name(Box::new(received.read()?))),
        Some(_) => quote!(Self::#name(received.read()?)),
    }
}

fn row(it: &WebhookRoute, cx: &mut Context<'_>) -> TokenStream {
    let (hook, wire) = (cx.runtime("WebhookRoute"), &it.wire);
    let case = Literal::usize_unsuffixed(it.variant);
    let media = routes::media(&it.media, it.variant, cx);
    quote!(#hook { name: #wire, case: #case, media: #media })
}
