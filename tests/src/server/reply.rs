/// What the server answers.
#[derive(Clone, Debug)]
pub struct Reply {
    /// `None`: nothing at all.
    bytes: Option<Vec<u8>>,
    closes: bool,
}

impl Reply {
    /// A status with headers and a body, framed correctly.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Self {
            bytes: Some(message(status, headers, body.len(), body)),
            closes: false,
        }
    }

    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self::new(status, &[], "")
    }

    /// A body of JSON.
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, &[("Content-Type", "application/json")], body)
    }

    /// A body of XML.
    pub fn xml(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, &[("Content-Type", "application/xml")], body)
    }

    /// A body of text.
    pub fn text(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(
            status,
            &[("Content-Type", "text/plain; charset=utf-8")],
            body,
        )
    }

    /// A reply that announces the whole body, sends its first half, and closes the connection.
    pub fn truncated(status: u16, content_type: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let half = &body[..body.len() / 2];
        let headers = [("Content-Type", content_type)];
        Self {
            bytes: Some(message(status, &headers, body.len(), half)),
            closes: true,
        }
    }

    /// These bytes, whatever they are, and the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: Some(bytes.into()),
            closes: true,
        }
    }

    /// No answer: the connection stays open until the client gives up.
    pub fn silence() -> Self {
        Self {
            bytes: None,
            closes: false,
        }
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    pub(super) fn closes(&self) -> bool {
        self.closes
    }
}

fn message(status: u16, headers: &[(&str, &str)], length: usize, body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Status\r\nContent-Length: {length}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}
