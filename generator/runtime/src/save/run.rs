//! [`Saving`]: asks for a body, and for the rest of it where it breaks off. The same for all operations.

use std::{io, path::PathBuf};

use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use super::{
    Progress, Saved,
    draft::Draft,
    part::{Fit, Part},
    target::Target,
};
use crate::{
    client::{Ahead, Exchanged, Fetch},
    download::Download,
    error::Error,
    held::Held,
    operation::ReplyKind,
    transport::{Timeout, TransportError, TransportErrorKind},
};

/// A body on its way into a file.
pub(crate) struct Saving<'c> {
    /// What asks for the body.
    pub(crate) fetch: Fetch<'c>,
    pub(crate) path: PathBuf,
    pub(crate) progress: Option<Progress<'c>>,
    pub(crate) fruitless: u32,
    pub(crate) identity: Option<String>,
}

/// Why a body was not saved.
pub(crate) enum Broken {
    /// There was no answer that could be saved.
    Call(Error),
    /// There was a documented failure.
    Failure(Box<Exchanged>),
    /// The file could not be written.
    File(PathBuf, io::Error),
}

/// A body that arrives.
struct Arriving {
    status: StatusCode,
    headers: HeaderMap,
    body: Download,
}

/// Where the body goes, and how much of it there is.
struct Sink {
    path: PathBuf,
    draft: Draft,
    part: Part,
}

impl Sink {
    async fn open(path: PathBuf, identity: Option<u64>) -> Result<Self, Broken> {
        match Draft::open(path.clone(), identity).await {
            Ok((draft, part)) => Ok(Self { path, draft, part }),
            Err(error) => Err(Broken::File(path, error)),
        }
    }

    fn unwritten(&self, error: io::Error) -> Broken {
        Broken::File(self.path.clone(), error)
    }
}

impl Saving<'_> {
    pub(crate) async fn run(mut self) -> Result<Saved, Broken> {
        let Ahead { again, identity } = self.fetch.ahead(self.identity.as_deref());
        if !again {
            self.fruitless = 0;
        }
        let (mut sink, arriving) = match Target::of(&self.path).await {
            Target::File(path) => {
                let sink = Sink::open(path, identity).await?;
                let arriving = ask(&mut self.fetch, &sink.part).await?;
                (sink, arriving)
            }
            folder => {
                let mut arriving = ask(&mut self.fetch, &Part::default()).await?;
                let path = folder.file(&arriving.headers);
                let sink = Sink::open(path, identity).await?;
                if sink.part.is_of(&arriving.headers) {
                    drop(arriving);
                    arriving = ask(&mut self.fetch, &sink.part).await?;
                }
                (sink, arriving)
            }
        };
        let saved = self.fill(&mut sink, arriving).await;
        // After a write that failed, the last note is the one that holds.
        if matches!(saved, Err(Broken::Call(_) | Broken::Failure(_))) {
            // What cannot be noted is fetched again by the next save.
            let _ = sink.draft.leave(&sink.part).await;
        }
        saved
    }

    /// Writes what arrives, and asks for what is missing, until the file is whole.
    async fn fill(&mut self, sink: &mut Sink, mut arriving: Arriving) -> Result<Saved, Broken> {
        let (mut resumed, mut fruitless, mut found) = (0, 0, 0);
        let mut furthest = sink.part.length;
        loop {
            let content_type = arriving.headers.get(CONTENT_TYPE).cloned();
            let before = sink.part.length;
            let broke = match sink.part.see(arriving.status, &arriving.headers) {
                Fit::Nothing => {
                    sink.part.forget();
                    TransportError::io("the server sent another part than was asked for")
                }
                fit => {
                    if fit == Fit::Whole {
                        found = 0;
                        let cleared = sink.draft.clear().await;
                        cleared.map_err(|error| sink.unwritten(error))?;
                    } else if resumed == 0 {
                        found = before;
                    }
                    let copied = self.copy(sink, arriving.body).await;
                    match copied.map_err(|error| sink.unwritten(error))? {
                        None => {
                            let kept = sink.draft.keep().await;
                            kept.map_err(|error| sink.unwritten(error))?;
                            return Ok(Saved {
                                path: sink.path.clone(),
                                bytes: sink.part.length,
                                content_type: content_type
                                    .and_then(|it| Some(it.to_str().ok()?.to_owned())),
                                resumed,
                                found,
                            });
                        }
                        Some(broke) => broke,
                    }
                }
            };
            // What was there before is no progress: a server may break off earlier and later in turn.
            fruitless = if sink.part.length > furthest {
                0
            } else {
                fruitless + 1
            };
            furthest = furthest.max(sink.part.length);
            let timeout = matches!(broke.kind(), TransportErrorKind::Timeout(Timeout::Total(_)));
            if fruitless > self.fruitless || self.fruitless == 0 || timeout {
                return Err(Broken::Call(Error::transport(self.fetch.route(), broke)));
            }
            self.fetch
                .pause(fruitless)
                .await
                .map_err(|error| Broken::Call(Error::configuration(self.fetch.route(), error)))?;
            resumed += 1;
            arriving = ask(&mut self.fetch, &sink.part).await?;
        }
    }

    /// Writes what arrives; gives why it broke off, `None` if it is whole.
    async fn copy(
        &mut self,
        sink: &mut Sink,
        mut body: Download,
    ) -> io::Result<Option<TransportError>> {
        let Sink { draft, part, .. } = sink;
        loop {
            match body.chunk().await {
                Ok(Some(chunk)) => {
                    draft.write(&chunk).await?;
                    part.length += chunk.len() as u64;
                    draft.note(part).await?;
                    if let Some(progress) = &mut self.progress {
                        progress(part.length, part.total);
                    }
                }
                Ok(None) if part.is_whole() => return Ok(None),
                Ok(None) => {
                    let (expected, received) = (part.total.unwrap_or(part.length), part.length);
                    let kind = TransportErrorKind::Truncated { expected, received };
                    return Ok(Some(TransportError::new(kind)));
                }
                Err(error) => return Ok(Some(error)),
            }
        }
    }
}

/// Asks for the body, or for the rest of it; for all of it where the server knows no such rest.
async fn ask(fetch: &mut Fetch<'_>, part: &Part) -> Result<Arriving, Broken> {
    let range = part.range();
    let asked = range.is_some();
    let exchanged = match fetch.send(range).await {
        Err(error) if asked && error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => {
            fetch.send(None).await
        }
        other => other,
    }
    .map_err(Broken::Call)?;
    if exchanged.kind == ReplyKind::Failure {
        return Err(Broken::Failure(Box::new(exchanged)));
    }
    let Exchanged {
        mut received,
        answer,
        ..
    } = exchanged;
    let (status, headers) = (answer.status, answer.headers.clone());
    match received.download() {
        Ok(body) => Ok(Arriving {
            status,
            headers,
            body,
        }),
        Err(error) => Err(Broken::Call(Error::Decode {
            error,
            answer: Held::new(answer),
        })),
    }
}
