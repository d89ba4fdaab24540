//! What a record says, by itself: the part of a dataset by which an unchanged record is recognised, and what must be mended in it before it can
//! be stored.
use crate::sql::storable;
use crate::{StoreError, StoreResult};
use domain::catalog::Dataset;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 (hex) of everything each record says, and copies of those that could not be stored as they are (by place in the slice).
pub(super) struct Records {
    pub(super) hashes: Vec<String>,
    pub(super) mended: Option<Vec<Dataset>>,
}

/// How JSON writes U+0000. Another text may look like it; then a copy is made for nothing.
const NUL: &str = r"\u0000";

impl Records {
    pub(super) fn of(datasets: &[Dataset]) -> StoreResult<Self> {
        let mut records = Self { hashes: Vec::with_capacity(datasets.len()), mended: None };
        for (at, dataset) in datasets.iter().enumerate() {
            let json = said(dataset).map_err(corrupt)?;
            records.hashes.push(hex::encode(Sha256::digest(&json)));
            if String::from_utf8_lossy(&json).contains(NUL) {
                records.mended.get_or_insert_with(|| datasets.to_vec())[at] = without_nul(dataset).map_err(corrupt)?;
            }
        }
        Ok(records)
    }
}

fn corrupt(error: serde_json::Error) -> StoreError {
    StoreError::corrupt("datasets", error.to_string())
}

/// The record as JSON: not what the entry got from us (id, code) or from decisions (publication). Taken apart field by field, so that a new
/// field of the model cannot be forgotten here.
fn said(dataset: &Dataset) -> serde_json::Result<Vec<u8>> {
    let Dataset {
        id: _,
        code: _,
        publication: _,
        source_key,
        title,
        title_en,
        description,
        publisher,
        access_rights,
        access_rights_source,
        themes,
        tags,
        formats,
        data_type,
        accrual_periodicity,
        periodicity_original,
        level,
        region,
        items,
        conditions,
        contact,
        licence,
        landing_page,
        source_name,
        issued,
        updated,
        observed,
        example,
        stated_rows,
        original,
    } = dataset;
    let mut json = Vec::with_capacity(4096);
    let first = (source_key, title, title_en, description, publisher, access_rights, access_rights_source, themes);
    let second = (tags, formats, data_type, accrual_periodicity, periodicity_original, level, region, items);
    let third = (conditions, contact, licence, landing_page, source_name, issued, updated, observed);
    serde_json::to_writer(&mut json, &(first, second, third, example, stated_rows, original))?;
    Ok(json)
}

fn without_nul(dataset: &Dataset) -> serde_json::Result<Dataset> {
    let mut value = serde_json::to_value(dataset)?;
    replace_nul(&mut value);
    serde_json::from_value(value)
}

fn replace_nul(value: &mut Value) {
    match value {
        Value::String(text) if !storable(text) => *text = text.replace('\0', "\u{fffd}"),
        Value::Array(values) => values.iter_mut().for_each(replace_nul),
        Value::Object(fields) => {
            let renamed: Vec<String> = fields.keys().filter(|key| !storable(key)).cloned().collect();
            for key in renamed {
                if let Some(value) = fields.remove(&key) {
                    fields.insert(key.replace('\0', "\u{fffd}"), value);
                }
            }
            fields.values_mut().for_each(replace_nul);
        }
        _ => {}
    }
}
