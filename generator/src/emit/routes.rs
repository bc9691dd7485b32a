//! The unchanging part of an operation.

use super::{
    context::{Context, ident},
    limits::limits,
    print::{Code, code},
    types::doc,
};
use crate::{
    ir::{Place, Status},
    plan::{Operation, Parameter, Reply, Server},
};

/// The value of a route.
pub fn route(it: &Operation, cx: &mut Context<'_>) -> Code {
    let Operation { id, path, .. } = it;
    let (route, method) = (cx.runtime("Route"), it.method.as_str());
    let parameters: Vec<Code> = it
        .parameters
        .iter()
        .map(|parameter| row(parameter, cx))
        .collect();
    let security = it.security.iter().map(|names| code!(&[#(#names),*]));
    let security: Vec<Code> = security.collect();
    let servers: Vec<Code> = it.servers.iter().map(|one| server(one, cx)).collect();
    let replies: Vec<Code> = it.replies.iter().map(|one| reply(one, cx)).collect();
    code! {
        #route {
            id: #id,
            method: #method,
            path: #path,
            parameters: &[#(#parameters),*],
            security: &[#(#security),*],
            servers: &[#(#servers),*],
            replies: &[#(#replies),*],
        }
    }
}

/// The value of a server.
pub fn server(it: &Server, cx: &mut Context<'_>) -> Code {
    let (server, url) = (cx.runtime("Server"), &it.url);
    let variables: Vec<Code> = it
        .variables
        .iter()
        .map(|(name, default)| {
            let variable = cx.runtime("ServerVariable");
            code!(#variable { name: #name, default: #default })
        })
        .collect();
    code!(#server { url: #url, variables: &[#(#variables),*] })
}

fn row(it: &Parameter, cx: &mut Context<'_>) -> Code {
    let (parameter, wire) = (cx.runtime("Parameter"), &it.wire);
    let place = match it.place {
        Place::Path => code!(path),
        Place::Query => code!(query),
        Place::Header => code!(header),
        Place::Cookie => code!(cookie),
        Place::Part => code!(part),
    };
    let part = it.part.iter();
    let style = style(it.style, cx);
    let reserved = it.allow_reserved.then(|| code!(.allow_reserved()));
    let limits = limits(&it.limits, cx);
    code!(#parameter::#place(#(#part,)* #wire) #style #reserved #limits)
}

/// `.style(Style::DeepObject, true)`, where there is one.
pub fn style(it: Option<(&'static str, bool)>, cx: &mut Context<'_>) -> Option<Code> {
    let (word, explode) = it?;
    let (style, word) = (cx.runtime("Style"), ident(word));
    Some(code!(.style(#style::#word, #explode)))
}

fn reply(it: &Reply, cx: &mut Context<'_>) -> Code {
    let [reply, status] = ["Reply", "Status"].map(|name| cx.runtime(name));
    let kind = ident(if it.success { "output" } else { "failure" });
    let stands_for = match it.status {
        Status::Code(code) => code!(Code(#code)),
        Status::Range(class) => code!(Range(#class)),
        Status::Default => code!(Default),
    };
    let case = it.case;
    let rows = it.media.iter().map(|one| media(one, cx));
    let rows: Vec<Code> = rows.collect();
    code!(#reply::#kind(#status::#stands_for, #case, &[#(#rows),*]))
}

/// The value of a media type: range, format, case.
pub fn media((range, word, case): &(String, &'static str, usize), cx: &mut Context<'_>) -> Code {
    let media = cx.runtime("Media");
    let case = *case;
    if *word == "Json" {
        return code!(#media::json(#range, #case));
    }
    let (format, word) = (cx.runtime("Format"), ident(word));
    code!(#media::new(#range, #format::#word, #case))
}

/// The documentation of a type that goes with an operation.
pub fn doc_of(what: &str, operation: &crate::plan::Name) -> Code {
    doc(&format!("The {what} of [`{operation}`]."))
}
