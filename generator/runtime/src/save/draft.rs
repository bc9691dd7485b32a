//! [`Draft`]: the file beside the target.

use std::{
    ffi::OsString,
    fs::{self, File, TryLockError},
    hash::{BuildHasher, RandomState},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use same_file::Handle;

use super::{
    note::{self, hash},
    part::Part,
};

/// How many bytes are gathered before they are written.
const BUFFER: usize = 1 << 20;

/// After how many bytes it is noted how many the disk has.
const NOTED: u64 = 8 << 20;

/// A name of more bytes than this leaves too few of 255, which most file systems have for one, to the names beside it.
const LONG: usize = 200;

/// How long it takes before a lock is tried for again.
const MOMENT: Duration = Duration::from_millis(5);

/// A file that takes its target's place when it is whole.
///
/// It is removed when it is dropped before, unless a note stands beside it: then another save of the same body goes on
/// with it, as far as the disk surely has it.
pub(super) struct Draft {
    /// `None` while it is worked on elsewhere.
    open: Option<Open>,
    target: PathBuf,
    buffer: Vec<u8>,
    /// How many bytes there were when a note was last written.
    noted: u64,
}

/// The open file. Where a note can be written, it is locked against all other saves.
struct Open {
    file: File,
    path: PathBuf,
    note: Option<Note>,
}

/// Where the note is, and what of.
struct Note {
    path: PathBuf,
    identity: u64,
    written: bool,
}

impl Draft {
    /// The file beside `target`, with the part that an earlier save of the same body has left. Without an identity, or
    /// while another save to the same target is under way, it is a new file that no other save goes on with.
    pub(super) async fn open(target: PathBuf, identity: Option<u64>) -> io::Result<(Self, Part)> {
        let beside = target.clone();
        let (open, part) = apart(move || {
            let left = identity.map(|identity| Open::left(&beside, identity));
            match left.transpose()?.flatten() {
                Some(left) => Ok(left),
                None => Ok((Open::new(&beside)?, Part::default())),
            }
        })
        .await?;
        let draft = Self {
            open: Some(open),
            target,
            buffer: Vec::new(),
            noted: part.length,
        };
        Ok((draft, part))
    }

    /// Writes what follows.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() < BUFFER {
            return Ok(());
        }
        let buffer = std::mem::take(&mut self.buffer);
        self.work(move |open| open.file.write_all(&buffer)).await
    }

    /// Begins again.
    pub(super) async fn clear(&mut self) -> io::Result<()> {
        self.buffer.clear();
        self.noted = 0;
        self.work(Open::clear).await
    }

    /// Notes how much there is, now and then.
    pub(super) async fn note(&mut self, part: &Part) -> io::Result<()> {
        if part.length.saturating_sub(self.noted) < NOTED {
            return Ok(());
        }
        self.leave(part).await
    }

    /// Notes how much there is, for another save to go on with.
    pub(super) async fn leave(&mut self, part: &Part) -> io::Result<()> {
        let identity = self.open.as_ref().and_then(|open| open.note.as_ref());
        let Some(text) = identity.and_then(|note| note::write(note.identity, part)) else {
            return Ok(());
        };
        self.noted = part.length;
        let buffer = std::mem::take(&mut self.buffer);
        self.work(move |open| {
            open.file.write_all(&buffer)?;
            // Only of what the disk has can it be said that it is there.
            open.file.sync_data()?;
            open.write_note(&text)
        })
        .await
    }

    /// Takes the target's place, once the disk has all of it.
    pub(super) async fn keep(&mut self) -> io::Result<()> {
        let (buffer, to) = (std::mem::take(&mut self.buffer), self.target.clone());
        self.work(move |open| {
            open.file.write_all(&buffer)?;
            open.file.sync_all()?;
            open.remove_note()?;
            fs::rename(&open.path, to)?;
            open.path = PathBuf::new();
            Ok(())
        })
        .await
    }

    /// Works on the file where it holds up no task. If nobody waits for that any more, the file is dropped there.
    async fn work(
        &mut self,
        work: impl FnOnce(&mut Open) -> io::Result<()> + Send + 'static,
    ) -> io::Result<()> {
        let Some(mut open) = self.open.take() else {
            return Err(io::Error::other("the file was given up"));
        };
        let (open, done) = apart(move || {
            let done = work(&mut open);
            Ok((open, done))
        })
        .await?;
        self.open = Some(open);
        done
    }
}

impl Open {
    /// A file of a name that no other has.
    fn new(target: &Path) -> io::Result<Self> {
        let chance = RandomState::new().hash_one(());
        let path = beside(target, &format!("{chance:016x}.part"));
        Ok(Self {
            file: File::create_new(&path)?,
            path,
            note: None,
        })
    }

    /// The file that an earlier save may have left, and how much of it can be gone on with; `None` if another save has it.
    fn left(target: &Path, identity: u64) -> io::Result<Option<(Self, Part)>> {
        let path = beside(target, "save.part");
        let mut options = File::options();
        let options = options.read(true).write(true).create(true).truncate(false);
        let file = options.open(&path)?;
        match lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(_)) => {
                // No file system with locks: nobody goes on with what is left there.
                fs::remove_file(&path)?;
                return Ok(None);
            }
        }
        // Before the lock was had, the file may have become another save's target.
        if !is_at(&file, &path)? {
            return Ok(None);
        }
        let note = beside(target, "save.note");
        let part = match fs::read_to_string(&note) {
            Ok(text) => note::read(identity, &text),
            Err(_) => None,
        };
        let there = file.metadata()?.len();
        let part = part.filter(|part| part.length <= there).unwrap_or_default();
        let mut open = Self {
            file,
            path,
            note: Some(Note {
                path: note,
                identity,
                written: true,
            }),
        };
        if part.length == 0 {
            open.clear()?;
        } else {
            open.file.set_len(part.length)?;
            open.file.seek(SeekFrom::End(0))?;
        }
        Ok(Some((open, part)))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.remove_note()?;
        self.file.set_len(0)?;
        self.file.rewind()
    }

    fn write_note(&mut self, text: &str) -> io::Result<()> {
        let Some(note) = &mut self.note else {
            return Ok(());
        };
        note.written = true;
        fs::write(&note.path, text)
    }

    fn remove_note(&mut self) -> io::Result<()> {
        let Some(note) = self.note.as_mut().filter(|note| note.written) else {
            return Ok(());
        };
        match fs::remove_file(&note.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => {
                note.written = false;
                Ok(())
            }
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let noted = self.note.as_ref().is_some_and(|note| note.written);
        if !noted && !self.path.as_os_str().is_empty() {
            // There is nobody to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// `.report.csv.save.part` for `report.csv`.
fn beside(target: &Path, ending: &str) -> PathBuf {
    let target_name = target.file_name().unwrap_or_default();
    let mut name = OsString::from(".");
    if target_name.len() > LONG {
        name.push(format!("{:016x}", hash(target_name)));
    } else {
        name.push(target_name);
    }
    name.push(".");
    name.push(ending);
    target.with_file_name(name)
}

/// Locks a file against other saves. For a moment, a process that is being started has all files of this one open, and so
/// their locks; a save that has the lock keeps it for longer.
fn lock(file: &File) -> Result<(), TryLockError> {
    for _ in 0..10 {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(MOMENT),
            locked => return locked,
        }
    }
    file.try_lock()
}

/// Whether the open file is the one that has that name.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = Handle::from_file(file.try_clone()?)?;
    Ok(Handle::from_path(path).is_ok_and(|named| named == open))
}

/// Does what may wait for a disk where it holds up no task.
#[cfg(feature = "hyper")]
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(io::Error::other(error)),
    }
}

#[cfg(not(feature = "hyper"))]
pub(super) async fn apart<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    work()
}
