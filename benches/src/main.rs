//! Measurements, each beside the bare library in the same run: `make bench`, or `scripts/bench.sh search tables pages import`.
//!
//! Every part prints Markdown tables to standard output, says on standard error what it does, and ends by itself. Nothing is asserted
//! of time: machines differ, ratios in one run tell more. Method and reading of the numbers: `docs/performance.md`.
mod data;
mod importing;
mod pages;
mod report;
mod searching;
mod tables;

use anyhow::{Result, bail};

const PARTS: [&str; 4] = ["search", "tables", "pages", "import"];

fn main() -> Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = asked.iter().find(|name| !PARTS.contains(&name.as_str())) {
        bail!("no measurement is called {unknown}; there are {}", PARTS.join(", "));
    }
    report::machine();
    // As `portal` itself: at least four workers, so that a page does not wait for another's rendering on a small machine.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build()?;
    for part in PARTS.into_iter().filter(|part| asked.is_empty() || asked.iter().any(|name| name == part)) {
        match part {
            "search" => searching::run()?,
            "tables" => runtime.block_on(tables::run())?,
            "pages" => runtime.block_on(pages::run())?,
            _ => runtime.block_on(importing::run())?,
        }
    }
    Ok(())
}
