//! [`Origins`]: URLs as `reqwest` wants them.

use std::sync::{PoisonError, RwLock};

use http::{
    Request, Uri,
    uri::{Authority, Scheme},
};
use url::{ParseError, Url};

use super::TransportError;

/// Makes requests of `reqwest`, whose URLs are the `url` crate's. Of a URL, the host takes longest to read, and most
/// requests go to the one that the request before went to.
#[derive(Debug, Default)]
pub(super) struct Origins {
    last: RwLock<Option<Origin>>,
}

#[derive(Debug)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
    /// Without path and query.
    url: Url,
}

impl Origins {
    pub(super) fn request(
        &self,
        request: Request<reqwest::Body>,
    ) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let url = self.url(&parts.uri).map_err(TransportError::io)?;
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.version_mut() = parts.version;
        *request.body_mut() = Some(body);
        Ok(request)
    }

    /// What [`Url::parse`] makes of it.
    fn url(&self, uri: &Uri) -> Result<Url, ParseError> {
        let known = self.known(uri);
        let mut url = match known {
            Some(url) => url,
            None => return self.learn(uri),
        };
        url.set_path(uri.path());
        url.set_query(uri.query());
        Ok(url)
    }

    fn known(&self, uri: &Uri) -> Option<Url> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        let origin = last.as_ref()?;
        let same = uri.scheme() == Some(&origin.scheme)
            && uri.authority().map(Authority::as_str) == Some(origin.authority.as_str());
        same.then(|| origin.url.clone())
    }

    fn learn(&self, uri: &Uri) -> Result<Url, ParseError> {
        let url = Url::parse(&uri.to_string())?;
        if let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) {
            let mut origin = url.clone();
            origin.set_path("");
            origin.set_query(None);
            *self.last.write().unwrap_or_else(PoisonError::into_inner) = Some(Origin {
                scheme: scheme.clone(),
                authority: authority.clone(),
                url: origin,
            });
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_same_whether_its_origin_is_known() {
        let origins = Origins::default();
        for uri in [
            "http://example.com",
            "http://example.com/",
            "http://example.com/?",
            "http://example.com?a=b",
            "http://example.com/a/b?c=d&e=%20",
            "http://example.com/a/../b/./c",
            "http://example.com/%2e%2E/b",
            "http://example.com//a//",
            "http://example.com/a:b@c;d=e,f",
            "http://example.com/a|b{c}\"d\"^`",
            "http://example.com/\u{e4}?\u{f6}='\"<>",
            "http://example.com/a\\b",
            "http://EXAMPLE.com/a",
            "http://EXAMPLE.com:80/a",
            "http://EXAMPLE.com:80/b",
            "https://example.com/a",
            "https://example.com:8443/a",
            "https://me:word@example.com:8443/a",
            "https://me:word@example.com:8443/b",
            "http://[::1]:80/a?b",
            "http://[::1]:80/c?",
            "http://127.0.0.1:80/a",
        ] {
            let Ok(uri) = uri.parse::<Uri>() else {
                continue;
            };
            let expected = Url::parse(&uri.to_string()).unwrap();
            for _ in 0..2 {
                let url = origins.url(&uri).unwrap();
                assert_eq!(url, expected, "{uri}");
                assert_eq!(url.host(), expected.host(), "{uri}");
            }
        }
    }
}
