//! Values of any shape.

use std::collections::BTreeMap;

use super::{read::Reader, scan::Container, stop::Step};
use crate::value::{Number, Value};

impl Reader<'_> {
    /// Passes the value that comes next, and gives it.
    pub(super) fn value(&mut self) -> Step<Value> {
        if let Some(text) = self.scan.text()? {
            return Ok(Value::String(text.into_owned()));
        }
        if let Some(number) = self.scan.number()? {
            return Ok(Value::Number(Number::trusted(number)));
        }
        if let Some(value) = self.scan.boolean()? {
            return Ok(Value::Bool(value));
        }
        if self.scan.is(Container::Array) {
            let mut items = Vec::new();
            let mut more = self.scan.begin(Container::Array)?;
            while more {
                items.push(self.value()?);
                more = self.scan.next(Container::Array)?;
            }
            return Ok(Value::Array(items));
        }
        if self.scan.is(Container::Object) {
            let mut members = BTreeMap::new();
            let mut more = self.scan.begin(Container::Object)?;
            while more {
                let name = self.scan.name()?.into_owned();
                members.insert(name, self.value()?);
                more = self.scan.next(Container::Object)?;
            }
            return Ok(Value::Object(members));
        }
        self.scan.null().map(|()| Value::Null)
    }
}
