//! A big API in parts: checking its library with one tag, beside all of it.

use std::{fs, io, path::PathBuf};

use super::package::Package;
use crate::{
    bench::{
        attempt::Attempt,
        lab::{self, Lab},
        record::Record,
        sample::{Contender, Subject, alternate},
    },
    documents, process,
};

/// The step, as it is kept.
pub const STEP: &str = "check a part";

/// The part that is everything.
pub const WHOLE: &str = "all";

const CHECK: [&str; 5] = [
    "check",
    "--lib",
    "--no-default-features",
    "--features",
    "hyper",
];

/// Measures our side with the largest document.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let size = |document: &&PathBuf| fs::metadata(document).map_or(0, |file| file.len());
    let document = lab.documents.iter().max_by_key(size);
    let (Some(document), Some(ours)) = (document, lab.sides.first()) else {
        return Ok(());
    };
    let name = documents::name(document);
    let own = lab.out.join("compile/parts");
    lab.generate(ours, document, "compile/parts/client")?;
    let (folder, lock) = (own.join("client"), lab.root.join("Cargo.lock"));
    let package = Package::of(ours, &folder, own.join("target"), &lock)?;
    let tags = package.features_of(WHOLE)?;
    if tags.is_empty() {
        return Ok(());
    }
    eprintln!("check {} parts of {name}", tags.len());
    package.without_code(|package| lab::build(package.cargo(&CHECK)?.arg("--quiet")))?;
    for part in std::iter::once(WHOLE.to_owned()).chain(tags) {
        let contender = Contender {
            side: ours.name.to_owned(),
            run: Box::new(|| {
                let mut command = package.cargo(&CHECK)?;
                command.args(["--features", &part]);
                let finished = process::run(command, lab.limits)?;
                Ok(Attempt::of(finished, true, || Ok(0)))
            }),
        };
        let subject = Subject {
            step: STEP,
            name: &format!("{name}: {part}"),
            size: size(&document),
        };
        alternate(subject, vec![contender], record)?;
    }
    Ok(())
}
