//! What the documentation of a response's variant says: its status, and the document's own words as Markdown.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it must be"
)]

use generator::{Generator, Layout};

/// The lines above each variant of what the operation gives.
fn documented(descriptions: &[(&str, &str)]) -> Vec<String> {
    let mut text =
        "openapi: 3.1.0\ninfo: { title: Jobs, version: '1' }\npaths:\n  /jobs:\n    get:\n      operationId: listJobs\n      responses:\n"
            .to_owned();
    for (status, description) in descriptions {
        let description = serde_json::Value::from(*description);
        text += &format!("        '{status}': {{ description: {description} }}\n");
    }
    let output = Generator::new()
        .document_text("jobs.yaml", text)
        .layout(Layout::SingleFile)
        .generate();
    let code = &output.files[0].text;
    let (_, variants) = code.split_once("pub enum ListJobsFailure {").unwrap();
    let (variants, _) = variants.split_once("\n}").unwrap();
    let comments = variants.lines().map(str::trim);
    let comments = comments.filter_map(|line| line.strip_prefix("///"));
    comments.map(|line| line.trim_start().to_owned()).collect()
}

#[test]
fn the_status_and_what_the_document_says_are_one_sentence_where_they_can_be() {
    let lines = documented(&[
        ("200", "Jobs"),
        (
            "400",
            "Not a *job*; see [the rules](https://jobs.example/rules)",
        ),
        ("404", ""),
        ("409", "- busy\n- full"),
        ("410", "**Gone** for <b>good</b>, or Vec<u8>"),
        ("5XX", "# Broken\nTry again."),
    ]);
    insta::assert_snapshot!(lines.join("\n"), @r"
    400: Not a *job*; see [the rules](<https://jobs.example/rules>)
    404.
    409:

    - busy
    - full
    410: **Gone** for good, or Vec\<u8\>
    5XX:

    **Broken**

    Try again.
    ");
}
