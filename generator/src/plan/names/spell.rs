//! The spelling of one name. Pure: no knowledge of other names.

use heck::ToSnakeCase;

use super::letters::Letters;
use super::terms;

/// How words are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `UpperCamel`.
    Type,
    /// `snake_case`.
    Value,
}

/// The longest name in characters; longer ones are cut.
const LONGEST: usize = 100;
/// What is left of a name that is cut, beside its hash.
const CUT: usize = 88;

/// All bids for a name of the document, best first.
pub fn bids(case: Case, text: &str) -> Vec<String> {
    let plain = plain(case, text);
    let symbols = |text: &str| join(case, text, &words(&spell_symbols(text)));
    let (telling, spelled) = match text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => (plain.clone(), plain.clone()),
        false => {
            let telling: String = text.chars().filter(|c| !ENCLOSING.contains(c)).collect();
            let spelled = symbols(text);
            match telling.trim() {
                "" => (spelled.clone(), spelled),
                telling => (symbols(telling), spelled),
            }
        }
    };
    let cased = match (
        text.chars().any(char::is_lowercase),
        text.chars().any(char::is_uppercase),
    ) {
        (true, false) => Some("lowercase"),
        (false, true) => Some("uppercase"),
        _ => None,
    };
    let cased = cased.map(|suffix| join(case, text, &words(&format!("{spelled} {suffix}"))));
    let mut bids = vec![plain, telling, spelled];
    bids.extend(cased);
    bids.dedup();
    bids
}

/// The spelling of a name.
pub fn plain(case: Case, text: &str) -> String {
    let signed = match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(char::is_alphanumeric) => format!("minus {rest}"),
        _ => match text.strip_prefix('+') {
            Some(rest) if rest.starts_with(char::is_alphanumeric) => format!("plus {rest}"),
            _ => text.to_owned(),
        },
    };
    let found = words(&signed);
    if found.is_empty() {
        join(case, text, &words(&spell_symbols(text)))
    } else {
        join(case, text, &found)
    }
}

/// The words of a text, in lower case.
pub fn words(text: &str) -> Vec<String> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        // Nothing but what is no letter or digit parts such words.
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
        let words = parts.filter(|word| !word.is_empty());
        return words.map(str::to_owned).collect();
    }
    let letters = Letters::of(text);
    let kept: String = letters
        .text()
        .chars()
        .map(|c| if letters.continues(c) { c } else { ' ' })
        .collect();
    let joined = terms::joined(&kept);
    if joined.is_ascii() {
        return joined.split(' ').flat_map(cut).collect();
    }
    joined
        .to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of letters and digits of ASCII, of which most names are: as `heck` has them, which asks Unicode about each.
fn cut(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let (mut start, mut small, mut capital) = (0, false, false);
    for (at, pair) in bytes.windows(2).enumerate() {
        let (is_small, is_capital) = (pair[0].is_ascii_lowercase(), pair[0].is_ascii_uppercase());
        let end = if (is_small || small && !is_capital) && pair[1].is_ascii_uppercase() {
            at + 1
        } else if capital && is_capital && pair[1].is_ascii_lowercase() {
            at
        } else {
            (small, capital) = match (is_small, is_capital) {
                (false, false) => (small, capital),
                kind => kind,
            };
            continue;
        };
        words.push(text[start..end].to_ascii_lowercase());
        (start, small, capital) = (end, false, false);
    }
    words.push(text[start..].to_ascii_lowercase());
    words.retain(|word| !word.is_empty());
    words
}

/// Words as a type.
pub fn camel(all: &[String]) -> String {
    join(Case::Type, &all.join(" "), all)
}

fn join(case: Case, text: &str, words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let digits = name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if !name.is_empty() && (case == Case::Value || digits) {
            name.push('_');
        }
        if let (Case::Type, Some(rest)) = (case, word.strip_prefix("oauth")) {
            name.push_str("OAuth");
            name.push_str(rest);
            continue;
        }
        let mut rest = word.chars();
        match (case, rest.next()) {
            (Case::Type, Some(first)) => name.extend(first.to_uppercase()),
            (Case::Value, Some(first)) => name.push(first),
            (_, None) => {}
        }
        name.push_str(rest.as_str());
    }
    if name.is_empty() {
        name.push_str(if text.is_empty() { "empty" } else { "blank" });
        if case == Case::Type {
            name[..1].make_ascii_uppercase();
        }
    }
    if !starts(case, &name) {
        name.insert(0, if case == Case::Type { 'N' } else { 'n' });
    }
    shorten(case, text, name)
}

/// Whether a name can start as it does: not with a digit or a combining mark, and a type not with a letter that has no
/// upper case.
fn starts(case: Case, name: &str) -> bool {
    match name.chars().next() {
        Some(c) if c.is_ascii() => c.is_ascii_alphabetic(),
        Some(c) if case == Case::Type && c.is_lowercase() => false,
        Some(c) => syn::parse_str::<syn::Ident>(&c.to_string()).is_ok(),
        None => false,
    }
}

fn shorten(case: Case, text: &str, mut name: String) -> String {
    if name.chars().count() <= LONGEST {
        return name;
    }
    let end = name
        .char_indices()
        .nth(CUT)
        .map_or(name.len(), |(at, _)| at);
    name.truncate(end);
    while name.ends_with('_') {
        name.pop();
    }
    let separator = if case == Case::Type { "H" } else { "_h" };
    format!("{name}{separator}{:08x}", hash(text))
}

/// FNV-1a, folded to 32 bits: small, and the same on every machine and in every release.
fn hash(text: &str) -> u32 {
    let wide = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (wide ^ (wide >> 32)) as u32
}

/// The text with every symbol in words.
fn spell_symbols(text: &str) -> String {
    let letters = Letters::of(text);
    let mut spelled = String::new();
    let mut rest = letters.text();
    while let Some(c) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(symbol, _)| rest.starts_with(symbol));
        if let Some((symbol, word)) = pair {
            spelled.push_str(&format!(" {word} "));
            rest = &rest[symbol.len()..];
            continue;
        }
        let after = rest.chars().nth(1);
        let sign = spelled.trim().is_empty() || after.is_some_and(|c| c.is_ascii_digit());
        match symbol(c) {
            _ if letters.continues(c) => spelled.push(c),
            Some(_) if c == '-' && sign => spelled.push_str(" minus "),
            Some(word) => spelled.push_str(&format!(" {word} ")),
            None if c.is_whitespace() => spelled.push(' '),
            None => spelled.push_str(&format!(" u{:x} ", u32::from(c))),
        }
        rest = &rest[c.len_utf8()..];
    }
    spelled
}

/// Symbols that stand around what is meant.
const ENCLOSING: [char; 12] = ['`', '\'', '"', '(', ')', '[', ']', '{', '}', ',', ';', '\\'];

const PAIRS: [(&str, &str); 7] = [
    ("<=", "less or equal"),
    (">=", "greater or equal"),
    ("!=", "not equal"),
    ("<>", "not equal"),
    ("==", "equal"),
    ("&&", "and"),
    ("||", "or"),
];

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "dash",
        '_' => "underscore",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "ampersand",
        '|' => "pipe",
        '^' => "caret",
        '~' => "tilde",
        '!' => "not",
        '?' => "question",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '°' => "degree",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '(' | ')' => "paren",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use heck::ToSnakeCase;

    use super::{Case, bids, cut, plain};

    #[test]
    fn words_are_cut_as_heck_cuts_them() {
        let mut texts = vec![String::new()];
        for _ in 0..7 {
            let longer = texts
                .iter()
                .flat_map(|text| ["a", "B", "1"].map(|it| format!("{text}{it}")));
            texts = longer.collect();
            for text in &texts {
                assert_eq!(cut(text).join("_"), text.to_snake_case(), "{text}");
            }
        }
    }

    #[test]
    fn names_are_spelled_as_the_specification_says() {
        let table = [
            ("scheduledJob", "ScheduledJob", "scheduled_job"),
            ("X-Exabase-Base-Id", "XExabaseBaseId", "x_exabase_base_id"),
            ("HTTPServer", "HttpServer", "http_server"),
            ("fileIDs", "FileIds", "file_ids"),
            ("IPv6Address", "Ipv6Address", "ipv6_address"),
            ("OAuth2Token", "OAuth2Token", "oauth2_token"),
            ("oauth-app", "OAuthApp", "oauth_app"),
            ("2024-01-05", "N2024_01_05", "n2024_01_05"),
            ("3d", "N3d", "n3d"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("-created_at", "MinusCreatedAt", "minus_created_at"),
            ("<=", "LessOrEqual", "less_or_equal"),
            (">=", "GreaterOrEqual", "greater_or_equal"),
            ("<", "Less", "less"),
            ("*", "Star", "star"),
            ("-", "Minus", "minus"),
            ("$ref", "Ref", "ref"),
            ("", "Empty", "empty"),
            (" \t", "Blank", "blank"),
            ("😀", "U1f600", "u1f600"),
            ("\u{fe0f}", "Ufe0f", "ufe0f"),
            ("状态", "状态", "状态"),
            ("État civil", "ÉtatCivil", "état_civil"),
            ("E\u{301}tat civil", "ÉtatCivil", "état_civil"),
            ("имя", "Имя", "имя"),
            // rustc warns of letters that only look like others, and of those that no living language needs.
            ("а", "U430", "u430"),
            ("ⅷ", "U2177", "u2177"),
            ("size α", "Size", "size"),
            ("\u{138}ra", "Ra", "ra"),
            (
                "{}\"#\n*/",
                "BraceBraceQuoteHashStarSlash",
                "brace_brace_quote_hash_star_slash",
            ),
            ("v1.2", "V1_2", "v1_2"),
        ];
        for (text, camel, snake) in table {
            assert_eq!(
                (plain(Case::Type, text), plain(Case::Value, text)),
                (camel.into(), snake.into()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn later_bids_spell_what_the_first_leaves_out() {
        assert_eq!(
            bids(Case::Value, "@type"),
            ["type", "at_type", "at_type_lowercase"]
        );
        assert_eq!(
            bids(Case::Type, "C++"),
            ["C", "CPlusPlus", "CPlusPlusUppercase"]
        );
        assert_eq!(bids(Case::Type, "OK"), ["Ok", "OkUppercase"]);
        assert_eq!(bids(Case::Type, "a-b"), ["AB", "ADashB", "ADashBLowercase"]);
    }

    #[test]
    fn long_names_are_cut_and_stay_different() {
        let (one, two) = (
            "very long ".repeat(40) + "one",
            "very long ".repeat(40) + "two",
        );
        let (one, two) = (plain(Case::Value, &one), plain(Case::Value, &two));
        assert_ne!(one, two);
        assert!(one.len() <= 100 && two.len() <= 100, "{one} {two}");
    }
}
