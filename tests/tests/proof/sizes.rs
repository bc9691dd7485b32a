//! Answers that are too large, announced or not, compressed or not. What a client takes in is counted by the server.

use std::{io::Write, net::TcpStream, sync::Mutex};

use flate2::{Compression, write::GzEncoder};
use runtime::Error;
use tests::server::{Reply, Server};
use tokio::sync::oneshot;

use crate::caller::{LIMIT, get, json, xml};

const FIVE_GIGABYTES: u64 = 5_000_000_000;

/// What the sockets of both sides hold at most, and some.
const UNDER_WAY: u64 = 32 << 20;

/// A server that sends as much as it is let, of a body of that size, and says how much that was.
fn sending(size: u64, headers: &'static str) -> (Server, oneshot::Receiver<u64>) {
    let (sender, sent) = oneshot::channel();
    let sender = Mutex::new(Some(sender));
    let reply = Reply::script(move |stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n{headers}\r\n")?;
        let sent = pour(stream, size);
        if let Some(sender) = sender.lock().unwrap().take() {
            _ = sender.send(sent);
        }
        Ok(())
    });
    (Server::replying(reply), sent)
}

fn pour(stream: &mut TcpStream, size: u64) -> u64 {
    let piece = [b' '; 1 << 16];
    let mut sent = 0;
    while sent < size && stream.write_all(&piece).is_ok() {
        sent += piece.len() as u64;
    }
    sent
}

fn zeros(megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..megabytes {
        encoder.write_all(&[b' '; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap()
}

fn gzip(body: impl AsRef<[u8]>) -> Server {
    let headers = [
        ("Content-Type", "application/json"),
        ("Content-Encoding", "gzip"),
    ];
    Server::always(Reply::new(200, &headers, body))
}

cases! {
    large: "sends 5 GB of JSON without a length" => "too large a body, by `body_limit`; the server got rid of a few MB" {
        let (server, sent) = sending(FIVE_GIGABYTES, "Content-Type: application/json\r\n");
        let error = get::<M>(&server).await;
        assert!(matches!(error, Error::TooLarge { limit: LIMIT, .. }), "{error}");
        assert!(sent.await.unwrap() < LIMIT + UNDER_WAY);
    }
    announced: "announces 5 GB of JSON" => "too large a body, before any of it is read" {
        let (server, sent) = sending(FIVE_GIGABYTES, "Content-Type: application/json\r\nContent-Length: 5000000000\r\n");
        let error = get::<M>(&server).await;
        assert!(matches!(error, Error::TooLarge { limit: LIMIT, .. }), "{error}");
        assert!(sent.await.unwrap() < UNDER_WAY);
    }
    large_failure: "sends 5 GB with a 500" => "too large a body, after 3 attempts" {
        let server = Server::always(Reply::script(|stream| {
            stream.write_all(b"HTTP/1.1 500 Oops\r\n\r\n")?;
            pour(stream, FIVE_GIGABYTES);
            Ok(())
        }));
        let error = get::<M>(&server).await;
        assert!(matches!(error, Error::TooLarge { limit: LIMIT, .. }), "{error}");
        assert_eq!(error.attempts(), 3);
    }
    file: "sends a file of 5 GB" => "as much as is read, held a piece at a time" {
        let (server, sent) = sending(FIVE_GIGABYTES, "Content-Type: text/csv\r\nContent-Length: 5000000000\r\n");
        let mut file = M::sent(xml::<M>(&server).get_extract_file("1", "2").send()).await.unwrap();
        let (mut read, mut largest) = (0, 0);
        while read < 20 * LIMIT {
            let piece = M::piece(&mut file).await.unwrap().unwrap();
            read += piece.len() as u64;
            largest = largest.max(piece.len() as u64);
        }
        assert!(largest < LIMIT);
        drop(file);
        assert!(sent.await.unwrap() < read + UNDER_WAY);
    }
    file_in_memory (awaited): "sends a file of 5 GB that is to be held in memory" => "too large a body" {
        let (server, sent) = sending(FIVE_GIGABYTES, "Content-Type: text/csv\r\n");
        let file = M::sent(xml::<M>(&server).get_extract_file("1", "2").send()).await.unwrap();
        file.bytes().await.unwrap_err();
        assert!(sent.await.unwrap() < LIMIT + UNDER_WAY);
    }
    compressed: "sends gzip" => "what is in it" {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(b"{\"id\":\"i1\"}").unwrap();
        let server = gzip(encoder.finish().unwrap());
        assert_eq!(M::sent(json::<M>(&server).get_export("1").send()).await.unwrap().id.as_deref(), Some("i1"));
        assert_eq!(server.request().header("accept-encoding").as_deref(), Some("gzip"));
    }
    bomb: "sends 1 GB in 1 MB of gzip" => "too large a body, by what comes out" {
        let error = get::<M>(&gzip(zeros(4).repeat(256))).await;
        assert!(matches!(error, Error::TooLarge { limit: LIMIT, .. }), "{error}");
    }
    cut_gzip: "cuts gzip short" => "a broken connection; never half a value" {
        let whole = zeros(1);
        let error = get::<M>(&gzip(&whole[..whole.len() / 2])).await;
        assert!(matches!(error, Error::Transport { .. }), "{error}");
    }
    no_gzip: "says gzip of what is none" => "a broken connection" {
        let error = get::<M>(&gzip("{}")).await;
        assert!(matches!(error, Error::Transport { .. }), "{error}");
    }
}
