use std::fmt;

use super::place::visible;
use super::{Report, ReportPlace};
use crate::diagnostic::Severity;

/// Escape sequences (ECMA-48), or nothing.
struct Paint {
    severity: &'static str,
    bold: &'static str,
    frame: &'static str,
    plain: &'static str,
}

impl Paint {
    const NONE: Self = Self {
        severity: "",
        bold: "",
        frame: "",
        plain: "",
    };

    fn of(severity: Severity) -> Self {
        let severity = match severity {
            Severity::Error => "\u{1b}[1;31m",
            Severity::Warning => "\u{1b}[1;33m",
            Severity::Note => "\u{1b}[1;36m",
        };
        Self {
            severity,
            bold: "\u{1b}[1m",
            frame: "\u{1b}[34m",
            plain: "\u{1b}[0m",
        }
    }
}

impl Report {
    /// The report with colours, for terminals.
    pub fn in_colour(&self) -> impl fmt::Display {
        InColour(self)
    }

    fn print(&self, f: &mut fmt::Formatter<'_>, paint: &Paint) -> fmt::Result {
        let Paint {
            severity,
            bold,
            frame,
            plain,
        } = paint;
        let message = safe(&self.message);
        writeln!(
            f,
            "{severity}{}[{}]{plain}{bold}: {message}{plain}",
            self.severity, self.code
        )?;
        let places = self
            .related
            .iter()
            .filter_map(|related| related.place.as_ref())
            .chain(&self.place);
        let margin = places
            .map(|place| place.line.to_string().len())
            .max()
            .unwrap_or(1);
        if let Some(place) = &self.place {
            snippet(f, place, "-->", "", margin, paint)?;
        }
        for related in &self.related {
            let message = safe(&related.message);
            match &related.place {
                Some(place) => snippet(f, place, ":::", &message, margin, paint)?,
                None => writeln!(f, "{:margin$} {frame}={plain} {message}", "")?,
            }
        }
        if let Some(help) = &self.help {
            writeln!(
                f,
                "{:margin$} {frame}={plain} {bold}help{plain}: {}",
                "",
                safe(help)
            )?;
        }
        Ok(())
    }
}

struct InColour<'r>(&'r Report);

impl fmt::Display for InColour<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.print(f, &Paint::of(self.0.severity))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f, &Paint::NONE)
    }
}

/// The place and its line, with an arrow below.
fn snippet(
    f: &mut fmt::Formatter<'_>,
    place: &ReportPlace,
    mark: &str,
    message: &str,
    margin: usize,
    paint: &Paint,
) -> fmt::Result {
    let Paint {
        severity,
        frame,
        plain,
        ..
    } = paint;
    let ReportPlace {
        file,
        line,
        column,
        pointer,
        excerpt,
    } = place;
    write!(
        f,
        "{:margin$}{frame}{mark}{plain} {}:{line}:{column}",
        "",
        safe(file)
    )?;
    match pointer.is_empty() {
        true => writeln!(f)?,
        false => writeln!(f, " #{}", safe(pointer))?,
    }
    if excerpt.text.trim().is_empty() {
        return Ok(());
    }
    writeln!(f, "{:margin$} {frame}|{plain}", "")?;
    writeln!(f, "{frame}{line:margin$} |{plain} {}", excerpt.text)?;
    write!(
        f,
        "{:margin$} {frame}|{plain} {:before$}{severity}{:^<width$}{plain}",
        "",
        "",
        "",
        before = excerpt.before,
        width = excerpt.width
    )?;
    match message.is_empty() {
        true => writeln!(f),
        false => writeln!(f, " {message}"),
    }
}

fn safe(text: &str) -> String {
    text.chars().map(visible).collect()
}
