//! A row for each thing, a dot for each side.

use super::{
    axis::{Axis, short},
    svg::{Anchor, GRID, Svg, colour},
};
use crate::bench::lab::OURS;

/// What one side needed.
pub struct Dot<'a> {
    /// The side.
    pub side: &'a str,
    /// How much.
    pub value: f64,
}

/// One thing.
pub struct Row<'a> {
    /// What it is.
    pub name: String,
    /// What the sides needed for it.
    pub dots: Vec<Dot<'a>>,
}

/// The height of a row.
const ROW: f64 = 22.0;
/// The width of the picture.
const WIDTH: f64 = 860.0;
/// Above the rows: legend and title.
const TOP: f64 = 58.0;

/// A plot with a logarithmic axis below, in `unit`.
pub fn dots(title: &str, unit: &str, rows: &[Row<'_>]) -> String {
    let mut sides: Vec<&str> = Vec::new();
    for dot in rows.iter().flat_map(|row| &row.dots) {
        if !sides.contains(&dot.side) {
            sides.push(dot.side);
        }
    }
    let letters = rows
        .iter()
        .map(|row| row.name.chars().count())
        .max()
        .unwrap_or(0);
    let left = 26.0 + 7.2 * letters as f64;
    let bottom = TOP + ROW * rows.len() as f64;
    let mut svg = Svg::new(WIDTH, bottom + 44.0);
    svg.text((10.0, 14.0), Anchor::Start, title);
    svg.legend((16.0, 36.0), &sides);

    let values = rows.iter().flat_map(|row| &row.dots).map(|dot| dot.value);
    let axis = Axis::of(values, left, WIDTH - 24.0);
    for tick in axis.ticks() {
        let x = axis.place(tick);
        svg.line((x, TOP), (x, bottom), GRID);
        svg.text((x, bottom + 14.0), Anchor::Middle, &short(tick, unit));
    }
    for (index, row) in rows.iter().enumerate() {
        let y = TOP + ROW * (index as f64 + 0.5);
        svg.text((left - 12.0, y), Anchor::End, &row.name);
        svg.line((left, y), (WIDTH - 24.0, y), GRID);
        // The first side last, so that it stands in front.
        for dot in row.dots.iter().rev() {
            let radius = if dot.side == OURS { 6.5 } else { 5.0 };
            svg.dot((axis.place(dot.value), y), radius, colour(dot.side));
        }
    }
    svg.text(
        (WIDTH - 24.0, bottom + 34.0),
        Anchor::End,
        "logarithmic; less is better",
    );
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_is_a_dot_and_each_side_is_named_once() {
        let dot = |side, value| Dot { side, value };
        let rows = [
            Row {
                name: "one".to_owned(),
                dots: vec![dot("a", 1.0), dot("b", 10.0)],
            },
            Row {
                name: "two".to_owned(),
                dots: vec![dot("a", 2.0)],
            },
        ];
        let svg = dots("title", "s", &rows);
        assert_eq!(svg.matches("<circle").count(), 3 + 2, "{svg}");
        assert_eq!(svg.matches(">b</text>").count(), 1, "{svg}");
    }
}
