//! How deep types lead to each other: as deep must rustc look to see that a value can go to another thread.

use super::{contain::components, reach};
use crate::ir::Types;

/// How deep rustc looks unless it is told otherwise.
const USUAL: usize = 128;

/// How many types of the standard library stand between a model and the next at most: `Option<BTreeMap<String, Vec<…>>>`
/// and what those are made of.
const BETWEEN: usize = 12;

/// The `recursion_limit` that a crate of these types needs, if it is more than the usual one.
pub fn recursion_limit(types: &Types) -> Option<usize> {
    let needed = longest(types) * BETWEEN;
    (needed > USUAL).then(|| needed.next_power_of_two())
}

/// How many types the longest way has, from above: types that lead to each other count as one way through all of them.
fn longest(types: &Types) -> usize {
    let inside = |def| reach::inside(def).iter().map(|id| id.0 as usize).collect();
    let edges: Vec<Vec<usize>> = types.iter().map(|(_, def)| inside(&def.shape)).collect();
    let mut lengths = vec![0; edges.len()];
    for members in components(&edges) {
        let below = members.iter().flat_map(|member| &edges[*member]);
        let below = below.map(|to| lengths[*to]).max().unwrap_or_default();
        for member in &members {
            lengths[*member] = below + members.len();
        }
    }
    lengths.into_iter().max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Docs, NameHint, Shape, Ty, TypeDef, TypeId, XmlName};

    fn chain(length: u32, back: bool) -> Types {
        let mut types = Types::default();
        for at in 0..length {
            let next = match at + 1 {
                next if next < length => Ty::Named(TypeId(next)),
                _ if back => Ty::Named(TypeId(0)),
                _ => Ty::Bool,
            };
            let shape = Shape::Alias(Ty::Array(Box::new(next)));
            types.defs.push(TypeDef {
                name: NameHint::Component(format!("A{at}")),
                rust_name: None,
                shape,
                xml: XmlName::default(),
                docs: Docs::default(),
                examples: Vec::new(),
                origins: Vec::new(),
            });
        }
        types
    }

    #[test]
    fn only_long_ways_need_a_limit() {
        assert_eq!(recursion_limit(&chain(5, false)), None);
        assert_eq!(recursion_limit(&chain(26, false)), Some(512));
        assert_eq!(recursion_limit(&chain(26, true)), Some(512));
    }
}
