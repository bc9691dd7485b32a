//! What a call has come to: each function expects one outcome and gives what a test looks at.

use std::fmt::Debug;

use runtime::{Answer, Config, DecodeError, Error, Retry};

/// A documented failure, and the response that said so.
pub fn documented<T: Debug, F: Debug>(result: Result<T, Error<F>>) -> (F, Answer) {
    match result {
        Err(Error::Failure { failure, answer }) => (*failure, answer.into_inner()),
        other => panic!("a documented failure was expected: {other:?}"),
    }
}

/// A status that the document does not name.
pub fn undocumented<T: Debug, F: Debug>(result: Result<T, Error<F>>) -> Answer {
    match result {
        Err(Error::Status(answer)) => answer.into_inner(),
        other => panic!("an undocumented status was expected: {other:?}"),
    }
}

/// A media type that the document does not name.
pub fn unexpected_type<T: Debug, F: Debug>(result: Result<T, Error<F>>) -> Answer {
    match result {
        Err(Error::ContentType(answer)) => answer.into_inner(),
        other => panic!("an unexpected media type was expected: {other:?}"),
    }
}

/// A body that is not what the document says.
pub fn undecodable<T: Debug, F: Debug>(result: Result<T, Error<F>>) -> (DecodeError, Answer) {
    match result {
        Err(Error::Decode { error, answer }) => (error, answer.into_inner()),
        other => panic!("an undecodable body was expected: {other:?}"),
    }
}

/// An exchange that broke off.
pub fn broken<T: Debug, F: Debug>(result: Result<T, Error<F>>) {
    match result {
        Err(Error::Transport { .. }) => {}
        other => panic!("a broken exchange was expected: {other:?}"),
    }
}

/// A call that took too long.
pub fn timed_out<T: Debug, F: Debug>(result: Result<T, Error<F>>) {
    match result {
        Err(error) if error.is_timeout() => {}
        other => panic!("a timeout was expected: {other:?}"),
    }
}

/// A request that could not be written.
pub fn not_sent<T: Debug, F: Debug>(result: Result<T, Error<F>>) {
    match result {
        Err(Error::Request { .. }) => {}
        other => panic!("a request that cannot be written was expected: {other:?}"),
    }
}

/// For tests of what one exchange comes to: calls are not repeated.
pub fn of_one_attempt(config: &mut Config) {
    config.retry(Retry::off());
}
