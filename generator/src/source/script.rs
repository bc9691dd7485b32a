//! Documents inside HTML pages and their scripts: what Redoc, Scalar and Swagger UI make pages of.

use std::ops::Range;

use serde::de::IgnoredAny;

/// The JSON objects whose first member is `openapi` or `swagger`, outermost ones only.
///
/// In a page they stand in scripts, as the value of a variable, an argument or the whole of a `script` element, so they are
/// looked for by how they begin, and end where their JSON does. One that is cut off or damaged runs to the end of
/// the script, so that it is reported and not passed over.
pub(super) fn objects(page: &str) -> Vec<Range<usize>> {
    let mut objects: Vec<Range<usize>> = Vec::new();
    for start in beginnings(page) {
        if objects.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let rest = &page[start..];
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        let length = match values.next() {
            Some(Ok(_)) => values.byte_offset(),
            _ => rest.find("</script").unwrap_or(rest.len()),
        };
        objects.push(start..start + length);
    }
    objects
}

/// Where objects begin whose first member names a version: their braces, in order.
fn beginnings(page: &str) -> Vec<usize> {
    let keys = ["\"openapi\"", "\"swagger\""];
    let found = keys.iter().flat_map(|key| {
        page.match_indices(key).filter_map(|(at, _)| {
            let value = page[at + key.len()..].trim_start().strip_prefix(':')?;
            let brace = page[..at].trim_end().strip_suffix('{')?.len();
            value.trim_start().starts_with('"').then_some(brace)
        })
    });
    let mut found: Vec<usize> = found.collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::objects;

    fn texts(page: &str) -> Vec<&str> {
        objects(page)
            .into_iter()
            .map(|range| &page[range])
            .collect()
    }

    #[test]
    fn pages_of_several_makers() {
        let json = r#"{"openapi": "3.0.3", "paths": {"/a": {}}, "info": {"title": "}<b>\"{"}}"#;
        let pages = [
            format!(
                "<script>const __redoc_state = {{\"menu\":{{}},\"spec\":{{\"data\":{json},\"x\":1}}}};</script>"
            ),
            format!("<script id=\"api-reference\" type=\"application/json\">\n{json}\n</script>"),
            format!(
                "window.onload = function() {{ let options = {{ \"swaggerDoc\": {json}, \"customOptions\": {{}} }} }}"
            ),
        ];
        for page in pages {
            assert_eq!(texts(&page), [json]);
        }
    }

    #[test]
    fn objects_inside_a_document_are_its_own() {
        let json = r#"{"swagger":"2.0","example":{"openapi":"3.0.0"}}"#;
        assert_eq!(texts(&format!("a({json}, {json})")), [json, json]);
    }

    #[test]
    fn what_is_cut_off_is_kept_to_be_reported() {
        let page = "<script>x = {\"openapi\": \"3.0.0\", \"paths\": </script><p>text</p>";
        assert_eq!(texts(page), ["{\"openapi\": \"3.0.0\", \"paths\": "]);
    }

    #[test]
    fn other_words_do_not_count() {
        assert_eq!(
            texts("<p>{\"openapi\" is a key}</p> {\"a\":1,\"openapi\":\"3\"}"),
            [""; 0]
        );
    }
}
