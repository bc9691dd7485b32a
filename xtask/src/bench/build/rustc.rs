//! The compiler, with a note of what each run of it took.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, ExitCode},
    time::Instant,
};

use serde_json::{Value, json};
use wait4::Wait4;

use crate::process::Usage;

/// A package, and what compiling all of it took: its library, its programs, its build script.
pub struct Compiled {
    /// Its name and version.
    pub name: String,
    /// What it took.
    pub usage: Usage,
}

/// Runs a compiler as cargo would, and adds a line to `log`.
///
/// # Errors
/// If it cannot be started, or the log not be written.
pub fn run(log: &Path, command: &[String]) -> io::Result<ExitCode> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(io::Error::other("there is nothing to run"));
    };
    let started = Instant::now();
    let waited = Command::new(program).args(arguments).spawn()?.wait4()?;
    let name = |variable: &str| std::env::var(variable).unwrap_or_default();
    let line = json!({
        "package": format!("{} {}", name("CARGO_PKG_NAME"), name("CARGO_PKG_VERSION")),
        "cpu": (waited.rusage.utime + waited.rusage.stime).as_secs_f64(),
        "wall": started.elapsed().as_secs_f64(),
        "memory": waited.rusage.maxrss,
    });
    // One write: several compilers run at the same time.
    let mut file = fs::File::options().create(true).append(true).open(log)?;
    file.write_all(format!("{line}\n").as_bytes())?;
    let code = waited
        .status
        .code()
        .and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// What a log says of each package, the dearest first. Runs for no package, by which cargo asks for the version, are left
/// out.
///
/// # Errors
/// If it cannot be read.
pub fn read(log: &Path) -> io::Result<Vec<Compiled>> {
    let mut packages: Vec<Compiled> = Vec::new();
    for line in fs::read_to_string(log)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let name = line["package"].as_str().unwrap_or_default().trim();
        if name.is_empty() {
            continue;
        }
        let index = packages.iter().position(|known| known.name == name);
        let index = index.unwrap_or_else(|| {
            packages.push(Compiled {
                name: name.to_owned(),
                usage: Usage::default(),
            });
            packages.len() - 1
        });
        if let Some(Compiled { usage, .. }) = packages.get_mut(index) {
            usage.cpu += line["cpu"].as_f64().unwrap_or_default();
            usage.wall += line["wall"].as_f64().unwrap_or_default();
            usage.memory = usage
                .memory
                .max(line["memory"].as_u64().unwrap_or_default());
        }
    }
    packages.sort_by(|a, b| b.usage.cpu.total_cmp(&a.usage.cpu));
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_noted_and_added_up() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("log");
        let command = ["sh", "-c", "exit 3"].map(str::to_owned);
        assert_eq!(run(&log, &command)?, ExitCode::from(3));
        assert_eq!(fs::read_to_string(&log)?.lines().count(), 1);

        let lines = [("a 1", 1.0), ("b 1", 5.0), ("a 1", 2.5), (" ", 9.0)];
        let lines =
            lines.map(|(package, cpu)| json!({ "package": package, "cpu": cpu }).to_string());
        fs::write(&log, lines.join("\n"))?;
        let packages = read(&log)?.into_iter();
        let packages: Vec<_> = packages.map(|one| (one.name, one.usage.cpu)).collect();
        assert_eq!(packages, [("b 1".to_owned(), 5.0), ("a 1".to_owned(), 3.5)]);
        Ok(())
    }
}
