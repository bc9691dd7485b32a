//! What a client needs of the runtime.

use generator::{Generator, Layout, Output};

fn generated(content: &str) -> Output {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{ title: Needs, version: '1' }}\npaths:\n  /it:\n    post:\n      operationId: send\n      \
         requestBody: {{ content: {content} }}\n      responses: {{ '204': {{ description: Done }} }}\n"
    );
    let output = Generator::new()
        .name("needs")
        .document_text("needs.yaml", &document)
        .layout(Layout::Crate {
            name: "needs".to_owned(),
            runtime: "{ path = \"../runtime\", default-features = false }".to_owned(),
            root: false,
        })
        .generate();
    assert!(!output.has_errors(), "{}", output.reports[0]);
    output
}

#[test]
fn xml_is_asked_for_where_there_is_some() {
    let object = "{ type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }";
    for (content, is_needed) in [
        (
            format!("{{ application/json: {{ schema: {object} }} }}"),
            false,
        ),
        (
            format!("{{ multipart/form-data: {{ schema: {object} }} }}"),
            false,
        ),
        (
            format!("{{ application/xml: {{ schema: {object} }} }}"),
            true,
        ),
        (
            format!(
                "{{ multipart/form-data: {{ schema: {object}, encoding: {{ a: {{ contentType: text/XML }} }} }} }}"
            ),
            true,
        ),
    ] {
        let output = generated(&content);
        assert_eq!(
            output.needs,
            if is_needed { vec!["xml"] } else { vec![] },
            "{content}"
        );
        let manifest = &output.files[0].text;
        let asked = manifest.contains("features = [\"xml\"], path = \"../runtime\" }");
        assert_eq!(asked, is_needed, "{manifest}");
    }
}
