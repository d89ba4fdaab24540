//! `portal demo`
use super::progress;
use crate::config::Config;
use crate::services::demo;
use anyhow::Context;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Demo {
    /// Folder with samples.toml [default: samples here, or beside the program]
    #[arg(long, value_name = "DIR")]
    samples: Option<PathBuf>,
    /// Without the catalogue of 15,926 entries: only the tables
    #[arg(long)]
    tables_only: bool,
    /// Write the accounts of the demonstration to this file too, as JSON
    #[arg(long, value_name = "FILE")]
    accounts_json: Option<PathBuf>,
}

impl Demo {
    /// # Errors
    /// See [`demo::load`].
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let folder = self.samples.map_or_else(find, Ok)?;
        let core = super::core(config).await?;
        let bar = progress::bar("samples", 0);
        let loaded = demo::load(&core, &folder, !self.tables_only, |what, done| {
            bar.set_message(what.to_owned());
            bar.set_position(done);
        })
        .await?;
        bar.finish_and_clear();
        for (file, report) in &loaded.catalogues {
            println!(
                "{file}: {} records, {} new, {} updated, {} unchanged, {} refused",
                report.records, report.inserted, report.updated, report.unchanged, report.refused
            );
        }
        println!(
            "samples.toml: {} entries ({} unchanged), {} new tables",
            loaded.entries, loaded.unchanged, loaded.tables
        );
        let accounts = demo::accounts::make(&core, crate::http::session::name(&core.config)).await?;
        print(&accounts);
        if let Some(file) = self.accounts_json {
            write_private(&file, &serde_json::to_vec_pretty(&accounts)?)
                .with_context(|| format!("cannot write {}", file.display()))?;
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// The accounts, with all it takes to be them: only here, and new at every run.
fn print(accounts: &[demo::accounts::DemoAccount]) {
    println!("\nAccounts of the demonstration (new passwords at every run):");
    for one in accounts {
        println!("\n{} · {}", one.role, one.acting);
        println!("  account   {}", one.email);
        println!("  password  {}", one.password);
        if let Some(secret) = &one.totp_secret {
            println!("  TOTP      {secret}");
        }
        println!("  cookie    {}", one.cookie);
    }
}

/// Writes a file that only its owner may read.
fn write_private(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

fn find() -> anyhow::Result<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|program| program.parent().map(|dir| dir.join("samples")));
    let candidates = [Some(PathBuf::from("samples")), beside];
    candidates
        .into_iter()
        .flatten()
        .find(|dir| dir.join("samples.toml").exists())
        .context("no samples here: name the folder with --samples")
}
