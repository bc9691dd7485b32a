//! [`Headers`] and [`Query`]: what is set by hand, which may be secret.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, header::USER_AGENT};

use crate::error::ConfigurationError;

/// Query parameters; only their names are shown.
#[derive(Clone, Default)]
pub(super) struct Query(pub(super) Vec<(String, String)>);

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// Headers, and the first one that could not be set; only their names are shown.
#[derive(Clone, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    error: Option<ConfigurationError>,
}

impl Headers {
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let error =
            |problem: &str| ConfigurationError::new(format!("the header `{name}`"), problem);
        let Ok(parsed) = HeaderName::try_from(name) else {
            self.error
                .get_or_insert(error("that is not a header's name"));
            return;
        };
        match HeaderValue::from_str(value.trim()) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.map.insert(parsed, value);
            }
            Err(_) => {
                self.error
                    .get_or_insert(error("its value holds a character headers cannot carry"));
            }
        }
    }

    /// The `User-Agent`, which requests for tokens have too.
    pub(super) fn user_agent(&self) -> Option<&HeaderValue> {
        self.map.get(USER_AGENT)
    }

    /// Puts the headers into a request's, in place of those of the same name, but for those that are to be `kept`.
    pub(super) fn apply(
        &self,
        headers: &mut HeaderMap,
        kept: impl Fn(&HeaderName) -> bool,
    ) -> Result<(), ConfigurationError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        for (name, value) in &self.map {
            if !(kept(name) && headers.contains_key(name)) {
                headers.insert(name, value.clone());
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.map.keys().map(HeaderName::as_str))
            .finish()
    }
}
