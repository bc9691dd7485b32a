//! Any deserialiser to a model, by way of JSON.

use std::fmt::{self, Display, Write};

use ::serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};

use crate::{
    json::{self, LARGEST_DEPTH},
    model::Slot,
    value::Number,
};

/// The only member of what `serde_json` with its feature `arbitrary_precision` tells in place of a number.
pub(crate) const SERDE_JSON_NUMBER: &str = "$serde_json::private::Number";

/// Reads a model from a deserialiser whose format describes itself.
///
/// # Errors
/// Those of the deserialiser, or where the model does not fit.
pub fn deserialize<'de, T: Slot, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let mut text = String::new();
    Feed {
        to: &mut text,
        depth: 0,
    }
    .deserialize(from)?;
    let mut model = T::blank();
    json::read_into(&mut model, &text, json::How::UNPLACED).map_err(D::Error::custom)?;
    Ok(model)
}

/// Writes what a deserialiser tells as JSON.
struct Feed<'b> {
    to: &'b mut String,
    depth: usize,
}

impl Feed<'_> {
    /// Writes a word of JSON; to a string, that cannot fail.
    fn word(&mut self, word: impl Display) {
        let _ = write!(self.to, "{word}");
    }

    fn deeper<E: Error>(&mut self) -> Result<Feed<'_>, E> {
        if self.depth == LARGEST_DEPTH {
            let problem = format_args!("nested deeper than {LARGEST_DEPTH} levels");
            return Err(E::custom(problem));
        }
        Ok(Feed {
            to: self.to,
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Feed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

macro_rules! numbers {
    ($($visit:ident: $type:ty),*) => {$(
        fn $visit<E: Error>(mut self, value: $type) -> Result<(), E> {
            self.word(value);
            Ok(())
        }
    )*};
}

impl<'de> Visitor<'de> for Feed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    numbers!(visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128);

    fn visit_bool<E: Error>(mut self, value: bool) -> Result<(), E> {
        self.word(value);
        Ok(())
    }

    fn visit_f64<E: Error>(mut self, value: f64) -> Result<(), E> {
        match Number::from_f64(value) {
            Some(number) => self.word(number),
            None => self.word("null"),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        json::write_text(self.to, text);
        Ok(())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        json::write_text(self.to, &crate::text::encode(bytes));
        Ok(())
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.word("null");
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        self.deserialize(from)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(mut self, from: D) -> Result<(), D::Error> {
        self.deeper()?.deserialize(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.to.push('[');
        while items.next_element_seed(self.deeper()?)?.is_some() {
            self.to.push(',');
        }
        if self.to.ends_with(',') {
            self.to.pop();
        }
        self.to.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut next = members.next_key::<String>()?;
        if next.as_deref() == Some(SERDE_JSON_NUMBER) {
            let number: Number = members
                .next_value::<String>()?
                .parse()
                .map_err(A::Error::custom)?;
            self.word(number);
            return Ok(());
        }
        let mut separator = '{';
        while let Some(name) = next {
            self.to.push(separator);
            separator = ',';
            json::write_text(self.to, &name);
            self.to.push(':');
            members.next_value_seed(self.deeper()?)?;
            next = members.next_key()?;
        }
        self.to.push_str(if separator == '{' { "{}" } else { "}" });
        Ok(())
    }
}
