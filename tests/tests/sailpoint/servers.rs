//! The servers of a tenant, and where its tokens come from.

use generated::sailpoint::{Client, Servers};
use runtime::ClientCredentials;
use tests::{nowhere::Nowhere, outcome};

use super::ID;

/// The URL that a call would ask first.
async fn asked(client: Client) -> String {
    let nowhere = Nowhere::default();
    let transport = nowhere.clone();
    let client = client
        .configure(outcome::of_one_attempt)
        .configure(|config| _ = config.transport(transport));
    client.sp_config_export_job_status(ID).await.unwrap_err();
    nowhere.urls().remove(0)
}

fn credentials() -> ClientCredentials {
    ClientCredentials::new("an-id", "a-secret")
}

#[tokio::test]
async fn both_servers_of_a_tenant() {
    let path = format!("/sp-config/export/{ID}");
    let token = || Client::new().oauth2("a-token");
    let cases = [
        (token(), "https://sailpoint.api.identitynow.com/beta"),
        (
            token().tenant("acme"),
            "https://acme.api.identitynow.com/beta",
        ),
        (
            token().server(Servers::ApiUrl),
            "https://sailpoint.api.identitynow.com/beta",
        ),
        (
            token()
                .server(Servers::ApiUrl)
                .api_url("acme.api.identitynow-demo.com"),
            "https://acme.api.identitynow-demo.com/beta",
        ),
        (
            token().base_url("https://proxy.example.com/sailpoint/"),
            "https://proxy.example.com/sailpoint",
        ),
    ];
    for (client, server) in cases {
        assert_eq!(asked(client).await, format!("{server}{path}"));
    }
}

#[tokio::test]
async fn tokens_come_from_the_host_that_they_are_for() {
    let client = || Client::new().oauth2(credentials());
    let cases = [
        (
            client().tenant("acme"),
            "https://acme.api.identitynow.com/oauth/token",
        ),
        (
            client()
                .server(Servers::ApiUrl)
                .api_url("acme.api.identitynow-demo.com"),
            "https://acme.api.identitynow-demo.com/oauth/token",
        ),
        (
            Client::new().oauth2(credentials().token_url("https://login.example.com/token")),
            "https://login.example.com/token",
        ),
    ];
    for (client, url) in cases {
        assert_eq!(asked(client).await, url);
    }
}

#[tokio::test]
async fn a_tenant_cannot_be_another_host() {
    for tenant in [
        "evil.example.com/",
        "evil.example.com#",
        "me@evil.example.com/",
    ] {
        let nowhere = Nowhere::default();
        let transport = nowhere.clone();
        let client = Client::new().oauth2("a-token").tenant(tenant);
        let client = client.configure(|config| _ = config.transport(transport));
        client.sp_config_export_job_status(ID).await.unwrap_err();
        assert_eq!(nowhere.urls(), <[String; 0]>::default(), "{tenant}");
    }
}
