//! `portal migrate`
use crate::config::{Config, make_private_dir};
use clap::Args;
use std::process::ExitCode;
use store::Store;

#[derive(Debug, Args)]
pub struct Migrate {
    /// Only say what is pending
    #[arg(long)]
    check: bool,
}

impl Migrate {
    /// # Errors
    /// Of the database.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        make_private_dir(&config.data_dir)?;
        let store = Store::connect(&config.database()).await?;
        let pending = store.pending().await?;
        if pending.is_empty() {
            println!("up to date");
            return Ok(ExitCode::SUCCESS);
        }
        if self.check {
            println!("pending: {}", pending.iter().map(i64::to_string).collect::<Vec<_>>().join(", "));
            return Ok(ExitCode::from(3));
        }
        if let Some(copy) = store.migrate().await? {
            println!("copy of the database before: {}", copy.display());
        }
        println!("applied: {}", pending.iter().map(i64::to_string).collect::<Vec<_>>().join(", "));
        store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
