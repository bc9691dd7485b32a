//! Lists whose pages are counted, or lead on by a URL in the body or in the `Link` header.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use constructs::lists::Client;
use runtime::{Async, Blocking, Error, Mode, Retry};
use tests::server::{Reply, Server};

fn client<M: Mode>(server: &Server) -> Client<M> {
    let client = Client::new().base_url(server.url()).bearer("a-token");
    client.configure(|config| {
        config.retry(Retry::off());
    })
}

fn page(things: &str, more: &str) -> Reply {
    Reply::json(200, format!(r#"{{"things":{things}{more}}}"#))
}

fn linked(things: &str, link: &str) -> Reply {
    let headers = [("Content-Type", "application/json"), ("Link", link)];
    Reply::new(200, &headers, format!(r#"{{"things":{things}}}"#))
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|sent| sent.target()).collect()
}

/// Each kind of list, as items and as pages, with a client that is awaited and with one that blocks: `1, 2` on the first page,
/// `3` on the second, and the targets that are asked for.
macro_rules! kinds {
    ($($list:ident: $pages:expr, $targets:expr;)*) => {
        $(
            mod $list {
                use super::*;

                fn server() -> Server {
                    let server = Server::start();
                    let pages: &[Reply] = &$pages;
                    pages.iter().for_each(|page| _ = server.reply(page.clone()));
                    server
                }

                fn check(items: &[i64], of_pages: &[Vec<i64>], servers: [Server; 2]) {
                    assert_eq!(items, [1, 2, 3]);
                    assert_eq!(of_pages.concat(), [1, 2, 3]);
                    let targets: &[&str] = &$targets;
                    assert!(servers.iter().all(|server| self::targets(server) == targets));
                }

                #[tokio::test]
                async fn awaited() {
                    let servers = [server(), server()];
                    let (mut all, mut of_pages) = (Vec::new(), Vec::new());
                    let mut items = client::<Async>(&servers[0]).$list().items();
                    while let Some(item) = items.next().await {
                        all.push(item.unwrap());
                    }
                    let mut pages = client::<Async>(&servers[1]).$list().pages();
                    while let Some(page) = pages.next().await {
                        of_pages.push(page.unwrap().things);
                    }
                    check(&all, &of_pages, servers);
                }

                #[test]
                fn blocking() {
                    let servers = [server(), server()];
                    let items = client::<Blocking>(&servers[0]).$list().items();
                    let pages = client::<Blocking>(&servers[1]).$list().pages();
                    let all: Vec<_> = items.map(Result::unwrap).collect();
                    let of_pages: Vec<_> = pages.map(|page| page.unwrap().things).collect();
                    check(&all, &of_pages, servers);
                }
            }
        )*
    };
}

kinds! {
    list_cursor:
        [page("[1,2]", r#","next":"a/b""#), page("[3]", r#","next":null"#)],
        ["/cursor", "/cursor?after=a%2Fb"];
    list_paged:
        [page("[1,2]", ""), page("[3]", ""), page("[]", "")],
        ["/paged", "/paged?page=1", "/paged?page=2"];
    list_offset:
        [page("[1,2]", ""), page("[3]", ""), page("[]", "")],
        ["/offset", "/offset?offset=2", "/offset?offset=3"];
    list_url:
        [page("[1,2]", r#","next":"/url?p=2""#), page("[3]", "")],
        ["/url", "/url?p=2"];
    list_link:
        [linked("[1,2]", "</link?p=2>; rel=\"next\""), linked("[3]", "</link?p=1>; rel=prev")],
        ["/link", "/link?p=2"];
}

#[tokio::test]
async fn pages_are_counted_until_one_is_empty() {
    let server = Server::start();
    server.reply(page("[1,2]", "")).reply(page("[3]", ""));
    server.reply(page("[]", ""));
    let mut items = client::<Async>(&server).list_paged().items();
    assert!(server.requests().is_empty());
    for (item, requests) in [(1, 1), (2, 1), (3, 2)] {
        assert_eq!(items.next().await.unwrap().unwrap(), item);
        assert_eq!(server.requests().len(), requests);
    }
    assert!(items.next().await.is_none() && items.next().await.is_none());
    assert_eq!(
        targets(&server),
        ["/paged", "/paged?page=1", "/paged?page=2"]
    );
}

#[test]
fn pages_are_counted_from_where_the_call_begins_up_to_their_number() {
    let server = Server::start();
    let total = r#","total":5"#;
    server.reply(page("[1]", total)).reply(page("[2]", total));
    let pages = client::<Blocking>(&server).list_paged().page(3).pages();
    assert_eq!(pages.map(Result::unwrap).count(), 2);
    assert_eq!(targets(&server), ["/paged?page=3", "/paged?page=4"]);

    let server = Server::replying(page("[1]", r#","total":1"#));
    let items = client::<Blocking>(&server)
        .list_paged()
        .page(i64::MAX)
        .items();
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1]);
}

#[test]
fn an_offset_counts_items_until_all_are_there_or_none_come() {
    let server = Server::start();
    let total = r#","total":3"#;
    server.reply(page("[1,2]", total)).reply(page("[3]", total));
    let items = client::<Blocking>(&server).list_offset().items();
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(targets(&server), ["/offset", "/offset?offset=2"]);

    let server = Server::start();
    server.reply(page("[1,2]", "")).reply(page("[]", ""));
    let items = client::<Blocking>(&server).list_offset().offset(7).items();
    assert_eq!(items.map(Result::unwrap).count(), 2);
    assert_eq!(targets(&server), ["/offset?offset=7", "/offset?offset=9"]);
}

#[tokio::test]
async fn urls_lead_on_within_the_origin() {
    let server = Server::start();
    let next = format!(r#","next":"{}/url?after=a%2Fb""#, server.url());
    server.reply(page("[1]", &next));
    server.reply(page("[]", r#","next":"/url?after=c""#));
    server.reply(page("[2]", r#","next":null"#));
    let mut items = client::<Async>(&server).list_url().items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(server.requests().len(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.is_none());
    assert_eq!(
        targets(&server),
        ["/url", "/url?after=a%2Fb", "/url?after=c"]
    );
    let mut tokens = server
        .requests()
        .into_iter()
        .map(|sent| sent.header("authorization"));
    assert!(tokens.all(|token| token.as_deref() == Some("Bearer a-token")));
}

#[test]
fn link_headers_lead_on_until_none_is_next() {
    let server = Server::start();
    let links = "</link?p=9>; rel=\"last\", </link?p=2>; rel=\"next\"";
    server.reply(linked("[1]", links));
    server.reply(linked("[2]", "</link?p=1>; rel=prev"));
    let pages = client::<Blocking>(&server).list_link().pages();
    let pages: Vec<_> = pages.map(|page| page.unwrap().things).collect();
    assert_eq!(pages, [[1], [2]]);
    assert_eq!(targets(&server), ["/link", "/link?p=2"]);
}

#[test]
fn ways_on_are_relative_to_the_url_that_was_answered() {
    let server = Server::start();
    server.reply(page("[1]", r#","next":"url/more?p=2""#));
    server.reply(page("[2]", r#","next":"?p=3""#));
    server.reply(page("[3]", ""));
    server.reply(linked("[1]", "<?p=2>; rel=next"));
    server.reply(linked("[2]", ""));
    let client = client::<Blocking>(&server).base_url(format!("{}/a/b", server.url()));
    assert_eq!(client.list_url().items().count(), 3);
    assert_eq!(client.list_link().items().count(), 2);
    assert_eq!(
        targets(&server),
        [
            "/a/b/url",
            "/a/b/url/more?p=2",
            "/a/b/url/more?p=3",
            "/a/b/link",
            "/a/b/link?p=2"
        ]
    );
}

#[test]
fn a_way_that_was_given_before_is_an_error() {
    let url = Server::always(page("[1]", r#","next":"/url?p=1""#));
    let link = Server::always(linked("[1]", "</link?p=1>; rel=next"));
    let urls: Vec<_> = client::<Blocking>(&url).list_url().items().collect();
    let links: Vec<_> = client::<Blocking>(&link).list_link().items().collect();
    for (items, server) in [(urls, url), (links, link)] {
        assert_eq!((items.len(), server.requests().len()), (3, 2));
        assert!(matches!(items[2], Err(Error::Decode { .. })));
    }
}

#[test]
fn another_origin_is_an_error_and_is_sent_nothing() {
    let other = Server::start();
    let next = format!("{}/url", other.url());
    let url = Server::replying(page("[1]", &format!(r#","next":"{next}""#)));
    let link = Server::replying(linked("[1]", &format!("<{next}>; rel=next")));
    let urls: Vec<_> = client::<Blocking>(&url).list_url().items().collect();
    let links: Vec<_> = client::<Blocking>(&link).list_link().items().collect();
    for items in [urls, links] {
        assert_eq!(items.len(), 2);
        assert!(matches!(items[1], Err(Error::ForeignLink { .. })));
    }
    assert!(other.requests().is_empty());
}

#[test]
fn an_error_ends_each_kind_of_list() {
    let server = Server::always(Reply::status(403));
    let client = client::<Blocking>(&server);
    let errors = [
        client.list_paged().items().collect::<Vec<_>>(),
        client.list_offset().items().collect(),
        client.list_url().items().collect(),
        client.list_link().items().collect(),
    ];
    for items in errors {
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].as_ref().unwrap_err().status().unwrap(), 403);
    }
    assert_eq!(server.requests().len(), 4);
}
