//! Requests as they go onto the wire.

#![allow(clippy::unwrap_used, clippy::panic)]

mod bodies;
mod parameters;
mod style_table;

use std::{future::poll_fn, pin::pin};

use http::Request;
use http_body::Body as _;
use runtime::{Body, Input, Parameter, Payload, RequestError, Route, model::Slot, request::encode};

/// An operation made of whatever a test needs.
pub(crate) struct Call<'a> {
    pub(crate) route: &'static Route,
    pub(crate) values: Vec<Box<dyn Slot>>,
    pub(crate) body: Body<'a>,
}

impl Input for Call<'_> {
    fn route(&self) -> &'static Route {
        self.route
    }

    fn parameter(&self, index: usize) -> &dyn Slot {
        self.values.get(index).map_or(&(), |value| &**value)
    }

    fn link(&self) -> Option<&str> {
        None
    }

    fn body(&self) -> Body<'_> {
        self.body
    }
}

pub(crate) fn route(path: &'static str, parameters: Vec<Parameter>) -> Route {
    Route {
        id: "test",
        path,
        parameters: parameters.leak(),
        ..Route::POST
    }
}

/// The request to `http://host/base` with one value for each parameter.
pub(crate) fn send(
    path: &'static str,
    parameters: Vec<Parameter>,
    values: Vec<Box<dyn Slot>>,
) -> Result<Request<Payload>, RequestError> {
    let route = Box::leak(Box::new(route(path, parameters)));
    let call = Call {
        route,
        values,
        body: Body::None,
    };
    encode(&call, &"http://host/base/".parse().unwrap())
}

/// The target of the request: what stands behind `http://host/base`.
pub(crate) fn target(
    path: &'static str,
    parameter: Parameter,
    value: impl Slot + 'static,
) -> String {
    let request = send(path, vec![parameter], vec![Box::new(value)]).unwrap();
    let uri = request.uri().to_string();
    uri.strip_prefix("http://host/base").unwrap().to_owned()
}

/// Media type and content of an encoded body.
pub(crate) async fn content(body: Body<'_>) -> (String, String) {
    let route = Box::leak(Box::new(route("/", Vec::new())));
    let call = Call {
        route,
        values: Vec::new(),
        body,
    };
    let request = encode(&call, &"http://host".parse().unwrap()).unwrap();
    let media_type = request
        .headers()
        .get("content-type")
        .map(|it| it.to_str().unwrap().to_owned());
    let bytes = collect(request.into_body()).await.unwrap();
    (
        media_type.unwrap_or_default(),
        String::from_utf8(bytes).unwrap(),
    )
}

/// All bytes of a payload, which must be as many as it said.
pub(crate) async fn collect(payload: Payload) -> std::io::Result<Vec<u8>> {
    let length = payload.size_hint().exact();
    let mut payload = pin!(payload);
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|cx| payload.as_mut().poll_frame(cx)).await {
        bytes.extend_from_slice(&frame?.into_data().unwrap());
    }
    assert!(length.is_none_or(|length| length == bytes.len() as u64));
    Ok(bytes)
}
