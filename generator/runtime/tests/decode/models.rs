//! Models in the form that the generator writes.

use std::collections::BTreeMap;

use runtime::{
    Base64, Decimal, Extra, Nullable, Secret, Timestamp, Value,
    model::{
        Blank, Branch, Field, Kinds, Map, Slot, StringEnum, Struct, Table, Union, UnionTable,
        UnionView, ValueEnum,
    },
};

/// A struct with its table: what the generator spells out.
macro_rules! model {
    ($type:ident, $table:ident, $rest:ty, { $($presence:ident $name:literal $field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Clone)]
        pub struct $type {
            $(pub $field: $kind,)*
            pub extra: $rest,
        }

        static $table: Table = Table::new(stringify!($type), &[$(Field::$presence($name)),*]);

        impl Struct for $type {
            fn table(&self) -> &'static Table {
                &$table
            }

            fn field(&self, index: usize) -> &dyn Slot {
                let fields: &[&dyn Slot] = &[$(&self.$field),*];
                fields[index]
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn Slot {
                let fields: Vec<&mut dyn Slot> = vec![$(&mut self.$field),*];
                fields.into_iter().nth(index).expect("an index into the table")
            }

            fn rest(&self) -> &dyn Map {
                &self.extra
            }

            fn rest_mut(&mut self) -> &mut dyn Map {
                &mut self.extra
            }
        }

        impl Blank for $type {
            fn blank() -> Self {
                Self { $($field: Slot::blank(),)* extra: Slot::blank() }
            }
        }

        runtime::structs!($type);
    };
}

model!(Job, JOB, Extra, {
    required "id" id: String,
    nullable "message" message: Option<String>,
    optional "status" status: Option<Status>,
    optional "completed" completed: Nullable<Timestamp>,
    optional "tags" tags: Option<Vec<String>>,
    optional "attempts" attempts: Option<i32>,
    optional "size" size: Option<i64>,
    optional "total" total: Option<u64>,
    optional "ratio" ratio: Option<f64>,
    optional "price" price: Option<Decimal>,
    optional "password" password: Option<Secret>,
    optional "payload" payload: Option<Base64>,
    optional "level" level: Option<Level>,
    optional "any" any: Option<Value>,
    optional "children" children: Option<Vec<Job>>,
    optional "parent" parent: Option<Box<Job>>,
    optional "by-name" by_name: Option<BTreeMap<String, Job>>,
    optional "holes" holes: Option<Vec<Option<i64>>>,
});

model!(Counters, COUNTERS, BTreeMap<String, i64>, { optional "unit" unit: Option<String> });

runtime::defaults!(Counters);

#[derive(Clone, Debug)]
pub enum Status {
    Pending,
    Done,
    Unknown(String),
}

impl StringEnum for Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Unknown(text) => text,
        }
    }

    fn from_wire(text: &str) -> Self {
        match text {
            "pending" => Self::Pending,
            "done" => Self::Done,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

#[derive(Clone, Debug)]
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
    ($type:ident, $table:ident, $tag:literal, { $($branch:expr => $variant:ident($kind:ty)),* $(,)? }) => {
        #[derive(Clone, Debug)]
        pub enum $type {
            $($variant($kind),)*
            Other(Value),
        }

        static $table: UnionTable = UnionTable { name: stringify!($type), tag: $tag, branches: &[$($branch),*] };

        impl Union for $type {
            fn table(&self) -> &'static UnionTable {
                &$table
            }

            fn select(&mut self, index: usize) -> &mut dyn Slot {
                let blanks: Vec<fn() -> Self> = vec![$(|| Self::$variant(Slot::blank())),*];
                *self = blanks[index]();
                match self {
                    $(Self::$variant(it) => it,)*
                    Self::Other(it) => it,
                }
            }

            fn keep(&mut self, value: Value) {
                *self = Self::Other(value);
            }
        }

        impl UnionView for $type {
            fn content(&self) -> &dyn Slot {
                match self {
                    $(Self::$variant(it) => it,)*
                    Self::Other(it) => it,
                }
            }
        }

        runtime::unions!($type: Other);
    };
}

model!(Cat, CAT, Extra, { required "petType" pet_type: String, optional "lives" lives: Option<i32> });
model!(Dog, DOG, Extra, { required "petType" pet_type: String, required "bark" bark: String });

union!(Pet, PET, "petType", {
    Branch::new("Cat", Kinds::OBJECT).tags(&["cat", "kitten"]) => Cat(Cat),
    Branch::new("Dog", Kinds::OBJECT).tags(&["dog"]).required(&["bark"]) => Dog(Box<Dog>),
});

model!(Noted, NOTED, Extra, { required "type" kind: String, nullable "note" note: Option<String> });
model!(Untold, UNTOLD, Extra, { required "id" id: i64 });

union!(Entry, ENTRY, "type", {
    Branch::new("Noted", Kinds::OBJECT).tags(&["noted"]).required(&["type", "note"]) => Noted(Noted),
    Branch::new("Untold", Kinds::OBJECT).tags(&["untold"]).required(&["id"]) => Untold(Untold),
    Branch::new("Odd", Kinds::OBJECT).tags(&["odd"]).constants(&[("type", &["even"])]) => Odd(Noted),
    Branch::new("One", Kinds::OBJECT).tags(&["both"]).required(&["id"]) => One(Untold),
    Branch::new("Other", Kinds::OBJECT).tags(&["both"]) => Two(Noted),
});

union!(Scalar, SCALAR, "", {
    Branch::new("Integer", Kinds::INTEGER) => Integer(i64),
    Branch::new("Number", Kinds::NUMBER) => Number(f64),
    Branch::new("Flag", Kinds::BOOL) => Flag(bool),
    Branch::new("Status", Kinds::STRING) => Status(Status),
    Branch::new("At", Kinds::STRING) => At(Timestamp),
    Branch::new("Text", Kinds::STRING) => Text(String),
    Branch::new("Texts", Kinds::ARRAY) => Texts(Vec<String>),
    Branch::new("Integers", Kinds::ARRAY) => Integers(Vec<i64>),
});

model!(Circle, CIRCLE, Extra, { required "kind" kind: String, required "radius" radius: f64 });
model!(Square, SQUARE, Extra, { required "kind" kind: String, required "side" side: f64 });
model!(Named, NAMED, Extra, { optional "name" name: Option<String> });
model!(Aged, AGED, Extra, { optional "name" name: Option<String>, optional "age" age: Option<i32> });

union!(Shape, SHAPE, "", {
    Branch::new("Circle", Kinds::OBJECT).constants(&[("kind", &["circle"])]) => Circle(Circle),
    Branch::new("Square", Kinds::OBJECT).constants(&[("kind", &["square"])]) => Square(Square),
    Branch::new("Named", Kinds::OBJECT) => Named(Named),
    Branch::new("Aged", Kinds::OBJECT) => Aged(Aged),
});

model!(Add, ADD, Extra, { optional "left" left: Option<Box<Term>>, optional "right" right: Option<Box<Term>> });
model!(Negate, NEGATE, Extra, { optional "left" left: Option<Box<Term>>, optional "value" value: Option<i64> });

union!(Term, TERM, "", {
    Branch::new("Add", Kinds::OBJECT) => Add(Add),
    Branch::new("Negate", Kinds::OBJECT) => Negate(Negate),
    Branch::new("Again", Kinds::ANY) => Again(Box<Term>),
});
