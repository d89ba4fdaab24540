//! The command line. Every subcommand takes `--data-dir`, `--database-url` and `--config`; results go to standard output, the rest to
//! standard error. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but something was refused (see the report).
use crate::config::{Config, Overrides};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

mod account;
mod audit;
mod backup;
mod calendar;
mod check;
mod demo;
mod import;
mod keys;
mod log;
mod mail;
mod migrate;
mod progress;
mod reindex;
pub mod schema;
mod serve;

/// 公共数据开放平台 · Public-data open portal
#[derive(Debug, Parser)]
#[command(name = "portal", version, about, long_about = None, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Taken by every subcommand.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    /// Folder of database, files, index and keys [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// sqlite:///path/portal.db or postgres://user:password@host/name [default: SQLite in the data folder]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// TOML file with settings (see `portal config`)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal until Ctrl-C or SIGTERM
    Serve(serve::Serve),
    /// Bring the database to this version's schema
    Migrate(migrate::Migrate),
    /// Load the samples: a real catalogue and real tables (idempotent)
    Demo(demo::Demo),
    /// Import catalogues, tables, calendars, texts of law or regulation profiles
    #[command(subcommand)]
    Import(import::Import),
    /// Build the search index anew beside the old one, then swap
    Reindex,
    /// Compare all files with their SHA-256
    Check(check::Check),
    /// Copy database and files to a folder, while the portal serves
    Backup(backup::Backup),
    /// Bring a copy back into an empty data folder
    Restore(backup::Restore),
    /// The audit trail: check it, publish its head, export it
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Master keys: list, rotate, seal anew
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Print the settings in force, secrets masked
    Config,
    /// Accounts that are not made through the pages: the first administrator
    #[command(subcommand)]
    Account(account::Account),
    /// What comes back from mail servers
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// Ask the working calendar
    #[command(subcommand)]
    Calendar(calendar::Calendar),
}

impl Common {
    /// The configuration with these overrides.
    ///
    /// # Errors
    /// See [`Config::load`].
    pub fn load(&self) -> anyhow::Result<Config> {
        Config::load(&Overrides {
            config: self.config.clone(),
            data_dir: self.data_dir.clone(),
            database_url: self.database_url.clone(),
        })
    }
}

/// Runs a command to its end.
///
/// # Errors
/// What the user should know; printed with its causes.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let mut config = cli.common.load()?;
    if let Command::Serve(serve) = &cli.command {
        serve.apply(&mut config);
    }
    log::start(&config.log, matches!(cli.command, Command::Serve(_)))?;
    match cli.command {
        Command::Serve(serve) => serve.run(config).await,
        Command::Migrate(migrate) => migrate.run(config).await,
        Command::Demo(demo) => demo.run(config).await,
        Command::Import(import) => import.run(config).await,
        Command::Reindex => reindex::run(config).await,
        Command::Check(check) => check.run(config).await,
        Command::Backup(backup) => backup.run(config).await,
        Command::Restore(restore) => restore.run(config).await,
        Command::Audit(audit) => audit.run(config).await,
        Command::Keys(keys) => keys.run(config).await,
        Command::Config => {
            print!("{}", config.masked_toml()?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Account(account) => account.run(config).await,
        Command::Mail(mail) => mail.run(config).await,
        Command::Calendar(calendar) => calendar.run(config).await,
    }
}

/// Database and files for a command; nothing is served.
async fn core(config: Config) -> anyhow::Result<std::sync::Arc<crate::portal::Core>> {
    let system = std::sync::Arc::new(crate::clock::System);
    crate::portal::open_core(config, system.clone(), system, false).await
}
