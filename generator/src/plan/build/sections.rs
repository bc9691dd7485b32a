//! Cuts models and operations into files.

use crate::{
    ir::{Api, TypeId},
    plan::{Model, Operation, Section},
};

/// All models in one file.
pub fn models(_api: &Api, models: Vec<(TypeId, Model)>) -> Vec<Section<Model>> {
    let items = models.into_iter().map(|(_, model)| model).collect();
    vec![Section {
        module: None,
        docs: vec!["Models.".to_owned()],
        items,
    }]
}

/// All operations in one file.
pub fn operations(_api: &Api, operations: Vec<Operation>) -> Vec<Section<Operation>> {
    vec![Section {
        module: None,
        docs: vec!["Operations.".to_owned()],
        items: operations,
    }]
}
