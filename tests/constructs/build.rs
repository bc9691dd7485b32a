//! Makes a client of each document.

use generator::{Generator, build::Error};

fn main() -> Result<(), Error> {
    for name in [
        "requests",
        "responses",
        "schemas",
        "events",
        "limits",
        "lists",
        "jobs",
    ] {
        Generator::new()
            .name(name)
            .document(format!("documents/{name}.yaml"))
            .out_dir(&format!("{name}.rs"))?;
    }
    Ok(())
}
