//! Types that are nothing but themselves, found once all are defined.
//!
//! `A: oneOf [A, B]` says of A what was known before, and reading it would never end: the branch goes. `A: array of A` is
//! meaningful, but a name for a list cannot stand in its own meaning: it becomes a union of one branch, which can.

use super::Lower;
use super::null::without_null;
use crate::ir::{Docs, Shape, Ty, TypeDef, Union, Variant};

/// Takes circles out of the definitions.
pub(super) fn break_circles(lower: &mut Lower<'_, '_>, defs: &mut [TypeDef]) {
    for (from, to) in back_edges(&graph(defs, transparent)) {
        let Some(def) = defs.get_mut(from) else {
            continue;
        };
        lower
            .diagnostics
            .warning(
                "circular-schema",
                "this schema is an alternative of itself, which says nothing; the alternative is left out",
                def.origins.first().cloned().unwrap_or_default(),
            )
            .help("an alternative must have members or items of its own before it leads back");
        cut(def, to);
    }
    for (from, _) in back_edges(&graph(defs, nested)) {
        let Some(def) = defs.get_mut(from) else {
            continue;
        };
        if let Shape::Alias(ty) = &def.shape {
            def.shape = Shape::Union(Union {
                tag: None,
                variants: vec![Variant {
                    hint: String::new(),
                    tags: Vec::new(),
                    ty: ty.clone(),
                    docs: Docs::default(),
                }],
            });
        }
    }
}

/// The definitions that a definition is, or may be, without anything around them.
fn transparent(def: &TypeDef) -> Vec<usize> {
    let named = |ty: &Ty| match without_null(ty.clone()) {
        Ty::Named(id) => Some(id.0 as usize),
        _ => None,
    };
    match &def.shape {
        Shape::Alias(ty) => named(ty).into_iter().collect(),
        Shape::Union(union) => union
            .variants
            .iter()
            .filter_map(|one| named(&one.ty))
            .collect(),
        Shape::Struct(_) | Shape::Enumeration(_) => Vec::new(),
    }
}

/// The definition that an alias holds, however deep in lists and maps.
fn nested(def: &TypeDef) -> Vec<usize> {
    let Shape::Alias(ty) = &def.shape else {
        return Vec::new();
    };
    let mut ty = ty;
    loop {
        match ty {
            Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => ty = inner,
            Ty::Named(id) => return vec![id.0 as usize],
            _ => return Vec::new(),
        }
    }
}

fn graph(defs: &[TypeDef], edges: impl Fn(&TypeDef) -> Vec<usize>) -> Vec<Vec<usize>> {
    defs.iter().map(edges).collect()
}

/// Takes `to` out of what `def` may be.
fn cut(def: &mut TypeDef, to: usize) {
    let leads = |ty: &Ty| matches!(without_null(ty.clone()), Ty::Named(id) if id.0 as usize == to);
    match &mut def.shape {
        Shape::Union(union) => union.variants.retain(|one| !leads(&one.ty)),
        shape => *shape = Shape::Alias(Ty::Any),
    }
    if matches!(&def.shape, Shape::Union(union) if union.variants.is_empty()) {
        def.shape = Shape::Alias(Ty::Any);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The edges that close a circle, by depth-first search in order of ids (without recursion: chains can be long).
fn back_edges(graph: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut marks = vec![Mark::New; graph.len()];
    let mut found = Vec::new();
    for start in 0..graph.len() {
        if marks.get(start) != Some(&Mark::New) {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            if let Some(mark) = marks.get_mut(at) {
                *mark = Mark::Open;
            }
            let Some(&to) = graph.get(at).and_then(|edges| edges.get(next)) else {
                if let Some(mark) = marks.get_mut(at) {
                    *mark = Mark::Done;
                }
                continue;
            };
            stack.push((at, next + 1));
            match marks.get(to) {
                Some(Mark::New) => stack.push((to, 0)),
                Some(Mark::Open) => found.push((at, to)),
                Some(Mark::Done) | None => {}
            }
        }
    }
    found
}
