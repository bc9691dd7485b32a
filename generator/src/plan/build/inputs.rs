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

impl<'a> Planner<'a> {
    pub fn input_names(&mut self, operation: &'a ir::Operation) -> InputNames {
        let parameters = operation.parameters.iter();
        let mut requests: Vec<Request> = parameters.map(|it| self.input_request(it)).collect();
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

    pub fn parameter(
        &mut self,
        parameter: &'a ir::Parameter,
        (name, setter): (Name, Name),
    ) -> Parameter {
        let (inner, _) = self.split_null(&parameter.ty);
        let ty = self.value(inner, Binary::Text);
        let (style, allow_reserved) = style(parameter.place, &parameter.encoding);
        Parameter {
            name,
            setter,
            docs: self.parameter_docs(parameter),
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

    fn input_request(&mut self, parameter: &'a ir::Parameter) -> Request {
        let pin = parameter.rust_name.as_deref();
        let mut request = match &parameter.part {
            Some(part) => Request::plain(Case::Value, &format!("{part} {}", parameter.name), pin),
            None => self.value_request(&parameter.name, pin),
        };
        let place = place_word(parameter.place);
        let first = request.bids.first().cloned().unwrap_or_default();
        request.bids.push(format!("{place}_{first}"));
        if parameter.place == Place::Path {
            request.rank = request.rank.min(rank::EXACT);
        } else if request.rank != rank::PINNED {
            request.rank = rank::NAMED;
        }
        request.key = format!("{}\u{1}{place}", request.key);
        request
    }

    fn parameter_docs(&mut self, parameter: &'a ir::Parameter) -> Doc {
        let place = place_word(parameter.place);
        let name = docs::code(&parameter.name);
        let page = Page::of_one_of_many(&parameter.docs, &mut self.rendered);
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
