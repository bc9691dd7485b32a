//! Which characters of a text may stand in a name: those that rustc takes without a warning, which are those that
//! Unicode Technical Standard #39 recommends for identifiers.

use unicode_normalization::UnicodeNormalization;
use unicode_security::{
    GeneralSecurityProfile, is_potential_mixed_script_confusable_char,
    mixed_script::AugmentedScriptSet,
};

/// A text as it is spelled in names, in the normal form of identifiers: two spellings of one text give one name.
pub struct Letters {
    text: String,
    /// The scripts that this text shows beyond doubt.
    scripts: Vec<AugmentedScriptSet>,
}

impl Letters {
    /// The letters of a text.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                text: text.to_owned(),
                scripts: Vec::new(),
            };
        }
        let text: String = text.nfc().collect();
        let mut scripts = vec![AugmentedScriptSet::for_char('a')];
        let plain = |c: &char| !c.is_ascii() && !is_potential_mixed_script_confusable_char(*c);
        scripts.extend(text.chars().filter(plain).map(AugmentedScriptSet::for_char));
        Self { text, scripts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether one of its characters can stand in an identifier. A letter that looks like one of another script can
    /// where the text has others of its script: `имя`, but no `а` alone.
    pub fn continues(&self, c: char) -> bool {
        if c.is_ascii() {
            return c.is_ascii_alphanumeric();
        }
        c.is_alphanumeric()
            && c.identifier_allowed()
            && (!is_potential_mixed_script_confusable_char(c)
                || self.scripts.contains(&AugmentedScriptSet::for_char(c)))
            && syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok()
    }
}
