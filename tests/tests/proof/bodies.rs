//! Bodies that are made to break what reads them.

use runtime::{DecodeError, Error};
use tests::server::{Reply, Server};

use crate::caller::{Caller, get, get_xml};

async fn json<M: Caller>(body: impl AsRef<[u8]>) -> DecodeError {
    decode(get::<M>(&Server::always(Reply::json(200, body))).await)
}

async fn xml<M: Caller>(body: impl AsRef<[u8]>) -> DecodeError {
    decode(get_xml::<M>(&Server::always(Reply::xml(200, body))).await)
}

fn decode<F: std::fmt::Debug>(error: Error<F>) -> DecodeError {
    match error {
        Error::Decode { error, answer } => {
            assert_eq!(answer.attempts, 1);
            error
        }
        error => panic!("an undecodable body was expected: {error:?}"),
    }
}

cases! {
    deep_json: "nests JSON 100,000 deep" => "an undecodable body: more than 128 levels" {
        let error = json::<M>("[".repeat(100_000)).await;
        assert!(error.to_string().contains("128"), "{error}");
        let error = json::<M>("{\"a\":".repeat(100_000)).await;
        assert!(error.to_string().contains("128"), "{error}");
    }
    deep_xml: "nests XML 100,000 deep" => "an undecodable body: more than 128 levels" {
        let error = xml::<M>("<a>".repeat(100_000)).await;
        assert!(error.to_string().contains("128"), "{error}");
    }
    no_utf8: "sends JSON that is not UTF-8" => "an undecodable body, with the place" {
        let error = json::<M>(b"{\"id\":\"\xff\xfe\"}").await;
        assert!(error.to_string().contains("UTF-8"), "{error}");
    }
    no_utf8_xml: "sends XML that is not UTF-8" => "an undecodable body, with the place" {
        let error = xml::<M>(b"<jobs>\xff</jobs>").await;
        assert!(error.to_string().contains("UTF-8"), "{error}");
    }
    lone_surrogate: "sends half a surrogate pair" => "an undecodable body" {
        json::<M>("{\"id\":\"\\ud800\"}").await;
    }
    empty: "sends nothing where JSON is due" => "an undecodable body" {
        json::<M>("").await;
    }
    trailing: "sends something after the JSON" => "an undecodable body" {
        json::<M>("{}{\"id\":\"evil\"}").await;
    }
    entity: "declares an entity in a DTD and uses it" => "an undecodable body" {
        xml::<M>("<!DOCTYPE jobs [<!ENTITY a \"b\">]><jobs><job><id>&a;</id></job></jobs>").await;
    }
    external_entity: "declares an entity that is a file or a URL" => "an undecodable body; nothing is read or fetched" {
        let other = Server::start();
        for place in ["file:///etc/passwd".to_owned(), other.url()] {
            let error = xml::<M>(format!("<!DOCTYPE jobs [<!ENTITY a SYSTEM \"{place}\">]><jobs>&a;</jobs>")).await;
            assert!(!error.to_string().contains("root:"), "{error}");
        }
        assert!(other.requests().is_empty());
    }
    laughs: "sends a billion laughs" => "an undecodable body; nothing is expanded" {
        let mut dtd = "<!ENTITY l0 \"lol\">".to_owned();
        for level in 1..10 {
            let before = format!("&l{};", level - 1).repeat(10);
            dtd += &format!("<!ENTITY l{level} \"{before}\">");
        }
        xml::<M>(format!("<!DOCTYPE jobs [{dtd}]><jobs>&l9;</jobs>")).await;
    }
    unclosed: "never closes an element" => "an undecodable body" {
        xml::<M>("<jobs><job>").await;
    }
}
