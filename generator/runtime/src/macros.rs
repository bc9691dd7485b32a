//! What generated types have in common, one line a kind at the end of a file of models.
//!
//! Each expansion hands over to code that exists once in this crate, so that thousands of models stay cheap to compile.

/// Makes models of named fields ([`crate::model::Struct`] with [`crate::model::Blank`]) readable and writable, comparable
/// and showable.
#[macro_export]
macro_rules! structs {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Slot for $type {
            fn blank() -> Self {
                $crate::model::Blank::blank()
            }

            fn view(&self) -> $crate::model::Ref<'_> {
                $crate::model::Ref::Struct(self)
            }

            fn fill(&mut self) -> $crate::model::Mut<'_> {
                $crate::model::Mut::Struct(self)
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::debug(self, f)
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Makes open sets of strings ([`crate::model::StringEnum`]) readable, writable and convertible from and to text.
#[macro_export]
macro_rules! string_enums {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Text for $type {
            fn set(&mut self, text: &str) {
                *self = $crate::model::StringEnum::from_wire(text);
            }

            fn is_known(&self) -> bool {
                $crate::model::StringEnum::is_known(self)
            }
        }

        impl $crate::model::Slot for $type {
            fn blank() -> Self {
                $crate::model::StringEnum::from_wire("")
            }

            fn view(&self) -> $crate::model::Ref<'_> {
                $crate::model::Ref::Text($crate::model::StringEnum::as_str(self))
            }

            fn fill(&mut self) -> $crate::model::Mut<'_> {
                $crate::model::Mut::Text(self)
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::model::StringEnum::as_str(self).hash(state);
            }
        }

        impl $type {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                $crate::model::StringEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::model::StringEnum::as_str(self))
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok($crate::model::StringEnum::from_wire(text))
            }
        }

        impl ::std::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                $crate::model::StringEnum::from_wire(text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            fn from(text: ::std::string::String) -> Self {
                $crate::model::StringEnum::from_wire(&text)
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                $crate::model::StringEnum::as_str(self)
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Makes open sets of scalars ([`crate::model::ValueEnum`]) readable and writable.
#[macro_export]
macro_rules! value_enums {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Literal for $type {
            fn get(&self) -> $crate::Value {
                $crate::model::ValueEnum::to_value(self)
            }

            fn set(&mut self, value: $crate::Value) {
                *self = $crate::model::ValueEnum::from_value(value);
            }

            fn is_known(&self) -> bool {
                $crate::model::ValueEnum::is_known(self)
            }
        }

        impl $crate::model::Slot for $type {
            fn blank() -> Self {
                $crate::model::ValueEnum::from_value($crate::Value::Null)
            }

            fn view(&self) -> $crate::model::Ref<'_> {
                $crate::model::Ref::Literal(self)
            }

            fn fill(&mut self) -> $crate::model::Mut<'_> {
                $crate::model::Mut::Literal(self)
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::model::ValueEnum::to_value(self).hash(state);
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Makes unions ([`crate::model::Union`] with [`crate::model::UnionView`]) readable and writable.
///
/// Blank is the variant that keeps what no branch matched: `unions!(Pet)` takes it to be `Unknown`, and
/// `unions!(Pet: Other)` names another.
#[macro_export]
macro_rules! unions {
    ($($type:ident $(: $unknown:ident)?),* $(,)?) => {$(
        impl $crate::model::Slot for $type {
            fn blank() -> Self {
                $crate::unions!(@unknown $type $($unknown)?)($crate::Value::Null)
            }

            fn view(&self) -> $crate::model::Ref<'_> {
                $crate::model::UnionView::content(self).view()
            }

            fn fill(&mut self) -> $crate::model::Mut<'_> {
                $crate::model::Mut::Union(self)
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
    (@unknown $type:ident) => { $type::Unknown };
    (@unknown $type:ident $unknown:ident) => { $type::$unknown };
}

/// Makes operations ([`crate::Input`]) showable.
#[macro_export]
macro_rules! operations {
    ($($type:ident),* $(,)?) => {$(
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::operation::debug(self, ::std::stringify!($type), f)
            }
        }
    )*};
}

/// Gives models that require nothing a `Default`: every field blank.
#[macro_export]
macro_rules! defaults {
    ($($type:ident),* $(,)?) => {$(
        impl ::std::default::Default for $type {
            fn default() -> Self {
                $crate::model::Blank::blank()
            }
        }
    )*};
}

/// `PartialEq` by way of [`crate::model::Slot`]: two values are equal if they are written alike.
#[doc(hidden)]
#[macro_export]
macro_rules! equal_by_slot {
    ($($type:ident),* $(,)?) => {$(
        impl ::std::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::model::equal($crate::model::Slot::view(self), $crate::model::Slot::view(other))
            }
        }
    )*};
}

/// `Serialize` and `Deserialize` by way of [`crate::model::Slot`].
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_slot {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, to)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(from)
            }
        }
    )*};
}
