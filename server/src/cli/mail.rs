//! `portal mail …`: what comes back from mail servers (docs/mail.md).
use crate::config::Config;
use crate::services::notices::bounce::{self, Taken};
use anyhow::Context;
use clap::Subcommand;
use contract::Caller;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Read delivery reports (RFC 3464) and mark the addresses that take no mails
    ///
    /// A report counts only where it names a mail that left this portal and the address it went to. Exit code 3 if a file was none.
    Bounce {
        /// Mails, one a file; `-` = standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

impl MailCommand {
    /// # Errors
    /// Of the database or the files.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let Self::Bounce { files } = self;
        let mut code = ExitCode::SUCCESS;
        for file in files {
            let report = match bounce::read(&bytes(&file)?) {
                Ok(report) => report,
                Err(error) => {
                    println!("{}: {error}", file.display());
                    code = ExitCode::from(3);
                    continue;
                }
            };
            let taken =
                bounce::take(&core, &Caller::operator(), &report).await.map_err(|error| anyhow::anyhow!("{error}"))?;
            let said = match taken {
                Taken::Marked => "not delivered; the address gets no further mails",
                Taken::Undelivered => "not delivered; the address is not marked",
                Taken::NoFailure => "no failure",
                Taken::NotOurs => "no mail of this portal, another address, or known already",
            };
            println!("{}: {said}", file.display());
        }
        core.store.close().await;
        Ok(code)
    }
}

fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let longest = u64::try_from(bounce::LONGEST)?;
    if file == Path::new("-") {
        std::io::stdin().take(longest).read_to_end(&mut bytes).context("standard input")?;
    } else {
        let open = std::fs::File::open(file).with_context(|| file.display().to_string())?;
        open.take(longest).read_to_end(&mut bytes).with_context(|| file.display().to_string())?;
    }
    Ok(bytes)
}
