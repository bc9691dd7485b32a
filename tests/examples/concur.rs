//! Runs an extract of SAP Concur and saves its file: `cargo run -p tests --example concur -- DEFINITION FOLDER`.
//!
//! `CONCUR_TOKEN` is the API's token; `CONCUR_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::concur::{Client, models::Definition};
use indicatif::ProgressBar;
use runtime::Saved;

/// From start to file, whose name says whether it is one of CSV or an archive of several.
pub async fn extract(client: &Client, id: &str, folder: &Path) -> Result<Saved, Box<dyn Error>> {
    let bar = ProgressBar::new_spinner();
    let definition = Definition::new(client.get_extract_definition(id).await?.id);
    let job = client.start_extract_job(id, definition).start().await?;
    let wait = job.wait().progress(|it| bar.set_message(it.to_string()));
    let save = wait.save(folder);
    Ok(save.progress(|bytes, _| bar.set_position(bytes)).await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut client = Client::new().oauth(env::var("CONCUR_TOKEN")?);
    if let Ok(url) = env::var("CONCUR_URL") {
        client = client.base_url(url);
    }
    let mut arguments = env::args().skip(1);
    let definition = arguments.next().ok_or("which definition?")?;
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let saved = extract(&client, &definition, Path::new(&folder)).await?;
    println!("{}", saved.path.display());
    Ok(())
}
