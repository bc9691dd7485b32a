//! XML, read and written.

#![allow(clippy::unwrap_used, clippy::panic)]

mod concur;
mod hostile;
mod notes;
mod shapes;
mod unions;

use runtime::{
    DecodeError,
    model::{Slot, Xml},
    xml,
};

/// A model with its table, as generated code has it.
macro_rules! model {
    ($name:ident, $xml:expr, { $($field:ident: $type:ty = $table:expr),* $(,)? }) => {
        #[derive(Clone)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
            pub(crate) extra: runtime::Extra,
        }

        impl runtime::model::Model for $name {
            fn table(&self) -> &'static runtime::model::Table {
                const TABLE: &runtime::model::Table =
                    &runtime::model::Table(stringify!($name), &runtime::model::OBJECT.xml($xml), &[$($table),*]);
                TABLE
            }

            fn blank() -> Self {
                use runtime::model::Slot;
                Self { $($field: Slot::blank(),)* extra: Slot::blank() }
            }

            fn field(&self, index: usize) -> runtime::model::Ref<'_> {
                let fields: &[&dyn runtime::model::Slot] = &[$(&self.$field,)* &self.extra];
                fields[index].view()
            }

            fn field_mut(&mut self, index: usize, holds: runtime::model::Holds) -> runtime::model::Mut<'_> {
                let fields: Vec<&mut dyn runtime::model::Slot> = vec![$(&mut self.$field,)* &mut self.extra];
                fields.into_iter().nth(index).unwrap().fill(holds)
            }
        }

        runtime::structs!($name);
    };
}
pub(crate) use model;

pub(crate) fn read<T: Slot>(text: &str) -> Result<T, DecodeError> {
    xml::from_slice(text.as_bytes())
}

/// Writes without the declaration.
pub(crate) fn write(slot: &dyn Slot) -> String {
    let text = String::from_utf8(xml::to_vec(slot, Xml::NONE).unwrap()).unwrap();
    let declaration = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    text.strip_prefix(declaration).unwrap().to_owned()
}

/// Reads, writes, reads again: the second reading must be equal. Gives what was written.
pub(crate) fn round_trip<T: Slot + PartialEq + std::fmt::Debug>(text: &str) -> (T, String) {
    let model: T = read(text).unwrap();
    let written = write(&model);
    assert_eq!(read::<T>(&written).unwrap(), model, "{written}");
    (model, written)
}
