//! Extracts text and metadata from a file with Exabase: `cargo run -p tests --example exabase -- FILE`. Blocking.
//!
//! `EXABASE_KEY` is the API's key; `EXABASE_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::exabase::{
    Client,
    models::{ExtractJob, FileSubmission},
};
use indicatif::ProgressBar;
use runtime::{Blocking, Upload};

/// From file to extraction, with the file that was extracted from beside it.
pub fn extract(
    client: &Client<Blocking>,
    file: Upload,
    to: &Path,
) -> Result<ExtractJob, Box<dyn Error>> {
    let bar = ProgressBar::new_spinner();
    let job = client
        .submit_extract_job(FileSubmission::new(file))
        .start()
        .send()?;
    let done = job
        .wait()
        .progress(|state| bar.set_message(state.to_string()))
        .send()?;
    done.result()
        .save(to)
        .progress(|bytes, _| bar.set_position(bytes))
        .send()?;
    Ok(done.into_job())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut client = Client::<Blocking>::new().api_key(env::var("EXABASE_KEY")?);
    if let Ok(url) = env::var("EXABASE_URL") {
        client = client.base_url(url);
    }
    let file = env::args().nth(1).ok_or("which file?")?;
    let job = extract(&client, Upload::file(&file)?, Path::new("."))?;
    println!("{:?}", job.extraction);
    Ok(())
}
