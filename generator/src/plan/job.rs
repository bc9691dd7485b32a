//! Jobs: what an operation starts, and how it is polled.

use super::Name;

/// What an operation starts.
#[derive(Debug, Clone)]
pub struct Job {
    /// The operation that polls it, and how that is called.
    pub poll: (Name, Target),
    /// Where the status stands.
    pub status: Source,
    /// The statuses that mean success.
    pub success: Vec<String>,
    /// The statuses that mean failure.
    pub failure: Vec<String>,
    /// The statuses that mean neither.
    pub running: Vec<String>,
    /// Where the reason of a failure stands.
    pub reason: Option<Source>,
    /// Where progress stands, and of how much it is told.
    pub progress: Option<(Source, Result<f64, Source>)>,
    /// The operation that gives the result, and how that is called.
    pub result: Option<(Name, Target)>,
}

/// What an operation is called with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A URL.
    Link(Source),
    /// Values for the parameters of these indices.
    Arguments(Vec<(usize, Source)>),
}

/// Where in an exchange a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In the answer's body, by the tokens of a pointer.
    Body(Vec<String>),
    /// In a header of the answer.
    Header(String),
    /// In the request, by the index of a parameter.
    Parameter(usize),
    /// The answer's status.
    Status,
}
