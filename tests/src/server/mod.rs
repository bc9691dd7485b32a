//! A small HTTP/1.1 server on 127.0.0.1 that records each request byte for byte and answers as it is told.
//!
//! It knows just enough of HTTP to see where a request ends, so that what a client really sends is what a test sees.

mod reply;
mod request;

use std::{
    collections::VecDeque,
    io::{BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use self::reply::What;
pub use self::{reply::Reply, request::Request};

/// The server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

type Answer = Box<dyn Fn(&Request) -> Option<Reply> + Send>;

#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<Request>>,
    replies: Mutex<VecDeque<Reply>>,
    answer: Mutex<Option<Answer>>,
    stopped: AtomicBool,
}

impl Server {
    /// A server without replies: it answers 500 until it is given some.
    ///
    /// # Panics
    /// If no port of 127.0.0.1 can be had.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port of 127.0.0.1");
        let address = listener.local_addr().expect("the port that was bound");
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if serving.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let serving = Arc::clone(&serving);
                thread::spawn(move || serving.connection(stream));
            }
        });
        Self { address, shared }
    }

    /// A server that gives one reply.
    pub fn replying(reply: Reply) -> Self {
        let server = Self::start();
        server.reply(reply);
        server
    }

    /// A server that gives the same reply to every request.
    pub fn always(reply: Reply) -> Self {
        let server = Self::start();
        server.answer(move |_| Some(reply.clone()));
        server
    }

    /// The reply to the next request that has none yet.
    pub fn reply(&self, reply: Reply) -> &Self {
        lock(&self.shared.replies).push_back(reply);
        self
    }

    /// Answers each request by what it is; where `answer` has no reply, the next of the queue is given.
    pub fn answer(&self, answer: impl Fn(&Request) -> Option<Reply> + Send + 'static) -> &Self {
        *lock(&self.shared.answer) = Some(Box::new(answer));
        self
    }

    /// `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:<port>`, as it stands in the `Host` header.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests that were read so far, in the order in which they came.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// The only request.
    ///
    /// # Panics
    /// If there was none, or more than one.
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "one request was expected: {requests:#?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // The listener waits for a connection; this is the last one.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    /// Serves one connection until either side closes it.
    fn connection(&self, stream: TcpStream) {
        let Ok(mut writer) = stream.try_clone() else {
            return;
        };
        let mut reader = BufReader::new(stream);
        while let Ok(Some(request)) = Request::read(&mut reader) {
            let reply = self.reply_to(&request);
            lock(&self.requests).push(request);
            let written = match &reply.what {
                What::Bytes(bytes) => writer.write_all(bytes),
                What::Script(script) => script.run(&mut writer),
                What::Silence => {
                    // Nothing is answered; the connection stays until the client gives up.
                    let _ = reader.read_to_end(&mut Vec::new());
                    return;
                }
            };
            if written.is_err() || reply.closes {
                return;
            }
        }
    }

    fn reply_to(&self, request: &Request) -> Reply {
        let answered = lock(&self.answer)
            .as_ref()
            .and_then(|answer| answer(request));
        answered
            .or_else(|| lock(&self.replies).pop_front())
            .unwrap_or_else(|| Reply::text(500, "the test has no reply for this request"))
    }
}

/// A test that panics elsewhere has failed already; what the server recorded is still worth seeing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
