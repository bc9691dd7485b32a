//! Bodies to models and back: ours beside serde_json and quick-xml with derives on the same structs. Processor time.

use std::time::Duration;

use benches::{bodies, clock, twins, unions::models};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
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
    let mut read = criterion.benchmark_group("read JSON");
    read.throughput(Throughput::Bytes(body.len() as u64));
    read.bench_function(BenchmarkId::new("ours", name), |bencher| {
        bencher.iter_custom(|times| clock::time(times, || json::from_str::<Ours>(body)));
    });
    read.bench_function(BenchmarkId::new("serde", name), |bencher| {
        bencher.iter_custom(|times| clock::time(times, || serde_json::from_str::<Twin>(body)));
    });
    read.finish();

    let (Ok(ours), Ok(twin)) = (
        json::from_str::<Ours>(body),
        serde_json::from_str::<Twin>(body),
    ) else {
        return;
    };
    let mut write = criterion.benchmark_group("write JSON");
    write.throughput(Throughput::Bytes(body.len() as u64));
    write.bench_function(BenchmarkId::new("ours", name), |bencher| {
        bencher.iter_custom(|times| clock::time(times, || json::to_string(&ours)));
    });
    write.bench_function(BenchmarkId::new("serde", name), |bencher| {
        bencher.iter_custom(|times| clock::time(times, || serde_json::to_string(&twin)));
    });
    write.finish();
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
        let mut read = criterion.benchmark_group("read XML");
        read.throughput(Throughput::Bytes(body.len() as u64));
        read.bench_function(BenchmarkId::new("ours", &name), |bencher| {
            bencher.iter_custom(|times| {
                clock::time(times, || xml::from_slice::<Jobs>(body.as_bytes()))
            });
        });
        read.bench_function(BenchmarkId::new("serde", &name), |bencher| {
            bencher.iter_custom(|times| {
                clock::time(times, || quick_xml::de::from_str::<twins::Jobs>(&body))
            });
        });
        read.finish();

        let (Ok(ours), Ok(twin)) = (
            xml::from_slice::<Jobs>(body.as_bytes()),
            quick_xml::de::from_str::<twins::Jobs>(&body),
        ) else {
            continue;
        };
        let mut write = criterion.benchmark_group("write XML");
        write.throughput(Throughput::Bytes(body.len() as u64));
        write.bench_function(BenchmarkId::new("ours", &name), |bencher| {
            bencher.iter_custom(|times| clock::time(times, || xml::to_vec(&ours, Xml::NONE)));
        });
        write.bench_function(BenchmarkId::new("serde", &name), |bencher| {
            bencher.iter_custom(|times| clock::time(times, || quick_xml::se::to_string(&twin)));
        });
        write.finish();
    }
}

/// Short, so that both sides of a pair see the same machine: `cargo xtask bench decode` runs it several times.
fn config() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(500))
}

criterion_group!(name = decode; config = config(); targets = json_bodies, xml_bodies);
criterion_main!(decode);
