//! What result lists show of a dataset: one query for a page of them.
use crate::codes::code as parse;
use crate::sql::{LIST, storable, unsigned};
use crate::tx::{Tx, fetch_in};
use crate::{Audience, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalog::{
    AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, Level, StatedFormat, SuspensionReason, Theme,
};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// A publisher as lists name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherRef {
    pub code: String,
    pub name: String,
    pub name_en: Option<String>,
    pub level: Level,
    pub region: String,
    /// The stand-in of records that name no organisation.
    pub unattributed: bool,
}

/// The earliest open suspension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSuspension {
    pub since: DateTime<Utc>,
    pub reason: SuspensionReason,
}

/// A dataset in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CardRow {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub publisher: PublisherRef,
    pub access_rights: AccessRights,
    pub access_rights_source: AccessRightsSource,
    pub themes: Vec<Theme>,
    pub formats: Vec<StatedFormat>,
    pub data_type: DataType,
    pub accrual_periodicity: AccrualPeriodicity,
    pub level: Level,
    pub region: String,
    pub landing_page: Option<String>,
    pub issued: Option<NaiveDate>,
    pub updated: Option<NaiveDate>,
    pub observed: Option<NaiveDate>,
    pub example: bool,
    pub suspended: Option<OpenSuspension>,
    /// Number of versions, and the number of the newest (0 where there is none).
    pub versions: i64,
    pub latest_version: i64,
    /// Tables of the newest version.
    pub tables: i64,
    /// Rows of its largest table; without tables, what the source states.
    pub rows: Option<u64>,
    pub downloads: i64,
    pub changed: DateTime<Utc>,
}

impl CardRow {
    pub const fn has_table(&self) -> bool {
        self.tables > 0
    }
}

/// Columns of [`CardSql`]; `FROM` with the joins they need is [`FROM`].
pub(super) const CARD: &str = "d.id, d.code, d.title, d.title_en, d.description, d.access_rights, d.access_rights_source, d.themes, d.formats,
    d.data_type, d.accrual_periodicity, d.level, d.region, d.landing_page, d.issued, d.updated, d.observed, d.example, d.version_count,
    d.latest_version, d.table_count, d.table_rows, d.stated_rows, d.changed_at, b.code AS body_code, b.name AS body_name,
    b.name_en AS body_name_en, b.level AS body_level, b.region AS body_region, b.unattributed, s.since AS suspended_since,
    s.reason AS suspended_reason, COALESCE(n.total, 0) AS downloads";

/// One row a dataset, also where two suspensions are open.
pub(super) const FROM: &str =
    "datasets d JOIN bodies b ON b.id = d.publisher_id LEFT JOIN download_counts n ON n.dataset_id = d.id
    LEFT JOIN suspensions s ON s.id = (SELECT o.id FROM suspensions o WHERE o.dataset_id = d.id AND o.ended IS NULL
    ORDER BY o.since, o.id LIMIT 1)";

#[derive(sqlx::FromRow)]
pub(super) struct CardSql {
    id: Uuid,
    pub(super) code: String,
    title: String,
    title_en: Option<String>,
    description: String,
    access_rights: String,
    access_rights_source: String,
    themes: Json<Vec<Theme>>,
    formats: Json<Vec<StatedFormat>>,
    data_type: String,
    accrual_periodicity: String,
    level: String,
    region: String,
    landing_page: Option<String>,
    issued: Option<NaiveDate>,
    updated: Option<NaiveDate>,
    observed: Option<NaiveDate>,
    example: bool,
    version_count: i64,
    latest_version: i64,
    table_count: i64,
    table_rows: Option<i64>,
    stated_rows: Option<i64>,
    changed_at: DateTime<Utc>,
    body_code: String,
    body_name: String,
    body_name_en: Option<String>,
    body_level: String,
    body_region: String,
    unattributed: bool,
    suspended_since: Option<DateTime<Utc>>,
    suspended_reason: Option<String>,
    downloads: i64,
}

impl CardSql {
    pub(super) fn card(self) -> StoreResult<CardRow> {
        let suspended = match (self.suspended_since, self.suspended_reason) {
            (Some(since), Some(reason)) => {
                Some(OpenSuspension { since, reason: parse("suspensions.reason", &reason)? })
            }
            _ => None,
        };
        Ok(CardRow {
            access_rights: parse("datasets.access_rights", &self.access_rights)?,
            access_rights_source: parse("datasets.access_rights_source", &self.access_rights_source)?,
            data_type: parse("datasets.data_type", &self.data_type)?,
            accrual_periodicity: parse("datasets.accrual_periodicity", &self.accrual_periodicity)?,
            level: parse("datasets.level", &self.level)?,
            publisher: PublisherRef {
                level: parse("bodies.level", &self.body_level)?,
                code: self.body_code,
                name: self.body_name,
                name_en: self.body_name_en,
                region: self.body_region,
                unattributed: self.unattributed,
            },
            rows: self.table_rows.or(self.stated_rows).map(|rows| unsigned(rows, "datasets.table_rows")).transpose()?,
            id: self.id,
            code: self.code,
            title: self.title,
            title_en: self.title_en,
            description: self.description,
            themes: self.themes.0,
            formats: self.formats.0,
            region: self.region,
            landing_page: self.landing_page,
            issued: self.issued,
            updated: self.updated,
            observed: self.observed,
            example: self.example,
            suspended,
            versions: self.version_count,
            latest_version: self.latest_version,
            tables: self.table_count,
            downloads: self.downloads,
            changed: self.changed_at,
        })
    }
}

impl Tx {
    /// Cards in the order of `codes`; codes the audience may not know of, and unknown ones, are passed over.
    pub async fn datasets_by_codes(&mut self, codes: &[String], audience: Audience) -> StoreResult<Vec<CardRow>> {
        let mut found: HashMap<String, CardSql> = HashMap::new();
        let asked: Vec<&String> = codes.iter().filter(|code| storable(code)).collect();
        for part in asked.chunks(LIST) {
            let sql = format!("SELECT {CARD} FROM {FROM} WHERE {} AND d.code IN", audience.sees("d"));
            found.extend(fetch_in!(self, CardSql, sql, part, "")?.into_iter().map(|row| (row.code.clone(), row)));
        }
        codes.iter().filter_map(|code| found.remove(code)).map(CardSql::card).collect()
    }
}
