//! How the time grows with the document: real documents, joined to sizes from a kilobyte to twenty megabytes.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    generate,
    lab::{FLOOR, Lab},
    record::Record,
    sample::{Contender, Subject, alternate},
};
use crate::process;

/// The step, as it is kept.
pub const STEP: &str = "grow";

/// The sizes to aim at, in bytes.
const SIZES: [u64; 8] = [
    1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000, 5_000_000, 20_000_000,
];

/// Measures our side and the floor with documents of every size.
///
/// # Errors
/// If nothing can be written or started.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let folder = lab.folder("grow")?;
    let pieces = pieces(&lab.documents)?;
    let Some(ours) = lab.sides.first() else {
        return Ok(());
    };
    for size in SIZES {
        let chosen = choose(&pieces, size);
        if chosen.is_empty() {
            eprintln!("skipped: no documents that come to {size} bytes");
            continue;
        }
        eprintln!("grow to {size} bytes: {} documents joined", chosen.len());
        let document = folder.join(format!("{size}.json"));
        let mut command = Command::new(lab.own());
        command.args(["part", "join"]).arg(&document).args(chosen);
        let joined = process::run(command, lab.limits)?;
        if !joined.success {
            return Err(io::Error::other(String::from_utf8_lossy(&joined.stderr)));
        }
        let contenders = vec![
            Contender {
                side: ours.name.to_owned(),
                run: Box::new(|| lab.generate(ours, &document, "generate/ours")),
            },
            Contender {
                side: FLOOR.to_owned(),
                run: Box::new(|| generate::floor(lab, &document)),
            },
        ];
        let subject = Subject {
            step: STEP,
            name: &size.to_string(),
            size: fs::metadata(&document)?.len(),
        };
        alternate(subject, contenders, record)?;
    }
    Ok(())
}

/// The documents that can be joined, largest first.
fn pieces(documents: &[PathBuf]) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut pieces = Vec::new();
    for document in documents {
        if document
            .extension()
            .is_some_and(|extension| extension == "json")
            && is_three_zero(document)?
        {
            pieces.push((fs::metadata(document)?.len(), document.clone()));
        }
    }
    pieces.sort_by(|a, b| b.cmp(a));
    Ok(pieces)
}

/// Whether a document says near its start that it is OpenAPI 3.0.
fn is_three_zero(document: &Path) -> io::Result<bool> {
    use io::Read;
    let mut start = Vec::new();
    fs::File::open(document)?
        .take(300)
        .read_to_end(&mut start)?;
    let start: String = String::from_utf8_lossy(&start).split_whitespace().collect();
    Ok(start.contains(r#""openapi":"3.0"#))
}

/// Documents that come to about `size` together: the largest that fit, one after the other. None if all that there are
/// come to less than half of it.
fn choose(pieces: &[(u64, PathBuf)], size: u64) -> Vec<&PathBuf> {
    let mut left = size;
    let mut chosen = Vec::new();
    for (bytes, document) in pieces {
        if *bytes <= left {
            left -= bytes;
            chosen.push(document);
        }
    }
    if left > size / 2 {
        chosen.clear();
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_that_fit_are_joined() {
        let pieces = [900, 500, 400, 90, 8].map(|size| (size, PathBuf::from(size.to_string())));
        let names = |size| -> Vec<String> {
            let chosen = choose(&pieces, size);
            chosen
                .iter()
                .map(|path| path.display().to_string())
                .collect()
        };
        assert_eq!(names(1000), ["900", "90", "8"]);
        assert_eq!(names(2000), ["900", "500", "400", "90", "8"]);
        assert_eq!(names(10), ["8"]);
        assert_eq!(names(20), Vec::<String>::new());
        assert_eq!(names(4000), Vec::<String>::new());
    }
}
