//! What is not done again: a run whose like has been there, and whose files are as it left them.

use std::{
    io,
    path::{Path, PathBuf},
};

use generator::{Generator, Output, Unchanged};

use crate::files;

/// Where a client's files are, and where its stamp is.
pub struct Place<'p> {
    /// What the paths of its files are relative to.
    pub folder: &'p Path,
    /// What belongs to it in there, relative to the folder.
    pub owned: &'p [PathBuf],
    /// The stamp.
    pub stamp: &'p Path,
}

impl Place<'_> {
    /// What the last run came to, without its files, if everything is as it was then.
    ///
    /// # Errors
    /// If a folder cannot be listed.
    pub fn unchanged(&self, generator: &Generator) -> io::Result<Option<Output>> {
        let Some(Unchanged { output, files }) = generator.unchanged(self.stamp, self.folder) else {
            return Ok(None);
        };
        let files = files.iter().map(PathBuf::as_path);
        let more = files::superfluous(self.folder, self.owned, files)?;
        Ok(more.is_empty().then_some(output))
    }

    /// Notes what a run came to whose files have been written.
    ///
    /// # Errors
    /// If the stamp cannot be written.
    pub fn leave(&self, generator: &Generator, output: &Output) -> io::Result<()> {
        let Some(text) = generator.stamp(output) else {
            return Ok(());
        };
        files::write(self.stamp, &text)
    }
}
