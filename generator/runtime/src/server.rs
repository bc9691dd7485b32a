//! [`Server`]: where an API is served.

/// A server of a document: a URL template and its variables.
#[derive(Debug)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: &'static str,
    /// The variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: &'static str,
    /// Its value unless set.
    pub default: &'static str,
}
