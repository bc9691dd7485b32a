//! [`Target`]: where the file goes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use http::{HeaderMap, header::CONTENT_TYPE};

use super::draft::apart;
use crate::download::file_name;

/// Where the file goes.
pub(super) enum Target {
    /// There.
    File(PathBuf),
    /// Within this folder, by the name that the server states.
    Folder(PathBuf),
}

impl Target {
    /// The path as it is now.
    pub(super) async fn of(path: &Path) -> Self {
        let asked = path.to_owned();
        let found = apart(move || fs::metadata(asked)).await;
        if found.is_ok_and(|found| found.is_dir()) {
            Self::Folder(path.to_owned())
        } else {
            Self::File(path.to_owned())
        }
    }

    /// The file, by the head of the answer.
    pub(super) fn file(self, headers: &HeaderMap) -> PathBuf {
        match self {
            Self::File(path) => path,
            Self::Folder(path) => path.join(file_name(headers).unwrap_or_else(|| by_type(headers))),
        }
    }
}

/// `download.csv`, by a media type whose name is one of files as well.
fn by_type(headers: &HeaderMap) -> String {
    let subtype = || {
        let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let subtype = text.split(';').next()?.trim().split_once('/')?.1;
        let short =
            matches!(subtype.len(), 1..=4) && subtype.bytes().all(|it| it.is_ascii_alphanumeric());
        short.then(|| subtype.to_ascii_lowercase())
    };
    subtype().map_or_else(
        || "download".to_owned(),
        |subtype| format!("download.{subtype}"),
    )
}
