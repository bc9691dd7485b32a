//! [`Draft`]: the file beside the target.

use std::{
    ffi::OsString,
    fs::{self, File},
    hash::{BuildHasher, RandomState},
    io::{self, Seek, Write},
    path::{Path, PathBuf},
};

use http::{HeaderMap, header::CONTENT_TYPE};

use crate::download::file_name;

/// How many bytes are gathered before they are written.
const BUFFER: usize = 1 << 20;

/// A file that is removed when it is dropped, unless it has taken its target's place.
pub(super) struct Draft {
    /// `None` while it is worked on elsewhere.
    file: Option<File>,
    path: PathBuf,
    target: PathBuf,
    buffer: Vec<u8>,
}

impl Draft {
    /// A new file beside `target`.
    pub(super) async fn beside(target: PathBuf) -> io::Result<Self> {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{:016x}.part", RandomState::new().hash_one(())));
        let path = target.with_file_name(name);
        let new = path.clone();
        let file = apart(move || File::create_new(new)).await?;
        Ok(Self {
            file: Some(file),
            path,
            target,
            buffer: Vec::new(),
        })
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() < BUFFER {
            return Ok(());
        }
        let buffer = std::mem::take(&mut self.buffer);
        self.work(move |file| file.write_all(&buffer)).await
    }

    /// Begins again.
    pub(super) async fn clear(&mut self) -> io::Result<()> {
        self.buffer.clear();
        self.work(|file| {
            file.set_len(0)?;
            file.rewind()
        })
        .await
    }

    /// Takes the target's place, once the disk has all of it.
    pub(super) async fn keep(&mut self) -> io::Result<()> {
        let buffer = std::mem::take(&mut self.buffer);
        let (from, to) = (self.path.clone(), self.target.clone());
        self.work(move |file| {
            file.write_all(&buffer)?;
            file.sync_all()?;
            fs::rename(from, to)
        })
        .await?;
        self.file = None;
        self.path = PathBuf::new();
        Ok(())
    }

    async fn work(
        &mut self,
        work: impl FnOnce(&mut File) -> io::Result<()> + Send + 'static,
    ) -> io::Result<()> {
        let Some(mut file) = self.file.take() else {
            return Err(io::Error::other("the file was given up"));
        };
        let (file, done) = apart(move || {
            let done = work(&mut file);
            Ok((file, done))
        })
        .await?;
        self.file = Some(file);
        done
    }
}

/// Does what may wait for a disk where it holds up no task.
#[cfg(feature = "reqwest")]
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(io::Error::other(error)),
    }
}

#[cfg(not(feature = "reqwest"))]
async fn apart<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    work()
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // There is nobody to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The file to save to: `path`, or within it, where it is a folder, the name that the server states.
pub(super) async fn target(path: &Path, headers: &HeaderMap) -> PathBuf {
    let asked = path.to_owned();
    let folder = apart(move || fs::metadata(asked)).await;
    if folder.is_ok_and(|found| found.is_dir()) {
        path.join(file_name(headers).unwrap_or_else(|| by_type(headers)))
    } else {
        path.to_owned()
    }
}

/// `download.csv`, by a media type whose name is one of files as well.
fn by_type(headers: &HeaderMap) -> String {
    let subtype = || {
        let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let subtype = text.split(';').next()?.trim().split_once('/')?.1;
        let short =
            matches!(subtype.len(), 1..=4) && subtype.bytes().all(|it| it.is_ascii_alphanumeric());
        short.then(|| subtype.to_ascii_lowercase())
    };
    subtype().map_or_else(
        || "download".to_owned(),
        |subtype| format!("download.{subtype}"),
    )
}
