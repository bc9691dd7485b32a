//! Exports the evidence since a day from Ironclad Clickwrap: `cargo run -p tests --example ironclad -- FOLDER`.
//!
//! `IRONCLAD_TOKEN` is the API's token; `IRONCLAD_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::ironclad::{Client, models::EvidenceExportRequest};
use indicatif::ProgressBar;

/// From start to files.
pub async fn export(client: &Client, folder: &Path) -> Result<(), Box<dyn Error>> {
    let bar = ProgressBar::new_spinner();
    let request = EvidenceExportRequest::new("2022-10-06T00:00:00.000Z");
    let job = client.create_export(request).start().await?;
    let wait = job.wait().progress(|it| bar.set_message(it.to_string()));
    let links = wait.await?.result().await?.presigned_urls;
    for (number, link) in links.iter().flatten().enumerate() {
        let file = folder.join(format!("evidence-{number}"));
        let save = client.follow(link).save(file);
        save.progress(|bytes, _| bar.set_position(bytes)).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut client = Client::new().bearer(env::var("IRONCLAD_TOKEN")?);
    if let Ok(url) = env::var("IRONCLAD_URL") {
        client = client.base_url(url);
    }
    let folder = env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    export(&client, Path::new(&folder)).await
}
