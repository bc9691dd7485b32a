//! Clean builds: what each crate costs that is compiled for the workspace, and for a program with one API.

mod crates;
pub mod rustc;

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use self::rustc::Compiled;
use super::{
    lab::{self, Lab, OURS},
    record::Record,
    results::{Measurement, Outcome},
};
use crate::process::{self, Usage};

/// The steps, as they are kept.
pub const STEPS: [&str; 2] = ["build: a program with one API", "build: the workspace"];

/// The subject that is the whole build, with all that is not compiled by rustc: build scripts, C, cargo itself.
pub const WHOLE: &str = "everything";

/// Measures both. A measurement's subject is a package, its note the packages that need it.
///
/// # Errors
/// If something does not build.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let program = program(lab)?;
    for (step, folder) in STEPS.into_iter().zip([&program, &lab.root]) {
        eprintln!("{step}");
        let (packages, whole) = clean_build(lab, folder)?;
        let needed = crates::needed_by(folder)?;
        record.forget(step);
        record.put(measurement(step, WHOLE, &whole, String::new()))?;
        for package in packages {
            let by = needed.get(&package.name).cloned().unwrap_or_default();
            record.put(measurement(step, &package.name, &package.usage, by))?;
        }
    }
    Ok(())
}

/// A program whose one dependency that is not from elsewhere is a generated client, and its runtime.
fn program(lab: &Lab) -> io::Result<PathBuf> {
    let folder = lab.folder("build/program")?;
    let generated = lab.root.join("generated");
    fs::create_dir(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             generated = {{ path = {generated:?}, default-features = false, features = [\"hyper\", \"exabase\"] }}\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n"
        ),
    )?;
    fs::write(
        folder.join("src/main.rs"),
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    \
         let client = generated::exabase::Client::new();\n    \
         println!(\"{:?}\", client.list_extract_jobs().await.is_ok());\n}\n",
    )?;
    fs::copy(lab.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// Builds everything in an empty folder; what each package took, and all together.
fn clean_build(lab: &Lab, folder: &Path) -> io::Result<(Vec<Compiled>, Usage)> {
    let own = lab.folder("build/clean")?;
    let log = own.join("rustc.jsonl");
    let wrapper = own.join("rustc.sh");
    // cargo wants one program: it cannot be told arguments.
    fs::write(
        &wrapper,
        format!(
            "#!/bin/sh\nexec {:?} part rustc {log:?} -- \"$@\"\n",
            lab.own()
        ),
    )?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    let mut command = lab::cargo(folder, &["build", "--workspace", "--quiet"]);
    command
        .env("RUSTC_WRAPPER", &wrapper)
        .env("CARGO_TARGET_DIR", own.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_BUILD_JOBS")
        // Of the command's own package, which runs of the compiler for none would be taken to be for.
        .env_remove("CARGO_PKG_NAME")
        .env_remove("CARGO_PKG_VERSION");
    let finished = process::run(command, lab.limits)?;
    if !finished.success {
        return Err(io::Error::other(String::from_utf8_lossy(&finished.stderr)));
    }
    let packages = rustc::read(&log)?;
    fs::remove_dir_all(own)?;
    Ok((packages, finished.usage))
}

fn measurement(step: &str, subject: &str, usage: &Usage, note: String) -> Measurement {
    Measurement {
        step: step.to_owned(),
        subject: subject.to_owned(),
        size: 0,
        side: OURS.to_owned(),
        version: String::new(),
        outcome: Outcome::Measured,
        runs: 1,
        cpu: usage.cpu,
        wall: usage.wall,
        memory: usage.memory,
        output: 0,
        load: 0.0,
        note,
    }
}
