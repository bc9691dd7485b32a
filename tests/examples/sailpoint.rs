//! Exports the configuration of a tenant of SailPoint: `cargo run -p tests --example sailpoint -- FILE TYPE…`.
//!
//! `SAILPOINT_TENANT`, `SAILPOINT_ID` and `SAILPOINT_SECRET` say who asks; `SAILPOINT_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::sailpoint::{Client, models::ExportPayload};
use indicatif::ProgressBar;
use runtime::{ClientCredentials, Saved};

type Failed = Box<dyn Error>;

/// From start to file.
pub async fn export(client: &Client, what: ExportPayload, file: &Path) -> Result<Saved, Failed> {
    let bar = ProgressBar::new_spinner();
    let job = client.export_sp_config(what).start().await?;
    let wait = job.wait().progress(|it| bar.set_message(it.to_string()));
    let save = wait.save(file);
    Ok(save.progress(|bytes, _| bar.set_position(bytes)).await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    let credentials =
        ClientCredentials::new(env::var("SAILPOINT_ID")?, env::var("SAILPOINT_SECRET")?);
    let mut client = Client::new()
        .tenant(env::var("SAILPOINT_TENANT")?)
        .oauth2(credentials);
    if let Ok(url) = env::var("SAILPOINT_URL") {
        client = client.base_url(url);
    }
    let mut arguments = env::args().skip(1);
    let file = arguments.next().unwrap_or_else(|| "export.json".to_owned());
    let what = ExportPayload {
        include_types: Some(arguments.collect()),
        ..ExportPayload::default()
    };
    let saved = export(&client, what, Path::new(&file)).await?;
    println!("{}", saved.path.display());
    Ok(())
}
