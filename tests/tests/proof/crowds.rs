//! Many calls at once.

use std::{thread, time::Duration};

use generated::ironclad::{self, operations::GetExport};
use runtime::{
    Async, Error, Mode,
    testing::{Fake, FakeClock},
};

use crate::caller::{SECRET, failed};

fn client<M: Mode>(fake: &Fake) -> ironclad::Client<M> {
    ironclad::Client::new()
        .bearer(SECRET)
        .configure(|config| fake.install(config))
}

/// Nothing waits any more, and nothing holds on to the client.
fn is_free<M: Mode>(fake: Fake, client: ironclad::Client<M>) {
    assert_eq!(fake.clock().waiting(), 0);
    let tasks = tokio::runtime::Handle::current().metrics();
    assert_eq!(tasks.num_alive_tasks(), 0);
    drop(client);
    assert_eq!(fake.holders(), 1);
}

cases! {
    thousand: "is busy when 1,000 calls of one client come at once" => "1,000 answers, within the budget; nothing is left behind" {
        let fake = Fake::new();
        let mut answers = fake.on::<GetExport>();
        for _ in 0..1000 {
            answers = answers.header("Retry-After", "5").status(503);
        }
        answers.delay(Duration::from_secs(1)).always().body(200, "application/json", "{}");
        let clock = FakeClock::stopped();
        let client = client::<M>(&fake).configure(|config| {
            config.retry_budget(1000).clock(clock.clone());
        });
        let passing = clock.clone();
        let passing = thread::spawn(move || {
            while passing.waiting() < 1000 {
                thread::yield_now();
            }
            passing.advance(Duration::from_secs(5));
        });
        let attempts = M::at_once(&client, 1000, |outcome| outcome.unwrap().attempts).await;
        passing.join().unwrap();
        assert_eq!(attempts, [2; 1000]);
        assert_eq!(fake.requests().len(), 2000);
        assert_eq!(clock.waiting(), 0);
        is_free(fake, client);
    }
    dropped (awaited): "never answers 1,000 calls, which are dropped" => "nothing: they are gone, and nothing is left behind" {
        let fake = Fake::new();
        fake.on::<GetExport>().always().silence();
        let client = client::<Async>(&fake).configure(|config| _ = config.idle_timeout(None));
        let calls: Vec<_> = (0..1000)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.get_export("1").await })
            })
            .collect();
        while fake.requests().len() < 1000 {
            tokio::task::yield_now().await;
        }
        for call in calls {
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
        is_free(fake, client);
    }
    late: "answers 1,000 calls after their time" => "1,000 timeouts; nothing is left behind" {
        let fake = Fake::new();
        fake.on::<GetExport>().delay(Duration::from_secs(60)).always().status(200);
        let client = client::<M>(&fake).configure(|config| _ = config.total_timeout(Duration::from_secs(3)));
        for error in M::at_once(&client, 1000, failed).await {
            assert!(matches!(error, Error::Timeout { attempts: 1, .. }));
        }
        is_free(fake, client);
    }
}
