//! Request bodies.

use super::{Planner, inputs::parts, unions::type_word, uses::Binary};
use crate::{
    ir::{self, Payload, Ty},
    plan::{
        Argument, Body, BodyChoice, BodyContent, BodyForm, Name, Type,
        docs::Page,
        names::{Case, Request, Scope, bids, rank},
    },
};

/// One form a body can have.
struct Form {
    ty: Type,
    argument: Argument,
    form: BodyForm,
    word: &'static str,
    type_word: String,
}

impl Planner<'_> {
    pub fn body(
        &mut self,
        operation: &Name,
        body: &ir::RequestBody,
        (name, setter): (Name, Name),
    ) -> Body {
        let forms = self.forms(body);
        let (ty, argument, content) = match <[Form; 1]>::try_from(forms) {
            Ok([form]) => (form.ty, form.argument, BodyContent::One(form.form)),
            Err(forms) => self.choice(operation, forms),
        };
        Body {
            name,
            setter,
            docs: Page::of(&body.docs).or("The request's body.").finish(),
            required: body.required,
            ty,
            argument,
            content,
        }
    }

    fn choice(&mut self, operation: &Name, forms: Vec<Form>) -> (Type, Argument, BodyContent) {
        let bare = operation.bare();
        let name = self
            .operations
            .beside(&[&format!("{bare}Body"), &format!("{bare}RequestBody")]);
        let requests: Vec<Request> = forms.iter().map(request).collect();
        let names = Scope::new(Case::Type, []).settle(&requests);
        let mut choices: Vec<BodyChoice> = Vec::new();
        for (form, settled) in forms.into_iter().zip(names) {
            let from = choices.iter().all(|other| other.ty != form.ty);
            choices.push(BodyChoice {
                name: settled.name,
                ty: form.ty,
                form: form.form,
                from,
            });
        }
        (
            Type::Operation(name.clone()),
            Argument::Into,
            BodyContent::Choice {
                name,
                same: None,
                forms: choices,
            },
        )
    }

    /// The forms of a body, without those that differ in nothing but the media type's name.
    fn forms(&self, body: &ir::RequestBody) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        for media in &body.media {
            let form = self.form(media, body.required);
            if !forms.iter().any(|other| {
                other.word == form.word && other.ty == form.ty && form.word != "Upload"
            }) {
                forms.push(form);
            }
        }
        forms
    }

    fn form(&self, media: &ir::Media, required: bool) -> Form {
        let media_type = &media.media_type;
        match &media.payload {
            Payload::Json(ty) if !self.is_binary(ty) => {
                let form = BodyForm::Json(concrete(media_type, "application/json"));
                self.slot_form(ty, required, Binary::Text, form, "Json")
            }
            Payload::Xml { root, ty } => {
                let form = BodyForm::Xml(
                    concrete(media_type, "application/xml"),
                    root.clone().unwrap_or_default(),
                );
                self.slot_form(ty, required, Binary::Text, form, "Xml")
            }
            Payload::Form {
                ty,
                parts: encodings,
            } => {
                let form = BodyForm::Form(media_type.clone(), parts(encodings));
                self.slot_form(ty, required, Binary::Text, form, "Form")
            }
            Payload::Multipart {
                ty,
                parts: encodings,
            } => {
                let form = BodyForm::Multipart(
                    concrete(media_type, "multipart/form-data"),
                    parts(encodings),
                );
                self.slot_form(ty, required, Binary::File, form, "Multipart")
            }
            Payload::Text => Form {
                ty: Type::Plain("String"),
                argument: Argument::Into,
                form: BodyForm::Text(concrete(media_type, "text/plain")),
                word: "Text",
                type_word: String::new(),
            },
            Payload::Events(ty) | Payload::JsonLines(ty) if !self.is_binary(ty) => {
                let item = self.item(ty, Binary::Text);
                Form {
                    type_word: type_word(&item),
                    ty: Type::Stream("Items", Box::new(item)),
                    argument: Argument::Into,
                    form: BodyForm::Items(media_type.clone()),
                    word: match media.payload {
                        Payload::Events(_) => "Events",
                        _ => "Lines",
                    },
                }
            }
            Payload::Json(_) | Payload::Binary | Payload::Events(_) | Payload::JsonLines(_) => {
                Form {
                    ty: Type::Runtime("Upload"),
                    argument: Argument::Into,
                    form: BodyForm::Upload(media_type.clone()),
                    word: "Upload",
                    type_word: media_type.clone(),
                }
            }
        }
    }

    fn slot_form(
        &self,
        ty: &Ty,
        required: bool,
        binary: Binary,
        form: BodyForm,
        word: &'static str,
    ) -> Form {
        let (inner, nullable) = self.split_null(ty);
        let value = self.value(inner, binary);
        let type_word = type_word(&value);
        let argument = self.argument(inner, &value);
        if nullable && required {
            return Form {
                ty: Type::Option(Box::new(value)),
                argument: Argument::Plain,
                form,
                word,
                type_word,
            };
        }
        Form {
            ty: value,
            argument,
            form,
            word,
            type_word,
        }
    }
}

fn request(form: &Form) -> Request {
    let mut names = vec![
        form.word.to_owned(),
        format!("{}{}", form.word, form.type_word),
    ];
    if let BodyForm::Upload(media_type) = &form.form {
        names = bids(Case::Type, media_type);
    }
    Request {
        key: names.join("\u{1}"),
        rank: rank::NAMED,
        bids: names,
        others: None,
    }
}

/// A media type that can be sent: a range is the type that is meant by it.
fn concrete(media_type: &str, meant: &str) -> String {
    if media_type.contains('*') {
        meant.to_owned()
    } else {
        media_type.to_owned()
    }
}
