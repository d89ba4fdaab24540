//! `portal check`: files against their hashes, and files the database names against those that are there.
use super::progress;
use crate::config::Config;
use clap::Args;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Check {
    /// Only look whether the files are there, without reading them
    #[arg(long)]
    quick: bool,
}

impl Check {
    /// # Errors
    /// Of the database or the file store.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let bar = progress::bar("files", 0);
        let (mut checked, mut faults, mut after) = (0_u64, 0_u64, String::new());
        loop {
            let rows = core.store.read().await?.files(&after, 1000).await?;
            let Some(last) = rows.last() else { break };
            after = last.sha256.clone();
            for row in rows {
                bar.inc(1);
                checked += 1;
                let fault = match core.files.size(&row.sha256).await? {
                    None => Some("missing".to_owned()),
                    Some(size) if size != row.bytes => Some(format!("{size} bytes, should be {}", row.bytes)),
                    Some(_) if self.quick => None,
                    Some(_) => {
                        (!core.files.verify(&row.sha256).await?).then(|| "content differs from its SHA-256".to_owned())
                    }
                };
                if let Some(fault) = fault {
                    faults += 1;
                    println!("{}  {fault}", row.sha256);
                }
            }
        }
        bar.finish_and_clear();
        println!("{checked} files, {faults} faults");
        core.store.close().await;
        Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
