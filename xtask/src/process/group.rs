//! A program and everything it started, as one.

use std::{fs, process::Child};

use rustix::process::{Pid, Signal, kill_process_group};

/// The process group that a child leads.
#[derive(Clone, Copy)]
pub struct Group(Option<Pid>);

impl Group {
    /// The group of a child that was started as its leader.
    pub fn of(child: &Child) -> Self {
        Self(i32::try_from(child.id()).ok().and_then(Pid::from_raw))
    }

    /// Ends every process of the group.
    pub fn kill(self) {
        if let Some(leader) = self.0 {
            // Nothing is left to do if it has ended in the meantime.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }

    /// The bytes of resident memory that the group's processes use now; 0 where there is no `/proc`.
    pub fn memory(self) -> u64 {
        let (Some(leader), Ok(processes)) = (self.0, fs::read_dir("/proc")) else {
            return 0;
        };
        let leader = leader.as_raw_nonzero().get();
        processes
            .flatten()
            .filter(|process| {
                let id = process.file_name();
                id.as_encoded_bytes()
                    .first()
                    .is_some_and(u8::is_ascii_digit)
            })
            .filter_map(|process| {
                // A process may end between two looks.
                let stat = fs::read_to_string(process.path().join("stat")).ok()?;
                if group_of(&stat)? != leader {
                    return None;
                }
                resident(&fs::read_to_string(process.path().join("status")).ok()?)
            })
            .sum()
    }
}

/// The group in a `/proc/<id>/stat`: the third field after the name in parentheses, which may hold anything.
fn group_of(stat: &str) -> Option<i32> {
    let (_, after) = stat.rsplit_once(')')?;
    after.split_ascii_whitespace().nth(2)?.parse().ok()
}

/// The resident memory in a `/proc/<id>/status`, which counts in kilobytes.
fn resident(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_system_says_of_a_process() {
        let stat = "4242 (a) b (c) S 1 77 77 0 -1 4194560 1 2 3";
        assert_eq!(group_of(stat), Some(77));
        let status = "Name:\tcat\nVmHWM:\t  9 kB\nVmRSS:\t    1816 kB\nThreads:\t1\n";
        assert_eq!(resident(status), Some(1816 * 1024));
        assert_eq!(group_of("nothing"), None);
    }
}
