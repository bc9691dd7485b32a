//! Any deserialiser to a model, by way of the JSON tree.

use std::fmt;

use ::serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};

use crate::{
    json::{self, Builder, Kind, LARGEST_DEPTH},
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
    let mut builder = Builder::default();
    Feed {
        to: &mut builder,
        depth: 0,
    }
    .deserialize(from)?;
    let mut model = T::blank();
    let tree = builder.finish().map_err(D::Error::custom)?;
    json::read_tree(&tree, &mut model).map_err(D::Error::custom)?;
    Ok(model)
}

/// Adds what a deserialiser tells to a tree.
struct Feed<'b> {
    to: &'b mut Builder,
    depth: usize,
}

impl Feed<'_> {
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
        fn $visit<E: Error>(self, value: $type) -> Result<(), E> {
            self.to.number(value);
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

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.to.boolean(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        match Number::from_f64(value) {
            Some(number) => self.to.number(number),
            None => self.to.null(),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.to.string(text);
        Ok(())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.to.string(&crate::text::encode(bytes));
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.to.null();
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
        let begun = self.to.begin(Kind::Array);
        let mut children = 0;
        while items.next_element_seed(self.deeper()?)?.is_some() {
            children += 1;
        }
        self.to.end(begun, children);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut next = members.next_key::<String>()?;
        if next.as_deref() == Some(SERDE_JSON_NUMBER) {
            let number: Number = members
                .next_value::<String>()?
                .parse()
                .map_err(A::Error::custom)?;
            self.to.number(number);
            return Ok(());
        }
        let begun = self.to.begin(Kind::Object);
        let mut children = 0;
        while let Some(name) = next {
            self.to.string(&name);
            members.next_value_seed(self.deeper()?)?;
            children += 2;
            next = members.next_key()?;
        }
        self.to.end(begun, children);
        Ok(())
    }
}
