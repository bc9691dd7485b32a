//! Responses: what successes and failures give, and which case reads which.

use super::{Planner, unions::type_word, uses::Binary};
use crate::{
    ir::{self, Payload, Status},
    plan::{
        Case, Doc, Name, Outcome, Reading, Reply, Type,
        docs::Page,
        names::{Case as Spelling, Request, Scope, plain, rank},
    },
};

/// What an operation gives.
pub struct Results {
    pub replies: Vec<Reply>,
    pub output: Outcome,
    pub failure: Outcome,
}

/// One case in the making.
struct Draft {
    status: Status,
    docs: Doc,
    ty: Type,
    boxed: bool,
    reading: Reading,
    word: &'static str,
    type_word: String,
}

/// The cases of the successes, or of the failures.
struct Side {
    success: bool,
    drafts: Vec<Draft>,
}

impl Planner<'_> {
    pub fn results(&mut self, operation: &Name, responses: &[ir::Response]) -> Results {
        let sorted = sort(responses);
        let (mut output, mut failure) = (Side::new(true), Side::new(false));
        let mut replies = Vec::new();
        for (status, response, success) in sorted {
            let side = if success { &mut output } else { &mut failure };
            replies.push(self.reply(side, status, response));
        }
        if output.drafts.is_empty() {
            replies.push(Reply {
                status: Status::Range(2),
                success: true,
                case: 0,
                media: Vec::new(),
            });
        }
        let bare = operation.bare().to_owned();
        let output = self.output(&bare, output.drafts, &mut replies);
        let failure = self.failure(&bare, failure.drafts);
        Results {
            replies,
            output,
            failure,
        }
    }

    fn reply(&self, side: &mut Side, status: Status, response: &ir::Response) -> Reply {
        let first = side.drafts.len();
        let mut media = Vec::new();
        for one in &response.media {
            let (draft, format) = self.draft(side.success, status, response, one);
            let same = side
                .drafts
                .iter()
                .skip(first)
                .position(|other| other.is_like(&draft));
            let case = first + same.unwrap_or(side.drafts.len() - first);
            if same.is_none() {
                side.drafts.push(draft);
            }
            media.push((one.media_type.clone(), format, case));
        }
        if media.is_empty() {
            side.drafts.push(Draft::empty(status, response));
        }
        Reply {
            status,
            success: side.success,
            case: first,
            media,
        }
    }

    fn draft(
        &self,
        success: bool,
        status: Status,
        response: &ir::Response,
        media: &ir::Media,
    ) -> (Draft, &'static str) {
        let slot = |ty: &ir::Ty, word| {
            let value = self.item(ty, Binary::Text);
            let type_word = type_word(&value);
            let boxed = self
                .definition(ty)
                .is_some_and(|id| self.containment.large(id));
            (value, Reading::Decode, word, type_word, boxed)
        };
        let stream = |ty, reading, word| (ty, reading, word, String::new(), false);
        let items = |name, ty: &ir::Ty, reading| {
            let item = Box::new(self.item(ty, Binary::Text));
            stream(Type::Stream(name, item), reading, name)
        };
        let nothing = || stream(Type::Plain("()"), Reading::Nothing, "Empty");
        let (format, (ty, reading, word, type_word, boxed)) = match &media.payload {
            Payload::Json(ty) if !self.is_binary(ty) => ("Json", slot(ty, "Json")),
            Payload::Xml { ty, .. } => ("Xml", slot(ty, "Xml")),
            Payload::Form { ty, .. } => ("Form", slot(ty, "Form")),
            Payload::Text => (
                "Text",
                stream(Type::Plain("String"), Reading::Decode, "Text"),
            ),
            _ if !success => ("Stream", nothing()),
            Payload::Events(ty) if !self.is_binary(ty) => {
                ("Events", items("Events", ty, Reading::Events))
            }
            Payload::JsonLines(ty) if !self.is_binary(ty) => {
                ("JsonLines", items("Lines", ty, Reading::Lines))
            }
            Payload::Json(_)
            | Payload::Binary
            | Payload::Multipart { .. }
            | Payload::Events(_)
            | Payload::JsonLines(_) => (
                "Stream",
                stream(Type::Runtime("Download"), Reading::Download, "Stream"),
            ),
        };
        (
            Draft {
                status,
                docs: docs_of(status, response),
                ty,
                boxed,
                reading,
                word,
                type_word,
            },
            format,
        )
    }

    fn output(&mut self, operation: &str, drafts: Vec<Draft>, replies: &mut [Reply]) -> Outcome {
        let Some(first) = drafts.first() else {
            return Outcome::One(Type::Plain("()"), Reading::Nothing);
        };
        if drafts.iter().all(|draft| draft.is_like(first)) {
            for reply in replies.iter_mut().filter(|reply| reply.success) {
                reply.case = 0;
                reply.media.iter_mut().for_each(|media| media.2 = 0);
            }
            return Outcome::One(first.ty.clone(), first.reading);
        }
        let name = self.operations.beside(&[
            &format!("{operation}Output"),
            &format!("{operation}OutputCases"),
        ]);
        Outcome::Choice(name, cases(drafts))
    }

    fn failure(&mut self, operation: &str, drafts: Vec<Draft>) -> Outcome {
        if drafts.is_empty() {
            return Outcome::Never;
        }
        let name = self.operations.beside(&[
            &format!("{operation}Failure"),
            &format!("{operation}FailureCases"),
        ]);
        Outcome::Choice(name, cases(drafts))
    }
}

impl Side {
    fn new(success: bool) -> Self {
        Self {
            success,
            drafts: Vec::new(),
        }
    }
}

impl Draft {
    fn empty(status: Status, response: &ir::Response) -> Self {
        Self {
            status,
            docs: docs_of(status, response),
            ty: Type::Plain("()"),
            boxed: false,
            reading: Reading::Nothing,
            word: "Empty",
            type_word: String::new(),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        (&self.ty, self.reading) == (&other.ty, other.reading)
    }
}

/// The responses with the statuses they stand for and whether those are successes: the 2xx; without any, the default
/// for the 2xx; without that, the 3xx. The default is a failure for all the rest.
fn sort(responses: &[ir::Response]) -> Vec<(Status, &ir::Response, bool)> {
    let class = |status| match status {
        Status::Code(code) => code / 100,
        Status::Range(class) => class.into(),
        Status::Default => 0,
    };
    let has = |wanted| {
        responses
            .iter()
            .any(|response| class(response.status) == wanted)
    };
    let (success, default) = (has(2), has(0));
    let mut sorted = Vec::new();
    for response in responses {
        let class = class(response.status);
        if class == 0 && !success {
            sorted.push((Status::Range(2), response, true));
        }
        sorted.push((
            response.status,
            response,
            class == 2 || class == 3 && !success && !default,
        ));
    }
    sorted
}

fn cases(drafts: Vec<Draft>) -> Vec<Case> {
    let several = |status| drafts.iter().filter(|draft| draft.status == status).count() > 1;
    let one_status = drafts
        .iter()
        .all(|draft| Some(draft.status) == drafts.first().map(|first| first.status));
    let requests: Vec<Request> = drafts
        .iter()
        .map(|draft| {
            // `NotFound`, `Status499`, `ClientError`, `Other`.
            let status = plain(Spelling::Type, &draft.status.phrase());
            let first = match (several(draft.status), one_status) {
                (false, _) => status.clone(),
                (true, true) => draft.word.to_owned(),
                (true, false) => format!("{status}{}", draft.word),
            };
            let bids = vec![
                first.clone(),
                format!("{first}{}", draft.type_word),
                status + draft.word,
            ];
            Request {
                key: format!("{first}{}", draft.type_word),
                rank: rank::NAMED,
                bids,
                others: None,
            }
        })
        .collect();
    let names = Scope::new(Spelling::Type, []).settle(&requests);
    let case = |(draft, name): (Draft, Name)| {
        let ty = if draft.boxed {
            Type::Boxed(Box::new(draft.ty))
        } else {
            draft.ty
        };
        let content = (draft.reading != Reading::Nothing).then_some((ty, draft.reading));
        Case {
            name,
            docs: draft.docs,
            content,
        }
    };
    drafts
        .into_iter()
        .zip(names.into_iter().map(|settled| settled.name))
        .map(case)
        .collect()
}

fn docs_of(status: Status, response: &ir::Response) -> Doc {
    let status = match status {
        Status::Code(code) => code.to_string(),
        Status::Range(class) => format!("{class}XX"),
        Status::Default => "Every other status".to_owned(),
    };
    let description = response.docs.description.trim();
    let is_text = |first: char| first.is_alphanumeric() || "`[(\"'".contains(first);
    let page = Page::new();
    let page = if description.is_empty() {
        page.line(format!("{status}."))
    } else if description.starts_with(is_text) || description.starts_with("**") {
        page.markdown(&format!("{status}: {description}"))
    } else {
        // A list, a heading: something that stands on lines of its own.
        page.line(format!("{status}:")).markdown(description)
    };
    page.finish()
}
