//! `portal audit …`: is the record whole, what is its head, and a copy of it (docs/backup.md).
use crate::config::Config;
use crate::services::audit::{export_all, verify};
use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use contract::audit::{AuditFormat, AuditQuery};
use futures_util::TryStreamExt;
use std::io::Write as _;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Read the chain and find any altered, removed or inserted row; exit code 1 and its number if there is one
    Verify(Verify),
    /// Number and hash of the last row: publish it daily, and nobody can rewrite the record unseen
    Head,
    /// Rows as JSON lines or CSV, to standard output; the export is itself recorded
    Export(Export),
}

#[derive(Debug, Args)]
pub struct Verify {
    /// Begin at this row, trusting the one before it [default: the first]
    #[arg(long, value_name = "ROW")]
    from: Option<i64>,
    /// A head that was published: this row must have this hash
    #[arg(long, value_name = "ROW:HASH")]
    head: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Export {
    /// First day (Asia/Shanghai)
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Jsonl,
    Csv,
}

impl Audit {
    /// # Errors
    /// Of the database.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let code = match self {
            Self::Verify(verify) => verify.run(&core).await?,
            Self::Head => {
                let (seq, hash) = core.store.read().await?.audit_head().await?;
                println!("{seq}:{hash}");
                ExitCode::SUCCESS
            }
            Self::Export(export) => {
                let query = AuditQuery { from: export.from, until: export.to, page: 1, ..AuditQuery::default() };
                let format = match export.format {
                    Format::Jsonl => AuditFormat::Jsonl,
                    Format::Csv => AuditFormat::Csv,
                };
                let mut body =
                    export_all(&core, &query, format).await.map_err(|error| anyhow::anyhow!("{error}"))?.body;
                let mut out = std::io::stdout().lock();
                while let Some(part) = body.try_next().await? {
                    out.write_all(&part)?;
                }
                ExitCode::SUCCESS
            }
        };
        core.store.close().await;
        Ok(code)
    }
}

impl Verify {
    async fn run(self, core: &crate::portal::Core) -> anyhow::Result<ExitCode> {
        for head in &self.head {
            let (seq, hash) = head.split_once(':').context("--head is ROW:HASH, as `portal audit head` prints it")?;
            let seq: i64 = seq.parse().context("--head")?;
            let row = core.store.read().await?.audit_row(seq).await?;
            if row.is_none_or(|row| row.hash != hash) {
                println!("row {seq}: not the one whose hash was published");
                return Ok(ExitCode::from(1));
            }
        }
        let found = verify::verify(core, self.from).await?;
        if let Some((seq, broken)) = found.broken {
            println!("row {seq}: {broken} ({})", broken.code());
            println!("{} rows are sound before it", found.rows.saturating_sub(1));
            return Ok(ExitCode::from(1));
        }
        println!("whole: {} rows, {} to {}", found.rows, found.from, found.through);
        println!("head {}:{}", found.through, found.hash);
        Ok(ExitCode::SUCCESS)
    }
}
