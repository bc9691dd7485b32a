//! What generated clients stand on.

pub mod auth;
#[cfg(feature = "blocking")]
mod blocking;
pub mod body;
mod charset;
pub mod client;
mod download;
pub mod error;
mod expression;
mod form;
mod header;
mod held;
pub mod job;
pub mod json;
mod link;
mod macros;
pub mod model;
mod nullable;
pub mod operation;
pub mod pages;
pub mod request;
mod response;
mod run;
mod save;
mod secret;
#[cfg(feature = "serde")]
pub mod serde;
mod server;
mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
pub mod transport;
mod upload;
mod uri;
mod value;
mod webhook;
#[cfg(feature = "xml")]
pub mod xml;

#[cfg(feature = "blocking")]
pub use self::blocking::Blocking;
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};

pub use self::{
    auth::{ClientAuthentication, ClientCredentials, Credential, OAuth2},
    body::{Body, PartEncoding},
    client::{Async, Config, Hook, Mode, Options, Retry},
    download::Download,
    error::{
        Answer, AuthenticationError, AuthenticationProblem, ConfigurationError, DecodeError, Error,
        ForeignLink, Location, Problem,
    },
    expression::{Look, Source},
    header::Header,
    held::Held,
    job::{Delivers, Job, Starts},
    link::{Follow, Link, Presigned},
    nullable::Nullable,
    operation::{
        Format, Input, Media, NoFailure, Operation, Outcome, Parameter, Place, Reply, ReplyKind,
        Route, Spelling, Status, Style,
    },
    request::{Payload, RequestError},
    response::{Received, Response},
    save::{Save, SaveError, Saved},
    secret::Secret,
    server::{Server, ServerVariable},
    stream::{Event, Events, ItemError, ItemSource, Items, Lines, StreamError},
    text::{
        Base64, Date, Duration, Encoded, Text, TextFormat, Time, Timestamp, Url, Utc, UtcTimestamp,
        Uuid,
    },
    transport::{BoxFuture, Timeout, TransportError, TransportErrorKind},
    upload::Upload,
    value::{Extra, Number, Value},
    webhook::WebhookRoute,
};
/// A decimal number, kept as the text that was sent.
pub type Decimal = Number;
