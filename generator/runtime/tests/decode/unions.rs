//! Unions: how branches are told apart, and what is kept where none fits.

use runtime::{Extra, Value, json};

use crate::models::{Aged, Circle, Entry, Level, Named, Pet, Scalar, Shape, Square, Status, Term};

fn scalar(text: &str) -> Scalar {
    let value: Scalar = json::from_str(text).unwrap();
    assert_eq!(Value::parse(&json::to_string(&value)), Value::parse(text));
    value
}

fn shape(text: &str) -> Shape {
    let value: Shape = json::from_str(text).unwrap();
    assert_eq!(Value::parse(&json::to_string(&value)), Value::parse(text));
    value
}

#[test]
fn branches_that_are_different_models_are_not_equal() {
    let (kind, extra) = (String::new, Extra::new);
    let circle = Circle {
        kind: kind(),
        radius: 1.0,
        extra: extra(),
    };
    let square = Square {
        kind: kind(),
        side: 1.0,
        extra: extra(),
    };
    assert_ne!(Shape::Circle(circle.clone()), Shape::Square(square));
    assert_eq!(Shape::Circle(circle.clone()), Shape::Circle(circle));

    let named = Named {
        name: None,
        extra: extra(),
    };
    let aged = Aged {
        name: None,
        age: None,
        extra: extra(),
    };
    assert_ne!(Shape::Named(named), Shape::Aged(aged));
}

#[test]
fn a_tag_names_the_branch() {
    assert!(matches!(
        json::from_str(r#"{"petType":"kitten"}"#),
        Ok(Pet::Cat(_))
    ));
    assert!(matches!(
        json::from_str(r#"{"bark":"wau","petType":"dog"}"#),
        Ok(Pet::Dog(_))
    ));
}

#[test]
fn a_tag_that_names_no_branch_is_not_guessed_at() {
    let text = r#"{"petType":"fish","bark":"blub"}"#;
    let pet: Pet = json::from_str(text).unwrap();
    assert_eq!(pet, Pet::Other(Value::parse(text).unwrap()));
    assert_eq!(json::to_string(&pet), r#"{"bark":"blub","petType":"fish"}"#);
}

#[test]
fn without_its_tag_a_value_is_told_by_its_shape() {
    let pet: Pet = json::from_str(r#"{"bark":"wau"}"#).unwrap();
    assert!(matches!(pet, Pet::Other(_)), "both require the tag");
}

#[test]
fn json_types_tell_branches_apart() {
    assert_eq!(scalar("7"), Scalar::Integer(7));
    assert_eq!(scalar("7.0"), Scalar::Integer(7));
    assert_eq!(scalar("7.5"), Scalar::Number(7.5));
    assert_eq!(scalar("1e300"), Scalar::Number(1e300));
    assert_eq!(scalar("true"), Scalar::Flag(true));
    assert_eq!(scalar(r#"["a"]"#), Scalar::Texts(vec!["a".to_owned()]));
    assert_eq!(scalar("[1]"), Scalar::Integers(vec![1]));
    assert_eq!(scalar("{}"), Scalar::Other(Value::parse("{}").unwrap()));
    assert_eq!(scalar("null"), Scalar::Other(Value::Null));
}

#[test]
fn texts_go_to_the_branch_that_knows_them() {
    assert_eq!(scalar(r#""done""#), Scalar::Status(Status::Done));
    assert_eq!(
        scalar(r#""2024-05-01T12:00:00Z""#),
        Scalar::At("2024-05-01T12:00:00Z".into())
    );
    assert_eq!(scalar(r#""whatever""#), Scalar::Text("whatever".to_owned()));
}

#[test]
fn constants_tell_branches_apart() {
    assert!(matches!(
        shape(r#"{"kind":"circle","radius":1}"#),
        Shape::Circle(_)
    ));
    assert!(matches!(
        shape(r#"{"kind":"square","side":1}"#),
        Shape::Square(_)
    ));
    assert!(matches!(
        shape(r#"{"kind":["square"],"side":1}"#),
        Shape::Named(_)
    ));
}

#[test]
fn the_branch_that_names_most_members_is_taken() {
    assert!(matches!(shape(r#"{"name":"n"}"#), Shape::Named(_)));
    assert!(matches!(shape(r#"{"name":"n","age":3}"#), Shape::Aged(_)));
    assert!(matches!(
        shape(r#"{"name":"n","age":"old"}"#),
        Shape::Named(_)
    ));
}

#[test]
fn of_several_members_of_one_name_the_last_tells_branches_apart() {
    let read = |text: &str| json::from_str::<Shape>(text).unwrap();
    assert!(matches!(
        read(r#"{"kind":"circle","radius":"x","kind":"square","side":1}"#),
        Shape::Square(_)
    ));
    assert!(matches!(
        read(r#"{"name":"n","age":"old","age":3}"#),
        Shape::Aged(_)
    ));
}

#[test]
fn of_several_tags_the_last_names_the_branch() {
    let pet = |text: &str| json::from_str::<Pet>(text).unwrap();
    assert!(matches!(
        pet(r#"{"petType":"cat","petType":"dog","bark":"wau"}"#),
        Pet::Dog(dog) if dog.pet_type == "dog"
    ));
    let Pet::Cat(cat) = pet(r#"{"petType":"dog","bark":"wau","petType":"cat"}"#) else {
        panic!("the last tag is the cat's");
    };
    assert_eq!(cat.extra["bark"], Value::from("wau"));
    assert!(matches!(
        pet(r#"{"petType":"dog","bark":3,"petType":"cat"}"#),
        Pet::Cat(_)
    ));

    let entry = |text: &str| json::from_str::<Entry>(text).unwrap();
    assert!(matches!(
        entry(r#"{"type":"untold","id":1,"type":"none"}"#),
        Entry::Other(_)
    ));
    assert!(matches!(
        entry(r#"{"type":"noted","id":1,"type":"untold"}"#),
        Entry::Untold(_)
    ));
}

#[test]
fn a_tag_does_not_excuse_what_the_branch_lacks() {
    let entry = |text: &str| json::from_str::<Entry>(text).unwrap();
    // The model could do without a note: absent would be null.
    assert!(matches!(entry(r#"{"type":"noted"}"#), Entry::Other(_)));
    assert!(matches!(
        entry(r#"{"type":"noted","note":null}"#),
        Entry::Noted(_)
    ));
    assert!(matches!(
        entry(r#"{"type":"odd","note":""}"#),
        Entry::Other(_)
    ));
    assert!(matches!(entry(r#"{"type":"untold"}"#), Entry::Other(_)));
    assert!(matches!(entry(r#"{"type":"both","id":1}"#), Entry::One(_)));
    assert!(matches!(
        entry(r#"{"note":"n","type":"both"}"#),
        Entry::Two(_)
    ));
    // A tag that is no text is none.
    assert!(matches!(entry(r#"{"type":1,"id":1}"#), Entry::Untold(_)));
}

#[test]
fn what_is_no_json_is_an_error_in_unions_too() {
    for (text, column) in [
        (r#"{"petType":"dog","bark":3,}"#, 28),
        (r#"{"petType":"dog","bark":3"#, 27),
        (r#"{"petType":"fish","bark":tru}"#, 27),
        (r#"{"petType":"cat","petType":"dog","bark":[1,]}"#, 45),
        (r#"{"bark":3,"petType":"dog"},{"petType":}"#, 40),
    ] {
        let error = json::from_str::<Vec<Pet>>(&format!("[{text}]")).unwrap_err();
        let problem = error.problems().next().unwrap();
        assert!(problem.path.is_empty(), "{error}");
        assert_eq!(problem.location.unwrap().column, column, "{error}");
    }
}

#[test]
fn what_no_branch_fits_is_kept_and_told_of_when_asked() {
    let text = r#"{"petType":"dog","bark":3}"#;
    assert_eq!(
        json::from_str::<Pet>(text).unwrap(),
        Pet::Other(Value::parse(text).unwrap())
    );

    let error = json::check::<Pet>(text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected one of Pet, found none of them (line 1, column 1) \
         [not Cat: expected another `petType`, found \"dog\"; not Dog: bark: expected a string, found 3 (line 1, column 25)]"
    );
    assert!(json::check::<Pet>(r#"{"petType":"dog","bark":"wau"}"#).is_ok());
}

#[test]
fn unions_inside_unions_are_checked_too() {
    let error =
        json::check::<Vec<Term>>(r#"[{"left":{"left":{"value":1}}},{"left":"none"}]"#).unwrap_err();
    assert_eq!(error.path(), "[1].left");
}

#[test]
fn nesting_unions_costs_no_more_than_their_depth() {
    let depth = 100;
    let text = format!(
        "{}{{\"value\":1}}{}",
        r#"{"left":"#.repeat(depth),
        "}".repeat(depth)
    );
    let mut term: Term = json::from_str(&text).unwrap();
    assert_eq!(json::to_string(&term), text);
    assert!(json::check::<Term>(&text).is_ok());
    for _ in 0..depth {
        term = match term {
            Term::Add(add) => *add.left.unwrap(),
            Term::Negate(negate) => *negate.left.unwrap(),
            other => panic!("{other:?}"),
        };
    }
    assert!(matches!(term, Term::Negate(_)));
}

#[test]
fn a_union_that_is_a_branch_of_itself_ends() {
    assert_eq!(json::to_string(&json::from_str::<Term>("7").unwrap()), "7");
    assert!(json::check::<Term>("[]").is_err());
}

#[test]
fn values_of_several_types_are_matched_by_meaning() {
    assert_eq!(
        json::from_str::<Vec<Level>>(r#"[1.0,"auto",2]"#).unwrap()[..2],
        [Level::N1, Level::Auto]
    );
}
