use super::{Expression, Origin, Target};

/// What an operation starts (`x-job`): something that goes on after the answer, and is polled until it has ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// What tells how it is doing; expressions are about the exchange that started it.
    pub poll: Target,
    /// Where a poll's answer has the status.
    pub status: Expression,
    /// The statuses that mean that it has ended well.
    pub success: Vec<String>,
    /// The statuses that mean that it has ended badly.
    pub failure: Vec<String>,
    /// The statuses that mean that it goes on.
    pub running: Vec<String>,
    /// Where a poll's answer says why it failed.
    pub reason: Option<Expression>,
    /// Where a poll's answer says how far it is.
    pub progress: Option<Progress>,
    /// What gives the result; expressions are about the last poll.
    pub result: Option<Target>,
    /// Where it stands.
    pub origin: Origin,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// How much is done.
    pub done: Expression,
    /// Of how much.
    pub total: Total,
}

/// Of how much progress is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Total {
    /// Always the same: 100 for a percentage.
    Fixed(f64),
    /// What the answer says.
    Stated(Expression),
}
