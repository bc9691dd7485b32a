//! [`Secrets`]: what a message must not repeat.

use std::sync::OnceLock;

use http::HeaderValue;

use super::Problem;
use crate::{request, secret::Secret};

/// How long a text is that is worth hiding, in bytes. Anything shorter stands in most texts by chance.
const SHORTEST: usize = 4;

/// What stands in a secret's place.
const HIDDEN: &str = "[secret]";

/// What a request was authorised with. Some servers repeat what they were sent, and messages end up in logs.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    credentials: Vec<Secret>,
    /// Headers that hold them, behind the name of a scheme or several in one.
    headers: Vec<HeaderValue>,
    /// All that is hidden, worked out for the first message: most answers are never told of.
    hidden: OnceLock<Vec<Secret>>,
}

impl Secrets {
    pub(crate) fn new(credentials: Vec<Secret>, headers: Vec<HeaderValue>) -> Self {
        Self {
            credentials,
            headers,
            hidden: OnceLock::new(),
        }
    }

    /// The secrets in the forms in which servers repeat them, the longest first, since one may be part of another.
    fn hidden(&self) -> &[Secret] {
        self.hidden.get_or_init(|| {
            let mut secrets = self.credentials.clone();
            for value in self.headers.iter().flat_map(HeaderValue::to_str) {
                secrets.extend(value.split([' ', ';']).map(Secret::from));
            }
            let encoded = secrets.iter().flat_map(|secret| {
                let text = secret.expose();
                [request::percent_encoded(text), text.replace('/', "\\/")]
            });
            let encoded: Vec<_> = encoded.map(Secret::from).collect();
            secrets.extend(encoded);
            secrets.retain(|secret| secret.expose().len() >= SHORTEST);
            secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
            secrets
        })
    }

    /// Whether a text repeats one of them.
    pub(crate) fn are_in(&self, text: &[u8]) -> bool {
        self.hidden().iter().any(|secret| {
            let secret = secret.expose().as_bytes();
            text.windows(secret.len()).any(|part| part == secret)
        })
    }

    /// The text without them.
    pub(crate) fn hide(&self, text: &str) -> String {
        let hide = |text: String, secret: &Secret| text.replace(secret.expose(), HIDDEN);
        self.hidden().iter().fold(text.to_owned(), hide)
    }

    /// The problem without what was found, of which a part is shown that may be part of a secret.
    pub(super) fn hide_found(&self, problem: &mut Problem) {
        problem.path = self.hide(&problem.path);
        HIDDEN.clone_into(&mut problem.found);
        for (_, problem) in &mut problem.branches {
            self.hide_found(problem);
        }
    }
}
