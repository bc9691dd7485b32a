//! Defaults and headers as constants.

use serde_json::Value;

use super::{Planner, uses::Binary};
use crate::{
    ir::{self, Encoding, Integer, Number, Shape, Status, StringFormat, Ty},
    plan::{
        Constant, ConstantValue, Doc, Field, Header, Literal, Name, Parameter, docs,
        docs::Page,
        names::{Case, Request, Scope, rank},
    },
};

/// A constant in the making.
struct Draft {
    request: Request,
    docs: Doc,
    value: ConstantValue,
}

impl Planner<'_> {
    /// The defaults of a model's fields.
    pub fn model_constants(&self, shape: &ir::Struct, fields: &[Field]) -> Vec<Constant> {
        let all = shape.fields.iter().zip(fields);
        let drafts = all.filter_map(|(field, planned)| {
            self.default(planned.name.bare(), &field.ty, field.default.as_ref()?)
        });
        settle(drafts.collect())
    }

    /// The headers of an operation's responses and the defaults of its parameters.
    pub fn operation_constants(
        &self,
        operation: &ir::Operation,
        parameters: &[Parameter],
    ) -> Vec<Constant> {
        let mut drafts: Vec<Draft> = Vec::new();
        for response in &operation.responses {
            for header in &response.headers {
                let draft = self.header(response.status, header);
                let known = drafts.iter().any(|known| draft.repeats(known));
                drafts.extend((!known).then_some(draft));
            }
        }
        let all = operation.parameters.iter().zip(parameters);
        drafts.extend(all.filter_map(|(parameter, planned)| {
            let default = parameter.default.as_ref()?;
            self.default(planned.name.bare(), &parameter.ty, default)
        }));
        settle(drafts)
    }

    fn default(&self, name: &str, ty: &Ty, value: &Value) -> Option<Draft> {
        let literal = self.literal(ty, value)?;
        let bid = format!("default_{name}").to_uppercase();
        let line = format!(
            "What the server takes for {} where it is not given.",
            docs::code(name)
        );
        Some(Draft {
            request: Request {
                key: bid.clone(),
                rank: rank::NAMED,
                bids: vec![bid],
                others: None,
            },
            docs: Page::new().line(line).finish(),
            value: ConstantValue::Literal(literal),
        })
    }

    /// A value as a constant of a type; `None` where it does not fit, or no constant could hold it.
    fn literal(&self, ty: &Ty, value: &Value) -> Option<Literal> {
        Some(match (self.target(ty), value) {
            (Ty::Nullable(inner), _) => return self.literal(inner, value),
            (Ty::Bool, Value::Bool(value)) => Literal::Bool(*value),
            (Ty::Integer(kind), Value::Number(number)) => integer(*kind, number)?,
            (Ty::Number(Number::Decimal), Value::Number(number)) => {
                Literal::Text(number.to_string())
            }
            (Ty::Number(kind), Value::Number(number)) => {
                let single = *kind == Number::F32;
                Literal::Number(if single { "f32" } else { "f64" }, number.as_f64()?)
            }
            (Ty::String(StringFormat::Binary | StringFormat::Secret), _) => return None,
            (Ty::String(_), Value::String(text)) => Literal::Text(text.clone()),
            (Ty::Array(item), Value::Array(items)) if !items.is_empty() => {
                let items = items.iter().map(|value| self.literal(item, value));
                let items: Vec<Literal> = items.collect::<Option<_>>()?;
                let nested = items.iter().any(|item| matches!(item, Literal::List(_)));
                (!nested).then_some(Literal::List(items))?
            }
            (Ty::Named(id), _) => match &self.api.types[*id].shape {
                Shape::Enumeration(shape) => {
                    let at = shape.values.iter().position(|one| one.value == *value)?;
                    let variant = super::enums::variants(shape).names.into_iter().nth(at)?;
                    Literal::Variant(self.types.of(*id).clone(), variant)
                }
                _ => return None,
            },
            _ => return None,
        })
    }

    fn header(&self, status: Status, header: &ir::Header) -> Draft {
        let (json, explode) = match header.encoding {
            Encoding::Json => (true, false),
            Encoding::Styled { explode, .. } => (false, explode),
        };
        let (inner, _) = self.split_null(&header.ty);
        let mut request = Request::named(Case::Value, &header.name, None);
        request
            .bids
            .push(format!("{} {}", status.phrase(), header.name));
        request.bids = request
            .bids
            .iter()
            .map(|bid| crate::plan::names::plain(Case::Value, bid).to_uppercase())
            .collect();
        request.key = format!("{}\u{1}{}", header.name, status.phrase());
        let line = format!("The header {} of responses.", docs::code(&header.name));
        Draft {
            request,
            docs: Page::of(&header.docs).line(line).finish(),
            value: ConstantValue::Header(Header {
                wire: header.name.clone(),
                ty: self.value(inner, Binary::Text),
                explode,
                json,
            }),
        }
    }
}

impl Draft {
    /// Whether it is the same header, of another response.
    fn repeats(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (ConstantValue::Header(one), ConstantValue::Header(other)) => {
                let read = |it: &Header| (it.ty.clone(), it.explode, it.json);
                one.wire.eq_ignore_ascii_case(&other.wire) && read(one) == read(other)
            }
            _ => false,
        }
    }
}

fn integer(kind: Integer, number: &serde_json::Number) -> Option<Literal> {
    let (name, fits) = match kind {
        Integer::I32 => (
            "i32",
            number.as_i64().is_some_and(|it| i32::try_from(it).is_ok()),
        ),
        Integer::I64 => ("i64", number.is_i64()),
        Integer::U64 => ("u64", number.is_u64()),
    };
    fits.then(|| Literal::Integer(name, number.clone()))
}

fn settle(drafts: Vec<Draft>) -> Vec<Constant> {
    let requests: Vec<Request> = drafts.iter().map(|draft| draft.request.clone()).collect();
    let names = Scope::new(Case::Value, []).settle(&requests);
    let constant = |(draft, name): (Draft, Name)| Constant {
        name,
        docs: draft.docs,
        value: draft.value,
    };
    let names = names.into_iter().map(|settled| settled.name);
    drafts.into_iter().zip(names).map(constant).collect()
}
