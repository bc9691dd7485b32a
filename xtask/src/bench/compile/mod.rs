//! Compiling what was generated: the generated crate alone, with a program that calls every operation in it; everything
//! that it depends on is compiled before.

pub mod calls;
mod clients;
mod package;
pub mod parts;
pub mod skeleton;
mod types;

use std::{
    cell::RefCell,
    fs, io,
    path::{Path, PathBuf},
};

use self::package::Package;
use super::{
    attempt::Attempt,
    lab::{self, FLOOR, Lab, Side, written},
    record::Record,
    results::{Measurement, Outcome},
    sample::{Contender, Subject, alternate},
};
use crate::{documents, process};

/// The steps, as they are kept, with the arguments for cargo.
pub const STEPS: [(&str, &[&str]); 2] = [(CHECK, &["check"]), ("release", &["build", "--release"])];

/// The step that comes first.
pub const CHECK: &str = "check";

/// How the note begins of a crate that was compiled as it was generated.
const ALONE: &str = "the crate alone: ";

/// Measures every document: one step after the other, from small documents to large ones.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let mut documents = Vec::new();
    for document in &lab.documents {
        documents.push((fs::metadata(document)?.len(), document));
    }
    documents.sort();
    parts::measure(lab, record)?;
    for (step, arguments) in STEPS {
        for (index, (size, document)) in documents.iter().enumerate() {
            let name = documents::name(document);
            eprintln!("{step} {}/{} {name}", index + 1, documents.len());
            let subject = Subject {
                step,
                name: &name,
                size: *size,
            };
            one(lab, subject, arguments, document, record)?;
        }
    }
    Ok(())
}

fn one(
    lab: &Lab,
    subject: Subject<'_>,
    arguments: &[&str],
    document: &Path,
    record: &mut Record<'_>,
) -> io::Result<()> {
    let mut candidates = Vec::new();
    if let (Some(ours), false) = (lab.sides.first(), record.is_done(subject, FLOOR)) {
        candidates.push(Candidate::floor(lab, ours, document, arguments)?);
    }
    for side in &lab.sides {
        if record.is_done(subject, side.name) {
            continue;
        }
        let checked = Subject {
            step: CHECK,
            ..subject
        };
        let checked = record.find(checked, side.name).cloned();
        match checked.filter(|_| subject.step != CHECK) {
            // What cannot be checked cannot be built either.
            Some(checked) if checked.outcome != Outcome::Measured => {
                record.put(Measurement {
                    step: subject.step.to_owned(),
                    ..checked
                })?;
            }
            checked => {
                let why = checked
                    .as_ref()
                    .and_then(|one| one.note.strip_prefix(ALONE));
                candidates.push(Candidate::of(lab, side, document, arguments, why)?);
            }
        }
    }
    let contenders = candidates.iter().map(|candidate| Contender {
        side: candidate.name.to_owned(),
        run: Box::new(move || candidate.compile(lab, arguments)),
    });
    alternate(subject, contenders.collect(), record)
}

/// One side's crate for one document.
struct Candidate<'a> {
    name: &'static str,
    side: &'a Side,
    folder: PathBuf,
    /// What is compiled, or why nothing can be.
    package: Result<Package, String>,
    /// How many operations are called, or why the crate is compiled without calls.
    calls: RefCell<Result<usize, String>>,
    /// Why it does not compile.
    broken: RefCell<Option<String>>,
}

impl<'a> Candidate<'a> {
    /// Generates the crate and makes it ready; without calls if it is known why they do not compile.
    fn of(
        lab: &Lab,
        side: &'a Side,
        document: &Path,
        arguments: &[&str],
        alone: Option<&str>,
    ) -> io::Result<Self> {
        let name = format!("compile/{}/client", side.name);
        let generated = lab.generate(side, document, &name)?;
        let mut candidate = Self::new(side.name, side, lab.out.join(&name));
        if let Some(why) = alone {
            candidate.calls = RefCell::new(Err(why.to_owned()));
        }
        match generated {
            Attempt::Done { .. } => {
                let package = candidate.prepare(lab, arguments);
                candidate.package = package.map_err(|error| error.to_string());
            }
            Attempt::Failed(why) => candidate.package = Err(format!("nothing is generated: {why}")),
            Attempt::Stopped(..) => {}
        }
        Ok(candidate)
    }

    fn new(name: &'static str, side: &'a Side, folder: PathBuf) -> Self {
        Self {
            name,
            side,
            folder,
            package: Err("nothing is generated".to_owned()),
            calls: RefCell::new(Ok(0)),
            broken: RefCell::new(None),
        }
    }

    /// Our crate without code, and without calls.
    fn floor(lab: &Lab, ours: &'a Side, document: &Path, arguments: &[&str]) -> io::Result<Self> {
        let name = format!("compile/{FLOOR}/client");
        lab.generate(ours, document, &name)?;
        let mut candidate = Self::new(FLOOR, ours, lab.out.join(&name));
        candidate.calls = RefCell::new(Err("without code".to_owned()));
        let package = candidate.prepare(lab, arguments).and_then(|package| {
            package.strip(lab)?;
            Ok(package)
        });
        candidate.package = package.map_err(|error| error.to_string());
        Ok(candidate)
    }

    /// A crate with calls in it, and everything that it depends on compiled.
    fn prepare(&self, lab: &Lab, arguments: &[&str]) -> io::Result<Package> {
        let own = lab.out.join("compile").join(self.side.name);
        // The versions of the first document are those of all.
        let kept = match self.side.peer {
            Some(_) => own.join("Cargo.lock"),
            None => lab.root.join("Cargo.lock"),
        };
        let package = Package::of(self.side, &self.folder, own.join("target"), &kept)?;
        package.without_code(|package| lab::build(package.cargo(arguments)?.arg("--quiet")))?;
        fs::copy(package.lock(), own.join("Cargo.lock"))?;
        if self.calls.borrow().is_err() {
            package.remove_calls()?;
            return Ok(package);
        }
        match package.add_calls(lab) {
            Ok(calls) if calls > 0 => *self.calls.borrow_mut() = Ok(calls),
            Ok(_) => self.alone(&package, "nothing to call was found")?,
            Err(error) => self.alone(&package, &error.to_string())?,
        }
        Ok(package)
    }

    /// From now on, the crate is compiled as it was generated.
    fn alone(&self, package: &Package, why: &str) -> io::Result<()> {
        *self.calls.borrow_mut() = Err(why.to_owned());
        package.remove_calls()
    }

    fn compile(&self, lab: &Lab, arguments: &[&str]) -> io::Result<Attempt> {
        let package = match &self.package {
            Ok(package) => package,
            Err(error) => return Ok(Attempt::Failed(error.clone())),
        };
        if let Some(broken) = &*self.broken.borrow() {
            return Ok(Attempt::Failed(broken.clone()));
        }
        let mut attempt = self.once(lab, package, arguments)?;
        let has_calls = self.calls.borrow().is_ok();
        if let (Attempt::Failed(why), true) = (&attempt, has_calls) {
            self.alone(package, why)?;
            attempt = self.once(lab, package, arguments)?;
        }
        if let Attempt::Failed(why) = &attempt {
            *self.broken.borrow_mut() = Some(why.clone());
        }
        Ok(attempt.noted(match &*self.calls.borrow() {
            Ok(calls) => format!("{calls} calls"),
            Err(why) => format!("{ALONE}{why}"),
        }))
    }

    fn once(&self, lab: &Lab, package: &Package, arguments: &[&str]) -> io::Result<Attempt> {
        let finished = process::run(package.cargo(arguments)?, lab.limits)?;
        let is_program = self.calls.borrow().is_ok() && arguments.contains(&"build");
        Ok(Attempt::of(finished, true, || {
            if is_program {
                package.program_size()
            } else {
                written(&self.folder)
            }
        }))
    }
}
