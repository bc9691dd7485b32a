//! Models in the form that the generator writes.

use std::collections::BTreeMap;

use runtime::{
    Base64, Decimal, Extra, Nullable, Secret, Timestamp, Value,
    model::{
        Branch, Field, Holds, Kinds, Model, Mut, NULLABLE, OBJECT, OPTIONAL, OneOf, REQUIRED, Ref,
        Slot, Table, UnionTable, ValueEnum,
    },
};

/// A struct with its table: what the generator spells out.
macro_rules! model {
    ($type:ident, $rest:ty, { $($presence:ident $name:literal $field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Clone)]
        pub struct $type {
            $(pub $field: $kind,)*
            pub extra: $rest,
        }

        impl Model for $type {
            fn table(&self) -> &'static Table {
                const TABLE: &Table = &Table(stringify!($type), OBJECT, &[$(Field($name, $presence)),*]);
                TABLE
            }

            fn blank() -> Self {
                Self { $($field: Slot::blank(),)* extra: Slot::blank() }
            }

            fn field(&self, index: usize) -> Ref<'_> {
                let fields: &[&dyn Slot] = &[$(&self.$field,)* &self.extra];
                fields[index].view()
            }

            fn field_mut(&mut self, index: usize, holds: Holds) -> Mut<'_> {
                let fields: Vec<&mut dyn Slot> = vec![$(&mut self.$field,)* &mut self.extra];
                let field = fields.into_iter().nth(index);
                field.expect("an index into the table, or the one after").fill(holds)
            }
        }

        runtime::structs!($type);
    };
}

model!(Job, Extra, {
    REQUIRED "id" id: String,
    NULLABLE "message" message: Option<String>,
    OPTIONAL "status" status: Option<Status>,
    OPTIONAL "completed" completed: Nullable<Timestamp>,
    OPTIONAL "tags" tags: Option<Vec<String>>,
    OPTIONAL "attempts" attempts: Option<i32>,
    OPTIONAL "size" size: Option<i64>,
    OPTIONAL "total" total: Option<u64>,
    OPTIONAL "ratio" ratio: Option<f64>,
    OPTIONAL "price" price: Option<Decimal>,
    OPTIONAL "password" password: Option<Secret>,
    OPTIONAL "payload" payload: Option<Base64>,
    OPTIONAL "level" level: Option<Level>,
    OPTIONAL "any" any: Option<Value>,
    OPTIONAL "children" children: Option<Vec<Job>>,
    OPTIONAL "parent" parent: Option<Box<Job>>,
    OPTIONAL "by-name" by_name: Option<BTreeMap<String, Job>>,
    OPTIONAL "holes" holes: Option<Vec<Option<i64>>>,
});

model!(Counters, BTreeMap<String, i64>, { OPTIONAL "unit" unit: Option<String> });

runtime::defaults!(Counters);

#[derive(Clone)]
pub enum Status {
    Pending,
    Done,
    Unknown(String),
}

impl AsRef<str> for Status {
    fn as_ref(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for Status {
    fn from(text: &str) -> Self {
        match text {
            "pending" => Self::Pending,
            "done" => Self::Done,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

#[derive(Clone)]
pub enum Level {
    N1,
    Auto,
    Unknown(Value),
}

impl ValueEnum for Level {
    fn to_value(&self) -> Value {
        match self {
            Self::N1 => Value::from(1),
            Self::Auto => Value::from("auto"),
            Self::Unknown(value) => value.clone(),
        }
    }

    fn from_value(value: Value) -> Self {
        match (value.as_i64(), value.as_str()) {
            (Some(1), _) => Self::N1,
            (_, Some("auto")) => Self::Auto,
            _ => Self::Unknown(value),
        }
    }
}

runtime::string_enums!(Status);
runtime::value_enums!(Level);

/// A union with its table: what the generator spells out.
macro_rules! union {
    ($type:ident, $tag:literal, { $($branch:expr => $variant:ident($kind:ty)),* $(,)? }) => {
        #[derive(Clone, Debug)]
        pub enum $type {
            $($variant($kind),)*
            Other(Value),
        }

        impl OneOf for $type {
            const TABLE: &'static UnionTable =
                &UnionTable { name: stringify!($type), tag: $tag, branches: &[$($branch),*] };

            fn branch(index: usize) -> Self {
                let blanks: Vec<fn() -> Self> = vec![$(|| Self::$variant(Slot::blank())),*];
                blanks[index]()
            }

            fn unknown(value: Value) -> Self {
                Self::Other(value)
            }

            fn content(&self) -> Ref<'_> {
                match self {
                    $(Self::$variant(it) => it.view(),)*
                    Self::Other(it) => it.view(),
                }
            }

            fn content_mut(&mut self, holds: Holds) -> Mut<'_> {
                match self {
                    $(Self::$variant(it) => it.fill(holds),)*
                    Self::Other(it) => it.fill(holds),
                }
            }
        }

        runtime::unions!($type);
    };
}

model!(Cat, Extra, { REQUIRED "petType" pet_type: String, OPTIONAL "lives" lives: Option<i32> });
model!(Dog, Extra, { REQUIRED "petType" pet_type: String, REQUIRED "bark" bark: String });

union!(Pet, "petType", {
    Branch::new("Cat", Kinds::OBJECT).tags(&["cat", "kitten"]) => Cat(Cat),
    Branch::new("Dog", Kinds::OBJECT).tags(&["dog"]).required(&["bark"]) => Dog(Box<Dog>),
});

model!(Noted, Extra, { REQUIRED "type" kind: String, NULLABLE "note" note: Option<String> });
model!(Untold, Extra, { REQUIRED "id" id: i64 });

union!(Entry, "type", {
    Branch::new("Noted", Kinds::OBJECT).tags(&["noted"]).required(&["type", "note"]) => Noted(Noted),
    Branch::new("Untold", Kinds::OBJECT).tags(&["untold"]).required(&["id"]) => Untold(Untold),
    Branch::new("Odd", Kinds::OBJECT).tags(&["odd"]).constants(&[("type", &["even"])]) => Odd(Noted),
    Branch::new("One", Kinds::OBJECT).tags(&["both"]).required(&["id"]) => One(Untold),
    Branch::new("Other", Kinds::OBJECT).tags(&["both"]) => Two(Noted),
});

union!(Scalar, "", {
    Branch::new("Integer", Kinds::INTEGER) => Integer(i64),
    Branch::new("Number", Kinds::NUMBER) => Number(f64),
    Branch::new("Flag", Kinds::BOOL) => Flag(bool),
    Branch::new("Status", Kinds::STRING) => Status(Status),
    Branch::new("At", Kinds::STRING) => At(Timestamp),
    Branch::new("Text", Kinds::STRING) => Text(String),
    Branch::new("Texts", Kinds::ARRAY) => Texts(Vec<String>),
    Branch::new("Integers", Kinds::ARRAY) => Integers(Vec<i64>),
});

model!(Circle, Extra, { REQUIRED "kind" kind: String, REQUIRED "radius" radius: f64 });
model!(Square, Extra, { REQUIRED "kind" kind: String, REQUIRED "side" side: f64 });
model!(Named, Extra, { OPTIONAL "name" name: Option<String> });
model!(Aged, Extra, { OPTIONAL "name" name: Option<String>, OPTIONAL "age" age: Option<i32> });

union!(Shape, "", {
    Branch::new("Circle", Kinds::OBJECT).constants(&[("kind", &["circle"])]) => Circle(Circle),
    Branch::new("Square", Kinds::OBJECT).constants(&[("kind", &["square"])]) => Square(Square),
    Branch::new("Named", Kinds::OBJECT) => Named(Named),
    Branch::new("Aged", Kinds::OBJECT) => Aged(Aged),
});

model!(Add, Extra, { OPTIONAL "left" left: Option<Box<Term>>, OPTIONAL "right" right: Option<Box<Term>> });
model!(Negate, Extra, { OPTIONAL "left" left: Option<Box<Term>>, OPTIONAL "value" value: Option<i64> });

union!(Term, "", {
    Branch::new("Add", Kinds::OBJECT) => Add(Add),
    Branch::new("Negate", Kinds::OBJECT) => Negate(Negate),
    Branch::new("Again", Kinds::ANY) => Again(Box<Term>),
});
