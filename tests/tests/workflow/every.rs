//! The ends of the jobs of all four APIs, by one table, with clients that are awaited and with clients that block.

use std::time::Duration;

use generated::{
    concur::{self, operations::StartExtractJob},
    exabase::{self, operations::SubmitExtractJob},
    ironclad::{self, operations::CreateExport},
    sailpoint::{self, operations::ExportSpConfig},
};
use runtime::{
    Async, Blocking, Job, Operation, Retry, Starts,
    job::{JobError, Phase, Wait},
    testing::Fake,
};
use tests::way::Way;

/// The jobs of one API, as its servers tell of them.
struct Api<O: Starts> {
    id: &'static str,
    media: &'static str,
    body: fn(&str) -> String,
    success: &'static [&'static str],
    failure: &'static [&'static str],
    running: &'static [&'static str],
    /// Whether a failure says why, as the body above does: `said STATUS`.
    reason: bool,
    awaited: fn(&Fake) -> Job<O, Async>,
    blocking: fn(&Fake) -> Job<O, Blocking>,
}

/// A job of a client of one attempt.
macro_rules! resumed {
    ($api:ident, $starts:ty, $id:expr) => {
        |fake| {
            let client = $api::Client::new().configure(|config| {
                fake.install(config);
                config.retry(Retry::off());
            });
            client.resume::<$starts>($id)
        }
    };
}

const LINK: &str = "https://www.concursolutions.com/api/extract/v1.0/d$1/job/j$1/status";

const CONCUR: Api<StartExtractJob> = Api {
    id: LINK,
    media: "application/xml",
    body: |status| {
        format!(
            "<job><id>j$1</id><status-link>{LINK}</status-link>\
             <start-time>2010-01-13T18:30:02</start-time><status>{status}</status></job>"
        )
    },
    // As lists and details have it, as the status has it, and as other integrations wait for it.
    success: &["Complete", "Completed", "2", " Completed\n"],
    failure: &["Failed"],
    running: &["Queued", "Running"],
    reason: false,
    awaited: resumed!(concur, StartExtractJob, LINK),
    blocking: resumed!(concur, StartExtractJob, LINK),
};

const SAILPOINT: Api<ExportSpConfig> = Api {
    id: "j1",
    media: "application/json",
    body: |status| {
        format!(
            r#"{{"jobId":"j1","status":"{status}","type":"EXPORT","message":"said {status}",
                "created":"2021-05-11T22:23:16Z","modified":"2021-05-11T22:23:16Z"}}"#
        )
    },
    success: &["COMPLETE"],
    failure: &["FAILED", "CANCELLED"],
    running: &["NOT_STARTED", "IN_PROGRESS"],
    reason: true,
    awaited: resumed!(sailpoint, ExportSpConfig, "j1"),
    blocking: resumed!(sailpoint, ExportSpConfig, "j1"),
};

const EXABASE: Api<SubmitExtractJob> = Api {
    id: "123e4567-e89b-12d3-a456-426614174000/base%201",
    media: "application/json",
    body: |state| format!(r#"{{"id":"123e4567-e89b-12d3-a456-426614174000","state":"{state}"}}"#),
    success: &["completed"],
    // None is documented.
    failure: &[],
    running: &["pending"],
    reason: false,
    awaited: resumed!(exabase, SubmitExtractJob, EXABASE.id),
    blocking: resumed!(exabase, SubmitExtractJob, EXABASE.id),
};

const IRONCLAD: Api<CreateExport> = Api {
    id: "e1",
    media: "application/json",
    body: |status| format!(r#"{{"id":"e1","status":"{status}","message":"said {status}"}}"#),
    success: &["success"],
    failure: &["failed"],
    running: &["pending", "scheduled", "started"],
    reason: true,
    awaited: resumed!(ironclad, CreateExport, "e1"),
    blocking: resumed!(ironclad, CreateExport, "e1"),
};

type State<O> = runtime::job::State<<<O as Starts>::Poll as Operation>::Output>;
type Ended<O> = JobError<
    <<O as Starts>::Poll as Operation>::Output,
    <<O as Starts>::Poll as Operation>::Failure,
>;

impl<O: Starts> Api<O> {
    /// The server tells these statuses, one after the other.
    fn tell(&self, fake: &Fake, statuses: &[&str]) {
        for status in statuses {
            let body = (self.body)(status);
            fake.on::<O::Poll>().body(200, self.media, body);
        }
    }

    fn always(&self, fake: &Fake, status: &str) {
        let body = (self.body)(status);
        fake.on::<O::Poll>().always().body(200, self.media, body);
    }
}

/// What a wait came to, and the statuses that were told on the way.
async fn end<O: Starts, M: Way>(wait: Wait<'_, O, M>) -> (Result<State<O>, Ended<O>>, Vec<String>) {
    let mut told = Vec::new();
    let wait = wait.progress(|state| told.extend(state.status.clone()));
    let end = M::given(wait.send()).await.map(|done| done.state);
    (end, told)
}

async fn check<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    successes(api, job).await;
    failures(api, job).await;
    meanings(api, job).await;
    deadline(api, job).await;
    polls_that_fail(api, job).await;
}

async fn successes<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    for status in api.success {
        let fake = Fake::new();
        let statuses = [api.running, &["as yet unheard of", status]].concat();
        api.tell(&fake, &statuses);
        let (end, told) = end(job(&fake).wait()).await;
        let state = end.unwrap_or_else(|error| panic!("{status}: {error}"));
        assert_eq!((state.phase, state.known), (Phase::Succeeded, true));
        assert_eq!(
            told,
            statuses.iter().map(|it| it.trim()).collect::<Vec<_>>()
        );
        assert_eq!(fake.clock().waits().len(), statuses.len() - 1);
    }
}

async fn failures<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    for status in api.failure {
        let fake = Fake::new();
        api.tell(&fake, &[api.running[0], status]);
        let error = failed(end(job(&fake).wait()).await.0);
        assert!(error.is_failed(), "{status}: {error}");
        assert_eq!(error.id(), api.id);
        let state = error.state().unwrap();
        assert_eq!(state.status.as_deref(), Some(*status));
        let said = format!("said {status}");
        let reason = api.reason.then_some(&*said);
        assert_eq!(state.reason.as_deref(), reason);
        assert_eq!(error.to_string().contains(&said), api.reason, "{error}");
    }
}

/// A status that the document does not know is running, unless the caller says otherwise.
async fn meanings<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    for (phase, ends_well) in [(Phase::Failed, false), (Phase::Succeeded, true)] {
        let fake = Fake::new();
        api.tell(&fake, &["odd"]);
        let state = M::sent(job(&fake).poll_once()).await.unwrap();
        assert_eq!((state.phase, state.known), (Phase::Running, false));
        api.tell(&fake, &["odd"]);
        let end = end(job(&fake).status_means("odd", phase).wait()).await.0;
        assert_eq!(end.is_ok(), ends_well);
        if !ends_well {
            assert!(failed(end).is_failed());
        }
    }
}

async fn deadline<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    let (fake, minute) = (Fake::new(), Duration::from_secs(60));
    api.always(&fake, api.running[0]);
    let error = failed(end(job(&fake).wait().deadline(minute)).await.0);
    let JobError::Deadline { id, last, waited } = &error else {
        panic!("{error}")
    };
    assert_eq!((id.as_str(), *waited), (api.id, minute));
    assert_eq!(
        last.as_ref().unwrap().status.as_deref(),
        Some(api.running[0])
    );

    // A poll that is never answered is no state.
    let fake = Fake::new();
    fake.on::<O::Poll>().always().silence();
    let error = failed(end(job(&fake).wait().deadline(minute / 2)).await.0);
    assert!(error.is_deadline() && error.state().is_none(), "{error}");
}

async fn polls_that_fail<O: Starts, M: Way>(api: &Api<O>, job: fn(&Fake) -> Job<O, M>) {
    // In passing: it goes on.
    let fake = Fake::new();
    fake.on::<O::Poll>()
        .status(503)
        .refuse()
        .reset()
        .status(429);
    api.tell(&fake, &[api.running[0], api.success[0]]);
    end(job(&fake).wait())
        .await
        .0
        .unwrap_or_else(|error| panic!("{error}"));

    // In passing too often, for good, and in a form that cannot be read.
    let status = |status| move |fake: &Fake| _ = fake.on::<O::Poll>().always().status(status);
    poll_that_ends(api, job, status(500), 3).await;
    poll_that_ends(api, job, status(410), 1).await;
    let broken = |fake: &Fake| _ = fake.on::<O::Poll>().body(200, api.media, "{\"<");
    poll_that_ends(api, job, broken, 1).await;
}

/// One state, and then what ends the wait after so many polls.
async fn poll_that_ends<O: Starts, M: Way>(
    api: &Api<O>,
    job: fn(&Fake) -> Job<O, M>,
    answer: impl Fn(&Fake),
    polls: usize,
) {
    let fake = Fake::new();
    api.tell(&fake, &[api.running[0]]);
    answer(&fake);
    let error = failed(end(job(&fake).wait().tolerate(2)).await.0);
    assert!(matches!(error, JobError::Poll { .. }), "{error}");
    assert_eq!(error.id(), api.id);
    let last = error.state().unwrap().status.as_deref();
    assert_eq!(last, Some(api.running[0]));
    assert_eq!(fake.requests().len(), 1 + polls);
}

fn failed<T, E>(end: Result<T, E>) -> E {
    match end {
        Ok(_) => panic!("a wait that ends badly was expected"),
        Err(error) => error,
    }
}

macro_rules! apis {
    ($($name:ident: $api:ident),*) => {
        $(
            mod $name {
                use super::*;

                #[tokio::test]
                async fn awaited() {
                    check(&$api, $api.awaited).await;
                }

                #[tokio::test]
                async fn blocking() {
                    check(&$api, $api.blocking).await;
                }
            }
        )*
    };
}

apis! { of_concur: CONCUR, of_sailpoint: SAILPOINT, of_exabase: EXABASE, of_ironclad: IRONCLAD }
