//! A server that says exactly what a test wants, and remembers exactly what it was sent.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use runtime::transport::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Request {
    /// The head, with line ends as `\n`.
    pub head: String,
    pub body: String,
}

impl Request {
    /// `GET /jobs/1 HTTP/1.1`
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or("")
    }

    pub fn path(&self) -> &str {
        self.line().split(' ').nth(1).unwrap_or("")
    }

    /// The header's values, joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let values = self.head.lines().skip(1).filter_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        });
        let values: Vec<_> = values.collect();
        (!values.is_empty()).then(|| values.join(" | "))
    }
}

/// What the server does with a request.
pub enum Answer {
    /// Sends the bytes and closes the connection.
    Send(Vec<u8>),
    /// Sends the bytes and then nothing, with the connection open.
    Hang(Vec<u8>),
}

/// A whole response with its length.
pub fn answer(status: &str, content_type: &str, body: &str) -> Answer {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len(),
    );
    Answer::Send([head.as_bytes(), body.as_bytes()].concat())
}

pub fn json(body: &str) -> Answer {
    answer("200 OK", "application/json", body)
}

/// A response of the given head (without its last line end) and nothing else.
pub fn head(head: &str) -> Answer {
    Answer::Send(
        format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into(),
    )
}

pub struct Server {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::of(move |stream, seen| serve(stream, seen, &answer))
    }

    /// A server that speaks TLS, at once or within the tunnel that it is asked for as a proxy.
    pub fn secure(
        tls: Arc<ServerConfig>,
        answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::of(move |mut stream, seen| {
            let mut first = [0];
            stream.peek(&mut first).ok()?;
            if &first == b"C" {
                seen.lock().unwrap().push(read(&mut stream)?);
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            }
            let session = ServerConnection::new(Arc::clone(&tls)).unwrap();
            serve(StreamOwned::new(session, stream), seen, &answer)
        })
    }

    fn of(
        serve: impl Fn(TcpStream, &Mutex<Vec<Request>>) -> Option<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, serve) = (Arc::clone(&seen), Arc::clone(&serve));
                thread::spawn(move || serve(stream, &seen));
            }
        });
        Self { url, requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The requests to that path.
    pub fn asked(&self, path: &str) -> usize {
        self.requests()
            .iter()
            .filter(|request| request.path() == path)
            .count()
    }
}

/// A port on which nobody listens.
pub fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A port that closes every connection at once.
pub fn hangs_up() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || listener.incoming().for_each(drop));
    url
}

fn serve(
    mut stream: impl Read + Write,
    seen: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> Answer,
) -> Option<()> {
    let request = read(&mut stream)?;
    seen.lock().unwrap().push(request.clone());
    match answer(&request) {
        Answer::Send(bytes) => stream.write_all(&bytes).ok(),
        Answer::Hang(bytes) => {
            stream.write_all(&bytes).ok()?;
            // Until the client gives up.
            stream.read_to_end(&mut Vec::new()).ok().map(|_| ())
        }
    }
}

fn read(stream: &mut impl Read) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n");
    let mut request = Request {
        head,
        body: String::new(),
    };
    let length: usize = request
        .header("content-length")
        .map_or(0, |text| text.parse().unwrap());
    let chunked = request.header("transfer-encoding").is_some();
    while bytes.len() < end + length || (chunked && !bytes.ends_with(b"0\r\n\r\n")) {
        more(stream, &mut bytes)?;
    }
    request.body = String::from_utf8_lossy(&bytes[end..]).into_owned();
    Some(request)
}

fn more(stream: &mut impl Read, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    let length = stream.read(&mut buffer).ok().filter(|length| *length > 0)?;
    bytes.extend_from_slice(&buffer[..length]);
    Some(())
}
