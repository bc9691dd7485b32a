//! `$ref`s to other files: what they point at moves into the document.
//!
//! A component that is nothing but a reference to a file takes over what stands there, and so does a path; everything
//! else becomes a component, named by the last token of the pointer or by the file. A file's own references go the same
//! way, so circles across files end as circles of components, which are fine.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::files::Files;
use super::merge::{insert, place};
use super::provenance::{Part, Place};
use super::reference::{Reference, rewrite};
use super::resource::Resources;
use super::shape::{Kind, Site, sites};
use super::{MAX_DEPTH, Node, pointer};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceId, Sources};

/// How many values may be brought in from other files.
const MAX_BUNDLED: usize = 2_000_000;

/// What a reference means: a node of a file. Files that are themselves pages of the API are known by their first page.
type Target = (SourceId, String);

pub(super) struct Bundler<'s, 'r, 'd> {
    pub part: &'d mut Part<'s>,
    pub files: &'d mut Files<'s, 'r>,
    pub sources: &'s Sources,
    /// The texts that the document was made of: references within them are local.
    pub pages: BTreeSet<SourceId>,
    pub diagnostics: &'d mut Diagnostics,
    /// The components that were made of targets.
    named: BTreeMap<Target, String>,
    /// The sections of components that were taken over as a whole: what a file's section holds is here already.
    sections: BTreeMap<Target, String>,
    /// The places that have taken over a target: taking it over again is a circle.
    taken: BTreeSet<(String, Target)>,
    brought: usize,
    /// What schemas in the document call themselves, once a reference needs to know.
    resources: OnceCell<Resources>,
}

impl<'s, 'r, 'd> Bundler<'s, 'r, 'd> {
    pub fn new(
        part: &'d mut Part<'s>,
        files: &'d mut Files<'s, 'r>,
        sources: &'s Sources,
        pages: BTreeSet<SourceId>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            part,
            files,
            sources,
            pages,
            diagnostics,
            named: BTreeMap::new(),
            sections: BTreeMap::new(),
            taken: BTreeSet::new(),
            brought: 0,
            resources: OnceCell::new(),
        }
    }

    /// Brings in everything that is referred to. What cannot be brought in is reported and, in the `last` run, replaced
    /// by an empty object; in an earlier one it is left for an overlay to mend.
    pub fn run(mut self, last: bool) {
        let mut waiting = VecDeque::from([(String::new(), Kind::Document)]);
        while let Some((at, kind)) = waiting.pop_front() {
            let Some(node) = self.part.root.at(&at) else {
                continue;
            };
            let mut found = sites(node, &at, kind);
            // Sections and components that stand for a file give it their name, whoever else refers to it.
            found.sort_by_cached_key(|site| {
                let name = &site.pointer;
                (!is_section(name), !is_component(name))
            });
            for site in found {
                match self.site(&site) {
                    Ok(next) => waiting.extend(next),
                    Err(Failed) if last => {
                        insert(&mut self.part.root, &site.pointer, Node::empty())
                    }
                    Err(Failed) => {}
                }
            }
        }
    }

    /// Deals with one reference; answers what has to be looked at next.
    fn site(&mut self, site: &Site) -> Result<Option<(String, Kind)>, Failed> {
        let Some(target) = self.target(site)? else {
            return Ok(None);
        };
        if self.pages.contains(&target.0) {
            rewrite(&mut self.part.root, site, &target.1);
            return Ok(None);
        }
        let named = self.named.get(&target).cloned();
        let named = named.or_else(|| self.in_section(&target));
        if let Some(named) = named.filter(|named| *named != site.pointer) {
            rewrite(&mut self.part.root, site, &named);
            return Ok(None);
        }
        let at = match self.stands_for(site) {
            true => site.pointer.clone(),
            false => self.new_component(site.kind, &target),
        };
        if !self.taken.insert((at.clone(), target.clone())) {
            let message = format!("`{}` leads back to itself and to nothing else", site.target);
            let here = place(&self.part.provenance, &site.pointer);
            self.diagnostics
                .error("circular-reference", message, here)
                .help("one of them has to be a thing of its own");
            return Err(Failed);
        }
        let node = self.fetch(site, &target)?;
        if at != site.pointer {
            rewrite(&mut self.part.root, site, &at);
        }
        if is_component(&at) {
            self.named.insert(target.clone(), at.clone());
        } else if is_section(&at) {
            self.sections.insert(target.clone(), at.clone());
        }
        if let Some(resources) = self.resources.get_mut() {
            resources.add(&node, &at, site.kind);
        }
        insert(&mut self.part.root, &at, node);
        self.part.provenance.note(
            &at,
            Place {
                source: target.0,
                pointer: target.1,
            },
        );
        Ok(Some((at, site.kind)))
    }

    /// The component that came with its section.
    fn in_section(&self, (file, pointer): &Target) -> Option<String> {
        let (above, name) = pointer.rsplit_once('/')?;
        let section = self.sections.get(&(*file, above.to_owned()))?;
        let at = format!("{section}/{name}");
        self.part.root.at(&at).map(|_| at)
    }

    /// What a reference means, if that is not in the document already.
    fn target(&mut self, site: &Site) -> Result<Option<Target>, Failed> {
        let Some(from) = self.part.provenance.place(&site.pointer) else {
            return Ok(None);
        };
        let reference = Reference::parse(&site.target);
        let Some(file) = reference.file else {
            let elsewhere = !self.pages.contains(&from.source);
            let pointer = reference.pointer.filter(|_| elsewhere);
            return Ok(pointer.map(|pointer| self.in_file(site, from.source, pointer)));
        };
        if self.resources().knows(site) {
            return Ok(None);
        }
        let at = place(&self.part.provenance, &site.pointer);
        let file = self
            .files
            .find(&file, from.source, &at, self.diagnostics)
            .ok_or(Failed)?;
        Ok(Some((file, reference.pointer.unwrap_or_default())))
    }

    fn resources(&self) -> &Resources {
        self.resources
            .get_or_init(|| Resources::of(&self.part.root))
    }

    /// What a pointer means in a file: something in the schema with an `$id` that it stands in, or else in the whole.
    fn in_file(&mut self, site: &Site, file: SourceId, pointer: String) -> Target {
        let resource = self.resources().around(&site.pointer);
        let resource = self.part.provenance.place(resource);
        let within = resource.filter(|resource| resource.source == file);
        let within = within.map(|resource| format!("{}{pointer}", resource.pointer));
        let tree = self.files.tree(file, self.diagnostics);
        let within = within.filter(|within| tree.is_some_and(|tree| tree.at(within).is_some()));
        (file, within.unwrap_or(pointer))
    }

    /// Whether a reference stands for the thing itself: the whole of a component, of a path, or of a thing that cannot
    /// be a component (where only tools allow references).
    fn stands_for(&self, site: &Site) -> bool {
        let alone = self
            .part
            .root
            .at(&site.pointer)
            .and_then(Node::as_object)
            .is_some_and(|members| members.len() == 1);
        let path = site.kind == Kind::PathItem && !site.pointer.contains("/callbacks/");
        alone && (is_component(&site.pointer) || path || site.kind.section().is_none())
    }

    fn fetch(&mut self, site: &Site, target: &Target) -> Result<Node<'s>, Failed> {
        let at = place(&self.part.provenance, &site.pointer);
        let tree = self.files.tree(target.0, self.diagnostics).ok_or(Failed)?;
        let Some(node) = tree.at(&target.1) else {
            let message = format!(
                "`{}` points nowhere: the file has no such place",
                site.target
            );
            self.diagnostics.error("dangling-reference", message, at);
            return Err(Failed);
        };
        self.brought += node.count();
        let depth = pointer::tokens(&site.pointer).count() + node.depth();
        if self.brought > MAX_BUNDLED || depth > MAX_DEPTH {
            let message = format!("`{}` brings in too much", site.target);
            let help = format!(
                "{MAX_BUNDLED} values from other files, nested {MAX_DEPTH} deep, are the limit"
            );
            self.diagnostics.error("too-large", message, at).help(help);
            return Err(Failed);
        }
        Ok(node.clone())
    }

    /// A free place among the components for a target: named by it, and by the folder as well where that is taken.
    fn new_component(&self, kind: Kind, target: &Target) -> String {
        let swagger = self.part.root.get("swagger").is_some();
        // What has no section of its own is a mapping's schema, or has siblings that nobody reads.
        let section = kind.section().unwrap_or("schemas");
        let section = match section {
            "schemas" if swagger => "/definitions".to_owned(),
            section if swagger => format!("/{section}"),
            section => format!("/components/{section}"),
        };
        let path = self
            .sources
            .get(target.0)
            .and_then(|source| source.path.as_deref());
        let stem = path
            .and_then(|path| path.file_stem())
            .map_or("file".into(), |stem| stem.to_string_lossy());
        let folder = path
            .and_then(|path| path.parent()?.file_name())
            .unwrap_or_default()
            .to_string_lossy();
        let token = pointer::telling(&target.1).unwrap_or(stem);
        let name = component_name(&token);
        let longer = component_name(&format!("{folder}_{token}"));
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        [name.clone(), longer]
            .into_iter()
            .chain(numbered)
            .map(|name| pointer::join(&section, &name))
            .find(|at| self.part.root.at(at).is_none())
            .unwrap_or_default()
    }
}

/// A reference that has been reported.
struct Failed;

/// Whether a pointer is that of a whole component.
pub(super) fn is_component(pointer: &str) -> bool {
    matches!(
        first_tokens(pointer),
        (Some("components"), Some(_), Some(_), None)
            | (
                Some("definitions" | "parameters" | "responses"),
                Some(_),
                None,
                _
            )
    )
}

/// Whether a pointer is that of all components of a kind.
fn is_section(pointer: &str) -> bool {
    matches!(
        first_tokens(pointer),
        (Some("components"), Some(_), None, _)
            | (Some("definitions" | "parameters" | "responses"), None, _, _)
    )
}

/// The first four tokens of a pointer, escaped as they are.
fn first_tokens(pointer: &str) -> (Option<&str>, Option<&str>, Option<&str>, Option<&str>) {
    let mut tokens = pointer.split('/').skip(1);
    (tokens.next(), tokens.next(), tokens.next(), tokens.next())
}

/// A name as the standard wants it for components: letters, digits, `.`, `-`, `_`.
pub(super) fn component_name(text: &str) -> String {
    let name: String = text
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    if name.is_empty() {
        "file".to_owned()
    } else {
        name
    }
}
