//! How the default transport reaches a server: with TLS, and through proxies.

use std::{
    process::{Command, Output},
    sync::Arc,
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use runtime::transport::{
    Hyper, HyperBuilder,
    rustls::{
        ClientConfig, RootCertStore, ServerConfig, crypto::ring::default_provider,
        pki_types::PrivatePkcs8KeyDer,
    },
};

use crate::{
    api::Client,
    server::{Server, answer, json, nobody},
};

/// What the server of `demo.test` and `127.0.0.1` shows, and a client that believes it. Both would speak HTTP/2.
fn tls() -> (Arc<ServerConfig>, ClientConfig) {
    let names = ["demo.test".to_owned(), "127.0.0.1".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let mut server = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).unwrap();
    let mut client = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    server.alpn_protocols = vec![b"h2".to_vec()];
    client.alpn_protocols = vec![b"h2".to_vec()];
    (Arc::new(server), client)
}

fn client(url: &str, transport: HyperBuilder) -> Client {
    Client::of(url).bearer("t").configure(|config| {
        config.transport(transport.build().unwrap());
    })
}

/// A proxy with credentials in front of it.
fn proxy(server: &Server) -> HyperBuilder {
    let url = server.url.replace("//", "//me:word@");
    Hyper::builder().proxy(url)
}

/// `me:word`
const PROXY_USER: &str = "Basic bWU6d29yZA==";

#[tokio::test]
async fn tls_is_spoken_with_certificates_of_ones_own() {
    let (theirs, ours) = tls();
    let server = Server::secure(theirs, |_| json("[1]"));
    let url = server.url.replace("http:", "https:");
    let value = client(&url, Hyper::builder().tls(ours)).get_job("1").await;
    assert_eq!(value.unwrap().to_string(), "[1]");
    assert_eq!(server.requests()[0].line(), "GET /jobs/1 HTTP/1.1");
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_is_sent_nothing() {
    let server = Server::secure(tls().0, |_| json("[1]"));
    let url = server.url.replace("http:", "https:");
    let error = client(&url, Hyper::builder()).get_job("1").await;
    let error = error.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(format!("{error:?}").contains("certificate"), "{error:?}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_proxy_of_https_learns_the_host_alone() {
    let (theirs, ours) = tls();
    let server = Server::secure(theirs, |_| json("[1]"));
    let client = client("https://demo.test/v1?a=b", proxy(&server).tls(ours));
    client.get_job("1").await.unwrap();
    let requests = server.requests();
    let tunnel = "CONNECT demo.test:443 HTTP/1.1\nHost: demo.test:443\nProxy-Authorization: ";
    assert_eq!(requests[0].head, format!("{tunnel}{PROXY_USER}\n\n"));
    assert_eq!(requests[1].line(), "GET /v1/jobs/1?a=b HTTP/1.1");
    assert_eq!(requests[1].header("host").unwrap(), "demo.test");
    assert_eq!(requests[1].header("authorization").unwrap(), "OAuth t");
    assert_eq!(requests[1].header("proxy-authorization"), None);
}

#[tokio::test]
async fn a_proxy_of_http_is_asked_for_the_whole_url() {
    let server = Server::start(|_| json("[1]"));
    let client = client("http://demo.test/v1", proxy(&server));
    client.get_job("1").await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line(), "GET http://demo.test/v1/jobs/1 HTTP/1.1");
    assert_eq!(request.header("host").unwrap(), "demo.test");
    assert_eq!(request.header("proxy-authorization").unwrap(), PROXY_USER);
    let by_hand = client.get_job("1").with(|options| {
        options.header("proxy-authorization", "Basic mine");
    });
    by_hand.await.unwrap();
    let request = &server.requests()[1];
    let user = request.header("proxy-authorization");
    assert_eq!(user.unwrap(), "Basic mine");
}

#[tokio::test]
async fn a_proxy_that_refuses_is_no_connection() {
    let server = Server::start(|_| answer("407 Proxy Authentication Required", "text/plain", ""));
    let client = client("https://demo.test", proxy(&server));
    let error = client.get_job("1").await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    let shown = format!("{error:?}");
    assert!(shown.contains("proxy authorization required"), "{shown}");
    assert!(!shown.contains("word"), "{shown}");
}

#[test]
fn a_proxys_password_is_not_shown() {
    let builder = Hyper::builder().proxy("http://me:hidden@127.0.0.1:9");
    assert!(!format!("{builder:?}").contains("hidden"), "{builder:?}");
    let transport = builder.build().unwrap();
    let shown = format!("{transport:?}");
    assert!(
        shown.contains("127.0.0.1:9") && !shown.contains("hidden"),
        "{shown}"
    );
}

#[test]
fn a_proxy_without_a_host_is_told() {
    let error = Hyper::builder().proxy("nowhere").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the HTTP client: the proxy's URL: it has no host"
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_server_that_takes_no_connection_is_late() {
    use std::{
        net::{SocketAddr, TcpStream},
        time::Duration,
    };

    use socket2::{Domain, Socket, Type};

    // Its queue has room for one, and nobody takes that out.
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    listener.bind(&any.into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap().as_socket().unwrap();
    let _queued = TcpStream::connect(address).unwrap();
    let limit = Duration::from_millis(50);
    let builder = Hyper::builder().connect_timeout(limit);
    let client = client(&format!("http://{address}"), builder);
    let error = client.get_job("1").await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout(), "{error:?}");
    let message = error.to_string();
    assert!(message.ends_with("no connection within 50ms"), "{message}");
}

/// Tells a process that it is the one that asks through a proxy, and whom.
const CHILD: &str = "TEST_OF_PROXIES";

/// Runs a test in a process of its own, with a proxy in its environment.
fn child(test: &str, variable: &str, proxy: &str, asked: &str) -> Output {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([test, "--exact"]);
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        child.env_remove(name);
    }
    child
        .env(CHILD, asked)
        .env(variable, proxy)
        .output()
        .unwrap()
}

#[tokio::test]
async fn the_environment_names_the_proxy() {
    if let Ok(url) = std::env::var(CHILD) {
        let ask = async |transport| {
            let client = client(&url, transport);
            client.get_job("1").await
        };
        ask(Hyper::builder()).await.unwrap();
        let straight = ask(Hyper::builder().no_proxy()).await;
        assert!(straight.is_err_and(|error| error.is_connect()));
        return;
    }
    let server = Server::start(|_| json("[1]"));
    let this = "connect::the_environment_names_the_proxy";
    let asked = nobody();
    let output = child(this, "HTTP_PROXY", &server.url, &asked);
    assert!(output.status.success(), "{output:?}");
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert_eq!(requests[0].path(), format!("{asked}/jobs/1"));
}

#[tokio::test]
async fn a_proxy_that_does_not_speak_http_is_not_passed_by() {
    if std::env::var_os(CHILD).is_none() {
        let server = Server::start(|_| json("[1]"));
        let this = "connect::a_proxy_that_does_not_speak_http_is_not_passed_by";
        let output = child(this, "ALL_PROXY", "socks5://127.0.0.1:9", &server.url);
        assert!(output.status.success(), "{output:?}");
        assert!(server.requests().is_empty());
        return;
    }
    let url = std::env::var(CHILD).unwrap();
    let error = client(&url, Hyper::builder()).get_job("1").await;
    let error = error.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(format!("{error:?}").contains("socks5"), "{error:?}");
}

#[tokio::test]
async fn what_is_not_for_the_proxy_goes_straight() {
    let server = Server::start(|_| json("[1]"));
    let builder = Hyper::builder().proxy(nobody()).no_proxy();
    client(&server.url, builder).get_job("1").await.unwrap();
}
