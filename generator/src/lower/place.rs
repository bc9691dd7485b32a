use crate::ir::Step;

/// What a schema stands in, outermost first: what an inline type can be named by.
#[derive(Clone)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    step: Step,
}

impl<'p> Place<'p> {
    /// The outermost: an operation or a component.
    pub fn root(name: impl Into<String>) -> Self {
        Self {
            parent: None,
            step: Step::Name(name.into()),
        }
    }

    /// A place in this one.
    pub fn child<'c>(&'c self, step: impl Into<Step>) -> Place<'c> {
        Place {
            parent: Some(self),
            step: step.into(),
        }
    }

    /// All steps, outermost first.
    pub fn path(&self) -> Vec<Step> {
        let mut steps = vec![self.step.clone()];
        let mut at = self.parent;
        while let Some(place) = at {
            steps.push(place.step.clone());
            at = place.parent;
        }
        steps.reverse();
        steps
    }
}
