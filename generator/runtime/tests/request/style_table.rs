//! The table "Style Examples" of OpenAPI 3.0.4 and 3.1.1 (Parameter Object), cell by cell.

use runtime::{
    Extra, Parameter, Spelling, Style, Value,
    model::{Field, Holds, Model, Mut, OBJECT, REQUIRED, Ref, Slot, Table},
};

use crate::{send, target};

fn array() -> Vec<String> {
    ["blue", "black", "brown"].map(str::to_owned).to_vec()
}

/// The table's object in its own order, which a map would sort by name: R, G, B.
#[derive(Clone)]
struct Rgb(i32, i32, i32, Extra);

impl Model for Rgb {
    fn table(&self) -> &'static Table {
        const TABLE: &Table = &Table(
            "Rgb",
            OBJECT,
            &[
                Field("R", REQUIRED),
                Field("G", REQUIRED),
                Field("B", REQUIRED),
            ],
        );
        TABLE
    }

    fn blank() -> Self {
        object()
    }

    fn field(&self, index: usize) -> Ref<'_> {
        match index {
            0 => self.0.view(),
            1 => self.1.view(),
            2 => self.2.view(),
            _ => self.3.view(),
        }
    }

    fn field_mut(&mut self, index: usize, holds: Holds) -> Mut<'_> {
        match index {
            0 => self.0.fill(holds),
            1 => self.1.fill(holds),
            2 => self.2.fill(holds),
            _ => self.3.fill(holds),
        }
    }
}

runtime::structs!(Rgb);

fn object() -> Rgb {
    Rgb(100, 200, 150, Extra::new())
}

#[test]
fn paths() {
    let color = |style, explode| Parameter("color", Spelling::PATH.style(style, explode));
    let empty = |style, explode| target("/{color}", color(style, explode), String::new());
    let string = |style, explode| target("/{color}", color(style, explode), "blue".to_owned());
    let array = |style, explode| target("/{color}", color(style, explode), array());
    let object = |style, explode| target("/{color}", color(style, explode), object());

    assert_eq!(empty(Style::Matrix, false), "/;color");
    assert_eq!(string(Style::Matrix, false), "/;color=blue");
    assert_eq!(array(Style::Matrix, false), "/;color=blue,black,brown");
    assert_eq!(object(Style::Matrix, false), "/;color=R,100,G,200,B,150");

    assert_eq!(empty(Style::Matrix, true), "/;color");
    assert_eq!(string(Style::Matrix, true), "/;color=blue");
    assert_eq!(
        array(Style::Matrix, true),
        "/;color=blue;color=black;color=brown"
    );
    assert_eq!(object(Style::Matrix, true), "/;R=100;G=200;B=150");

    assert_eq!(string(Style::Label, false), "/.blue");
    assert_eq!(array(Style::Label, false), "/.blue,black,brown");
    assert_eq!(object(Style::Label, false), "/.R,100,G,200,B,150");

    assert_eq!(string(Style::Label, true), "/.blue");
    assert_eq!(array(Style::Label, true), "/.blue.black.brown");
    assert_eq!(object(Style::Label, true), "/.R=100.G=200.B=150");

    assert_eq!(string(Style::Simple, false), "/blue");
    assert_eq!(array(Style::Simple, false), "/blue,black,brown");
    assert_eq!(object(Style::Simple, false), "/R,100,G,200,B,150");

    assert_eq!(string(Style::Simple, true), "/blue");
    assert_eq!(array(Style::Simple, true), "/blue,black,brown");
    assert_eq!(object(Style::Simple, true), "/R=100,G=200,B=150");
}

#[test]
fn an_empty_label_is_a_dot_only_within_a_longer_segment() {
    let color = Parameter("color", Spelling::PATH.style(Style::Label, false));
    assert_eq!(target("/x{color}", color, String::new()), "/x.");
}

#[test]
fn queries() {
    let color = |style, explode| Parameter("color", Spelling::QUERY.style(style, explode));
    let empty = |style, explode| target("/", color(style, explode), String::new());
    let string = |style, explode| target("/", color(style, explode), "blue".to_owned());
    let array = |style, explode| target("/", color(style, explode), array());
    let object = |style, explode| target("/", color(style, explode), object());

    assert_eq!(empty(Style::Form, false), "/?color=");
    assert_eq!(string(Style::Form, false), "/?color=blue");
    assert_eq!(array(Style::Form, false), "/?color=blue,black,brown");
    assert_eq!(object(Style::Form, false), "/?color=R,100,G,200,B,150");

    assert_eq!(empty(Style::Form, true), "/?color=");
    assert_eq!(string(Style::Form, true), "/?color=blue");
    assert_eq!(
        array(Style::Form, true),
        "/?color=blue&color=black&color=brown"
    );
    assert_eq!(object(Style::Form, true), "/?R=100&G=200&B=150");

    assert_eq!(
        array(Style::SpaceDelimited, false),
        "/?color=blue%20black%20brown"
    );
    assert_eq!(
        object(Style::SpaceDelimited, false),
        "/?color=R%20100%20G%20200%20B%20150"
    );
    assert_eq!(
        array(Style::PipeDelimited, false),
        "/?color=blue%7Cblack%7Cbrown"
    );
    assert_eq!(
        object(Style::PipeDelimited, false),
        "/?color=R%7C100%7CG%7C200%7CB%7C150"
    );

    assert_eq!(
        object(Style::DeepObject, true),
        "/?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

#[test]
fn headers() {
    let header = |explode, value: Box<dyn runtime::model::Slot>| {
        let color = Parameter("Color", Spelling::HEADER.style(Style::Simple, explode));
        let request = send("/", vec![color], vec![value]).unwrap();
        request.headers()["color"].to_str().unwrap().to_owned()
    };
    assert_eq!(header(false, Box::new("blue".to_owned())), "blue");
    assert_eq!(header(false, Box::new(array())), "blue,black,brown");
    assert_eq!(header(false, Box::new(object())), "R,100,G,200,B,150");
    assert_eq!(header(true, Box::new(array())), "blue,black,brown");
    assert_eq!(header(true, Box::new(object())), "R=100,G=200,B=150");
}

#[test]
fn cookies_stand_side_by_side() {
    let cookie = |name, explode| Parameter(name, Spelling::COOKIE.style(Style::Form, explode));
    let request = send(
        "/",
        vec![
            cookie("session", false),
            cookie("color", false),
            cookie("more", true),
        ],
        vec![
            Box::new("a=b/c%2F==; x".to_owned()),
            Box::new(array()),
            Box::new(array()),
        ],
    );
    assert_eq!(
        request.unwrap().headers()["cookie"],
        "session=a=b/c%2F==%3B%20x; color=blue,black,brown; more=blue; more=black; more=brown"
    );
}

#[test]
fn deep_objects_go_as_deep_as_they_are() {
    let filter = Parameter("filter", Spelling::QUERY.style(Style::DeepObject, true));
    let value: Value = r#"{"a":{"b":["x&y",{"c":1}],"d":null},"e f":true}"#
        .parse()
        .unwrap();
    assert_eq!(
        target("/", filter, value),
        "/?filter%5Ba%5D%5Bb%5D%5B0%5D=x%26y&filter%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=1&filter%5Be%20f%5D=true"
    );
}
