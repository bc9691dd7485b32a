//! What Rust will say, as a whole: a module with its client, its models and its operations.

use super::{Example, FirstCall, Model, Name, Operation, Server, StringEnum, Webhooks};

/// Lines of a doc comment, sanitised: CommonMark that rustdoc takes without a warning.
pub type Doc = Vec<String>;

/// One API as a Rust module.
#[derive(Debug, Clone)]
pub struct Module {
    /// What made the file, for its first line: `` `cargo xtask codegen` from specs/ironclad ``.
    pub provenance: String,
    /// The module's documentation.
    pub docs: Doc,
    /// The `recursion_limit` that a crate of it needs, if it is more than the usual one.
    pub recursion_limit: Option<usize>,
    /// The features of the runtime without which it does not compile: `xml`, where some body is XML.
    pub needs: Vec<&'static str>,
    /// The client; `None` where only models are wanted.
    pub client: Option<Client>,
    /// The cargo features that bring parts of it, where it is big and a crate of its own.
    pub features: Vec<Feature>,
    /// The models; more than one section where the API is big.
    pub models: Vec<Section<Model>>,
    /// The operations; more than one section where the API is big.
    pub operations: Vec<Section<Operation>>,
    /// What the API sends by itself.
    pub webhooks: Option<Webhooks>,
    /// The call that its documentation shows, where it is a crate of its own.
    pub first_call: Option<FirstCall>,
    /// What the document shows, each once, where it was asked for.
    pub examples: Vec<Example>,
}

/// A cargo feature that brings a part of a big API.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Its name.
    pub name: Name,
    /// The parts without which it does not compile.
    pub needs: Vec<Name>,
}

/// Items that stand in one file.
#[derive(Debug, Clone)]
pub struct Section<T> {
    /// The module they stand in, below that of their kind; `None`: they stand there themselves.
    pub module: Option<Name>,
    /// The module's documentation.
    pub docs: Doc,
    /// The cargo features that bring it, any of which will do; empty: it is always there.
    pub features: Vec<Name>,
    /// The items.
    pub items: Vec<T>,
}

/// The client of an API.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its documentation.
    pub docs: Doc,
    /// The servers of the document, the default first.
    pub servers: Vec<Server>,
    /// The names of the servers, where there is more than one to choose from.
    pub choice: Vec<ServerChoice>,
    /// The setters of server variables.
    pub variables: Vec<VariableSetter>,
    /// The setters of credentials.
    pub credentials: Vec<CredentialSetter>,
    /// Whether some operations start jobs.
    pub jobs: bool,
    /// Whether some operations give lists page by page.
    pub pages: bool,
}

impl Client {
    /// The sets of values of its server variables.
    pub fn values(&self) -> impl Iterator<Item = &StringEnum> {
        self.variables.iter().filter_map(|it| it.values.as_ref())
    }
}

/// One server to choose.
#[derive(Debug, Clone)]
pub struct ServerChoice {
    /// The variant.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
}

/// A setter of one server variable.
#[derive(Debug, Clone)]
pub struct VariableSetter {
    /// The method.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// The variable.
    pub wire: String,
    /// Its values, where the document lists them.
    pub values: Option<StringEnum>,
}

/// A setter of the credentials of one security scheme.
#[derive(Debug, Clone)]
pub struct CredentialSetter {
    /// The method.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// The scheme's name in the document.
    pub scheme: String,
    /// What it takes.
    pub kind: CredentialKind,
}

/// What credentials a scheme takes.
#[derive(Debug, Clone)]
pub enum CredentialKind {
    /// A token after a word in `Authorization`.
    Token(String),
    /// A key of a name in a place.
    ApiKey(crate::ir::Place, String),
    /// User and password.
    Basic,
    /// A ready token, or client credentials for the URL that gives tokens (empty if the document has none).
    OAuth2(String),
}
