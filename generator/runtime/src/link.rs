//! [`Link`]: a URL that the API sent, and the operation that answers it.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
};

use crate::{
    download::Download,
    model::{self, Holds, Mut, Ref, Slot},
    operation::{Format, Media, NoFailure, Operation, Reply, Route, Status},
};

/// A URL that the API sent, kept as it was sent; `O` is the operation that answers it.
///
/// `client.follow(&link)` resolves it against the server's URL and sends credentials only if it leads to the server's
/// own origin; a link to another origin is [`crate::Error::ForeignLink`] before anything is sent.
pub struct Link<O> {
    text: String,
    operation: PhantomData<fn() -> O>,
}

impl<O> Link<O> {
    /// The text as it was sent, blanks around it included.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<O> From<String> for Link<O> {
    fn from(text: String) -> Self {
        Self {
            text,
            operation: PhantomData,
        }
    }
}

impl<O> From<&str> for Link<O> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<O> AsRef<str> for Link<O> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<O> Clone for Link<O> {
    fn clone(&self) -> Self {
        Self::from(self.text.clone())
    }
}

impl<O> Default for Link<O> {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl<O> fmt::Debug for Link<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<O> fmt::Display for Link<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<O> PartialEq for Link<O> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<O> Eq for Link<O> {}

impl<O> PartialOrd for Link<O> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<O> Ord for Link<O> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<O> Hash for Link<O> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<O> model::Text for Link<O> {
    fn set(&mut self, text: &str) {
        self.text = text.to_owned();
    }
}

impl<O: 'static> Slot for Link<O> {
    fn blank() -> Self {
        Self::default()
    }

    fn view(&self) -> Ref<'_> {
        Ref::Text(&self.text)
    }

    fn fill(&mut self, _: Holds) -> Mut<'_> {
        Mut::Text(self)
    }
}

/// The operation `O`, sent to a link in place of its path.
///
/// A link is a whole request for whoever sent it, so it stands for all of the operation's parameters, and there is no body.
/// A header that the server asks for all the same is set with [`crate::Options::header`].
pub struct Follow<O> {
    link: Link<O>,
}

impl<O> Follow<O> {
    /// Follows `link`.
    pub fn new(link: Link<O>) -> Self {
        Self { link }
    }
}

impl<O> Clone for Follow<O> {
    fn clone(&self) -> Self {
        Self::new(self.link.clone())
    }
}

impl<O> fmt::Debug for Follow<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Follow").field(&self.link).finish()
    }
}

impl<O: Operation> Operation for Follow<O> {
    type Output = O::Output;
    type Failure = O::Failure;

    const ROUTE: &'static Route = O::ROUTE;

    fn link(&self) -> Option<&str> {
        Some(self.link.as_str().trim())
    }
}

/// Getting a file from a link that may lead anywhere: one to a store of files, signed in its query, as a rule.
///
/// Whoever has such a link needs nothing else: no credentials are sent, nor headers that were set on the client, the
/// `User-Agent` aside. Links of this kind are marked in the document (`x-link: {presigned: true}`).
#[derive(Clone, Copy, Debug)]
pub enum Presigned {}

impl Operation for Presigned {
    type Output = Download;
    type Failure = NoFailure;

    const ROUTE: &'static Route = &Route {
        id: "a presigned link",
        path: "(link)",
        foreign: true,
        replies: &[Reply::Output(
            Status::Code(200),
            0,
            &[Media::new("*/*", Format::Stream, 0)],
        )],
        ..Route::GET
    };
}
