//! YAML front matter that holds one operation under `api:`, as Docusaurus writes it: as JSON, or as base64 of
//! zlib-compressed JSON (RFC 1950).

use std::io::Read as _;
use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::ZlibDecoder;

use super::sources::MAX_BYTES;

/// What stands under `api:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Api {
    /// JSON, as it stands in the page.
    Json(Range<usize>),
    /// Compressed JSON, and where it starts.
    Compressed(usize, Result<String, String>),
}

/// The front matter of a page: between a first line `---` and the next one.
pub(super) fn front_matter(page: &str) -> Option<Range<usize>> {
    let start = page.len() - page.strip_prefix('\u{feff}').unwrap_or(page).len();
    let mut lines = page[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let begin = start + first.len();
    let mut end = begin;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(begin..end);
        }
        end += line.len();
    }
    None
}

/// The operation in a front matter. `None` where there is no `api:`, or it is a name and no operation.
pub(super) fn api(page: &str, front_matter: Range<usize>) -> Option<Api> {
    let value = value(page, front_matter)?;
    let text = &page[value.clone()];
    let trimmed = text.trim();
    if trimmed.starts_with('{') {
        let start = value.start + text.find('{')?;
        return Some(Api::Json(start..start + trimmed.len()));
    }
    let packed = packed(trimmed)?;
    Some(Api::Compressed(value.start, unpack(&packed)))
}

/// The bytes after `api:`, up to the next key.
fn value(page: &str, front_matter: Range<usize>) -> Option<Range<usize>> {
    let mut at = front_matter.start;
    let mut found: Option<Range<usize>> = None;
    for line in page[front_matter].split_inclusive('\n') {
        let next = at + line.len();
        match &mut found {
            Some(value) if is_key(line) => return Some(value.clone()),
            Some(value) => value.end = next,
            None if line.starts_with("api:") => found = Some(at + "api:".len()..next),
            None => {}
        }
        at = next;
    }
    found
}

fn is_key(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    line.contains(':')
        && !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The base64 text without blanks, quotes and block indicators; `None` if it is anything else. Zlib's first byte
/// makes it start with `e`.
fn packed(text: &str) -> Option<String> {
    let text = text
        .trim_start_matches(['>', '|'])
        .trim_start_matches(['-', '+'])
        .trim_matches(['"', '\'', ' ', '\n', '\r']);
    let lines: String = text.lines().map(str::trim).collect();
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    (lines.starts_with('e') && lines.bytes().all(base64)).then_some(lines)
}

fn unpack(packed: &str) -> Result<String, String> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&STANDARD, config)
        .decode(packed)
        .map_err(|error| error.to_string())?;
    let mut text = String::new();
    let mut limited = ZlibDecoder::new(&*bytes).take(MAX_BYTES + 1);
    limited
        .read_to_string(&mut text)
        .map_err(|error| error.to_string())?;
    if text.len() as u64 > MAX_BYTES {
        return Err(format!("it unpacks to more than {MAX_BYTES} bytes"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn read(page: &str) -> Option<Api> {
        api(page, front_matter(page)?)
    }

    fn compress(text: &str) -> String {
        let mut encoder =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        base64::engine::general_purpose::STANDARD.encode(encoder.finish().unwrap())
    }

    #[test]
    fn json_in_a_line_and_in_several() {
        let page = "---\nid: x\napi: {\"method\": \"get\"}\nother: 1\n---\ntext\n";
        let Some(Api::Json(range)) = read(page) else {
            panic!("no JSON")
        };
        assert_eq!(&page[range], "{\"method\": \"get\"}");
        let page = "---\napi:\n  {\"method\":\n   \"get\"}\n---\n";
        let Some(Api::Json(range)) = read(page) else {
            panic!("no JSON")
        };
        assert_eq!(&page[range], "{\"method\":\n   \"get\"}");
    }

    #[test]
    fn compressed_json_in_every_spelling_of_a_scalar() {
        let text = "{\"method\":\"get\",\"path\":\"/jobs\"}";
        let packed = compress(text);
        let (head, tail) = packed.split_at(20);
        for value in [
            packed.clone(),
            format!("\"{packed}\""),
            format!(">-\n  {head}\n  {tail}"),
            format!("|\n  {packed}\n"),
        ] {
            let page = format!("---\nid: x\napi: {value}\ninfo_path: y\n---\n");
            assert_eq!(
                read(&page),
                Some(Api::Compressed(14, Ok(text.to_owned()))),
                "{page}"
            );
        }
    }

    #[test]
    fn a_cut_is_an_error() {
        let packed = compress("{\"method\":\"get\",\"path\":\"/jobs\"}");
        let page = format!("---\napi: {}\n---\n", &packed[..packed.len() - 12]);
        assert!(matches!(read(&page), Some(Api::Compressed(_, Err(_)))));
    }

    #[test]
    fn a_name_is_no_operation() {
        assert_eq!(read("---\napi: GET /jobs/{id}\n---\n"), None);
        assert_eq!(read("---\ntitle: x\n---\n"), None);
        assert_eq!(read("# no front matter\n"), None);
    }
}
