//! [`Arrived`]: what came of an exchange, for what is generic about a call to read.

use super::receive::Exchanged;
use crate::{
    error::{Answer, DecodeError, Error},
    held::Held,
    operation::ReplyKind,
    response::Received,
};

/// What came of an exchange. What is generic about a call asks it for one thing after the other, and has little to move
/// and nothing to drop but a pointer: it is compiled for each operation.
///
/// What is called while a value is at hand is `extern "C"`, which does not unwind: nothing has to be compiled that would then
/// drop the value.
pub struct Arrived(Held<Came>);

struct Came {
    outcome: Result<Exchanged, Error>,
    /// Why the body is not what the document says.
    problem: Option<DecodeError>,
}

impl Arrived {
    pub(super) fn new(outcome: Result<Exchanged, Error>) -> Self {
        let problem = None;
        Self(Held::new(Came { outcome, problem }))
    }

    /// The body of a documented success, and the case that reads it; `None` for anything else.
    #[inline(never)]
    #[expect(improper_ctypes_definitions, reason = "Rust alone calls it")]
    pub(crate) extern "C" fn success(&mut self) -> Option<(usize, &mut Received)> {
        self.body(ReplyKind::Output)
    }

    /// The body of a documented failure, and the case that reads it; `None` for anything else.
    #[inline(never)]
    pub(crate) fn failure(&mut self) -> Option<(usize, &mut Received)> {
        self.body(ReplyKind::Failure)
    }

    fn body(&mut self, kind: ReplyKind) -> Option<(usize, &mut Received)> {
        match &mut self.0.outcome {
            Ok(exchanged) if exchanged.kind == kind => {
                Some((exchanged.case, &mut exchanged.received))
            }
            _ => None,
        }
    }

    /// Says that the body is not what the document says.
    #[inline(never)]
    #[expect(improper_ctypes_definitions, reason = "Rust alone calls it")]
    pub(crate) extern "C" fn undecodable(&mut self, problem: DecodeError) {
        self.0.problem = Some(problem);
    }

    /// Drops it.
    #[inline(never)]
    #[expect(improper_ctypes_definitions, reason = "Rust alone calls it")]
    pub(crate) extern "C" fn end(self) {}

    /// The response that the body was taken from.
    ///
    /// # Errors
    /// If there was none, or its body is not what the document says.
    #[inline(never)]
    pub(crate) fn answer(self) -> Result<Held<Answer>, Error> {
        let Came { outcome, problem } = self.0.into_inner();
        let answer = Held::new(outcome?.answer);
        match problem {
            Some(problem) => Err(Error::undecodable(problem, answer)),
            None => Ok(answer),
        }
    }

    /// The error of a call that gave neither a success nor a documented failure.
    #[inline(never)]
    pub(crate) fn error(self) -> Error {
        self.answer().map_or_else(|error| error, Error::Status)
    }
}
