//! The unchanging part of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    context::{Context, ident},
    limits::limits,
    types::doc,
};
use crate::{
    ir::{Place, Status},
    plan::{Operation, Parameter, Reply, Server},
};

/// The value of a route.
pub fn route(it: &Operation, cx: &mut Context<'_>) -> TokenStream {
    let Operation { id, path, .. } = it;
    let (route, method) = (cx.runtime("Route"), it.method.as_str());
    let parameters: Vec<TokenStream> = it
        .parameters
        .iter()
        .map(|parameter| row(parameter, cx))
        .collect();
    let security = if cx.security == Some(&it.security) {
        quote!(SECURITY)
    } else {
        alternatives(&it.security)
    };
    let servers: Vec<TokenStream> = it.servers.iter().map(|one| server(one, cx)).collect();
    let replies: Vec<TokenStream> = it.replies.iter().map(|one| reply(one, cx)).collect();
    quote! {
        #route {
            id: #id,
            method: #method,
            path: #path,
            parameters: &[#(#parameters),*],
            security: #security,
            servers: &[#(#servers),*],
            replies: &[#(#replies),*],
        }
    }
}

/// What several operations of a file ask for.
pub fn security(cx: &Context<'_>) -> Option<TokenStream> {
    let alternatives = alternatives(cx.security?);
    Some(quote! {
        /// The security schemes, as most operations here have them.
        const SECURITY: &[&[&str]] = #alternatives;
    })
}

fn alternatives(of: &[Vec<String>]) -> TokenStream {
    let each = of.iter().map(|names| quote!(&[#(#names),*]));
    quote!(&[#(#each),*])
}

/// The value of a server.
pub fn server(it: &Server, cx: &mut Context<'_>) -> TokenStream {
    let (server, url) = (cx.runtime("Server"), &it.url);
    let variables: Vec<TokenStream> = it
        .variables
        .iter()
        .map(|(name, default)| {
            let variable = cx.runtime("ServerVariable");
            quote!(#variable { name: #name, default: #default })
        })
        .collect();
    quote!(#server { url: #url, variables: &[#(#variables),*] })
}

fn row(it: &Parameter, cx: &mut Context<'_>) -> TokenStream {
    let (parameter, wire) = (cx.runtime("Parameter"), &it.wire);
    let spelling = cx.runtime("Spelling");
    let part = it.part.as_deref().unwrap_or_default();
    let place = match it.place {
        Place::Path => quote!(PATH),
        Place::Query => quote!(QUERY),
        Place::Header => quote!(HEADER),
        Place::Cookie => quote!(COOKIE),
        Place::Part => quote!(part(#part)),
    };
    let style = style(it.style, cx);
    let reserved = it.allow_reserved.then(|| quote!(.allow_reserved()));
    let limits = limits(&it.limits, cx);
    quote!(#parameter(#wire, #spelling::#place #style #reserved #limits))
}

/// `.style(Style::DeepObject, true)`, where there is one.
pub fn style(it: Option<(&'static str, bool)>, cx: &mut Context<'_>) -> Option<TokenStream> {
    let (word, explode) = it?;
    let (style, word) = (cx.runtime("Style"), ident(word));
    Some(quote!(.style(#style::#word, #explode)))
}

fn reply(it: &Reply, cx: &mut Context<'_>) -> TokenStream {
    let [reply, status] = ["Reply", "Status"].map(|name| cx.runtime(name));
    let kind = ident(if it.success { "Output" } else { "Failure" });
    let stands_for = match it.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Code(#code))
        }
        Status::Range(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote!(Range(#class))
        }
        Status::Default => quote!(Default),
    };
    let case = Literal::usize_unsuffixed(it.case);
    let rows = media(&it.media, it.case, cx);
    quote!(#reply::#kind(#status::#stands_for, #case, #rows))
}

/// The value of media types, whose cases are counted from `first`.
pub fn media(
    all: &[(String, &'static str, usize)],
    first: usize,
    cx: &mut Context<'_>,
) -> TokenStream {
    if let [(range, "Json", case)] = all
        && range == "application/json"
        && *case == first
    {
        let media = cx.runtime("Media");
        return quote!(#media::JSON);
    }
    let rows = all.iter().map(|one| row_of_media(one, first, cx));
    let rows: Vec<TokenStream> = rows.collect();
    quote!(&[#(#rows),*])
}

fn row_of_media(
    (range, word, case): &(String, &'static str, usize),
    first: usize,
    cx: &mut Context<'_>,
) -> TokenStream {
    let media = cx.runtime("Media");
    let case = Literal::usize_unsuffixed(case.saturating_sub(first));
    if *word == "Json" {
        return quote!(#media::json(#range, #case));
    }
    let (format, word) = (cx.runtime("Format"), ident(word));
    quote!(#media::new(#range, #format::#word, #case))
}

/// The documentation of a type that goes with an operation.
pub fn doc_of(what: &str, operation: &crate::plan::Name) -> TokenStream {
    doc(&format!("The {what} of [`{operation}`]."))
}
