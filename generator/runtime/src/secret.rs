//! [`Secret`]: text that is not shown.

use std::{fmt, sync::Arc};

use zeroize::Zeroizing;

use crate::model::{Holds, Mut, Ref, Slot};

/// A password, a token, a key: printed as `[secret]`, left out of error messages, and wiped from memory when its last
/// clone is dropped.
///
/// It is written in full where it is meant to go: into requests, and by `serde` into whatever a model that holds it is
/// stored in.
#[derive(Clone, Default)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Hides `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(text.into())))
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// Takes as long for texts that differ early as for those that differ late.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.expose().as_bytes(), other.expose().as_bytes());
        one.len() == two.len() && one.iter().zip(two).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Slot for Secret {
    fn blank() -> Self {
        Self::default()
    }

    fn view(&self) -> Ref<'_> {
        Ref::Secret(self.expose())
    }

    fn fill(&mut self, _: Holds) -> Mut<'_> {
        Mut::Secret(self)
    }
}
