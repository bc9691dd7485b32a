//! The Rust type of every use of a type.

use super::Planner;
use crate::{
    ir::{Integer, Number, Shape, StringFormat, Ty, TypeId},
    plan::{Argument, Type},
};

/// What binary text is where a use stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// Text: JSON and XML cannot carry bytes.
    Text,
    /// A file: a part of a multipart body.
    File,
}

impl<'a> Planner<'a> {
    /// The type without null, and whether null is allowed; aliases of nullable types are seen through.
    pub fn split_null<'t>(&self, ty: &'t Ty) -> (&'t Ty, bool)
    where
        'a: 't,
    {
        match ty {
            Ty::Nullable(inner) => (inner, !self.is_any(inner)),
            Ty::Named(_) => (ty, self.is_nullable(ty)),
            _ => (ty, false),
        }
    }

    /// The Rust type of a use in which null is not allowed, or was dealt with.
    pub fn value(&self, ty: &Ty, binary: Binary) -> Type {
        match ty {
            Ty::Any if binary == Binary::File && self.api.untyped_parts_are_binary => {
                Type::Runtime("Upload")
            }
            Ty::Any => Type::Runtime("Value"),
            Ty::Bool => Type::Plain("bool"),
            Ty::Integer(Integer::I32) => Type::Plain("i32"),
            Ty::Integer(Integer::I64) => Type::Plain("i64"),
            Ty::Integer(Integer::U64) => Type::Plain("u64"),
            Ty::Number(Number::F32) => Type::Plain("f32"),
            Ty::Number(Number::F64) => Type::Plain("f64"),
            Ty::Number(Number::Decimal) => Type::Runtime("Decimal"),
            Ty::String(format) => self.string(format, binary),
            Ty::Array(item) => Type::Vec(Box::new(self.item(item, binary))),
            // Parts of any name are more often text than files.
            Ty::Map(item) if self.is_any(item) => {
                Type::Map(Box::new(self.item(item, Binary::Text)))
            }
            Ty::Map(item) => Type::Map(Box::new(self.item(item, binary))),
            Ty::Nullable(inner) => self.value(inner, binary),
            Ty::Named(id) => match self.see_through(*id) {
                Some(target) => self.value(target, binary),
                None => Type::Model(self.types.of(*id).clone()),
            },
        }
    }

    /// The Rust type of an item of a list or map, null included.
    pub fn item(&self, ty: &Ty, binary: Binary) -> Type {
        let (inner, nullable) = self.split_null(ty);
        let value = self.value(inner, binary);
        if nullable {
            Type::Option(Box::new(value))
        } else {
            value
        }
    }

    /// The target of an alias that is written as a type; `None` if the alias is always seen through.
    pub fn alias(&self, target: &Ty) -> Option<Type> {
        (!self.holds_binary(target)).then(|| self.value(target, Binary::Text))
    }

    /// How an argument of this type is taken.
    pub fn argument(&self, ty: &Ty, rust: &Type) -> Argument {
        Argument::of(rust, self.converts(ty, rust.unboxed()))
    }

    /// The definition that aliases lead to; `None` where it is not a definition.
    pub fn definition(&self, ty: &Ty) -> Option<TypeId> {
        let (mut ty, mut left) = (ty, self.api.types.len());
        loop {
            match ty {
                Ty::Named(id) => match &self.api.types[*id].shape {
                    Shape::Alias(target) if left > 0 => (ty, left) = (target, left - 1),
                    _ => return Some(*id),
                },
                Ty::Nullable(inner) => ty = inner,
                _ => return None,
            }
        }
    }

    /// The type that aliases lead to, null included.
    pub fn target<'t>(&self, ty: &'t Ty) -> &'t Ty
    where
        'a: 't,
    {
        let (mut ty, mut left) = (ty, self.api.types.len());
        while let Ty::Named(id) = ty {
            match &self.api.types[*id].shape {
                Shape::Alias(target) if left > 0 => (ty, left) = (target, left - 1),
                _ => break,
            }
        }
        ty
    }

    /// The type with every alias replaced by what it stands for.
    pub fn expanded(&self, ty: &Ty) -> Ty {
        match self.target(ty) {
            Ty::Array(item) => Ty::Array(Box::new(self.expanded(item))),
            Ty::Map(item) => Ty::Map(Box::new(self.expanded(item))),
            Ty::Nullable(inner) => Ty::Nullable(Box::new(self.expanded(inner))),
            other => other.clone(),
        }
    }

    fn string(&self, format: &StringFormat, binary: Binary) -> Type {
        match format {
            StringFormat::Plain => Type::Plain("String"),
            StringFormat::DateTime => Type::Runtime("Timestamp"),
            StringFormat::DateTimeUtc => Type::Runtime("UtcTimestamp"),
            StringFormat::Date => Type::Runtime("Date"),
            StringFormat::Time => Type::Runtime("Time"),
            StringFormat::Duration => Type::Runtime("Duration"),
            StringFormat::Uuid => Type::Runtime("Uuid"),
            StringFormat::Url => Type::Runtime("Url"),
            StringFormat::Base64 => Type::Runtime("Base64"),
            StringFormat::Secret => Type::Runtime("Secret"),
            StringFormat::Binary if binary == Binary::File => Type::Runtime("Upload"),
            StringFormat::Binary => Type::Plain("String"),
            StringFormat::Link(id) => match self.operations.by_id(id) {
                Some(operation) if !self.types_only => Type::Link(operation.clone()),
                _ => Type::Runtime("Url"),
            },
            StringFormat::Presigned if self.types_only => Type::Runtime("Url"),
            StringFormat::Presigned => Type::Stream("Link", Box::new(Type::Runtime("Presigned"))),
        }
    }

    /// Whether other types convert into it, so that an argument is `impl Into<…>`.
    fn converts(&self, ty: &Ty, rust: &Type) -> bool {
        match rust {
            Type::Plain(name) => *name == "String",
            Type::Runtime(name) => *name != "Value",
            Type::Link(_) | Type::Stream("Link", _) => true,
            Type::Model(_) => match self.definition(ty) {
                Some(id) => match &self.api.types[id].shape {
                    Shape::Enumeration(shape) => {
                        shape.values.iter().all(|value| value.value.is_string())
                    }
                    Shape::Union(_) => true,
                    Shape::Struct(_) | Shape::Alias(_) => false,
                },
                None => match self.target(ty) {
                    Ty::String(_) | Ty::Number(Number::Decimal) => true,
                    Ty::Nullable(inner) => self.converts(inner, rust),
                    _ => false,
                },
            },
            _ => false,
        }
    }

    fn is_nullable(&self, ty: &Ty) -> bool {
        match self.target(ty) {
            Ty::Nullable(inner) => !self.is_any(inner),
            _ => false,
        }
    }

    fn is_any(&self, ty: &Ty) -> bool {
        let (mut ty, mut left) = (self.target(ty), self.api.types.len());
        while let (Ty::Nullable(inner), true) = (ty, left > 0) {
            (ty, left) = (self.target(inner), left - 1);
        }
        *ty == Ty::Any
    }

    /// The target of an alias that has no definition in Rust, because what it is depends on where it stands.
    fn see_through(&self, id: TypeId) -> Option<&'a Ty> {
        match &self.api.types[id].shape {
            Shape::Alias(target) if self.holds_binary(target) => Some(target),
            _ => None,
        }
    }

    fn holds_binary(&self, ty: &Ty) -> bool {
        let (mut ty, mut left) = (ty, self.api.types.len());
        loop {
            match self.target(ty) {
                Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) if left > 0 => {
                    (ty, left) = (inner, left - 1)
                }
                found => return *found == Ty::String(StringFormat::Binary),
            }
        }
    }
}
