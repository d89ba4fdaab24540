//! `portal demo`: a real catalogue and real tables for the first run. Idempotent: what is there already stays as it is.
pub mod accounts;

use super::{catalogue_import, table_import};
use crate::portal::Core;
use anyhow::Context;
use chrono::NaiveTime;
use domain::catalog::ident;
use domain::catalog::region::Regions;
use domain::catalog::sample::{SAMPLE_PORTAL, SampleEntry, SampleManifest};
use domain::catalog::{Publication, Suspension};
use std::path::Path;
use store::Audience;

/// What was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    pub catalogues: Vec<(String, catalogue_import::Report)>,
    pub entries: u64,
    /// Entries whose files were already there.
    pub unchanged: u64,
    pub tables: u64,
}

/// Loads `folder/samples.toml` and what it names; only the entries when `catalogues` is false.
///
/// # Errors
/// When the manifest or a file cannot be read; of database and file store.
pub async fn load(
    core: &Core,
    folder: &Path,
    catalogues: bool,
    progress: impl Fn(&str, u64) + Send + Sync,
) -> anyhow::Result<Loaded> {
    let path = folder.join("samples.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let manifest = SampleManifest::parse(&text, Regions::shipped())?;
    let now = core.clock.now();
    let mut tx = core.store.write().await?;
    tx.put_setting(super::active::DEMO, &true, now).await?;
    tx.audit(contract::Caller::operator().sign(domain::audit::Entry::new(now, "portal.demo", "portal", "")));
    tx.commit(Vec::new()).await?;
    core.reload_active().await?;
    let mut loaded = Loaded::default();
    if catalogues {
        for catalogue in &manifest.catalogues {
            let report =
                catalogue_import::import(core, &folder.join(&catalogue.path), None, |n| progress(&catalogue.path, n))
                    .await?;
            loaded.catalogues.push((catalogue.path.clone(), report));
        }
    }
    for (at, entry) in manifest.entries.iter().enumerate() {
        let report = self::entry(core, folder, entry).await.with_context(|| format!("sample {}", entry.key))?;
        loaded.entries += 1;
        loaded.unchanged += u64::from(report.unchanged);
        loaded.tables += report.tables.len() as u64;
        progress("samples.toml", at as u64 + 1);
    }
    Ok(loaded)
}

async fn entry(core: &Core, folder: &Path, entry: &SampleEntry) -> anyhow::Result<table_import::Report> {
    let now = core.clock.now();
    let mut tx = core.store.write().await?;
    let publisher = catalogue_import::publisher(core, &mut tx, &entry.body(), entry.contact.as_deref(), now).await?;
    let code = ident::dataset_code(SAMPLE_PORTAL, &entry.key, |_| false);
    // Listed only with its files: nobody sees the entry half made.
    let mut dataset = entry.to_dataset(core.ids.id(now), code, publisher);
    let wanted = std::mem::replace(&mut dataset.publication, Publication::Unlisted);
    dataset.source_key = format!("{SAMPLE_PORTAL}\u{1f}{}", entry.key);
    let known = tx.upsert_datasets(std::slice::from_ref(&dataset), now).await?.pop().context("no result")?;
    tx.commit(Vec::new()).await?;

    let mut tx = core.store.read().await?;
    let full = tx.dataset_by_code(&known.code, Audience::All).await?.context("the entry is gone")?;
    drop(tx);
    let files: Vec<_> = entry
        .files
        .iter()
        .map(|file| table_import::SourceFile {
            path: folder.join(&file.path),
            title: file.title.clone(),
            format: Some(file.format),
            table: file.table,
            encoding: file.encoding.clone(),
            sheet: None,
        })
        .collect();
    // The version is as old as the data says, not as this machine's first start.
    let issued = entry
        .updated
        .or(entry.issued)
        .map(|day| (day.and_time(NaiveTime::MIN) - chrono::TimeDelta::hours(8)).and_utc());
    let report = table_import::add_version(core, &known.code, &files, "首次发布", None, issued).await?;

    let mut tx = core.store.write().await?;
    if full.dataset.publication == Publication::Unlisted && wanted != Publication::Unlisted {
        for suspension in &entry.suspensions {
            let row = Suspension {
                id: core.ids.id(now),
                since: suspension.since,
                reason: suspension.reason,
                case: suspension.case.clone(),
                ended: None,
            };
            tx.suspend(&known.code, &row, now).await?;
        }
        tx.set_publication(&known.code, &wanted, now).await?;
    }
    tx.commit(Vec::new()).await?;
    Ok(report)
}
