//! `multipart/*` bodies (RFC 2046 §5.1; RFC 7578 for `form-data`, RFC 2387 for `related`).

use std::hash::{BuildHasher, RandomState};

use super::{
    Payload, RequestError, Stream,
    content::{self, JSON, OCTET_STREAM},
    header,
    shape::Shape,
    style::{self, Encoder},
};
use crate::{body::PartEncoding, json, model::Ref, operation::Input, upload::Upload};

/// The media type with its boundary, and the members of `view` as parts.
pub(super) fn encode(
    media_type: &str,
    view: Ref<'_>,
    parts: &[PartEncoding],
    input: &dyn Input,
) -> Result<(String, Payload), RequestError> {
    let members = match Shape::of(view) {
        Shape::Members(members) => members,
        Shape::Absent => Vec::new(),
        _ => {
            return Err(RequestError::body(
                "a multipart body is made of an object's members",
            ));
        }
    };
    let (base, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let stated = parameter(parameters, "boundary").filter(|stated| !stated.is_empty());
    let mut writer = Writer {
        boundary: stated.map_or_else(boundary, str::to_owned),
        related: base.trim().eq_ignore_ascii_case("multipart/related"),
        root: None,
        given: Vec::new(),
        text: Vec::new(),
        stream: Stream::new(),
    };
    for (name, value) in members {
        let part = parts.iter().find(|part| part.name == name);
        writer.given = header::of_part(input, name);
        writer.member(name, value, part.unwrap_or(&PartEncoding::new("")))?;
    }
    Ok(writer.finish(media_type, stated.is_some()))
}

struct Writer {
    boundary: String,
    /// `related` names its parts by `Content-ID`, all others as `form-data` does.
    related: bool,
    /// The media type of the first part, which `related` repeats.
    root: Option<String>,
    /// The headers that the input has for the member's parts.
    given: Vec<(&'static str, String)>,
    /// What stands before the next file.
    text: Vec<u8>,
    stream: Stream,
}

impl Writer {
    /// A member: a part, or one for each item.
    fn member(
        &mut self,
        name: &str,
        view: Ref<'_>,
        part: &PartEncoding,
    ) -> Result<(), RequestError> {
        if let Some(style) = part.style.filter(|_| part.content_type.is_empty()) {
            for (name, value) in style::pairs(name, view, (style, part.explode), &Encoder::PLAIN)? {
                self.part(&name, "", value.as_bytes(), part)?;
            }
            return Ok(());
        }
        match Shape::of(view) {
            Shape::Items(items) => items
                .into_iter()
                .try_for_each(|item| self.item(name, item, part)),
            _ => self.item(name, view, part),
        }
    }

    fn item(&mut self, name: &str, view: Ref<'_>, part: &PartEncoding) -> Result<(), RequestError> {
        let shape = Shape::of(view);
        let structured = matches!(shape, Shape::Items(_) | Shape::Members(_));
        let stated = one_of(part.content_type, structured);
        match shape {
            Shape::Absent => Ok(()),
            Shape::Upload(upload) => self.file(name, upload, part),
            Shape::Bytes(bytes) => {
                self.part(name, content::concrete(part.content_type), bytes, part)
            }
            _ if content::is_xml(stated) => {
                self.part(name, stated, &content::xml(view, name)?, part)
            }
            _ if content::is_json(stated) => {
                self.part(name, stated, json::written(&view).as_bytes(), part)
            }
            Shape::Items(_) | Shape::Members(_) => {
                let media_type = if stated.is_empty() { JSON } else { stated };
                self.part(name, media_type, json::written(&view).as_bytes(), part)
            }
            // The default, `text/plain`, is left out, as by browsers (RFC 7578 §4.4).
            Shape::Text(text) => self.part(name, stated, text.as_bytes(), part),
        }
    }

    fn part(
        &mut self,
        name: &str,
        media_type: &str,
        content: &[u8],
        part: &PartEncoding,
    ) -> Result<(), RequestError> {
        self.open(name, None, media_type, part)?;
        self.close(content);
        Ok(())
    }

    /// A file.
    fn file(
        &mut self,
        name: &str,
        upload: &Upload,
        part: &PartEncoding,
    ) -> Result<(), RequestError> {
        let media_type = content::upload_type(part.content_type, upload);
        self.open(name, Some(upload), media_type, part)?;
        self.stream.push_bytes(std::mem::take(&mut self.text));
        self.stream.push_upload(upload);
        self.close(b"");
        Ok(())
    }

    /// The delimiter and the headers of a part: the document's, except where the caller has set one of that name, for the
    /// part or for the file.
    ///
    /// Servers take a part for a file if it has a file name, so an upload without one gets the member's.
    fn open(
        &mut self,
        name: &str,
        upload: Option<&Upload>,
        media_type: &str,
        part: &PartEncoding,
    ) -> Result<(), RequestError> {
        self.delimiter("");
        let file_name = upload.map(|upload| upload.name().unwrap_or(name));
        let file_name = file_name.map(|name| format!("; filename=\"{}\"", quotable(name)));
        let name = quotable(name);
        let file_name = file_name.unwrap_or_default();
        if self.related {
            if !file_name.is_empty() {
                self.line(&["Content-Disposition: attachment", &file_name]);
            }
            self.line(&["Content-ID: <", &name, ">"]);
        } else {
            self.line(&[
                "Content-Disposition: form-data; name=\"",
                &name,
                "\"",
                &file_name,
            ]);
        }
        if !media_type.is_empty() {
            header::value("Content-Type", media_type)?;
            self.line(&["Content-Type: ", media_type]);
        }
        let given = self.given.clone();
        let given: Vec<(&str, &str)> = given
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let set = upload.map_or(&[][..], Upload::headers).iter();
        let set: Vec<(&str, &str)> = set.map(|(name, value)| (&**name, &**value)).collect();
        let has = |later: &[(&str, &str)], name: &str| {
            later
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(name))
        };
        for (name, value) in part.headers {
            if !has(&given, name) && !has(&set, name) {
                self.header(name, value)?;
            }
        }
        for (name, value) in given {
            if !has(&set, name) {
                self.header(name, value)?;
            }
        }
        for (name, value) in set {
            self.header(name, value)?;
        }
        self.line(&[]);
        let root = if media_type.is_empty() {
            "text/plain"
        } else {
            media_type
        };
        self.root.get_or_insert_with(|| root.to_owned());
        Ok(())
    }

    /// A header beside those that each part has, of which there can be only one.
    fn header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let known = header::name(name)?;
        if ["content-disposition", "content-type", "content-id"].contains(&known.as_str()) {
            return Err(RequestError::Header {
                name: name.to_owned(),
            });
        }
        header::value(name, value)?;
        self.line(&[name, ": ", value]);
        Ok(())
    }

    /// The content of a part and its end.
    fn close(&mut self, content: &[u8]) {
        self.text.extend_from_slice(content);
        self.line(&[]);
    }

    /// The line between parts, and with dashes after it the last one.
    fn delimiter(&mut self, dashes: &str) {
        let line = format!("--{}{dashes}", self.boundary);
        self.line(&[&line]);
    }

    fn line(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.text.extend_from_slice(piece.as_bytes());
        }
        self.text.extend_from_slice(b"\r\n");
    }

    fn finish(mut self, media_type: &str, bounded: bool) -> (String, Payload) {
        self.delimiter("--");
        self.stream.push_bytes(self.text);
        let mut media_type = media_type.to_owned();
        if !bounded {
            media_type.push_str("; boundary=");
            media_type.push_str(&self.boundary);
        }
        if self.related && parameter(&media_type, "type").is_none() {
            let root = self.root.as_deref().unwrap_or(OCTET_STREAM);
            media_type.push_str(&format!("; type=\"{}\"", quotable(root)));
        }
        (media_type, self.stream.into_payload())
    }
}

/// Of the media types that a part may have (`text/csv, text/*`) the one that is written, or nothing: the first, and of a
/// value with members or items the first that can hold these.
fn one_of(stated: &str, structured: bool) -> &str {
    let all = || {
        let types = stated.split(',').map(str::trim);
        types.filter(|one| !one.contains('*'))
    };
    let holds = |one: &&str| content::is_json(one) || content::is_xml(one);
    let fitting = structured.then(|| all().find(holds)).flatten();
    fitting.or_else(|| all().next()).unwrap_or_default()
}

/// A parameter of a media type, without quotes.
fn parameter<'a>(parameters: &'a str, name: &str) -> Option<&'a str> {
    parameters.split(';').find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

/// Text that can stand in quotes: what would end them or the line is percent-encoded, as by browsers (WHATWG HTML
/// "multipart form data").
fn quotable(text: &str) -> String {
    const QUOTE: percent_encoding::AsciiSet = percent_encoding::CONTROLS.add(b'"');
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            quoted.extend(percent_encoding::utf8_percent_encode(
                character.encode_utf8(&mut [0; 4]),
                &QUOTE,
            ));
        } else {
            quoted.push(character);
        }
    }
    quoted
}

/// A boundary that no content holds: 128 random bits.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(());
    format!("----part-{:016x}{:016x}", random(), random())
}
