use super::{Origin, Place};

/// Where in an exchange a value stands: a runtime expression (OpenAPI 3.0.3 "Runtime Expressions").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// What it says.
    pub source: Source,
    /// Where it stands.
    pub origin: Origin,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// `$response.body#/job/id`: the tokens of the JSON pointer, unescaped.
    Body(Vec<String>),
    /// `$response.header.Location`.
    Header(String),
    /// `$request.path.id`: a parameter by its place and name.
    Parameter(Place, String),
    /// `$statusCode`.
    Status,
}

/// How an operation is called with values from an earlier exchange: the shape of a Link Object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The operation, by its `operationId`.
    pub operation: String,
    /// What it is called with.
    pub with: With,
    /// Where it stands.
    pub origin: Origin,
}

/// What an operation is called with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// A URL that stands for the whole request.
    Url(Expression),
    /// Values for parameters, by place and name; never empty.
    Parameters(Vec<(Place, String, Expression)>),
}
