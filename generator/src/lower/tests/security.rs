use super::lowered;

#[test]
fn a_scheme_that_nobody_defines_is_missed_once() {
    let (_, diagnostics) = lowered(
        "
        openapi: 3.0.3
        info: {title: T, version: '1'}
        security: [{gone: []}]
        paths:
          /a: {get: {security: [{gone: []}]}, put: {security: [{gone: []}, {lost: []}]}}
        ",
    );
    insta::assert_snapshot!(diagnostics.to_string(), @"
    warning[unknown-security-scheme]: no security scheme is called `gone`; the alternatives that ask for it are left out at #/paths/~1a/get/security/0/gone
    warning[unknown-security-scheme]: no security scheme is called `lost`; the alternatives that ask for it are left out at #/paths/~1a/put/security/1/lost
    ");
}

#[test]
fn schemes() {
    let (api, diagnostics) = lowered(
        "
        openapi: 3.0.3
        info: {title: T, version: 1.0}
        paths: {}
        components:
          securitySchemes:
            basic: {type: http, scheme: Basic}
            bearer: {type: http, scheme: bearer}
            own: {type: http, scheme: OAuth}
            key: {type: apiKey, in: cookie, name: sid}
            open: {type: openIdConnect, openIdConnectUrl: 'https://x/.well-known'}
            tls: {type: mutualTLS}
            oauth:
              type: oauth2
              flows:
                implicit: {authorizationUrl: 'https://x', scopes: {}}
                clientCredentials: {tokenUrl: 'https://{tenant}.x/token', scopes: {read: Reads.}}
            incomplete: {type: oauth2, flows: {password: {tokenUrl: 'https://x'}}}
            old: {type: basic}
            wrong: {type: magic}
        ",
    );
    assert_eq!(api.version, "1.0");
    let mut text = String::new();
    for scheme in &api.schemes {
        text += &format!("{}: {:?}\n", scheme.name, scheme.kind);
    }
    insta::assert_snapshot!(text + &diagnostics.to_string(), @r#"
    basic: Basic
    bearer: HttpToken { scheme: "Bearer" }
    own: HttpToken { scheme: "OAuth" }
    key: ApiKey { place: Cookie, name: "sid" }
    open: OpenIdConnect { url: "https://x/.well-known" }
    tls: MutualTls
    oauth: OAuth2([OAuthFlow { kind: "clientCredentials", token_url: "https://{tenant}.x/token", scopes: [("read", "Reads.")] }, OAuthFlow { kind: "implicit", token_url: "", scopes: [] }])
    incomplete: OAuth2([OAuthFlow { kind: "password", token_url: "https://x", scopes: [] }])
    old: Basic
    warning[bad-security-scheme]: this security scheme is not as OpenAPI has it: missing field `scopes`; what there is of `incomplete` is read at #/components/securitySchemes/incomplete
    warning[bad-security-scheme]: this security scheme is not as OpenAPI has it: unknown variant `basic`, expected one of `apiKey`, `http`, `oauth2`, `openIdConnect`; what there is of `old` is read at #/components/securitySchemes/old
    warning[bad-security-scheme]: this security scheme is not as OpenAPI has it: unknown variant `magic`, expected one of `apiKey`, `http`, `oauth2`, `openIdConnect`; `wrong` is left out, and so is what asks for it at #/components/securitySchemes/wrong
    "#);
}

#[test]
fn servers() {
    let (api, diagnostics) = lowered(
        "
        openapi: 3.0.3
        info: {title: T, version: '1'}
        paths: {}
        servers:
          - url: https://{tenant}.x:{port}/{tenant}/{missing}
            description: The main one.
            variables: {port: {default: 443, enum: [443, 8443]}, tenant: {default: acme}, unused: {default: x}}
          - {description: No address.}
          - {url: /v1}
        ",
    );
    insta::assert_debug_snapshot!(api.servers, @r#"
    [
        Server {
            url: "https://{tenant}.x:{port}/{tenant}/{missing}",
            description: "The main one.",
            variables: [
                ServerVariable {
                    name: "tenant",
                    default: "acme",
                    values: [],
                    description: "",
                },
                ServerVariable {
                    name: "port",
                    default: "443",
                    values: [
                        "443",
                        "8443",
                    ],
                    description: "",
                },
                ServerVariable {
                    name: "missing",
                    default: "",
                    values: [],
                    description: "",
                },
            ],
        },
        Server {
            url: "/v1",
            description: "",
            variables: [],
        },
    ]
    "#);
    insta::assert_snapshot!(diagnostics.to_string(), @"
    warning[server-variable]: the server's variable `missing` has no default; it is empty unless set at #/servers/0
    warning[server-without-url]: this server has no URL; it is left out at #/servers/1
    ");
}
