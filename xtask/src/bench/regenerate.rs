//! Generating again: when nothing has changed, and when one schema has.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use super::{
    attempt::Attempt,
    lab::{self, Lab, Side},
    record::Record,
    sample::{Contender, Subject, alternate},
};
use crate::{documents, process};

/// The steps, as they are kept: everything, nothing changed, one schema changed.
pub const STEPS: [&str; 3] = [
    "regenerate: all",
    "regenerate: nothing changed",
    "regenerate: one schema changed",
];

/// Below so many bytes of document, starting the program is most of a run.
const SMALL: u64 = 500_000;

/// Measures our side with the larger documents. A measurement's output is the number of files that were written.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let Some(ours) = lab.sides.first() else {
        return Ok(());
    };
    for published in &lab.documents {
        let size = fs::metadata(published)?.len();
        let is_json = published
            .extension()
            .is_some_and(|extension| extension == "json");
        if size < SMALL || !is_json {
            continue;
        }
        let name = documents::name(published);
        eprintln!("regenerate {name}");
        let folder = lab.folder("regenerate")?;
        let case = Case {
            lab,
            ours,
            published,
            document: folder.join("document.json"),
            out: folder.join("client"),
        };
        for (step, prepare) in STEPS.into_iter().zip(PREPARATIONS) {
            let contender = Contender {
                side: ours.name.to_owned(),
                run: Box::new(|| case.run(prepare)),
            };
            let subject = Subject {
                step,
                name: &name,
                size,
            };
            alternate(subject, vec![contender], record)?;
        }
    }
    Ok(())
}

/// What is done before the run that counts.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    TheSame,
    Another,
}

const PREPARATIONS: [Before; 3] = [Before::Nothing, Before::TheSame, Before::Another];

struct Case<'a> {
    lab: &'a Lab,
    ours: &'a Side,
    published: &'a Path,
    document: PathBuf,
    out: PathBuf,
}

impl Case<'_> {
    fn run(&self, before: Before) -> io::Result<Attempt> {
        if self.out.exists() {
            fs::remove_dir_all(&self.out)?;
        }
        // Written anew, for a copy would keep the permissions of a file that nobody may write.
        io::copy(
            &mut fs::File::open(self.published)?,
            &mut fs::File::create(&self.document)?,
        )?;
        if !matches!(before, Before::Nothing) {
            self.generate()?;
        }
        if matches!(before, Before::Another) {
            self.change()?;
        }
        let old = stamps(&self.out)?;
        let finished = self.generate()?;
        let touched = || {
            let new = stamps(&self.out)?;
            Ok(new.iter().filter(|stamp| !old.contains(stamp)).count() as u64)
        };
        Ok(Attempt::of(finished, true, touched))
    }

    fn generate(&self) -> io::Result<process::Finished> {
        process::run(
            self.ours.generate(&self.document, &self.out, "client"),
            self.lab.limits,
        )
    }

    fn change(&self) -> io::Result<()> {
        let mut command = Command::new(self.lab.own());
        command
            .args(["part", "change"])
            .args([self.published, &self.document]);
        let finished = process::run(command, self.lab.limits)?;
        if finished.success {
            Ok(())
        } else {
            Err(io::Error::other("the document cannot be changed"))
        }
    }
}

/// When each file was last written.
fn stamps(folder: &Path) -> io::Result<Vec<(PathBuf, SystemTime)>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let files = lab::files(folder)?.into_iter();
    files
        .map(|(file, _)| {
            let written = fs::metadata(&file)?.modified()?;
            Ok((file, written))
        })
        .collect()
}
