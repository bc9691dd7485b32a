//! What can go wrong.

mod answer;
mod authentication;
mod call;
mod configuration;
mod decode;
mod path;
mod request_id;
mod secrets;
mod show;

pub use self::{
    answer::Answer,
    authentication::{AuthenticationError, AuthenticationProblem},
    call::{Error, ForeignLink},
    configuration::ConfigurationError,
    decode::{DecodeError, Location, Problem},
};
pub(crate) use self::{
    answer::{excerpt, http_date},
    decode::MAX_PROBLEMS,
    path::Path,
    request_id::request_id,
    secrets::Secrets,
};
