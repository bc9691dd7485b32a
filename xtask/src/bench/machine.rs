//! The machine that figures were taken on: what matters for them, and nothing that names it.

use std::{fs, process::Command, thread};

use serde::{Deserialize, Serialize};

/// A machine and what ran on it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Machine {
    /// How many cores may be used.
    pub cores: usize,
    /// What they are.
    pub processor: String,
    /// Bytes of memory.
    pub memory: u64,
    /// The operating system.
    pub system: String,
    /// The compiler.
    pub rustc: String,
}

impl Machine {
    /// This machine. What the system does not tell is left empty.
    pub fn this() -> Self {
        let field = |file: &str, name: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(name));
            let value = line.and_then(|line| line.split_once([':', '=']));
            value.map_or_else(String::new, |(_, value)| {
                value.trim().trim_matches('"').to_owned()
            })
        };
        let kilobytes = field("/proc/meminfo", "MemTotal");
        let kilobytes = kilobytes.trim_end_matches("kB").trim().parse().unwrap_or(0);
        Self {
            cores: thread::available_parallelism().map_or(1, usize::from),
            processor: field("/proc/cpuinfo", "model name"),
            memory: kilobytes * 1024_u64,
            system: format!(
                "{} ({})",
                field("/etc/os-release", "PRETTY_NAME"),
                std::env::consts::OS
            ),
            rustc: says("rustc", &["--version"]),
        }
    }
}

/// How many programs wanted a core in the last minute, on average; 0 where the system does not tell.
pub fn load() -> f64 {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let minute = averages.split_ascii_whitespace().next();
    minute.and_then(|load| load.parse().ok()).unwrap_or(0.0)
}

/// The first line that a program prints; empty if it does not run.
pub fn says(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.ok().filter(|output| output.status.success());
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}
