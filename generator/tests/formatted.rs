//! Generated code is formatted: prettyplease finds nothing to change in it but blank lines.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use generator::{Generator, Layout};

#[test]
fn prettyplease_would_print_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut generators: Vec<Generator> = ["concur", "exabase", "ironclad", "sailpoint"]
        .map(|name| Generator::new().folder(root.join("specs").join(name)))
        .to_vec();
    for entry in fs::read_dir(root.join("tests/constructs/documents")).unwrap() {
        let path = entry.unwrap().path();
        generators.push(Generator::new().name("api").document(path));
    }
    generators.push(
        Generator::new()
            .name("api")
            .document_text("wide.yaml", wide()),
    );
    for generator in generators {
        let output = generator.layout(Layout::Module).generate();
        assert!(!output.files.is_empty());
        for file in output.files {
            let source = significant(&file.text);
            let again = prettyplease::unparse(&syn::parse_file(&source).unwrap());
            assert_eq!(significant(&again), source, "{}", file.path.display());
        }
    }
}

/// Without what is above the items, comments and blank lines.
fn significant(text: &str) -> String {
    let lines = text.lines().filter(|line| {
        !line.trim().is_empty()
            && !["// ", "//!", "#!["]
                .iter()
                .any(|start| line.starts_with(start))
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A document whose names are of every length, so that lines end everywhere.
fn wide() -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for length in 5..80 {
        let name = "n".repeat(length);
        paths.push_str(&format!(
            "  /{name}/{{id}}:
    post:
      operationId: {name}
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string, maxLength: 9}}}}
        - {{name: {name}, in: query, style: deepObject, schema: {{$ref: '#/components/schemas/S{name}'}}}}
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {{$ref: '#/components/schemas/S{name}'}}
            encoding: {{{name}: {{contentType: application/json}}}}
      responses:
        '200': {{description: '', content: {{application/json: {{schema: {{$ref: '#/components/schemas/U{name}'}}}}}}}}
        '404': {{description: '', content: {{application/json: {{schema: {{$ref: '#/components/schemas/S{name}'}}}}}}}}
        '409': {{description: ''}}
"
        ));
        schemas.push_str(&format!(
            "    S{name}:
      type: object
      required: [{name}, id]
      properties:
        {name}: {{type: array, maxItems: 3, items: {{type: object, additionalProperties: {{$ref: '#/components/schemas/U{name}'}}}}}}
        id: {{type: string, pattern: '^[a-z]*$', minLength: 3}}
        kind: {{type: string, enum: [{name}, b]}}
        nullable: {{$ref: '#/components/schemas/U{name}', nullable: true}}
    U{name}:
      oneOf:
        - {{$ref: '#/components/schemas/S{name}'}}
        - {{type: integer, title: {name}}}
        - {{type: array, items: {{$ref: '#/components/schemas/S{name}'}}}}
"
        ));
    }
    format!(
        "openapi: 3.0.3\ninfo: {{title: Wide, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}
