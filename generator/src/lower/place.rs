use std::borrow::Cow;

/// What a schema stands in, outermost first: the words that an inline type can be named by.
#[derive(Clone)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    name: Cow<'p, str>,
}

impl<'p> Place<'p> {
    /// The outermost: an operation or a component.
    pub fn root(name: impl Into<Cow<'p, str>>) -> Self {
        Self {
            parent: None,
            name: name.into(),
        }
    }

    /// A place in this one.
    pub fn child<'c>(&'c self, name: impl Into<Cow<'c, str>>) -> Place<'c> {
        Place {
            parent: Some(self),
            name: name.into(),
        }
    }

    /// The words.
    pub fn path(&self) -> Vec<String> {
        let mut words = vec![self.name.to_string()];
        let mut at = self.parent;
        while let Some(place) = at {
            words.push(place.name.to_string());
            at = place.parent;
        }
        words.reverse();
        words
    }
}
