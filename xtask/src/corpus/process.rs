//! Runs a program with a time limit and takes everything it started with it when the limit is over.

use std::{
    io::{self, Read},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use process_wrap::std::{CommandWrap, ProcessGroup};

/// What a program did.
pub struct Finished {
    /// Whether it ended by itself with exit code 0.
    pub success: bool,
    /// Whether it was ended because its time was over.
    pub timed_out: bool,
    /// What it wrote to its standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to its standard error.
    pub stderr: Vec<u8>,
}

/// Runs `command` for at most `limit`.
///
/// # Errors
/// If the program cannot be started or waited for.
pub fn run(mut command: Command, limit: Duration) -> io::Result<Finished> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut wrapped = CommandWrap::from(command);
    // A group of its own, so that cargo's rustc processes end with cargo.
    wrapped.wrap(ProcessGroup::leader());
    let mut child = wrapped.spawn()?;
    let stdout = drain(child.stdout().take());
    let stderr = drain(child.stderr().take());

    let started = Instant::now();
    let (status, timed_out) = loop {
        if let Some(status) = child.try_wait()? {
            break (Some(status), false);
        }
        if started.elapsed() > limit {
            child.kill()?;
            break (None, true);
        }
        thread::sleep(Duration::from_millis(10));
    };
    Ok(Finished {
        success: status.is_some_and(|status| status.success()),
        timed_out,
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
    })
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
