//! `cargo xtask check`: the rules of the architecture that a program can prove.

use anyhow::{Result, ensure};

use crate::project::Project;

mod dependencies;
mod sources;

/// Runs all checks, prints every fault, fails when there is one.
pub fn run(project: &Project) -> Result<()> {
    let mut faults = dependencies::faults(project)?;
    let sources = sources::look(&project.root)?;
    for remark in &sources.remarks {
        eprintln!("note: {remark}");
    }
    faults.extend(sources.faults);
    for fault in &faults {
        eprintln!("fault: {fault}");
    }
    ensure!(faults.is_empty(), "{} faults", faults.len());
    println!("check: dependency table and {} files in order", sources.files);
    Ok(())
}
