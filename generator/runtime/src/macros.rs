//! What generated types have in common, one line a kind at the end of a file of models.
//!
//! Each expansion hands over to code that exists once in this crate, so that thousands of models stay cheap to compile; its
//! functions are `#[inline]`, and so are compiled where they are used, and else not at all.

/// Makes models of named fields ([`crate::model::Model`]) readable and writable, comparable and showable.
#[macro_export]
macro_rules! structs {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Described for $type {
            type By = $crate::model::Fields;
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::debug(self, f)
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Makes open sets of strings ([`crate::model::Words`]) readable, writable, comparable and showable.
#[macro_export]
macro_rules! string_enums {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Described for $type {
            type By = $crate::model::Words;
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $type {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                self.as_ref()
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Makes open sets of scalars ([`crate::model::ValueEnum`]) readable, writable, comparable and showable.
#[macro_export]
macro_rules! value_enums {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Described for $type {
            type By = $crate::model::Scalars;
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self as &dyn $crate::model::Slot, f)
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

/// Makes unions ([`crate::model::OneOf`]) readable and writable.
#[macro_export]
macro_rules! unions {
    ($($type:ident),* $(,)?) => {$(
        impl $crate::model::Described for $type {
            type By = $crate::model::Branches;
        }

        $crate::equal_by_slot!($type);
        $crate::serde_by_slot!($type);
    )*};
}

/// Gives models that require nothing a `Default`: every field blank.
#[macro_export]
macro_rules! defaults {
    ($($type:ident),* $(,)?) => {$(
        impl ::std::default::Default for $type {
            fn default() -> Self {
                $crate::model::Model::blank()
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
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::equal(self, other)
            }
        }
    )*};
}

/// `Serialize` and `Deserialize` by way of [`crate::model::Slot`], with the feature `serde`.
#[cfg(feature = "serde")]
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

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_slot {
    ($($type:ident),* $(,)?) => {};
}
