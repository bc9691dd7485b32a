//! Answers that become files: whole or not there.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use generated::ironclad::Client;
use runtime::{
    Async, Blocking, Error, Link, Mode, Presigned, Retry, SaveError, testing::FakeClock,
    transport::Timeout,
};
use tempfile::tempdir;
use tests::server::{Reply, Server};

const TAG: &str = "\"v1\"";

fn client<M: Mode>() -> Client<M> {
    Client::new().bearer("a-token").configure(|config| {
        config.clock(FakeClock::default()).retry(Retry::off());
    })
}

fn link(server: &Server) -> Link<Presigned> {
    Link::from(format!("{}/file?signature=s", server.url()))
}

/// Five of ten bytes, and the end of the connection.
fn half(validator: &str) -> Reply {
    Reply::raw(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n{validator}\r\n\r\n01234"
    ))
}

fn rest(range: &str) -> Reply {
    Reply::new(206, &[("Content-Range", range), ("ETag", TAG)], "56789")
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    entries
        .map(|entry| name(entry).into_string().unwrap())
        .collect()
}

#[tokio::test]
async fn a_body_that_breaks_off_is_gone_on_with() {
    let server = Server::start();
    server
        .reply(half("ETag: \"v1\""))
        .reply(rest("bytes 5-9/10"));
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    let mut seen = Vec::new();
    let client = client::<Async>();
    let save = client.follow(&link(&server)).save(&path);
    let saved = save
        .progress(|bytes, of| seen.push((bytes, of)))
        .await
        .unwrap();
    assert_eq!((saved.bytes, saved.resumed), (10, 1));
    assert_eq!(fs::read(&path).unwrap(), b"0123456789");
    assert_eq!(seen, [(5, Some(10)), (10, Some(10))]);
    let sent = server.requests();
    assert_eq!(sent[0].header("range"), None);
    assert_eq!(sent[1].header("range").unwrap(), "bytes=5-");
    assert_eq!(sent[1].header("if-range").unwrap(), TAG);
    assert!(
        sent.iter()
            .all(|sent| sent.header("authorization").is_none())
    );
    assert_eq!(files(folder.path()), ["file"]);
}

#[tokio::test]
async fn what_has_changed_or_cannot_be_told_apart_is_begun_again() {
    for (validator, ranged) in [("ETag: \"v1\"", true), ("ETag: W/\"v1\"", false)] {
        let server = Server::start();
        let changed = Reply::new(200, &[("ETag", "\"v2\"")], "abcdefghij");
        server.reply(half(validator)).reply(changed);
        let folder = tempdir().unwrap();
        let path = folder.path().join("file");
        let client = client::<Async>();
        client.follow(&link(&server)).save(&path).await.unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"abcdefghij");
        assert_eq!(server.requests()[1].header("range").is_some(), ranged);
    }
}

#[tokio::test]
async fn where_parts_are_refused_or_wrong_the_whole_is_asked_for() {
    for refusal in [
        Reply::status(416),
        rest("bytes 0-4/10"),
        rest("bytes 5-9/11"),
    ] {
        let server = Server::start();
        server.reply(half("ETag: \"v1\"")).reply(refusal);
        server.reply(Reply::text(200, "abcdefghij"));
        let folder = tempdir().unwrap();
        let path = folder.path().join("file");
        let client = client::<Async>();
        client.follow(&link(&server)).save(&path).await.unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"abcdefghij");
        assert_eq!(server.requests()[2].header("range"), None);
    }
}

#[test]
fn a_server_that_breaks_off_earlier_and_later_in_turn_is_given_up() {
    let server = Server::start();
    let turn = AtomicUsize::new(0);
    server.answer(move |_| {
        let some = if turn.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
            "01234"
        } else {
            "012"
        };
        Some(Reply::raw(format!(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{some}"
        )))
    });
    let folder = tempdir().unwrap();
    let client = client::<Blocking>();
    let link = link(&server);
    let save = client.follow(&link).save(folder.path().join("file"));
    let error = save.tolerate(3).send().unwrap_err();
    assert!(matches!(error, SaveError::Call(_)), "{error}");
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn the_total_is_that_of_the_save_however_often_the_body_breaks_off() {
    let server = Server::start();
    // One byte further each time.
    server.answer(|request| {
        let range = request.header("range").unwrap_or_default();
        let start = range.trim_start_matches("bytes=").trim_end_matches('-');
        let start: usize = start.parse().unwrap_or(0);
        let (status, left) = if start == 0 { (200, 1000) } else { (206, 1000 - start) };
        Some(Reply::raw(format!(
            "HTTP/1.1 {status} X\r\nContent-Length: {left}\r\nContent-Range: bytes {start}-999/1000\r\nETag: {TAG}\r\n\r\n0"
        )))
    });
    let folder = tempdir().unwrap();
    let total = Duration::from_secs(10);
    let client = client::<Blocking>().configure(|config| {
        config.total_timeout(total);
    });
    let link = link(&server);
    let saved = client.follow(&link).save(folder.path().join("file")).send();
    let Err(SaveError::Call(Error::Timeout { timeout, .. })) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!(timeout, Timeout::Total(total));
}

#[test]
fn what_fails_leaves_the_file_as_it_was() {
    let server = Server::start();
    server.answer(|_| Some(half("X-Nothing: there")));
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "before").unwrap();
    let client = client::<Blocking>();
    let save = || client.follow(&link(&server)).save(&path);
    let error = save().tolerate(2).send().unwrap_err();
    assert!(matches!(error, SaveError::Call(_)), "{error}");
    assert!(!error.to_string().contains("signature"), "{error}");
    assert_eq!(server.requests().len(), 4);
    assert_eq!(fs::read(&path).unwrap(), b"before");
    assert_eq!(files(folder.path()), ["file"]);

    server.answer(|_| Some(Reply::text(403, "expired")));
    assert!(save().send().unwrap_err().to_string().contains("403"));
    server.answer(|_| Some(Reply::text(200, "x")));
    let nowhere = folder.path().join("no/such/folder");
    let error = client
        .follow(&link(&server))
        .save(nowhere)
        .send()
        .unwrap_err();
    assert!(matches!(error, SaveError::File { .. }), "{error}");
}
