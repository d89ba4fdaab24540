//! A row of `datasets` and the model's [`Dataset`].
use crate::codes::code;
use crate::sql::unsigned;
use crate::{StoreError, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalog::{DataItem, Dataset, Publication, Sensitivity, StatedFormat, Theme, TreatmentRecord};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

/// Columns of [`DatasetRow`] of a table named `d`.
pub(crate) const DATASET: &str = "d.id, d.code, d.source_key, d.title, d.title_en, d.description, d.publisher_id, d.access_rights,
    d.access_rights_source, d.themes, d.tags, d.formats, d.data_type, d.accrual_periodicity, d.periodicity_original, d.level, d.region,
    d.conditions, d.contact, d.licence, d.landing_page, d.source_name, d.issued, d.updated, d.observed, d.publication, d.withdrawn_on,
    d.withdrawn_reason, d.withdrawn_case, d.withdrawn_title_shown, d.example, d.stated_rows, d.original, d.created_at, d.changed_at";

#[derive(sqlx::FromRow)]
pub(crate) struct DatasetRow {
    pub id: Uuid,
    code: String,
    source_key: String,
    title: String,
    title_en: Option<String>,
    description: String,
    pub publisher_id: Uuid,
    access_rights: String,
    access_rights_source: String,
    themes: Json<Vec<Theme>>,
    tags: Json<Vec<String>>,
    formats: Json<Vec<StatedFormat>>,
    data_type: String,
    accrual_periodicity: String,
    periodicity_original: Option<String>,
    level: String,
    region: String,
    conditions: Option<String>,
    contact: Option<String>,
    licence: Option<String>,
    landing_page: Option<String>,
    source_name: Option<String>,
    issued: Option<NaiveDate>,
    updated: Option<NaiveDate>,
    observed: Option<NaiveDate>,
    publication: String,
    withdrawn_on: Option<NaiveDate>,
    withdrawn_reason: Option<String>,
    withdrawn_case: Option<String>,
    withdrawn_title_shown: Option<bool>,
    example: bool,
    stated_rows: Option<i64>,
    original: Json<Value>,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl DatasetRow {
    pub(crate) fn dataset(self, items: Vec<DataItem>) -> StoreResult<Dataset> {
        Ok(Dataset {
            publication: publication(
                &self.publication,
                self.withdrawn_on,
                self.withdrawn_reason.as_deref(),
                self.withdrawn_case,
                self.withdrawn_title_shown,
            )?,
            id: self.id,
            code: self.code,
            source_key: self.source_key,
            title: self.title,
            title_en: self.title_en,
            description: self.description,
            publisher: self.publisher_id,
            access_rights: code("datasets.access_rights", &self.access_rights)?,
            access_rights_source: code("datasets.access_rights_source", &self.access_rights_source)?,
            themes: self.themes.0,
            tags: self.tags.0,
            formats: self.formats.0,
            data_type: code("datasets.data_type", &self.data_type)?,
            accrual_periodicity: code("datasets.accrual_periodicity", &self.accrual_periodicity)?,
            periodicity_original: self.periodicity_original,
            level: code("datasets.level", &self.level)?,
            region: self.region,
            items,
            conditions: self.conditions,
            contact: self.contact,
            licence: self.licence,
            landing_page: self.landing_page,
            source_name: self.source_name,
            issued: self.issued,
            updated: self.updated,
            observed: self.observed,
            example: self.example,
            stated_rows: self.stated_rows.map(|rows| unsigned(rows, "datasets.stated_rows")).transpose()?,
            original: self.original.0,
        })
    }
}

fn publication(
    state: &str,
    on: Option<NaiveDate>,
    reason: Option<&str>,
    case: Option<String>,
    title_shown: Option<bool>,
) -> StoreResult<Publication> {
    match (state, on, reason, title_shown) {
        ("UNLISTED", ..) => Ok(Publication::Unlisted),
        ("LISTED", ..) => Ok(Publication::Listed),
        ("WITHDRAWN", Some(on), Some(reason), Some(title_shown)) => {
            Ok(Publication::Withdrawn { on, reason: code("datasets.withdrawn_reason", reason)?, case, title_shown })
        }
        _ => Err(StoreError::corrupt("datasets.publication", state)),
    }
}

/// The code of a publication state in its column.
pub(crate) const fn publication_code(publication: &Publication) -> &'static str {
    match publication {
        Publication::Unlisted => "UNLISTED",
        Publication::Listed => "LISTED",
        Publication::Withdrawn { .. } => "WITHDRAWN",
    }
}

/// Columns of [`ItemRow`].
pub(crate) const ITEM: &str = "dataset_id, title, name, data_type, description, unit, sensitivity, treatment";

#[derive(sqlx::FromRow)]
pub(crate) struct ItemRow {
    pub dataset_id: Uuid,
    title: String,
    name: String,
    data_type: Option<String>,
    description: Option<String>,
    unit: Option<String>,
    sensitivity: Json<Vec<Sensitivity>>,
    treatment: Option<Json<TreatmentRecord>>,
}

impl From<ItemRow> for DataItem {
    fn from(row: ItemRow) -> Self {
        Self {
            title: row.title,
            name: row.name,
            data_type: row.data_type,
            description: row.description,
            unit: row.unit,
            sensitivity: row.sensitivity.0,
            treatment: row.treatment.map(|record| record.0),
        }
    }
}
