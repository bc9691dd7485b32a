//! How the program is linked.

/// At a fixed address, where that is known to work: it starts for each document, and to move the addresses in its tables
/// to where it was loaded was a good part of what a small one costs.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("TARGET").unwrap_or_default();
    if target.ends_with("-linux-gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
