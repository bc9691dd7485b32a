use crate::document::pointer;

/// The way to a node: as a pointer into the original tree, and into the upgraded one.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The JSON pointer in the original tree.
    pub from: String,
    /// The JSON pointer in the upgraded tree.
    pub to: String,
}

impl Way {
    /// The way to the root.
    pub fn root() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
        }
    }

    /// The way to a member that stays where it is.
    pub fn child(&self, token: &str) -> Self {
        Self {
            from: pointer::join(&self.from, token),
            to: pointer::join(&self.to, token),
        }
    }

    /// The way to an item that stays where it is.
    pub fn item(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The way to what comes from here, and stands further down in the upgraded tree.
    pub fn below(&self, tokens: &[&str]) -> Self {
        let mut way = self.clone();
        for token in tokens {
            pointer::push(&mut way.to, token);
        }
        way
    }

    /// The way to what comes from elsewhere, and stands here in the upgraded tree.
    pub fn coming_from(&self, from: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: self.to.clone(),
        }
    }

    /// Goes to a member and comes back.
    pub fn within<T>(&mut self, token: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let lengths = (self.from.len(), self.to.len());
        pointer::push(&mut self.from, token);
        pointer::push(&mut self.to, token);
        let result = then(self);
        self.from.truncate(lengths.0);
        self.to.truncate(lengths.1);
        result
    }
}
