//! What every operation owes its caller when a server misbehaves.

use std::fmt::Debug;

use runtime::Error;

use crate::{
    outcome,
    server::{Reply, Server},
};

/// Two answers to one operation.
pub struct Answers<'a> {
    /// The media type of both.
    pub media_type: &'a str,
    /// A body that is what the document says.
    pub right: &'a str,
    /// A body that is not.
    pub wrong: &'a str,
    /// Where it is not.
    pub path: &'a str,
}

impl Answers<'_> {
    /// Checks all of it; `call` calls the operation at a server.
    pub async fn check<T, F>(&self, call: impl AsyncFn(&Server) -> Result<T, Error<F>>)
    where
        T: Debug,
        F: Debug,
    {
        self.an_undocumented_status_is_kept(&call).await;
        self.a_broken_body_is_not_taken_for_a_whole_one(&call).await;
        self.half_a_body_is_kept(&call).await;
        self.what_is_wrong_in_a_body_is_named(&call).await;
        self.a_body_of_another_media_type_is_kept(&call).await;
        self.what_is_not_http_is_an_error(&call).await;
    }

    fn reply(&self, body: &str) -> Server {
        Server::replying(Reply::new(200, &[("Content-Type", self.media_type)], body))
    }

    async fn an_undocumented_status_is_kept<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let headers = [("Content-Type", "text/plain"), ("X-Request-Id", "r-1")];
        let server = Server::replying(Reply::new(418, &headers, "short and stout"));
        let answer = outcome::undocumented(call(&server).await);
        assert_eq!(answer.status, 418);
        assert_eq!(answer.headers["x-request-id"], "r-1");
        assert_eq!(answer.body, "short and stout");
    }

    async fn a_broken_body_is_not_taken_for_a_whole_one<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let server = Server::replying(Reply::truncated(200, self.media_type, self.right));
        outcome::broken(call(&server).await);
    }

    async fn half_a_body_is_kept<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let half = &self.right[..self.right.len() / 2];
        let (_, answer) = outcome::undecodable(call(&self.reply(half)).await);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.body, half);
    }

    async fn what_is_wrong_in_a_body_is_named<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let (error, answer) = outcome::undecodable(call(&self.reply(self.wrong)).await);
        assert_eq!(error.path(), self.path);
        assert!(error.location().is_some(), "{error}");
        assert_eq!(answer.body, self.wrong);
    }

    async fn a_body_of_another_media_type_is_kept<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let page = "<!doctype html><title>Sign in</title>";
        let server = Server::replying(Reply::new(200, &[("Content-Type", "text/html")], page));
        let answer = outcome::unexpected_type(call(&server).await);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["content-type"], "text/html");
        assert_eq!(answer.body, page);
    }

    async fn what_is_not_http_is_an_error<T: Debug, F: Debug>(
        &self,
        call: &impl AsyncFn(&Server) -> Result<T, Error<F>>,
    ) {
        let server = Server::replying(Reply::raw("220 mail.example.com ESMTP\r\n"));
        outcome::broken(call(&server).await);
    }
}
