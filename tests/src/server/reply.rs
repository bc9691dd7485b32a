use std::{fmt, io, io::Write as _, net::TcpStream, sync::Arc, time::Duration};

use socket2::SockRef;

/// What the server answers.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) what: What,
    pub(super) closes: bool,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Bytes(Vec<u8>),
    Silence,
    Script(Script),
}

/// Writes an answer piece by piece.
#[derive(Clone)]
pub(super) struct Script(Arc<Write>);

type Write = dyn Fn(&mut TcpStream) -> io::Result<()> + Send + Sync;

impl Script {
    pub(super) fn run(&self, stream: &mut TcpStream) -> io::Result<()> {
        (self.0)(stream)
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Script")
    }
}

impl Reply {
    /// A status with headers and a body, framed correctly.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Self {
            what: What::Bytes(message(status, headers, body.len(), body)),
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
            what: What::Bytes(message(status, &headers, body.len(), half)),
            closes: true,
        }
    }

    /// These bytes, whatever they are, and the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            what: What::Bytes(bytes.into()),
            closes: true,
        }
    }

    /// These bytes, and then a reset of the connection in place of its end.
    pub fn reset_after(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::script(move |stream| {
            stream.write_all(&bytes)?;
            SockRef::from(&*stream).set_linger(Some(Duration::ZERO))
        })
    }

    /// What `script` writes, and the end of the connection.
    pub fn script(
        script: impl Fn(&mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self {
            what: What::Script(Script(Arc::new(script))),
            closes: true,
        }
    }

    /// No answer: the connection stays open until the client gives up.
    pub fn silence() -> Self {
        Self {
            what: What::Silence,
            closes: false,
        }
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
