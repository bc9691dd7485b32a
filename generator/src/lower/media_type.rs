//! What is known of a media type by its name.

/// What a media type says of the form of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Lines,
    Events,
    Urlencoded,
    Multipart,
    Xml,
    Text,
    Binary,
    /// Anything, or a type of which nothing is known: the schema decides.
    Open,
}

/// Whether a media type is but another name for JSON or XML: a request gains nothing by the choice.
pub(super) fn is_synonym(essence: &str) -> bool {
    matches!(
        essence,
        "text/json"
            | "text/x-json"
            | "application/x-json"
            | "text/xml"
            | "text/plain"
            | "*/*"
            | "application/*"
            | "application/*+json"
            | "application/*+xml"
    )
}

/// A media type as a word of a name.
pub(super) fn word(essence: &str) -> &str {
    match form(essence) {
        Form::Json => "json",
        Form::Lines => "line",
        Form::Events => "event",
        Form::Urlencoded => "form",
        Form::Multipart => "multipart",
        Form::Xml => "xml",
        Form::Text => "text",
        Form::Binary | Form::Open => essence.rsplit('/').next().unwrap_or(essence),
    }
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    form(&essence(media_type)) == Form::Json
}

/// Whether a media type is one of several parts.
pub(super) fn is_multipart(media_type: &str) -> bool {
    form(&essence(media_type)) == Form::Multipart
}

/// Whether text of that media type stands for bytes.
pub(super) fn is_binary(media_type: &str) -> bool {
    form(&essence(media_type)) == Form::Binary && !media_type.starts_with("text/")
}

/// Whether content of that media type is written as it is: bytes, or text that is neither JSON nor XML.
pub(super) fn is_opaque(media_type: &str) -> bool {
    matches!(form(&essence(media_type)), Form::Binary | Form::Text)
}

/// The media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    let name = media_type
        .split_once(';')
        .map_or(media_type, |(name, _)| name);
    name.trim().to_lowercase()
}

/// The media type without the parameters that change nothing: text is UTF-8, and a boundary is the sender's.
pub(super) fn without_charset(media_type: &str) -> String {
    let mut pieces = media_type.split(';').map(str::trim);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for parameter in pieces.filter(|one| !one.is_empty()) {
        let name = parameter
            .split_once('=')
            .map_or(parameter, |(name, _)| name)
            .trim();
        if !["charset", "boundary"]
            .iter()
            .any(|one| name.eq_ignore_ascii_case(one))
        {
            text.push_str("; ");
            text.push_str(parameter);
        }
    }
    text
}

pub(super) fn form(essence: &str) -> Form {
    match essence {
        "application/json" | "text/json" | "application/x-json" | "text/x-json" => Form::Json,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/json-seq"
        | "application/stream+json" => Form::Lines,
        "text/event-stream" => Form::Events,
        "application/x-www-form-urlencoded" => Form::Urlencoded,
        "application/xml" | "text/xml" => Form::Xml,
        "application/octet-stream"
        | "application/pdf"
        | "application/zip"
        | "application/gzip"
        | "text/csv"
        | "text/tab-separated-values"
        | "text/calendar"
        | "text/vtt" => Form::Binary,
        _ => match essence.split_once('/') {
            Some(("multipart", _)) => Form::Multipart,
            Some(("image" | "audio" | "video" | "font" | "model", _)) => Form::Binary,
            Some((_, sub)) if sub.ends_with("+json") => Form::Json,
            Some((_, sub)) if sub.ends_with("+json-seq") => Form::Lines,
            Some((_, sub)) if sub.ends_with("+xml") => Form::Xml,
            Some((_, sub)) if OTHER_FORMATS.iter().any(|one| sub.contains(one)) => Form::Binary,
            Some(("text", _)) => Form::Text,
            _ => Form::Open,
        },
    }
}

/// Formats that carry models, but that the runtime does not read.
const OTHER_FORMATS: [&str; 10] = [
    "yaml",
    "protobuf",
    "smile",
    "msgpack",
    "cbor",
    "avro",
    "csv",
    "excel",
    "spreadsheet",
    "turtle",
];
