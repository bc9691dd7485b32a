use crate::document::Cursor;
use crate::ir::Docs;

/// `summary`, `description`, `deprecated` of anything that is not a schema.
pub(super) fn docs(node: &Cursor<'_>) -> Docs {
    Docs {
        summary: trimmed(node.text("summary")),
        description: trimmed(node.text("description")),
        deprecated: node.flag("deprecated"),
    }
}

/// A title, where it says more than the name beside it: `Job Name` beside `job_name` does not.
pub(super) fn title(title: Option<&str>, name: &str) -> String {
    let title = trimmed(title);
    if bare(&title) == bare(name) {
        String::new()
    } else {
        title
    }
}

/// The text without the blanks around it.
pub(super) fn trimmed(text: Option<&str>) -> String {
    text.unwrap_or_default().trim().to_owned()
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
