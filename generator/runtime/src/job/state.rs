//! [`State`]: what one poll told.

use std::{fmt, mem::take, time::Duration};

use http::{HeaderMap, StatusCode};

use super::{Lifecycle, Total};
use crate::{error::Answer, expression::Seen, held::Held};

/// Whether a job has ended, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It has not ended.
    Running,
    /// It has ended well.
    Succeeded,
    /// It has ended badly.
    Failed,
}

/// What one poll told about a job.
#[derive(Clone)]
#[non_exhaustive]
pub struct State<T> {
    /// The poll's answer.
    pub job: T,
    /// The status as it was sent; `None` if the answer has none.
    pub status: Option<String>,
    /// What the status means.
    pub phase: Phase,
    /// Whether the document, or the caller, says what the status means. A status that is not known counts as running.
    pub known: bool,
    /// How much is done, from 0 to 1, where the server says so.
    pub progress: Option<f64>,
    /// Why the job failed, where the server says so.
    pub reason: Option<String>,
    /// How long the server asks to wait before the next poll.
    pub retry_after: Option<Duration>,
    /// The answer's headers.
    pub headers: HeaderMap,
    pub(super) http_status: StatusCode,
}

/// What is read off an answer: all of a state but the answer itself.
pub(super) struct Reading {
    status: Option<String>,
    phase: Phase,
    known: bool,
    progress: Option<f64>,
    reason: Option<String>,
}

impl Reading {
    /// Reads an answer by the table; `added` are the caller's own meanings, which go before it.
    pub(super) fn of(table: &Lifecycle, added: &[(String, Phase)], seen: &Seen<'_>) -> Self {
        let status = table.status.text(seen).map(|text| text.trim().to_owned());
        let meaning = status
            .as_deref()
            .and_then(|text| meaning(table, added, text));
        Self {
            phase: meaning.unwrap_or(Phase::Running),
            known: meaning.is_some(),
            progress: table.progress.and_then(|(done, total)| {
                let total = match total {
                    Total::Fixed(total) => total,
                    Total::Stated(source) => source.number(seen)?,
                };
                let done = done.number(seen)?;
                (total > 0.0).then(|| (done / total).clamp(0.0, 1.0))
            }),
            reason: table.reason.and_then(|source| source.text(seen)),
            status,
        }
    }

    pub(super) fn state<T>(self, job: T, mut answer: Held<Answer>) -> State<T> {
        let answer = &mut *answer;
        State {
            job,
            status: self.status,
            phase: self.phase,
            known: self.known,
            progress: self.progress,
            reason: self.reason,
            retry_after: answer.retry_after(),
            headers: take(&mut answer.headers),
            http_status: answer.status,
        }
    }
}

fn meaning(table: &Lifecycle, added: &[(String, Phase)], status: &str) -> Option<Phase> {
    let own = added.iter().rev().find(|(text, _)| text == status);
    if let Some((_, phase)) = own {
        return Some(*phase);
    }
    let all = [
        (table.success, Phase::Succeeded),
        (table.failure, Phase::Failed),
        (table.running, Phase::Running),
    ];
    let listed = all.into_iter().find(|(texts, _)| texts.contains(&status));
    listed.map(|(_, phase)| phase)
}

/// The status as it was sent, progress and reason: `started (40 %)`, `failed: no space`.
impl<T> fmt::Display for State<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.status.as_deref().unwrap_or("no status"))?;
        if let Some(progress) = self.progress {
            write!(f, " ({:.0} %)", progress * 100.0)?;
        }
        match &self.reason {
            Some(reason) => write!(f, ": {}", crate::error::excerpt(reason.as_bytes())),
            None => Ok(()),
        }
    }
}

/// Shows no header values: cookies are among them.
impl<T: fmt::Debug> fmt::Debug for State<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("status", &self.status)
            .field("phase", &self.phase)
            .field("known", &self.known)
            .field("progress", &self.progress)
            .field("reason", &self.reason)
            .field("retry_after", &self.retry_after)
            .field("job", &self.job)
            .finish_non_exhaustive()
    }
}
