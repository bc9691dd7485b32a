//! [`Server`]: where an API is served (OpenAPI 3.0.3 "Server Object").

use std::collections::BTreeMap;

use http::Uri;

use crate::{
    error::ConfigurationError,
    uri::{self, Unfit},
};

/// A server of a document: a URL template and its variables.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: &'static str,
    /// The variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: &'static str,
    /// Its value unless set.
    pub default: &'static str,
}

/// Values of server variables by name.
pub(crate) type Variables = BTreeMap<&'static str, String>;

impl Server {
    /// The server's URL with `values` for variables, and their defaults where a value is not set.
    pub(crate) fn resolve(&self, values: &Variables) -> Result<Uri, ConfigurationError> {
        base(&fill(self.url, self.variables, values)?)
    }
}

/// Puts the values of variables into a template.
pub(crate) fn fill(
    template: &str,
    variables: &[ServerVariable],
    values: &Variables,
) -> Result<String, ConfigurationError> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        let value = value(name, variables, values).ok_or_else(|| {
            ConfigurationError::new(format!("the server variable `{name}`"), "it has no value")
        })?;
        if in_authority(&filled) && !value.chars().all(is_authority) {
            let problem = format!("`{value}` would change which host is asked");
            let what = format!("the server variable `{name}`");
            return Err(ConfigurationError::new(what, problem));
        }
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn value<'a>(
    name: &str,
    variables: &'a [ServerVariable],
    values: &'a Variables,
) -> Option<&'a str> {
    let default = || variables.iter().find(|variable| variable.name == name);
    values
        .get(name)
        .map(String::as_str)
        .or_else(|| default().map(|variable| variable.default))
}

/// Whether what follows `url` is part of its host.
fn in_authority(url: &str) -> bool {
    url.split_once("://")
        .is_some_and(|(_, rest)| !rest.contains(['/', '?', '#']))
}

/// Credentials go to the host, so a value may name a part of it but not end it.
fn is_authority(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '.' | '_' | ':' | '[' | ']')
}

/// A URL that paths can be appended to.
pub(crate) fn base(text: &str) -> Result<Uri, ConfigurationError> {
    let what = || format!("the server URL `{}`", shown(text));
    let error = |problem: &str| Err(ConfigurationError::new(what(), problem));
    let before_path = text.split_once("//").map_or(text, |(_, rest)| rest);
    let authority = before_path.split(['/', '\\', '?', '#']).next();
    match uri::absolute(text) {
        Err(Unfit::Host) => error("it has no host; set a base URL"),
        Err(unfit) => error(&unfit.to_string()),
        Ok(_) if authority.is_some_and(|authority| authority.contains('@')) => {
            error("credentials do not belong in a URL")
        }
        Ok(_) if text.contains('#') => error("a path cannot follow a fragment"),
        Ok(url) => Ok(url),
    }
}

/// A URL without what may be a secret: the query, and what stands before an `@`.
pub(crate) fn shown(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    url.rsplit_once('@').map_or(url, |(_, host)| host)
}

/// Resolves a reference as if the server's path were a folder: `jobs/1` is below it, `/jobs/1` below its origin.
pub(crate) fn join(server: &Uri, reference: &str) -> Result<Uri, Unfit> {
    if server.path().ends_with('/') {
        return uri::resolve(server, reference);
    }
    let folder = uri::absolute(&format!("{}{}/", uri::origin(server), server.path()))?;
    uri::resolve(&folder, reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: Server = Server {
        url: "https://{tenant}.api.example.com/{version}",
        variables: &[
            ServerVariable {
                name: "tenant",
                default: "demo",
            },
            ServerVariable {
                name: "version",
                default: "v1",
            },
        ],
    };

    fn resolve(values: &[(&'static str, &str)]) -> Result<String, String> {
        let values = values
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        TENANT
            .resolve(&values)
            .map(|url| url.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn variables_have_defaults() {
        assert_eq!(resolve(&[]).unwrap(), "https://demo.api.example.com/v1");
        assert_eq!(
            resolve(&[("tenant", "acme")]).unwrap(),
            "https://acme.api.example.com/v1"
        );
        assert_eq!(
            resolve(&[("version", "a/b")]).unwrap(),
            "https://demo.api.example.com/a/b"
        );
    }

    #[test]
    fn a_variable_cannot_change_the_host() {
        for value in [
            "evil.com/",
            "evil.com#",
            "evil.com?",
            "a@evil.com",
            "evil.com\\",
            "a b",
        ] {
            assert!(
                resolve(&[("tenant", value)])
                    .unwrap_err()
                    .contains("tenant"),
                "{value}"
            );
        }
    }

    #[test]
    fn bad_base_urls_are_told_apart_and_show_no_password() {
        assert!(base("/v1").unwrap_err().to_string().contains("no host"));
        assert!(
            base("ftp://example.com")
                .unwrap_err()
                .to_string()
                .contains("neither")
        );
        let error = base("https://me:hidden@example.com").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hidden"));
        assert!(base("https://example.com#a").is_err());
        assert_eq!(shown("https://a.b/v1?key=hidden"), "https://a.b/v1");
        let mail = "https://a.b/v1?user=me@example.com&key=hidden";
        assert_eq!(shown(mail), "https://a.b/v1");
        assert_eq!(shown("https://me:hidden@a.b/v1?user=c@d.e"), "a.b/v1");
    }

    #[test]
    fn references_are_resolved_below_the_server() {
        let server = base("https://example.com/beta").unwrap();
        let join = |reference| join(&server, reference).unwrap().to_string();
        assert_eq!(join("jobs/1"), "https://example.com/beta/jobs/1");
        assert_eq!(join(" /jobs/1\n"), "https://example.com/jobs/1");
        assert_eq!(join("//other.com/x"), "https://other.com/x");
    }
}
