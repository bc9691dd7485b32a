//! One operation for each construct.

use super::{
    build::{array, docs, json, media, named, operation, parameter, text},
    models::{FILTER, FORM, JOB, PET, RESULT, WIDE},
};
use crate::ir::{
    Docs, Encoding, Integer, Media, Method, OAuthFlow, Operation, Origin, Parameter, Part, Payload,
    Place, RequestBody, Requirement, Response, Scheme, SchemeKind, Server, ServerVariable, Status,
    StringFormat, Style, Ty, Webhook,
};

pub fn servers() -> Vec<Server> {
    let variables = vec![ServerVariable {
        name: "tenant".to_owned(),
        default: "demo".to_owned(),
        values: vec!["demo".to_owned(), "live".to_owned()],
        description: "Whose it is.".to_owned(),
    }];
    vec![
        Server {
            url: "https://{tenant}.example.com/v1".to_owned(),
            description: "Production".to_owned(),
            variables,
        },
        Server {
            url: "http://localhost:8080".to_owned(),
            description: String::new(),
            variables: Vec::new(),
        },
    ]
}

pub fn schemes() -> Vec<Scheme> {
    let flow = OAuthFlow {
        kind: "clientCredentials".to_owned(),
        token_url: "https://{tenant}.example.com/token".to_owned(),
        scopes: Vec::new(),
    };
    let kinds = [
        (
            "Bearer",
            SchemeKind::HttpToken {
                scheme: "Bearer".to_owned(),
            },
        ),
        (
            "follow",
            SchemeKind::ApiKey {
                place: Place::Query,
                name: "key".to_owned(),
            },
        ),
        ("basic", SchemeKind::Basic),
        ("oauth", SchemeKind::OAuth2(vec![flow])),
        ("mtls", SchemeKind::MutualTls),
    ];
    kinds
        .map(|(name, kind)| Scheme {
            name: name.to_owned(),
            kind,
            docs: Docs::default(),
            origin: Origin::default(),
        })
        .into()
}

pub fn operations() -> Vec<Operation> {
    let mut operations = vec![
        Operation {
            docs: docs("Gets a job", "Once.\n\n- a\n- b"),
            parameters: parameters(),
            responses: responses(),
            security: security(),
            ..operation(Some("getJob"), Method::GET, &["/jobs/", ":id"])
        },
        Operation {
            body: body(true, json(named(JOB))),
            responses: vec![
                response(Status::Code(201), json(named(JOB))),
                response(Status::Default, json(named(RESULT))),
            ],
            ..operation(Some("create-job"), Method::POST, &["/jobs"])
        },
        Operation {
            body: body(false, choice()),
            responses: vec![response(Status::Default, json(named(PET)))],
            ..operation(None, Method::PUT, &["/jobs/", ":id", "/a"])
        },
        Operation {
            body: body(true, multipart()),
            responses: vec![
                response(Status::Code(200), stream()),
                response(Status::Code(204), Vec::new()),
            ],
            ..operation(Some("upload"), Method::POST, &["/upload"])
        },
        Operation {
            body: body(true, stream()),
            responses: vec![response(Status::Code(302), Vec::new())],
            ..operation(Some("tenant"), Method::POST, &["/tenant"])
        },
        Operation {
            responses: several_media(),
            ..operation(Some("new"), Method::GET, &["/new"])
        },
        Operation {
            parameters: (0..7)
                .map(|at| parameter(&format!("p{at}"), Place::Query, text(), true))
                .collect(),
            ..operation(Some("Route"), Method::DELETE, &["/route"])
        },
        Operation {
            body: body(true, json(named(WIDE))),
            ..operation(Some("createJob"), Method::POST, &["/other/jobs"])
        },
        Operation {
            body: body(true, vec![media("text/plain", Payload::Text)]),
            ..operation(Some("says"), Method::PATCH, &["/says"])
        },
        Operation {
            body: body(
                true,
                vec![media(
                    "application/xml",
                    Payload::Xml {
                        root: None,
                        ty: named(17),
                    },
                )],
            ),
            responses: vec![response(
                Status::Code(200),
                vec![media(
                    "text/xml",
                    Payload::Xml {
                        root: None,
                        ty: named(17),
                    },
                )],
            )],
            ..operation(Some("entry"), Method::PATCH, &["/entry"])
        },
    ];
    operations[2].parameters = vec![parameter(
        "id",
        Place::Path,
        Ty::Integer(Integer::I64),
        true,
    )];
    operations
}

fn parameters() -> Vec<Parameter> {
    let deep = Encoding::Styled {
        style: Style::DeepObject,
        explode: true,
        allow_reserved: false,
    };
    vec![
        parameter("id", Place::Path, text(), true),
        parameter("id", Place::Query, text(), false),
        parameter(
            "X-Trace-Id",
            Place::Header,
            Ty::String(StringFormat::Uuid),
            true,
        ),
        Parameter {
            encoding: deep,
            ..parameter("filter", Place::Query, named(FILTER), false)
        },
        Parameter {
            encoding: Encoding::Json,
            ..parameter("with", Place::Query, array(text()), false)
        },
        parameter("session", Place::Cookie, text(), false),
    ]
}

fn responses() -> Vec<Response> {
    vec![
        response(Status::Code(200), json(named(JOB))),
        response(Status::Code(202), Vec::new()),
        response(Status::Code(404), json(named(RESULT))),
        response(
            Status::Code(418),
            vec![
                media("text/plain", Payload::Text),
                media("application/json", Payload::Json(named(WIDE))),
            ],
        ),
        response(Status::Code(499), Vec::new()),
        response(Status::Range(5), stream()),
        response(Status::Default, json(named(PET))),
    ]
}

fn several_media() -> Vec<Response> {
    let xml = media(
        "application/xml",
        Payload::Xml {
            root: None,
            ty: named(RESULT),
        },
    );
    let other = media("application/vnd.x+json", Payload::Json(named(RESULT)));
    let events = media("text/event-stream", Payload::Events(named(RESULT)));
    let lines = media("application/jsonl", Payload::JsonLines(named(WIDE)));
    let csv = media("text/csv", Payload::Binary);
    vec![response(
        Status::Code(200),
        [json(named(RESULT)), vec![xml, other, csv, events, lines]].concat(),
    )]
}

fn response(status: Status, media: Vec<Media>) -> Response {
    Response {
        status,
        docs: docs("", "What <happened>."),
        headers: Vec::new(),
        media,
        origin: Origin::default(),
    }
}

fn body(required: bool, media: Vec<Media>) -> Option<RequestBody> {
    Some(RequestBody {
        required,
        docs: Docs::default(),
        media,
        origin: Origin::default(),
    })
}

fn choice() -> Vec<Media> {
    let form = Payload::Form {
        ty: named(FILTER),
        parts: Vec::new(),
    };
    let again = media("text/json", Payload::Json(named(FILTER)));
    [
        json(named(FILTER)),
        vec![
            again,
            media("application/x-www-form-urlencoded", form),
            media("image/*", Payload::Binary),
        ],
    ]
    .concat()
}

fn multipart() -> Vec<Media> {
    let part = Part {
        name: "file".to_owned(),
        content_type: Some("image/png".to_owned()),
        encoding: None,
        headers: vec![("X-Kind".to_owned(), "plain".to_owned())],
    };
    vec![media(
        "multipart/form-data",
        Payload::Multipart {
            ty: named(FORM),
            parts: vec![part],
        },
    )]
}

fn stream() -> Vec<Media> {
    vec![media("application/octet-stream", Payload::Binary)]
}

fn security() -> Vec<Requirement> {
    let one = |names: &[&str]| Requirement {
        schemes: names
            .iter()
            .map(|&name| (name.to_owned(), Vec::new()))
            .collect(),
    };
    vec![one(&["Bearer"]), one(&["basic", "follow"]), one(&[])]
}

pub fn webhooks() -> Vec<Webhook> {
    let webhook = |name: &str, media: Vec<Media>| Webhook {
        name: name.to_owned(),
        docs: docs("", "What *happened*."),
        media,
        origin: Origin(name.to_owned()),
    };
    vec![
        webhook(
            "job-done",
            vec![media("application/json", Payload::Json(named(JOB)))],
        ),
        webhook("ping", Vec::new()),
    ]
}
