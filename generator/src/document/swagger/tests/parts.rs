//! What stands at the root.

use super::{Upgraded, owned, upgraded};
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::document::swagger::{Moves, is_swagger, upgrade};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn the_root_keeps_its_order() {
    let new = upgraded(
        "
info: { title: Pets, version: '1', x-audience: all }
host: pets.example.com
basePath: /v2/
schemes: [http, https]
tags: [{ name: pet, externalDocs: { url: 'https://pets.example.com/docs' } }]
consumes: [application/json]
produces: [application/json]
security: [{ key: [] }]
paths: {}
definitions: { Pet: { type: object } }
externalDocs: { url: 'https://pets.example.com' }
x-more: { $ref: '#/definitions/Pet' }
",
    );
    assert_snapshot!(new.yaml(""), @r#"
    openapi: 3.0.3
    info:
      title: Pets
      version: '1'
      x-audience: all
    servers:
    - url: https://pets.example.com/v2
    - url: http://pets.example.com/v2
    tags:
    - name: pet
      externalDocs:
        url: https://pets.example.com/docs
    security:
    - key: []
    paths: {}
    components:
      schemas:
        Pet:
          type: object
    externalDocs:
      url: https://pets.example.com
    x-more:
      $ref: '#/definitions/Pet'
    "#);
    assert_eq!(new.said, "");
}

#[test]
fn servers() {
    let url = |text: &str| {
        let new = upgraded(text);
        assert_eq!(new.said, "");
        let servers = new
            .root
            .get("servers")
            .and_then(Node::as_array)
            .unwrap_or_default();
        let urls = servers
            .iter()
            .filter_map(|server| server.get("url")?.as_str());
        urls.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(url("host: a.com"), "https://a.com");
    assert_eq!(url("info: {}"), "");
    assert_eq!(
        url("host: a.com:8080\nbasePath: v1\nschemes: [http, wss]"),
        "http://a.com:8080/v1 wss://a.com:8080/v1"
    );
    assert_eq!(url("basePath: /v1/"), "/v1");
    assert_eq!(url("basePath: /\nschemes: [https]"), "/");
    assert_eq!(
        url("host: 'https://a.com/'\nbasePath: /v1"),
        "https://a.com/v1"
    );
    assert_eq!(url("host: ''\nbasePath: /v1"), "/v1");
}

#[test]
fn schemas() {
    let new = upgraded(
        "
definitions:
  Pet:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: { type: string }
      owner: { $ref: '#/definitions/Owner', x-nullable: true, description: Who feeds it }
      name: { type: string, x-nullable: true, readOnly: true, xml: { attribute: true } }
      photo: { type: file }
      tags: { type: array, collectionFormat: csv, items: { $ref: '#/definitions/Tag/properties/name' } }
      $ref: { type: string }
    additionalProperties: { $ref: '#/definitions/Tag' }
    example: { $ref: '#/definitions/Tag', discriminator: kind }
  Tag:
    properties:
      name: { type: string, default: { $ref: '#/definitions/Tag' }, enum: [{ $ref: '#/definitions/Tag' }] }
  Dog:
    allOf:
      - $ref: '#/definitions/Pet'
      - type: object
        x-origin: { $ref: '#/definitions/Tag' }
        properties: { parent: { $ref: '#/definitions/Dog' } }
  Owner: { type: object }
  A b%: { items: { $ref: '#/definitions/A%20b%25' }, type: array }
",
    );
    assert_snapshot!(new.yaml("/components"), @r#"
    schemas:
      Pet:
        type: object
        discriminator:
          propertyName: kind
        required:
        - kind
        properties:
          kind:
            type: string
          owner:
            allOf:
            - $ref: '#/components/schemas/Owner'
            nullable: true
            description: Who feeds it
          name:
            type: string
            nullable: true
            readOnly: true
            xml:
              attribute: true
          photo:
            type: string
            format: binary
          tags:
            type: array
            items:
              $ref: '#/components/schemas/Tag/properties/name'
          $ref:
            type: string
        additionalProperties:
          $ref: '#/components/schemas/Tag'
        example:
          $ref: '#/definitions/Tag'
          discriminator: kind
      Tag:
        properties:
          name:
            type: string
            default:
              $ref: '#/definitions/Tag'
            enum:
            - $ref: '#/definitions/Tag'
      Dog:
        allOf:
        - $ref: '#/components/schemas/Pet'
        - type: object
          x-origin:
            $ref: '#/definitions/Tag'
          properties:
            parent:
              $ref: '#/components/schemas/Dog'
      Owner:
        type: object
      A b%:
        items:
          $ref: '#/components/schemas/A b%25'
        type: array
    "#);
    assert_eq!(new.said, "");
}

#[test]
fn security_schemes() {
    let new = upgraded(
        "
securityDefinitions:
  basic: { type: basic, description: Name and password, x-why: history }
  key: { type: apiKey, name: api_key, in: header }
  implicit: { type: oauth2, flow: implicit, authorizationUrl: 'https://a.com/o', scopes: { read: Reads }, x-why: history }
  password: { type: oauth2, flow: password, tokenUrl: 'https://a.com/t', scopes: {} }
  application: { type: oauth2, flow: application, tokenUrl: 'https://a.com/t' }
  code: { type: oauth2, flow: accessCode, authorizationUrl: 'https://a.com/o', tokenUrl: 'https://a.com/t', scopes: {} }
  unsaid: { type: oauth2, tokenUrl: 'https://a.com/t', scopes: [read] }
",
    );
    assert_snapshot!(new.yaml("/components/securitySchemes"), @r#"
    basic:
      type: http
      scheme: basic
      description: Name and password
      x-why: history
    key:
      type: apiKey
      name: api_key
      in: header
    implicit:
      type: oauth2
      x-why: history
      flows:
        implicit:
          authorizationUrl: https://a.com/o
          scopes:
            read: Reads
    password:
      type: oauth2
      flows:
        password:
          tokenUrl: https://a.com/t
          scopes: {}
    application:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://a.com/t
          scopes: {}
    code:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://a.com/o
          tokenUrl: https://a.com/t
          scopes: {}
    unsaid:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://a.com/t
          scopes: {}
    "#);
    assert_snapshot!(new.said, @r#"
    warning[malformed-swagger]: no OAuth 2 flow is named: by its URLs it is `clientCredentials` at #/securityDefinitions/unsaid
    warning[malformed-swagger]: an object belongs here, and this is an array: it is left out at #/securityDefinitions/unsaid/scopes
    "#);
}

#[test]
fn what_is_malformed_costs_one_warning_and_itself() {
    let new = upgraded(
        "
host: 1
schemes: 2
produces: { a: b }
definitions: [1]
parameters: text
responses: null
securityDefinitions: { a: 3 }
paths:
  /a: 4
  /b:
    parameters: {}
    get: { parameters: 5, responses: 6, consumes: [7, json], schemes: 8 }
    post:
      parameters: [9, { $ref: '#/parameters/Missing' }, { $ref: 10 }, { in: formData }]
      responses: { 200: { schema: 11, headers: [], examples: 12 }, 201: 13, 202: { $ref: '#/definitions/Pet' } }
  /c: { get: [] }
",
    );
    assert_snapshot!(new.yaml(""), @r#"
    openapi: 3.0.3
    servers:
    - url: /
    components:
      securitySchemes:
        a: 3
    paths:
      /a: 4
      /b:
        get:
          responses: {}
        post:
          parameters:
          - 9
          - $ref: '#/parameters/Missing'
          - $ref: 10
          responses:
            '200':
              content:
                application/json:
                  schema: 11
              headers: {}
            '201': 13
            '202':
              $ref: '#/definitions/Pet'
      /c:
        get: []
    "#);
    assert_snapshot!(new.said, @r#"
    warning[malformed-swagger]: a list of media types belongs here, and this is an object: it is left out at #/produces
    warning[malformed-swagger]: an object belongs here, and this is an array: it is left out at #/definitions
    warning[malformed-swagger]: an object belongs here, and this is a string: it is left out at #/parameters
    warning[malformed-swagger]: a list of schemes belongs here, and this is a number: it is left out at #/schemes
    warning[malformed-swagger]: a list of parameters belongs here, and this is an object: it is left out at #/paths/~1b/parameters
    warning[malformed-swagger]: a list of parameters belongs here, and this is a number: it is left out at #/paths/~1b/get/parameters
    warning[malformed-swagger]: a media type belongs here, and this is a number: it is left out at #/paths/~1b/get/consumes/0
    warning[malformed-swagger]: an object belongs here, and this is a number: it is left out at #/paths/~1b/get/responses
    warning[malformed-swagger]: a list of schemes belongs here, and this is a number: it is left out at #/paths/~1b/get/schemes
    warning[malformed-swagger]: a form field without a name cannot be sent: it is left out at #/paths/~1b/post/parameters/3
    warning[malformed-swagger]: an object belongs here, and this is a number: it is left out at #/paths/~1b/post/responses/200/examples
    warning[malformed-swagger]: an object belongs here, and this is an array: it is left out at #/paths/~1b/post/responses/200/headers
    "#);
}

#[test]
fn other_documents_stay_as_they_are() {
    for version in [
        json!({"openapi": "3.0.3"}),
        json!({"swagger": "1.2"}),
        json!({"swagger": {}}),
        json!([]),
    ] {
        let root = Node::from(version);
        let (same, moves) = upgrade(root.clone(), &mut Diagnostics::new());
        assert_eq!((same, moves), (root, Moves::default()));
    }
    for version in [
        json!({"swagger": "2.0"}),
        json!({"swagger": 2.0}),
        json!({"swagger": 2}),
    ] {
        assert!(is_swagger(&Node::from(version)));
    }
}

#[test]
fn copies_have_a_limit() {
    let types: String = (0..2000).map(|n| format!("application/x{n}, ")).collect();
    let values: String = (0..2000).map(|n| format!("{n}, ")).collect();
    let Upgraded { root, said, .. } = upgraded(&format!(
        "
produces: [{types}]
paths: {{ /a: {{ get: {{ responses: {{ 200: {{ schema: {{ enum: [{values}] }} }} }} }} }} }}
"
    ));
    let content = root
        .at("/paths/~1a/get/responses/200/content")
        .and_then(Node::as_object);
    assert!(content.is_some_and(|content| !content.is_empty() && content.len() < 1100));
    assert_eq!(said.lines().count(), 1);
    assert_eq!(owned(&root), root);
}
