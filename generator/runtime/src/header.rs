//! Documented headers of responses, read when they are asked for.

use std::{borrow::Cow, fmt, marker::PhantomData};

use http::{HeaderMap, header::SET_COOKIE};

use crate::{
    error::{DecodeError, Problem},
    form, json,
    model::{Holds, Mut, Slot},
};

/// A header that the document describes, with the type of its value: the key to it in a response.
///
/// ```
/// # use runtime::{Header, HeaderMap};
/// const REMAINING: Header<i64> = Header::new("X-RateLimit-Remaining");
/// let mut headers = HeaderMap::new();
/// headers.insert("x-ratelimit-remaining", "59".parse()?);
/// assert_eq!(REMAINING.read(&headers)?, Some(59));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Header<T> {
    name: &'static str,
    explode: bool,
    json: bool,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header in the style `simple` (OpenAPI 3.0.3 "Header Object"), not exploded.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            explode: false,
            json: false,
            value: PhantomData,
        }
    }

    /// With an object's members as `name=value` rather than `name,value`.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }

    /// With JSON text as its value (a header with `content`).
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.json = true;
        self
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Slot> Header<T> {
    /// Its value; `None` where the response does not have it.
    ///
    /// # Errors
    /// If the value is not what the document says.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, DecodeError> {
        let lines = headers.get_all(self.name).iter().map(|line| {
            let line = std::str::from_utf8(line.as_bytes());
            line.map_err(|error| DecodeError::new("text in UTF-8", error.to_string()))
        });
        let lines: Vec<&str> = lines.collect::<Result<_, _>>()?;
        if lines.is_empty() {
            return Ok(None);
        }
        // Several lines are one value (RFC 9110 §5.3), except for cookies (RFC 6265 §3).
        let joined = lines.join(", ");
        if self.json {
            return json::from_str(&joined).map(Some);
        }
        let mut value = T::blank();
        if self.name.eq_ignore_ascii_case(SET_COOKIE.as_str()) {
            list(&mut value.fill(Holds::Value), lines.into_iter())?;
        } else {
            self.fill(value.fill(Holds::Value), joined.trim())?;
        }
        Ok(Some(value))
    }

    fn fill(&self, mut target: Mut<'_>, text: &str) -> Result<(), Problem> {
        match target {
            Mut::List(_) if text.is_empty() => Ok(()),
            Mut::List(_) => list(&mut target, text.split(',').map(str::trim)),
            Mut::Struct(model) => form::read_struct(model, self.members(text)),
            Mut::Map(map) => form::read_map(map, self.members(text)),
            _ => form::fill(&mut target, text),
        }
    }

    /// The members of an object: `a=1,b=2`, or `a,1,b,2`.
    fn members<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (Cow<'t, str>, Cow<'t, str>)> + use<'t, T> {
        let explode = self.explode;
        let mut items = text.split(',').map(str::trim);
        std::iter::from_fn(move || {
            let item = items.next().filter(|item| !item.is_empty())?;
            let (name, value) = if explode {
                item.split_once('=').unwrap_or((item, ""))
            } else {
                (item, items.next().unwrap_or_default())
            };
            Some((name.into(), value.into()))
        })
    }
}

fn list<'t>(target: &mut Mut<'_>, items: impl Iterator<Item = &'t str>) -> Result<(), Problem> {
    for item in items {
        form::fill(target, item)?;
    }
    Ok(())
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Header;
    use crate::{HeaderMap, Timestamp, Value};
    use http::{HeaderName, HeaderValue};

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let lines = lines.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        lines.collect()
    }

    #[test]
    fn a_scalar_is_its_text() {
        let headers = headers(&[("x-left", " 59"), ("x-until", "2026-01-02T03:04:05Z")]);
        assert_eq!(
            Header::<i64>::new("X-Left").read(&headers).unwrap(),
            Some(59)
        );
        let until = Header::<Timestamp>::new("X-Until").read(&headers).unwrap();
        assert_eq!(until.unwrap().to_string(), "2026-01-02T03:04:05Z");
        assert_eq!(Header::<i64>::new("X-Right").read(&headers).unwrap(), None);
        assert!(Header::<i64>::new("X-Until").read(&headers).is_err());
    }

    #[test]
    fn a_list_is_cut_at_commas_and_several_lines_are_one() {
        let headers = headers(&[("x-ids", "1, 2"), ("x-ids", "3"), ("x-none", "")]);
        let ids = Header::<Vec<i64>>::new("X-Ids").read(&headers).unwrap();
        assert_eq!(ids.unwrap(), [1, 2, 3]);
        let none = Header::<Vec<i64>>::new("X-None").read(&headers).unwrap();
        assert_eq!(none.unwrap(), [0; 0]);
    }

    #[test]
    fn an_object_is_pairs() {
        let headers = headers(&[("x-flat", "a,1,b,2"), ("x-pairs", "a=1, b=2")]);
        let expected = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        let flat = Header::<BTreeMap<String, i64>>::new("X-Flat");
        assert_eq!(flat.read(&headers).unwrap().unwrap(), expected);
        let pairs = Header::<BTreeMap<String, i64>>::new("X-Pairs").explode();
        assert_eq!(pairs.read(&headers).unwrap().unwrap(), expected);
    }

    #[test]
    fn json_is_json_and_each_cookie_one_item() {
        let headers = headers(&[
            ("x-json", r#"{"a":[1]}"#),
            ("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"),
            ("set-cookie", "b=2"),
        ]);
        let json = Header::<Value>::new("X-Json").json().read(&headers);
        assert_eq!(json.unwrap().unwrap().to_string(), r#"{"a":[1]}"#);
        let cookies = Header::<Vec<String>>::new("Set-Cookie").read(&headers);
        assert_eq!(cookies.unwrap().unwrap().len(), 2);
    }
}
