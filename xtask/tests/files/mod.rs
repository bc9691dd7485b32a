//! What stands in a folder, for tests that tell what has been written.

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf, time::SystemTime};

/// Every file below `folder`, and when it was written.
pub fn below(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path, written);
        }
    }
    files
}
