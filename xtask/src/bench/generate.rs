//! Documents to code: each document by each side, and the floor.

use std::{fs, io, path::Path, process::Command};

use super::{
    attempt::Attempt,
    lab::{FLOOR, Lab, OURS, Side},
    record::Record,
    sample::{Contender, Subject, alternate},
};
use crate::{documents, process};

/// The step, as it is kept.
pub const STEP: &str = "generate";

/// Measures every document.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    for (index, document) in lab.documents.iter().enumerate() {
        let name = documents::name(document);
        eprintln!("generate {}/{} {name}", index + 1, lab.documents.len());
        one(lab, document, &name, record)?;
    }
    Ok(())
}

fn one(lab: &Lab, document: &Path, name: &str, record: &mut Record<'_>) -> io::Result<()> {
    let subject = Subject {
        step: STEP,
        name,
        size: fs::metadata(document)?.len(),
    };
    let mut contenders: Vec<Contender> = lab
        .sides
        .iter()
        .map(|side| contender(lab, side, document))
        .collect();
    contenders.push(Contender {
        side: FLOOR.to_owned(),
        run: Box::new(|| floor(lab, document)),
    });
    // The floor writes what is in our side's folder, which may hold another document's code.
    if record.is_done(subject, OURS)
        && !record.is_done(subject, FLOOR)
        && let Some(ours) = lab.sides.first()
    {
        lab.generate(ours, document, &folder(OURS))?;
    }
    alternate(subject, contenders, record)
}

fn contender<'a>(lab: &'a Lab, side: &'a Side, document: &'a Path) -> Contender<'a> {
    Contender {
        side: side.name.to_owned(),
        run: Box::new(move || lab.generate(side, document, &folder(side.name))),
    }
}

fn folder(side: &str) -> String {
    format!("generate/{side}")
}

/// Reading the document as a tree and writing what our side has just written.
pub fn floor(lab: &Lab, document: &Path) -> io::Result<Attempt> {
    let ours = lab.out.join(folder(OURS));
    let out = lab.folder(&folder(FLOOR))?;
    let mut command = Command::new(lab.own());
    command
        .args(["part", "floor"])
        .args([document, &ours, &out]);
    let finished = process::run(command, lab.limits)?;
    Ok(Attempt::of(finished, true, || super::lab::written(&out)))
}
