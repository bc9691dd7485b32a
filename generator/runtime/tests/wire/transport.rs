//! A transport of one's own in place of the default one.

use std::{
    future::IntoFuture,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Frame;
use runtime::{
    BoxFuture, Error, Payload, Retry, Timeout, TransportError, TransportErrorKind,
    transport::{Incoming, Timeouts, Transport},
};

use crate::api::Client;

/// Answers every request with the same bytes under a length that may be wrong, or not at all.
#[derive(Debug)]
struct Fake {
    length: Option<u64>,
}

struct Once(Option<&'static str>);

impl http_body::Body for Once {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        Poll::Ready(self.0.take().map(|text| Ok(Frame::data(text.into()))))
    }
}

impl Transport for Fake {
    fn send(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>> {
        assert_eq!(request.uri(), "https://demo.api.example.com/v1/jobs/1");
        assert_eq!(timeouts.idle, Some(Duration::from_secs(60)));
        Box::pin(async {
            let limit = Duration::from_secs(10);
            let length = self
                .length
                .ok_or(TransportError::timeout(Timeout::Connect(limit)))?;
            let body: Incoming = Box::pin(Once(Some("[1]")));
            let response = Response::builder().header("content-length", length);
            response.body(body).map_err(TransportError::io)
        })
    }
}

fn client(length: Option<u64>) -> Client {
    Client::unset().configure(|config| {
        config.transport(Fake { length }).retry(Retry::off());
    })
}

#[tokio::test]
async fn it_carries_requests_and_answers() {
    assert_eq!(
        client(Some(3)).get_job("1").await.unwrap().to_string(),
        "[1]"
    );
}

#[tokio::test]
async fn what_it_does_not_check_is_checked() {
    match client(Some(9)).get_job("1").await.unwrap_err() {
        Error::Transport { error, .. } => {
            let kind = TransportErrorKind::Truncated {
                expected: 9,
                received: 3,
            };
            assert_eq!(error.kind(), kind);
        }
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn its_errors_are_those_of_the_client() {
    let error = client(None).get_job("1").await.unwrap_err();
    assert!(error.is_timeout() && error.is_connect());
    assert_eq!(
        error.to_string(),
        "GET /jobs/{id}: no connection within 10s"
    );
}

#[test]
fn errors_are_small_and_go_anywhere() {
    fn goes_anywhere<T: Send + Sync + 'static>(_: Option<T>) {}
    goes_anywhere(None::<Error<[u64; 100]>>);
    assert!(size_of::<Error<[u64; 100]>>() <= 40);
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    let client: Client = Client::of("http://127.0.0.1:9");
    let mut call = std::pin::pin!(client.get_job("1").into_future());
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("it waits for a runtime that is not there");
    };
    assert!(matches!(error, Error::Configuration { .. }), "{error}");
}
