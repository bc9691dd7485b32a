use super::Lower;
use super::docs::docs;
use super::media::Direction;
use super::place::Place;
use crate::document::Cursor;
use crate::ir::{RequestBody, Step};

impl<'d> Lower<'d, '_> {
    /// The body of an operation's request.
    pub(super) fn request_body(
        &mut self,
        operation: &Cursor<'d>,
        place: &Place<'_>,
    ) -> Option<RequestBody> {
        let node = self.document.resolve(&operation.get("requestBody")?);
        let place = place.child(Step::Request);
        let media = self.media(&node, Direction::Request, &place);
        if media.is_empty() {
            return None;
        }
        Some(RequestBody {
            required: node.flag("required"),
            docs: docs(&node),
            media,
            origin: node.origin(),
        })
    }
}
