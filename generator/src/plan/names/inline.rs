//! What an inline schema can be called: its title, what all its places are called, what it stands in.

use std::collections::BTreeSet;

use super::{
    Case, plain,
    singular::singular,
    spell::{camel, words},
};
use crate::ir::Step;

/// A title longer than this is a sentence, not a name.
const TITLE_WORDS: usize = 5;
/// More context than this makes no better name.
const MOST_BIDS: usize = 8;
/// Words that cannot begin what is left of a name.
const LINKS: [&str; 15] = [
    "a", "and", "at", "by", "for", "from", "id", "ids", "in", "of", "on", "or", "the", "to", "with",
];
/// Names that say nothing by themselves.
const VAGUE: [&str; 19] = [
    "array", "body", "data", "default", "element", "entry", "id", "item", "items", "kind", "list",
    "object", "property", "request", "response", "type", "value", "values", "variant",
];

/// The bids of an inline schema, best first; never empty.
pub fn inline_bids(title: Option<&str>, contexts: &[Vec<Step>]) -> Vec<String> {
    let title = title.filter(|title| (1..=TITLE_WORDS).contains(&title.split_whitespace().count()));
    let mut bids: Vec<String> = title
        .map(|title| plain(Case::Type, title))
        .into_iter()
        .collect();
    let mut paths: Vec<Vec<Part>> = contexts
        .iter()
        .map(|path| parts(path))
        .filter(|path| !path.is_empty())
        .collect();
    paths.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    paths.dedup();
    bids.extend(failure(contexts));
    let mut nearest = None;
    if let Some((path, others)) = paths.split_first() {
        bids.extend(shared(path, others));
        let around = around(path);
        nearest = around.first().cloned();
        bids.extend(around);
    }
    let last = in_full(contexts);
    bids.extend(last.first().cloned());
    let mut seen = BTreeSet::new();
    bids.retain(|bid| seen.insert(bid.clone()));
    // Once more: who contested it may have found another name by now.
    bids.extend(nearest);
    bids.extend(last.into_iter().skip(1));
    bids
}

/// One step as words; of items with a plural's name, one of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    words: Vec<String>,
    /// Whether it is a name of the document, and not a part that is played.
    named: bool,
}

fn parts(path: &[Step]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for step in path {
        let one_of = matches!(step, Step::Item | Step::Value);
        let last = parts.last_mut().filter(|last| one_of && last.named);
        if let Some(word) = last.and_then(|last| last.words.last_mut())
            && let Some(one) = singular(word)
        {
            *word = one;
            continue;
        }
        let words = words(&step.words());
        if !words.is_empty() {
            parts.push(Part {
                words,
                named: step.is_name(),
            });
        }
    }
    parts
}

/// The parts as one name. Words that one ends and the next begins with are said once: `goal`, `goal status`.
fn joined<'p>(parts: impl IntoIterator<Item = &'p Part>) -> String {
    let mut all: Vec<String> = Vec::new();
    for part in parts {
        let overlap = (1..=part.words.len().min(all.len()))
            .rev()
            .find(|&count| part.named && all.ends_with(&part.words[..count]));
        all.extend_from_slice(&part.words[overlap.unwrap_or(0)..]);
    }
    camel(&all)
}

/// What all the places are called: the last name that they share, then ever more words that they end in.
fn shared(first: &[Part], others: &[Vec<Part>]) -> Vec<String> {
    if others.is_empty() {
        return Vec::new();
    }
    let common = |count: usize| {
        let tail = &first[first.len() - count..];
        others.iter().all(|path| path.ends_with(tail))
    };
    let mut bids: Vec<String> = (1..=first.len())
        .take_while(|&count| common(count))
        .map(|count| &first[first.len() - count..])
        .filter(|tail| tail.first().is_some_and(|part| part.named) && !is_vague(tail))
        .map(joined)
        .collect();
    bids.extend(shared_words(first, others));
    bids.truncate(MOST_BIDS);
    bids
}

fn is_vague(parts: &[Part]) -> bool {
    match parts {
        [Part { words, .. }] => matches!(words.as_slice(), [one] if VAGUE.contains(&one.as_str())),
        _ => false,
    }
}

/// The words that requests or responses all end in, if a name is among them: `get job`, `update job` → `JobResponse`.
fn shared_words(first: &[Part], others: &[Vec<Part>]) -> Option<String> {
    if first.last().is_none_or(|part| part.named) {
        return None;
    }
    let flat = |path: &[Part]| -> Vec<(String, bool)> {
        let words = path
            .iter()
            .flat_map(|part| part.words.iter().map(|word| (word.clone(), part.named)));
        words.collect()
    };
    let mut tail = flat(first);
    for path in others {
        let other = flat(path);
        let same = tail.iter().rev().zip(other.iter().rev());
        let count = same.take_while(|(one, other)| one == other).count();
        tail.drain(..tail.len() - count);
    }
    let start = tail
        .iter()
        .position(|(word, named)| *named && !LINKS.contains(&word.as_str()))?;
    let words: Vec<String> = tail.drain(start..).map(|(word, _)| word).collect();
    Some(camel(&words))
}

/// What a type that only failures have is called: `UnauthorizedError` in several operations, `GetJobError` in one.
fn failure(contexts: &[Vec<Step>]) -> Option<String> {
    let (first, others) = contexts
        .split_first()
        .filter(|(_, others)| !others.is_empty())?;
    let statuses = contexts.iter().map(|path| match path.as_slice() {
        [_, status @ Step::Status(_)] => Some(status),
        _ => None,
    });
    let statuses: Vec<&Step> = statuses.collect::<Option<_>>()?;
    let same = |at: usize| others.iter().all(|path| path.get(at) == first.get(at));
    let status = statuses.first().map(|status| status.words())?;
    let operation = first.first().map(|operation| operation.words())?;
    let what = match (same(0), same(1)) {
        (true, _) => operation,
        (false, true) => status,
        (false, false) => return Some("ErrorResponse".to_owned()),
    };
    let mut words = words(&what);
    if words.last().is_none_or(|word| word != "error") {
        words.push("error".to_owned());
    }
    Some(camel(&words))
}

/// The last part with ever more of what is around it.
fn around(path: &[Part]) -> Vec<String> {
    let Some((last, around)) = path.split_last() else {
        return Vec::new();
    };
    let Some(parent) = around.iter().rposition(|part| part.named) else {
        return vec![joined(path)];
    };
    let mut bids = vec![joined([&path[parent], last])];
    bids.extend((0..=parent).rev().map(|start| joined(&path[start..])));
    if bids.len() > MOST_BIDS {
        let full = bids.split_off(bids.len() - 1);
        bids.truncate(MOST_BIDS - 1);
        bids.extend(full);
    }
    bids
}

/// Every word of the shortest path; that and one more.
fn in_full(contexts: &[Vec<Step>]) -> Vec<String> {
    let Some(path) = contexts.iter().min_by_key(|path| (path.len(), *path)) else {
        return vec!["Inline".to_owned()];
    };
    let mut all: Vec<String> = path.iter().flat_map(|step| words(&step.words())).collect();
    let full = camel(&all);
    let more = match path.last() {
        Some(Step::Request | Step::Response | Step::Status(_)) => "body",
        _ => "value",
    };
    all.push(more.to_owned());
    vec![full, camel(&all)]
}

#[cfg(test)]
mod tests {
    use super::inline_bids;
    use crate::ir::{Status, Step};

    fn bids(title: Option<&str>, contexts: &[&[&str]]) -> Vec<String> {
        let step = |text: &&str| match *text {
            "[item]" => Step::Item,
            "[value]" => Step::Value,
            "[request]" => Step::Request,
            "[response]" => Step::Response,
            "[401]" => Step::Status(Status::Code(401)),
            "[404]" => Step::Status(Status::Code(404)),
            "[default]" => Step::Status(Status::Default),
            name => Step::from(name),
        };
        let path = |path: &&[&str]| path.iter().map(step).collect();
        let contexts: Vec<Vec<Step>> = contexts.iter().map(path).collect();
        inline_bids(title, &contexts)
    }

    #[test]
    fn titles_first_unless_they_are_sentences() {
        assert_eq!(
            bids(Some("Job owner"), &[&["Job", "owner", "home"]]),
            [
                "JobOwner",
                "OwnerHome",
                "JobOwnerHome",
                "OwnerHome",
                "JobOwnerHomeValue"
            ]
        );
        let sentence = "a title that is really a whole sentence";
        assert_eq!(
            bids(Some(sentence), &[&["getJob", "[response]"]]),
            ["GetJobResponse", "GetJobResponse", "GetJobResponseBody"]
        );
        assert_eq!(bids(None, &[]), ["Inline"]);
    }

    #[test]
    fn one_place_is_named_by_what_is_around_it() {
        assert_eq!(bids(None, &[&["Account", "owner"]])[0], "AccountOwner");
        let item: &[&str] = &["listAccounts", "[response]", "[item]"];
        assert_eq!(
            bids(None, &[item])[..2],
            ["ListAccountsItem", "ListAccountsResponseItem"]
        );
        let step: &[&str] = &["Job", "steps", "[item]"];
        assert_eq!(bids(None, &[step])[..2], ["JobStep", "JobStepsItem"]);
        let status: &[&str] = &["Goal", "goal_status"];
        assert_eq!(bids(None, &[status])[..2], ["GoalStatus", "GoalGoalStatus"]);
    }

    #[test]
    fn several_places_are_named_by_what_they_share() {
        let status = bids(None, &[&["Job", "status"], &["Task", "status"]]);
        assert_eq!(status[..2], ["Status", "JobStatus"]);
        let job = bids(
            None,
            &[&["updateJob", "[response]"], &["getJob", "[response]"]],
        );
        assert_eq!(job[..2], ["JobResponse", "GetJobResponse"]);
        let value = bids(None, &[&["Job", "value"], &["Task", "value"]]);
        assert_eq!(value[0], "JobValue");
        let times = bids(None, &[&["Job", "created_at"], &["Job", "ended_at"]]);
        assert_eq!(times[0], "JobCreatedAt");
    }

    #[test]
    fn failures_are_named_by_their_status() {
        let one = bids(None, &[&["getJob", "[401]"]]);
        assert_eq!(one[0], "GetJobUnauthorized");
        let all = bids(None, &[&["getJob", "[401]"], &["putJob", "[401]"]]);
        assert_eq!(all[0], "UnauthorizedError");
        let mixed = bids(None, &[&["getJob", "[401]"], &["putJob", "[404]"]]);
        assert_eq!(mixed[0], "ErrorResponse");
        let of_one = bids(None, &[&["getJob", "[401]"], &["getJob", "[404]"]]);
        assert_eq!(of_one[0], "GetJobError");
        assert_eq!(bids(None, &[&["getJob", "[default]"]])[0], "GetJobError");
    }
}
