//! Answers in other encodings than UTF-8: `--features charset,xml`.

use runtime::{
    DecodeError, Error, Format, Media, NoFailure, Operation, Reply, Route, Server as Servers,
    Status, WebhookRoute, client::Client,
};

use crate::server::{Answer, Server};

static SERVERS: [Servers; 1] = [Servers {
    url: "/",
    variables: &[],
}];

/// What is read as JSON, XML or text, as the server states.
struct GetNote;

impl Operation for GetNote {
    type Output = String;
    type Failure = NoFailure;

    const ROUTE: &'static Route = &Route {
        id: "getNote",
        path: "/note",
        replies: &[Reply::Output(
            Status::Code(200),
            0,
            &[
                Media {
                    range: "application/json",
                    format: Format::Json,
                    case: 0,
                },
                Media {
                    range: "application/xml",
                    format: Format::Xml,
                    case: 0,
                },
                Media {
                    range: "text/plain",
                    format: Format::Text,
                    case: 0,
                },
            ],
        )],
        ..Route::GET
    };
}

async fn read(content_type: &'static str, body: &[u8]) -> Result<String, Error<NoFailure>> {
    let body = body.to_vec();
    let server = Server::start(move |_| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len(),
        );
        Answer::Send([head.as_bytes(), &body].concat())
    });
    let mut client = Client::new(&SERVERS);
    client.set_base_url(server.url.clone());
    client.call(GetNote).await
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    [0xFF, 0xFE]
        .into_iter()
        .chain(units.flat_map(u16::to_le_bytes))
        .collect()
}

#[tokio::test]
async fn what_the_server_states_is_kept_to() {
    let xml = |encoding: &str, text: &[u8]| {
        let declaration = format!("<?xml version='1.0' {encoding}?><note>");
        [declaration.as_bytes(), text, b"</note>"].concat()
    };
    for (content_type, body) in [
        ("text/plain; charset=ISO-8859-1", b"caf\xE9".to_vec()),
        ("text/plain; charset=\"windows-1252\"", b"caf\xE9".to_vec()),
        ("text/plain; charset=us-ascii", b"caf\xE9".to_vec()),
        (
            "text/plain; CHARSET=koi8-r; format=flowed",
            b"caf\xE9".to_vec(),
        ),
        ("text/plain; charset=utf-8", "café".into()),
        ("text/plain", "café".into()),
        ("text/plain", utf16("café")),
        ("application/xml", xml("encoding='ISO-8859-1'", b"caf\xE9")),
        // What is stated outside the document goes before what is in it.
        (
            "application/xml; charset=iso-8859-1",
            xml("encoding='UTF-8'", b"caf\xE9"),
        ),
        (
            "application/xml; charset=utf-8",
            xml("encoding='ISO-8859-1'", "café".as_bytes()),
        ),
        (
            "application/xml",
            utf16("<?xml version='1.0' encoding='UTF-16'?><note>café</note>"),
        ),
        (
            "application/json; charset=iso-8859-1",
            b"\"caf\xE9\"".to_vec(),
        ),
        // That is what servers say who do not know better.
        ("application/json; charset=iso-8859-1", "\"café\"".into()),
    ] {
        let wanted = if content_type.contains("koi8") {
            "cafИ"
        } else {
            "café"
        };
        let read = read(content_type, &body).await.unwrap();
        assert_eq!(read, wanted, "{content_type}: {body:?}");
    }
}

#[tokio::test]
async fn what_does_not_keep_to_its_encoding_is_an_error_with_the_bytes() {
    for (content_type, body) in [
        ("text/plain", &b"caf\xE9"[..]),
        ("text/plain; charset=nonsense", b"caf\xE9"),
        ("text/plain; charset=shift_jis", b"caf\xFF"),
        (
            "application/xml",
            b"<?xml version='1.0' encoding='nonsense'?><note>caf\xE9</note>",
        ),
        ("application/json", b"\"caf\xE9\""),
    ] {
        let error = read(content_type, body).await.unwrap_err();
        let Error::Decode { error, answer } = error else {
            panic!("{content_type}: {error}");
        };
        let _: DecodeError = error;
        assert_eq!(&answer.body[..], body, "{content_type}");
    }
}

#[test]
fn so_it_is_with_what_an_api_sends_by_itself() {
    static ROUTES: [WebhookRoute; 1] = [WebhookRoute {
        name: "noted",
        case: 0,
        media: &[Media {
            range: "text/plain",
            format: Format::Text,
            case: 0,
        }],
    }];
    let content_type = Some("text/plain; charset=iso-8859-1");
    let (_, mut received) = WebhookRoute::find(&ROUTES, "noted", content_type, b"caf\xE9").unwrap();
    assert_eq!(received.read::<String>().unwrap(), "café");
}
