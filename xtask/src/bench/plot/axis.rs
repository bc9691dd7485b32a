//! Logarithmic axes.

/// An axis on which each decade is as long as the next.
pub struct Axis {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Axis {
    /// An axis from `start` to `end` in the picture that holds all of `values`, and ends at powers of ten.
    pub fn of(values: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| *value > 0.0) {
            low = low.min(value.log10().floor());
            high = high.max(value.log10().ceil());
        }
        if !low.is_finite() || !high.is_finite() {
            (low, high) = (0.0, 1.0);
        }
        Self {
            low,
            high: high.max(low + 1.0),
            start,
            end,
        }
    }

    /// Where a value stands in the picture.
    pub fn place(&self, value: f64) -> f64 {
        let part = (value.log10() - self.low) / (self.high - self.low);
        self.start + part.clamp(0.0, 1.0) * (self.end - self.start)
    }

    /// The powers of ten on the axis.
    pub fn ticks(&self) -> Vec<f64> {
        let (low, high) = (self.low as i32, self.high as i32);
        (low..=high).map(|exponent| 10_f64.powi(exponent)).collect()
    }
}

/// A number and its unit with a prefix for its thousands: 20 MB, 3 kB, 5 ms, 7 µs.
pub fn short(value: f64, unit: &str) -> String {
    let steps = [
        (1e9, "G"),
        (1e6, "M"),
        (1e3, "k"),
        (1.0, ""),
        (1e-3, "m"),
        (1e-6, "µ"),
    ];
    let fitting = steps.into_iter().find(|(step, _)| value >= step * 0.999);
    let (step, prefix) = fitting.unwrap_or((1e-9, "n"));
    let number = (value / step * 100.0).round() / 100.0;
    format!("{number} {prefix}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_as_long_as_each_other() {
        let axis = Axis::of([2.0, 500.0].into_iter(), 0.0, 300.0);
        assert_eq!(axis.ticks(), [1.0, 10.0, 100.0, 1000.0]);
        let places = [1.0, 10.0, 1000.0].map(|value| axis.place(value));
        assert_eq!(places, [0.0, 100.0, 300.0]);
    }

    #[test]
    fn an_axis_of_nothing_has_a_decade() {
        assert_eq!(Axis::of(std::iter::empty(), 0.0, 1.0).ticks(), [1.0, 10.0]);
    }

    #[test]
    fn thousands_have_prefixes() {
        let short = [0.005, 3e3, 2e7, 1.0, 1e-6].map(|value| short(value, "s"));
        assert_eq!(short, ["5 ms", "3 ks", "20 Ms", "1 s", "1 µs"]);
    }
}
