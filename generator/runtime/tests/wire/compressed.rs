//! Answers that are compressed: `--features gzip,brotli,zstd`.

use runtime::Error;

use crate::{
    api::Client,
    server::{Answer, Server},
};

const LIMIT: u64 = 1 << 20;

fn server(encoding: &'static str, body: Vec<u8>) -> Server {
    Server::start(move |_| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: {encoding}\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n",
            body.len(),
        );
        Answer::Send([head.as_bytes(), &body].concat())
    })
}

fn client(server: &Server) -> Client {
    Client::of(&server.url).configure(|config| {
        config.body_limit(LIMIT);
    })
}

#[tokio::test]
async fn each_encoding_is_asked_for_and_read() {
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x8b6\xd41\xd21\x8e\x05\0\xe9\xb3m\xfd\x07\0\0\0";
    let brotli = b"\x0b\x03\x80[1,2,3]\x03";
    let zstd = b"\x28\xb5\x2f\xfd\x20\x07\x39\0\0[1,2,3]";
    for (encoding, body) in [
        ("gzip", &gzip[..]),
        ("br", &brotli[..]),
        ("zstd", &zstd[..]),
    ] {
        let server = server(encoding, body.to_vec());
        let value = client(&server).get_job("1").await.unwrap();
        assert_eq!(value.to_string(), "[1,2,3]", "{encoding}");
        let asked = server.requests()[0].header("accept-encoding").unwrap();
        assert!(asked.contains(encoding), "{asked}");
    }
}

#[tokio::test]
async fn the_limit_counts_what_comes_out() {
    // 4 MiB of blanks each: one piece that is copied, and 32 blocks of 128 KiB that repeat one byte.
    let brotli = b"\x9b\xff\xff\x3f\xf8\x25\x40\xe2\xb1\x40\x20\xf7\xfe\x07".to_vec();
    let head = b"\x28\xb5\x2f\xfd\xa0\0\0\x40\0";
    let zstd = [&head[..], &b"\x02\0\x10 ".repeat(31), b"\x03\0\x10 "].concat();
    for (encoding, body) in [("br", brotli), ("zstd", zstd)] {
        assert!(body.len() < 200);
        let server = server(encoding, body);
        let error = client(&server).get_job("1").await.unwrap_err();
        assert!(
            matches!(error, Error::TooLarge { limit: LIMIT, .. }),
            "{encoding}: {error}"
        );
    }
}
