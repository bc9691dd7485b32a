//! [`Job`]: a job under way; [`Finished`]: one that has ended well.

use std::{fmt, path::Path};

use super::{
    Deliver, Delivers, Phase, Starts, State, States, Wait,
    address::{Address, Linked},
    state::Reading,
};
use crate::{
    client::{Call, Client, Mode, Options},
    error::{Answer, DecodeError, Error},
    expression::{Look, Seen},
    held::Held,
    operation::Operation,
};

/// What the polls of a job give.
pub(super) type Polled<O> = <<O as Starts>::Poll as Operation>::Output;
/// What the polls of a job document as failures.
pub(super) type PollFailure<O> = <<O as Starts>::Poll as Operation>::Failure;

/// A job under way, started by the operation `O`.
///
/// It is a handle: dropping it changes nothing on the server. [`Job::id`] can be stored, and the job resumed by it in
/// another process. Clones share connections and tokens.
pub struct Job<O: Starts, M: Mode> {
    pub(super) client: Client<M>,
    id: String,
    poll: Linked<O::Poll>,
    options: Options,
    /// The caller's own meanings of statuses.
    meanings: Vec<(String, Phase)>,
}

impl<O: Starts, M: Mode> Job<O, M> {
    /// The job of a stored identifier.
    pub(crate) fn resumed(client: Client<M>, id: &str) -> Self {
        Self::at(client, Address::parse(&O::JOB.poll, id))
    }

    /// The job that an answer of `O` tells of.
    pub(crate) fn started(
        client: Client<M>,
        operation: &O,
        output: &O::Output,
        answer: Held<Answer>,
    ) -> Result<Self, Error<O::Failure>> {
        let seen = Seen {
            input: operation,
            status: answer.status,
            headers: &answer.headers,
            body: output.look(),
        };
        match Address::find(&O::JOB.poll, O::Poll::ROUTE, &seen) {
            Some(address) => Ok(Self::at(client, address)),
            None => {
                let error = DecodeError::new("the identifier of the job", "none");
                Err(Error::Decode { error, answer })
            }
        }
    }

    fn at(client: Client<M>, address: Address) -> Self {
        Self {
            client,
            id: address.id(&O::JOB.poll),
            poll: Linked::new(address),
            options: Options::default(),
            meanings: Vec::new(),
        }
    }

    /// The identifier to store, and to resume the job by: what the poll is called with. Where that is more than one value,
    /// they stand percent-encoded with `/` between them; where it is a link, the link.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Says what a status means, in place of the document: for one that the document does not know.
    #[must_use]
    pub fn status_means(mut self, status: impl Into<String>, phase: Phase) -> Self {
        self.meanings.push((status.into(), phase));
        self
    }

    /// Changes timeout, headers and the like for each poll.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Asks once how the job is doing.
    pub fn poll_once(&self) -> M::Sent<'_, State<Polled<O>>, PollFailure<O>> {
        M::run(Box::pin(self.poll()), O::Poll::ROUTE)
    }

    /// Waits until the job has ended.
    pub fn wait<'w>(&self) -> Wait<'w, O, M> {
        Wait::new(self.clone())
    }

    /// The states of the job as polls tell them, up to the one in which it has ended.
    pub fn states(&self) -> States<O, M> {
        self.wait().states()
    }

    pub(super) async fn poll(&self) -> Result<State<Polled<O>>, Error<PollFailure<O>>> {
        let (value, answer) = self.client.run(&self.poll, &self.options).await?;
        let seen = Seen {
            input: &self.poll,
            status: answer.status,
            headers: &answer.headers,
            body: value.look(),
        };
        let reading = Reading::of(O::JOB, &self.meanings, &seen);
        Ok(reading.state(value, answer))
    }
}

impl<O: Delivers, M: Mode> Job<O, M> {
    /// Waits until the job has ended, then saves its result: into a file, or, where `path` is a folder, into a file of the
    /// name that the server states.
    pub fn save<'w>(&self, path: impl AsRef<Path>) -> Deliver<'w, O, M> {
        self.wait().save(path)
    }

    /// The call that gives the result of the job in this state.
    pub fn result(&self, state: &State<Polled<O>>) -> Call<'_, Linked<O::Result>, M> {
        let seen = Seen {
            input: &self.poll,
            status: state.http_status,
            headers: &state.headers,
            body: state.job.look(),
        };
        self.client.call(Linked::find(&O::RESULT, &seen))
    }
}

impl<O: Starts, M: Mode> Clone for Job<O, M> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            id: self.id.clone(),
            poll: self.poll.clone(),
            options: self.options.clone(),
            meanings: self.meanings.clone(),
        }
    }
}

impl<O: Starts, M: Mode> fmt::Debug for Job<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("operation", &O::ROUTE.id)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A job that has ended well.
pub struct Finished<O: Starts, M: Mode> {
    pub(super) job: Job<O, M>,
    /// What the last poll told.
    pub state: State<Polled<O>>,
}

impl<O: Starts, M: Mode> Finished<O, M> {
    /// The job's identifier.
    pub fn id(&self) -> &str {
        self.job.id()
    }

    /// The last poll's answer, alone.
    pub fn into_job(self) -> Polled<O> {
        self.state.job
    }
}

impl<O: Delivers, M: Mode> Finished<O, M> {
    /// The call that gives the job's result.
    pub fn result(&self) -> Call<'_, Linked<O::Result>, M> {
        self.job.result(&self.state)
    }
}

impl<O: Starts, M: Mode> fmt::Debug for Finished<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finished")
            .field("job", &self.job)
            .field("state", &self.state)
            .finish()
    }
}
