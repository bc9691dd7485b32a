//! `cargo xtask bench`: what our clients cost to generate, to compile and to run, beside what they cost with others.
//!
//! Everything that is measured runs in a process of its own, within limits. Sides take turns, so that whatever else the
//! machine does falls on all of them, and each figure is the median of its runs; of micro-benchmarks, which are over before
//! what else the machine does evens out, that of the fastest.

mod attempt;
mod build;
mod call;
mod compare;
mod compile;
mod decode;
mod generate;
mod growth;
mod lab;
mod machine;
mod micro;
mod page;
pub mod part;
mod peers;
mod plot;
mod record;
mod regenerate;
mod results;
mod sample;
mod table;

use std::{fs, io, num::NonZeroUsize, path::PathBuf, process::ExitCode, time::Duration};

use self::{
    lab::Lab,
    machine::Machine,
    record::Record,
    results::{Family, Results},
};
use crate::process::Limits;

/// Arguments of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What is measured [default: everything].
    families: Vec<Family>,
    /// Measure the other generators that are installed, too.
    #[arg(long)]
    peers: bool,
    /// A folder with other generators, before those on the PATH.
    #[arg(long, value_name = "DIR")]
    peer_dir: Option<PathBuf>,
    /// A folder of documents; repeatable [default: ../shared/corpus/large and open].
    #[arg(long, value_name = "DIR")]
    documents: Vec<PathBuf>,
    /// Only documents whose file name contains this text; repeatable.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// How often each side runs.
    #[arg(long, default_value = "3")]
    runs: NonZeroUsize,
    /// How many seconds one run may take.
    #[arg(long, default_value_t = 600)]
    limit: u64,
    /// How many gigabytes of memory one run may use.
    #[arg(long, default_value_t = 9)]
    memory: u64,
    /// Where everything is written [default: target/bench].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep the results as JSON, from run to run; what is in the file and not measured now stays as it is.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write `BENCHMARKS.md` and its plots from the results, and keep the results beside the plots.
    #[arg(long)]
    write: bool,
    /// Go on with a run that was stopped: what a side has been measured with in its present version stays as it is.
    #[arg(long)]
    resume: bool,
    /// Measure nothing: print and write what has been measured before, as `--json` or the last page has it.
    #[arg(long)]
    again: bool,
}

impl Arguments {
    fn asks(&self, family: Family) -> bool {
        self.families.is_empty() || self.families.contains(&family)
    }
}

/// Measures, and prints tables.
///
/// # Errors
/// If our own side cannot be built, or results cannot be read or written.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let root = crate::workspace_root();
    let kept = root.join(page::FOLDER).join("results.json");
    let file = match &arguments.json {
        Some(file) => Some(file),
        None => (arguments.write || arguments.again || arguments.resume).then_some(&kept),
    };
    let mut results = match file {
        Some(file) if file.exists() => Results::read(file)?,
        _ => Results::default(),
    };
    let families = Family::ALL
        .into_iter()
        .filter(|family| arguments.asks(*family));
    if arguments.again {
        for (family, taken) in families.filter_map(|family| Some((family, results.of(family)?))) {
            print!("{}", table::print(family, &taken.measurements));
        }
    } else {
        let lab = lab(arguments, root.clone())?;
        for family in families {
            let mut record = Record {
                family,
                results: &mut results,
                file: file.map(PathBuf::as_path),
                resume: arguments.resume,
                lab: &lab,
                machine: Machine::this(),
                new: Vec::new(),
            };
            measure(&lab, &mut record)?;
            print!("{}", table::print(family, &record.new));
        }
    }
    if arguments.write {
        page::write(&root, &results)?;
        results.write(&kept)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    match record.family {
        Family::Generate => {
            generate::measure(lab, record)?;
            growth::measure(lab, record)?;
            regenerate::measure(lab, record)
        }
        Family::Compile => compile::measure(lab, record),
        Family::Build => build::measure(lab, record),
        Family::Decode => decode::measure(lab, record),
        Family::Call => call::measure(lab, record),
    }
}

fn lab(arguments: &Arguments, root: PathBuf) -> io::Result<Lab> {
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| root.join("target/bench"));
    fs::create_dir_all(&out)?;
    let peers = if arguments.peers {
        peers::installed(arguments.peer_dir.as_deref())
    } else {
        Vec::new()
    };
    let documents = if arguments.asks(Family::Generate) || arguments.asks(Family::Compile) {
        lab::documents(&root, &arguments.documents, &arguments.only)?
    } else {
        Vec::new()
    };
    let mut sides = vec![lab::own_side(&root)?];
    sides.extend(peers);
    Ok(Lab {
        documents,
        root,
        out: out.canonicalize()?,
        sides,
        runs: arguments.runs.get(),
        limits: Limits {
            time: Duration::from_secs(arguments.limit),
            memory: Some(arguments.memory << 30),
        },
    })
}
