/// One server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The URL template: `https://{tenant}.api.identitynow.com/beta`. May be relative.
    pub url: String,
    /// Its description.
    pub description: String,
    /// The variables of the template, in the order in which they stand in it.
    pub variables: Vec<ServerVariable>,
}

/// One variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in braces.
    pub name: String,
    /// What it is unless set.
    pub default: String,
    /// The values it can have; empty: any.
    pub values: Vec<String>,
    /// Its description.
    pub description: String,
}
