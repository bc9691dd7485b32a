//! How often each side of `decode` asks for memory, as a JSON object a line.

use std::alloc::System;

use benches::{bodies, twins, unions::models};
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
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    both::<SpConfigExportJob, twins::ExportJob>("export job", &bodies::job());
    both::<ExtractJob, twins::ExtractJob>("extraction", &bodies::extraction());
    for count in bodies::EXTRACTIONS {
        let name = format!("{count} extractions");
        both::<Vec<ExtractJob>, Vec<twins::ExtractJob>>(&name, &bodies::extractions(count));
    }
    for count in bodies::UNIONS {
        both::<Vec<models::Event>, Vec<twins::unions::Event>>(
            &format!("{count} tagged unions"),
            &bodies::events(count),
        );
        both::<Vec<models::Payment>, Vec<twins::unions::Payment>>(
            &format!("{count} untagged unions"),
            &bodies::payments(count),
        );
    }
    for count in bodies::JOBS {
        let (body, name) = (bodies::jobs(count), format!("{count} jobs"));
        let ours = count_of("read XML", &name, "ours", || xml::from_str::<Jobs>(&body));
        let twin = count_of("read XML", &name, "serde", || {
            quick_xml::de::from_str::<twins::Jobs>(&body)
        });
        if let (Ok(ours), Ok(twin)) = (ours, twin) {
            drop(count_of("write XML", &name, "ours", || {
                xml::to_vec(&ours, Xml::NONE)
            }));
            drop(count_of("write XML", &name, "serde", || {
                quick_xml::se::to_string(&twin)
            }));
        }
    }
}

fn both<Ours: Slot, Twin: Serialize + DeserializeOwned>(name: &str, body: &str) {
    let ours = count_of("read JSON", name, "ours", || json::from_str::<Ours>(body));
    let twin = count_of("read JSON", name, "serde", || {
        serde_json::from_str::<Twin>(body)
    });
    if let (Ok(ours), Ok(twin)) = (ours, twin) {
        drop(count_of("write JSON", name, "ours", || {
            json::to_string(&ours)
        }));
        drop(count_of("write JSON", name, "serde", || {
            serde_json::to_string(&twin)
        }));
    }
}

fn count_of<T>(step: &str, subject: &str, side: &str, work: impl FnOnce() -> T) -> T {
    let region = Region::new(COUNTING);
    let result = work();
    let stats = region.change();
    let allocations = stats.allocations + stats.reallocations;
    println!(
        "{}",
        serde_json::json!({ "step": step, "subject": subject, "side": side, "allocations": allocations })
    );
    result
}
