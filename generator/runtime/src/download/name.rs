//! The file name of a `Content-Disposition` header (RFC 6266 §4.3, RFC 8187).

use percent_encoding::percent_decode_str;

/// The file name of a header's value, without folders; the extended form (`filename*`) goes before the plain one.
pub(super) fn file_name(disposition: &str) -> Option<String> {
    let mut plain = None;
    let mut extended = None;
    for (name, value) in parameters(disposition) {
        if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or_else(|| decode_extended(&value));
        } else if name.eq_ignore_ascii_case("filename") {
            plain = plain.or(Some(value));
        }
    }
    base_name(&extended.or(plain)?)
}

/// `UTF-8'en'%e2%82%ac.csv`
fn decode_extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    let bytes = percent_decode_str(encoded);
    if charset.eq_ignore_ascii_case("utf-8") {
        bytes.decode_utf8().ok().map(Into::into)
    } else if charset.eq_ignore_ascii_case("iso-8859-1") {
        Some(bytes.map(char::from).collect())
    } else {
        None
    }
}

/// A server must not choose the folder that a file is written to, nor, on Windows, a drive, a stream or a device.
fn base_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name: String = name.chars().filter(|char| !char.is_control()).collect();
    let name = name.trim().replace(':', "_");
    match name.as_str() {
        "" | "." | ".." => None,
        device if is_device(device) => Some(format!("_{device}")),
        _ => Some(name),
    }
}

/// Whether Windows takes a name for a device's, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = |prefix| {
        matches!(
            stem.strip_prefix(prefix).map(str::as_bytes),
            Some([b'1'..=b'9'])
        )
    };
    matches!(stem.as_str(), "AUX" | "CON" | "NUL" | "PRN") || numbered("COM") || numbered("LPT")
}

/// The parameters behind the disposition's type; quoted values are unquoted.
fn parameters(disposition: &str) -> Vec<(String, String)> {
    let mut parameters = Vec::new();
    let mut rest = disposition.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_start_matches([';', ' ', '\t']).trim();
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let (value, next) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), next)
            }
        };
        parameters.push((name.to_owned(), value));
        rest = next;
    }
    parameters
}

/// The text up to the closing quote, and what follows it.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, char)) = chars.next() {
        match char {
            '"' => return (value, quoted.get(index + 1..).unwrap_or("")),
            // Only quotes and backslashes are escaped: browsers send Windows paths with single backslashes.
            '\\' if matches!(chars.clone().next(), Some((_, '"' | '\\'))) => {
                value.extend(chars.next().map(|(_, escaped)| escaped));
            }
            _ => value.push(char),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_found_in_each_form() {
        for (header, name) in [
            ("attachment; filename=report.csv", Some("report.csv")),
            (
                "attachment; filename=\"a \\\"b\\\"; c.csv\"; size=3",
                Some("a \"b\"; c.csv"),
            ),
            (
                "attachment; FileName*=UTF-8''%e2%82%ac%20rates.csv",
                Some("€ rates.csv"),
            ),
            (
                "attachment; filename=\"x.csv\"; filename*=utf-8'en'y.csv",
                Some("y.csv"),
            ),
            (
                "attachment; filename*=iso-8859-1''%e4.csv; filename=a.csv",
                Some("ä.csv"),
            ),
            (
                "attachment; filename*=koi8''%e4.csv; filename=a.csv",
                Some("a.csv"),
            ),
            ("inline", None),
            ("attachment; filename=", None),
            ("attachment; filename", None),
        ] {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }

    #[test]
    fn folders_drives_and_devices_are_left_out() {
        for (header, name) in [
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            (
                "attachment; filename=\"C:\\\\Users\\\\me\\\\a.zip\"",
                Some("a.zip"),
            ),
            ("attachment; filename*=UTF-8''%2e%2e%2fa", Some("a")),
            ("attachment; filename=\"C:a.zip\"", Some("C_a.zip")),
            (
                "attachment; filename=\"at 12:30.csv\"",
                Some("at 12_30.csv"),
            ),
            ("attachment; filename=nul", Some("_nul")),
            ("attachment; filename=COM1.csv", Some("_COM1.csv")),
            ("attachment; filename=COM10.csv", Some("COM10.csv")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"a\r\nb\"", Some("ab")),
        ] {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }
}
