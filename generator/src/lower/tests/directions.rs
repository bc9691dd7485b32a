use super::paths;

#[test]
fn types_of_which_requests_need_less_than_responses_have_a_twin_for_requests() {
    let text = paths(
        "
        paths:
          /jobs:
            post:
              operationId: createJob
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
              responses:
                '200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Job'}}}}}
          /owners:
            post:
              operationId: createOwner
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewOwner'}}}}
        components:
          schemas:
            Job:
              required: [id, token, kind, owner, note]
              properties:
                id: {type: string, readOnly: true}
                token: {type: string, writeOnly: true}
                kind: {const: job, readOnly: true}
                owner: {$ref: '#/components/schemas/Owner'}
                note: {$ref: '#/components/schemas/Note'}
            Owner:
              description: Who it is for.
              properties:
                jobs: {type: array, items: {$ref: '#/components/schemas/Job'}}
            NewOwner:
              required: [id]
              properties:
                id: {type: string, readOnly: true}
                first: {$ref: '#/components/schemas/Job'}
            Note:
              properties:
                id: {type: string, readOnly: true}
",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn types_that_travel_one_way_have_none() {
    let text = paths(
        "
        paths:
          /jobs:
            get:
              operationId: listJobs
              responses:
                '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
        components:
          schemas:
            Job:
              required: [id]
              properties:
                id: {type: string, readOnly: true}
",
    );
    insta::assert_snapshot!(text);
}
