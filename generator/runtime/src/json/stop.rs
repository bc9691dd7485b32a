//! What each step of reading gives, or why there is no further one.

/// Why reading stops.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// The text is no JSON: what was expected where the scanner stands.
    Syntax(Expected),
    /// The value does not fit. Said only while the branches of a union are tried.
    Misfit,
    /// A field's member is there for the second time.
    Repeated,
}

/// What JSON has at a place. A byte rather than a text: results are moved at every step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expected {
    Value,
    Name,
    Colon,
    Item,
    Member,
    Digit,
    Escape,
    Character,
    Quote,
    End,
    LessDepth,
}

impl Expected {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Value => "a JSON value",
            Self::Name => "a member's name",
            Self::Colon => "`:`",
            Self::Item => "`,` or `]`",
            Self::Member => "`,` or `}`",
            Self::Digit => "a digit",
            Self::Escape => "an escape of JSON, surrogates in pairs",
            Self::Character => "a string without control characters",
            Self::Quote => "the end of a string",
            Self::End => "the end of the text",
            Self::LessDepth => "no deeper nesting",
        }
    }
}

/// What reading gives, or why it stops.
pub(super) type Step<T = ()> = Result<T, Stop>;
