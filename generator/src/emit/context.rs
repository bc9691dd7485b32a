//! What a file refers to: names from elsewhere are imported as they are written, and only those.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::Name;

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        ident(self.as_str()).to_tokens(tokens);
    }
}

/// The identifier of a settled name or of the generator's own.
pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Which kind of file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Models; types that go with operations are out of reach.
    Models,
    /// Operations; models are `models::X`.
    Operations,
    /// The client; both are in their modules.
    Client,
}

/// The names of types.
pub type Names<'m> = BTreeSet<&'m str>;

static NO_NAMES: Names<'static> = Names::new();

/// One file in the making, or a part of it.
#[derive(Debug, Clone)]
pub struct Context<'m> {
    /// What kind it is.
    pub home: Home,
    /// The types it defines, which hide imports of the same name.
    own: &'m Names<'m>,
    /// The types that its parent module gives.
    around: &'m Names<'m>,
    /// Imports by path.
    used: BTreeMap<&'m str, BTreeSet<String>>,
    /// How the API's module is reached: `super`, or `super::super` from a module by tag.
    top: &'m str,
    /// Whether the runtime's `client` is referred to, as `core`.
    core: bool,
    /// The security that the file's constant has.
    pub security: Option<&'m Vec<Vec<String>>>,
}

impl<'m> Context<'m> {
    /// A file that defines `own`.
    pub fn new(home: Home, own: &'m Names<'m>) -> Self {
        Self {
            home,
            own,
            around: &NO_NAMES,
            used: BTreeMap::new(),
            top: "super",
            core: false,
            security: None,
        }
    }

    /// The same in a module by tag, whose parent gives `around` as well.
    pub fn nested(home: Home, own: &'m Names<'m>, around: &'m Names<'m>) -> Self {
        Self {
            around,
            top: "super::super",
            ..Self::new(home, own)
        }
    }

    /// A file outside of the API's module, which it reaches as `top`.
    pub fn from_outside(top: &'m str) -> Self {
        Self {
            top,
            ..Self::new(Home::Client, &NO_NAMES)
        }
    }

    /// Adds what another part of the same file refers to.
    pub fn absorb(&mut self, other: Self) {
        for (path, names) in other.used {
            self.used.entry(path).or_default().extend(names);
        }
        self.core |= other.core;
    }

    /// A type that the parent module gives.
    pub fn parent(&mut self, name: &'static str) -> TokenStream {
        self.refer("super", name);
        let name = ident(name);
        quote!(#name)
    }

    /// A name from the root of the runtime.
    pub fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.import("runtime", name)
    }

    /// A name from the runtime's `model`.
    pub fn model(&mut self, name: &'static str) -> TokenStream {
        self.import("runtime::model", name)
    }

    /// A name from the runtime's `job`.
    pub fn job(&mut self, name: &'static str) -> TokenStream {
        self.import("runtime::job", name)
    }

    /// A name from the runtime's `pages`.
    pub fn pages(&mut self, name: &'static str) -> TokenStream {
        self.import("runtime::pages", name)
    }

    /// `Path`.
    pub fn path(&mut self) -> TokenStream {
        self.import("std::path", "Path")
    }

    /// `BTreeMap`.
    pub fn map(&mut self) -> TokenStream {
        self.import("std::collections", "BTreeMap")
    }

    /// The runtime's `client`, whose `Client` and `Call` the API's own wrap.
    pub fn core(&mut self) -> TokenStream {
        self.core = true;
        quote!(core)
    }

    /// A model of the API.
    pub fn api_model(&mut self, name: &Name) -> TokenStream {
        if self.home == Home::Models {
            if !self.own.contains(name.as_str()) {
                self.refer("super", name.as_str());
            }
            return quote!(#name);
        }
        let models = self.import(self.top, "models");
        quote!(#models::#name)
    }

    /// A type that goes with an operation of the API.
    pub fn api_operation(&mut self, name: &Name) -> TokenStream {
        if self.home == Home::Operations {
            if !self.own.contains(name.as_str()) {
                self.used
                    .entry("super")
                    .or_default()
                    .insert(name.as_str().to_owned());
            }
            return quote!(#name);
        }
        let operations = self.import(self.top, "operations");
        quote!(#operations::#name)
    }

    /// The `use` items.
    pub fn imports(&self) -> TokenStream {
        let uses = self.used.iter().map(|(path, names)| {
            let path = path.split("::").map(ident);
            let names: Vec<Ident> = names.iter().map(|name| ident(name)).collect();
            match names.as_slice() {
                [one] => quote!(use #(#path)::*::#one;),
                names => quote!(use #(#path)::*::{#(#names),*};),
            }
        });
        let core = self.core.then(|| {
            quote!(
                use runtime::client as core;
            )
        });
        quote!(#(#uses)* #core)
    }

    fn import(&mut self, path: &'m str, name: &'static str) -> TokenStream {
        let item = ident(name);
        if self.own.contains(name) || self.around.contains(name) {
            let path = path.split("::").map(ident);
            return quote!(#(#path)::*::#item);
        }
        self.refer(path, name);
        quote!(#item)
    }

    fn refer(&mut self, path: &'m str, name: &str) {
        let names = self.used.entry(path).or_default();
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
}
