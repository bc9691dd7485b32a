//! What is said of bad input, as it is printed; and that the order of pages changes nothing.

mod dynamic;
mod encoding;
mod files;
mod nothing;
mod outside;
mod references;
mod whole;
mod yaml;

use std::{fs, path::Path};

use insta::assert_snapshot;

use super::*;
use crate::diagnostic::At;
use crate::report::reports;
use crate::source::{Source, Within, pages};

/// Texts given as such, by name; those named `overlay…` are overlays.
pub(super) fn given(texts: &[(&str, &str)]) -> (Option<String>, String) {
    let sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let mut input = Input::default();
    for (name, text) in texts {
        let (name, text) = ((*name).to_owned(), (*text).to_owned());
        let overlay = name.starts_with("overlay");
        let source = Source {
            name,
            path: None,
            text,
            bytes: None,
            within: Within::Whole,
        };
        let id = sources.add(source, &mut diagnostics).unwrap();
        match overlay {
            true => input.overlays.push(id),
            false => input.pages.extend(pages(&sources, id, &mut diagnostics)),
        }
    }
    finish(&sources, &input, diagnostics)
}

/// Files on disk; the first is the document.
pub(super) fn on_disk(files: &[(&str, &str)]) -> (Option<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    read(folder.path(), files[0].0)
}

/// The document of that name in a folder; its own folder is the root.
pub(super) fn read(folder: &Path, name: &str) -> (Option<String>, String) {
    let sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let entry = folder.join(name);
    let id = sources.read(&entry, At::Nowhere, &mut diagnostics).unwrap();
    let pages = pages(&sources, id, &mut diagnostics);
    let roots = vec![entry.parent().unwrap().canonicalize().unwrap()];
    let (json, said) = finish(
        &sources,
        &Input {
            pages,
            overlays: Vec::new(),
            roots,
        },
        diagnostics,
    );
    (json, said.replace(&format!("{}/", folder.display()), ""))
}

fn finish(
    sources: &Sources,
    input: &Input,
    mut diagnostics: Diagnostics,
) -> (Option<String>, String) {
    let document = build(sources, input, &mut diagnostics);
    let said = reports(diagnostics, sources, document.as_ref());
    let json = document
        .as_ref()
        .map(|document| document.root.to_json().to_string());
    (
        json,
        said.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

fn said(texts: &[(&str, &str)]) -> String {
    given(texts).1
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\n";

fn yaml(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[test]
fn broken_json_in_a_fence() {
    let page = "# Jobs\n\n```json\n{\n  \"openapi\": \"3.0.3\",\n  \"info\": {\n    \"title\": \"Jobs\"\n    \"version\": \"1\"\n  }\n}\n```\n";
    assert_snapshot!(said(&[("jobs.md", page)]), @r#"
    error[broken-json]: this is not JSON: expected `,` or `}`
     --> jobs.md:8:5
      |
    8 |     "version": "1"
      |     ^^^^^^^^^
      = help: nothing is read beyond this place: mend it, or get the file again
    "#);
}

#[test]
fn json_with_a_trailing_comma() {
    let text = "{\n  \"openapi\": \"3.0.3\",\n  \"info\": { \"title\": \"Jobs\", \"version\": \"1\", },\n  \"paths\": { \"/a\": {} }\n}\n";
    let (json, said) = given(&[("jobs.json", text)]);
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.0.3","info":{"title":"Jobs","version":"1"},"paths":{"/a":{}}}"#);
    assert_snapshot!(said, @r#"
    error[broken-json]: this is not JSON: trailing comma; it is read as YAML, which allows it
     --> jobs.json:3:46
      |
    3 | …fo": { "title": "Jobs", "version": "1", },
      |                                          ^
      = help: mend it, or get the file again
    "#);
}

#[test]
fn a_page_without_a_document() {
    assert_snapshot!(said(&[("jobs.md", "# Jobs\n\n```json\n{ \"id\": 1 }\n```\n")]), @r#"
    error[no-document]: there is no OpenAPI document in this page
     --> jobs.md:1:1
      |
    1 | # Jobs
      | ^
      = help: a page needs a fenced block of JSON or YAML that starts with `openapi`, front matter with `api:`, or, in HTML, a script with a document as JSON; for a page of prose, write the document by hand
    "#);
    assert_snapshot!(said(&[("jobs.md", "# Jobs\n\n```json\n{ \"a\": 1, \"openapi\": { } }\n```\n")]), @r#"
    error[no-document]: there is no OpenAPI document in this page
     --> jobs.md:1:1
      |
    1 | # Jobs
      | ^
      = help: a page needs a fenced block of JSON or YAML that starts with `openapi`, front matter with `api:`, or, in HTML, a script with a document as JSON; for a page of prose, write the document by hand
    "#);
    assert_snapshot!(said(&[("jobs.yaml", "- 1\n")]), @r#"
    error[no-document]: this is no OpenAPI document, but an array
     --> jobs.yaml:1:1
      |
    1 | - 1
      | ^
      = help: a document starts with `openapi: 3.0.3` (or another 3.x) and has `info` and `paths`
    "#);
}

#[test]
fn a_truncated_compressed_front_matter() {
    let page = "---\nid: get-job\napi: eJyrVspNLclIVbJSSk8tUdJRKkgsyQByi1JLSzJLUpWsoqtVKlOVrGp1\ninfo_path: jobs\n---\n";
    assert_snapshot!(said(&[("jobs.api.mdx", page)]), @r#"
    error[broken-front-matter]: the compressed operation under `api:` cannot be unpacked: incomplete deflate stream
     --> jobs.api.mdx:3:5
      |
    3 | api: eJyrVspNLclIVbJSSk8tUdJRKkgsyQByi1JLSzJLUpWsoqtVKlOVrGp1
      |     ^
      = help: it is base64 of zlib-compressed JSON, and is cut off or damaged: get the page again
    "#);
}

#[test]
fn overlays_that_do_nothing() {
    let overlay = "overlay: 1.0.0\ninfo: { title: x, version: '1' }\nactions:\n  - target: $.paths['/tasks']\n    remove: true\n  - target: $.paths[\n    update: {}\n  - target: $.info.title\n    update: Tasks\n  - target: $.info\n";
    assert_snapshot!(said(&[("jobs.yaml", &yaml("paths: {}\n")), ("overlay.yaml", overlay)]), @r#"
    error[unmatched-overlay-action]: `$.paths['/tasks']` selects nothing
     --> overlay.yaml:4:5 #/actions/0/target
      |
    4 |   - target: $.paths['/tasks']
      |     ^^^^^^
      = help: the document may have been corrected: then remove the action

    error[invalid-overlay-target]: `$.paths[` is not a JSONPath from character 7 on
     --> overlay.yaml:6:5 #/actions/1/target
      |
    6 |   - target: $.paths[
      |     ^^^^^^
      = help: RFC 9535 has the grammar: `$.paths['/jobs/{id}'].get.responses['200']`

    error[invalid-overlay-target]: `/info/title` is neither an object nor an array
     --> overlay.yaml:9:5 #/actions/2/update
      |
    9 |     update: Tasks
      |     ^^^^^^
      = help: select the object that contains it, and update the member

    error[invalid-overlay]: the action has neither `update` nor `remove: true`
      --> overlay.yaml:10:5 #/actions/3
       |
    10 |   - target: $.info
       |     ^^^^^^
    "#);
    assert_snapshot!(said(&[("jobs.yaml", &yaml("paths: {}\n")), ("overlay.yaml", "overlay: 2\n")]), @r#"
    error[invalid-overlay]: this is not an overlay of version 1
     --> overlay.yaml:1:1 #/overlay
      |
    1 | overlay: 2
      | ^^^^^^^
      = help: an overlay starts with `overlay: 1.0.0`, `info` and `actions`
    "#);
}

const CONTRADICTING: [(&str, &str); 2] = [
    (
        "a.yaml",
        "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Job:\n      required: [id]\n      properties:\n        id: { type: string }\n",
    ),
    (
        "b.json",
        "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Jobs\",\"version\":\"2\"},\"paths\":{},\n \"components\":{\"schemas\":{\"Job\":{\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"}}}}}}",
    ),
];

#[test]
fn contradicting_pages() {
    assert_snapshot!(said(&CONTRADICTING), @r#"
    error[contradiction]: two pages say different things of `/info/version`
     --> b.json:1:43 #/info/version
      |
    1 | …openapi":"3.0.3","info":{"title":"Jobs","version":"2"},"paths":{},
      |                                          ^^^^^^^^^
     ::: a.yaml:2:22 #/info/version
      |
    2 | info: { title: Jobs, version: '1' }
      |                      ^^^^^^^ the other one
      = help: say which one holds with an overlay action that sets it

    error[contradiction]: two pages say different things of `/components/schemas/Job/properties/id/type`
     --> b.json:2:72 #/components/schemas/Job/properties/id/type
      |
    2 | …:{"required":["id"],"properties":{"id":{"type":"integer"}}}}}}
      |                                          ^^^^^^
     ::: a.yaml:9:15 #/components/schemas/Job/properties/id/type
      |
    9 |         id: { type: string }
      |               ^^^^ the other one
      = help: say which one holds with an overlay action that sets it
    "#);
}

#[test]
fn an_overlay_settles_contradictions() {
    let overlay = "overlay: 1.0.0\nactions:\n  - target: $.info\n    update: { version: '2' }\n  - target: $.components.schemas.Job.properties.id\n    update: { type: string }\n";
    let [a, b] = CONTRADICTING;
    assert_eq!(said(&[a, b, ("overlay.yaml", overlay)]), "");
}

#[test]
fn the_order_of_pages_changes_nothing() {
    let page = |path: &str, rest: &str| {
        let text = yaml(&format!(
            "tags: [{{ name: jobs }}, {{ name: '{path}' }}]\n{rest}\npaths:\n  {path}: {{ get: {{ operationId: '{path}' }} }}\n"
        ));
        format!("# A page\n\n````yaml GET {path}\n{text}````")
    };
    let a = page(
        "/a",
        "servers: [{ url: https://a }]\nsecurity: [{ key: [] }]",
    );
    let b = page("/b", "security: []");
    let c = page("/c", "servers: [{ url: https://c }]");
    let texts = [("a.md", &*a), ("b.md", &*b), ("c.md", &*c)];
    let (json, said) = given(&texts);
    assert_eq!(said, "");
    for order in [[2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        assert_eq!(given(&order.map(|index| texts[index])).0, json);
    }
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.0.3","info":{"title":"Jobs","version":"1"},"tags":[{"name":"jobs"},{"name":"/a"},{"name":"/b"},{"name":"/c"}],"paths":{"/a":{"get":{"operationId":"/a","security":[{"key":[]}],"servers":[{"url":"https://a"}]}},"/b":{"get":{"operationId":"/b","security":[]}},"/c":{"get":{"operationId":"/c","servers":[{"url":"https://c"}]}}}}"#);
}

#[test]
fn an_operation_in_front_matter_becomes_a_document() {
    let page = "---\nid: x\napi: {\"operationId\":\"getJob\",\"method\":\"get\",\"path\":\"/jobs/{id}\",\"servers\":[{\"url\":\"https://a\"}],\"info\":{\"title\":\"Jobs\",\"version\":\"1\"},\"securitySchemes\":{\"key\":{\"type\":\"http\"}},\"postman\":{},\"responses\":{\"200\":{\"$ref\":\"#/nowhere\"}}}\n---\n";
    let (json, said) = given(&[("jobs.api.mdx", page)]);
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.0.3","servers":[{"url":"https://a"}],"info":{"title":"Jobs","version":"1"},"components":{"securitySchemes":{"key":{"type":"http"}}},"paths":{"/jobs/{id}":{"get":{"operationId":"getJob","responses":{"200":{}}}}}}"#);
    assert_snapshot!(said, @r##"
    error[dangling-reference]: `#/nowhere` points nowhere
     --> jobs.api.mdx:3:203 #/responses/200
      |
    3 | …ype":"http"}},"postman":{},"responses":{"200":{"$ref":"#/nowhere"}}}
      |                                          ^^^^^
      = help: add it under `components/responses`, or correct the reference with an overlay
    "##);
}
