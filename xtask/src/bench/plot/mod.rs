//! Plots as SVG, in colours that can be read on light and on dark pages.

mod axis;
mod dots;
mod lines;
mod svg;

pub use self::{
    dots::{Dot, Row, dots},
    lines::{Line, lines},
};
