//! A document that says each of the texts wherever a document can say something.

mod texts;

use serde_json::{Map, Value, json};
use texts::{TAG, TEXTS};

/// The document.
pub fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": TEXTS.join(" "), "version": TEXTS.join(" "), "description": TEXTS.join("\n\n") },
        "servers": numbered().filter(|(_, text)| !text.contains(['{', '}'])).map(server).collect::<Value>(),
        "tags": TEXTS.iter().map(|text| json!({ "name": text, "description": text })).collect::<Value>(),
        "paths": paths(),
        "components": { "schemas": schemas(), "securitySchemes": schemes() },
    })
}

fn numbered() -> impl Iterator<Item = (usize, &'static str)> {
    TEXTS.iter().copied().enumerate()
}

/// An object with a member for each text.
fn each(value: impl Fn(usize, &str) -> Value) -> Map<String, Value> {
    numbered()
        .map(|(number, text)| (text.to_owned(), value(number, text)))
        .collect()
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn server((number, text): (usize, &str)) -> Value {
    json!({
        "url": format!("https://example.com/{number}/{{{text}}}"),
        "description": text,
        "variables": { text: { "default": text, "enum": [text], "description": text } },
    })
}

fn paths() -> Map<String, Value> {
    let mut paths: Map<String, Value> = numbered()
        .map(|(number, text)| {
            (
                format!("/{number}/{text}"),
                json!({ "get": operation(number, text) }),
            )
        })
        .collect();
    let names = || {
        TEXTS
            .iter()
            .filter(|text| !text.trim().is_empty() && !text.contains(['{', '}', '/', '?', '#']))
    };
    let parameter = |name: &&str| json!({ "name": name, "in": "path", "required": true, "description": name, "schema": string() });
    let template: String = names().map(|name| format!("/{{{name}}}")).collect();
    let done = json!({ "204": { "description": "Done" } });
    let every = |id: &str, rest: Value| {
        let mut operation = json!({ "operationId": id, "responses": done });
        if let (Some(operation), Value::Object(rest)) = (operation.as_object_mut(), rest) {
            operation.extend(rest);
        }
        json!({ "post": operation })
    };
    let parameters: Value = names().map(parameter).collect();
    paths.insert(
        format!("/path{template}"),
        every("everyPathParameter", json!({ "parameters": parameters })),
    );
    let content = each(|_, _| json!({ "schema": string() }));
    let media = json!({ "requestBody": { "content": content }, "responses": { "200": { "description": "A", "content": content } } });
    paths.insert("/media".to_owned(), every("everyMediaType", media));
    let encoding =
        each(|_, text| json!({ "contentType": text, "headers": { text: { "schema": string() } } }));
    let form =
        json!({ "schema": { "$ref": "#/components/schemas/EveryMember" }, "encoding": encoding });
    let body =
        json!({ "requestBody": { "required": true, "content": { "multipart/form-data": form } } });
    paths.insert("/form".to_owned(), every("everyPart", body));
    paths
}

fn operation(number: usize, text: &str) -> Value {
    let inline = json!({
        "type": "object", "title": text, "description": text, "required": [text],
        "properties": { text: { "type": "string", "title": text, "description": text, "default": text, "const": text } },
    });
    json!({
        "operationId": text, "summary": text, "description": text, "tags": [text], "deprecated": number.is_multiple_of(2),
        "externalDocs": { "url": text, "description": text },
        "security": [{ text: [] }, { "oauth": [text] }],
        "parameters": [
            { "name": text, "in": "query", "description": text, "example": text,
              "schema": { "type": "string", "default": text, "pattern": text } },
            { "name": text, "in": "header", "description": text, "schema": { "type": "string", "format": text } },
            { "name": text, "in": "cookie", "schema": { "type": "string", "enum": [text, "other"], "default": text } },
        ],
        "responses": {
            "200": {
                "description": text,
                "headers": { text: { "description": text, "schema": string() } },
                "content": { "application/json": { "schema": inline } },
            },
            "default": { "description": text },
        },
    })
}

fn schemas() -> Map<String, Value> {
    let mut schemas = each(|_, text| {
        json!({
            "type": "object", "title": text, "description": text,
            "xml": { "name": text, "namespace": text, "prefix": text },
            "properties": { "value": { "type": "string", "description": text } },
        })
    });
    let member = |_, text: &str| {
        json!({
            "type": "string", "description": text, "default": text, "pattern": text, "example": text,
            "xml": { "name": text, "namespace": text, "prefix": text },
        })
    };
    let pinned: Map<String, Value> = numbered()
        .map(|(number, text)| {
            (
                format!("p{number}"),
                json!({ "type": "string", "x-rust-name": text }),
            )
        })
        .collect();
    let variants: Vec<String> = numbered().map(|(number, _)| format!("v{number}")).collect();
    let mapping = each(|number, _| {
        ["#/components/schemas/One", "#/components/schemas/Two"][number % 2].into()
    });
    let constant = |(number, text)| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": text }, format!("p{number}"): string() } });
    let tagged = |name: &str| json!({ "type": "object", "required": [TAG], "properties": { TAG: string(), name: string() } });
    let more = [
        (
            "EveryMember",
            json!({ "type": "object", "description": TEXTS.join("\n\n"), "properties": each(member) }),
        ),
        (
            "EveryRequired",
            json!({ "type": "object", "required": TEXTS, "properties": each(|_, _| string()) }),
        ),
        (
            "EveryValue",
            json!({ "type": "string", "enum": TEXTS, "default": "", "x-enum-descriptions": TEXTS }),
        ),
        (
            "EveryName",
            json!({ "type": "object", "properties": pinned }),
        ),
        (
            "EveryVariantName",
            json!({ "type": "string", "enum": variants, "x-enum-varnames": TEXTS }),
        ),
        (
            "EveryConstant",
            json!({ "anyOf": numbered().map(constant).collect::<Value>() }),
        ),
        ("One", tagged("one")),
        ("Two", tagged("two")),
        (
            "EveryTag",
            json!({
                "oneOf": [{ "$ref": "#/components/schemas/One" }, { "$ref": "#/components/schemas/Two" }],
                "discriminator": { "propertyName": TAG, "mapping": mapping },
            }),
        ),
    ];
    schemas.extend(more.map(|(name, schema)| (name.to_owned(), schema)));
    schemas
}

fn schemes() -> Map<String, Value> {
    let places = ["query", "header", "cookie"];
    let mut schemes = each(
        |number, text| json!({ "type": "apiKey", "in": places[number % 3], "name": text, "description": text }),
    );
    let flow =
        json!({ "tokenUrl": "https://example.com/\"}{", "scopes": each(|_, text| text.into()) });
    schemes.insert(
        "oauth".to_owned(),
        json!({ "type": "oauth2", "flows": { "clientCredentials": flow } }),
    );
    schemes
}
