//! The client and its calls.

use super::{
    calls,
    context::Context,
    enums, jobs, pages,
    print::{Code, code},
    routes,
    types::docs,
};
use crate::{
    ir::Place,
    plan::{
        Client, CredentialKind, CredentialSetter, Operation, ServerChoice, StringEnum,
        VariableSetter,
    },
};

/// The client, what is set on it, and its calls.
pub fn client(it: &Client, cx: &mut Context<'_>) -> Vec<Code> {
    let mut items = vec![servers(it, cx), structure(it, cx)];
    items.extend(choice(&it.choice));
    let values: Vec<&StringEnum> = it.values().collect();
    items.extend(values.iter().copied().map(enums::string_enum));
    items.push(settings(it, cx));
    items.extend(it.jobs.then(|| jobs::client(cx).into()));
    items.extend(call(it, cx));
    let names = values.iter().map(|it| &it.name);
    items.extend((!values.is_empty()).then(|| code!(runtime::string_enums!(#(#names),*);)));
    items
}

/// The client's method for an operation, in its `impl`.
pub fn method(it: &Operation, cx: &mut Context<'_>) -> Code {
    let (method, mode) = (calls::method(it, cx), cx.runtime("Mode"));
    code!(impl<M: #mode> Client<M> { #method })
}

fn servers(it: &Client, cx: &mut Context<'_>) -> Code {
    let server = cx.runtime("Server");
    let count = it.servers.len();
    let servers: Vec<Code> = it
        .servers
        .iter()
        .map(|server| routes::server(server, cx))
        .collect();
    code! {
        /// The servers of the document; the first is the default.
        static SERVERS: [#server; #count] = [#(#servers),*];
    }
}

fn structure(it: &Client, cx: &mut Context<'_>) -> Code {
    let text = docs(&it.docs);
    let (mode, asynchronous, core) = (cx.runtime("Mode"), cx.runtime("Async"), cx.core());
    code! {
        #text
        #[derive(Clone, Debug)]
        pub struct Client<M: #mode = #asynchronous> {
            core: #core::Client<M>,
        }

        impl<M: #mode> Default for Client<M> {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn choice(it: &[ServerChoice]) -> Option<Code> {
    let variants = it.iter().map(|one| {
        let (text, name) = (docs(&one.docs), &one.name);
        code!(#text #name)
    });
    let variants: Vec<Code> = variants.collect();
    (!it.is_empty()).then(|| {
        code! {
            /// The servers of the document.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum Servers {
                #(#variants,)*
            }
        }
    })
}

fn settings(it: &Client, cx: &mut Context<'_>) -> Code {
    let [mode, operation, link, follow, method] =
        ["Mode", "Operation", "Link", "Follow", "Method"].map(|name| cx.runtime(name));
    let core = cx.core();
    let variables: Vec<Code> = it.variables.iter().map(variable).collect();
    let credentials: Vec<Code> = it
        .credentials
        .iter()
        .map(|one| credential(one, cx))
        .collect();
    let server = (!it.choice.is_empty()).then(|| {
        code! {
            /// One of the document's servers, in place of the default.
            pub fn server(mut self, server: Servers) -> Self {
                self.core.set_server(server as usize);
                self
            }
        }
    });
    code! {
        impl<M: #mode> Client<M> {
            /// A client of the default server, without credentials.
            pub fn new() -> Self {
                Self { core: #core::Client::new(&SERVERS) }
            }
            #server
            #(#variables)*
            #(#credentials)*
            /// Any other server: a proxy, a test. In place of the document's, path included.
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.core.set_base_url(url.into());
                self
            }
            /// Timeouts and everything else that is not this API's own.
            pub fn configure(mut self, change: impl FnOnce(&mut #core::Config)) -> Self {
                change(self.core.config_mut());
                self
            }
            /// Follows a link that the API sent, with the operation that answers it.
            pub fn follow<O: #operation>(&self, link: &#link<O>) -> Call<'_, #follow<O>, M> {
                Call(self.core.follow(link))
            }
            /// A request that the document does not describe, with this client's credentials, retries and limits.
            pub fn request(&self, method: #method, target: impl AsRef<str>) -> #core::RawCall<'_, M> {
                self.core.request(method, target)
            }
        }
    }
}

fn variable(it: &VariableSetter) -> Code {
    let VariableSetter {
        name,
        docs: text,
        wire,
        values,
    } = it;
    let text = docs(text);
    let (ty, value) = match values {
        Some(StringEnum { name, .. }) => (code!(#name), code!(value.into().to_string())),
        None => (code!(String), code!(value.into())),
    };
    code! {
        #text
        pub fn #name(mut self, value: impl Into<#ty>) -> Self {
            self.core.set_variable(#wire, #value);
            self
        }
    }
}

fn credential(it: &CredentialSetter, cx: &mut Context<'_>) -> Code {
    let CredentialSetter {
        name,
        docs: text,
        scheme,
        kind,
    } = it;
    let (text, class) = (docs(text), cx.runtime("Credential"));
    let (arguments, value) = match kind {
        CredentialKind::Token(word) => {
            let secret = cx.runtime("Secret");
            (code!(token: impl Into<#secret>), code!(token(#word, token)))
        }
        CredentialKind::ApiKey(place, key) => {
            let (secret, place) = (cx.runtime("Secret"), place_of(*place, cx));
            (
                code!(key: impl Into<#secret>),
                code!(api_key(#place, #key, key)),
            )
        }
        CredentialKind::Basic => {
            let secret = cx.runtime("Secret");
            (
                code!(user: impl Into<String>, password: impl Into<#secret>),
                code!(basic(user, password)),
            )
        }
        CredentialKind::OAuth2(url) => {
            let oauth = cx.runtime("OAuth2");
            (
                code!(credential: impl Into<#oauth>),
                code!(oauth2(credential.into(), #url)),
            )
        }
    };
    code! {
        #text
        pub fn #name(mut self, #arguments) -> Self {
            self.core.set_credential(#scheme, #class::#value);
            self
        }
    }
}

fn place_of(place: Place, cx: &mut Context<'_>) -> Code {
    let all = cx.runtime("Place");
    match place {
        Place::Path | Place::Header | Place::Part => code!(#all::Header),
        Place::Query => code!(#all::Query),
        Place::Cookie => code!(#all::Cookie),
    }
}

/// The type of calls.
pub fn call(it: &Client, cx: &mut Context<'_>) -> Vec<Code> {
    let mut items = vec![ready(cx)];
    items.extend(it.jobs.then(|| jobs::call(cx).into()));
    items.extend(it.pages.then(|| pages::call(cx).into()));
    items
}

fn ready(cx: &mut Context<'_>) -> Code {
    let [mode, asynchronous, operation] =
        ["Mode", "Async", "Operation"].map(|name| cx.runtime(name));
    let [response, options, error] = ["Response", "Options", "Error"].map(|name| cx.runtime(name));
    let (core, save, path) = (cx.core(), cx.runtime("Save"), cx.path());
    let shown = code! {
        impl<O: #operation, M: #mode> std::fmt::Debug for Call<'_, O, M> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
    code! {
        /// A call that is ready to go: set what is optional, then `.await` it, or `.send()` it on a blocking client.
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<'c, O: #operation, M: #mode = #asynchronous>(#core::Call<'c, O, M>);

        impl<'c, O: #operation, M: #mode> Call<'c, O, M> {
            /// Sends the request and gives the decoded success.
            #[inline]
            pub fn send(self) -> M::Sent<'c, O::Output, O::Failure> {
                self.0.send()
            }
            /// Sends the request and gives the decoded success with status, headers and raw body.
            #[inline]
            pub fn response(self) -> M::Sent<'c, #response<O::Output>, O::Failure> {
                self.0.response()
            }
            /// Sends the request and puts the body of the answer into a file: at `path`, or under its own name where
            /// that is a folder.
            pub fn save(self, path: impl AsRef<#path>) -> #save<'c, O, M> {
                self.0.save(path)
            }
            /// Changes timeout, headers and the like for this call.
            pub fn with(mut self, change: impl FnOnce(&mut #options)) -> Self {
                change(self.0.options_mut());
                self
            }
        }

        #shown

        impl<'c, O: #operation + 'c> IntoFuture for Call<'c, O, #asynchronous> {
            type Output = Result<O::Output, #error<O::Failure>>;
            type IntoFuture = #core::CallFuture<'c, O::Output, O::Failure>;
            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    }
}
