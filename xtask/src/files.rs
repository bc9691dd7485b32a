//! Makes a folder hold exactly the files it should, or says how it differs.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use similar::TextDiff;

/// A file that should be there.
pub struct Wanted<'t> {
    /// Where, relative to the folder.
    pub path: PathBuf,
    /// What it should hold.
    pub text: &'t str,
}

impl<'t> From<&'t generator::File> for Wanted<'t> {
    fn from(file: &'t generator::File) -> Self {
        Self {
            path: file.path.clone(),
            text: &file.text,
        }
    }
}

/// What to do about a folder that differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Make it right. A file that is right already is not touched, so its time stamp stays.
    Write,
    /// Change nothing.
    Check,
}

/// How a folder differed.
#[derive(Default)]
pub struct Differences {
    /// The files that were missing, stale or superfluous, relative to the folder, in order.
    pub paths: Vec<PathBuf>,
    /// A unified diff from what is there to what should be; only of [`Mode::Check`].
    pub diff: String,
}

/// Compares `folder` with what it should hold below the paths in `owned`, and makes it so in [`Mode::Write`].
///
/// Files outside `owned` are nobody's business here; files inside that are not wanted are deleted.
///
/// # Errors
/// If a file cannot be read, written or deleted.
pub fn sync(
    folder: &Path,
    owned: &[PathBuf],
    wanted: &[Wanted<'_>],
    mode: Mode,
) -> io::Result<Differences> {
    let mut differences = Differences::default();
    for file in wanted {
        let path = folder.join(&file.path);
        let old = read(&path)?;
        if old.as_deref() == Some(file.text.as_bytes()) {
            continue;
        }
        match mode {
            Mode::Write => write(&path, file.text)?,
            Mode::Check => differences.diff(&file.path, &old.unwrap_or_default(), file.text),
        }
        differences.paths.push(file.path.clone());
    }
    for stale in superfluous(folder, owned, wanted.iter().map(|file| &*file.path))? {
        let path = folder.join(&stale);
        match mode {
            Mode::Write => {
                fs::remove_file(&path)?;
                remove_empty(path.parent(), folder);
            }
            Mode::Check => {
                let old = match fs::read_link(&path) {
                    Ok(target) => target.display().to_string().into_bytes(),
                    Err(_) => read(&path)?.unwrap_or_default(),
                };
                differences.diff(&stale, &old, "");
            }
        }
        differences.paths.push(stale);
    }
    Ok(differences)
}

/// Removes folders that hold nothing any more, from `path` up to, not including, `end`.
fn remove_empty(path: Option<&Path>, end: &Path) {
    let mut next = path;
    while let Some(path) = next
        && path != end
        && fs::remove_dir(path).is_ok()
    {
        next = path.parent();
    }
}

impl Differences {
    /// What is not UTF-8 was not written by us and differs.
    fn diff(&mut self, path: &Path, old: &[u8], new: &str) {
        let (name, old) = (path.display(), String::from_utf8_lossy(old));
        let diff = TextDiff::from_lines(&*old, new);
        self.diff += &diff
            .unified_diff()
            .header(&format!("a/{name}"), &format!("b/{name}"))
            .to_string();
    }
}

/// Writes a file, and makes the folder that it is in if there is none.
///
/// # Errors
/// If that cannot be done.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    match (fs::write(path, text), path.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            fs::write(path, text)
        }
        (done, _) => done,
    }
}

/// What a file holds, `None` if there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The files and links below the paths in `owned` that are not wanted. What a link leads to is somebody else's.
///
/// # Errors
/// If a folder cannot be listed.
pub fn superfluous<'p>(
    folder: &Path,
    owned: &[PathBuf],
    wanted: impl IntoIterator<Item = &'p Path>,
) -> io::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    for root in owned {
        if let Ok(root_is) = fs::metadata(folder.join(root)) {
            collect(folder, root, root_is.file_type(), &mut found)?;
        }
    }
    for path in wanted {
        found.remove(path);
    }
    Ok(found)
}

fn collect(
    folder: &Path,
    relative: &Path,
    kind: fs::FileType,
    found: &mut BTreeSet<PathBuf>,
) -> io::Result<()> {
    if kind.is_file() || kind.is_symlink() {
        found.insert(relative.to_owned());
    } else if kind.is_dir() {
        for entry in fs::read_dir(folder.join(relative))? {
            let entry = entry?;
            let path = relative.join(entry.file_name());
            collect(folder, &path, entry.file_type()?, found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(path: &str, text: &'static str) -> Wanted<'static> {
        Wanted {
            path: path.into(),
            text,
        }
    }

    #[cfg(unix)]
    #[test]
    fn removes_a_link_and_nothing_that_it_leads_to() -> io::Result<()> {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir()?;
        let at = |path: &str| folder.path().join(path);
        fs::create_dir(at("api"))?;
        fs::create_dir(at("mine"))?;
        fs::write(at("mine/kept.rs"), "kept")?;
        symlink(at("mine"), at("api/elsewhere"))?;
        symlink(at("api"), at("api/itself"))?;
        symlink(at("nowhere"), at("api/gone"))?;
        let owned = [PathBuf::from("api")];

        let checked = sync(folder.path(), &owned, &[], Mode::Check)?;
        assert_eq!(checked.paths.len(), 3);
        sync(folder.path(), &owned, &[], Mode::Write)?;
        assert_eq!(fs::read_to_string(at("mine/kept.rs"))?, "kept");
        assert!(
            fs::symlink_metadata(at("api")).is_err(),
            "all links are gone"
        );
        Ok(())
    }

    #[test]
    fn writes_what_differs_deletes_what_is_stale_and_leaves_the_rest() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |path: &str| folder.path().join(path);
        fs::create_dir(at("api"))?;
        fs::write(at("api/same.rs"), "same")?;
        fs::write(at("api/old.rs"), "old")?;
        fs::write(at("mine.rs"), "mine")?;
        let before = fs::metadata(at("api/same.rs"))?.modified()?;
        let files = [
            wanted("api/same.rs", "same"),
            wanted("api/deep/new.rs", "new"),
        ];
        let owned = [PathBuf::from("api")];

        let checked = sync(folder.path(), &owned, &files, Mode::Check)?;
        assert_eq!(
            checked.paths,
            [
                PathBuf::from("api/deep/new.rs"),
                PathBuf::from("api/old.rs")
            ]
        );
        assert!(
            checked.diff.contains("+new") && checked.diff.contains("-old"),
            "{}",
            checked.diff
        );
        assert!(at("api/old.rs").exists() && !at("api/deep").exists());

        sync(folder.path(), &owned, &files, Mode::Write)?;
        assert_eq!(fs::read_to_string(at("api/deep/new.rs"))?, "new");
        assert!(!at("api/old.rs").exists() && at("mine.rs").exists());
        assert_eq!(fs::metadata(at("api/same.rs"))?.modified()?, before);
        assert!(
            sync(folder.path(), &owned, &files, Mode::Check)?
                .paths
                .is_empty()
        );
        Ok(())
    }
}
