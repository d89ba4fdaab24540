//! `cargo xtask`: what cargo cannot do by itself. Builds the browser's part of the portal, proves the rules of the
//! architecture, starts a migration, rebuilds on change. The Makefile and whoever works on the code call it.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

mod check;
mod dev;
mod migration;
mod project;
mod site;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build steps and checks of the portal")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything a browser loads into <target>/site/{debug,release}: wasm, JavaScript, CSS, icons
    Build {
        /// Optimise for size (profile wasm-release, wasm-opt -Oz, strongest compression)
        #[arg(long)]
        release: bool,
        /// Folder to write to instead of <target>/site/{debug,release}
        #[arg(long)]
        out: Option<PathBuf>,
        /// In a release, go on when wasm-opt is not installed
        #[arg(long)]
        without_wasm_opt: bool,
    },
    /// Prove the dependency table and the bans on sources
    Check,
    /// Make the two files of a new migration (SQLite and PostgreSQL)
    NewMigration {
        /// What it does, in a few words: letters, digits and underscores
        name: String,
    },
    /// Build, serve, and do both again when a source changes
    Dev {
        /// Arguments for `portal`, by default: serve
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        portal: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let project = project::Project::find()?;
    match Arguments::parse().command {
        Command::Build { release, out, without_wasm_opt } => {
            let options = site::Options { release, out, without_wasm_opt };
            site::build(&project, &options).map(|_| ())
        }
        Command::Check => check::run(&project),
        Command::NewMigration { name } => migration::create(&project.root, &name),
        Command::Dev { portal } => dev::run(&project, portal),
    }
}
