//! Importing catalogues: JSONL, plain or gz, thousands of records a second. What cannot be an entry is reported with its line and
//! reason; what is known is updated, never doubled. Every few thousand records are one transaction: killing the process leaves whole
//! entries only, and running the import again goes on where it stopped, since unchanged records are recognised.
use crate::portal::Core;
use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use contract::Caller;
use domain::audit::Entry;
use domain::catalog::mapping::Mappings;
use domain::catalog::record::{BodyKey, Context, Limits, NormalisedRecord, Refusal, Scan, identity};
use domain::catalog::region::Regions;
use domain::catalog::{Body, Dataset, ident};
use domain::policy::{Action, Actor, ResourceFacts, authorize};
use flate2::read::MultiGzDecoder;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use store::{ImportCounts, NewBody, Outcome, Tx};
use uuid::Uuid;

/// Records of one transaction.
const BATCH: usize = 2_000;
/// Most bytes a catalogue file may unpack to.
const MAX_BYTES: u64 = 16 << 30;
/// Refused lines that a report names; beyond them they are only counted.
const NAMED: usize = 1_000;

/// What an import did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub records: u64,
    pub inserted: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// Line (from 1) and reason, the first thousand.
    pub refusals: Vec<(u64, String)>,
    /// Lines whose key stands earlier in the file, the first thousand.
    pub duplicates: Vec<u64>,
    /// What was mended or not understood, by code.
    pub warnings: BTreeMap<&'static str, u64>,
    /// Treated as restricted because nothing usable was said.
    pub access_rights_assumed: u64,
    pub publishers: u64,
}

/// Imports one file. `progress` is told how many records are done.
///
/// # Errors
/// When the file or the database cannot be read or written; never because of a record.
pub async fn import(
    core: &Core,
    file: &Path,
    observed: Option<NaiveDate>,
    progress: impl Fn(u64) + Send,
) -> anyhow::Result<Report> {
    authorize(&Actor::Operator, Action::ImportCatalogue, &ResourceFacts::Portal)
        .map_err(|denial| anyhow::anyhow!("not allowed: {}", denial.code()))?;
    let run = begin(core, file).await?;
    let scan = {
        let file = file.to_owned();
        tokio::task::spawn_blocking(move || scan(&file)).await??
    };
    let mut lines = Lines::open(file)?;
    let mut report = Report::default();
    let mut publishers = HashMap::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let today = core.clock.today();
    loop {
        let scan = &scan;
        let batch = tokio::task::block_in_place(|| read_batch(&mut lines, scan, observed, today))?;
        if batch.is_empty() {
            break;
        }
        let mut records = Vec::with_capacity(batch.len());
        for (line, read) in batch {
            report.records += 1;
            match read {
                Err(refusal) => report.refuse(line, refusal.to_string()),
                Ok(record) => {
                    for warning in &record.warnings {
                        *report.warnings.entry(warning.code()).or_default() += 1;
                    }
                    let key = format!("{}{}{}", record.portal, identity::SEPARATOR, record.source_key);
                    if seen.insert(key, line).is_some() {
                        if report.duplicates.len() < NAMED {
                            report.duplicates.push(line);
                        }
                        report.refuse(line, "the same record stands earlier in this file".into());
                    } else {
                        records.push((line, *record));
                    }
                }
            }
        }
        write_batch(core, records, scan, &mut publishers, &mut seen, &mut report).await?;
        note(core, run, &report, None).await?;
        progress(report.records);
    }
    report.access_rights_assumed = report.warnings.get("access-rights-assumed").copied().unwrap_or_default();
    report.publishers = publishers.len() as u64;
    note(core, run, &report, Some(core.clock.now())).await?;
    core.store.analyse().await?;
    Ok(report)
}

impl Report {
    fn refuse(&mut self, line: u64, reason: String) {
        self.refused += 1;
        if self.refusals.len() < NAMED {
            self.refusals.push((line, reason));
        }
    }

    fn count(&mut self, line: u64, outcome: Outcome) {
        match outcome {
            Outcome::Inserted => self.inserted += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Duplicate => self.refuse(line, "the same record stands earlier in this file".into()),
            Outcome::CodeTaken => self.refuse(line, "its public code belongs to another entry; import it again".into()),
        }
    }
}

async fn begin(core: &Core, file: &Path) -> anyhow::Result<Uuid> {
    let now = core.clock.now();
    let run = core.ids.id(now);
    let mut tx = core.store.write().await?;
    tx.begin_import(run, &file.display().to_string(), now).await?;
    tx.commit(Vec::new()).await?;
    Ok(run)
}

async fn note(core: &Core, run: Uuid, report: &Report, finished: Option<DateTime<Utc>>) -> anyhow::Result<()> {
    let big = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let counts = ImportCounts {
        inserted: big(report.inserted),
        updated: big(report.updated),
        unchanged: big(report.unchanged),
        refused: big(report.refused),
    };
    let mut tx = core.store.write().await?;
    tx.note_import(run, counts, &serde_json::to_value(report)?, finished).await?;
    if let Some(finished) = finished {
        let mut entry = Entry::new(finished, "import.catalogue", "catalogue", run.to_string());
        entry.after = serde_json::json!({
            "inserted": report.inserted, "updated": report.updated, "unchanged": report.unchanged, "refused": report.refused,
        });
        tx.audit(Caller::operator().sign(entry));
    }
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// Lines of a file, unpacked if it is gz, each at most as long as a record may be.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    number: u64,
    longest: u64,
}

impl Lines {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let mut file = BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?);
        let packed = file.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let reader: Box<dyn BufRead + Send> =
            if packed { Box::new(BufReader::new(MultiGzDecoder::new(file).take(MAX_BYTES))) } else { Box::new(file) };
        Ok(Self { reader, number: 0, longest: Limits::default().line_bytes as u64 + 1 })
    }

    /// The next line that is not empty. Of a line that is too long only the beginning is kept: enough for the refusal.
    fn next(&mut self) -> anyhow::Result<Option<(u64, String)>> {
        loop {
            let mut line = Vec::new();
            if (&mut self.reader).take(self.longest).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if !line.ends_with(b"\n") && line.len() as u64 == self.longest {
                self.reader.skip_until(b'\n')?;
            }
            self.number += 1;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_start_matches('\u{feff}').trim();
            if !text.is_empty() {
                return Ok(Some((self.number, text.to_owned())));
            }
        }
    }
}

fn scan(file: &Path) -> anyhow::Result<Scan> {
    let mut lines = Lines::open(file)?;
    let mut scan = Scan::default();
    while let Some((_, line)) = lines.next()? {
        scan.line(&line);
    }
    Ok(scan)
}

type Parsed = (u64, Result<Box<NormalisedRecord>, Refusal>);

fn read_batch(
    lines: &mut Lines,
    scan: &Scan,
    observed: Option<NaiveDate>,
    today: NaiveDate,
) -> anyhow::Result<Vec<Parsed>> {
    let context = Context {
        mappings: Mappings::shipped(),
        regions: Regions::shipped(),
        scan,
        observed,
        today,
        limits: Limits::default(),
    };
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        let Some((number, line)) = lines.next()? else { break };
        batch.push((number, NormalisedRecord::from_line(&line, &context).map(Box::new)));
    }
    Ok(batch)
}

async fn write_batch(
    core: &Core,
    records: Vec<(u64, NormalisedRecord)>,
    scan: &Scan,
    publishers: &mut HashMap<BodyKey, Uuid>,
    seen: &mut HashMap<String, u64>,
    report: &mut Report,
) -> anyhow::Result<()> {
    let now = core.clock.now();
    let mut tx = core.store.write().await?;
    let mut datasets = Vec::with_capacity(records.len());
    let mut lines = Vec::with_capacity(records.len());
    for (line, record) in records {
        let publisher = match publishers.get(&record.publisher) {
            Some(id) => *id,
            None => {
                let id = publisher(core, &mut tx, &record.publisher, None, now).await?;
                publishers.insert(record.publisher.clone(), id);
                id
            }
        };
        let portal = record.portal.clone();
        let dataset = record.into_dataset(core.ids.id(now), String::new(), publisher);
        lines.push((line, portal, dataset.source_key.clone()));
        datasets.push(dataset);
    }
    recognise(&mut tx, &mut datasets, &lines, scan, seen).await?;
    for (dataset, (_, portal, own)) in datasets.iter_mut().zip(&lines) {
        dataset.code = ident::dataset_code(portal, own, |_| false);
    }
    lengthen_taken(&mut tx, &mut datasets, &lines).await?;
    let results = tx.upsert_datasets(&datasets, now).await?;
    for ((line, ..), result) in lines.iter().zip(results) {
        report.count(*line, result.outcome);
    }
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// Puts the portal in front of each source key (record ids are unique within their portal only), or the key of the entry that the record
/// is by its name ([`identity`]), unless an earlier record of the file is that entry.
async fn recognise(
    tx: &mut Tx,
    datasets: &mut [Dataset],
    lines: &[(u64, String, String)],
    scan: &Scan,
    seen: &mut HashMap<String, u64>,
) -> anyhow::Result<()> {
    let unsure = datasets.iter().filter(|dataset| identity::depends_on_neighbours(&dataset.source_key));
    let names: Vec<(Uuid, &str)> = unsure.map(|dataset| (dataset.publisher, dataset.title.as_str())).collect();
    let namesakes = tx.namesakes(&names).await?;
    for (dataset, (line, portal, own)) in datasets.iter_mut().zip(lines) {
        let known = namesakes.get(&(dataset.publisher, dataset.title.clone())).map_or(&[][..], Vec::as_slice);
        let entry = identity::entry_of(portal, own, dataset.landing_page.as_deref(), known, scan);
        dataset.source_key = match entry.filter(|key| !seen.contains_key(*key)) {
            Some(key) => {
                seen.insert(key.to_owned(), *line);
                key.to_owned()
            }
            None => format!("{portal}{}{own}", identity::SEPARATOR),
        };
    }
    Ok(())
}

/// Gives a longer code to entries whose code belongs to another entry, in the database or in this batch.
async fn lengthen_taken(tx: &mut Tx, datasets: &mut [Dataset], lines: &[(u64, String, String)]) -> anyhow::Result<()> {
    let codes: Vec<&str> = datasets.iter().map(|dataset| dataset.code.as_str()).collect();
    let mut owners = tx.codes_taken(&codes).await?;
    for (dataset, (_, portal, own)) in datasets.iter_mut().zip(lines) {
        let foreign = |code: &str| owners.get(code).is_some_and(|owner| *owner != dataset.source_key);
        if foreign(&dataset.code) {
            dataset.code = ident::dataset_code(portal, own, foreign);
        }
        owners.insert(dataset.code.clone(), dataset.source_key.clone());
    }
    Ok(())
}

/// Finds or enters a body; its id.
///
/// # Errors
/// Of the database.
pub async fn publisher(
    core: &Core,
    tx: &mut Tx,
    key: &BodyKey,
    contact: Option<&str>,
    now: DateTime<Utc>,
) -> anyhow::Result<Uuid> {
    let normalised: String = key.name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut taken: Vec<String> = Vec::new();
    loop {
        let code = ident::body_code(&key.region, &normalised, |code| taken.iter().any(|t| t == code));
        let body = Body {
            id: core.ids.id(now),
            code: code.clone(),
            name: key.name.clone(),
            name_en: None,
            level: key.level,
            region: key.region.clone(),
            parent: None,
            unattributed: key.unattributed,
            contact: contact.map(str::to_owned),
            website: None,
        };
        let done = tx.upsert_body(&NewBody { body, normalised: normalised.clone() }, now).await?;
        if done.outcome != Outcome::CodeTaken {
            return Ok(done.id);
        }
        taken.push(code);
    }
}
