//! Streams as many megabytes as it is told from a server of its own to nowhere: its peak memory is what matters.

use benches::server::{self, Answer};
use generated::concur::Client;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let megabytes: usize = std::env::args()
        .nth(1)
        .ok_or("how many megabytes?")?
        .parse()?;
    let address = server::start(Answer {
        content_type: "application/zip",
        piece: vec![0; 1 << 20],
        pieces: megabytes,
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = Client::new().base_url(&address);
        let file = client.get_extract_file("definition", "job").await?;
        let bytes = file.copy_to(&mut tokio::io::sink()).await?;
        println!("{bytes}");
        Ok(())
    })
}
