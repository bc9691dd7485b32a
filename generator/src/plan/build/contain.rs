//! What contains what directly, without a list or a map between: where boxes go, and how big types are.
//!
//! Types that contain each other (strongly connected components, Tarjan 1972, without recursion) need a box on every
//! edge between them. A component's types come after everything they contain, so sizes are summed in that order.

use crate::ir::{Integer, Number, Presence, Shape, StringFormat, Ty, TypeId, Types};

/// A variant or field bigger than this, in bytes, is boxed: enums stay small, and so do stacks.
const LARGE_VARIANT: usize = 160;
/// A field bigger than this is boxed, so that a model of models of models does not fill a stack.
const LARGE_FIELD: usize = 1024;

/// A model that requires more values than this in all is no model that anybody sends: two of a type that requires two of
/// another, and so on, are more than any memory holds.
const MOST_VALUES: usize = 10_000;

/// Who contains whom, and how big types are.
#[derive(Debug)]
pub struct Containment {
    component: Vec<usize>,
    sizes: Vec<usize>,
    required: Required,
}

impl Containment {
    /// Works it out for all types.
    pub fn of(types: &Types) -> Self {
        let edges: Vec<Vec<usize>> = types.iter().map(|(_, def)| contained(&def.shape)).collect();
        let order = components(&edges);
        let mut component = vec![0; edges.len()];
        for (number, members) in order.iter().enumerate() {
            for &member in members {
                component[member] = number;
            }
        }
        let mut this = Self {
            component,
            sizes: vec![0; edges.len()],
            required: Required::of(types),
        };
        for &member in order.iter().flatten() {
            let id = TypeId(member as u32);
            this.sizes[member] = this.size_of(id, &types[id].shape);
        }
        this
    }

    /// Whether a field of `from` that holds a `to` needs a box.
    pub fn boxed_field(&self, from: TypeId, to: TypeId) -> bool {
        self.together(from, to) || self.size(to) > LARGE_FIELD
    }

    /// Whether a variant of `from` that holds a `to` needs a box.
    pub fn boxed_variant(&self, from: TypeId, to: TypeId) -> bool {
        self.together(from, to) || self.large(to)
    }

    /// Whether a variant with it needs a box.
    pub fn large(&self, id: TypeId) -> bool {
        self.size(id) > LARGE_VARIANT
    }

    /// Whether a required field of `from` that holds a `to` asks for an infinite value, or one beyond all measure.
    pub fn endless(&self, from: TypeId, to: TypeId) -> bool {
        let Required { looping, values } = &self.required;
        let looping = looping[from.0 as usize] && looping[to.0 as usize];
        self.together(from, to) && looping || values[to.0 as usize] > MOST_VALUES
    }

    fn together(&self, from: TypeId, to: TypeId) -> bool {
        self.component[from.0 as usize] == self.component[to.0 as usize]
    }

    fn size(&self, id: TypeId) -> usize {
        self.sizes[id.0 as usize]
    }

    /// An estimate from above.
    fn size_of(&self, id: TypeId, shape: &Shape) -> usize {
        match shape {
            Shape::Struct(shape) => {
                let fields = shape
                    .fields
                    .iter()
                    .map(|field| self.size_of_use(id, &field.ty, LARGE_FIELD) + 8);
                24 + fields.sum::<usize>()
            }
            Shape::Union(union) => {
                let sizes = union
                    .variants
                    .iter()
                    .map(|variant| self.size_of_use(id, &variant.ty, LARGE_VARIANT));
                8 + sizes.max().unwrap_or(0).max(32)
            }
            Shape::Enumeration(_) => 40,
            Shape::Alias(ty) => self.size_of_use(id, ty, usize::MAX),
        }
    }

    fn size_of_use(&self, from: TypeId, ty: &Ty, limit: usize) -> usize {
        match ty {
            Ty::Named(to) if self.together(from, *to) || self.size(*to) > limit => 8,
            Ty::Named(to) => self.size(*to),
            Ty::Nullable(inner) => 8 + self.size_of_use(from, inner, limit),
            Ty::Bool | Ty::Integer(Integer::I32) | Ty::Number(Number::F32) => 8,
            Ty::Integer(Integer::I64 | Integer::U64) | Ty::Number(Number::F64) => 16,
            Ty::String(StringFormat::Binary) => 88,
            Ty::String(_) | Ty::Number(Number::Decimal) | Ty::Array(_) | Ty::Map(_) => 24,
            Ty::Any => 32,
        }
    }
}

/// What every value of a type holds.
#[derive(Debug)]
struct Required {
    /// Types that contain themselves through nothing but required fields of structs.
    looping: Vec<bool>,
    /// How many values of models there are in one of a type, at least; those that are too many count as optional.
    values: Vec<usize>,
}

impl Required {
    fn of(types: &Types) -> Self {
        let edges: Vec<Vec<usize>> = types.iter().map(|(_, def)| required(&def.shape)).collect();
        let mut looping = vec![false; edges.len()];
        let mut values = vec![0; edges.len()];
        for members in components(&edges) {
            let alone = members.len() == 1
                && members
                    .iter()
                    .all(|&member| !edges[member].contains(&member));
            for member in members {
                looping[member] = !alone;
                // Inside of a loop the values are still none: its fields are optional.
                let held = edges[member].iter().map(|&held| values[held]);
                let held = held.filter(|&values| values <= MOST_VALUES);
                values[member] = held.fold(1, usize::saturating_add);
            }
        }
        Self { looping, values }
    }
}

/// The types that a type contains directly.
fn contained(shape: &Shape) -> Vec<usize> {
    match shape {
        Shape::Struct(shape) => shape
            .fields
            .iter()
            .filter_map(|field| direct(&field.ty))
            .collect(),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| direct(&variant.ty))
            .collect(),
        Shape::Alias(ty) => direct(ty).into_iter().collect(),
        Shape::Enumeration(_) => Vec::new(),
    }
}

/// The types that every value of a type contains.
fn required(shape: &Shape) -> Vec<usize> {
    match shape {
        Shape::Struct(shape) => {
            let required = shape
                .fields
                .iter()
                .filter(|field| field.presence == Presence::Required);
            required.filter_map(|field| held(&field.ty)).collect()
        }
        Shape::Alias(ty) => held(ty).into_iter().collect(),
        Shape::Union(_) | Shape::Enumeration(_) => Vec::new(),
    }
}

fn direct(ty: &Ty) -> Option<usize> {
    match ty {
        Ty::Named(id) => Some(id.0 as usize),
        Ty::Nullable(inner) => direct(inner),
        _ => None,
    }
}

fn held(ty: &Ty) -> Option<usize> {
    if let Ty::Named(id) = ty {
        Some(id.0 as usize)
    } else {
        None
    }
}

/// The strongly connected components of a graph, each after those it leads to.
pub fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut on_stack = vec![false; edges.len()];
    let (mut stack, mut found, mut count) = (Vec::new(), Vec::new(), 0);
    for root in 0..edges.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if index[root] == NEW {
            path.push((root, 0));
        }
        while let Some((node, edge)) = path.pop() {
            if edge == 0 {
                (index[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&to) = edges[node].get(edge) {
                path.push((node, edge + 1));
                if index[to] == NEW {
                    path.push((to, 0));
                } else if on_stack[to] {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            if let Some(&(parent, _)) = path.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == index[node] {
                let at = stack
                    .iter()
                    .rposition(|&member| member == node)
                    .unwrap_or(0);
                let members = stack.split_off(at);
                members.iter().for_each(|&member| on_stack[member] = false);
                found.push(members);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn cycles_are_found_after_what_they_lead_to() {
        let edges = [vec![1], vec![2], vec![1, 3], vec![3], vec![]];
        let mut found = components(&edges);
        found.iter_mut().for_each(|members| members.sort_unstable());
        assert_eq!(found, [vec![3], vec![1, 2], vec![0], vec![4]]);
    }

    #[test]
    fn long_chains_do_not_overflow_the_stack() {
        let edges: Vec<Vec<usize>> = (0..100_000)
            .map(|at| if at < 99_999 { vec![at + 1] } else { vec![] })
            .collect();
        assert_eq!(components(&edges).len(), 100_000);
    }
}
