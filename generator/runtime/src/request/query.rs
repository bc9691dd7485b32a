//! The query: parameters as `name=value` pairs.

use super::{
    RequestError,
    style::{self, Encoder},
};
use crate::operation::{Input, Parameter, Place};

/// The query of the input's parameters, without `?`.
pub(super) fn encode(input: &dyn Input) -> Result<String, RequestError> {
    let mut query = String::new();
    for (index, Parameter(name, spelling)) in input.route().parameters.iter().enumerate() {
        if spelling.place != Place::Query {
            continue;
        }
        let encoder = if spelling.allow_reserved {
            &Encoder::RESERVED
        } else {
            &Encoder::QUERY
        };
        let how = (spelling.style, spelling.explode);
        let pairs = style::pairs(name, input.parameter(index).view(), how, encoder)?;
        append(&mut query, "&", pairs);
    }
    Ok(query)
}

/// Appends pairs, each but the first behind the separator.
pub(super) fn append(text: &mut String, separator: &str, pairs: Vec<(String, String)>) {
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push_str(separator);
        }
        text.push_str(&name);
        text.push('=');
        text.push_str(&value);
    }
}
