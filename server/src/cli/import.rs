//! `portal import …`: writes the database; a running server takes it up within a second.
use super::progress;
use crate::config::Config;
use crate::services::table_import::{SourceFile, add_version};
use crate::services::{catalogue_import, law_import};
use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::audit::Entry;
use domain::calendar::YearTable;
use domain::law::Library;
use domain::profile::{Profile, ProfileText, resolve};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::ProfileOrigin;

/// Something was refused; the report says what and why.
const REFUSED: u8 = 3;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Catalogue records, one JSON object a line, plain or gz
    ///
    /// Known records are updated, never doubled. Exit code 3 when records were refused.
    Catalogue(Catalogue),
    /// Files as the next version of a dataset; tables in them are read
    Table(Table),
    /// Working-day calendars of one year each (TOML, or JSON of holiday-cn)
    Calendar(Files),
    /// The official text of a law, shown beside our summaries
    Law(Law),
    /// Regulation profiles
    Profile(ProfileFiles),
}

#[derive(Debug, Args)]
pub struct Catalogue {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Day the source was read; freshness is judged as of it [default: latest update of each portal]
    #[arg(long, value_name = "DATE")]
    observed: Option<NaiveDate>,
    /// The whole report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Table {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Code of the dataset
    #[arg(long, value_name = "CODE")]
    dataset: String,
    /// Title of the table [default: name of the file]
    #[arg(long)]
    title: Option<String>,
    /// What changed
    #[arg(long, default_value = "数据更新")]
    note: String,
    /// Number of the case that led to it (因校核 … 更正)
    #[arg(long, value_name = "NUMBER")]
    case: Option<String>,
    /// utf-8, gb18030, big5 … [default: found out]
    #[arg(long)]
    encoding: Option<String>,
    /// Only this sheet of a workbook
    #[arg(long)]
    sheet: Option<String>,
}

#[derive(Debug, Args)]
pub struct Files {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Law {
    #[arg(required = true, value_name = "FILE")]
    file: PathBuf,
    /// zj22, gl20, dq, yn or zj17
    #[arg(long, value_name = "CODE")]
    doc: String,
}

#[derive(Debug, Args)]
pub struct ProfileFiles {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Make the (last) imported profile the active one
    #[arg(long)]
    activate: bool,
    /// Yes, although the document is only a draft (征求意见稿)
    #[arg(long, requires = "activate")]
    confirm_draft: bool,
}

impl Import {
    /// # Errors
    /// When a file or the database cannot be read or written, or a file is not what it should be.
    pub async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        match self {
            Self::Catalogue(catalogue) => catalogue.run(config).await,
            Self::Table(table) => table.run(config).await,
            Self::Calendar(files) => calendars(config, &files.files).await,
            Self::Law(law) => law.run(config).await,
            Self::Profile(files) => files.run(config).await,
        }
    }
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

impl Catalogue {
    async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let mut refused = 0;
        for file in &self.files {
            let bar = progress::bar(&file.display().to_string(), 0);
            let report = catalogue_import::import(&core, file, self.observed, |done| bar.set_position(done)).await?;
            bar.finish_and_clear();
            refused += report.refused;
            if self.json {
                println!("{}", serde_json::to_string(&report)?);
                continue;
            }
            println!("{}", file.display());
            println!(
                "  {} records: {} new, {} updated, {} unchanged, {} refused; {} publishers; {} without open attribute (treated as restricted)",
                report.records,
                report.inserted,
                report.updated,
                report.unchanged,
                report.refused,
                report.publishers,
                report.access_rights_assumed
            );
            for (code, count) in &report.warnings {
                println!("  {count:>8}  {code}");
            }
            for (line, reason) in &report.refusals {
                println!("  line {line}: {reason}");
            }
        }
        core.store.close().await;
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
    }
}

impl Table {
    async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        let files: Vec<SourceFile> = self
            .files
            .iter()
            .map(|path| SourceFile {
                title: self.title.clone().unwrap_or_else(|| {
                    path.file_stem()
                        .map(|stem| stem.to_string_lossy().trim_end_matches(".csv").to_owned())
                        .unwrap_or_default()
                }),
                path: path.clone(),
                format: None,
                table: true,
                encoding: self.encoding.clone(),
                sheet: self.sheet.clone(),
            })
            .collect();
        let report = add_version(&core, &self.dataset, &files, &self.note, self.case.as_deref(), None).await?;
        if report.unchanged {
            println!("version {} already has these files", report.version);
        } else {
            println!("version {}", report.version);
        }
        for (code, title, rows, columns) in &report.tables {
            println!("  {code}  {title}: {rows} rows, {columns} columns");
        }
        for warning in &report.warnings {
            println!("  note: {warning}");
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

async fn calendars(config: Config, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let core = super::core(config).await?;
    for file in files {
        let text = text(file)?;
        let table = YearTable::parse(&text).with_context(|| format!("{}", file.display()))?;
        let now = core.clock.now();
        let mut tx = core.store.write().await?;
        let id = core.ids.id(now);
        let new = tx.put_calendar(id, table.year().into(), &text, &file.display().to_string(), now).await?;
        if new {
            let mut entry = Entry::new(now, "import.calendar", "calendar", table.year().to_string());
            entry.after = serde_json::json!({ "version": table.version() });
            tx.audit(contract::Caller::operator().sign(entry));
        }
        tx.commit(Vec::new()).await?;
        let state = if new { "imported" } else { "unchanged" };
        let note = if table.has_data() { "" } else { " (no days in it: due dates of this year stay provisional)" };
        println!("{}: {state}{note}", table.year());
    }
    core.store.close().await;
    Ok(ExitCode::SUCCESS)
}

impl Law {
    async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let library = Library::shipped()?;
        let doc = library.doc(&self.doc).with_context(|| {
            let codes: Vec<_> = library.docs().map(|doc| doc.code.slug()).collect();
            format!("no document {:?}; there are {}", self.doc, codes.join(", "))
        })?;
        let articles =
            law_import::articles(doc, &text(&self.file)?).with_context(|| format!("{}", self.file.display()))?;
        let core = super::core(config).await?;
        let mut tx = core.store.write().await?;
        let changed = tx.put_law(&self.doc, &articles, core.clock.now()).await?;
        let mut entry = Entry::new(core.clock.now(), "import.law", "law", self.doc.clone());
        entry.after = serde_json::json!({ "articles": articles.len(), "changed": changed });
        tx.audit(contract::Caller::operator().sign(entry));
        tx.commit(Vec::new()).await?;
        println!("{}: {} articles, {changed} new or changed", self.doc, articles.len());
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

impl ProfileFiles {
    async fn run(self, config: Config) -> anyhow::Result<ExitCode> {
        let core = super::core(config).await?;
        for file in &self.files {
            let text = text(file)?;
            let profile = check(&core, file, &text).await?;
            let now = core.clock.now();
            let mut tx = core.store.write().await?;
            let id =
                tx.put_profile(core.ids.id(now), &profile.id, &text, ProfileOrigin::Edited, "operator", now).await?;
            let before = tx.active_profile().await?;
            if self.activate {
                // a draft is no legal basis; making it the default is a decision somebody must take knowingly.
                anyhow::ensure!(
                    !profile.is_draft() || self.confirm_draft,
                    "{} is a draft (征求意见稿) and no legal basis; add --confirm-draft to activate it all the same",
                    profile.id
                );
                tx.activate_profile(id, "operator", now).await?;
            }
            let act = if self.activate { "profile.activate" } else { "import.profile" };
            let mut entry = Entry::new(now, act, "profile", profile.id.clone());
            if self.activate {
                let held = before.map(|version| (version.name, version.hash));
                entry.before = held.map_or(
                    serde_json::Value::Null,
                    |(name, hash)| serde_json::json!({ "active": name, "version": hash }),
                );
            }
            entry.after = serde_json::json!({ "active": self.activate.then_some(&profile.id), "version": domain::profile::text_hash(&text) });
            tx.audit(contract::Caller::operator().sign(entry));
            tx.commit(Vec::new()).await?;
            println!("{}: imported{}", profile.id, if self.activate { " and active" } else { "" });
        }
        core.store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads a profile together with the newest versions of those it may inherit from.
async fn check(core: &crate::portal::Core, file: &Path, text: &str) -> anyhow::Result<Profile> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    let name = file.display().to_string();
    let Named { id } = toml::from_str(text).with_context(|| name.clone())?;
    let known = core.store.read().await?.profile_versions().await?;
    let mut texts = vec![ProfileText { file: &name, text }];
    for version in &known {
        if version.name != id && !texts[1..].iter().any(|text| text.file == version.name) {
            texts.push(ProfileText { file: &version.name, text: &version.text });
        }
    }
    Ok(resolve(&id, &texts)?.profile)
}
