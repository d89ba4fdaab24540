//! Giving a dataset a new version: files kept byte for byte, their tables read into Parquet, all of it in force at once or not at all.
//! Files are in the store before the transaction; what a crash leaves behind there is collected later.
use crate::portal::Core;
use anyhow::Context;
use chrono::{DateTime, Utc};
use contract::Caller;
use domain::audit::Entry;
use domain::catalog::{Column, Distribution, DistributionKind, Format, Table, Version, ident};
use domain::policy::{Action, Actor, DatasetFacts, ResourceFacts, authorize};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{Audience, NewVersion};
use tabular::{Control, Detected, IngestOptions, Ingested};

/// A file to publish.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: PathBuf,
    pub title: String,
    /// `None`: by content and name.
    pub format: Option<Format>,
    /// Whether to read tables from it.
    pub table: bool,
    /// A label such as `gb18030`; `None` finds out.
    pub encoding: Option<String>,
    /// Only this sheet; `None` takes all that have cells.
    pub sheet: Option<String>,
}

/// What became of the files.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub version: i64,
    /// Code, title, rows and columns of each table.
    pub tables: Vec<(String, String, u64, usize)>,
    /// What the reader noticed, for the publisher.
    pub warnings: Vec<String>,
    /// The newest version already holds exactly these files: nothing was done.
    pub unchanged: bool,
}

/// Publishes files as the next version of a dataset.
///
/// # Errors
/// `dataset` is unknown or withdrawn; a file cannot be read, or is no table; of database and file store. Nothing is published then.
pub async fn add_version(
    core: &Core,
    dataset: &str,
    files: &[SourceFile],
    note: &str,
    case: Option<&str>,
    issued: Option<DateTime<Utc>>,
) -> anyhow::Result<Report> {
    let mut tx = core.store.read().await?;
    let full = tx.dataset_by_code(dataset, Audience::All).await?.with_context(|| format!("no dataset {dataset}"))?;
    drop(tx);
    let facts = ResourceFacts::Dataset(DatasetFacts::of(&full.dataset, &full.suspensions));
    authorize(&Actor::Operator, Action::ImportTable, &facts)
        .map_err(|denial| anyhow::anyhow!("refused: {}", denial.code()))?;

    let now = core.clock.now();
    let version = Version {
        id: core.ids.id(now),
        number: full.latest().map_or(1, |latest| latest.number + 1),
        issued: issued.unwrap_or(now),
        note: note.to_owned(),
        case: case.map(str::to_owned),
    };
    let mut report = Report { version: version.number, ..Report::default() };
    let mut new = NewVersion { version, distributions: Vec::new(), tables: Vec::new() };
    for file in files {
        let stored = core
            .files
            .put_file(&file.path, core.config.limits.import_bytes)
            .await
            .with_context(|| format!("{}", file.path.display()))?;
        new.distributions.push(Distribution {
            id: core.ids.id(now),
            version: new.version.id,
            kind: DistributionKind::Hosted,
            title: file.title.clone(),
            format: file.format.unwrap_or_else(|| format_of(&file.path)),
            access_url: None,
            sha256: Some(stored.sha256),
            file_name: file.path.file_name().map(|name| name.to_string_lossy().into_owned()),
            bytes: Some(stored.bytes),
            encoding: None,
        });
    }
    if let Some(latest) = full.latest() {
        let known: Vec<_> = full.distributions_of(latest.id).map(|d| &d.sha256).collect();
        if known == new.distributions.iter().map(|d| &d.sha256).collect::<Vec<_>>() {
            return Ok(Report { version: latest.number, unchanged: true, ..Report::default() });
        }
    }
    for (at, file) in files.iter().enumerate().filter(|(_, file)| file.table) {
        for (sheet, ingested, parquet) in read(core, file).await.with_context(|| format!("{}", file.path.display()))? {
            let distribution = &mut new.distributions[at];
            distribution.encoding = ingested.encoding.clone();
            let name = distribution.file_name.clone().unwrap_or_default();
            let code = ident::table_code(&full.dataset.code, &name, sheet.as_deref(), |code| {
                new.tables.iter().any(|t| t.code == code)
            });
            let title = match &sheet {
                Some(sheet) => format!("{}_{sheet}", file.title),
                None => file.title.clone(),
            };
            report.tables.push((code.clone(), title.clone(), ingested.rows, ingested.columns.len()));
            report.warnings.extend(ingested.warnings.iter().map(|warning| format!("{name}: {warning:?}")));
            let warnings = ingested.warnings.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
            new.tables.push(Table {
                id: core.ids.id(now),
                code,
                distribution: distribution.id,
                version: new.version.id,
                title,
                sheet,
                rows: ingested.rows,
                parquet: parquet.0,
                parquet_bytes: parquet.1,
                columns: ingested.columns.into_iter().map(column).collect(),
                warnings,
            });
        }
    }
    let mut tx = core.store.write().await?;
    tx.add_version(&full.dataset.code, &new, now).await?;
    let mut entry = Entry::new(now, "import.table", "dataset", full.dataset.code.clone());
    entry.case = case.map(str::to_owned);
    entry.after = serde_json::json!({
        "version": new.version.number,
        "files": new.distributions.iter().filter_map(|file| file.sha256.clone()).collect::<Vec<_>>(),
    });
    tx.audit(Caller::operator().sign(entry));
    tx.commit(Vec::new()).await?;
    Ok(report)
}

/// Tables of a file: sheet name where there are several, what was read, and the stored Parquet (SHA-256, bytes).
async fn read(core: &Core, file: &SourceFile) -> anyhow::Result<Vec<(Option<String>, Ingested, (String, u64))>> {
    let limit = Duration::from_secs(core.config.limits.export_seconds);
    let mut options =
        IngestOptions { encoding: file.encoding.clone(), sheet: file.sheet.clone(), ..IngestOptions::default() };
    options.limits.source_bytes = core.config.limits.import_bytes;
    let detected: Detected = {
        let (path, options) = (file.path.clone(), options.clone());
        tokio::task::spawn_blocking(move || tabular::detect(&path, &options.limits, &Control::within(limit))).await??
    };
    let sheets: Vec<Option<String>> = match (&file.sheet, detected.sheets.len()) {
        (Some(sheet), _) => vec![Some(sheet.clone())],
        (None, 0 | 1) => vec![None],
        (None, _) => detected.sheets.iter().cloned().map(Some).collect(),
    };
    let several = sheets.len() > 1;
    let mut tables = Vec::new();
    for sheet in sheets {
        let parquet = tempfile::NamedTempFile::new()?.into_temp_path();
        let (path, to) = (file.path.clone(), parquet.to_path_buf());
        let options = IngestOptions { sheet: sheet.clone(), ..options.clone() };
        let read =
            tokio::task::spawn_blocking(move || tabular::ingest(&path, &to, &options, &Control::within(limit))).await?;
        let ingested = match read {
            // A workbook often has empty sheets beside the full ones.
            Err(tabular::Error::Empty) if several => continue,
            other => other?,
        };
        let stored = core.files.put_file(&parquet, u64::MAX).await?;
        tables.push((sheet, ingested, (stored.sha256, stored.bytes)));
    }
    Ok(tables)
}

fn column(info: tabular::ColumnInfo) -> Column {
    Column {
        name: info.name,
        title: info.title,
        dtype: info.dtype.code().to_owned(),
        nulls: info.nulls,
        distinct: Some(info.distinct),
        min: info.min,
        max: info.max,
    }
}

/// Format by the ending of the name, a `.gz` behind it taken off.
fn format_of(path: &Path) -> Format {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase()).unwrap_or_default();
    Format::from_code(&ending).unwrap_or(Format::File)
}
