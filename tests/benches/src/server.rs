//! A server on 127.0.0.1 that answers everything with one body and keeps connections open.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

/// What is answered: a body, that often.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its media type.
    pub content_type: &'static str,
    /// One piece of it.
    pub piece: Vec<u8>,
    /// How many pieces there are.
    pub pieces: usize,
}

/// Starts a server that runs as long as the program, and gives its address.
///
/// # Errors
/// If no port can be opened.
pub fn start(answer: Answer) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let answer = answer.clone();
            // A client that has gone away is the end of its connection, and of nothing else.
            thread::spawn(move || serve(&connection, &answer));
        }
    });
    Ok(address)
}

fn serve(connection: &TcpStream, answer: &Answer) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {}\r\ncontent-length: {}\r\n\r\n",
        answer.content_type,
        answer.piece.len() * answer.pieces
    );
    let mut whole = head.clone().into_bytes();
    whole.extend(&answer.piece);
    let mut requests = BufReader::new(connection);
    let mut writer = connection;
    let mut line = String::new();
    loop {
        line.clear();
        if requests.read_line(&mut line)? == 0 {
            return Ok(());
        }
        // The requests of the benchmarks have no bodies: a blank line ends them.
        if line.trim().is_empty() {
            writer.write_all(&whole)?;
            for _ in 1..answer.pieces {
                writer.write_all(&answer.piece)?;
            }
        }
    }
}
