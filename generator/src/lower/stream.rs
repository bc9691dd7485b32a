//! Bodies that are items one after the other.
//!
//! `itemSchema` describes an item, `schema` all of them as an array (OpenAPI 3.2 "Sequential Media Types"). Before 3.2, and
//! in most documents since, `schema` is that of an item, and of an event its data.

use super::Lower;
use super::place::Place;
use crate::document::Cursor;
use crate::ir::Ty;

impl<'d> Lower<'d, '_> {
    /// The type of an event's data.
    pub(super) fn event(&mut self, media: &Cursor<'d>, place: &Place<'_>) -> Ty {
        let Some(event) = media.get("itemSchema") else {
            return self.one_of_all(media, place);
        };
        let event = self.document.resolve(&event);
        let Some(data) = event
            .get("properties")
            .and_then(|properties| properties.get("data"))
        else {
            return Ty::Any;
        };
        let content = self.document.resolve(&data).get("contentSchema");
        self.ty(&content.unwrap_or(data), place)
    }

    /// The type of a JSON text of several.
    pub(super) fn line(&mut self, media: &Cursor<'d>, place: &Place<'_>) -> Ty {
        match media.get("itemSchema") {
            Some(item) => self.ty(&item, place),
            None => self.one_of_all(media, place),
        }
    }

    /// The type of an item that `schema` describes.
    fn one_of_all(&mut self, media: &Cursor<'d>, place: &Place<'_>) -> Ty {
        let schema = media.get("schema");
        let ty = schema.map_or(Ty::Any, |schema| self.ty(&schema, place));
        match self.stands_for(&ty) {
            Ty::Array(item) => *item,
            _ => ty,
        }
    }
}
