//! `cargo xtask codegen`: `specs/` to `generated/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use generator::{Generator, Project};

use crate::{
    files::{self, Mode, Wanted},
    report::{self, Deny, Format},
    stamp::Place,
    workspace_root,
};

/// What the command is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Write nothing; print what would change, and fail if anything would.
    #[arg(long)]
    check: bool,
    /// Only these APIs.
    #[arg(long, value_name = "NAME")]
    api: Vec<String>,
    /// The folder that holds `specs` and `generated`, in place of this workspace.
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Leave an API as it was, and fail, if there are any; errors unless said otherwise.
    #[arg(long)]
    deny: Option<Deny>,
}

/// The lines of the manifest between which the features of the APIs stand.
const BEGIN: &str = "# The APIs, by `cargo xtask codegen`.";
const END: &str = "# End of the APIs.";

/// Generates, and writes or compares. An API with errors keeps what it had; the others are done.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let root = arguments.root.clone().unwrap_or_else(workspace_root);
    let project = Project::read(from_here(&root).join("specs"));
    report::print(&project.reports);
    if project.apis.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let names: Vec<&str> = project
        .apis
        .iter()
        .filter_map(Generator::client_name)
        .collect();
    if let Some(unknown) = arguments
        .api
        .iter()
        .find(|name| !names.contains(&name.as_str()))
    {
        let message = format!(
            "there is no `{unknown}` in specs: there are {}",
            names.join(", ")
        );
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    let folder = root.join("generated");
    let mut run = Run {
        arguments,
        folder: &folder,
        stamps: root.join("target/codegen"),
        needs: BTreeMap::new(),
        accepted: project.reports.is_empty(),
        up_to_date: true,
    };
    for generator in project.apis.iter().cloned() {
        let name = generator.client_name().unwrap_or_default().to_owned();
        if arguments.api.is_empty() || arguments.api.contains(&name) {
            let maker = format!("`cargo xtask codegen` from specs/{name}");
            run.api(&name, &generator.maker(maker))?;
        }
    }
    run.list(&names)?;
    Ok(if run.accepted && run.up_to_date {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A folder as it is called from the current one, so that places are short to read and to click.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    folder
        .strip_prefix(here)
        .map_or_else(|_| folder.to_owned(), Path::to_owned)
}

struct Run<'r> {
    arguments: &'r Arguments,
    folder: &'r Path,
    /// Where it is noted what has been made of what.
    stamps: PathBuf,
    /// The features of the runtime that each API needs whose files are of this run.
    needs: BTreeMap<String, Vec<String>>,
    accepted: bool,
    up_to_date: bool,
}

impl Run<'_> {
    /// One API: its reports, its files, its line. A check believes no stamp.
    fn api(&mut self, name: &str, generator: &Generator) -> io::Result<()> {
        let module = PathBuf::from("src").join(name);
        let place = Place {
            folder: &self.folder.join(&module),
            owned: &[PathBuf::new()],
            stamp: &self.stamps.join(name),
        };
        let last = match self.arguments.check {
            true => None,
            false => place.unchanged(generator)?,
        };
        let unchanged = last.is_some();
        let output = last.unwrap_or_else(|| generator.generate());
        let deny = self.arguments.deny.unwrap_or(Deny::Errors);
        let accepted = !report::is_denied(&output.summary, Some(deny));
        self.accepted &= accepted;
        let outcome = if unchanged {
            "unchanged".to_owned()
        } else if accepted {
            let wanted: Vec<Wanted<'_>> = output
                .files
                .iter()
                .map(|file| Wanted {
                    path: module.join(&file.path),
                    text: &file.text,
                })
                .collect();
            let outcome = self.sync(&[module], &wanted)?;
            if !self.arguments.check {
                place.leave(generator, &output)?;
            }
            outcome
        } else {
            "left as it was".to_owned()
        };
        match self.arguments.format {
            Format::Json => println!("{}", report::json(name, &output.summary, &output.reports)),
            Format::Text => {
                report::print(&output.reports);
                println!("{}", report::line(name, &output.summary, &outcome));
            }
        }
        if accepted {
            self.needs.insert(name.to_owned(), output.needs);
        }
        Ok(())
    }

    /// What lists the APIs, and the modules of those that are gone.
    fn list(&mut self, names: &[&str]) -> io::Result<()> {
        let present = |name: &&&str| self.folder.join("src").join(name).join("mod.rs").is_file();
        let checked = self.arguments.check;
        let names: Vec<&str> = names
            .iter()
            .filter(|name| checked || present(name))
            .copied()
            .collect();
        let manifest = fs::read_to_string(self.folder.join("Cargo.toml"))?;
        let manifest = with_features(&manifest, &names, &self.needs)?;
        let wanted = [
            Wanted {
                path: "Cargo.toml".into(),
                text: &manifest,
            },
            Wanted {
                path: "src/lib.rs".into(),
                text: &library(&names),
            },
        ];
        let gone = self.gone(&names)?;
        self.sync(&gone, &wanted)?;
        Ok(())
    }

    /// The modules of APIs that are no longer in `specs/`.
    fn gone(&self, names: &[&str]) -> io::Result<Vec<PathBuf>> {
        let mut gone = BTreeSet::new();
        for entry in fs::read_dir(self.folder.join("src"))? {
            let entry = entry?;
            let name = entry.file_name();
            let kept = names.iter().any(|known| name == *known);
            if entry.file_type()?.is_dir() && !kept {
                gone.insert(Path::new("src").join(name));
            }
        }
        Ok(gone.into_iter().collect())
    }

    fn sync(&mut self, owned: &[PathBuf], wanted: &[Wanted<'_>]) -> io::Result<String> {
        let mode = if self.arguments.check {
            Mode::Check
        } else {
            Mode::Write
        };
        let differences = files::sync(self.folder, owned, wanted, mode)?;
        let count = differences.paths.len();
        Ok(match (mode, count) {
            (_, 0) => "up to date".to_owned(),
            (Mode::Write, count) => format!("{count} files written"),
            (Mode::Check, count) => {
                self.up_to_date = false;
                eprint!("{}", differences.diff);
                format!("{count} files are stale")
            }
        })
    }
}

/// `generated/src/lib.rs`.
fn library(names: &[&str]) -> String {
    let mut text = String::from(
        "// @generated by `cargo xtask codegen`; do not edit.\n\n\
         //! Typed clients, one module and one feature an API. They stand on [`runtime`], which is at hand here.\n\n\
         pub use runtime;\n\n",
    );
    for name in names {
        text += &format!("#[cfg(feature = \"{name}\")]\n#[rustfmt::skip]\npub mod {name};\n");
    }
    text
}

/// The manifest with the features of these APIs. Of an API whose files stay as they were, so does what it needs.
fn with_features(
    manifest: &str,
    names: &[&str],
    needs: &BTreeMap<String, Vec<String>>,
) -> io::Result<String> {
    let old: toml::Table = manifest.parse().map_err(io::Error::other)?;
    let parts = manifest
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let Some((before, after)) = parts else {
        let message = format!("generated/Cargo.toml lacks the lines `{BEGIN}` and `{END}`");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    };
    let all: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let features = names.iter().map(|name| {
        let kept = || old.get("features")?.get(*name).map(toml::Value::to_string);
        let needed = needs.get(*name).map(|needs| {
            let features = needs.iter().map(|need| format!("runtime/{need}").into());
            toml::Value::Array(features.collect()).to_string()
        });
        let value = needed.or_else(kept).unwrap_or_else(|| "[]".to_owned());
        format!("{name} = {value}\n")
    });
    let features: String = features.collect();
    Ok(format!(
        "{before}{BEGIN}\nall = [{}]\n{features}{END}{after}",
        all.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stand_between_the_marks() -> io::Result<()> {
        let old = "gone = []\nkept = [\"runtime/xml\"]";
        let manifest = format!("[features]\n{BEGIN}\n{old}\n{END}\n[lints]\n");
        let needs = [("one", vec!["xml"]), ("two", vec![])].map(|(name, needs)| {
            let needs = needs.into_iter().map(str::to_owned).collect();
            (name.to_owned(), needs)
        });
        let text = with_features(&manifest, &["kept", "one", "two"], &needs.into())?;
        let all = "all = [\"kept\", \"one\", \"two\"]";
        let each = "kept = [\"runtime/xml\"]\none = [\"runtime/xml\"]\ntwo = []";
        assert_eq!(
            text,
            format!("[features]\n{BEGIN}\n{all}\n{each}\n{END}\n[lints]\n")
        );
        assert!(with_features("[lints]\n", &[], &BTreeMap::new()).is_err());
        Ok(())
    }
}
