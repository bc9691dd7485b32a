//! Runs a program within limits of time and memory, and says what it needed.

mod group;

use std::{
    io::{self, Read},
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use wait4::Wait4;

use self::group::Group;

/// How often the time and the memory of a program are looked at.
const WATCH: Duration = Duration::from_millis(100);

/// What a program may use before it is ended, together with everything it started.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Seconds on the clock.
    pub time: Duration,
    /// Bytes of resident memory of all its processes together. Where the system does not say (no `/proc`), nobody looks.
    pub memory: Option<u64>,
}

/// Why a program was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Its time was over.
    Time,
    /// It used too much memory.
    Memory,
}

/// What a program and everything it started needed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// Seconds of processor time, user and system, of all processes that were waited for.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// The peak of resident memory in bytes: that of the largest process, or of all together as they were seen in
    /// passing, whichever is more.
    pub memory: u64,
}

/// What a program did.
pub struct Finished {
    /// Whether it ended by itself with exit code 0.
    pub success: bool,
    /// Why it was ended, if it did not end by itself.
    pub stopped: Option<Stop>,
    /// What it wrote to its standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to its standard error.
    pub stderr: Vec<u8>,
    /// What it needed.
    pub usage: Usage,
}

/// Runs `command` within `limits`.
///
/// # Errors
/// If the program cannot be started or waited for.
pub fn run(mut command: Command, limits: Limits) -> io::Result<Finished> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A group of its own, so that cargo's rustc processes end with cargo.
        .process_group(0)
        .spawn()?;
    let group = Group::of(&child);
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());

    let (ended, end) = mpsc::channel();
    let watch = thread::spawn(move || watch(group, limits, started, &end));
    let waited = child.wait4();
    let wall = started.elapsed().as_secs_f64();
    // The watch ends when it can no longer be told anything.
    drop::<mpsc::Sender<()>>(ended);
    let (stopped, seen) = watch.join().unwrap_or_default();
    let waited = waited?;
    Ok(Finished {
        success: stopped.is_none() && waited.status.success(),
        stopped,
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
        usage: Usage {
            cpu: (waited.rusage.utime + waited.rusage.stime).as_secs_f64(),
            wall,
            memory: seen.max(waited.rusage.maxrss),
        },
    })
}

/// Looks at a program until it has ended, and ends it if it must; why, and the most memory that was seen.
fn watch(
    group: Group,
    limits: Limits,
    started: Instant,
    end: &Receiver<()>,
) -> (Option<Stop>, u64) {
    let mut most = 0;
    while end.recv_timeout(WATCH) == Err(RecvTimeoutError::Timeout) {
        let memory = group.memory();
        most = most.max(memory);
        let stop = if started.elapsed() > limits.time {
            Stop::Time
        } else if limits.memory.is_some_and(|limit| memory > limit) {
            Stop::Memory
        } else {
            continue;
        };
        group.kill();
        return (Some(stop), most);
    }
    (None, most)
}

/// Reads a pipe on a thread of its own, so that a program that writes much never waits for us.
fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before a failure is still worth showing.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn limits(seconds: u64) -> Limits {
        Limits {
            time: Duration::from_secs(seconds),
            memory: None,
        }
    }

    #[test]
    fn says_what_a_program_wrote_and_needed() -> io::Result<()> {
        let finished = run(shell("echo out; echo err >&2; exit 3"), limits(60))?;
        assert!(!finished.success && finished.stopped.is_none());
        assert_eq!(finished.stdout, b"out\n");
        assert_eq!(finished.stderr, b"err\n");
        assert!(finished.usage.memory > 0 && finished.usage.wall > 0.0);
        Ok(())
    }

    #[test]
    fn ends_a_program_with_all_it_started_when_its_time_is_over() -> io::Result<()> {
        // The inner process holds the pipe: unless it ends too, this test never does.
        let finished = run(shell("(echo started; exec sleep 1000); true"), limits(0))?;
        assert_eq!(finished.stopped, Some(Stop::Time));
        assert!(!finished.success);
        Ok(())
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn ends_a_program_that_uses_too_much_memory() -> io::Result<()> {
        let limits = Limits {
            memory: Some(1),
            ..limits(1000)
        };
        let finished = run(shell("sleep 1000"), limits)?;
        assert_eq!(finished.stopped, Some(Stop::Memory));
        assert!(finished.usage.memory > 1);
        Ok(())
    }
}
