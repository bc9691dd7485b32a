//! The core without the default transport, as on wasm32: `cargo test -p runtime --no-default-features`.

#![cfg(not(feature = "hyper"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use runtime::{
    Async, Error, Method, Server,
    client::Client,
    testing::{Fake, FakeClock},
};

static SERVERS: [Server; 1] = [Server {
    url: "https://example.com",
    variables: &[],
}];

fn call(client: &Client<Async>) -> Result<String, Error> {
    let mut call = pin!(client.request(Method::GET, "/").send());
    let mut context = Context::from_waker(Waker::noop());
    match call.as_mut().poll(&mut context) {
        Poll::Ready(outcome) => outcome.map(|response| format!("{:?}", response.value)),
        Poll::Pending => unreachable!("nothing waits"),
    }
}

#[test]
fn a_client_asks_for_a_clock_and_a_transport() {
    let mut client = Client::new(&SERVERS);
    let error = call(&client).unwrap_err().to_string();
    assert_eq!(
        error,
        "GET (raw): the clock: none is set, and the feature `hyper` is off"
    );
    client.config_mut().clock(FakeClock::default());
    let error = call(&client).unwrap_err().to_string();
    assert_eq!(
        error,
        "GET (raw): the transport: none is set, and the feature `hyper` is off"
    );
    let fake = Fake::new();
    fake.otherwise().body(200, "text/plain", "fine");
    fake.install(client.config_mut());
    assert_eq!(call(&client).unwrap(), "b\"fine\"");
}
