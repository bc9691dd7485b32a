//! What generated code says of its types; whatever else they can do follows from it.
//!
//! Generic code is `#[inline]`, so that it is compiled where a client's own types are, and in no unit of its own.

use std::mem::discriminant;

use super::{
    impls::nothing,
    slot::{Holds, Literal, Map, Mut, Ref, Slot, Text, Union},
    table::Table,
    union::UnionTable,
};
use crate::value::Value;

/// A type that generated code describes: the macros of this crate state its kind, and the kind makes it a [`Slot`].
///
/// So a client has no code of its own for that, which would be compiled once a type.
pub trait Described: Send + Sync + Sized + 'static {
    /// Which of the traits of this module describes it: [`Fields`], [`Words`], [`Scalars`] or [`Branches`].
    type By: Kind<Self>;
}

/// How types of a kind are blank, seen and filled: [`Slot`], from outside of the type.
pub trait Kind<T> {
    /// What [`Slot::blank`] gives.
    fn blank() -> T;
    /// What [`Slot::view`] gives.
    fn view(it: &T) -> Ref<'_>;
    /// What [`Slot::fill`] gives.
    fn fill(it: &mut T) -> Mut<'_>;
}

impl<T: Described> Slot for T {
    #[inline]
    fn blank() -> Self {
        T::By::blank()
    }

    #[inline]
    fn view(&self) -> Ref<'_> {
        T::By::view(self)
    }

    #[inline]
    fn fill(&mut self, _: Holds) -> Mut<'_> {
        T::By::fill(self)
    }
}

/// A model with named fields, reached by their index in its [`Table`].
pub trait Model: Send + Sync + 'static {
    /// The fields as the document names them, in order.
    fn table(&self) -> &'static Table;

    /// Every field blank.
    fn blank() -> Self
    where
        Self: Sized;

    /// The field at `index`, an index into [`Table::fields`]; the one after the last is the map of the members that the
    /// document does not name.
    fn field(&self, index: usize) -> Ref<'_>;

    /// The field at `index`, to be filled with what it is to hold.
    fn field_mut(&mut self, index: usize, holds: Holds) -> Mut<'_>;
}

/// The kind of a [`Model`].
#[derive(Debug)]
pub enum Fields {}

impl<T: Model> Kind<T> for Fields {
    #[inline]
    fn blank() -> T {
        T::blank()
    }

    #[inline]
    fn view(it: &T) -> Ref<'_> {
        Ref::Struct(it)
    }

    #[inline]
    fn fill(it: &mut T) -> Mut<'_> {
        Mut::Struct(it)
    }
}

impl dyn Model + '_ {
    /// The members that the document does not name.
    pub fn rest(&self) -> &dyn Map {
        match self.field(self.table().fields().len()) {
            Ref::Map(map) => map,
            _ => &(),
        }
    }

    /// The members that the document does not name, to be filled.
    pub fn rest_mut(&mut self) -> &mut dyn Map {
        match self.field_mut(self.table().fields().len(), Holds::Value) {
            Mut::Map(map) => map,
            _ => nothing(),
        }
    }
}

/// The kind of an open set of strings: its [`AsRef`] gives the text on the wire, its [`From`] the value that a text stands
/// for, and any text has one.
#[derive(Debug)]
pub enum Words {}

impl<T: Text + AsRef<str> + for<'t> From<&'t str>> Kind<T> for Words {
    #[inline]
    fn blank() -> T {
        T::from("")
    }

    #[inline]
    fn view(it: &T) -> Ref<'_> {
        Ref::Text(it.as_ref())
    }

    #[inline]
    fn fill(it: &mut T) -> Mut<'_> {
        Mut::Text(it)
    }
}

impl<T: Described<By = Words> + for<'t> From<&'t str>> Text for T {
    #[inline]
    fn set(&mut self, text: &str) {
        *self = T::from(text);
    }

    #[inline]
    fn is_known(&self) -> bool {
        // No document lists a NUL, so its variant is the one for everything unknown.
        discriminant(self) != discriminant(&T::from("\0"))
    }
}

/// An open set of scalars that are not all strings.
pub trait ValueEnum: Send + Sync + Sized + 'static {
    /// The value on the wire.
    fn to_value(&self) -> Value;

    /// The variant that `value` stands for; any value has one.
    fn from_value(value: Value) -> Self;
}

/// The kind of a [`ValueEnum`].
#[derive(Debug)]
pub enum Scalars {}

impl<T: ValueEnum> Kind<T> for Scalars {
    #[inline]
    fn blank() -> T {
        T::from_value(Value::Null)
    }

    #[inline]
    fn view(it: &T) -> Ref<'_> {
        Ref::Literal(it)
    }

    #[inline]
    fn fill(it: &mut T) -> Mut<'_> {
        Mut::Literal(it)
    }
}

impl<T: ValueEnum> Literal for T {
    #[inline]
    fn get(&self) -> Value {
        self.to_value()
    }

    #[inline]
    fn set(&mut self, value: Value) {
        *self = T::from_value(value);
    }

    #[inline]
    fn is_known(&self) -> bool {
        // Values of an enumeration are scalars, so an array's variant is the one for everything unknown.
        discriminant(self) != discriminant(&T::from_value(Value::Array(Vec::new())))
    }
}

/// One of several shapes.
pub trait OneOf: Send + Sync + Sized + 'static {
    /// The branches and how they are told apart.
    const TABLE: &'static UnionTable;

    /// The branch at `index`, an index into [`UnionTable::branches`], blank.
    fn branch(index: usize) -> Self;

    /// The variant for a value that no branch matched.
    fn unknown(value: Value) -> Self;

    /// What the variant holds.
    fn content(&self) -> Ref<'_>;

    /// What the variant holds, to be filled with what it is to hold.
    fn content_mut(&mut self, holds: Holds) -> Mut<'_>;
}

/// The kind of a [`OneOf`].
#[derive(Debug)]
pub enum Branches {}

impl<T: OneOf> Kind<T> for Branches {
    #[inline]
    fn blank() -> T {
        T::unknown(Value::Null)
    }

    #[inline]
    fn view(it: &T) -> Ref<'_> {
        it.content()
    }

    #[inline]
    fn fill(it: &mut T) -> Mut<'_> {
        Mut::Union(it)
    }
}

impl<T: OneOf> Union for T {
    #[inline]
    fn table(&self) -> &'static UnionTable {
        T::TABLE
    }

    #[inline]
    fn select(&mut self, index: usize, holds: Holds) -> Mut<'_> {
        *self = T::branch(index);
        self.content_mut(holds)
    }

    #[inline]
    fn keep(&mut self, value: Value) {
        *self = T::unknown(value);
    }
}

/// The kind of a [`Box`] around a type that is described.
#[derive(Debug)]
pub enum Boxed {}

impl<T: Described> Described for Box<T> {
    type By = Boxed;
}

impl<T: Described> Kind<Box<T>> for Boxed {
    #[inline]
    fn blank() -> Box<T> {
        Box::new(T::By::blank())
    }

    #[inline]
    fn view(it: &Box<T>) -> Ref<'_> {
        T::By::view(it)
    }

    #[inline]
    fn fill(it: &mut Box<T>) -> Mut<'_> {
        T::By::fill(it)
    }
}
