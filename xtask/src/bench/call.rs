//! Calls over 127.0.0.1: their processor time beside bare reqwest's, and the memory of downloads of two sizes.

use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    attempt::Attempt,
    lab::{self, Lab, OURS},
    micro,
    record::Record,
    sample::{Contender, Subject, alternate},
};
use crate::process;

/// The step of the calls, as the micro-benchmark calls it.
pub const CALL: &str = "call";

/// The step of the downloads.
pub const DOWNLOAD: &str = "download";

/// The sizes of the downloads in megabytes.
const DOWNLOADS: [u64; 2] = [10, 1024];

/// Measures calls and downloads.
///
/// # Errors
/// If the programs cannot be built or run.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    for one in micro::rounds(lab, "call", &[CALL])? {
        record.put(one)?;
    }
    let program = downloader(lab)?;
    for megabytes in DOWNLOADS {
        let contender = Contender {
            side: OURS.to_owned(),
            run: Box::new(|| download(lab, &program, megabytes)),
        };
        let subject = Subject {
            step: DOWNLOAD,
            name: &format!("{megabytes} MB"),
            size: megabytes << 20,
        };
        alternate(subject, vec![contender], record)?;
    }
    Ok(())
}

fn downloader(lab: &Lab) -> io::Result<PathBuf> {
    let arguments = [
        "build",
        "--release",
        "--quiet",
        "--package",
        "benches",
        "--bin",
        DOWNLOAD,
    ];
    lab::build(&mut lab::cargo(&lab.root, &arguments))?;
    let folder = lab.own().parent().unwrap_or(Path::new(""));
    Ok(folder.join(DOWNLOAD))
}

fn download(lab: &Lab, program: &Path, megabytes: u64) -> io::Result<Attempt> {
    let mut command = Command::new(program);
    command.arg(megabytes.to_string());
    let finished = process::run(command, lab.limits)?;
    let printed = String::from_utf8_lossy(&finished.stdout).trim().parse();
    let complete = printed == Ok(megabytes << 20);
    Ok(Attempt::of(finished, complete, || Ok(megabytes << 20)))
}
