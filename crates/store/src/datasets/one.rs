//! One dataset with everything its page, its authorization and its exports need.
use super::row::{DATASET, DatasetRow, ITEM, ItemRow};
use crate::bodies::{BODY, BodyRow};
use crate::codes::code as parse;
use crate::sql::storable;
use crate::tx::{Tx, fetch_all, fetch_in, fetch_optional};
use crate::{Audience, StoreResult};
use chrono::{DateTime, Utc};
use domain::catalog::{Body, DataItem, Dataset, Distribution, Suspension, Table, Version};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// A dataset and all its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetFull {
    pub dataset: Dataset,
    pub publisher: Body,
    /// The open ones, earliest first.
    pub suspensions: Vec<Suspension>,
    /// Newest first.
    pub versions: Vec<Version>,
    /// Of all versions; within a version in the order they were given.
    pub distributions: Vec<Distribution>,
    /// Of all versions; within a version in the order they were given.
    pub tables: Vec<Table>,
    pub downloads: i64,
    /// When the entry was first entered here.
    pub created: DateTime<Utc>,
    /// When it last changed in any way.
    pub changed: DateTime<Utc>,
}

impl DatasetFull {
    /// The version in force.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.first()
    }

    pub fn version(&self, number: i64) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// Distributions of a version, in order.
    pub fn distributions_of(&self, version: Uuid) -> impl Iterator<Item = &Distribution> {
        self.distributions.iter().filter(move |distribution| distribution.version == version)
    }

    /// Tables of a version, in order.
    pub fn tables_of(&self, version: Uuid) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |table| table.version == version)
    }
}

#[derive(sqlx::FromRow)]
struct SuspensionRow {
    id: Uuid,
    since: DateTime<Utc>,
    reason: String,
    case_number: Option<String>,
    ended: Option<DateTime<Utc>>,
}

impl Tx {
    /// One dataset by code. [`Audience::Public`] finds listed and withdrawn ones (for the tombstone), never 禁止开放 or unlisted ones.
    pub async fn dataset_by_code(&mut self, code: &str, audience: Audience) -> StoreResult<Option<DatasetFull>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!("SELECT {DATASET} FROM datasets d WHERE d.code = $1 AND {}", audience.finds("d"));
        let Some(row) = fetch_optional!(self, DatasetRow, AssertSqlSafe(sql), code)? else { return Ok(None) };
        let (id, created, changed) = (row.id, row.created_at, row.changed_at);
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.id = $1");
        let publisher = fetch_optional!(self, BodyRow, AssertSqlSafe(sql), row.publisher_id)?
            .ok_or_else(|| crate::StoreError::not_found("body", row.publisher_id.to_string()))?
            .body()?;
        let items = with_items(self, &[id]).await?.remove(&id).unwrap_or_default();
        let downloads = fetch_optional!(self, (i64,), "SELECT total FROM download_counts WHERE dataset_id = $1", id)?
            .map_or(0, |(total,)| total);
        Ok(Some(DatasetFull {
            dataset: row.dataset(items)?,
            publisher,
            suspensions: self.open_suspensions(id).await?,
            versions: self.versions_of(id).await?,
            distributions: self.distributions_of(id).await?,
            tables: self.tables_of(id).await?,
            downloads,
            created,
            changed,
        }))
    }

    /// Open suspensions of a dataset, earliest first.
    pub async fn open_suspensions(&mut self, dataset: Uuid) -> StoreResult<Vec<Suspension>> {
        let rows = fetch_all!(
            self,
            SuspensionRow,
            "SELECT id, since, reason, case_number, ended FROM suspensions WHERE dataset_id = $1 AND ended IS NULL ORDER BY since, id",
            dataset
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(Suspension {
                    reason: parse("suspensions.reason", &row.reason)?,
                    id: row.id,
                    since: row.since,
                    case: row.case_number,
                    ended: row.ended,
                })
            })
            .collect()
    }
}

/// Data items of some datasets, in order.
pub(crate) async fn with_items(tx: &mut Tx, datasets: &[Uuid]) -> StoreResult<HashMap<Uuid, Vec<DataItem>>> {
    let mut items: HashMap<Uuid, Vec<DataItem>> = HashMap::new();
    for part in datasets.chunks(crate::sql::LIST) {
        let sql = format!("SELECT {ITEM} FROM dataset_items WHERE dataset_id IN");
        for row in fetch_in!(tx, ItemRow, sql, part, "ORDER BY dataset_id, position")? {
            items.entry(row.dataset_id).or_default().push(row.into());
        }
    }
    Ok(items)
}
