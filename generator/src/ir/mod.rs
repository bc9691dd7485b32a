//! What an API *means*: no Rust names, no tokens, no OpenAPI spelling.
//!
//! One noun a file. `lower` builds it, `plan` reads it. A definition ([`TypeDef`]) is what needs a name; a use ([`Ty`])
//! is a small owned tree that points at definitions by [`TypeId`].

mod api;
mod body;
mod context;
mod docs;
mod example;
mod expression;
mod job;
mod operation;
mod pagination;
mod parameter;
mod response;
mod security;
mod server;
mod ty;
mod types;
mod webhook;
mod xml;

pub use api::{Api, Tag};
pub use body::{Media, Part, Payload, RequestBody};
pub use context::Step;
pub use docs::{Docs, Origin};
pub use example::Example;
pub use expression::{Expression, Source, Target, With};
pub use job::{Job, Progress, Total};
pub use operation::{Operation, PathPiece};
pub use pagination::{Next, Pagination};
pub use parameter::{Encoding, Parameter, Place, Style};
pub use response::{Header, Response, Status};
pub use security::{OAuthFlow, Requirement, Scheme, SchemeKind};
pub use server::{Server, ServerVariable};
pub use ty::{
    Bounds, EnumValue, Enumeration, Field, Integer, Limit, Number, Presence, Rest, Shape,
    StringFormat, Struct, Ty, Union, Variant,
};
pub use types::{NameHint, TypeDef, TypeId, Types};
pub use webhook::Webhook;
pub use xml::{XmlName, XmlPlace};

pub use http::Method;
