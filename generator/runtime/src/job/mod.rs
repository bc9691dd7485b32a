//! Jobs: operations that start something, which is polled until it has ended and then gives a result.
//!
//! What a job is, is a table ([`Lifecycle`]) in the spirit of Smithy's waiters; how it is waited for is here, once for all.

mod address;
mod deliver;
mod error;
mod handle;
mod schedule;
mod start;
mod state;
mod states;
mod wait;

pub use self::{
    address::Linked,
    deliver::{Deliver, DeliverError},
    error::JobError,
    handle::{Finished, Job},
    start::Start,
    state::{Phase, State},
    states::States,
    wait::Wait,
};
use crate::{
    expression::{Look, Source},
    operation::Operation,
};

/// An operation that starts a job.
pub trait Starts: Operation<Output: Look> {
    /// The operation that tells how the job is doing.
    type Poll: Operation<Output: Look>;

    /// How the job is polled, and what its answers mean.
    const JOB: &'static Lifecycle;
}

/// An operation that starts a job whose result another operation gives.
pub trait Delivers: Starts {
    /// The operation that gives the result.
    type Result: Operation;

    /// How it is called, by what the last poll saw.
    const RESULT: Target;
}

/// How a job is polled, and what the answers mean.
#[derive(Debug)]
pub struct Lifecycle {
    /// How the poll is called, by what the start saw. What goes into it is the job's identifier.
    pub poll: Target,
    /// Where a poll's answer has the status.
    pub status: Source,
    /// The statuses of a job that has ended well.
    pub success: &'static [&'static str],
    /// The statuses of a job that has ended badly.
    pub failure: &'static [&'static str],
    /// The statuses of a job that has not ended. Any other status means the same, and is told apart as unknown.
    pub running: &'static [&'static str],
    /// Where a poll's answer says why the job failed.
    pub reason: Option<Source>,
    /// Where a poll's answer says how much is done, and of how much.
    pub progress: Option<(Source, Total)>,
}

/// Of how much progress is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Total {
    /// Of a number that stands in the document: 100 for a percentage.
    Fixed(f64),
    /// Of a number that the answer has.
    Stated(Source),
}

/// How an operation is called with values from an earlier exchange.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// At a link.
    Link(Source),
    /// With these values for the parameters of these indices.
    Arguments(&'static [(usize, Source)]),
}
