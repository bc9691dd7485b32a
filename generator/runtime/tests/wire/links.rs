use runtime::{Error, Link, StatusCode};

use crate::{
    api::{Client, GetJob},
    server::{Answer, Server, head, json},
};

#[tokio::test]
async fn a_link_is_followed_as_it_was_sent() {
    let server = Server::start(|_| json("{}"));
    let client: Client = Client::of(&format!("{}/v1", server.url)).bearer("t");
    let links = [
        format!("  {}/other/prefix/gW$p?x=%2F\n", server.url),
        "/jobs/$1".to_owned(),
        "jobs/2".to_owned(),
        "/jobs?page[size]=2&to={x|y}&name=a b#part".to_owned(),
        format!("{}/jobs/3#part", server.url.replace("//", "//me:word@")),
    ];
    for link in links {
        let link: Link<GetJob> = link.into();
        client.follow(&link).await.unwrap();
    }
    let lines: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.line().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /other/prefix/gW$p?x=%2F HTTP/1.1",
            "GET /jobs/$1 HTTP/1.1",
            "GET /v1/jobs/2 HTTP/1.1",
            "GET /jobs?page[size]=2&to={x|y}&name=a%20b HTTP/1.1",
            "GET /jobs/3 HTTP/1.1",
        ]
    );
    assert_eq!(
        server.requests()[0].header("authorization").unwrap(),
        "OAuth t"
    );
}

#[tokio::test]
async fn a_link_to_another_origin_sends_nothing() {
    let (server, other) = (Server::start(|_| json("{}")), Server::start(|_| json("{}")));
    let client: Client = Client::of(&server.url).bearer("t");
    let authority = other.url.trim_start_matches("http://");
    let own = server.url.trim_start_matches("http://");
    let links = [
        format!("{}/jobs/1?signature=hidden&mail=a@b.test", other.url),
        format!("//{authority}/jobs/1"),
        format!(" \\\\{authority}/jobs/1"),
        format!("http://{own}@{authority}/jobs/1"),
        format!("https://{own}/jobs/1"),
        "data:application/json,{}".to_owned(),
    ];
    for link in links {
        let link: Link<GetJob> = link.into();
        let error = client.follow(&link).await.unwrap_err();
        match &error {
            Error::ForeignLink { link: foreign, .. } => {
                assert_eq!(foreign.link, link.as_str().trim());
                assert_eq!(foreign.origin, server.url);
            }
            error => panic!("{link}: {error}"),
        }
        let told = format!("{error} {error:?}");
        assert!(told.contains("leads away from"), "{told}");
        assert!(!told.contains("hidden"), "{told}");
    }
    assert!(server.requests().is_empty() && other.requests().is_empty());
}

#[tokio::test]
async fn redirects_are_followed_within_the_origin() {
    let server = Server::start(|request| match request.path() {
        "/jobs/1?q=1" => head("302 Found\r\nlocation: ../moved?x=1"),
        "/jobs" => head("307 Temporary Redirect\r\nlocation: /moved"),
        _ => json("{}"),
    });
    let client: Client = Client::of(&server.url).bearer("t");
    let call = client.get_job("1").with(|options| {
        options.query("q", "1");
    });
    call.await.unwrap();
    client.create_job(12).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[1].line(), "GET /moved?x=1 HTTP/1.1");
    assert_eq!(requests[1].header("authorization").unwrap(), "OAuth t");
    assert_eq!(requests[3].line(), "POST /moved HTTP/1.1");
    assert_eq!(requests[3].body, "12");
}

#[tokio::test]
async fn redirects_elsewhere_are_answers() {
    let other = Server::start(|_| json("{}"));
    let location = format!("302 Found\r\nlocation: {}/jobs/1", other.url);
    let server = Server::start(move |_| head(&location));
    let client: Client = Client::of(&server.url).bearer("t");
    let error = client.get_job("1").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert!(error.headers().unwrap().contains_key("location"));
    // A POST would become a GET.
    assert_eq!(
        client.create_job(1).await.unwrap_err().status(),
        Some(StatusCode::FOUND)
    );
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let server = Server::start(|_| -> Answer { head("302 Found\r\nlocation: /jobs/1") });
    let client: Client = Client::of(&server.url);
    let error = client.get_job("1").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert_eq!(server.requests().len(), 11);
}
