//! `portal backup` and `portal restore` (docs/backup.md).
use super::progress;
use crate::config::Config;
use crate::services::backup;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Backup {
    /// A folder that is not there yet
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Put the master keys in as well: whoever has this backup can then read everything
    #[arg(long)]
    with_keys: bool,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// What `portal backup` made
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl Backup {
    /// # Errors
    /// Of database, files or disk.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let bar = progress::bar("files", 0);
        let made = backup::make(&core, &self.folder, self.with_keys, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await?;
        bar.finish_and_clear();
        let bytes: u64 = made.files.iter().chain([&made.database]).map(|part| part.bytes).sum();
        println!("{}: database and {} files, {bytes} bytes", self.folder.display(), made.files.len());
        println!("audit head {}:{}", made.audit.0, made.audit.1);
        if self.with_keys {
            println!("with the master keys: keep it as safe as them");
        } else {
            println!("without the master keys ({}): keep keys/master.keys elsewhere", made.keys.join(", "));
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    /// # Errors
    /// When something is there already, or the backup is not whole.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let bar = progress::bar("files", 0);
        let done = backup::restore(&config, &self.folder, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await?;
        bar.finish_and_clear();
        println!("restored: database and {} files of {}", done.manifest.files.len(), done.manifest.made);
        println!("check: portal audit verify --head {}:{}", done.manifest.audit.0, done.manifest.audit.1);
        if !done.missing_keys.is_empty() {
            let path = config.data_dir.join("keys/master.keys");
            println!("missing master keys: {}", done.missing_keys.join(", "));
            println!("put them into {} before serving; what they sealed cannot be opened without them", path.display());
            return Ok(ExitCode::from(3));
        }
        Ok(ExitCode::SUCCESS)
    }
}
