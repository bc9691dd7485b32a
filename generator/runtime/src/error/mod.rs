//! What can go wrong.

mod answer;
mod authentication;
mod call;
mod configuration;
mod decode;
mod path;

pub(crate) use self::path::Path;
pub use self::{
    answer::Answer,
    authentication::{AuthenticationError, AuthenticationProblem},
    call::{Error, ForeignLink},
    configuration::ConfigurationError,
    decode::{DecodeError, Location, Problem},
};
