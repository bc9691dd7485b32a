//! A generated call beside bare reqwest with the same request and the same body, over connections that stay open: the
//! processor time of the client's thread, from the arguments to the decoded model.
//!
//! Client and server share one core: on two, whether the client still waits when the answer comes is the scheduler's to say,
//! and a wait costs more than a call. The sides take turns, so that what else the machine does falls on both alike. Printed is a line of JSON for each: the
//! median of its turns.

use std::{error::Error, time::Duration};

use benches::{
    bodies, clock,
    server::{self, Answer},
    twins,
};
use generated::{exabase, sailpoint};
use reqwest::header::{ACCEPT, AUTHORIZATION};
use serde::de::DeserializeOwned;
use serde_json::json;

type Failure = Box<dyn Error>;

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

/// How long the `User-Agent` is does not matter, but both sides have one.
const AGENT: &str = "rust-openapi-client/0.1.0";

/// How often it is each side's turn; the first turns open the connections and warm up.
const TURNS: usize = 250;
const WARM_UP: usize = 10;

/// How many calls a turn has.
const CALLS: u64 = 50;

fn main() -> Result<(), Failure> {
    clock::stay_on_this_core();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // Bare reqwest has to be told; that it has been told before is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let bare = reqwest::Client::builder().user_agent(AGENT).build()?;

    let body = bodies::job();
    let address = start(&body)?;
    let client = sailpoint::Client::new().base_url(&address).oauth2("key");
    let ours = || -> Result<_, Failure> {
        runtime.block_on(async { Ok(client.sp_config_export_job_status(ID).await?) })
    };
    let theirs = || {
        let url = format!("{address}/sp-config/export/{ID}");
        let request = bare.get(url).header(AUTHORIZATION, "Bearer key");
        runtime.block_on(read::<twins::ExportJob>(request))
    };
    compare("export job", body.len(), ours, theirs)?;

    let body = bodies::extraction();
    let address = start(&body)?;
    let client = exabase::Client::new().base_url(&address).api_key("key");
    let ours = || -> Result<_, Failure> {
        runtime.block_on(async { Ok(client.get_extract_job(ID).await?) })
    };
    let theirs = || {
        let url = format!("{address}/v2/extract/{ID}");
        let request = bare.get(url).header("x-api-key", "key");
        runtime.block_on(read::<twins::ExtractJob>(request))
    };
    compare("extraction", body.len(), ours, theirs)
}

fn start(body: &str) -> std::io::Result<String> {
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

/// Takes turns, and prints what came of it.
fn compare<O, R>(
    subject: &str,
    size: usize,
    mut ours: impl FnMut() -> Result<O, Failure>,
    mut theirs: impl FnMut() -> Result<R, Failure>,
) -> Result<(), Failure> {
    let (mut our_turns, mut their_turns) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        our_turns.push(turn(&mut ours)?);
        their_turns.push(turn(&mut theirs)?);
    }
    for (side, turns) in [("ours", our_turns), ("reqwest", their_turns)] {
        let nanoseconds = median(turns.into_iter().skip(WARM_UP)).as_nanos() as f64 / CALLS as f64;
        let line = json!({
            "step": "call", "subject": subject, "size": size, "side": side, "nanoseconds": nanoseconds,
        });
        println!("{line}");
    }
    Ok(())
}

/// The processor time of one turn.
fn turn<T>(call: &mut impl FnMut() -> Result<T, Failure>) -> Result<Duration, Failure> {
    let mut failed = None;
    let time = clock::time(CALLS, || call().map_err(|error| failed = Some(error)).ok());
    failed.map_or(Ok(time), Err)
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<_> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
