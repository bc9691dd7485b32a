use super::{is_swagger, upgrade};
use crate::diagnostic::Diagnostics;
use crate::document::merge::place;
use crate::document::provenance::Part;

/// What Swagger 2.0 says at the root and OpenAPI 3.0 closer to where it matters.
const OF_ROOT: [&str; 6] = [
    "swagger", "host", "basePath", "schemes", "consumes", "produces",
];

/// Whether pages can be merged only when they have been upgraded: some are Swagger 2.0, and their roots do not say the
/// same. Otherwise the document is upgraded as a whole, after overlays, which speak of it as it was published.
pub(in crate::document) fn differ(parts: &[Part<'_>]) -> bool {
    let pairs = || parts.iter().zip(parts.iter().skip(1));
    let differs = |key| pairs().any(|(one, other)| one.root.get(key) != other.root.get(key));
    parts.iter().any(|part| is_swagger(&part.root)) && OF_ROOT.into_iter().any(differs)
}

/// Upgrades a part that is Swagger 2.0; any other stays as it is.
pub(in crate::document) fn upgrade_part(part: &mut Part<'_>, diagnostics: &mut Diagnostics) {
    if !is_swagger(&part.root) {
        return;
    }
    let mut said = Diagnostics::new();
    let (root, moves) = upgrade(
        std::mem::replace(&mut part.root, super::Node::Null),
        &mut said,
    );
    part.root = root;
    let before = part.provenance.clone();
    diagnostics.append_at(said, |origin| place(&before, &origin.0));
    for (upgraded, original) in moves.iter() {
        part.provenance.adopt(upgraded, &before, original);
    }
}
