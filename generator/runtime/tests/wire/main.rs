//! Clients against a server on 127.0.0.1: what goes over the wire, and what the caller sees.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod api;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(all(feature = "charset", feature = "xml"))]
mod charset;
#[cfg(all(feature = "gzip", feature = "brotli", feature = "zstd"))]
mod compressed;
mod connect;
mod download;
mod errors;
mod foreign;
mod hooks;
mod links;
mod raw;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod secrets;
mod server;
mod streams;
mod token;
mod transport;
