//! `securityDefinitions`: the security schemes.

use super::{Upgrade, Way};
use crate::document::{Members, Node};

impl<'r, 's> Upgrade<'r, 's, '_> {
    pub(super) fn security_scheme(&mut self, scheme: &'r Node<'s>, way: &Way) -> Node<'s> {
        let Node::Object(members) = scheme else {
            return scheme.clone();
        };
        match scheme.get("type").and_then(Node::as_str) {
            Some("basic") => basic(members),
            Some("oauth2") if scheme.get("flows").is_none() => self.oauth2(members, way),
            _ => scheme.clone(),
        }
    }

    /// One flow, whose members stand in the scheme itself.
    fn oauth2(&mut self, members: &'r Members<'s>, way: &Way) -> Node<'s> {
        let flow = self.flow(members, way);
        let flows = way.below(&["flows", flow]);
        self.moves.note(&flows.to, &flows.from);
        let mut upgraded = Members::default();
        let mut inner = Members::default();
        for (key, member) in members {
            match &**key {
                "flow" => {}
                "authorizationUrl" | "tokenUrl" | "refreshUrl" => {
                    inner.insert(key.clone(), member.clone());
                }
                "scopes" => {
                    let scopes = self.members(member, &way.child(key)).cloned();
                    inner.insert(key.clone(), Node::Object(scopes.unwrap_or_default()));
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        inner.entry("scopes".into()).or_insert_with(Node::empty);
        let flows = Members::from_iter([(flow.into(), Node::Object(inner))]);
        upgraded.insert("flows".into(), Node::Object(flows));
        Node::Object(upgraded)
    }

    /// What 3.0 calls the flow. One that is missing shows in the URLs.
    fn flow(&mut self, members: &'r Members<'s>, way: &Way) -> &'static str {
        let said = members.get("flow").and_then(Node::as_str);
        match said {
            Some("implicit") => return "implicit",
            Some("password") => return "password",
            Some("application" | "clientCredentials") => return "clientCredentials",
            Some("accessCode" | "authorizationCode") => return "authorizationCode",
            _ => {}
        }
        let flow = match (members.get("authorizationUrl"), members.get("tokenUrl")) {
            (Some(_), Some(_)) => "authorizationCode",
            (Some(_), None) => "implicit",
            _ => "clientCredentials",
        };
        let message = match said {
            Some(said) => format!("`{said}` is no OAuth 2 flow: by its URLs it is `{flow}`"),
            None => format!("no OAuth 2 flow is named: by its URLs it is `{flow}`"),
        };
        self.warn("malformed-swagger", message, way)
            .help("`flow` is `implicit`, `password`, `application` or `accessCode`");
        flow
    }
}

fn basic<'s>(members: &Members<'s>) -> Node<'s> {
    let mut upgraded = Members::with_capacity_and_hasher(members.len() + 1, Default::default());
    for (key, member) in members {
        if key == "type" {
            upgraded.insert(key.clone(), Node::text("http"));
            upgraded.insert("scheme".into(), Node::text("basic"));
        } else {
            upgraded.insert(key.clone(), member.clone());
        }
    }
    Node::Object(upgraded)
}
