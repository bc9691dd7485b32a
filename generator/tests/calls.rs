//! The type of calls: one for the whole API, or one a file where a compiler would look through too many setters.

use generator::Generator;

/// The file of one of two tags of a big API, of whose operations so many have an optional parameter `pretty`; and the
/// crate's root.
fn generated(pretty: usize) -> (String, String) {
    let mut document = "openapi: 3.0.3\ninfo: { title: Calls, version: '1' }\npaths:\n".to_owned();
    for at in 0..501 {
        let tag = if at % 2 == 0 { "even" } else { "odd" };
        let parameters = if at < pretty {
            "parameters: [{ name: pretty, in: query, schema: { type: boolean } }], "
        } else {
            ""
        };
        document += &format!(
            "  /{at}: {{ get: {{ operationId: get{at}, tags: [{tag}], {parameters}responses: {{ '204': {{ description: Done }} \
             }} }} }}\n"
        );
    }
    let output = Generator::new()
        .name("calls")
        .document_text("calls.yaml", &document)
        .generate();
    assert!(!output.has_errors());
    let text = |end: &str| {
        let file = output.files.iter().find(|file| file.path.ends_with(end));
        file.map(|file| file.text.clone()).unwrap_or_default()
    };
    (text("client/even.rs"), text("lib.rs") + &text("mod.rs"))
}

#[test]
fn calls_are_of_one_type() {
    let (even, root) = generated(200);
    assert!(even.contains("use super::{Call, Client};"), "{even}");
    assert!(!even.contains("pub struct Call<"));
    assert!(!root.contains("pub mod client;"), "{root}");
}

#[test]
fn calls_of_each_file_are_of_their_own_where_a_setter_is_on_most_of_many() {
    let (even, root) = generated(400);
    assert!(even.contains("use super::Client;"), "{even}");
    assert!(even.contains("pub struct Call<"));
    // So that signatures can name them.
    assert!(root.contains("pub mod client;"), "{root}");
}
