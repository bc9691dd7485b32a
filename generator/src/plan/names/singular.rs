//! One of several: `steps` → `step`.

/// Words that end in `s` and are not plural, or whose plural is not told from their singular.
const SINGULAR: [&str; 40] = [
    "alias",
    "always",
    "as",
    "atlas",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cors",
    "dns",
    "gas",
    "gps",
    "has",
    "https",
    "ios",
    "kubernetes",
    "kudos",
    "lens",
    "mms",
    "ms",
    "needs",
    "news",
    "os",
    "pos",
    "redis",
    "rls",
    "rtmps",
    "sas",
    "saas",
    "iaas",
    "paas",
    "series",
    "sms",
    "sns",
    "species",
    "sqs",
    "stripes",
    "tls",
    "was",
    "yes",
];

/// Plurals that no rule gives.
const IRREGULAR: [(&str, &str); 12] = [
    ("aliases", "alias"),
    ("caches", "cache"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// What one of `word` is called, where `word` is an English plural in lower case.
pub fn singular(word: &str) -> Option<String> {
    if SINGULAR.contains(&word) {
        return None;
    }
    if let Some((_, one)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return Some((*one).to_owned());
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let hissing = ["sses", "xes", "ches", "shes", "zzes", "oes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return word.strip_suffix("es").map(str::to_owned);
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 1)?;
    let single = stem.ends_with(['s', 'u', 'i']);
    (!single && stem.chars().all(char::is_alphabetic)).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_have_a_singular_and_other_words_none() {
        let table = [
            ("steps", Some("step")),
            ("entries", Some("entry")),
            ("addresses", Some("address")),
            ("branches", Some("branch")),
            ("boxes", Some("box")),
            ("databases", Some("database")),
            ("prices", Some("price")),
            ("aliases", Some("alias")),
            ("ips", Some("ip")),
            ("children", Some("child")),
            ("status", None),
            ("address", None),
            ("analysis", None),
            ("series", None),
            ("dns", None),
            ("data", None),
            ("s", None),
            ("", None),
        ];
        for (word, one) in table {
            assert_eq!(singular(word).as_deref(), one, "{word}");
        }
    }
}
