//! Runs the micro-benchmarks of `tests/benches`, and reads what criterion keeps of them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{
    lab::{self, Lab},
    results::{Measurement, Outcome},
};
use crate::process;

/// Runs a micro-benchmark as often as each side is to run, and gives the median of each side's fastest round: whatever else
/// the machine does makes a second of it slower, by a half at times, and never faster.
///
/// # Errors
/// If it fails, or has kept nothing.
pub fn rounds(lab: &Lab, name: &str, groups: &[&str]) -> io::Result<Vec<Measurement>> {
    let mut rounds = Vec::new();
    for _ in 0..lab.runs {
        rounds.push(criterion(lab, name, groups)?);
    }
    let Some(mut measured) = rounds.pop() else {
        return Ok(Vec::new());
    };
    for one in &mut measured {
        let others = rounds.iter().flatten().filter(|other| {
            (&other.step, &other.subject, &other.side) == (&one.step, &one.subject, &one.side)
        });
        one.cpu = others.map(|other| other.cpu).fold(one.cpu, f64::min);
        one.runs = lab.runs;
    }
    Ok(measured)
}

/// Runs a micro-benchmark and reads what criterion has kept of the groups named.
///
/// # Errors
/// If it fails, or has kept nothing.
fn criterion(lab: &Lab, name: &str, groups: &[&str]) -> io::Result<Vec<Measurement>> {
    let kept = lab.out.join("criterion");
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    bench(lab, name)?;
    let mut measured = Vec::new();
    for file in kept_files(&kept)? {
        let estimates = file.with_file_name("estimates.json");
        measured.extend(measurement(&read(&file)?, &read(&estimates)?));
    }
    measured.retain(|one| groups.contains(&one.step.as_str()));
    let order = |one: &Measurement| groups.iter().position(|group| *group == one.step);
    measured.sort_by(|a, b| {
        let key = |one: &Measurement| (order(one), one.size, one.side.clone());
        key(a).cmp(&key(b))
    });
    Ok(measured)
}

/// Runs a micro-benchmark, and gives what it prints.
///
/// # Errors
/// If it fails.
pub fn bench(lab: &Lab, name: &str) -> io::Result<Vec<u8>> {
    eprintln!("running the micro-benchmark {name}");
    let arguments = ["bench", "--quiet", "--package", "benches", "--bench", name];
    lab::build(lab::cargo(&lab.root, &arguments).arg("--no-run"))?;
    let mut command = lab::cargo(&lab.root, &arguments);
    command.env("CRITERION_HOME", lab.out.join("criterion"));
    let finished = process::run(command, lab.limits)?;
    if finished.success {
        return Ok(finished.stdout);
    }
    Err(io::Error::other(String::from_utf8_lossy(&finished.stderr)))
}

/// What criterion keeps of each benchmark's last run: `<group>/<function>/<parameter>/new/benchmark.json`.
fn kept_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = lab::files(folder)?.into_iter().map(|(file, _)| file);
    Ok(files
        .filter(|file| file.ends_with("new/benchmark.json"))
        .collect())
}

fn read(file: &Path) -> io::Result<Value> {
    Ok(serde_json::from_slice(&fs::read(file)?)?)
}

fn measurement(benchmark: &Value, estimates: &Value) -> Option<Measurement> {
    let text = |name: &str| benchmark[name].as_str().map(str::to_owned);
    let nanoseconds = estimates["median"]["point_estimate"].as_f64()?;
    Some(Measurement {
        step: text("group_id")?,
        subject: text("value_str")?,
        size: benchmark["throughput"]["Bytes"].as_u64().unwrap_or(0),
        side: text("function_id")?,
        version: String::new(),
        outcome: Outcome::Measured,
        runs: 1,
        cpu: nanoseconds / 1e9,
        wall: 0.0,
        memory: 0,
        output: 0,
        load: 0.0,
        note: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_criterion_keeps_is_read() {
        let benchmark = json!({
            "group_id": "read JSON", "function_id": "ours", "value_str": "export job",
            "throughput": { "Bytes": 336 },
        });
        let estimates = json!({ "median": { "point_estimate": 1500.0 } });
        let one = measurement(&benchmark, &estimates);
        let one = one.map(|one| (one.step, one.subject, one.side, one.size, one.cpu));
        let expected = (
            "read JSON".into(),
            "export job".into(),
            "ours".into(),
            336,
            1.5e-6,
        );
        assert_eq!(one, Some(expected));
    }
}
