//! Shapes and texts.

use std::fmt::Write;

use crate::bench::{
    lab::{FLOOR, OURS},
    peers::PEERS,
};

/// The colour of texts: as far from white as from black.
pub const TEXT: &str = "#768390";
/// The colour of lines behind the figures.
pub const GRID: &str = "#76839055";

/// The colour of our own side.
const OWN: &str = "#2f81f7";
/// The colours of the others, in the order in which we know them.
const OTHERS: [&str; 6] = [
    "#db6d28", "#2da44e", "#a371f7", "#bf8700", "#db61a2", "#1b9e9e",
];

/// How a text stands to its place.
#[derive(Clone, Copy)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centred there.
    Middle,
    /// Ends there.
    End,
}

/// A picture that grows shape by shape.
pub struct Svg {
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    /// An empty picture.
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        let _ = writeln!(
            self.body,
            r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{colour}"/>"#
        );
    }

    /// A line from point to point.
    pub fn path(&mut self, points: &[(f64, f64)], colour: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        let _ = writeln!(
            self.body,
            r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>"#
        );
    }

    /// A dot.
    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, colour: &str) {
        let _ = writeln!(
            self.body,
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{colour}"/>"#
        );
    }

    /// A text, on a line with the middle of its letters at the place.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let y = y + 4.0;
        let text = escape(text);
        let _ = writeln!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
        );
    }

    /// A line of dots, each with its name.
    pub fn legend(&mut self, (x, y): (f64, f64), names: &[&str]) {
        let mut x = x;
        for name in names {
            self.dot((x, y), 5.0, colour(name));
            self.text((x + 9.0, y), Anchor::Start, name);
            x += 30.0 + 6.8 * name.chars().count() as f64;
        }
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let Self {
            width,
            height,
            body,
        } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"{TEXT}\">\n{body}</svg>\n"
        )
    }
}

/// The colour of a side: the same in every plot.
pub fn colour(side: &str) -> &'static str {
    match side {
        OURS => OWN,
        FLOOR => TEXT,
        other => {
            let known = PEERS.iter().position(|peer| peer.name == other);
            OTHERS.get(known.unwrap_or(0)).copied().unwrap_or(TEXT)
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_never_markup() {
        let mut svg = Svg::new(10.0, 10.0);
        svg.text((0.0, 0.0), Anchor::Start, "<a & b>");
        let file = svg.finish();
        assert!(file.contains(">&lt;a &amp; b&gt;</text>"), "{file}");
    }
}
