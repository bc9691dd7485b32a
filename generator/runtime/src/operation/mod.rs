//! What an operation is: a static route, the values that go into its request, and how its responses are read.
//!
//! Nothing here does I/O. [`crate::request`] writes an [`Input`] into an [`http::Request`], and the reply that
//! matches a response is found by status and media type (RFC 9110 §15, §8.3.1; OpenAPI 3.0.3 "Responses Object").

mod route;

use std::fmt;

pub use self::route::{
    Called, Format, Media, Parameter, Place, Reply, ReplyKind, Route, Spelling, Status, Style,
};
use crate::{
    body::Body,
    client::Arrived,
    download::Download,
    error::{DecodeError, Error},
    model::{Ref, Slot},
    response::Received,
    stream::{Events, Lines},
};

/// The values that go into a request, of whatever operation, so that requests are written by code that exists once.
pub trait Input: Send + Sync {
    /// The operation's route.
    fn route(&self) -> &'static Route;

    /// The value of the parameter at `index`, an index into [`Route::parameters`].
    fn parameter(&self, index: usize) -> &dyn Slot;

    /// The link to send the request to, in place of the route's path, for a followed link.
    fn link(&self) -> Option<&str>;

    /// The request's body.
    fn body(&self) -> Body<'_>;
}

/// Shows an operation by its identifier and the names of its parameters on the wire, without those that are absent.
impl fmt::Debug for dyn Input + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let route = self.route();
        let mut shown = f.debug_struct(route.id);
        for (index, Parameter(name, _)) in route.parameters.iter().enumerate() {
            let slot = self.parameter(index);
            if !matches!(slot.view(), Ref::Absent) {
                shown.field(name, &slot);
            }
        }
        match self.body() {
            Body::None => shown.finish(),
            body => shown.field("body", &body).finish(),
        }
    }
}

/// An operation: its input, and what comes back.
pub trait Operation: Send + Sync + Sized + 'static {
    /// What a documented success gives.
    type Output: Outcome;
    /// What a documented failure gives: an enum by status; [`NoFailure`] where none is documented.
    type Failure: Outcome + fmt::Debug + Sync;

    /// The operation's route.
    const ROUTE: &'static Route;

    /// What [`Input::parameter`] gives.
    fn parameter(&self, index: usize) -> &dyn Slot {
        let _ = index;
        &()
    }

    /// What [`Input::link`] gives.
    fn link(&self) -> Option<&str> {
        None
    }

    /// What [`Input::body`] gives.
    fn body(&self) -> Body<'_> {
        Body::None
    }
}

impl<O: Operation> Input for O {
    #[inline]
    fn route(&self) -> &'static Route {
        O::ROUTE
    }

    #[inline]
    fn parameter(&self, index: usize) -> &dyn Slot {
        Operation::parameter(self, index)
    }

    #[inline]
    fn link(&self) -> Option<&str> {
        Operation::link(self)
    }

    #[inline]
    fn body(&self) -> Body<'_> {
        Operation::body(self)
    }
}

/// What a documented reply gives: a type, or an enum with a variant a case.
// What is done with the type is a method of it: a compiler puts those where it puts what drops the type, which any other place
// would have to have once more. That none is inlined keeps it from doing so after all.
pub trait Outcome: Sized + Send + 'static {
    /// Reads it; `case` is [`Reply::case`] of the reply that matched, and [`Media::case`] further where there is a body.
    ///
    /// # Errors
    /// If the body is not what the document says.
    fn read(case: usize, received: &mut Received) -> Result<Self, DecodeError>;

    /// Reads a success; `None` where it is none, or cannot be read.
    #[doc(hidden)]
    #[inline(never)]
    fn success(arrived: &mut Arrived) -> Option<Self> {
        let (case, received) = arrived.success()?;
        match Self::read(case, received) {
            Ok(value) => Some(value),
            Err(problem) => {
                arrived.undecodable(problem);
                None
            }
        }
    }

    /// The error of what is no success: a failure, if it is one.
    #[doc(hidden)]
    #[inline(never)]
    fn failure(mut arrived: Arrived) -> Error<Self> {
        let Some((case, received)) = arrived.failure() else {
            return arrived.error().widen();
        };
        let failure = match Self::read(case, received) {
            Ok(failure) => Box::new(failure),
            Err(problem) => {
                arrived.undecodable(problem);
                return arrived.error().widen();
            }
        };
        match arrived.answer() {
            Ok(answer) => Error::Failure { failure, answer },
            Err(error) => error.widen(),
        }
    }
}

impl<T: Slot> Outcome for T {
    #[inline(never)]
    fn read(_: usize, received: &mut Received) -> Result<Self, DecodeError> {
        let mut value = T::blank();
        received.read_into(&mut value)?;
        Ok(value)
    }
}

impl Outcome for Download {
    fn read(_: usize, received: &mut Received) -> Result<Self, DecodeError> {
        received.download()
    }
}

impl<T: Slot> Outcome for Events<T> {
    fn read(_: usize, received: &mut Received) -> Result<Self, DecodeError> {
        received.events()
    }
}

impl<T: Slot> Outcome for Lines<T> {
    fn read(_: usize, received: &mut Received) -> Result<Self, DecodeError> {
        received.lines()
    }
}

impl Outcome for NoFailure {
    fn read(_: usize, _: &mut Received) -> Result<Self, DecodeError> {
        Err(DecodeError::new("a documented failure", "none"))
    }
}

/// The failures of an operation that documents none: there is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFailure {}
