//! A generated call beside bare reqwest with the same body, over a connection that stays open: the processor time of
//! the client's thread, from the arguments to the decoded model.

use std::time::Duration;

use benches::{
    bodies, clock,
    server::{self, Answer},
    twins,
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use generated::exabase::Client;

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

fn call(criterion: &mut Criterion) {
    let body = bodies::extraction();
    let (Ok(address), Ok(runtime)) = (
        server::start(Answer {
            content_type: "application/json",
            piece: body.clone().into_bytes(),
            pieces: 1,
        }),
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build(),
    ) else {
        return;
    };
    let client = Client::new().base_url(&address).api_key("key");
    // The first call opens the connection.
    if let Err(error) = runtime.block_on(async { client.get_extract_job(ID).await }) {
        eprintln!("{error}");
        return;
    }
    // Bare reqwest has to be told; that it has been told before is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let bare = reqwest::Client::new();
    let mut group = criterion.benchmark_group("call");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function(BenchmarkId::new("ours", "extraction"), |bencher| {
        bencher.iter_custom(|times| {
            clock::time(times, || {
                runtime.block_on(async { client.get_extract_job(ID).await })
            })
        });
    });
    group.bench_function(BenchmarkId::new("reqwest", "extraction"), |bencher| {
        bencher.iter_custom(|times| {
            clock::time(times, || {
                runtime.block_on(async {
                    let url = format!("{address}/v2/extract/{ID}");
                    let request = bare
                        .get(url)
                        .header("x-api-key", "key")
                        .header("accept", "application/json");
                    request
                        .send()
                        .await?
                        .error_for_status()?
                        .json::<twins::ExtractJob>()
                        .await
                })
            })
        });
    });
    group.finish();
}

/// Short: processor time has little noise.
fn config() -> Criterion {
    Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
}

criterion_group!(name = calls; config = config(); targets = call);
criterion_main!(calls);
