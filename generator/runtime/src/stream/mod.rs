//! Bodies that are items one after the other: read as they arrive, [`Events`] and [`Lines`]; sent as they come, [`Items`].

mod error;
mod events;
mod frames;
mod items;
mod lines;
mod record;
mod sse;

pub use self::{
    error::{ItemError, StreamError},
    events::{Event, Events},
    items::{Items, Source as ItemSource},
    lines::Lines,
};
