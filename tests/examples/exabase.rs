//! Extracts text and metadata from a file with Exabase: `cargo run -p tests --example exabase -- FILE`. Blocking.
//!
//! `EXABASE_KEY` is the API's key; `EXABASE_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::exabase::{
    Client,
    models::{ExtractJob, FileSubmission, StoredSubmission, Submission},
    operations::SubmitExtractJobBody as Body,
};
use indicatif::ProgressBar;
use runtime::{Blocking, Method, Upload};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// From file to extraction, with the file that was extracted from beside it.
pub fn extract(client: &Client<Blocking>, what: Body, to: &Path) -> Result<ExtractJob> {
    let bar = ProgressBar::new_spinner();
    let job = client.submit_extract_job(what).start().send()?;
    let wait = job.wait().progress(|it| bar.set_message(it.to_string()));
    let done = wait.send()?;
    let save = done.result().save(to);
    save.progress(|bytes, _| bar.set_position(bytes)).send()?;
    Ok(done.into_job())
}

/// Puts a file where the API says, which is another host: no key goes there. For files that are too large to submit.
pub fn store(client: &Client<Blocking>, name: &str, file: Upload) -> Result<Submission> {
    let store = client.get_upload_url(name).send()?;
    let put = client
        .request(Method::PUT, &store.url)
        .without_credentials();
    let put = put.body("application/octet-stream", file).with(|options| {
        for (name, value) in store.headers.iter().flatten() {
            options.header(name, value);
        }
    });
    put.send()?;
    Ok(StoredSubmission::new(store.storage_path).into())
}

fn main() -> Result<()> {
    let mut client = Client::<Blocking>::new().api_key(env::var("EXABASE_KEY")?);
    if let Ok(url) = env::var("EXABASE_URL") {
        client = client.base_url(url);
    }
    let file = Upload::file(env::args().nth(1).ok_or("which file?")?)?;
    let job = extract(&client, FileSubmission::new(file).into(), Path::new("."))?;
    println!("{:?}", job.extraction);
    Ok(())
}
