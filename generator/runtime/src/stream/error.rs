//! [`StreamError`]: why a stream gave no item.

use std::{error::Error, fmt};

use crate::{
    error::{DecodeError, excerpt},
    transport::TransportError,
};

/// Why a stream gave no item. All but [`StreamError::Transport`] concern one item, and the stream goes on after it.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// An item is not what the document says.
    Item(Box<ItemError>),
    /// An item is larger than the client's body limit. It was passed over.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The connection broke, or fell silent for too long. Nothing comes after it.
    Transport(TransportError),
}

/// An item that is not what the document says.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemError {
    /// Where and why not; places count from the start of the item.
    pub error: DecodeError,
    /// The item as it was sent, for an event its data. What is not UTF-8 is replaced.
    pub text: String,
    /// The event's type; empty for lines, which have none.
    pub event: String,
}

impl StreamError {
    /// The text of an item that is not what the document says.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Item(item) => Some(&item.text),
            Self::TooLarge { .. } | Self::Transport(_) => None,
        }
    }
}

impl From<ItemError> for StreamError {
    fn from(error: ItemError) -> Self {
        Self::Item(Box::new(error))
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(error) => error.fmt(f),
            Self::TooLarge { limit } => write!(f, "an item is larger than {limit} bytes"),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.event {
            "" => write!(f, "an unexpected item: {}", self.error),
            event => write!(f, "an unexpected event `{event}`: {}", self.error),
        }
    }
}

/// Shows the start of the text.
impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError")
            .field("error", &self.error)
            .field("text", &excerpt(self.text.as_bytes()))
            .field("event", &self.event)
            .finish()
    }
}

impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Item(error) => Some(&error.error),
            Self::TooLarge { .. } => None,
            Self::Transport(error) => Some(error),
        }
    }
}

impl Error for ItemError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
