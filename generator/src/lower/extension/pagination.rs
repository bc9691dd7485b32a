//! `x-pagination`.

use super::Reader;
use super::answer::{answers, plain};
use super::expression::name_of;
use crate::document::Cursor;
use crate::ir::{Expression, Next, Operation, Pagination, Place, Ty};

pub(super) const MEMBERS: [&str; 6] = ["items", "cursor", "page", "offset", "url", "link"];

/// The members that say what the next page is.
const STYLES: &[&str] = MEMBERS.split_at(1).1;

impl Reader<'_> {
    /// How `operation` gives a list page by page.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation,
        node: &Cursor<'_>,
    ) -> Option<Pagination> {
        if !self.has_only(node, &MEMBERS) {
            return None;
        }
        if !answers(operation).alike {
            let message = format!("the answers of {} are not of one type", name_of(operation));
            self.wrong(message, node, "give its successes one schema");
            return None;
        }
        let items = self.required(node, "items")?;
        let items = self.list(operation, &items)?;
        let mut styles = STYLES
            .iter()
            .filter_map(|style| Some((*style, node.get(style)?)));
        let (Some((style, way)), None) = (styles.next(), styles.next()) else {
            let message = format!(
                "how {} gives the next page is not told, or told twice",
                name_of(operation)
            );
            self.wrong(message, node, format!("say one of {}", super::list(STYLES)));
            return None;
        };
        let next = match style {
            "cursor" => self.cursor(operation, &way)?,
            "url" => Next::Url(self.scalar(operation, &way)?),
            "link" => Next::Link(self.text(&way)?),
            style => self.counted(operation, style, &way)?,
        };
        Some(Pagination {
            items,
            next,
            origin: node.origin(),
        })
    }

    /// An expression for a list in the answer's body, within objects only.
    fn list(&mut self, operation: &Operation, node: &Cursor<'_>) -> Option<Expression> {
        let (expression, types) = self.expression(operation, node)?;
        let list = types.first().map(|ty| plain(self.types, ty));
        if !matches!(list, Some(Ty::Array(_))) {
            let help = "name a list in the answer's body: `$response.body#/items`";
            self.wrong("this is no list", node, help);
            return None;
        }
        Some(expression)
    }

    fn cursor(&mut self, operation: &Operation, node: &Cursor<'_>) -> Option<Next> {
        if !self.has_only(node, &["parameter", "from"]) {
            return None;
        }
        let from = self.required(node, "from")?;
        Some(Next::Cursor {
            parameter: self.counter(operation, node)?,
            from: self.scalar(operation, &from)?,
        })
    }

    fn counted(&mut self, operation: &Operation, style: &str, node: &Cursor<'_>) -> Option<Next> {
        let known: &[&str] = match style {
            "page" => &["parameter", "first", "total"],
            _ => &["parameter", "total"],
        };
        if !self.has_only(node, known) {
            return None;
        }
        let parameter = self.counter(operation, node)?;
        let total = match node.get("total") {
            Some(total) => Some(self.scalar(operation, &total)?),
            None => None,
        };
        if style != "page" {
            return Some(Next::Offset { parameter, total });
        }
        let first = node.get("first");
        let number = first.as_ref().map_or(Some(1), Cursor::as_u64);
        match (number, first) {
            (Some(first), _) => Some(Next::Page {
                parameter,
                first,
                total,
            }),
            (None, first) => {
                let at = first.as_ref().unwrap_or(node);
                self.wrong("this is no number of a page", at, "write 0 or 1");
                None
            }
        }
    }

    /// The parameter that asks for a page.
    fn counter(&mut self, operation: &Operation, node: &Cursor<'_>) -> Option<(Place, String)> {
        let node = self.required(node, "parameter")?;
        let name = self.text(&node)?;
        self.parameter(operation, &name, &node)
    }

    fn text(&mut self, node: &Cursor<'_>) -> Option<String> {
        let text = node.as_str().map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong("this is no text", node, "write a name");
        }
        text.map(str::to_owned)
    }
}
