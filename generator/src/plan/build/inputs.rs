//! What goes into a request: parameters, and the fields and setters for them.

use super::{Planner, structs::facts, uses::Binary};
use crate::{
    ir::{self, Encoding, Place, Style},
    plan::{
        Doc, Name, Parameter, Part, docs,
        docs::Page,
        names::{Case, Request, Scope, rank, report},
    },
};

/// Methods that every call has.
const CALL: [&str; 5] = ["send", "response", "save", "with", "into_future"];
/// Methods that calls of an operation with a job have.
const JOB: &[&str] = &["start"];
/// Methods that calls of an operation with pages have.
const PAGES: &[&str] = &["pages", "items"];

/// The names of the inputs of one operation.
pub struct InputNames {
    /// Field and setter of each parameter.
    pub parameters: Vec<(Name, Name)>,
    /// Field and setter of the body.
    pub body: (Name, Name),
}

impl Planner<'_> {
    pub fn input_names(&mut self, operation: &ir::Operation) -> InputNames {
        let mut requests: Vec<Request> = operation.parameters.iter().map(request).collect();
        if operation.body.is_some() {
            let bids = ["body", "request_body"].map(str::to_owned).to_vec();
            requests.push(Request {
                key: "body".to_owned(),
                rank: rank::PINNED,
                bids,
                others: None,
            });
        }
        let fields = Scope::new(Case::Value, []).settle(&requests);
        for ((request, settled), parameter) in
            requests.iter().zip(&fields).zip(&operation.parameters)
        {
            report(
                request,
                settled,
                "parameter",
                &parameter.origin,
                self.diagnostics,
            );
        }
        for (request, field) in requests.iter_mut().zip(&fields) {
            let bare = field.name.bare();
            request.bids = vec![bare.to_owned(), format!("set_{bare}")];
        }
        let of = |there: bool, names| if there { names } else { [].as_slice() };
        let job = of(operation.job.is_some(), JOB);
        let pages = of(operation.pagination.is_some(), PAGES);
        let taken = CALL.iter().chain(job).chain(pages).copied();
        let setters = Scope::new(Case::Value, taken).settle(&requests);
        let mut names: Vec<(Name, Name)> = fields
            .into_iter()
            .zip(setters)
            .map(|(field, setter)| (field.name, setter.name))
            .collect();
        let body = names.split_off(operation.parameters.len()).pop();
        InputNames {
            parameters: names,
            body: body.unwrap_or_else(|| (Name::new("body"), Name::new("body"))),
        }
    }

    pub fn parameter(&self, parameter: &ir::Parameter, (name, setter): (Name, Name)) -> Parameter {
        let (inner, _) = self.split_null(&parameter.ty);
        let ty = self.value(inner, Binary::Text);
        let (style, allow_reserved) = style(parameter.place, &parameter.encoding);
        Parameter {
            name,
            setter,
            docs: parameter_docs(parameter),
            argument: self.argument(inner, &ty),
            ty,
            wire: parameter.name.clone(),
            place: parameter.place,
            part: parameter.part.clone(),
            style,
            allow_reserved,
            limits: parameter.bounds.limits.clone(),
            required: parameter.required || parameter.place == Place::Path,
            deprecated: parameter.docs.deprecated,
        }
    }
}

fn request(parameter: &ir::Parameter) -> Request {
    let of_part = parameter.part.as_ref();
    let text = of_part.map(|part| format!("{part} {}", parameter.name));
    let text = text.as_ref().unwrap_or(&parameter.name);
    let mut request = Request::plain(Case::Value, text, parameter.rust_name.as_deref());
    let first = request.bids.first().cloned().unwrap_or_default();
    request
        .bids
        .push(format!("{}_{first}", place_word(parameter.place)));
    if parameter.place == Place::Path {
        request.rank = request.rank.min(rank::EXACT);
    } else if request.rank != rank::PINNED {
        request.rank = rank::NAMED;
    }
    request.key = format!("{text}\u{1}{}", place_word(parameter.place));
    request
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::Part => "part",
    }
}

fn parameter_docs(parameter: &ir::Parameter) -> Doc {
    let place = place_word(parameter.place);
    let name = docs::code(&parameter.name);
    let page = Page::of(&parameter.docs);
    let page = match &parameter.part {
        Some(part) => page.line(format!(
            "The header {name} of the part {}.",
            docs::code(part)
        )),
        None => page.or(format!("The {place} parameter {name}.")),
    };
    let phrases = &parameter.bounds.phrases;
    facts(page, phrases, parameter.default.as_ref(), None).finish()
}

/// Style and explode where they are not the place's own, and whether reserved characters go out as they are.
fn style(place: Place, encoding: &Encoding) -> (Option<(&'static str, bool)>, bool) {
    match encoding {
        Encoding::Json => (Some(("Json", false)), false),
        Encoding::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let own = match place {
                Place::Path | Place::Header | Place::Part => (Style::Simple, false),
                Place::Query | Place::Cookie => (Style::Form, true),
            };
            let unusual = (*style, *explode) != own;
            (
                unusual.then(|| (style_word(*style), *explode)),
                *allow_reserved,
            )
        }
    }
}

fn style_word(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    }
}

/// The parts that are not written in the default way.
pub fn parts(parts: &[ir::Part]) -> Vec<Part> {
    parts
        .iter()
        .map(|part| {
            let encoding = part.encoding.as_ref().map(|encoding| match encoding {
                Encoding::Json => (Some(("Json", false)), false),
                Encoding::Styled {
                    style,
                    explode,
                    allow_reserved,
                } => (Some((style_word(*style), *explode)), *allow_reserved),
            });
            let (style, allow_reserved) = encoding.unwrap_or((None, false));
            Part {
                name: part.name.clone(),
                content_type: part.content_type.clone(),
                style,
                allow_reserved,
                headers: part.headers.clone(),
            }
        })
        .collect()
}
