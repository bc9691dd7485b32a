//! What an API sends by itself.

use super::{Planner, uses::Binary};
use crate::{
    ir::{self, Payload},
    plan::{
        Doc, Type, WebhookRoute, WebhookVariant, Webhooks, docs,
        docs::Page,
        names::{Case, Request, Scope, report},
    },
};

/// A variant in the making.
struct Draft {
    request: Request,
    docs: Doc,
    content: Option<Type>,
}

impl Planner<'_> {
    /// The webhooks; `None` where there are none.
    pub fn webhooks(&mut self) -> Option<Webhooks> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut routes = Vec::new();
        let mut origins = Vec::new();
        for webhook in &self.api.webhooks {
            let first = drafts.len();
            let mut media = Vec::new();
            for one in &webhook.media {
                let (content, format) = self.received(&one.payload);
                let own = drafts.iter().skip(first);
                let same = own.clone().position(|draft| draft.content == content);
                let variant = first + same.unwrap_or(drafts.len() - first);
                if same.is_none() {
                    drafts.push(draft(webhook, content, format));
                }
                media.push((one.media_type.clone(), format, variant));
            }
            if media.is_empty() {
                drafts.push(draft(webhook, None, "Empty"));
            }
            origins.resize(drafts.len(), &webhook.origin);
            routes.push(WebhookRoute {
                wire: webhook.name.clone(),
                variant: first,
                media,
            });
        }
        let requests: Vec<Request> = drafts.iter().map(|one| one.request.clone()).collect();
        let names = Scope::new(Case::Type, []).settle(&requests);
        for ((request, settled), origin) in requests.iter().zip(&names).zip(origins) {
            report(request, settled, "webhook", origin, self.diagnostics);
        }
        let variants = drafts.into_iter().zip(names);
        let variants: Vec<WebhookVariant> = variants
            .map(|(draft, settled)| WebhookVariant {
                name: settled.name,
                docs: draft.docs,
                content: draft.content,
            })
            .collect();
        (!variants.is_empty()).then_some(Webhooks {
            variants,
            routes,
            features: Vec::new(),
        })
    }

    /// The type and format of a payload. Bytes are in the hands of who received them already.
    fn received(&self, payload: &Payload) -> (Option<Type>, &'static str) {
        let (ty, format) = match payload {
            Payload::Json(ty) if !self.is_binary(ty) => (ty, "Json"),
            Payload::Xml { ty, .. } => (ty, "Xml"),
            Payload::Form { ty, .. } => (ty, "Form"),
            Payload::Text => return (Some(Type::Plain("String")), "Text"),
            _ => return (None, "Stream"),
        };
        let value = self.item(ty, Binary::Text);
        let definition = self.definition(ty);
        let large = definition.is_some_and(|id| self.containment.large(id));
        let boxed = if large {
            Type::Boxed(Box::new(value))
        } else {
            value
        };
        (Some(boxed), format)
    }
}

fn draft(webhook: &ir::Webhook, content: Option<Type>, format: &str) -> Draft {
    let mut request = Request::named(Case::Type, &webhook.name, None);
    let plain = request.bids.first().cloned().unwrap_or_default();
    request.bids.insert(1, format!("{plain}{format}"));
    request.key.push_str(format);
    Draft {
        request,
        docs: Page::of(&webhook.docs)
            .line(docs::code(&webhook.name))
            .finish(),
        content,
    }
}
