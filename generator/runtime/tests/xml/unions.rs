//! Unions in XML: by tag, by the element's name, by content.

use runtime::{
    Value,
    model::{
        Branch, Field, Holds, Kinds, Mut, OPTIONAL, OneOf, REQUIRED, Ref, Slot, UnionTable, Xml,
    },
};

use crate::{model, read, round_trip};

model!(Cat, Xml::NONE, {
    kind: Option<String> = Field("kind", &OPTIONAL.attribute()),
    meow: String = Field("meow", REQUIRED),
});
model!(Dog, Xml::NONE, {
    kind: Option<String> = Field("kind", &OPTIONAL.attribute()),
    bark: Option<i32> = Field("bark", OPTIONAL),
});

#[derive(Clone, Debug)]
pub(crate) enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Number(i64),
    Text(String),
    Unknown(Value),
}

impl OneOf for Pet {
    const TABLE: &'static UnionTable = &UnionTable {
        name: "Pet",
        tag: "kind",
        branches: &[
            Branch::new("Cat", Kinds::OBJECT)
                .tags(&["cat"])
                .required(&["meow"]),
            Branch::new("Dog", Kinds::OBJECT).tags(&["dog"]),
            Branch::new("Number", Kinds::INTEGER),
            Branch::new("Text", Kinds::STRING).xml(Xml::name("text")),
        ],
    };

    fn branch(index: usize) -> Self {
        match index {
            0 => Self::Cat(Slot::blank()),
            1 => Self::Dog(Slot::blank()),
            2 => Self::Number(0),
            _ => Self::Text(String::new()),
        }
    }

    fn unknown(value: Value) -> Self {
        Self::Unknown(value)
    }

    fn content_mut(&mut self, holds: Holds) -> Mut<'_> {
        match self {
            Self::Cat(it) => it.fill(holds),
            Self::Dog(it) => it.fill(holds),
            Self::Number(it) => it.fill(holds),
            Self::Text(it) => it.fill(holds),
            Self::Unknown(it) => it.fill(holds),
        }
    }

    fn content(&self) -> Ref<'_> {
        match self {
            Self::Cat(it) => it.view(),
            Self::Dog(it) => it.view(),
            Self::Number(it) => it.view(),
            Self::Text(it) => it.view(),
            Self::Unknown(it) => it.view(),
        }
    }
}

runtime::unions!(Pet);

#[test]
fn branches_are_told_apart() {
    let pet = |text: &str| round_trip::<Pet>(text).0;
    assert!(
        matches!(pet("<p kind='dog'><meow>x</meow></p>"), Pet::Dog(_)),
        "by tag"
    );
    assert!(
        matches!(pet("<p><kind>cat</kind><meow>x</meow></p>"), Pet::Cat(_)),
        "by tag in an element"
    );
    assert!(
        matches!(pet("<p><meow>x</meow></p>"), Pet::Cat(_)),
        "by what is required"
    );
    assert!(
        matches!(pet("<p><bark>1</bark></p>"), Pet::Dog(_)),
        "by what is left over"
    );
    assert_eq!(pet("<p>12</p>"), Pet::Number(12));
    assert_eq!(pet("<p>twelve</p>"), Pet::Text("twelve".to_owned()));
    assert_eq!(
        read::<Pet>("<text>12</text>").unwrap(),
        Pet::Text("12".to_owned()),
        "by element name"
    );
}

#[test]
fn what_no_branch_takes_is_kept() {
    let text = "<p kind='cat'><bark>x</bark></p>";
    let (pet, written) = round_trip::<Pet>(text);
    assert!(matches!(&pet, Pet::Unknown(value) if value.get("bark") == Some(&Value::from("x"))));
    assert_eq!(written, "<root kind=\"cat\"><bark>x</bark></root>");
    let (bird, _) = round_trip::<Pet>("<p kind='bird'><bark>1</bark></p>");
    assert!(matches!(bird, Pet::Unknown(_)), "a tag that nobody knows");
}

model!(Left, Xml::NONE, { next: Option<Tree> = Field("n", OPTIONAL), missing: i32 = Field("missing", REQUIRED) });
model!(Right, Xml::NONE, { next: Option<Tree> = Field("n", OPTIONAL), missing: i32 = Field("missing", REQUIRED) });

/// A union of itself, none of whose branches ever fits.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Left(Box<Left>),
    Right(Box<Right>),
    Unknown(Value),
}

impl OneOf for Tree {
    const TABLE: &'static UnionTable = &UnionTable {
        name: "Tree",
        tag: "",
        branches: &[
            Branch::new("Left", Kinds::OBJECT),
            Branch::new("Right", Kinds::OBJECT),
        ],
    };

    fn branch(index: usize) -> Self {
        if index == 0 {
            Self::Left(Slot::blank())
        } else {
            Self::Right(Slot::blank())
        }
    }

    fn unknown(value: Value) -> Self {
        Self::Unknown(value)
    }

    fn content_mut(&mut self, holds: Holds) -> Mut<'_> {
        match self {
            Self::Left(it) => it.fill(holds),
            Self::Right(it) => it.fill(holds),
            Self::Unknown(it) => it.fill(holds),
        }
    }

    fn content(&self) -> Ref<'_> {
        match self {
            Self::Left(it) => it.view(),
            Self::Right(it) => it.view(),
            Self::Unknown(it) => it.view(),
        }
    }
}

runtime::unions!(Tree);

#[test]
fn trials_do_not_multiply() {
    // Two branches a level would be 2 to the power of 120 trials.
    let text = format!("{}{}", "<n>".repeat(120), "</n>".repeat(120));
    let tree: Tree = read(&text).unwrap();
    assert_eq!(tree, Tree::Unknown(read(&text).unwrap()));
}
