//! What a file refers to: names from elsewhere are imported as they are written, and only those.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::print::{Code, Kind, Piece, code};
use crate::{hash::HashMap, plan::Name};

impl Piece for Name {
    fn add(&self, code: &mut Code) {
        code.push(Kind::Name, self.as_str());
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        code!(#self).to_tokens(tokens);
    }
}

/// A name, and the way to it where it is not imported.
#[derive(Debug, Clone, Copy)]
pub struct Path<'n> {
    way: &'n str,
    name: &'n str,
}

/// The identifier of a settled name or of the generator's own.
pub fn ident(name: &str) -> Path<'_> {
    Path { way: "", name }
}

impl Piece for Path<'_> {
    fn add(&self, code: &mut Code) {
        for step in self.way.split(':').filter(|step| !step.is_empty()) {
            code.push(Kind::Name, step);
            code.fixed(Kind::Mark, "::");
        }
        if !self.name.is_empty() {
            code.push(Kind::of(self.name), self.name);
        }
    }
}

impl From<Path<'_>> for Code {
    fn from(path: Path<'_>) -> Self {
        code!(#path)
    }
}

impl ToTokens for Path<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        code!(#self).to_tokens(tokens);
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
    /// How names of others than the API are written, by way and name: the same few are asked for again and again.
    written: HashMap<(&'static str, &'static str), Path<'static>>,
    /// How the API's module is reached: `super`, or `super::super` from a module by tag.
    top: &'m str,
    /// Whether the runtime's `client` is referred to, as `core`.
    core: bool,
    /// Whether the methods of the runtime's `Slot` are called where its name means another.
    slots: bool,
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
            written: HashMap::default(),
            top: "super",
            core: false,
            slots: false,
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
        self.slots |= other.slots;
    }

    /// A type that the parent module gives.
    pub fn parent(&mut self, name: &'static str) -> Path<'static> {
        self.refer("super", name);
        ident(name)
    }

    /// A name from the root of the runtime.
    pub fn runtime(&mut self, name: &'static str) -> Path<'static> {
        self.import("runtime", name)
    }

    /// A name from the runtime's `model`.
    pub fn model(&mut self, name: &'static str) -> Path<'static> {
        self.import("runtime::model", name)
    }

    /// A name from the runtime's `job`.
    pub fn job(&mut self, name: &'static str) -> Path<'static> {
        self.import("runtime::job", name)
    }

    /// A name from the runtime's `pages`.
    pub fn pages(&mut self, name: &'static str) -> Path<'static> {
        self.import("runtime::pages", name)
    }

    /// `Path`.
    pub fn path(&mut self) -> Path<'static> {
        self.import("std::path", "Path")
    }

    /// `BTreeMap`.
    pub fn map(&mut self) -> Path<'static> {
        self.import("std::collections", "BTreeMap")
    }

    /// The runtime's `client`, whose `Client` and `Call` the API's own wrap.
    pub fn core(&mut self) -> Path<'static> {
        self.core = true;
        ident("core")
    }

    /// Brings the methods of the runtime's `Slot` into reach. To call them as methods costs the compiler least, and no type
    /// of an API has others of their names.
    pub fn slots(&mut self) {
        self.slots |= !self.model("Slot").way.is_empty();
    }

    /// A model of the API.
    pub fn api_model<'n>(&mut self, name: &'n Name) -> Path<'n> {
        self.api(Home::Models, "models", name)
    }

    /// A type that goes with an operation of the API.
    pub fn api_operation<'n>(&mut self, name: &'n Name) -> Path<'n> {
        self.api(Home::Operations, "operations", name)
    }

    fn api<'n>(&mut self, home: Home, module: &'static str, name: &'n Name) -> Path<'n> {
        let name = name.as_str();
        if self.home != home {
            self.refer(self.top, module);
            return Path { way: module, name };
        }
        if !self.own.contains(name) {
            self.refer("super", name);
        }
        ident(name)
    }

    /// The `use` items.
    pub fn imports(&self) -> Code {
        let uses = self.used.iter().map(|(way, names)| {
            let all = names.iter().map(|name| ident(name));
            let path = Path { way, name: "" };
            match names.len() {
                1 => code!(use #path #(#all)*;),
                _ => code!(use #path {#(#all),*};),
            }
        });
        let core = self.core.then(|| {
            code!(
                use runtime::client as core;
            )
        });
        let slots = self.slots.then(|| {
            code!(
                use runtime::model::Slot as _;
            )
        });
        code!(#(#uses)* #core #slots)
    }

    fn import(&mut self, way: &'static str, name: &'static str) -> Path<'static> {
        if let Some(path) = self.written.get(&(way, name)) {
            return *path;
        }
        let hidden = self.own.contains(name) || self.around.contains(name);
        let path = if hidden {
            Path { way, name }
        } else {
            self.refer(way, name);
            ident(name)
        };
        self.written.insert((way, name), path);
        path
    }

    fn refer(&mut self, path: &'m str, name: &str) {
        let names = self.used.entry(path).or_default();
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
}
