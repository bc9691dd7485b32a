//! [`Secrets`]: what a message must not repeat.

use std::sync::Arc;

use super::Problem;
use crate::secret::Secret;

/// How long a text is that is worth hiding, in bytes. Anything shorter stands in most texts by chance.
const SHORTEST: usize = 4;

/// What stands in a secret's place.
const HIDDEN: &str = "[secret]";

/// What a request was authorised with. Some servers repeat what they were sent, and messages end up in logs.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Arc<[Secret]>);

impl Secrets {
    /// Hides `secrets`, the longest first, since one may be part of another.
    pub(crate) fn new(mut secrets: Vec<Secret>) -> Self {
        secrets.retain(|secret| secret.expose().len() >= SHORTEST);
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        Self(secrets.into())
    }

    /// Whether a text repeats one of them.
    pub(crate) fn are_in(&self, text: &[u8]) -> bool {
        self.0.iter().any(|secret| {
            let secret = secret.expose().as_bytes();
            text.windows(secret.len()).any(|part| part == secret)
        })
    }

    /// The text without them.
    pub(crate) fn hide(&self, text: &str) -> String {
        let hide = |text: String, secret: &Secret| text.replace(secret.expose(), HIDDEN);
        self.0.iter().fold(text.to_owned(), hide)
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
