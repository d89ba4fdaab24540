//! Entering datasets, thousands a second: one look-up, one insert statement for many rows.
use super::record::Records;
use super::row::publication_code;
use crate::sql::{LIST, big, micros, storable};
use crate::tx::{Tx, delete_in, execute, fetch_in, insert_many, on};
use crate::{ChangeKind, StoreResult};
use chrono::{DateTime, Utc};
use domain::catalog::record::identity::Namesake;
use domain::catalog::{DataItem, Dataset, Publication, Theme};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Lock that keeps two bulk imports from meeting on PostgreSQL: "import" in ASCII.
const IMPORT_LOCK: i64 = 0x69_6d_70_6f_72_74;
/// Values of a row of `datasets`.
const COLUMNS: usize = 40;

/// What an upsert did with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Inserted,
    Updated,
    /// The record is the one imported last time: nothing was written, no change is announced.
    Unchanged,
    /// The same source key stands earlier in the same call; only the first one counts.
    Duplicate,
    /// Another entry has this code, or had it before it was merged; nothing was written. Try again with a longer code.
    CodeTaken,
}

/// Result for one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upserted {
    /// The id the entry has: that of the first import.
    pub id: Uuid,
    /// The code the entry has: that of the first import.
    pub code: String,
    pub outcome: Outcome,
}

/// What is compared with a record before anything is written.
#[derive(sqlx::FromRow)]
struct Known {
    id: Uuid,
    code: String,
    source_key: String,
    record_hash: String,
}

struct New<'a> {
    id: Uuid,
    code: &'a str,
    dataset: &'a Dataset,
    hash: &'a str,
    stated_rows: Option<i64>,
    /// Whether the entry was there before.
    known: bool,
}

impl Tx {
    /// Inserts or updates datasets by `source_key`; one result for each, in order. Known entries keep id, code and publication state, and
    /// their access rights if those were decided by [`Tx::set_access_rights`]: an import neither lists again what was withdrawn nor overrules
    /// a decision. U+0000, which PostgreSQL cannot store, becomes U+FFFD. Publishers must exist. All or nothing with the transaction; large imports commit every few thousand records, so
    /// that other writers get their turn.
    pub async fn upsert_datasets(&mut self, datasets: &[Dataset], at: DateTime<Utc>) -> StoreResult<Vec<Upserted>> {
        self.writable()?;
        let at = micros(at);
        let Records { hashes, mended } = Records::of(datasets)?;
        let datasets = mended.as_deref().unwrap_or(datasets);
        if self.is_postgres() {
            execute!(self, "SELECT pg_advisory_xact_lock($1)", IMPORT_LOCK)?;
        }
        let mut results = Vec::with_capacity(datasets.len());
        let mut seen = HashMap::new();
        for (part, hashes) in datasets.chunks(LIST).zip(hashes.chunks(LIST)) {
            self.upsert_part(part, hashes, at, &mut seen, &mut results).await?;
        }
        Ok(results)
    }

    async fn upsert_part<'a>(
        &mut self,
        part: &'a [Dataset],
        hashes: &[String],
        at: DateTime<Utc>,
        seen: &mut HashMap<&'a str, (Uuid, String)>,
        results: &mut Vec<Upserted>,
    ) -> StoreResult<()> {
        let keys: Vec<&str> = part.iter().map(|dataset| dataset.source_key.as_str()).collect();
        let known: HashMap<String, Known> = fetch_in!(
            self,
            Known,
            "SELECT id, code, source_key, record_hash FROM datasets WHERE source_key IN",
            &keys,
            ""
        )?
        .into_iter()
        .map(|row| (row.source_key.clone(), row))
        .collect();
        let new_codes: Vec<&str> = part
            .iter()
            .filter(|dataset| !known.contains_key(&dataset.source_key))
            .map(|dataset| dataset.code.as_str())
            .collect();
        let mut taken: HashSet<String> = self.codes_taken(&new_codes).await?.into_keys().collect();

        let mut writes: Vec<New<'_>> = Vec::new();
        for (dataset, hash) in part.iter().zip(hashes) {
            if let Some((id, code)) = seen.get(dataset.source_key.as_str()) {
                results.push(Upserted { id: *id, code: code.clone(), outcome: Outcome::Duplicate });
                continue;
            }
            let (id, code, outcome) = match known.get(&dataset.source_key) {
                Some(known) if known.record_hash == *hash => (known.id, known.code.as_str(), Outcome::Unchanged),
                Some(known) => (known.id, known.code.as_str(), Outcome::Updated),
                // Not remembered as seen: the caller may try the same key again with a longer code.
                None if !taken.insert(dataset.code.clone()) => (dataset.id, dataset.code.as_str(), Outcome::CodeTaken),
                None => (dataset.id, dataset.code.as_str(), Outcome::Inserted),
            };
            results.push(Upserted { id, code: code.to_owned(), outcome });
            if outcome != Outcome::CodeTaken {
                seen.insert(&dataset.source_key, (id, code.to_owned()));
            }
            if matches!(outcome, Outcome::Inserted | Outcome::Updated) {
                let stated_rows = dataset.stated_rows.map(|rows| big(rows, "datasets.stated_rows")).transpose()?;
                writes.push(New { id, code, dataset, hash, stated_rows, known: outcome == Outcome::Updated });
            }
        }
        self.write_datasets(&writes, at).await?;
        for write in &writes {
            self.note(ChangeKind::DatasetPut, write.code, at);
        }
        Ok(())
    }

    async fn write_datasets(&mut self, writes: &[New<'_>], at: DateTime<Utc>) -> StoreResult<()> {
        insert_many!(self, COLUMNS, INSERT, writes, UPDATE, |new| [
            new.id,
            new.code,
            &new.dataset.source_key,
            &new.dataset.title,
            &new.dataset.title_en,
            new.dataset.publisher,
            new.dataset.access_rights.code(),
            new.dataset.access_rights_source.code(),
            false,
            publication_code(&new.dataset.publication),
            withdrawal(new.dataset).map(|(on, ..)| on),
            withdrawal(new.dataset).map(|(_, reason, ..)| reason),
            withdrawal(new.dataset).and_then(|(_, _, case, _)| case),
            withdrawal(new.dataset).map(|(.., title_shown)| title_shown),
            Json(&new.dataset.themes),
            Json(&new.dataset.tags),
            Json(&new.dataset.formats),
            new.dataset.data_type.code(),
            new.dataset.accrual_periodicity.code(),
            &new.dataset.periodicity_original,
            new.dataset.level.code(),
            &new.dataset.region,
            &new.dataset.conditions,
            &new.dataset.contact,
            &new.dataset.licence,
            &new.dataset.landing_page,
            &new.dataset.source_name,
            new.dataset.issued,
            new.dataset.updated,
            new.dataset.observed,
            new.dataset.example,
            new.stated_rows,
            new.hash,
            at,
            at,
            0_i64,
            0_i64,
            0_i64,
            &new.dataset.description,
            Json(&new.dataset.original),
        ])?;

        let known: Vec<Uuid> = writes.iter().filter(|new| new.known).map(|new| new.id).collect();
        if !known.is_empty() {
            for table in ["dataset_themes", "dataset_items"] {
                delete_in!(self, format!("DELETE FROM {table} WHERE dataset_id IN"), &known)?;
            }
        }
        let themes: Vec<(Uuid, Theme)> = writes
            .iter()
            .flat_map(|new| {
                new.dataset.themes.iter().collect::<BTreeSet<_>>().into_iter().map(|theme| (new.id, *theme))
            })
            .collect();
        insert_many!(self, 2, "INSERT INTO dataset_themes (dataset_id, theme) ", themes, "", |row| [
            row.0,
            row.1.code()
        ])?;
        let items: Vec<(Uuid, i64, &DataItem)> = writes
            .iter()
            .flat_map(|new| (1_i64..).zip(&new.dataset.items).map(|(position, item)| (new.id, position, item)))
            .collect();
        insert_many!(
            self,
            9,
            "INSERT INTO dataset_items (dataset_id, position, title, name, data_type, description, unit, sensitivity, treatment) ",
            items,
            "",
            |row| [
                row.0,
                row.1,
                &row.2.title,
                &row.2.name,
                &row.2.data_type,
                &row.2.description,
                &row.2.unit,
                Json(&row.2.sensitivity),
                row.2.treatment.as_ref().map(Json),
            ]
        )?;
        Ok(())
    }

    /// Entries that have one of these names (publisher, title), withdrawn ones too, by name. In each list those entered first come first.
    pub async fn namesakes(&mut self, names: &[(Uuid, &str)]) -> StoreResult<HashMap<(Uuid, String), Vec<Namesake>>> {
        let names: BTreeSet<(Uuid, &str)> = names.iter().copied().filter(|(_, title)| storable(title)).collect();
        let names: Vec<(Uuid, &str)> = names.into_iter().collect();
        let mut found: HashMap<(Uuid, String), Vec<Namesake>> = HashMap::new();
        for part in names.chunks(LIST) {
            let rows: Vec<(Uuid, String, String, Option<String>)> = on!(self, conn, Db => {
                let mut query = QueryBuilder::<Db>::new(
                    "SELECT publisher_id, title, source_key, landing_page FROM datasets WHERE (publisher_id, title) IN (",
                );
                query.push_values(part, |mut row, (publisher, title)| {
                    row.push_bind(*publisher).push_bind(*title);
                });
                query.push(") ORDER BY created_at, source_key");
                query.build_query_as().fetch_all(conn).await
            })?;
            for (publisher, title, source_key, landing_page) in rows {
                found.entry((publisher, title)).or_default().push(Namesake { source_key, landing_page });
            }
        }
        Ok(found)
    }

    /// Which of these dataset codes are in use, with the source key of the user; a merged entry's old code has an empty one.
    pub async fn codes_taken(&mut self, codes: &[&str]) -> StoreResult<HashMap<String, String>> {
        let mut taken = HashMap::new();
        let codes: Vec<&str> = codes.iter().copied().filter(|code| storable(code)).collect();
        for part in codes.chunks(LIST) {
            taken.extend(fetch_in!(self, (String, String), "SELECT code, '' FROM redirects WHERE code IN", part, "")?);
            taken.extend(fetch_in!(
                self,
                (String, String),
                "SELECT code, source_key FROM datasets WHERE code IN",
                part,
                ""
            )?);
        }
        Ok(taken)
    }
}

const INSERT: &str = "INSERT INTO datasets (id, code, source_key, title, title_en, publisher_id, access_rights, access_rights_source,
    rights_decided, publication, withdrawn_on, withdrawn_reason, withdrawn_case, withdrawn_title_shown, themes, tags, formats, data_type,
    accrual_periodicity, periodicity_original, level, region, conditions, contact, licence, landing_page, source_name, issued, updated,
    observed, example, stated_rows, record_hash, created_at, changed_at, version_count, latest_version, table_count, description, original) ";

/// What a known entry takes from the record: all but identity, publication state, decisions and derived columns.
const UPDATE: &str = " ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, title_en = excluded.title_en, publisher_id = excluded.publisher_id,
    access_rights = CASE WHEN datasets.rights_decided THEN datasets.access_rights ELSE excluded.access_rights END,
    access_rights_source = CASE WHEN datasets.rights_decided THEN datasets.access_rights_source ELSE excluded.access_rights_source END,
    themes = excluded.themes, tags = excluded.tags, formats = excluded.formats, data_type = excluded.data_type,
    accrual_periodicity = excluded.accrual_periodicity, periodicity_original = excluded.periodicity_original, level = excluded.level,
    region = excluded.region, conditions = excluded.conditions, contact = excluded.contact, licence = excluded.licence,
    landing_page = excluded.landing_page, source_name = excluded.source_name, issued = excluded.issued, updated = excluded.updated,
    observed = excluded.observed, example = excluded.example, stated_rows = excluded.stated_rows, record_hash = excluded.record_hash,
    changed_at = excluded.changed_at, description = excluded.description, original = excluded.original";

fn withdrawal(dataset: &Dataset) -> Option<(chrono::NaiveDate, &'static str, Option<&str>, bool)> {
    match &dataset.publication {
        Publication::Withdrawn { on, reason, case, title_shown } => {
            Some((*on, reason.code(), case.as_deref(), *title_shown))
        }
        Publication::Listed | Publication::Unlisted => None,
    }
}
