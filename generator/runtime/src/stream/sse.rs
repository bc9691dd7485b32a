//! [`Parser`]: the lines of an event stream (WHATWG HTML §9.2.6, "Interpreting an event stream").

use std::time::Duration;

use bytes::{Buf, Bytes};

use super::frames::{Framing, TooLarge};

/// The event type of events that name none.
const MESSAGE: &str = "message";

/// An event as it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) data: String,
}

/// Events in the making. Bytes that are not UTF-8 are replaced, as the standard says.
#[derive(Debug)]
pub(super) struct Parser {
    limit: u64,
    /// The line so far.
    line: Vec<u8>,
    /// Whether a line feed that comes next belongs to the line end before it.
    after_return: bool,
    /// Whether a byte order mark may come.
    first: bool,
    name: String,
    /// The lines of data, each with a line feed.
    data: String,
    /// Whether the event under way is passed over.
    skipped: bool,
    pub(super) id: String,
    pub(super) retry: Option<Duration>,
}

impl Parser {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            line: Vec::new(),
            after_return: false,
            first: true,
            name: String::new(),
            data: String::new(),
            skipped: false,
            id: String::new(),
            retry: None,
        }
    }

    /// Adds to the line; if the event is too large, it becomes a comment and the event is passed over.
    fn extend(&mut self, bytes: &[u8]) {
        let size = self.line.len() + self.data.len() + bytes.len();
        if !bytes.is_empty() && (self.skipped || size as u64 > self.limit) {
            self.skipped = true;
            self.data = String::new();
            self.line.clear();
            self.line.push(b':');
        } else {
            self.line.extend_from_slice(bytes);
        }
    }

    /// Interprets a line; an empty one ends the event.
    fn end_line(&mut self) -> Option<Result<Raw, TooLarge>> {
        let line = std::mem::take(&mut self.line);
        let mut line = &*line;
        if std::mem::take(&mut self.first) {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        if line.is_empty() {
            return self.dispatch();
        }
        let line = String::from_utf8_lossy(line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment, or a field of another standard.
            _ => {}
        }
        None
    }

    /// Gives the event, unless it has no data.
    fn dispatch(&mut self) -> Option<Result<Raw, TooLarge>> {
        let (mut name, mut data) = (
            std::mem::take(&mut self.name),
            std::mem::take(&mut self.data),
        );
        if std::mem::take(&mut self.skipped) {
            return Some(Err(TooLarge));
        }
        // The line feed of the last line.
        data.pop()?;
        if name.is_empty() {
            MESSAGE.clone_into(&mut name);
        }
        let id = self.id.clone();
        Some(Ok(Raw { name, id, data }))
    }
}

impl Framing for Parser {
    type Piece = Raw;

    fn next(&mut self, input: &mut Bytes) -> Option<Result<Raw, TooLarge>> {
        while let Some(first) = input.first() {
            if std::mem::take(&mut self.after_return) && *first == b'\n' {
                input.advance(1);
                continue;
            }
            let Some(end) = input.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                self.extend(&std::mem::take(input));
                return None;
            };
            let line = input.split_to(end);
            self.extend(&line);
            self.after_return = input.get_u8() == b'\r';
            let event = self.end_line();
            if event.is_some() {
                return event;
            }
        }
        None
    }

    /// An event that no empty line ends is incomplete, and is dropped.
    fn finish(&mut self) -> Option<Result<Raw, TooLarge>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name/id/data` of each event of a body that arrives in pieces.
    fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<String>, Parser) {
        let mut parser = Parser::new(1000);
        let mut events = Vec::new();
        for piece in pieces {
            let mut input = Bytes::copy_from_slice(piece);
            while let Some(event) = parser.next(&mut input) {
                events.push(match event {
                    Ok(Raw { name, id, data }) => format!("{name}/{id}/{data}"),
                    Err(TooLarge) => "too large".to_owned(),
                });
            }
            assert!(input.is_empty());
        }
        assert!(parser.finish().is_none());
        (events, parser)
    }

    fn events(body: &str) -> Vec<String> {
        read([body.as_bytes()]).0
    }

    #[test]
    fn the_examples_of_the_standard_are_read_as_it_says() {
        assert_eq!(
            events("data: YHOO\ndata: +2\ndata: 10\n\n"),
            ["message//YHOO\n+2\n10"]
        );
        let four = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
        assert_eq!(
            events(four),
            [
                "message/1/first event",
                "message//second event",
                "message// third event"
            ]
        );
        assert_eq!(
            events("data\n\ndata\ndata\n\ndata:"),
            ["message//", "message//\n"]
        );
        assert_eq!(
            events("data:test\n\ndata: test\n\n"),
            ["message//test", "message//test"]
        );
        assert_eq!(
            events("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n"),
            ["add//73857293", "remove//2153"]
        );
    }

    #[test]
    fn an_event_may_be_cut_at_every_byte() {
        let body = "\u{FEFF}id: ä\r\nevent: tick\rdata: {\"a\":\ndata: 1}\r\n\r\n: ping\r\rretry: 50\ndata: ü\n\n";
        let expected = ["tick/ä/{\"a\":\n1}", "message/ä/ü"];
        let body = body.as_bytes();
        for cut in 0..=body.len() {
            let (start, end) = body.split_at(cut);
            let (events, parser) = read([start, end]);
            assert_eq!(events, expected, "{cut}");
            assert_eq!(parser.retry, Some(Duration::from_millis(50)));
        }
        assert_eq!(read(body.chunks(1)).0, expected);
    }

    #[test]
    fn an_event_without_data_is_none_but_its_id_stays() {
        let (events, parser) = read([&b"id: 7\nevent: a\n\ndata: x\n\nid: 8\n\n"[..]]);
        assert_eq!(events, ["message/7/x"]);
        assert_eq!(parser.id, "8");
    }

    #[test]
    fn what_the_standard_passes_over_is_passed_over() {
        let body = "id: a\0b\nretry: 1s\nretry:\nDATA: no\ndata : no\nother: x\ndata: yes\n\n";
        let (events, parser) = read([body.as_bytes()]);
        assert_eq!(events, ["message//yes"]);
        assert_eq!((parser.id.as_str(), parser.retry), ("", None));
    }

    #[test]
    fn the_last_event_without_an_empty_line_is_dropped() {
        assert_eq!(events("data: a\n\ndata: b\n"), ["message//a"]);
        assert!(events("data: a").is_empty());
    }

    #[test]
    fn a_byte_order_mark_is_one_at_the_start_only() {
        assert_eq!(
            events("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n"),
            ["message//a"]
        );
    }

    #[test]
    fn bytes_that_are_not_text_are_replaced() {
        assert_eq!(read([&b"data: \xFFa\n\n"[..]]).0, ["message//\u{FFFD}a"]);
    }

    #[test]
    fn an_event_that_is_too_large_is_passed_over_whether_in_one_line_or_many() {
        let line = format!("data: {}\n\ndata: b\n\n", "a".repeat(2000));
        assert_eq!(events(&line), ["too large", "message//b"]);
        let many = format!("{}\n\ndata: b\n\n", "data: a\n".repeat(600));
        assert_eq!(events(&many), ["too large", "message//b"]);
        assert_eq!(
            read(many.as_bytes().chunks(1)).0,
            ["too large", "message//b"]
        );
        // Neither are comments kept.
        let comments = format!("{}data: b\n\n", ": ping\n".repeat(600));
        assert_eq!(events(&comments), ["message//b"]);
    }
}
