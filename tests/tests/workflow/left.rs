//! What a save leaves that did not come to its end, and what the next one makes of it.

use std::{
    env, fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
};

use generated::ironclad::{Client, models::EvidenceExportRequest};
use runtime::{Blocking, Link, Presigned, Retry, SaveError, Saved, testing::FakeClock};
use tempfile::tempdir;
use tests::server::{Reply, Request, Server};

const PART: &str = ".file.save.part";
const NOTE: &str = ".file.save.note";

fn client() -> Client<Blocking> {
    Client::new().configure(|config| {
        config.clock(FakeClock::default()).retry(Retry::off());
    })
}

fn link(server: &Server) -> Link<Presigned> {
    Link::from(format!("{}/file?signature=s", server.url()))
}

fn save(link: &Link<Presigned>, path: &Path) -> Result<Saved, SaveError<runtime::NoFailure>> {
    client().follow(link).save(path).tolerate(0).send()
}

/// Five of ten bytes, and the end of the connection.
fn half(validator: &str) -> Reply {
    Reply::raw(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n{validator}\r\n\r\n01234"
    ))
}

/// All of the body, or the rest of it where it is asked for.
fn whole(request: &Request, tag: &str, body: &[u8]) -> Reply {
    let tagged = ("ETag", tag);
    let asked = request.header("if-range").filter(|asked| asked == tag);
    let range = asked.and_then(|_| request.header("range"));
    let Some(range) = range else {
        return Reply::new(200, &[tagged], body);
    };
    let start = range.trim_start_matches("bytes=").trim_end_matches('-');
    let start: usize = start.parse().unwrap();
    let (last, total) = (body.len() - 1, body.len());
    let range = format!("bytes {start}-{last}/{total}");
    Reply::new(206, &[tagged, ("Content-Range", &range)], &body[start..])
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

/// A server that breaks off once, and then answers whole.
fn breaking(tag: &'static str) -> Server {
    let server = Server::replying(half("ETag: \"v1\""));
    let broken = std::sync::atomic::AtomicBool::new(false);
    server.answer(move |request| {
        let was = broken.swap(true, std::sync::atomic::Ordering::SeqCst);
        was.then(|| whole(request, tag, b"0123456789"))
    });
    server
}

#[test]
fn the_next_save_goes_on_with_it() {
    let server = breaking("\"v1\"");
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "before").unwrap();
    save(&link(&server), &path).unwrap_err();
    assert_eq!(files(folder.path()), [NOTE, PART, "file"]);
    assert_eq!(fs::read(&path).unwrap(), b"before");
    let note = fs::read_to_string(folder.path().join(NOTE)).unwrap();
    assert!(!note.contains("signature"), "{note}");

    let saved = save(&link(&server), &path).unwrap();
    assert_eq!((saved.bytes, saved.found, saved.resumed), (10, 5, 0));
    assert_eq!(fs::read(&path).unwrap(), b"0123456789");
    assert_eq!(files(folder.path()), ["file"]);
    assert_eq!(server.requests()[1].header("range").unwrap(), "bytes=5-");
}

#[test]
fn a_name_that_leaves_no_room_for_those_beside_it_is_no_hindrance() {
    let server = breaking("\"v1\"");
    let folder = tempdir().unwrap();
    let name = "n".repeat(250);
    let path = folder.path().join(&name);
    save(&link(&server), &path).unwrap_err();
    assert_eq!(save(&link(&server), &path).unwrap().found, 5);
    assert_eq!(files(folder.path()), [name]);
}

#[test]
fn another_body_takes_its_place() {
    // Another signature may be one of another file; another file may have the same tag.
    for (left, next, tag, asked) in [
        ("/file?signature=s", "/file?signature=t", "\"v1\"", false),
        ("/file", "/other", "\"v1\"", false),
        ("/file", "/file", "\"v2\"", true),
    ] {
        let server = breaking(tag);
        let folder = tempdir().unwrap();
        let path = folder.path().join("file");
        let at = |target| Link::from(format!("{}{target}", server.url()));
        save(&at(left), &path).unwrap_err();
        let saved = save(&at(next), &path).unwrap();
        assert_eq!((saved.bytes, saved.found), (10, 0));
        assert_eq!(server.requests()[1].header("range").is_some(), asked);
        assert_eq!(fs::read(&path).unwrap(), b"0123456789");
        assert_eq!(files(folder.path()), ["file"]);
    }
}

#[test]
fn headers_that_are_not_sent_there_make_no_difference() {
    let server = breaking("\"v1\"");
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    let save = |version: &str| {
        let client = client().configure(|config| {
            config.header("x-version", version);
        });
        client.follow(&link(&server)).save(&path).tolerate(0).send()
    };
    save("1").unwrap_err();
    assert_eq!(save("2").unwrap().found, 5);
    assert_eq!(server.requests()[1].header("x-version"), None);
}

#[test]
fn the_caller_can_say_that_two_links_are_of_one_body() {
    let server = breaking("\"v1\"");
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    let save = |signature: &str| {
        let link: Link<Presigned> = format!("{}/file?signature={signature}", server.url()).into();
        let client = client();
        let save = client.follow(&link).save(&path).tolerate(0);
        save.identity("e1/0").send()
    };
    save("s").unwrap_err();
    assert_eq!(save("t").unwrap().found, 5);
    assert_eq!(fs::read(&path).unwrap(), b"0123456789");
}

#[test]
fn what_does_not_fit_its_note_is_fetched_again() {
    let spoil: [fn(&Path, &Path); 4] = [
        |part, _| fs::write(part, "012").unwrap(),
        |part, _| fs::remove_file(part).unwrap(),
        |_, note| fs::write(note, "").unwrap(),
        |_, note| {
            let text = fs::read_to_string(note).unwrap();
            fs::write(note, text.replace("\n5\n", "\n4\n")).unwrap();
        },
    ];
    for spoil in spoil {
        let server = breaking("\"v1\"");
        let folder = tempdir().unwrap();
        let path = folder.path().join("file");
        save(&link(&server), &path).unwrap_err();
        spoil(&folder.path().join(PART), &folder.path().join(NOTE));
        let saved = save(&link(&server), &path).unwrap();
        assert_eq!((saved.bytes, saved.found), (10, 0));
        assert_eq!(server.requests()[1].header("range"), None);
        assert_eq!(fs::read(&path).unwrap(), b"0123456789");
        assert_eq!(files(folder.path()), ["file"]);
    }
    // What was written after the note is not relied on.
    let server = breaking("\"v1\"");
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    save(&link(&server), &path).unwrap_err();
    fs::write(folder.path().join(PART), "01234\0\0\0").unwrap();
    assert_eq!(save(&link(&server), &path).unwrap().found, 5);
    assert_eq!(fs::read(&path).unwrap(), b"0123456789");
}

#[test]
fn in_a_folder_it_is_found_by_the_name_that_the_server_states() {
    let server = Server::start();
    let named = "Content-Disposition: attachment; filename=file";
    server.reply(half(&format!("ETag: \"v1\"\r\n{named}")));
    let rest = "HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\
                Content-Range: bytes 5-9/10\r\n\r\n56789";
    server.reply(half(&format!("ETag: \"v1\"\r\n{named}")));
    server.reply(Reply::raw(rest));
    let folder = tempdir().unwrap();
    save(&link(&server), folder.path()).unwrap_err();
    let saved = save(&link(&server), folder.path()).unwrap();
    assert_eq!((saved.bytes, saved.found), (10, 5));
    assert_eq!(fs::read(folder.path().join("file")).unwrap(), b"0123456789");
    assert_eq!(files(folder.path()), ["file"]);
    let ranges: Vec<_> = server
        .requests()
        .iter()
        .map(|sent| sent.header("range"))
        .collect();
    assert_eq!(ranges, [None, None, Some("bytes=5-".to_owned())]);
}

#[test]
fn of_two_at_once_each_has_a_file_of_its_own() {
    let (server, (go, wait)) = (Server::start(), mpsc::channel::<()>());
    let wait = std::sync::Mutex::new(wait);
    server.reply(Reply::script(move |stream| {
        let head = "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n";
        write!(stream, "{head}01234")?;
        wait.lock().unwrap().recv().unwrap();
        write!(stream, "56789")
    }));
    server.reply(Reply::new(200, &[("ETag", "\"v2\"")], "abcdefghij"));
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    thread::scope(|scope| {
        let first = scope.spawn(|| save(&link(&server), &path).unwrap());
        while files(folder.path()) != [PART] || server.requests().is_empty() {
            thread::yield_now();
        }
        save(&link(&server), &path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"abcdefghij");
        go.send(()).unwrap();
        first.join().unwrap();
    });
    assert_eq!(fs::read(&path).unwrap(), b"0123456789");
    assert_eq!(files(folder.path()), ["file"]);
}

#[test]
fn what_may_not_be_asked_twice_is_not() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    for (key, requests) in [(None, 1), (Some("once"), 2)] {
        let server = Server::start();
        let half = "HTTP/1.1 201 Created\r\nETag: \"v1\"\r\nContent-Type: application/json\r\n\
                    Content-Length: 2\r\n\r\n{";
        server.reply(Reply::raw(half)).reply(Reply::json(201, "{}"));
        let client = client().base_url(server.url());
        let request = EvidenceExportRequest::new("2022-10-06T00:00:00.000Z");
        let call = client.create_export(request).with(|options| {
            if let Some(key) = key {
                options.idempotency_key(key);
            }
        });
        assert_eq!(call.save(&path).send().is_ok(), key.is_some());
        assert_eq!(server.requests().len(), requests);
    }
    assert_eq!(files(folder.path()), ["file"]);
}

/// How large the file is that a process dies of.
const LARGE: usize = 20 << 20;

/// The process that dies: not a test of its own.
#[test]
fn a_process_that_saves() {
    let (Ok(url), Ok(path)) = (env::var("SAVE_FROM"), env::var("SAVE_TO")) else {
        return;
    };
    save(&Link::from(url), Path::new(&path)).unwrap();
}

#[test]
fn what_a_process_leaves_that_was_killed_is_gone_on_with() {
    let body: Vec<u8> = (0..LARGE).map(|at| (at / 251) as u8).collect();
    let server = Server::start();
    let begun = body.clone();
    server.reply(Reply::script(move |stream| {
        let head = format!("ETag: \"v1\"\r\nContent-Length: {LARGE}");
        write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n")?;
        stream.write_all(&begun[..LARGE * 3 / 4])?;
        // Until the client is gone.
        let _ = stream.read(&mut [0]);
        Ok(())
    }));
    let folder = tempdir().unwrap();
    let path = folder.path().join("file");
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "left::a_process_that_saves"])
        .env("SAVE_FROM", link(&server).as_str())
        .env("SAVE_TO", &path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !folder.path().join(NOTE).exists() {
        assert!(child.try_wait().unwrap().is_none(), "it has ended");
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(files(folder.path()), [NOTE, PART]);

    let all = body.clone();
    server.answer(move |request| Some(whole(request, "\"v1\"", &all)));
    let saved = save(&link(&server), &path).unwrap();
    // The note may have been cut short by the death: then all is fetched again.
    assert!(saved.found == 0 || saved.found >= 8 << 20, "{saved:?}");
    assert!(fs::read(&path).unwrap() == body);
    assert_eq!(files(folder.path()), ["file"]);
}

#[test]
fn processes_that_are_started_meanwhile_take_nothing_away() {
    let (done, is_done) = mpsc::channel::<()>();
    let starting = thread::spawn(move || {
        while is_done.try_recv() == Err(mpsc::TryRecvError::Empty) {
            let mut child = Command::new(env::current_exe().unwrap());
            child.args(["--exact", "none"]).stdout(Stdio::null());
            child.status().unwrap();
        }
    });
    for _ in 0..20 {
        let server = breaking("\"v1\"");
        let folder = tempdir().unwrap();
        let path = folder.path().join("file");
        save(&link(&server), &path).unwrap_err();
        assert_eq!(save(&link(&server), &path).unwrap().found, 5);
        assert_eq!(files(folder.path()), ["file"]);
    }
    drop(done);
    starting.join().unwrap();
}
