use super::Lower;
use super::conjunction::Conjunction;
use super::reference::NodeId;
use crate::document::Cursor;
use crate::hash::HashMap;

impl<'d> Lower<'d, '_> {
    /// The tag of a union and, for each branch, the values of the tag that mean it: those that `mapping` gives, else those
    /// that the branch's own schema allows, else the component's name.
    pub(super) fn tags(
        &mut self,
        schema: &Conjunction<'d>,
        branches: &[Cursor<'d>],
    ) -> (Option<String>, Vec<Vec<String>>) {
        let Some(node) = schema.get("discriminator") else {
            return (None, Vec::new());
        };
        let instead = "the branches are told apart without it";
        let Some(discriminator) = self.part::<openapiv3::Discriminator>(
            "bad-discriminator",
            "this discriminator",
            &node,
            instead,
        ) else {
            return (None, Vec::new());
        };
        let mapping = self.mapping(&discriminator, &node);
        // What no other branch is meant by (OpenAPI 3.2) is read as one without a tag.
        let default = node.text("defaultMapping");
        let default = default.and_then(|target| self.mapped(target));
        let default = default.map(|schema| NodeId::of(schema.node()));
        let property = discriminator.property_name;
        let constants = self.constants(&property, branches);
        let tags = branches.iter().zip(constants).map(|(branch, constants)| {
            let chain = self.chain(branch);
            if chain
                .iter()
                .any(|node| Some(NodeId::of(node.node())) == default)
            {
                return Vec::new();
            }
            let mapped = chain
                .iter()
                .find_map(|node| mapping.get(&NodeId::of(node.node())));
            match mapped {
                Some(mapped) => mapped.clone(),
                None if !constants.is_empty() => constants,
                None => {
                    let target = self.peel(branch).target;
                    let component = self.component(target.as_ref().unwrap_or(branch));
                    component
                        .map(|(_, name)| name.to_owned())
                        .into_iter()
                        .collect()
                }
            }
        });
        let tags = tags.collect();
        (Some(property), tags)
    }

    /// The values of the tag by the schema they mean.
    fn mapping(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        node: &Cursor<'d>,
    ) -> HashMap<NodeId, Vec<String>> {
        let mut mapping: HashMap<NodeId, Vec<String>> = HashMap::default();
        for (value, target) in &discriminator.mapping {
            match self.mapped(target) {
                Some(schema) => {
                    let values = mapping.entry(NodeId::of(schema.node())).or_default();
                    values.push(value.clone());
                }
                None => {
                    self.diagnostics
                        .warning(
                            "discriminator-mapping",
                            format!("`{value}` is mapped to `{target}`, which is no schema; the entry is left out"),
                            node,
                        )
                        .help("name a component, or point at one with `#/components/schemas/…`");
                }
            }
        }
        mapping
    }

    /// What a mapping means: a pointer, or the name of a component.
    fn mapped(&self, target: &str) -> Option<Cursor<'d>> {
        let pointed = target
            .strip_prefix('#')
            .and_then(|pointer| self.document.at(pointer));
        pointed.or_else(|| {
            let schemas = self.root().get("components")?.get("schemas")?;
            schemas.get(target)
        })
    }

    /// The texts that each branch's schema allows the tag to be, where they tell the branches apart.
    fn constants(&mut self, property: &str, branches: &[Cursor<'d>]) -> Vec<Vec<String>> {
        let mut constants: Vec<Vec<String>> = Vec::with_capacity(branches.len());
        for branch in branches {
            let schema = self.conjunction(std::slice::from_ref(branch));
            let tag: Vec<Cursor<'d>> = schema
                .all("properties")
                .filter_map(|it| it.get(property))
                .collect();
            let tag = self.conjunction(&tag);
            let values = self.values(&tag).unwrap_or_default();
            let text = values.iter().filter_map(|one| one.value.as_str());
            constants.push(text.map(str::to_owned).collect());
        }
        let mut times: HashMap<&str, usize> = HashMap::default();
        for value in constants.iter().flatten() {
            *times.entry(value).or_default() += 1;
        }
        if times.values().any(|times| *times > 1) {
            return vec![Vec::new(); branches.len()];
        }
        constants
    }
}
