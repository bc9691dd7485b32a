//! Lists that operations give page by page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    context::Context,
    jobs::{optional, source},
    types::ty,
};
use crate::plan::{Member, Next, Operation, Pages, Wrapper};

/// The pages of an operation that gives a list by them.
pub fn pages(it: &Operation, cx: &mut Context<'_>) -> Option<TokenStream> {
    let pages = it.pages.as_ref()?;
    let Pages {
        items, way, item, ..
    } = pages;
    let name = cx.api_operation(&it.name);
    let (paged, pagination) = (cx.pages("Paged"), cx.pages("Pagination"));
    let (item, items, next) = (ty(item, cx), source(items, cx), next(&pages.next, cx));
    let found = found(way);
    Some(quote! {
        impl #paged for #name {
            type Item = #item;
            const PAGES: &'static #pagination = &#pagination {
                items: #items,
                next: #next,
            };
            fn items(page: Self::Output) -> Vec<Self::Item> {
                #found
            }
        }
    })
}

/// What calls have for pages.
pub fn call(cx: &mut Context<'_>) -> TokenStream {
    let mode = cx.runtime("Mode");
    let [paged, pages, items] = ["Paged", "Pages", "Items"].map(|name| cx.pages(name));
    quote! {
        impl<O: #paged, M: #mode> Call<'_, O, M> {
            /// The pages of the list, each asked for when it is wanted.
            pub fn pages(self) -> #pages<O, M> {
                self.0.pages()
            }
            /// The items of the list, whose pages are asked for when they are wanted.
            pub fn items(self) -> #items<O, M> {
                self.0.items()
            }
        }
    }
}

fn next(it: &Next, cx: &mut Context<'_>) -> TokenStream {
    let class = cx.pages("Next");
    let index = |index: &usize| Literal::usize_unsuffixed(*index);
    match it {
        Next::Cursor(parameter, cursor) => {
            let (parameter, cursor) = (index(parameter), source(cursor, cx));
            quote!(#class::Cursor { parameter: #parameter, cursor: #cursor })
        }
        Next::Page(parameter, first, total) => {
            let (parameter, total) = (index(parameter), optional(total.as_ref(), cx));
            let first = Literal::u64_unsuffixed(*first);
            quote!(#class::Page { parameter: #parameter, first: #first, total: #total })
        }
        Next::Offset(parameter, total) => {
            let (parameter, total) = (index(parameter), optional(total.as_ref(), cx));
            quote!(#class::Offset { parameter: #parameter, total: #total })
        }
        Next::Url(url) => {
            let url = source(url, cx);
            quote!(#class::Url(#url))
        }
        Next::Link(relation) => quote!(#class::Link(#relation)),
    }
}

/// The items of a page: `page.data.and_then(|it| it.items).unwrap_or_default()`.
fn found(way: &[Member]) -> TokenStream {
    let mut found = quote!(page);
    let mut optional = false;
    for Member { name, wrapper } in way {
        let option = match wrapper {
            Wrapper::None => None,
            Wrapper::Option => Some(quote!()),
            Wrapper::Nullable => Some(quote!(.into_option())),
        };
        found = match (optional, &option) {
            (false, None) => quote!(#found.#name),
            (false, Some(option)) => quote!(#found.#name #option),
            (true, None) => quote!(#found.map(|it| it.#name)),
            (true, Some(option)) => quote!(#found.and_then(|it| it.#name #option)),
        };
        optional |= option.is_some();
    }
    if optional {
        quote!(#found.unwrap_or_default())
    } else {
        found
    }
}
