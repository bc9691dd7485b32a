//! A folder of APIs: `specs/<api>/api.toml` says what belongs to each.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::Generator;
use crate::diagnostic::{At, Diagnostics};
use crate::plan::FEATURES;
use crate::report::{Report, reports};
use crate::source::{SourceId, Sources};

/// The name of the file that says what belongs to an API.
const CONFIG: &str = "api.toml";

/// A folder of APIs.
#[derive(Debug, Clone)]
pub struct Project {
    /// One generator for each folder that has an `api.toml`, by name.
    pub apis: Vec<Generator>,
    /// What is wrong with the folder as a whole.
    pub reports: Vec<Report>,
}

impl Project {
    /// Lists the APIs in a folder. Each is read when it is generated.
    pub fn read(folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        let mut diagnostics = Diagnostics::new();
        let folders = match api_folders(folder) {
            Ok(folders) => folders,
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", folder.display());
                diagnostics
                    .error("unreadable-file", message, At::Nowhere)
                    .help("make the folder, and in it one for each API, with an `api.toml`");
                return Self {
                    apis: Vec::new(),
                    reports: reports(diagnostics, &Sources::new(), None),
                };
            }
        };
        if folders.is_empty() {
            diagnostics
                .error("empty-project", format!("there is no API in `{}`", folder.display()), At::Nowhere)
                .help("each API has a folder of its own with an `api.toml`: `documents = [\"openapi.yaml\"]`");
        }
        let (named, others): (Vec<_>, Vec<_>) =
            folders.into_iter().partition(|folder| is_module(folder));
        for folder in others {
            diagnostics
                .error("invalid-name", format!("`{}` cannot be a module's name", folder.display()), At::Nowhere)
                .help(format!(
                    "name the folder with lower-case letters, digits and `_`, a letter first; keywords are taken, and `{}`",
                    [&TAKEN[..], &FEATURES].concat().join("`, `")
                ));
        }
        let apis = named
            .into_iter()
            .map(|folder| Generator::new().folder(folder))
            .collect();
        Self {
            apis,
            reports: reports(diagnostics, &Sources::new(), None),
        }
    }
}

/// Names of crates that a module would hide, and a word that Rust keeps for itself.
const TAKEN: [&str; 4] = ["core", "gen", "runtime", "std"];

/// Whether a folder's name can be that of a module and of a feature.
fn is_module(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        && syn::parse_str::<syn::Ident>(&name).is_ok()
        && !TAKEN.iter().chain(&FEATURES).any(|taken| *taken == name)
}

fn api_folders(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join(CONFIG).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// `api.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    /// The files that hold the API's documents, relative to the folder; `*` stands for any part of a file's name.
    documents: Spanned<Vec<Spanned<String>>>,
    /// The overlays, in the order in which they apply.
    #[serde(default)]
    overlays: Vec<Spanned<String>>,
    /// The folder that `$ref`s stay under, relative to this one.
    root: Option<String>,
    /// In place of `info.title`.
    title: Option<String>,
    /// In place of `info.description`.
    description: Option<String>,
}

/// What `api.toml` lists, each with its place there.
pub(crate) struct Listed {
    pub documents: Vec<(PathBuf, At)>,
    pub overlays: Vec<(PathBuf, At)>,
    /// The folders in which files were looked for by pattern.
    pub folders: Vec<PathBuf>,
    pub root: PathBuf,
    pub title: Option<String>,
    pub description: Option<String>,
}

/// Reads a folder's `api.toml`. `None`, with an error, if it says nothing that can be used.
pub(crate) fn read_config(
    folder: &Path,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Listed> {
    let source = sources.read(&folder.join(CONFIG), At::Nowhere, diagnostics)?;
    let config: Config = match toml::from_str(sources.text(source)) {
        Ok(config) => config,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            diagnostics
                .error("invalid-config", format!("`{CONFIG}` cannot be used: {}", error.message()), At::offset(source, offset))
                .help("it has `documents`, and may have `overlays`, `root`, `title` and `description`");
            return None;
        }
    };
    let (mut documents, mut folders) = (Vec::new(), Vec::new());
    for pattern in config.documents.get_ref() {
        if let Some((below, name)) = pattern.get_ref().rsplit_once('/')
            && name.contains('*')
        {
            folders.push(folder.join(below));
        }
        let at = At::offset(source, pattern.span().start);
        documents.extend(
            expand(folder, pattern.get_ref(), &at, diagnostics)
                .into_iter()
                .map(|path| (path, at.clone())),
        );
    }
    if config.documents.get_ref().is_empty() {
        let at = At::offset(source, config.documents.span().start);
        diagnostics
            .error("no-document", "no documents are listed", at)
            .help("list at least one file");
    }
    let overlays = config
        .overlays
        .iter()
        .map(|name| place(folder, name, source))
        .collect();
    let root = config
        .root
        .map_or_else(|| folder.to_owned(), |root| folder.join(root));
    Some(Listed {
        documents,
        overlays,
        folders,
        root,
        title: config.title,
        description: config.description,
    })
}

fn place(folder: &Path, name: &Spanned<String>, source: SourceId) -> (PathBuf, At) {
    (
        folder.join(name.get_ref()),
        At::offset(source, name.span().start),
    )
}

/// The files that a name with `*` stands for, sorted; a name without stands for itself.
fn expand(folder: &Path, pattern: &str, at: &At, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    if !pattern.contains('*') {
        return vec![folder.join(pattern)];
    }
    let (below, pattern) = pattern.rsplit_once('/').unwrap_or(("", pattern));
    let listed = fs::read_dir(folder.join(below))
        .into_iter()
        .flatten()
        .flatten();
    let mut found: Vec<PathBuf> = listed
        .filter(|entry| matches(pattern, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    if found.is_empty() {
        diagnostics
            .error(
                "no-document",
                format!("no file is called `{pattern}`"),
                at.clone(),
            )
            .help("`*` stands for any part of a file's name, in the folder that stands before it");
    }
    found
}

/// Whether `*` in the pattern can stand for something that makes it the name.
fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn printed(reports: &[Report], folder: &Path) -> String {
        let text: Vec<String> = reports.iter().map(ToString::to_string).collect();
        text.join("\n")
            .replace(&folder.display().to_string(), "specs")
    }

    #[test]
    fn an_empty_folder() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::read(folder.path());
        assert!(project.apis.is_empty());
        assert_snapshot!(printed(&project.reports, folder.path()), @r#"
        error[empty-project]: there is no API in `specs`
          = help: each API has a folder of its own with an `api.toml`: `documents = ["openapi.yaml"]`
        "#);
    }

    #[test]
    fn what_is_wrong_in_a_config_has_its_place() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("a", "documents = [\"*.yaml\"]\noverlay = []\n"),
            ("b", "documents = [\n  \"gone.yaml\",\n  \"*.md\",\n]\n"),
        ] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join(CONFIG), text).unwrap();
        }
        let project = Project::read(folder.path());
        let outputs = project.apis.iter().map(Generator::generate);
        let reports: Vec<Report> = outputs.flat_map(|output| output.reports).collect();
        assert_snapshot!(printed(&reports, folder.path()), @r#"
        error[invalid-config]: `api.toml` cannot be used: unknown field `overlay`, expected one of `documents`, `overlays`, `root`, `title`, `description`
         --> specs/a/api.toml:2:1
          |
        2 | overlay = []
          | ^^^^^^^
          = help: it has `documents`, and may have `overlays`, `root`, `title` and `description`

        error[unreadable-file]: `specs/b/gone.yaml` cannot be read: No such file or directory (os error 2)
         --> specs/b/api.toml:2:3
          |
        2 |   "gone.yaml",
          |   ^^^^^^^^^^^
          = help: its path is relative to what names it

        error[no-document]: no file is called `*.md`
         --> specs/b/api.toml:3:3
          |
        3 |   "*.md",
          |   ^^^^^^
          = help: `*` stands for any part of a file's name, in the folder that stands before it
        "#);
    }

    #[test]
    fn everything_read_is_an_input() {
        let folder = tempfile::tempdir().unwrap();
        let api = folder.path().canonicalize().unwrap().join("jobs");
        fs::create_dir(&api).unwrap();
        let document =
            "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\npaths:\n  /a: { $ref: a.yaml }\n";
        for (name, text) in [
            (
                CONFIG,
                "documents = [\"j*.yaml\"]\noverlays = [\"overlay.yaml\"]\n",
            ),
            ("jobs.yaml", document),
            (
                "a.yaml",
                "get: { responses: { '200': { description: Done } } }\n",
            ),
            (
                "overlay.yaml",
                "overlay: 1.0.0\nactions: [{ target: $.info, update: { version: '2' } }]\n",
            ),
        ] {
            fs::write(api.join(name), text).unwrap();
        }
        let output = Generator::new().folder(&api).generate();
        assert_eq!(printed(&output.reports, &api), "");
        let names = ["", "a.yaml", CONFIG, "jobs.yaml", "overlay.yaml"];
        assert_eq!(
            output.inputs,
            names.map(|name| if name.is_empty() {
                api.clone()
            } else {
                api.join(name)
            })
        );
        assert_eq!(output.summary.operations, 1);
    }

    #[test]
    fn folders_are_named_as_modules_are() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "2fa", "all", "jobs_2", "pay-roll", "runtime", "tracing", "type",
        ] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join(CONFIG), "documents = []\n").unwrap();
        }
        let project = Project::read(folder.path());
        let names: Vec<_> = project.apis.iter().map(Generator::client_name).collect();
        assert_eq!(names, [Some("jobs_2")]);
        assert_eq!(project.reports.len(), 6);
        assert_snapshot!(printed(&project.reports[..1], folder.path()), @r#"
        error[invalid-name]: `specs/2fa` cannot be a module's name
          = help: name the folder with lower-case letters, digits and `_`, a letter first; keywords are taken, and `core`, `gen`, `runtime`, `std`, `all`, `blocking`, `brotli`, `charset`, `default`, `gzip`, `hyper`, `patterns`, `reqwest`, `serde`, `testing`, `tracing`, `zstd`
        "#);
    }

    #[test]
    fn patterns() {
        assert!(matches("*.md", "a.md"));
        assert!(matches("get-*.api.*", "get-job.api.mdx"));
        assert!(matches("*", ""));
        assert!(!matches("*.md", "a.mdx"));
        assert!(!matches("a*a", "a"));
    }
}
