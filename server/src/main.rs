//! `portal`: one binary for serving, importing and looking after an open-data portal.
// The views of pages are deeply nested types; a release build computes the layout of all of them.
#![recursion_limit = "512"]

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = server::cli::Cli::parse();
    // Four workers even on one core: a query that Polars cannot interrupt must never hold up the pages.
    let workers = std::thread::available_parallelism().map_or(4, |n| n.get().max(4));
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("portal: cannot start its threads: {error}");
            return ExitCode::from(1);
        }
    };
    let code = match runtime.block_on(server::cli::run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portal: {error:#}");
            ExitCode::from(1)
        }
    };
    // A blocking scan may still be running; its answer is nobody's any more.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    code
}
