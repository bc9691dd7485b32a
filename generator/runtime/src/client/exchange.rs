//! One call from its input to the reply that matches: everything about it that is the same for all operations.

use std::{borrow::Cow, pin::pin, sync::Arc, time::Duration};

use http::Uri;

use super::{
    Shared,
    attempt::Attempt,
    clock::Clock,
    options::Options,
    receive::Exchanged,
    retry::{Cause, Sent},
    trace::{Span, retrying},
};
use crate::{
    error::Error,
    operation::{Input, Route},
    request,
    transport::{Timeout, Timeouts, Transport},
};

/// What one call needs at every step.
pub(super) struct Exchange<'c> {
    pub(super) shared: &'c Shared,
    pub(super) input: &'c dyn Input,
    pub(super) options: &'c Options,
    pub(super) route: &'static Route,
    pub(super) server: Cow<'c, Uri>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) clock: &'c dyn Clock,
    /// By [`Clock::elapsed`].
    started: Duration,
    /// Whether a download may be read by blocking.
    pub(super) blocks: bool,
}

/// Sends an operation, again if need be, and matches the response to its documented reply. `blocks` says whether a
/// download may be read by blocking.
pub(super) async fn exchange(
    shared: &Shared,
    input: &dyn Input,
    options: &Options,
    blocks: bool,
) -> Result<Exchanged, Error> {
    let route = input.route();
    let configuration = |error| Error::configuration(route, error);
    let checked = options.check_requests;
    if checked.unwrap_or(shared.config.check_requests) {
        request::check(input).map_err(|error| Error::Request {
            route,
            error: Box::new(error),
        })?;
    }
    let clock = shared.clock().map_err(configuration)?;
    let exchange = Exchange {
        shared,
        input,
        options,
        route,
        server: shared.server(route).map_err(configuration)?,
        transport: shared.transport().await.map_err(configuration)?,
        clock,
        started: (options.raw.as_ref()).map_or_else(|| clock.elapsed(), |raw| raw.started),
        blocks,
    };
    let run = pin!(exchange.run());
    let outcome = Span::call(route).around(run).await;
    outcome.map_err(|error| exchange.whole(error))
}

impl Exchange<'_> {
    /// Attempts until one gives what the call was made for, or there is no point in another.
    async fn run(&self) -> Result<Exchanged, Error> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            let mut sent = Sent::default();
            let mut attempt = Attempt {
                exchange: self,
                number: attempts,
                sent: &mut sent,
            };
            let span = Span::attempt(self.route, attempts);
            let wait = {
                let outcome = span.around(pin!(attempt.run())).await;
                match self.wait(&outcome, sent, attempts) {
                    Some(wait) => wait,
                    None => return count(outcome, attempts),
                }
            };
            retrying(self.route, attempts, wait);
            self.clock.sleep(wait).await;
        }
    }

    /// How long to wait before another attempt; `None` if there is none.
    fn wait(
        &self,
        outcome: &Result<Exchanged, Error>,
        sent: Sent,
        attempts: u32,
    ) -> Option<Duration> {
        let config = &self.shared.config;
        if outcome.is_ok() && Cause::of(outcome) == Cause::Lasting {
            config.budget.earn();
        }
        let retry = self.options.retry.as_ref().unwrap_or(&config.retry);
        let wait = retry.wait(outcome, sent, attempts, &*config.random)?;
        // What would begin too late is not waited for.
        let in_time = self.left().is_none_or(|left| wait < left);
        (in_time && config.budget.take()).then_some(wait)
    }

    /// How much is left of the total, which counts from the start of the call, however many requests it takes.
    fn left(&self) -> Option<Duration> {
        let total = self.total()?;
        let passed = self.clock.elapsed().saturating_sub(self.started);
        Some(total.saturating_sub(passed))
    }

    fn total(&self) -> Option<Duration> {
        self.options.timeouts(self.shared.config.timeouts).total
    }

    /// The limits to one request.
    pub(super) fn timeouts(&self) -> Result<Timeouts, Error> {
        let mut timeouts = self.options.timeouts(self.shared.config.timeouts);
        timeouts.total = self.left();
        match timeouts.total {
            Some(left) if left.is_zero() => Err(Error::timeout(self.route, Timeout::Total(left))),
            _ => Ok(timeouts),
        }
    }

    /// Names the total that was set in place of what was left of it.
    fn whole(&self, mut error: Error) -> Error {
        if let Error::Timeout {
            timeout: Timeout::Total(limit),
            ..
        } = &mut error
            && let Some(total) = self.total()
        {
            *limit = total;
        }
        error
    }
}

/// Says how many attempts it took.
fn count(outcome: Result<Exchanged, Error>, attempts: u32) -> Result<Exchanged, Error> {
    match outcome {
        Ok(mut exchanged) => {
            exchanged.answer.attempts = attempts;
            Ok(exchanged)
        }
        Err(error) => Err(error.counted(attempts)),
    }
}
