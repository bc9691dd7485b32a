//! Compiling what was generated: the generated crate alone, with a program that calls every operation in it; everything
//! that it depends on is compiled before.

pub mod calls;
mod package;
mod types;

use std::{
    cell::RefCell,
    fs, io,
    path::{Path, PathBuf},
};

use self::package::Package;
use super::{
    lab::{self, Lab, Side, written},
    results::Measurement,
    sample::{Attempt, Contender, Subject, alternate},
};
use crate::{documents, process};

/// The steps, as they are kept, with the arguments for cargo.
pub const STEPS: [(&str, &[&str]); 2] =
    [("check", &["check"]), ("release", &["build", "--release"])];

/// Measures every document.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab) -> io::Result<Vec<Measurement>> {
    let mut measured = Vec::new();
    for (index, document) in lab.documents.iter().enumerate() {
        let name = documents::name(document);
        eprintln!("compile {}/{} {name}", index + 1, lab.documents.len());
        measured.extend(one(lab, document, &name)?);
    }
    Ok(measured)
}

fn one(lab: &Lab, document: &Path, name: &str) -> io::Result<Vec<Measurement>> {
    let mut candidates = Vec::new();
    for side in &lab.sides {
        candidates.push(Candidate::of(lab, side, document)?);
    }
    let mut measured = Vec::new();
    for (step, arguments) in STEPS {
        let contenders = candidates.iter().map(|candidate| Contender {
            side: candidate.side.name.to_owned(),
            run: Box::new(move || candidate.compile(lab, arguments)),
        });
        let subject = Subject {
            step,
            name,
            size: fs::metadata(document)?.len(),
        };
        measured.extend(alternate(subject, lab.runs, contenders.collect())?);
    }
    Ok(measured)
}

/// One side's crate for one document.
struct Candidate<'a> {
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
    fn of(lab: &Lab, side: &'a Side, document: &Path) -> io::Result<Self> {
        let name = format!("compile/{}/client", side.name);
        let generated = lab.generate(side, document, &name)?;
        let mut candidate = Self {
            side,
            folder: lab.out.join(&name),
            package: Err("nothing is generated".to_owned()),
            calls: RefCell::new(Ok(0)),
            broken: RefCell::new(None),
        };
        if matches!(generated, Attempt::Done { .. }) {
            candidate.package = candidate.prepare(lab).map_err(|error| error.to_string());
        }
        Ok(candidate)
    }

    /// A crate with calls in it, and everything that it depends on compiled.
    fn prepare(&self, lab: &Lab) -> io::Result<Package> {
        let own = lab.out.join("compile").join(self.side.name);
        // The versions of the first document are those of all.
        let kept = match self.side.peer {
            Some(_) => own.join("Cargo.lock"),
            None => lab.root.join("Cargo.lock"),
        };
        let package = Package::of(self.side, &self.folder, own.join("target"), &kept)?;
        package.without_code(|package| {
            for (_, arguments) in STEPS {
                lab::build(package.cargo(arguments)?.arg("--quiet"))?;
            }
            Ok(())
        })?;
        fs::copy(package.lock(), own.join("Cargo.lock"))?;
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
            Err(why) => format!("the crate alone: {why}"),
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
