//! Calls over 127.0.0.1: their processor time beside bare reqwest's, and the memory of downloads of two sizes.

use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use super::{
    attempt::Attempt,
    decode,
    lab::{self, Lab, OURS},
    record::Record,
    results::{Measurement, Outcome},
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
    let printed = decode::bench(lab, "call")?;
    for line in String::from_utf8_lossy(&printed).lines() {
        if let Some(one) = serde_json::from_str(line).ok().and_then(measurement) {
            record.put(one)?;
        }
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

/// What the micro-benchmark says of one side.
fn measurement(line: Value) -> Option<Measurement> {
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    Some(Measurement {
        step: text("step")?,
        subject: text("subject")?,
        size: line["size"].as_u64()?,
        side: text("side")?,
        version: String::new(),
        outcome: Outcome::Measured,
        runs: 1,
        cpu: line["nanoseconds"].as_f64()? / 1e9,
        wall: 0.0,
        memory: 0,
        output: 0,
        load: 0.0,
        note: String::new(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_benchmark_prints_is_read() {
        let line = r#"{"step":"call","subject":"export job","size":300,"side":"ours","nanoseconds":1500.0}"#;
        let one = measurement(serde_json::from_str(line).unwrap());
        let one = one.map(|one| (one.step, one.subject, one.side, one.size, one.cpu));
        let expected = (CALL.into(), "export job".into(), "ours".into(), 300, 1.5e-6);
        assert_eq!(one, Some(expected));
    }
}
