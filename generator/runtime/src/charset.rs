//! Bodies in other encodings than UTF-8.
//!
//! All that is decoded is UTF-8. With the feature `charset`, what comes in another encoding is converted before; encodings,
//! their names and their byte order marks are those of the Encoding Standard of the WHATWG.

use bytes::Bytes;

use crate::operation::{Format, Media};

/// The body as its format is read from; as it is, where it is UTF-8, its encoding is not known, or it does not keep to it.
pub(crate) fn utf8(body: Bytes, media: Option<&Media>, content_type: Option<&str>) -> Bytes {
    match media {
        Some(media) => converted(body, media.format, content_type),
        None => body,
    }
}

#[cfg(not(feature = "charset"))]
fn converted(body: Bytes, _: Format, _: Option<&str>) -> Bytes {
    body
}

#[cfg(feature = "charset")]
use self::convert::converted;

#[cfg(feature = "charset")]
mod convert {
    use std::borrow::Cow;

    use encoding_rs::{Encoding, UTF_8};

    use super::{Bytes, Format};
    use crate::client::reply;

    pub(super) fn converted(body: Bytes, format: Format, content_type: Option<&str>) -> Bytes {
        let Some(encoding) = encoding(&body, format, content_type).filter(|it| *it != UTF_8) else {
            return body;
        };
        match encoding.decode_with_bom_removal(&body) {
            (Cow::Owned(text), false) => Bytes::from(text),
            (Cow::Borrowed(text), false) => body.slice_ref(text.as_bytes()),
            (_, true) => body,
        }
    }

    /// A byte order mark says more than the `Content-Type`, and that more than what XML declares itself (RFC 7303 §3).
    fn encoding(
        body: &[u8],
        format: Format,
        content_type: Option<&str>,
    ) -> Option<&'static Encoding> {
        let marked = || Encoding::for_bom(body).map(|(encoding, _)| encoding);
        let stated = || {
            let mut parameters = reply::parameters(content_type?);
            let (_, label) = parameters.find(|(name, _)| name.eq_ignore_ascii_case("charset"))?;
            Encoding::for_label(label.as_bytes())
        };
        match format {
            // Nothing but UTF-8 is JSON (RFC 8259 §8.1), and servers that state something else send it all the same.
            Format::Json => marked()
                .or_else(stated)
                .filter(|_| std::str::from_utf8(body).is_err()),
            Format::Text => marked().or_else(stated),
            #[cfg(feature = "xml")]
            Format::Xml => marked().or_else(stated).or_else(|| declared(body)),
            Format::Form | Format::Stream | Format::Events | Format::JsonLines => None,
        }
    }

    /// What the XML declaration says (XML 1.0 §4.3.3).
    #[cfg(feature = "xml")]
    fn declared(body: &[u8]) -> Option<&'static Encoding> {
        use quick_xml::{Reader, events::Event};

        if !body.starts_with(b"<?xml") {
            return None;
        }
        match Reader::from_reader(body).read_event_into(&mut Vec::new()) {
            Ok(Event::Decl(it)) => Encoding::for_label(it.encoding()?.ok()?.as_bytes()),
            _ => None,
        }
    }
}
