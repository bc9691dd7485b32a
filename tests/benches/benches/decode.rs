//! Bodies to models and back: ours beside serde_json and quick-xml with derives on the same structs. Processor time.

use benches::{
    bodies,
    sides::{Subject, compare, config},
    twins,
    unions::models,
};
use criterion::{Criterion, criterion_group, criterion_main};
use generated::{
    concur::models::Jobs,
    exabase::models::ExtractJob,
    runtime::{
        json,
        model::{Slot, Xml},
        xml,
    },
    sailpoint::models::SpConfigExportJob,
};
use serde::{Serialize, de::DeserializeOwned};

fn both<Ours: Slot, Twin: Serialize + DeserializeOwned>(
    criterion: &mut Criterion,
    name: &str,
    body: &str,
) {
    let subject = |step| Subject {
        step,
        name,
        size: body.len(),
    };
    compare(
        criterion,
        subject("read JSON"),
        || json::from_str::<Ours>(body),
        ("serde", || serde_json::from_str::<Twin>(body)),
    );
    let (Ok(ours), Ok(twin)) = (
        json::from_str::<Ours>(body),
        serde_json::from_str::<Twin>(body),
    ) else {
        return;
    };
    compare(
        criterion,
        subject("write JSON"),
        || json::to_string(&ours),
        ("serde", || serde_json::to_string(&twin)),
    );
}

fn json_bodies(criterion: &mut Criterion) {
    both::<SpConfigExportJob, twins::ExportJob>(criterion, "export job", &bodies::job());
    both::<ExtractJob, twins::ExtractJob>(criterion, "extraction", &bodies::extraction());
    for count in bodies::EXTRACTIONS {
        let name = format!("{count} extractions");
        both::<Vec<ExtractJob>, Vec<twins::ExtractJob>>(
            criterion,
            &name,
            &bodies::extractions(count),
        );
    }
    for count in bodies::UNIONS {
        let (tagged, untagged) = (
            format!("{count} tagged unions"),
            format!("{count} untagged unions"),
        );
        both::<Vec<models::Event>, Vec<twins::unions::Event>>(
            criterion,
            &tagged,
            &bodies::events(count),
        );
        both::<Vec<models::Payment>, Vec<twins::unions::Payment>>(
            criterion,
            &untagged,
            &bodies::payments(count),
        );
    }
}

fn xml_bodies(criterion: &mut Criterion) {
    for count in bodies::JOBS {
        let (body, name) = (bodies::jobs(count), format!("{count} jobs"));
        let subject = |step| Subject {
            step,
            name: &name,
            size: body.len(),
        };
        compare(
            criterion,
            subject("read XML"),
            || xml::from_str::<Jobs>(&body),
            ("serde", || quick_xml::de::from_str::<twins::Jobs>(&body)),
        );
        let (Ok(ours), Ok(twin)) = (
            xml::from_str::<Jobs>(&body),
            quick_xml::de::from_str::<twins::Jobs>(&body),
        ) else {
            continue;
        };
        compare(
            criterion,
            subject("write XML"),
            || xml::to_vec(&ours, Xml::NONE),
            ("serde", || quick_xml::se::to_string(&twin)),
        );
    }
}

criterion_group!(name = decode; config = config(); targets = json_bodies, xml_bodies);
criterion_main!(decode);
