//! The value that any `Serialize` tells of.

use std::collections::BTreeMap;

use ::serde::{
    Serialize, Serializer,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};

use super::SERDE_JSON_NUMBER;
use crate::{error::DecodeError, value::Value};

/// Builds a [`Value`] as `serde_json` would build its own.
pub(super) struct ToValue;

type Told<T = Value> = Result<T, DecodeError>;

/// An array being told of, and the variant of an enumeration that it belongs to.
pub(super) struct Items {
    items: Vec<Value>,
    variant: Option<&'static str>,
}

/// An object being told of.
pub(super) struct Members {
    members: BTreeMap<String, Value>,
    name: String,
    variant: Option<&'static str>,
}

fn tagged(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(name) => Value::from([(name, value)]),
        None => value,
    }
}

impl Items {
    fn new(length: usize, variant: Option<&'static str>) -> Self {
        // The length is only what the type says of itself.
        Self {
            items: Vec::with_capacity(length.min(4096)),
            variant,
        }
    }

    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Told<()> {
        self.items.push(value.serialize(ToValue)?);
        Ok(())
    }

    fn finish(self) -> Value {
        tagged(self.variant, Value::Array(self.items))
    }
}

impl Members {
    fn new(variant: Option<&'static str>) -> Self {
        Self {
            members: BTreeMap::new(),
            name: String::new(),
            variant,
        }
    }

    fn insert<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Told<()> {
        self.members
            .insert(name.to_owned(), value.serialize(ToValue)?);
        Ok(())
    }

    fn finish(mut self) -> Told {
        if let Some(Value::String(number)) = self.members.get(SERDE_JSON_NUMBER) {
            return number.parse().map(Value::Number);
        }
        let members = std::mem::take(&mut self.members);
        Ok(tagged(self.variant, Value::Object(members)))
    }
}

macro_rules! scalars {
    ($($serialize:ident: $type:ty),*) => {$(
        fn $serialize(self, value: $type) -> Told {
            Ok(value.into())
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = DecodeError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    scalars!(
        serialize_bool: bool, serialize_str: &str, serialize_f32: f32, serialize_f64: f64,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    );

    fn serialize_char(self, value: char) -> Told {
        Ok(Value::String(value.to_string()))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Told {
        bytes.serialize(self)
    }

    fn serialize_none(self) -> Told {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Told {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Told {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Told {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Told {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Told {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Told {
        Ok(tagged(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Told<Items> {
        Ok(Items::new(length.unwrap_or_default(), None))
    }

    fn serialize_tuple(self, length: usize) -> Told<Items> {
        Ok(Items::new(length, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Told<Items> {
        Ok(Items::new(length, None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Told<Items> {
        Ok(Items::new(length, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Told<Members> {
        Ok(Members::new(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Told<Members> {
        Ok(Members::new(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Told<Members> {
        Ok(Members::new(Some(variant)))
    }
}

macro_rules! items {
    ($($trait:ident: $push:ident),*) => {$(
        impl $trait for Items {
            type Ok = Value;
            type Error = DecodeError;

            fn $push<T: Serialize + ?Sized>(&mut self, value: &T) -> Told<()> {
                self.push(value)
            }

            fn end(self) -> Told {
                Ok(self.finish())
            }
        }
    )*};
}

items!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! members {
    ($($trait:ident),*) => {$(
        impl $trait for Members {
            type Ok = Value;
            type Error = DecodeError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Told<()> {
                self.insert(name, value)
            }

            fn end(self) -> Told {
                self.finish()
            }
        }
    )*};
}

members!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Members {
    type Ok = Value;
    type Error = DecodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Told<()> {
        self.name = match key.serialize(ToValue)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            _ => return Err(DecodeError::new("a map's key that is text", "another")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Told<()> {
        let name = std::mem::take(&mut self.name);
        self.insert(&name, value)
    }

    fn end(self) -> Told {
        self.finish()
    }
}
