//! Servers that are busy, and servers that send the caller elsewhere.

use std::time::Duration;

use runtime::{Error, StatusCode, testing::FakeClock};
use tests::server::{Reply, Server};

use crate::caller::{Caller, SECRET, get, json};

/// How long is waited for a server that is asked too often once, in milliseconds; `None` if it is not asked again.
async fn wait<M: Caller>(retry_after: &str) -> Option<u128> {
    let server = Server::replying(Reply::new(
        429,
        &[("Retry-After", retry_after)],
        "slow down",
    ));
    server.reply(Reply::json(200, "{}"));
    let clock = FakeClock::default();
    let client = json::<M>(&server).configure(|config| _ = config.clock(clock.clone()));
    let outcome = M::sent(client.get_export("1").send()).await;
    assert_eq!(outcome.is_ok(), clock.waits().len() == 1);
    clock.waits().first().map(Duration::as_millis)
}

cases! {
    seconds: "answers 429 with `Retry-After: 7`" => "the answer of an attempt 7 seconds later" {
        assert_eq!(wait::<M>("7").await, Some(7000));
    }
    date: "answers 429 with a date" => "the answer of an attempt at that time, by the server's own `Date` if it sends one" {
        assert_eq!(wait::<M>("Wed, 01 Jan 2025 00:00:30 GMT").await, Some(30_000));
        assert_eq!(wait::<M>("Wednesday, 01-Jan-25 00:00:30 GMT").await, Some(30_000));
    }
    date_that_is_past: "answers 429 with a date of 1994" => "the answer of an attempt at once" {
        assert_eq!(wait::<M>("Sun, 06 Nov 1994 08:49:37 GMT").await, Some(0));
    }
    nonsense: "answers 429 with `Retry-After: soon`" => "the answer of an attempt after a back-off" {
        assert!(wait::<M>("soon").await.unwrap() <= 200);
    }
    negative: "answers 429 with `Retry-After: -5`" => "the answer of an attempt after a back-off" {
        assert!(wait::<M>("-5").await.unwrap() <= 200);
    }
    huge: "answers 429 with `Retry-After: 86400`" => "the 429 at once, with `retry_after()`" {
        assert_eq!(wait::<M>("86400").await, None);
        let server = Server::always(Reply::new(429, &[("Retry-After", "86400")], ""));
        assert_eq!(get::<M>(&server).await.retry_after(), Some(Duration::from_secs(86_400)));
    }
    huger: "answers 429 with `Retry-After: 99999999999999999999999`" => "the 429 at once" {
        assert_eq!(wait::<M>("99999999999999999999999").await, None);
    }
    busy: "answers 503 for ever" => "the 503, after 3 attempts" {
        let error = get::<M>(&Server::always(Reply::status(503))).await;
        assert_eq!((error.status(), error.attempts()), (Some(StatusCode::SERVICE_UNAVAILABLE), 3));
    }
    storm: "answers 503 to 60 calls, with a budget of 10 retries" => "70 requests in all, not 180" {
        let server = Server::always(Reply::status(503));
        let client = json::<M>(&server).configure(|config| _ = config.retry_budget(10));
        for _ in 0..60 {
            M::sent(client.get_export("1").send()).await.unwrap_err();
        }
        assert_eq!(server.requests().len(), 70);
    }
    redirects: "redirects for ever" => "the 302, after 10 redirects" {
        let server = Server::always(Reply::new(302, &[("Location", "/again")], ""));
        let error = get::<M>(&server).await;
        assert_eq!(error.status(), Some(StatusCode::FOUND));
        assert_eq!(server.requests().len(), 11);
    }
    redirect_elsewhere: "redirects to another origin" => "the redirect; nothing is sent there" {
        let other = Server::start();
        for status in [301, 302, 303, 307, 308] {
            let location = format!("{}/extract", other.url());
            let error = get::<M>(&Server::always(Reply::new(status, &[("Location", &location)], ""))).await;
            assert_eq!(error.status().unwrap().as_u16(), status);
        }
        assert!(other.requests().is_empty());
    }
    redirect_to_a_file: "redirects to `file:///etc/passwd`" => "the redirect" {
        let error = get::<M>(&Server::always(Reply::new(302, &[("Location", "file:///etc/passwd")], ""))).await;
        assert_eq!(error.status(), Some(StatusCode::FOUND));
    }
    parrot: "repeats the token in its error" => "the error without it; the body as it came" {
        for repeated in [SECRET.to_owned(), format!("{{\"message\":\"Bearer {SECRET}\"}}")] {
            let error = get::<M>(&Server::always(Reply::json(400, repeated))).await;
            assert!(String::from_utf8_lossy(error.body().unwrap()).contains(SECRET));
        }
    }
    odd_status: "answers with the status 299, 418 or 599" => "an undocumented status, and the body" {
        for status in [299, 418, 599] {
            let error = get::<M>(&Server::always(Reply::json(status, "{}"))).await;
            assert!(matches!(error, Error::Status(_)), "{error}");
            assert_eq!(error.body().unwrap(), "{}");
        }
    }
}
