//! A file that goes out with a request: in memory, on disk, or read as it is sent.

use std::{
    fmt, fs, io,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use tokio::io::AsyncRead;

/// A file of a multipart or binary body.
///
/// ```
/// # use runtime::Upload;
/// let report = Upload::bytes("a,b\n1,2\n").file_name("report.csv").content_type("text/csv");
/// ```
///
/// Bytes, files on disk and what can be opened anew ([`Upload::opened`]) can be sent any number of times. A reader or a
/// stream can be sent once; clones share it, and a request with one is never repeated.
#[derive(Clone)]
pub struct Upload {
    content: Content,
    length: Option<u64>,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    File(Arc<Path>),
    Anew(Arc<Open>),
    Once(Arc<Mutex<Option<Opened>>>),
}

/// Opens a content from its start.
type Open = dyn Fn() -> io::Result<Box<dyn io::Read + Send>> + Send + Sync;

/// The content of an upload that is being sent.
pub(crate) enum Opened {
    /// All of it, in memory.
    Bytes(Bytes),
    /// A blocking reader.
    Reader(Box<dyn io::Read + Send>),
    /// An asynchronous reader.
    Stream(Pin<Box<dyn AsyncRead + Send>>),
}

impl Upload {
    /// Bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let length = Some(bytes.len() as u64);
        Self::new(Content::Bytes(bytes), length)
    }

    /// A file on disk, which is opened when it is sent. Its name, without the folder, goes out as the file name.
    ///
    /// # Errors
    /// If there is no such file, or its size cannot be read.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        // A pipe or a device has no length of its own.
        let length = metadata.is_file().then_some(metadata.len());
        let mut upload = Self::new(Content::File(Arc::from(path)), length);
        upload.file_name = path
            .file_name()
            .and_then(|name| name.to_str())
            .map(str::to_owned);
        Ok(upload)
    }

    /// What the blocking reader gives that `open` makes, each time from the start: for a request that may have to be
    /// repeated.
    ///
    /// ```
    /// # use runtime::Upload;
    /// let numbers = Upload::opened(|| Ok(std::io::repeat(7).take(1000))).length(1000);
    /// # use std::io::Read;
    /// # assert!(numbers.is_repeatable());
    /// ```
    pub fn opened<R: io::Read + Send + 'static>(
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = move || -> io::Result<Box<dyn io::Read + Send>> { Ok(Box::new(open()?)) };
        Self::new(Content::Anew(Arc::new(open)), None)
    }

    /// What a blocking reader gives. It is read on a thread of its own, so that a slow one holds up no other call.
    pub fn reader(reader: impl io::Read + Send + 'static) -> Self {
        Self::once(Opened::Reader(Box::new(reader)))
    }

    /// What an asynchronous reader gives.
    pub fn stream(stream: impl AsyncRead + Send + 'static) -> Self {
        Self::once(Opened::Stream(Box::pin(stream)))
    }

    fn once(opened: Opened) -> Self {
        Self::new(Content::Once(Arc::new(Mutex::new(Some(opened)))), None)
    }

    fn new(content: Content, length: Option<u64>) -> Self {
        Self {
            content,
            length,
            file_name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// With the name that the server is told.
    #[must_use]
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// With a media type, in place of the one that the document states.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// With a header of its part in a multipart body, in place of one of that name that the document states. A body that
    /// is the file alone has no part, and sends none of them.
    ///
    /// A name that is no token, a value with control characters, and a header that the part has anyway
    /// (`Content-Disposition`, `Content-Type`, `Content-ID`) fail the request.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With the number of bytes that a reader or stream will give; without it, the body goes out in chunks. A reader
    /// that gives another number fails the request.
    #[must_use]
    pub fn length(mut self, length: u64) -> Self {
        if matches!(self.content, Content::Once(_) | Content::Anew(_)) {
            self.length = Some(length);
        }
        self
    }

    /// The number of bytes, where it is known.
    pub fn size(&self) -> Option<u64> {
        self.length
    }

    /// The name that the server is told.
    pub fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type, where it has one of its own.
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The headers of its part, as name and value.
    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Whether it can be sent more than once.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.content, Content::Once(_))
    }

    /// Opens the content. A reader or stream is given away.
    pub(crate) fn open(&self) -> io::Result<Opened> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Opened::Bytes(bytes.clone())),
            Content::File(path) => Ok(Opened::Reader(Box::new(fs::File::open(path)?))),
            Content::Anew(open) => Ok(Opened::Reader(open()?)),
            Content::Once(content) => content
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
                .ok_or_else(|| io::Error::other("the upload's reader has been sent already")),
        }
    }
}

impl fmt::Debug for Upload {
    /// Shows size, name and type, never the content or the headers, which may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("size", &self.length)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl PartialEq for Upload {
    /// Bytes are equal by content, files by path, all else only to its own clones.
    fn eq(&self, other: &Self) -> bool {
        let content = match (&self.content, &other.content) {
            (Content::Bytes(one), Content::Bytes(two)) => one == two,
            (Content::File(one), Content::File(two)) => one == two,
            (Content::Anew(one), Content::Anew(two)) => Arc::ptr_eq(one, two),
            (Content::Once(one), Content::Once(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        content
            && self.file_name == other.file_name
            && self.content_type == other.content_type
            && self.headers == other.headers
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Self::bytes(bytes)
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Self::bytes(text)
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Self::bytes(text)
    }
}

impl Default for Upload {
    /// No bytes.
    fn default() -> Self {
        Self::bytes(Bytes::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_content() {
        let upload = Upload::bytes("secret")
            .file_name("a.txt")
            .content_type("text/plain");
        let shown = format!("{upload:?}");
        assert_eq!(
            shown,
            r#"Upload { size: Some(6), file_name: Some("a.txt"), content_type: Some("text/plain") }"#
        );
    }

    #[test]
    fn a_reader_is_given_away_once_whichever_clone_asks() {
        let upload = Upload::reader(io::empty());
        let clone = upload.clone();
        assert_eq!(upload, clone);
        assert!(!upload.is_repeatable());
        assert!(clone.open().is_ok());
        assert!(upload.open().is_err());
    }

    #[test]
    fn only_readers_take_a_length() {
        assert_eq!(Upload::bytes("abc").length(9).size(), Some(3));
        assert_eq!(Upload::reader(io::empty()).length(9).size(), Some(9));
    }

    #[test]
    fn a_file_has_its_name_and_size() {
        let upload = Upload::file(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
        assert_eq!(upload.name(), Some("Cargo.toml"));
        assert!(upload.size().is_some_and(|size| size > 0));
        assert!(upload.is_repeatable());
        assert!(Upload::file("/no/such/file").is_err());
    }
}
