//! Parameters that are bodies.

use super::upgraded;
use insta::assert_snapshot;

#[test]
fn bodies() {
    let new = upgraded(
        "
consumes: [application/json, application/xml]
paths:
  /own:
    post:
      parameters:
        - { name: dry, in: query, type: boolean }
        - { name: pet, in: body, description: A pet, required: true, schema: { $ref: '#/definitions/Pet' }, x-name: pet }
        - { name: wet, in: query, type: boolean }
  /shared:
    post: { parameters: [{ $ref: '#/parameters/Pet' }] }
    put: { consumes: [application/merge-patch+json], parameters: [{ $ref: '#/parameters/Pet' }] }
  /path:
    parameters: [{ name: pet, in: body, schema: { type: object } }]
    put: { operationId: inherits }
    patch: { consumes: [], parameters: [{ name: pet, in: body, type: string, x-nullable: true }] }
  /two:
    post:
      parameters:
        - { name: a, in: body, schema: { type: object } }
        - { name: b, in: body, schema: { type: object } }
        - { name: c, in: formData, type: string }
parameters:
  Pet: { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
definitions: { Pet: { type: object } }
",
    );
    assert_snapshot!(new.yaml("/paths"), @r#"
    /own:
      post:
        parameters:
        - name: dry
          in: query
          schema:
            type: boolean
        - name: wet
          in: query
          schema:
            type: boolean
        requestBody:
          description: A pet
          required: true
          x-name: pet
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
            application/xml:
              schema:
                $ref: '#/components/schemas/Pet'
    /shared:
      post:
        requestBody:
          $ref: '#/components/requestBodies/Pet'
      put:
        requestBody:
          required: true
          content:
            application/merge-patch+json:
              schema:
                $ref: '#/components/schemas/Pet'
    /path:
      put:
        operationId: inherits
        requestBody:
          content:
            application/json:
              schema:
                type: object
            application/xml:
              schema:
                type: object
      patch:
        requestBody:
          content:
            application/json:
              schema:
                type: string
                nullable: true
    /two:
      post:
        requestBody:
          content:
            application/json:
              schema:
                type: object
            application/xml:
              schema:
                type: object
    "#);
    assert_snapshot!(new.yaml("/components/requestBodies"), @r#"
    Pet:
      required: true
      content:
        application/json:
          schema:
            $ref: '#/components/schemas/Pet'
        application/xml:
          schema:
            $ref: '#/components/schemas/Pet'
    "#);
    assert_snapshot!(new.said, @r#"
    warning[several-bodies]: a request has one body, and this is said beside it: it is left out at #/paths/~1two/post/parameters/1
    warning[several-bodies]: a request has one body, and this is said beside it: it is left out at #/paths/~1two/post/parameters/2
    "#);
}

#[test]
fn forms() {
    let new = upgraded(
        "
consumes: [application/json]
paths:
  /urlencoded:
    post:
      parameters:
        - { name: name, in: formData, type: string, required: true, description: Its name, x-rust-name: title }
        - { name: tags, in: formData, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: ids, in: formData, type: array, items: { type: string }, collectionFormat: multi }
        - $ref: '#/parameters/Note'
  /file:
    parameters: [{ name: name, in: formData, type: string }, { name: note, in: formData, type: integer }]
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters: [{ name: photo, in: formData, type: file }, { name: name, in: formData, type: integer }]
  /both:
    post:
      consumes: [application/x-www-form-urlencoded, multipart/form-data; charset=utf-8, text/plain]
      parameters: [{ name: name, in: formData, type: string }]
parameters:
  Note: { name: note, in: formData, type: string, maxLength: 10 }
",
    );
    assert_snapshot!(new.yaml("/paths"), @r#"
    /urlencoded:
      post:
        requestBody:
          required: true
          content:
            application/x-www-form-urlencoded:
              schema:
                type: object
                properties:
                  name:
                    type: string
                    description: Its name
                    x-rust-name: title
                  tags:
                    type: array
                    items:
                      type: string
                  ids:
                    type: array
                    items:
                      type: string
                  note:
                    type: string
                    maxLength: 10
                required:
                - name
              encoding:
                tags:
                  style: pipeDelimited
                  explode: false
    /file:
      post:
        requestBody:
          content:
            multipart/form-data:
              schema:
                type: object
                properties:
                  photo:
                    type: string
                    format: binary
                  name:
                    type: integer
                  note:
                    type: integer
    /both:
      post:
        requestBody:
          content:
            application/x-www-form-urlencoded:
              schema:
                type: object
                properties:
                  name:
                    type: string
            multipart/form-data; charset=utf-8:
              schema:
                type: object
                properties:
                  name:
                    type: string
    "#);
    assert_snapshot!(new.said, @"warning[form-media-type]: form fields cannot be sent as any of `consumes`: `multipart/form-data` is used at #/paths/~1file/post/parameters");
    assert!(new.root.get("components").is_none());
}
