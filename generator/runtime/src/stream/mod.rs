//! Bodies that are items one after the other, read as they arrive: [`Events`] and [`Lines`].

mod error;
mod events;
mod frames;
mod lines;
mod record;
mod sse;

pub use self::{
    error::{ItemError, StreamError},
    events::{Event, Events},
    lines::Lines,
};
