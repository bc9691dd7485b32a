//! For tests of programs that call APIs: a server within the process, a clock that jumps, chance that repeats itself.
//!
//! Nothing here opens a socket or waits, so that a test of minutes of retries takes none. [`Fake::install`] puts all of
//! it into a client.

mod answers;
mod body;
mod clock;
mod fake;
mod random;

pub use self::{
    answers::Answers,
    clock::FakeClock,
    fake::{Fake, Seen},
    random::Seeded,
};
