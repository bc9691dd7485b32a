use std::{
    fmt,
    io::{self, BufRead, Read},
};

/// A request as it came over the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The request line and the header lines, each with its line end, and the empty line after them.
    pub head: Vec<u8>,
    /// The body: `Content-Length` bytes, or the chunks without their frames.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads one request; `None` if the client has closed the connection.
    pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if reader.read_until(b'\n', &mut head)? == 0 {
                return Ok(None);
            }
        }
        let mut request = Self {
            head,
            body: Vec::new(),
        };
        if let Some(length) = request.header("content-length") {
            request.body = vec![0; length.parse().map_err(io::Error::other)?];
            reader.read_exact(&mut request.body)?;
        } else if request.header("transfer-encoding").is_some() {
            request.body = chunks(reader)?;
        }
        Ok(Some(request))
    }

    /// The request line: `GET /v2/extract/1 HTTP/1.1`.
    pub fn line(&self) -> String {
        self.lines().next().unwrap_or_default()
    }

    /// The request line's target, as it was sent: path and query.
    pub fn target(&self) -> String {
        self.line().split(' ').nth(1).unwrap_or_default().to_owned()
    }

    /// The header's value, by its name in any case; `None` if it is missing.
    ///
    /// # Panics
    /// If it was sent more than once.
    pub fn header(&self, name: &str) -> Option<String> {
        let mut values = self
            .headers()
            .into_iter()
            .filter(|(sent, _)| sent.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        assert!(values.next().is_none(), "{name} was sent twice: {self:?}");
        Some(value)
    }

    /// The headers in the order of the wire, as names and values.
    pub fn headers(&self) -> Vec<(String, String)> {
        self.lines()
            .skip(1)
            .filter_map(|line| {
                let (name, value) = line.split_once(':')?;
                Some((name.to_owned(), value.trim().to_owned()))
            })
            .collect()
    }

    /// The names of the headers, in lower case and sorted.
    pub fn header_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self
            .headers()
            .into_iter()
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect();
        names.sort();
        names
    }

    /// The body as text.
    ///
    /// # Panics
    /// If it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is not JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        String::from_utf8_lossy(&self.head)
            .split("\r\n")
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

/// Shows the request as text, so that a failed assertion can be read.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = String::from_utf8_lossy(&self.head);
        let body = String::from_utf8_lossy(&self.body);
        write!(f, "\n{head}{body}\n")
    }
}

/// The content of a body in chunks (RFC 9112 §7.1).
fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(io::Error::other)?;
        reader.by_ref().take(size).read_to_end(&mut body)?;
        reader.read_line(&mut String::new())?;
        if size == 0 {
            return Ok(body);
        }
    }
}
