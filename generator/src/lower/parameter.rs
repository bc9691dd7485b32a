use super::docs::docs;
use super::null::without_null;
use super::place::Place as Context;
use super::{Lower, path};
use crate::document::Cursor;
use crate::hash::IndexMap;
use crate::ir::{Bounds, Docs, Encoding, Parameter, PathPiece, Place, StringFormat, Style, Ty};

/// The parameters of an operation by place and name, as they stand in the document.
pub(super) type Nodes<'d> = IndexMap<(Place, &'d str), Cursor<'d>>;

/// The place and name of a parameter that is there already; headers are the same however they are written.
fn known<'d>(nodes: &Nodes<'d>, place: Place, name: &str) -> Option<(Place, &'d str)> {
    let same = |(other, known): &&(Place, &'d str)| {
        *other == place
            && match place {
                Place::Header => known.eq_ignore_ascii_case(name),
                _ => *known == name,
            }
    };
    nodes.keys().find(same).copied()
}

impl<'d> Lower<'d, '_> {
    /// The parameters of an operation; those in the path first, in the order of the path.
    pub(super) fn parameters(
        &mut self,
        nodes: Nodes<'d>,
        operation: &Cursor<'d>,
        path: &[PathPiece],
        anonymous: bool,
        context: &Context<'_>,
    ) -> Vec<Parameter> {
        let dangling = has_dangling(operation);
        let names = path::names(path);
        let mut parameters: Vec<Parameter> = Vec::new();
        for ((place, name), node) in nodes {
            if place == Place::Path && !names.contains(&name) {
                self.diagnostics
                    .warning(
                        "parameter-not-in-path",
                        format!("the path has no `{{{name}}}`; the parameter is left out"),
                        &node,
                    )
                    .help("add it to the path, or correct its `in`");
            } else if !(place == Place::Header && self.reserved(name, &node, operation, anonymous))
            {
                parameters.push(self.parameter(place, name, &node, context));
            }
        }
        for name in &names {
            let is_it = |one: &Parameter| one.place == Place::Path && one.name == *name;
            if !parameters.iter().any(is_it) {
                parameters.push(undeclared(name, operation));
                // A reference that leads nowhere has been said; this is what it was to declare.
                if !dangling {
                    self.report_undeclared(name, operation);
                }
            }
        }
        parameters.sort_by_key(|one| {
            match one.place {
                Place::Path => names.iter().position(|name| *name == one.name),
                _ => None,
            }
            .unwrap_or(usize::MAX)
        });
        parameters
    }

    /// The parameters of the path, replaced and followed by the operation's own.
    pub(super) fn parameter_nodes(
        &mut self,
        item: &Cursor<'d>,
        operation: &Cursor<'d>,
    ) -> Nodes<'d> {
        let mut nodes = Nodes::default();
        for holder in [item, operation] {
            self.collect(holder, &mut nodes);
        }
        nodes
    }

    /// Takes the parameters of a path or an operation by place and name.
    fn collect(&mut self, holder: &Cursor<'d>, nodes: &mut Nodes<'d>) {
        let list = holder.get("parameters");
        let mut own = Vec::new();
        for node in list.into_iter().flat_map(|list| list.items()) {
            let node = self.document.resolve(&node);
            let (Some(place), Some(name)) = (place(&node), node.text("name")) else {
                self.misplaced(&node);
                continue;
            };
            let key = known(nodes, place, name).unwrap_or((place, name));
            if own.contains(&key) {
                self.diagnostics
                    .warning(
                        "duplicate-parameter",
                        format!("`{name}` is there already; the first is taken"),
                        &node,
                    )
                    .help("remove one of them");
                continue;
            }
            own.push(key);
            nodes.insert(key, node);
        }
    }

    fn misplaced(&mut self, node: &Cursor<'d>) {
        if node
            .node()
            .as_object()
            .is_some_and(|members| members.is_empty())
        {
            // What a dangling reference leaves, which has been said.
            return;
        }
        self.diagnostics
            .warning(
                "parameter-without-place",
                "a parameter needs a `name` and one of `path`, `query`, `header`, `cookie` as `in` (`querystring` with a form as its content); it is left out",
                node,
            )
            .help("a body is said with `requestBody`");
    }

    pub(super) fn parameter(
        &mut self,
        place: Place,
        name: &str,
        node: &Cursor<'d>,
        context: &Context<'_>,
    ) -> Parameter {
        let (schema, encoding) = self.described(place, node);
        let context = context.child(name);
        let ty = schema.as_ref().map(|schema| self.ty(schema, &context));
        let schemas: Vec<Cursor<'d>> = schema.into_iter().collect();
        let annotations = (!schemas.is_empty()).then(|| self.annotations(&schemas));
        let mut docs = docs(node);
        let mut default = None;
        let mut bounds = Bounds::default();
        if let Some(annotations) = annotations {
            if docs.description.is_empty() {
                docs.description = annotations.description;
            }
            docs.deprecated |= annotations.deprecated;
            bounds = self.bounds(&schemas, &annotations.chain);
            default = annotations.default;
        }
        Parameter {
            name: name.to_owned(),
            rust_name: node.text("x-rust-name").map(str::to_owned),
            place,
            part: None,
            encoding,
            required: node.flag("required") || place == Place::Path,
            docs,
            ty: ty.map_or(Ty::String(StringFormat::Plain), without_null),
            bounds,
            default,
            origin: node.origin(),
        }
    }

    /// The schema of a parameter or header, and how its value becomes text.
    pub(super) fn described(
        &mut self,
        place: Place,
        node: &Cursor<'d>,
    ) -> (Option<Cursor<'d>>, Encoding) {
        let content = node
            .get("content")
            .and_then(|content| content.members().next());
        if let Some((media_type, media)) = content {
            let encoding = if super::media_type::is_json(media_type) {
                Encoding::Json
            } else {
                self.styled(node, place)
            };
            return (media.get("schema"), encoding);
        }
        let encoding = self.styled(node, place);
        if let Some(schema) = node.get("schema") {
            return (Some(schema), encoding);
        }
        // Swagger 2.0 has the schema's keywords in the parameter itself.
        let inline = node.has("type");
        let taken = if inline {
            "its own keywords are"
        } else {
            "text is"
        };
        self.diagnostics
            .error(
                "parameter-without-schema",
                format!("a parameter needs a `schema` or `content`; {taken} taken"),
                node,
            )
            .help("add `schema: {type: string}` or what it is");
        (inline.then(|| node.clone()), encoding)
    }

    fn report_undeclared(&mut self, name: &str, operation: &Cursor<'d>) {
        self.diagnostics
            .warning(
                "undeclared-path-parameter",
                format!("`{{{name}}}` stands in the path, but no parameter is called that; taken as a string"),
                operation,
            )
            .help(format!("add a parameter `{{name: {name}, in: path, required: true, schema: …}}`"));
    }
}

/// A parameter that only the path names.
fn undeclared(name: &str, operation: &Cursor<'_>) -> Parameter {
    Parameter {
        name: name.to_owned(),
        rust_name: None,
        place: Place::Path,
        part: None,
        encoding: Encoding::Styled {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        required: true,
        docs: Docs::default(),
        ty: Ty::String(StringFormat::Plain),
        bounds: Bounds::default(),
        default: None,
        origin: operation.origin(),
    }
}

/// Whether one of the parameters is what a dangling reference leaves.
fn has_dangling(operation: &Cursor<'_>) -> bool {
    let list = operation.get("parameters");
    list.into_iter()
        .flat_map(|list| list.items())
        .any(|node| is_empty(&node))
}

fn is_empty(node: &Cursor<'_>) -> bool {
    node.node()
        .as_object()
        .is_some_and(|members| members.is_empty())
}

/// Whether a parameter's only content is a form.
fn is_form(node: &Cursor<'_>) -> bool {
    let content = node.get("content");
    let mut types = content.into_iter().flat_map(|content| content.members());
    types.next().is_some_and(|(media_type, _)| {
        media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

fn place(node: &Cursor<'_>) -> Option<Place> {
    Some(match node.text("in")? {
        "path" => Place::Path,
        "query" => Place::Query,
        // The whole query as a form is its members, each by itself (OpenAPI 3.2).
        "querystring" if is_form(node) => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        _ => return None,
    })
}
