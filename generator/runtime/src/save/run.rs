//! [`Saving`]: asks for a body, and for the rest of it where it breaks off. The same for all operations.

use std::{io, path::PathBuf};

use http::{StatusCode, header::CONTENT_TYPE};

use super::{
    Progress, Saved,
    file::{Draft, target},
    part::{Fit, Part},
};
use crate::{
    client::{Exchanged, Fetch},
    download::Download,
    error::Error,
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
    headers: http::HeaderMap,
    body: Download,
}

impl Saving<'_> {
    pub(crate) async fn run(mut self) -> Result<Saved, Broken> {
        let mut part = Part::default();
        let mut arriving = ask(&self.fetch, &part).await?;
        let path = target(&self.path, &arriving.headers).await;
        let unwritten = |error| Broken::File(path.clone(), error);
        let mut draft = Draft::beside(path.clone()).await.map_err(unwritten)?;
        let (mut resumed, mut fruitless) = (0, 0);
        loop {
            let content_type = arriving.headers.get(CONTENT_TYPE).cloned();
            let before = part.length;
            let broke = match part.see(arriving.status, &arriving.headers) {
                Fit::Nothing => {
                    part.forget();
                    TransportError::io("the server sent another part than was asked for")
                }
                fit => {
                    if fit == Fit::Whole {
                        draft.clear().await.map_err(unwritten)?;
                    }
                    match self.copy(&mut part, &mut draft, arriving.body).await {
                        Ok(None) => {
                            draft.keep().await.map_err(unwritten)?;
                            let content_type =
                                content_type.and_then(|it| Some(it.to_str().ok()?.to_owned()));
                            let bytes = part.length;
                            return Ok(Saved {
                                path,
                                bytes,
                                content_type,
                                resumed,
                            });
                        }
                        Ok(Some(broke)) => broke,
                        Err(error) => return Err(unwritten(error)),
                    }
                }
            };
            fruitless = if part.length > before {
                0
            } else {
                fruitless + 1
            };
            let timeout = matches!(broke.kind(), TransportErrorKind::Timeout(Timeout::Total(_)));
            if fruitless > self.fruitless || self.fruitless == 0 || timeout {
                return Err(Broken::Call(Error::transport(self.fetch.route(), broke)));
            }
            self.fetch
                .pause(fruitless)
                .await
                .map_err(|error| Broken::Call(Error::configuration(self.fetch.route(), error)))?;
            resumed += 1;
            arriving = ask(&self.fetch, &part).await?;
        }
    }

    /// Writes what arrives; gives why it broke off, `None` if it is whole.
    async fn copy(
        &mut self,
        part: &mut Part,
        draft: &mut Draft,
        mut body: Download,
    ) -> io::Result<Option<TransportError>> {
        loop {
            match body.chunk().await {
                Ok(Some(chunk)) => {
                    draft.write(&chunk).await?;
                    part.length += chunk.len() as u64;
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
async fn ask(fetch: &Fetch<'_>, part: &Part) -> Result<Arriving, Broken> {
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
        received, answer, ..
    } = exchanged;
    let (status, headers) = (answer.status, answer.headers.clone());
    match received.download() {
        Ok(body) => Ok(Arriving {
            status,
            headers,
            body,
        }),
        Err(error) => Err(Broken::Call(Error::Decode { error, answer })),
    }
}
