//! How the runtime reaches into a value of any type without being generic over it.
//!
//! A type that can stand in a model says what it is ([`Ref`] to write it, [`Mut`] to fill it). The walkers for JSON and
//! XML match on these and exist once, in this crate; a type contributes accessors only. That is what keeps the compile
//! time of a large client near that of its bare structs.

use std::collections::BTreeMap;

use super::{kind::Model, union::UnionTable};
use crate::value::Value;

/// A type that can be decoded into and encoded from: a model, a scalar, or a container of them.
pub trait Slot: Send + Sync + 'static {
    /// The value before anything was read into it: empty text, zero, an empty list, an absent option.
    fn blank() -> Self
    where
        Self: Sized;

    /// What this value is, for writing.
    fn view(&self) -> Ref<'_>;

    /// What this value is, for filling with what it is to hold: a value, or nothing where that may be.
    ///
    /// It is one function, for in each type that may hold nothing it drops what was there.
    fn fill(&mut self, holds: Holds) -> Mut<'_>;

    /// The value, its type forgotten. That is a table of functions, which stands where this is compiled: with the type.
    #[doc(hidden)]
    #[inline(never)]
    fn erased(&self) -> &dyn Slot
    where
        Self: Sized,
    {
        self
    }

    /// A map of such values, the type forgotten likewise.
    #[doc(hidden)]
    fn map(map: &BTreeMap<String, Self>) -> &dyn Map
    where
        Self: Sized,
    {
        map
    }

    /// The same, to be filled.
    #[doc(hidden)]
    fn map_mut(map: &mut BTreeMap<String, Self>) -> &mut dyn Map
    where
        Self: Sized,
    {
        map
    }
}

/// A value to be written.
#[derive(Clone, Copy)]
pub enum Ref<'a> {
    /// Nothing at all. Where something must stand (a list item, a required nullable field) it is written as null.
    Absent,
    /// An explicit null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    Integer(i64),
    /// An integer that may exceed `i64`.
    Unsigned(u64),
    /// A single-precision number, written with its own shortest text.
    Float(f32),
    /// A double-precision number.
    Double(f64),
    /// A number kept as its text.
    Number(&'a str),
    /// Text, and everything that is written as text.
    Text(&'a str),
    /// Text that is written like any other, and kept out of messages.
    Secret(&'a str),
    /// A value of any shape.
    Value(&'a Value),
    /// One of a set of scalars of several JSON types.
    Literal(&'a dyn Literal),
    /// A model with named fields.
    Struct(&'a dyn Model),
    /// Items in order.
    List(&'a dyn List),
    /// Values by name.
    Map(&'a dyn Map),
    /// Bytes that JSON and XML carry as base64 and forms and multipart bodies carry as they are.
    Bytes(&'a [u8]),
    /// A file of a multipart body.
    Upload(&'a crate::upload::Upload),
}

/// A value to be filled.
pub enum Mut<'a> {
    /// A boolean.
    Bool(&'a mut bool),
    /// A 32-bit integer.
    I32(&'a mut i32),
    /// A 64-bit integer.
    I64(&'a mut i64),
    /// An unsigned 64-bit integer.
    U64(&'a mut u64),
    /// A single-precision number.
    F32(&'a mut f32),
    /// A double-precision number.
    F64(&'a mut f64),
    /// A number kept as its text.
    Number(&'a mut crate::value::Number),
    /// Text.
    String(&'a mut String),
    /// Text that is kept out of messages.
    Secret(&'a mut crate::secret::Secret),
    /// A type that keeps any text: open enums, formatted text, links.
    Text(&'a mut dyn Text),
    /// A closed set of scalars of several JSON types, which keeps what it does not know.
    Literal(&'a mut dyn Literal),
    /// A value of any shape.
    Value(&'a mut Value),
    /// A model with named fields.
    Struct(&'a mut dyn Model),
    /// One of several shapes.
    Union(&'a mut dyn Union),
    /// Items in order.
    List(&'a mut dyn List),
    /// Values by name.
    Map(&'a mut dyn Map),
    /// Base64 in JSON and XML.
    Bytes(&'a mut bytes::Bytes),
    /// A file; nothing can be decoded into it.
    Upload,
    /// Nothing: whatever stands there is passed over.
    Unit,
    /// Something that may be missing or null, and is so now, as it was asked to be; `false` where it is to be
    /// [`Holds::Null`] and the type cannot tell that from [`Holds::Nothing`].
    Nothing(bool),
}

/// One of several shapes, told apart as its [`UnionTable`] says.
pub trait Union {
    /// The branches and how they are told apart.
    fn table(&self) -> &'static UnionTable;
    /// Turns the value into the blank branch at `index` and gives its content, to be filled with what it is to hold.
    fn select(&mut self, index: usize, holds: Holds) -> Mut<'_>;
    /// Keeps a value that no branch matched.
    fn keep(&mut self, value: Value);
}

/// Text of a kind that keeps whatever was sent.
pub trait Text {
    /// Takes the text as it was sent.
    fn set(&mut self, text: &str);
    /// Whether the text is one that the document lists, or has the form that it asks for. Asked only where that tells
    /// the branches of a union apart.
    fn is_known(&self) -> bool {
        true
    }
}

/// A scalar of a kind that keeps whatever was sent.
pub trait Literal {
    /// The value as it is written.
    fn get(&self) -> Value;
    /// Takes the value as it was sent.
    fn set(&mut self, value: Value);
    /// Whether the document lists the value. Asked only where that tells the branches of a union apart.
    fn is_known(&self) -> bool {
        true
    }
}

/// Items in order.
#[expect(
    clippy::len_without_is_empty,
    reason = "it would be compiled for each type of item"
)]
pub trait List {
    /// How many items there are.
    fn len(&self) -> usize;
    /// The item at `index`.
    fn item(&self, index: usize) -> Ref<'_>;
    /// Appends a blank item and gives it, to be filled with what it is to hold.
    fn push(&mut self, holds: Holds) -> Mut<'_>;
    /// Removes all items.
    fn clear(&mut self);
}

/// Values by name.
pub trait Map {
    /// Calls `each` with every entry, in order.
    fn each<'a>(&'a self, each: &mut dyn FnMut(&'a str, Ref<'a>));
    /// Whether there is no entry.
    fn is_empty(&self) -> bool;
    /// Removes all entries.
    fn clear(&mut self);
    /// Inserts a blank value under `name`, in place of one that is there, and gives it, to be filled with what it is to
    /// hold.
    fn insert(&mut self, name: &str, holds: Holds) -> Mut<'_>;
    /// The map itself where its values are of any shape, for what has no place of its own; `None` for typed maps.
    fn any(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        None
    }
}

/// What is to stand in something that may be missing or null. All else holds a value, whatever is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A value: the one that is there, or a blank one.
    Value,
    /// Null.
    Null,
    /// Nothing: it is missing.
    Nothing,
}

impl Holds {
    /// What a place is to hold for something that was sent, and is null or not.
    #[inline]
    pub(crate) fn sent(is_null: bool) -> Self {
        if is_null { Self::Null } else { Self::Value }
    }
}
