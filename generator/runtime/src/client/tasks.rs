//! Calls that lead on: to a job, to further pages.

use super::{
    Arrived, Call, Client, Mode, Options,
    call::{Found, found},
    exchange::exchange,
};
use crate::{
    error::Error,
    job::{Job, Start, Starts},
    operation::Operation,
    pages::{Items, Paged, Pages},
};

impl<'c, O: Starts, M: Mode> Call<'c, O, M> {
    /// Starts the job that the operation starts. Its errors are those of the call, and [`Error::Decode`] if the answer does
    /// not say what the job is polled with.
    pub fn start(self) -> Start<'c, O, M> {
        Start(self)
    }

    pub(crate) async fn started(self) -> Result<Job<O, M>, Error<O::Failure>> {
        let (value, answer) = self.client.run(&*self.operation, self.options()).await?;
        Job::started(self.client.clone(), &self.operation, &value, answer)
    }
}

impl<O: Paged, M: Mode> Call<'_, O, M> {
    /// The pages of the list, from the one that the call asks for.
    pub fn pages(self) -> Pages<O, M> {
        let options = self.options().clone();
        Pages::new(self.client.clone(), *self.operation, options)
    }

    /// The items of the list, from the page that the call asks for.
    pub fn items(self) -> Items<O, M> {
        Items::new(self.pages())
    }
}

impl<M: Mode> Client<M> {
    /// The job of an identifier that was stored ([`Job::id`]), as the operation `O` starts it. Nothing is sent.
    pub fn resume<O: Starts>(&self, id: &str) -> Job<O, M> {
        Job::resumed(self.clone(), id)
    }

    /// Sends an operation that is sent again, changed, later.
    pub(crate) async fn run<O: Operation>(
        &self,
        operation: &O,
        options: &Options,
    ) -> Found<O::Output, O::Failure> {
        found(Arrived::new(
            exchange(&self.shared, operation, options, M::BLOCKS).await,
        ))
    }
}
