//! What can go wrong.

mod answer;
mod authentication;
mod call;
mod configuration;
mod decode;
mod path;
mod secrets;

pub use self::{
    answer::Answer,
    authentication::{AuthenticationError, AuthenticationProblem},
    call::{Error, ForeignLink},
    configuration::ConfigurationError,
    decode::{DecodeError, Location, Problem},
};
pub(crate) use self::{answer::excerpt, decode::MAX_PROBLEMS, path::Path, secrets::Secrets};
