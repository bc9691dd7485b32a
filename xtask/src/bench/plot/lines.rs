//! How one figure grows with another.

use super::{
    axis::{Axis, short},
    svg::{Anchor, GRID, Svg, colour},
};

/// One side's points.
pub struct Line<'a> {
    /// The side.
    pub name: &'a str,
    /// From left to right.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 58.0;
const BOTTOM: f64 = HEIGHT - 48.0;

/// A plot with two logarithmic axes, with their units.
pub fn lines(title: &str, units: (&str, &str), lines: &[Line<'_>]) -> String {
    let mut svg = Svg::new(WIDTH, HEIGHT);
    svg.text((10.0, 14.0), Anchor::Start, title);
    let names: Vec<&str> = lines.iter().map(|line| line.name).collect();
    svg.legend((16.0, 36.0), &names);

    let points = || lines.iter().flat_map(|line| &line.points);
    let across = Axis::of(points().map(|point| point.0), LEFT, WIDTH - 30.0);
    let up = Axis::of(points().map(|point| point.1), BOTTOM, TOP);
    for tick in across.ticks() {
        let x = across.place(tick);
        svg.line((x, TOP), (x, BOTTOM), GRID);
        svg.text((x, BOTTOM + 14.0), Anchor::Middle, &short(tick, units.0));
    }
    for tick in up.ticks() {
        let y = up.place(tick);
        svg.line((LEFT, y), (WIDTH - 30.0, y), GRID);
        svg.text((LEFT - 8.0, y), Anchor::End, &short(tick, units.1));
    }
    for line in lines {
        let points: Vec<(f64, f64)> = line
            .points
            .iter()
            .map(|(x, y)| (across.place(*x), up.place(*y)))
            .collect();
        svg.path(&points, colour(line.name));
        for point in points {
            svg.dot(point, 4.0, colour(line.name));
        }
    }
    svg.text(
        (WIDTH - 30.0, HEIGHT - 12.0),
        Anchor::End,
        "both axes logarithmic",
    );
    svg.finish()
}
