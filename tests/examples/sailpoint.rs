//! Exports the configuration of a tenant of SailPoint: `cargo run -p tests --example sailpoint -- FILE TYPE…`.
//!
//! `SAILPOINT_TENANT`, `SAILPOINT_ID` and `SAILPOINT_SECRET` say who asks; `SAILPOINT_URL` another server, for a test.

#![allow(dead_code, reason = "the tests run the workflow, not the program")]

use std::{env, error::Error, path::Path};

use generated::sailpoint::{Client, models::ExportPayload};
use indicatif::ProgressBar;
use runtime::ClientCredentials;

/// From start to file.
pub async fn export(
    client: &Client,
    types: Vec<String>,
    file: &Path,
) -> Result<(), Box<dyn Error>> {
    let bar = ProgressBar::new_spinner();
    let payload = ExportPayload {
        include_types: Some(types),
        ..ExportPayload::default()
    };
    let job = client.export_sp_config(payload).start().await?;
    let done = job
        .wait()
        .progress(|state| bar.set_message(state.to_string()))
        .await?;
    let results = done.result().await?; // typed
    bar.println(format!(
        "{} objects",
        results.objects.unwrap_or_default().len()
    ));
    done.result()
        .save(file)
        .progress(|bytes, _| bar.set_position(bytes))
        .await?; // as it was sent
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
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
    export(&client, arguments.collect(), Path::new(&file)).await
}
