//! [`Slot`] for scalars and containers.
//!
//! Generic code is `#[inline]`, so that it is compiled where a client's own types are, and in no unit of its own.

use std::{any::Any, collections::BTreeMap, mem::forget};

use bytes::Bytes;

use super::slot::{Holds, List, Map, Mut, Ref, Slot};
use crate::{
    nullable::Nullable,
    upload::Upload,
    value::{Extra, Number, Value},
};

macro_rules! slots {
    ($($type:ty: $blank:expr, |$view:ident| $ref:expr, |$fill:ident| $mut:expr $(, $maps:ident)?;)*) => {$(
        impl Slot for $type {
            fn blank() -> Self {
                $blank
            }

            fn view(&self) -> Ref<'_> {
                let $view = self;
                $ref
            }

            fn fill(&mut self, _: Holds) -> Mut<'_> {
                let $fill = self;
                $mut
            }

            $(slots! { @$maps })?
        }
    )*};
    // Many clients have such maps: what walks and fills them is compiled here.
    (@maps) => {
        #[inline(never)]
        fn map(map: &BTreeMap<String, Self>) -> &dyn Map {
            map
        }

        #[inline(never)]
        fn map_mut(map: &mut BTreeMap<String, Self>) -> &mut dyn Map {
            map
        }
    };
}

slots! {
    bool: false, |it| Ref::Bool(*it), |it| Mut::Bool(it);
    i32: 0, |it| Ref::Integer((*it).into()), |it| Mut::I32(it);
    i64: 0, |it| Ref::Integer(*it), |it| Mut::I64(it);
    u64: 0, |it| Ref::Unsigned(*it), |it| Mut::U64(it);
    f32: 0.0, |it| Ref::Float(*it), |it| Mut::F32(it);
    f64: 0.0, |it| Ref::Double(*it), |it| Mut::F64(it);
    Number: Number::default(), |it| Ref::Number(it.as_str()), |it| Mut::Number(it);
    String: String::new(), |it| Ref::Text(it), |it| Mut::String(it), maps;
    Extra: Extra::new(), |it| Ref::Map(it), |it| Mut::Map(it);
    Value: Value::Null, |it| Ref::Value(it), |it| Mut::Value(it), maps;
    Bytes: Bytes::new(), |it| Ref::Bytes(it), |it| Mut::Bytes(it);
    Upload: Upload::default(), |it| Ref::Upload(it), |_it| Mut::Upload;
    (): (), |_it| Ref::Absent, |_it| Mut::Unit;
}

impl<T: Slot> Slot for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }

    #[inline]
    fn view(&self) -> Ref<'_> {
        // Nothing generic is called here: there are as many of these as there are types of fields.
        match self {
            Some(value) => value.view(),
            None => Ref::Absent,
        }
    }

    #[inline]
    fn fill(&mut self, holds: Holds) -> Mut<'_> {
        match (holds, self.is_some()) {
            // Nothing is there to be dropped, and there is no code for it.
            (Holds::Value, false) => forget(self.replace(T::blank())),
            (Holds::Null | Holds::Nothing, true) => *self = None,
            _ => {}
        }
        match self {
            Some(value) => value.fill(holds),
            None => Mut::Nothing(holds == Holds::Nothing),
        }
    }
}

impl<T: Slot> Slot for Nullable<T> {
    #[inline]
    fn blank() -> Self {
        Self::Absent
    }

    #[inline]
    fn view(&self) -> Ref<'_> {
        match self {
            Self::Absent => Ref::Absent,
            Self::Null => Ref::Null,
            Self::Value(value) => value.view(),
        }
    }

    #[inline]
    fn fill(&mut self, holds: Holds) -> Mut<'_> {
        if !matches!(self, Self::Value(_)) || holds != Holds::Value {
            *self = match holds {
                Holds::Value => Self::Value(T::blank()),
                Holds::Null => Self::Null,
                Holds::Nothing => Self::Absent,
            };
        }
        match self {
            Self::Value(value) => value.fill(holds),
            Self::Absent | Self::Null => Mut::Nothing(true),
        }
    }
}

impl<T: Slot> Slot for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn view(&self) -> Ref<'_> {
        Ref::List(self)
    }

    #[inline]
    fn fill(&mut self, _: Holds) -> Mut<'_> {
        Mut::List(self)
    }
}

impl<T: Slot> List for Vec<T> {
    #[inline]
    fn len(&self) -> usize {
        self.len()
    }

    #[inline]
    fn item(&self, index: usize) -> Ref<'_> {
        match self.get(index) {
            Some(item) => item.view(),
            None => Ref::Absent,
        }
    }

    #[inline]
    fn push(&mut self, holds: Holds) -> Mut<'_> {
        let index = self.len();
        self.push(T::blank());
        self[index].fill(holds)
    }

    #[inline]
    fn clear(&mut self) {
        // By what drops the whole, which there is anyway; to drop the items alone is more code.
        *self = Self::new();
    }
}

impl<T: Slot> Slot for BTreeMap<String, T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn view(&self) -> Ref<'_> {
        Ref::Map(T::map(self))
    }

    #[inline]
    fn fill(&mut self, _: Holds) -> Mut<'_> {
        Mut::Map(T::map_mut(self))
    }
}

impl<T: Slot> Map for BTreeMap<String, T> {
    #[inline]
    fn each<'a>(&'a self, each: &mut dyn FnMut(&'a str, Ref<'a>)) {
        self.iter()
            .for_each(|(name, value)| each(name, value.view()));
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    #[inline]
    fn clear(&mut self) {
        *self = Self::new();
    }

    #[inline]
    fn insert(&mut self, name: &str, holds: Holds) -> Mut<'_> {
        use std::collections::btree_map::Entry;

        let value = match self.entry(name.to_owned()) {
            Entry::Vacant(entry) => entry.insert(T::blank()),
            Entry::Occupied(entry) => {
                let value = entry.into_mut();
                *value = T::blank();
                value
            }
        };
        value.fill(holds)
    }

    #[inline]
    fn any(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        (self as &mut dyn Any).downcast_mut()
    }
}

// What the map does already, but by functions that are generic over nothing, and so compiled here alone.
impl Map for Extra {
    fn each<'a>(&'a self, each: &mut dyn FnMut(&'a str, Ref<'a>)) {
        Map::each(&**self, each);
    }

    fn is_empty(&self) -> bool {
        (**self).is_empty()
    }

    fn clear(&mut self) {
        Map::clear(&mut **self);
    }

    fn insert(&mut self, name: &str, holds: Holds) -> Mut<'_> {
        Map::insert(&mut **self, name, holds)
    }

    fn any(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        Some(self)
    }
}

/// A place for what nobody keeps. It has no size, so nothing is allocated and nothing leaks.
pub(super) fn nothing() -> &'static mut () {
    Box::leak(Box::new(()))
}

/// A map that keeps nothing.
impl Map for () {
    fn each<'a>(&'a self, _: &mut dyn FnMut(&'a str, Ref<'a>)) {}

    fn is_empty(&self) -> bool {
        true
    }

    fn clear(&mut self) {}

    fn insert(&mut self, _: &str, _: Holds) -> Mut<'_> {
        Mut::Unit
    }
}
