//! A generated crate, made ready to be compiled and measured.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use super::calls;
use crate::{
    bench::{
        lab::{self, Lab, Side},
        peers::Rest,
    },
    process,
};

/// A crate in a folder.
pub struct Package {
    folder: PathBuf,
    target: PathBuf,
}

impl Package {
    /// What `side` has generated into `folder`, completed to a crate.
    ///
    /// # Errors
    /// If its files cannot be read or written, or its manifest is none.
    pub fn of(side: &Side, folder: &Path, target: PathBuf, lock: &Path) -> io::Result<Self> {
        if let Some(rest) = side.peer.and_then(|peer| peer.rest.as_ref()) {
            complete(folder, rest)?;
        }
        let manifest = folder.join("Cargo.toml");
        let mut text = fs::read_to_string(&manifest)?;
        if !text.contains("[workspace]") {
            text += "\n[workspace]\n";
            fs::write(&manifest, &text)?;
        }
        if lock.is_file() {
            fs::copy(lock, folder.join("Cargo.lock"))?;
        }
        let package = Self {
            folder: folder.to_owned(),
            target,
        };
        if let Some(folder) = package.program().parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(package.program(), program(&text)?)?;
        Ok(package)
    }

    /// Adds calls of every operation, and gives their number. In a process of its own: reading a large crate takes memory
    /// that later processes would start with.
    ///
    /// # Errors
    /// If the crate cannot be read or written.
    pub fn add_calls(&self, lab: &Lab) -> io::Result<usize> {
        let mut command = Command::new(lab.own());
        command.args(["part", "calls"]).arg(self.library());
        let finished = process::run(command, lab.limits)?;
        let printed = String::from_utf8_lossy(&finished.stdout);
        printed.trim().parse().map_err(|_| {
            io::Error::other(String::from_utf8_lossy(&finished.stderr).trim().to_owned())
        })
    }

    /// Takes the code out of the crate.
    ///
    /// # Errors
    /// If the crate cannot be read or written.
    pub fn strip(&self, lab: &Lab) -> io::Result<()> {
        let mut command = Command::new(lab.own());
        command
            .args(["part", "skeleton"])
            .arg(self.folder.join("src"));
        let finished = process::run(command, lab.limits)?;
        if finished.success {
            return Ok(());
        }
        Err(io::Error::other(
            String::from_utf8_lossy(&finished.stderr).trim(),
        ))
    }

    /// Leaves the crate as it was generated.
    ///
    /// # Errors
    /// If the calls cannot be removed.
    pub fn remove_calls(&self) -> io::Result<()> {
        fs::remove_file(self.program())?;
        calls::remove(&self.folder.join("src"))
    }

    /// Compiles everything that the crate depends on: the same crate without its code.
    ///
    /// # Errors
    /// If files cannot be moved.
    pub fn without_code<T>(&self, compile: impl FnOnce(&Self) -> io::Result<T>) -> io::Result<T> {
        let (code, aside) = (self.folder.join("src"), self.folder.join("src-aside"));
        fs::rename(&code, &aside)?;
        fs::create_dir(&code)?;
        fs::write(self.library(), "")?;
        let done = compile(self);
        fs::remove_dir_all(&code)?;
        fs::rename(&aside, &code)?;
        done
    }

    /// `cargo check`, or whatever `arguments` say, of the crate's own code.
    ///
    /// # Errors
    /// If the code cannot be marked as new, so that cargo compiles it again.
    pub fn cargo(&self, arguments: &[&str]) -> io::Result<Command> {
        for file in [self.library(), self.program()] {
            if let Ok(file) = fs::File::options().append(true).open(file) {
                file.set_modified(SystemTime::now())?;
            }
        }
        let mut command = lab::cargo(&self.folder, arguments);
        command
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true")
            .env("RUSTFLAGS", "--cap-lints=allow")
            .env_remove("CARGO_BUILD_JOBS");
        Ok(command)
    }

    /// The features that a feature brings, by its manifest.
    ///
    /// # Errors
    /// If the manifest is none.
    pub fn features_of(&self, feature: &str) -> io::Result<Vec<String>> {
        let manifest = fs::read_to_string(self.folder.join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse().map_err(io::Error::other)?;
        let features = manifest
            .get("features")
            .and_then(|features| features.get(feature)?.as_array());
        let names = features.into_iter().flatten();
        Ok(names
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect())
    }

    /// The lock file, to be kept for the side's next crate.
    pub fn lock(&self) -> PathBuf {
        self.folder.join("Cargo.lock")
    }

    /// The size of the program that holds every call, in bytes.
    ///
    /// # Errors
    /// If there is none.
    pub fn program_size(&self) -> io::Result<u64> {
        Ok(fs::metadata(self.target.join("release").join(PROGRAM))?.len())
    }

    fn library(&self) -> PathBuf {
        self.folder.join("src/lib.rs")
    }

    fn program(&self) -> PathBuf {
        self.folder.join(format!("src/bin/{PROGRAM}.rs"))
    }
}

/// The name of the program that holds every call.
const PROGRAM: &str = "every-call";

fn complete(folder: &Path, rest: &Rest) -> io::Result<()> {
    let dependencies = fs::read_to_string(folder.join(rest.dependencies))?;
    let package = "[package]\nname = \"client\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
    fs::write(
        folder.join("Cargo.toml"),
        format!("{package}{dependencies}"),
    )?;
    fs::write(folder.join("src/lib.rs"), rest.library)
}

/// A program that reaches every call of the crate with this manifest.
fn program(manifest: &str) -> io::Result<String> {
    let manifest: toml::Table = manifest.parse().map_err(io::Error::other)?;
    let name = |table: &str| {
        manifest
            .get(table)?
            .get("name")?
            .as_str()
            .map(str::to_owned)
    };
    let name = name("lib").or_else(|| name("package")).unwrap_or_default();
    Ok(format!(
        "fn main() {{\n    {}::reach_every_call();\n}}\n",
        name.replace('-', "_")
    ))
}
