//! A generated call beside bare reqwest with the same request and the same body, over connections that stay open: the
//! processor time of the client's thread, from the arguments to the decoded model.
//!
//! A generated client gives up on a server that falls silent for a minute; reqwest does if it is told to. A timer that nobody
//! needs in the end costs both the same, so reqwest is measured with and without.
//!
//! Client and server share one core: on two, whether the client still waits when the answer comes is the scheduler's to say,
//! and a wait costs more than a call.

use std::{error::Error, io, time::Duration};

use benches::{
    bodies, clock,
    server::{self, Answer},
    sides::{Subject, config, measure},
    twins,
};
use criterion::Criterion;
use generated::{exabase, sailpoint};
use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;

type Failure = Box<dyn Error>;

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

/// How long the `User-Agent` is does not matter, but both sides have one.
const AGENT: &str = "rust-openapi-client/0.1.0";

fn main() -> Result<(), Failure> {
    clock::stay_on_this_core();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // Bare reqwest has to be told; that it has been told before is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = || reqwest::Client::builder().user_agent(AGENT);
    let bare = builder().build()?;
    let limited = builder().read_timeout(Duration::from_secs(60)).build()?;
    let mut criterion = config().configure_from_args();

    let body = bodies::job();
    let address = start(&body)?;
    let client = sailpoint::Client::new().base_url(&address).oauth2("key");
    let ours = async || -> Result<_, Failure> { Ok(client.sp_config_export_job_status(ID).await?) };
    let theirs = async |client: &reqwest::Client| {
        let url = format!("{address}/sp-config/export/{ID}");
        let request = client.get(url).header(AUTHORIZATION, "Bearer key");
        read::<twins::ExportJob>(request).await
    };
    let subject = ("export job", body.len());
    let theirs = (&bare, &limited, theirs);
    sides(&mut criterion, &runtime, subject, ours, theirs)?;

    let body = bodies::extraction();
    let address = start(&body)?;
    let client = exabase::Client::new().base_url(&address).api_key("key");
    let ours = async || -> Result<_, Failure> { Ok(client.get_extract_job(ID).await?) };
    let theirs = async |client: &reqwest::Client| {
        let url = format!("{address}/v2/extract/{ID}");
        let request = client.get(url).header("x-api-key", "key");
        read::<twins::ExtractJob>(request).await
    };
    let subject = ("extraction", body.len());
    let theirs = (&bare, &limited, theirs);
    sides(&mut criterion, &runtime, subject, ours, theirs)?;
    criterion.final_summary();
    Ok(())
}

fn start(body: &str) -> io::Result<String> {
    server::start(Answer {
        content_type: "application/json",
        piece: body.as_bytes().to_vec(),
        pieces: 1,
    })
}

async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Failure> {
    let request = request.header(ACCEPT, "application/json");
    let answer = request.send().await?.error_for_status()?;
    Ok(answer.json().await?)
}

/// Measures all sides, if all can call at all.
fn sides<Ours, Theirs>(
    criterion: &mut Criterion,
    runtime: &Runtime,
    (name, size): (&str, usize),
    ours: impl AsyncFn() -> Result<Ours, Failure>,
    (bare, limited, theirs): (
        &reqwest::Client,
        &reqwest::Client,
        impl AsyncFn(&reqwest::Client) -> Result<Theirs, Failure>,
    ),
) -> Result<(), Failure> {
    runtime.block_on(ours())?;
    runtime.block_on(theirs(bare))?;
    runtime.block_on(theirs(limited))?;
    let step = "call";
    let subject = Subject { step, name, size };
    measure(criterion, subject, "ours", || runtime.block_on(ours()));
    for (side, client) in [("reqwest", bare), ("reqwest, limited", limited)] {
        measure(criterion, subject, side, || {
            runtime.block_on(theirs(client))
        });
    }
    Ok(())
}
