//! Jobs: names and indices in place of ids and parameters.

use crate::{
    ir::{self, Api, Place, Total, With},
    plan::{Job, Name, Operation, Outcome, Reading, Source, Target, names::OperationNames},
};

/// Gives operations the jobs they start. A job whose other operations are not there, because they were not asked for, is
/// left out.
pub fn plan(api: &Api, names: &OperationNames, operations: &mut [Operation]) {
    let jobs: Vec<Option<Job>> = api
        .operations
        .iter()
        .map(|meant| self::job(api, names, meant, meant.job.as_ref()?))
        .collect();
    let polled: Vec<Name> = jobs
        .iter()
        .flatten()
        .map(|job| job.poll.0.clone())
        .collect();
    for (operation, job) in operations.iter_mut().zip(jobs) {
        operation.looked_into = job.is_some() || polled.contains(&operation.name);
        operation.job = job;
    }
}

/// Whether an operation's successes are of one type that can be looked into.
pub fn is_one(operation: &Operation) -> bool {
    matches!(
        operation.output,
        Outcome::One(_, Reading::Decode | Reading::Nothing)
    )
}

fn index(api: &Api, id: &str) -> Option<usize> {
    let mut all = api.operations.iter();
    all.position(|operation| operation.id.as_deref() == Some(id))
}

fn job(api: &Api, names: &OperationNames, start: &ir::Operation, job: &ir::Job) -> Option<Job> {
    let poll = api.operations.get(index(api, &job.poll.operation)?)?;
    let source = |expression: &ir::Expression| source(poll, expression);
    let optional = |expression: &Option<ir::Expression>| expression.as_ref().map(source);
    let progress = job.progress.as_ref().and_then(|progress| {
        let total = match &progress.total {
            Total::Fixed(total) => Ok(*total),
            Total::Stated(total) => Err(source(total)?),
        };
        Some((source(&progress.done)?, total))
    });
    let result = job.result.as_ref();
    Some(Job {
        poll: target(api, names, start, &job.poll)?,
        status: source(&job.status)?,
        success: job.success.clone(),
        failure: job.failure.clone(),
        running: job.running.clone(),
        reason: optional(&job.reason).flatten(),
        progress,
        result: result.and_then(|result| target(api, names, poll, result)),
    })
}

/// The operation of a target, and what it is called with by an exchange of `about`.
fn target(
    api: &Api,
    names: &OperationNames,
    about: &ir::Operation,
    target: &ir::Target,
) -> Option<(Name, Target)> {
    let called = api.operations.get(index(api, &target.operation)?)?;
    let with = match &target.with {
        With::Url(url) => Target::Link(source(about, url)?),
        With::Parameters(values) => {
            let values = values.iter().map(|(place, name, value)| {
                Some((parameter(called, *place, name)?, source(about, value)?))
            });
            Target::Arguments(values.collect::<Option<_>>()?)
        }
    };
    Some((names.by_id(&target.operation)?.clone(), with))
}

/// An expression about an exchange of an operation.
pub fn source(about: &ir::Operation, expression: &ir::Expression) -> Option<Source> {
    Some(match &expression.source {
        ir::Source::Body(tokens) => Source::Body(tokens.clone()),
        ir::Source::Header(name) => Source::Header(name.clone()),
        ir::Source::Parameter(place, name) => Source::Parameter(parameter(about, *place, name)?),
        ir::Source::Status => Source::Status,
    })
}

/// The index of a parameter.
pub fn parameter(operation: &ir::Operation, place: Place, name: &str) -> Option<usize> {
    let mut all = operation.parameters.iter();
    all.position(|one| (one.place, one.name.as_str()) == (place, name))
}
