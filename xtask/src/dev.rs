//! `cargo xtask dev`: build, serve, and again when a source changes. It looks at file times twice a second; that
//! needs no library and works on every file system.

use std::{
    path::Path,
    process::{Child, Command},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Result;

use crate::{
    project::{Project, cargo},
    site,
};

const WATCHED: [&str; 10] =
    ["app", "frontend", "server", "crates", "style", "locales", "profiles", "migrations", "Cargo.toml", "Cargo.lock"];
const PAUSE: Duration = Duration::from_millis(500);

/// Runs until it is interrupted.
pub fn run(project: &Project, mut arguments: Vec<String>) -> Result<()> {
    if arguments.is_empty() {
        arguments.push("serve".into());
    }
    let mut running: Option<Child> = None;
    loop {
        let seen = newest(project);
        match build(project) {
            Ok(()) => {
                // The old one answers until the new one is there. One that ended by itself is no longer there to be stopped.
                if let Some(mut old) = running.take() {
                    let _ = old.kill();
                    old.wait()?;
                }
                running = Some(Command::new(project.target.join("debug/portal")).args(&arguments).spawn()?);
            }
            Err(error) => eprintln!("dev: {error:#}; waiting for a change"),
        }
        while newest(project) == seen {
            thread::sleep(PAUSE);
        }
        eprintln!("dev: a source changed");
    }
}

fn build(project: &Project) -> Result<()> {
    site::build(project, &site::Options { release: false, out: None, without_wasm_opt: true })?;
    let status = cargo(&project.root).args(["build", "--package", "server"]).status()?;
    anyhow::ensure!(status.success(), "the server does not compile");
    Ok(())
}

fn newest(project: &Project) -> Option<SystemTime> {
    WATCHED.iter().filter_map(|name| newest_below(&project.root.join(name))).max()
}

fn newest_below(path: &Path) -> Option<SystemTime> {
    let own = path.metadata().ok()?.modified().ok();
    let below = path.read_dir().into_iter().flatten().flatten().filter_map(|entry| newest_below(&entry.path()));
    below.chain(own).max()
}
