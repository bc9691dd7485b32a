//! [`Pages`] and [`Items`]: a list page by page, and item by item.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::{
    Paged,
    operation::Page,
    turn::{Course, Repeated, Turn},
};
use crate::{
    client::{Async, Client, Mode, Options},
    error::{DecodeError, Error},
    expression::Seen,
    operation::Operation,
    transport::BoxFuture,
    uri,
};

/// The pages of a list, each asked for when it is wanted: a stream on an asynchronous client, an iterator on a blocking
/// one.
///
/// It ends after the last page, and after an error. A server that gives a cursor or link that it gave before would never
/// end: that is an error too, after the page that has it.
pub struct Pages<O: Paged, M: Mode> {
    at: At<O, M>,
}

enum At<O: Paged, M: Mode> {
    Idle(Box<Asking<O, M>>),
    Under(BoxFuture<'static, Turned<O, M>>),
    Broken(Error<O::Failure>),
    Ended,
}

/// A page or an error, and where that leaves the list.
type Turned<O, M> = (One<O>, At<O, M>);

type One<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Failure>>;

/// What asks for pages, one after the other.
struct Asking<O, M: Mode> {
    client: Client<M>,
    options: Options,
    page: Page<O>,
    course: Course,
}

impl<O: Paged, M: Mode> Asking<O, M> {
    /// With a link that is whole: what an answer refers to is relative to the URL that it answers (RFC 3986 §5.1.3).
    fn settled(&self, turn: Turn) -> Turn {
        let Turn::Link(link) = &turn else {
            return turn;
        };
        let asked = self.client.url(&self.page, &self.options);
        match asked.and_then(|asked| uri::resolve(&asked, link).ok()) {
            Some(url) => Turn::Link(url.to_string()),
            None => turn,
        }
    }

    async fn turn(mut self: Box<Self>) -> Turned<O, M> {
        let (value, answer) = match self.client.run(&self.page, &self.options).await {
            Ok(page) => page,
            Err(error) => return (Err(error), At::Ended),
        };
        let seen = Seen {
            input: &self.page,
            status: answer.status,
            headers: &answer.headers,
            body: &value,
        };
        let next = match self.course.next(&seen) {
            Ok(Some(turn)) => {
                self.page.turn = self.settled(turn);
                At::Idle(self)
            }
            Ok(None) => At::Ended,
            Err(Repeated) => {
                let error = DecodeError::new("a way to the next page", "one that was given before");
                At::Broken(Error::Decode { error, answer })
            }
        };
        (Ok(value), next)
    }
}

impl<O: Paged, M: Mode> Pages<O, M> {
    pub(crate) fn new(client: Client<M>, operation: O, options: Options) -> Self {
        let turn = Turn::First;
        Self {
            at: At::Idle(Box::new(Asking {
                client,
                options,
                page: Page { operation, turn },
                course: Course::new(O::PAGES),
            })),
        }
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<One<O>>> {
        let mut turn = match std::mem::replace(&mut self.at, At::Ended) {
            At::Idle(asking) => Box::pin(asking.turn()),
            At::Under(turn) => turn,
            At::Broken(error) => return Poll::Ready(Some(Err(error))),
            At::Ended => return Poll::Ready(None),
        };
        match turn.as_mut().poll(cx) {
            Poll::Ready((page, at)) => {
                self.at = at;
                Poll::Ready(Some(page))
            }
            Poll::Pending => {
                self.at = At::Under(turn);
                Poll::Pending
            }
        }
    }
}

impl<O: Paged> Pages<O, Async> {
    /// The next page; `None` after the last. Nothing is lost if the future is dropped before it is done.
    ///
    /// # Errors
    /// As those of the call. Nothing comes after one.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Failure>>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }
}

impl<O: Paged> Stream for Pages<O, Async> {
    type Item = Result<O::Output, Error<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

#[cfg(feature = "blocking")]
impl<O: Paged> Iterator for Pages<O, crate::blocking::Blocking> {
    type Item = Result<O::Output, Error<O::Failure>>;

    fn next(&mut self) -> Option<Self::Item> {
        match crate::blocking::wait(poll_fn(|cx| self.poll_page(cx))) {
            Ok(next) => next,
            Err(error) => {
                self.at = At::Ended;
                Some(Err(Error::configuration(O::ROUTE, error)))
            }
        }
    }
}

impl<O: Paged, M: Mode> fmt::Debug for Pages<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, whose pages are asked for when they are wanted: a stream on an asynchronous client, an iterator on
/// a blocking one. It ends as [`Pages`] does.
pub struct Items<O: Paged, M: Mode> {
    pages: Pages<O, M>,
    page: vec::IntoIter<O::Item>,
}

type Item<O> = Result<<O as Paged>::Item, Error<<O as Operation>::Failure>>;

impl<O: Paged, M: Mode> Items<O, M> {
    pub(crate) fn new(pages: Pages<O, M>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.page = O::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> Items<O, Async> {
    /// The next item; `None` after the last. Nothing is lost if the future is dropped before it is done.
    ///
    /// # Errors
    /// As those of the call. Nothing comes after one.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Failure>>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }
}

impl<O: Paged> Stream for Items<O, Async> {
    type Item = Result<O::Item, Error<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

#[cfg(feature = "blocking")]
impl<O: Paged> Iterator for Items<O, crate::blocking::Blocking> {
    type Item = Result<O::Item, Error<O::Failure>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = O::items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<O: Paged, M: Mode> fmt::Debug for Items<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
