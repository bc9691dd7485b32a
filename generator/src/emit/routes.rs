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

/// The methods that the runtime has a route to begin with for.
const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "QUERY",
];

/// The value of a route: what sets it apart from one of its method with nothing else, for each list costs the compiler,
/// even an empty one.
pub fn route(it: &Operation, cx: &mut Context<'_>) -> Code {
    let Operation { id, path, .. } = it;
    let (route, method) = (cx.runtime("Route"), it.method.as_str());
    let known = METHODS.iter().find(|known| **known == method);
    let other = known.is_none().then(|| code!(method: #method,));
    let begin = ident(known.unwrap_or(&"GET"));
    let parameters: Vec<Code> = it.parameters.iter().map(|one| row(one, cx)).collect();
    let servers: Vec<Code> = it.servers.iter().map(|one| server(one, cx)).collect();
    let replies: Vec<Code> = it.replies.iter().map(|one| reply(one, cx)).collect();
    let [parameters, servers, replies] = [
        ("parameters", parameters),
        ("servers", servers),
        ("replies", replies),
    ]
    .map(|(name, rows)| {
        let name = ident(name);
        (!rows.is_empty()).then(|| code!(#name: &[#(#rows),*],))
    });
    let security = match &it.security {
        none if none.is_empty() => None,
        usual if cx.security == Some(usual) => Some(code!(security: SECURITY,)),
        other => {
            let alternatives = alternatives(other);
            Some(code!(security: #alternatives,))
        }
    };
    code! {
        #route {
            id: #id,
            #other
            path: #path,
            #parameters
            #security
            #servers
            #replies
            ..#route::#begin
        }
    }
}

/// What several operations of a file ask for.
pub fn security(cx: &Context<'_>) -> Option<Code> {
    let alternatives = alternatives(cx.security?);
    Some(code! {
        /// The security schemes, as most operations here have them.
        const SECURITY: &[&[&str]] = #alternatives;
    })
}

fn alternatives(of: &[Vec<String>]) -> Code {
    let each = of.iter().map(|names| code!(&[#(#names),*]));
    code!(&[#(#each),*])
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
    let spelling = cx.runtime("Spelling");
    let part = it.part.as_deref().unwrap_or_default();
    let place = match it.place {
        Place::Path => code!(PATH),
        Place::Query => code!(QUERY),
        Place::Header => code!(HEADER),
        Place::Cookie => code!(COOKIE),
        Place::Part => code!(part(#part)),
    };
    let style = style(it.style, cx);
    let reserved = it.allow_reserved.then(|| code!(.allow_reserved()));
    let limits = limits(&it.limits, cx);
    code!(#parameter(#wire, #spelling::#place #style #reserved #limits))
}

/// `.style(Style::DeepObject, true)`, where there is one.
pub fn style(it: Option<(&'static str, bool)>, cx: &mut Context<'_>) -> Option<Code> {
    let (word, explode) = it?;
    let (style, word) = (cx.runtime("Style"), ident(word));
    Some(code!(.style(#style::#word, #explode)))
}

fn reply(it: &Reply, cx: &mut Context<'_>) -> Code {
    let [reply, status] = ["Reply", "Status"].map(|name| cx.runtime(name));
    let kind = ident(if it.success { "Output" } else { "Failure" });
    let stands_for = match it.status {
        Status::Code(code) => code!(Code(#code)),
        Status::Range(class) => code!(Range(#class)),
        Status::Default => code!(Default),
    };
    let case = it.case;
    let rows = media(&it.media, case, cx);
    code!(#reply::#kind(#status::#stands_for, #case, #rows))
}

/// The value of media types, whose cases are counted from `first`.
pub fn media(all: &[(String, &'static str, usize)], first: usize, cx: &mut Context<'_>) -> Code {
    if let [(range, "Json", case)] = all
        && range == "application/json"
        && *case == first
    {
        let media = cx.runtime("Media");
        return code!(#media::JSON);
    }
    let rows = all.iter().map(|one| row_of_media(one, first, cx));
    let rows: Vec<Code> = rows.collect();
    code!(&[#(#rows),*])
}

fn row_of_media(
    (range, word, case): &(String, &'static str, usize),
    first: usize,
    cx: &mut Context<'_>,
) -> Code {
    let media = cx.runtime("Media");
    let case = case.saturating_sub(first);
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
