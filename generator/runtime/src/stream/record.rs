//! [`Splitter`]: JSON texts one after the other, by lines (JSON Lines, NDJSON) or by record separators (RFC 7464).

use bytes::{Buf, Bytes};

use super::frames::{Framing, TooLarge};

/// What stands before each text of a JSON text sequence. No JSON text holds it, so a body that begins with one is a
/// sequence, whatever its media type says.
const SEPARATOR: u8 = 0x1E;

/// A text, and whether it is complete as far as its frame can tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) text: Bytes,
    /// A number or a literal of a sequence that no blank follows may have been cut (RFC 7464 §2.4).
    pub(super) cut: bool,
}

/// A text in the making.
#[derive(Debug)]
pub(super) struct Splitter {
    limit: u64,
    kind: Kind,
    text: Vec<u8>,
    /// Whether the text under way is passed over.
    skipped: bool,
}

#[derive(Debug)]
enum Kind {
    /// Nothing has come yet.
    Unknown,
    Lines,
    Sequence(Nesting),
}

/// How deep a text is nested, so that it need not wait for the next separator to be complete.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether the byte ends the text: a separator, or a line feed outside of everything.
    fn ends(&mut self, byte: u8) -> bool {
        match byte {
            SEPARATOR => return true,
            _ if self.in_string => match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            },
            b'"' => self.in_string = true,
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }
}

impl Splitter {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            kind: Kind::Unknown,
            text: Vec::new(),
            skipped: false,
        }
    }

    /// Where the text under way ends.
    fn end(&mut self, input: &[u8]) -> Option<usize> {
        match &mut self.kind {
            Kind::Sequence(nesting) => {
                let end = input.iter().position(|byte| nesting.ends(*byte))?;
                *nesting = Nesting::default();
                Some(end)
            }
            Kind::Unknown | Kind::Lines => input.iter().position(|byte| *byte == b'\n'),
        }
    }

    fn is_too_large(&self, more: usize) -> bool {
        (self.text.len() + more) as u64 > self.limit
    }

    /// The text under way with its last piece, unless there are blanks only.
    fn take(&mut self, last: Bytes, feed: bool) -> Option<Result<Record, TooLarge>> {
        if std::mem::take(&mut self.skipped) || self.is_too_large(last.len()) {
            self.text = Vec::new();
            return Some(Err(TooLarge));
        }
        let text = if self.text.is_empty() {
            last
        } else {
            self.text.extend_from_slice(&last);
            std::mem::take(&mut self.text).into()
        };
        let sequence = matches!(self.kind, Kind::Sequence(_));
        let cut = sequence && !feed && text.last().is_some_and(u8::is_ascii_alphanumeric);
        let blank = text.iter().all(u8::is_ascii_whitespace);
        (!blank).then_some(Ok(Record { text, cut }))
    }
}

impl Framing for Splitter {
    type Piece = Record;

    fn next(&mut self, input: &mut Bytes) -> Option<Result<Record, TooLarge>> {
        while let Some(first) = input.first() {
            if let Kind::Unknown = self.kind {
                match first {
                    b' ' | b'\t' | b'\r' | b'\n' => {
                        input.advance(1);
                        continue;
                    }
                    &SEPARATOR => self.kind = Kind::Sequence(Nesting::default()),
                    _ => self.kind = Kind::Lines,
                }
            }
            let Some(end) = self.end(input) else {
                let rest = std::mem::take(input);
                if self.skipped || self.is_too_large(rest.len()) {
                    self.skipped = true;
                    self.text = Vec::new();
                } else {
                    self.text.extend_from_slice(&rest);
                }
                return None;
            };
            let last = input.split_to(end);
            let feed = input.get_u8() == b'\n';
            let record = self.take(last, feed);
            if record.is_some() {
                return record;
            }
        }
        None
    }

    /// The last line needs no line feed.
    fn finish(&mut self) -> Option<Result<Record, TooLarge>> {
        self.take(Bytes::new(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        let mut splitter = Splitter::new(100);
        let mut records = Vec::new();
        let mut keep = |record| {
            records.push(match record {
                Ok(Record { text, cut }) => {
                    let text = String::from_utf8_lossy(&text).trim().to_owned();
                    if cut { text + " (cut)" } else { text }
                }
                Err(TooLarge) => "too large".to_owned(),
            });
        };
        for piece in pieces {
            let mut input = Bytes::copy_from_slice(piece);
            while let Some(record) = splitter.next(&mut input) {
                keep(record);
            }
            assert!(input.is_empty());
        }
        if let Some(record) = splitter.finish() {
            keep(record);
        }
        records
    }

    #[track_caller]
    fn gives(body: &str, expected: &[&str]) {
        let body = body.as_bytes();
        for cut in 0..=body.len() {
            let (start, end) = body.split_at(cut);
            assert_eq!(read([start, end]), expected, "cut at {cut}");
        }
        assert_eq!(read(body.chunks(1)), expected);
    }

    #[test]
    fn lines_end_with_a_line_feed_but_for_the_last() {
        gives(
            "{\"a\":1}\n\r\n{\"b\":\r\n2\n",
            &["{\"a\":1}", "{\"b\":", "2"],
        );
        gives(" \n1\n\n2", &["1", "2"]);
        gives("", &[]);
        gives("\n \n", &[]);
    }

    #[test]
    fn sequences_are_told_by_their_first_byte() {
        gives("\x1E{\"a\":1}\n\x1E\x1E\n\x1E2\n", &["{\"a\":1}", "2"]);
        gives(
            "\x1E{\n \"a\": \"}\\\"\x0A\"\n}\n\x1E3\n",
            &["{\n \"a\": \"}\\\"\n\"\n}", "3"],
        );
    }

    #[test]
    fn a_broken_text_of_a_sequence_ends_with_the_next_separator() {
        gives(
            "\x1E{\"a\":\n\x1E[1]\x1E\"x\"",
            &["{\"a\":", "[1]", "\"x\""],
        );
    }

    #[test]
    fn a_number_that_no_blank_follows_may_be_cut() {
        gives(
            "\x1E12\x1Etrue\x1E3\n\x1E4",
            &["12 (cut)", "true (cut)", "3", "4 (cut)"],
        );
    }

    #[test]
    fn a_complete_text_does_not_wait_for_the_next() {
        let mut splitter = Splitter::new(100);
        let mut input = Bytes::from_static(b"\x1E{\"a\":1}\n");
        assert!(splitter.next(&mut input).is_some());
    }

    #[test]
    fn what_is_too_large_is_passed_over() {
        let long = "x".repeat(101);
        gives(
            &format!("1\n{long}\n2\n{long}"),
            &["1", "too large", "2", "too large"],
        );
        gives(
            &format!("\x1E1\n\x1E[{long}\n\x1E2\n"),
            &["1", "too large", "2"],
        );
    }
}
