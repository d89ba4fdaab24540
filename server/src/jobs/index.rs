//! The search index follows the feed of changes by its numbers, so that what was committed before a crash is indexed after it. A missing
//! or outdated index is built from the database before the portal is ready; `portal reindex` builds it anew beside the old one.
use crate::portal::Core;
use crate::services::datasets::day_number;
use anyhow::Context;
use chrono::Datelike;
use domain::catalog::region::Regions;
use domain::locale::Locale;
use search::{Analyzer, DataItem, Index, Labelled, SearchDoc, Writer};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use store::{ChangeKind, IndexRow, NumberedChange};
use tokio::sync::watch;
use uuid::Uuid;

/// Key of the setting by which `portal reindex` asks the running server for a new index.
pub const REINDEX: &str = "reindex";
/// Changes of other processes (an import beside the server) are looked for this often; own ones are seen at once.
const LOOK: Duration = Duration::from_millis(250);
/// Changes and datasets handled at once.
const BATCH: u32 = 2_000;
/// Download counts go into the ranking this often.
const COUNTS: Duration = Duration::from_secs(60);

/// The index in use, and the names of publishers for its facets.
#[derive(Default)]
pub struct Indexed {
    index: RwLock<Option<Index>>,
    publishers: RwLock<Arc<HashMap<String, String>>>,
    /// Datasets downloaded since the last look. Lost with the process, harmlessly: the counts are in the database.
    downloaded: Mutex<BTreeSet<String>>,
}

impl Indexed {
    /// The index, once it is built.
    pub fn get(&self) -> Option<Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Names of publishers by code.
    pub fn publishers(&self) -> Arc<HashMap<String, String>> {
        self.publishers.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes that a dataset was downloaded.
    pub fn downloaded(&self, code: &str) {
        self.downloaded.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned());
    }
}

/// Opens or builds the index, then follows until told to stop. Faults are logged and tried again: the portal serves meanwhile.
pub async fn follow(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = Duration::from_millis(200);
    while !*stop.borrow() {
        match run(&core, &mut stop).await {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the index stopped following; trying again");
                let _ = tokio::time::timeout(pause, stop.changed()).await;
                pause = (pause * 2).min(Duration::from_secs(30));
            }
        }
    }
}

async fn run(core: &Arc<Core>, stop: &mut watch::Receiver<bool>) -> anyhow::Result<()> {
    let mut committed = core.store.committed();
    read_publishers(core).await?;
    let index = open(core).await?;
    let mut seq = i64::try_from(index.last_seq()?)?;
    *core.index.index.write().unwrap_or_else(PoisonError::into_inner) = Some(index.clone());
    tracing::info!(datasets = index.len(), seq, "search index ready");
    let mut writer = blocking({
        let index = index.clone();
        move || index.writer()
    })
    .await?;
    let mut counted = tokio::time::Instant::now();
    loop {
        if *stop.borrow() {
            blocking(move || writer.close()).await?;
            return Ok(());
        }
        let changes = core.store.read().await?.changes_since(seq, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.seq) else {
            if counted.elapsed() >= COUNTS {
                counted = tokio::time::Instant::now();
                let codes = std::mem::take(&mut *core.index.downloaded.lock().unwrap_or_else(PoisonError::into_inner));
                if !codes.is_empty() {
                    writer = apply(core, writer, codes.into_iter().collect(), seq).await?;
                }
            }
            tokio::select! {
                _ = tokio::time::sleep(LOOK) => {}
                _ = committed.changed() => {}
                _ = stop.changed() => {}
            }
            continue;
        };
        if has(&changes, ChangeKind::ProfileActivated)
            || has(&changes, ChangeKind::CalendarPut)
            || has(&changes, ChangeKind::SettingPut)
            // The frame of every page says when the catalogue last changed.
            || changes.iter().any(|change| change.change.kind.of_dataset())
        {
            core.reload_active().await?;
        }
        if has(&changes, ChangeKind::BodyPut) {
            read_publishers(core).await?;
        }
        if changes.iter().any(|c| c.change.kind == ChangeKind::SettingPut && c.change.code == REINDEX) {
            // The writer of the old index ends with it.
            blocking(move || writer.close()).await?;
            seq = rebuild(core, &index).await?;
            writer = blocking({
                let index = index.clone();
                move || index.writer()
            })
            .await?;
            continue;
        }
        let codes = affected(core, &changes).await?;
        writer = apply(core, writer, codes, last).await?;
        seq = last;
    }
}

fn has(changes: &[NumberedChange], kind: ChangeKind) -> bool {
    changes.iter().any(|change| change.change.kind == kind)
}

/// Codes of the datasets that some changes touch; a renamed body touches all of its.
async fn affected(core: &Core, changes: &[NumberedChange]) -> anyhow::Result<Vec<String>> {
    let mut codes: BTreeSet<String> = BTreeSet::new();
    let mut bodies: BTreeSet<String> = BTreeSet::new();
    for NumberedChange { change, .. } in changes {
        if change.kind.of_dataset() {
            codes.insert(change.code.clone());
        } else if change.kind == ChangeKind::BodyPut {
            bodies.insert(change.code.clone());
        }
    }
    if !bodies.is_empty() {
        let bodies: Vec<String> = bodies.into_iter().collect();
        codes.extend(core.store.read().await?.dataset_codes_of(&bodies).await?);
    }
    Ok(codes.into_iter().collect())
}

/// Brings some datasets in the index to what the database says; what is no longer public leaves it.
async fn apply(core: &Core, mut writer: Writer, codes: Vec<String>, seq: i64) -> anyhow::Result<Writer> {
    let rows = core.store.read().await?.index_rows(&codes).await?;
    let docs: Vec<SearchDoc> = rows.into_iter().map(document).collect();
    let seq = u64::try_from(seq)?;
    blocking(move || {
        for code in &codes {
            writer.delete(code);
        }
        writer.upsert_many(&docs)?;
        writer.commit(seq)?;
        Ok(writer)
    })
    .await
}

/// The index in the data folder, built if it is missing, damaged, of another version, or of another database.
async fn open(core: &Arc<Core>) -> anyhow::Result<Index> {
    let root = core.config.index_dir();
    let last = core.store.read().await?.last_change().await?;
    let opened = {
        let root = root.clone();
        tokio::task::spawn_blocking(move || Index::open_in_dir(&root, Analyzer::shipped())).await?
    };
    match opened {
        Ok(index) if i64::try_from(index.last_seq()?)? <= last => return Ok(index),
        Ok(_) => tracing::warn!("the index is ahead of the database: building it anew"),
        Err(search::Error::RebuildNeeded(reason)) => tracing::info!(?reason, "building the search index"),
        Err(error) => return Err(error).context("search index"),
    }
    let index = blocking(move || Index::create_in_dir(&root, Analyzer::shipped())).await?;
    rebuild(core, &index).await?;
    Ok(index)
}

/// Builds the index from the database beside the one in use and swaps them. Returns the number of the last change it has.
async fn rebuild(core: &Arc<Core>, index: &Index) -> anyhow::Result<i64> {
    let started = std::time::Instant::now();
    let seq = core.store.read().await?.last_change().await?;
    let mut building = blocking({
        let index = index.clone();
        move || index.rebuild()
    })
    .await?;
    let mut after = Uuid::nil();
    let mut datasets = 0;
    loop {
        let rows = core.store.read().await?.index_page(after, BATCH).await?;
        let Some(last) = rows.last().map(|row| row.card.id) else { break };
        after = last;
        datasets += rows.len();
        building = blocking(move || {
            let docs: Vec<SearchDoc> = rows.into_iter().map(document).collect();
            building.add(&docs)?;
            Ok(building)
        })
        .await?;
    }
    let number = u64::try_from(seq)?;
    blocking(move || building.finish(number)).await?;
    tracing::info!(datasets, seconds = started.elapsed().as_secs_f64(), "search index built");
    Ok(seq)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, search::Error> + Send + 'static,
) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await?.context("search index")
}

async fn read_publishers(core: &Core) -> anyhow::Result<()> {
    let bodies = core.store.read().await?.bodies().await?;
    let names = bodies.into_iter().map(|body| (body.code, body.name)).collect();
    *core.index.publishers.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(names);
    Ok(())
}

/// A dataset as the index takes it. Labels are those of the language of record: that is what people search by.
fn document(row: IndexRow) -> SearchDoc {
    let card = row.card;
    let regions = Regions::shipped().lineage(&card.region);
    let labelled = |code: &str, label: &str| Labelled { code: code.to_owned(), label: label.to_owned() };
    let mut formats: Vec<String> = card.formats.iter().map(|f| f.format.code().to_owned()).collect();
    if card.has_table() {
        // Tables held here are offered in these as well.
        formats.extend(["CSV", "JSON"].map(str::to_owned));
    }
    SearchDoc {
        has_table: card.has_table(),
        official: card.observed.is_none(),
        year: card.updated.map(|day| day.year()),
        issued: card.issued.map(day_number),
        updated: card.updated.map(day_number),
        downloads: u64::try_from(card.downloads).unwrap_or_default(),
        themes: card
            .themes
            .iter()
            .map(|theme| {
                let coded = crate::services::words::theme(Locale::ZhCn, *theme);
                labelled(&coded.value, &coded.label)
            })
            .collect(),
        regions: regions
            .iter()
            .filter(|region| region.parent.is_some())
            .map(|region| labelled(&region.code, &region.name))
            .collect(),
        formats,
        items: row.items.into_iter().map(|item| DataItem { name: item.title, field: item.name }).collect(),
        tags: row.tags,
        publisher_aliases: card.publisher.name_en.into_iter().collect(),
        publisher_code: card.publisher.code,
        publisher_name: card.publisher.name,
        access_rights: card.access_rights.code().to_owned(),
        data_type: card.data_type.code().to_owned(),
        accrual_periodicity: card.accrual_periodicity.code().to_owned(),
        level: card.level.code().to_owned(),
        code: card.code,
        title: card.title,
        title_en: card.title_en,
        description: card.description,
    }
}
