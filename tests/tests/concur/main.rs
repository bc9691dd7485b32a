//! SAP Concur Extract: a hand-written document, XML, links, and files.

mod files;
mod links;
mod requests;
mod xml;

use generated::concur::{Client, models::Job};
use tests::{
    outcome, page,
    server::{Reply, Server},
};

const PAGE: &str = "concur/concur-extract-job-resource-get.md";
const NAMESPACE: &str = "http://www.concursolutions.com/api/expense/extract/2010/02";
const DEFINITION: &str = "nYoPK$pZmcowMRUqcl5bnDAwwsMydyt$xd";
const JOB: &str = "uIo87jk3SHudi$sdlYle8$peot$pD21jyd";

/// A client of the server, under the path that the API has.
fn client(server: &Server) -> Client {
    Client::new()
        .base_url(format!("{}/api/expense/extract/v1.0", server.url()))
        .oauth("a-token")
        .configure(outcome::of_one_attempt)
}

/// The three XML examples of the page: the list, the details, the status.
fn examples() -> [String; 3] {
    page::indented_xml(PAGE).try_into().expect("three examples")
}

/// What a job's details are read as.
async fn details(body: &str) -> Job {
    let server = Server::replying(Reply::xml(200, body));
    client(&server)
        .get_extract_job(DEFINITION, JOB)
        .await
        .unwrap()
}

/// A job with the given elements and nothing else that matters.
fn job(elements: &str) -> String {
    format!(
        "<job xmlns=\"{NAMESPACE}\"><id>1</id><status-link>/s</status-link>\
         <start-time>2010-01-12T18:30:01Z</start-time>{elements}</job>"
    )
}
