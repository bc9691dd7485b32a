use super::Lower;
use crate::document::{Cursor, Node};
use crate::ir::Example;

impl<'d> Lower<'d, '_> {
    /// The examples of a body: those that stand beside its schema and those that stand in it.
    pub(super) fn examples_of_body(&self, media: &Cursor<'d>) -> Vec<Example> {
        let schema = media.get("schema");
        let named = media.get("examples");
        let named = named
            .into_iter()
            .flat_map(|examples| examples.members())
            .filter_map(|(_, example)| {
                let example = self.document.resolve(&example);
                example.get("value").or_else(|| example.get("dataValue"))
            });
        let beside = media.get("example").into_iter().chain(named);
        let mut examples: Vec<Example> = beside
            .map(|value| example(&value, schema.as_ref()))
            .collect();
        if let Some(schema) = schema {
            examples.extend(examples_of_schemas(&self.peel(&schema).nodes));
        }
        examples
    }

    /// The examples of a type: what its schemas show, without null where that is said beside the type.
    pub(super) fn examples_of_type(&self, schemas: &[Cursor<'d>]) -> Vec<Example> {
        let own: Vec<Cursor<'d>> = schemas
            .iter()
            .flat_map(|schema| self.peel(schema).nodes)
            .collect();
        let mut examples = examples_of_schemas(&own);
        let is_null = |example: &Example| example.value.is_null();
        if examples.iter().any(is_null) && self.allows_null(schemas) {
            examples.retain(|example| !is_null(example));
        }
        examples
    }
}

/// `example` and `examples` of schemas, where they are as OpenAPI has them.
fn examples_of_schemas(schemas: &[Cursor<'_>]) -> Vec<Example> {
    let mut examples = Vec::new();
    for schema in schemas {
        let several = schema.get("examples");
        let several = several.into_iter().flat_map(|list| list.items());
        let all = schema.get("example").into_iter().chain(several);
        examples.extend(all.map(|value| example(&value, Some(schema))));
    }
    examples
}

fn example(value: &Cursor<'_>, schema: Option<&Cursor<'_>>) -> Example {
    Example {
        value: value.to_json(),
        origin: value.origin(),
        schema: schema
            .filter(|schema| !matches!(schema.node(), Node::Null))
            .map(Cursor::origin),
    }
}
