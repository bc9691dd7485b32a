//! [`Location`]: where a crate lies, seen from this workspace.

use std::{
    io,
    path::{self, Component, Path, PathBuf},
};

use crate::workspace_root;

/// The folder of a crate, and that of this workspace.
pub struct Location {
    folder: PathBuf,
    workspace: PathBuf,
}

impl Location {
    /// Where this folder is, or will be.
    pub fn of(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            folder: resolved(folder)?,
            workspace: resolved(&workspace_root())?,
        })
    }

    /// Whether it is below this workspace, whose members are its own.
    pub fn lies_here(&self) -> bool {
        self.folder.starts_with(&self.workspace)
    }

    /// The dependency on the runtime. Its path is relative, as cargo's own are, so that both can be moved or checked out
    /// together; where the two share no folder but the root, it is absolute.
    pub fn runtime(&self) -> String {
        let runtime = self.workspace.join("generator/runtime");
        let both = self.folder.components().zip(runtime.components());
        let mut shared = both.take_while(|(one, other)| one == other);
        let is_near = shared.any(|(folder, _)| matches!(folder, Component::Normal(_)));
        let relative = pathdiff::diff_paths(&runtime, &self.folder).filter(|_| is_near);
        let path = relative.unwrap_or(runtime).display().to_string();
        let path = toml::Value::from(path);
        format!("{{ path = {path}, default-features = false }}")
    }
}

/// The path without links and `..`, also of what does not exist yet.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = path::absolute(path)?;
    for existing in path.ancestors() {
        if let (Ok(resolved), Ok(rest)) = (existing.canonicalize(), path.strip_prefix(existing)) {
            return Ok(resolved.join(rest));
        }
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn the_runtime_is_reached_by_a_relative_path_where_it_is_near() {
        for (folder, path, is_here) in [
            ("/home/me/pets", "../project/generator/runtime", false),
            (
                "/home/me/work/crates/pets",
                "../../../project/generator/runtime",
                false,
            ),
            ("/home/me/project/pets", "../generator/runtime", true),
            (
                "/home/me/project-2/pets",
                "../../project/generator/runtime",
                false,
            ),
            ("/tmp/pets", "/home/me/project/generator/runtime", false),
        ] {
            let location = Location {
                folder: folder.into(),
                workspace: "/home/me/project".into(),
            };
            let dependency = format!("{{ path = \"{path}\", default-features = false }}");
            assert_eq!(location.runtime(), dependency, "{folder}");
            assert_eq!(location.lies_here(), is_here, "{folder}");
        }
    }
}
