//! Documents to code: each document by each side, and the floor.

use std::{fs, io, path::Path, process::Command};

use super::{
    lab::{FLOOR, Lab, Side},
    results::Measurement,
    sample::{Attempt, Contender, Subject, alternate},
};
use crate::{documents, process};

/// The step, as it is kept.
pub const STEP: &str = "generate";

/// Measures every document.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab) -> io::Result<Vec<Measurement>> {
    let mut measured = Vec::new();
    for (index, document) in lab.documents.iter().enumerate() {
        let name = documents::name(document);
        eprintln!("generate {}/{} {name}", index + 1, lab.documents.len());
        measured.extend(one(lab, document, &name)?);
    }
    Ok(measured)
}

fn one(lab: &Lab, document: &Path, name: &str) -> io::Result<Vec<Measurement>> {
    let mut contenders: Vec<Contender> = lab
        .sides
        .iter()
        .map(|side| contender(lab, side, document))
        .collect();
    contenders.push(Contender {
        side: FLOOR.to_owned(),
        run: Box::new(|| floor(lab, document)),
    });
    let subject = Subject {
        step: STEP,
        name,
        size: fs::metadata(document)?.len(),
    };
    alternate(subject, lab.runs, contenders)
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
    let ours = lab.out.join(folder(super::lab::OURS));
    let out = lab.folder(&folder(FLOOR))?;
    let mut command = Command::new(lab.own());
    command
        .args(["part", "floor"])
        .args([document, &ours, &out]);
    let finished = process::run(command, lab.limits)?;
    Ok(Attempt::of(finished, true, || super::lab::written(&out)))
}
