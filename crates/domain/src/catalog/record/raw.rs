//! The record as written, read leniently: numbers where texts belong, one text where a list belongs, null anywhere.
use super::{Refusal, clean};
use serde_json::{Map, Value};

/// Field names of a telephone or mailbox of the publisher, as the portals call them.
const CONTACT_FIELDS: &[&str] = &["联系方式", "联系电话", "咨询电话"];
/// Row counts. 数据容量 is none: those portals count cells or bytes in it.
const ROW_FIELDS: &[&str] = &["数据量", "数据条数", "资料量", "資料量"];
const ID_FIELDS: &[&str] = &["id", "identifier", "资源标识", "信息资源代码"];
const REDACTED: &str = "[redacted]";

#[derive(Debug)]
pub(super) struct RawRecord {
    pub portal: String,
    pub id: Option<String>,
    /// Region code of the publisher where the record itself says it.
    pub region: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub organisation: Option<String>,
    pub tags: Vec<String>,
    pub updated: Option<String>,
    pub issued: Option<String>,
    pub frequency: Option<String>,
    pub formats: Vec<String>,
    pub open_type: Option<String>,
    pub theme: Option<String>,
    pub licence: Option<String>,
    pub landing_page: Option<String>,
    raw: Map<String, Value>,
}

impl RawRecord {
    /// The record, and what is kept of it for 完整元数据: everything but redaction marks.
    pub(super) fn from_line(line: &str) -> Result<(Self, Value), Refusal> {
        let refuse = |detail: String| Refusal::NotARecord { detail };
        let value: Value =
            serde_json::from_str(line.trim_start_matches('\u{feff}').trim()).map_err(|e| refuse(e.to_string()))?;
        let Value::Object(mut object) = value else {
            return Err(refuse("not an object".to_owned()));
        };
        drop_redacted(&mut object);
        let raw = object.get("raw").and_then(Value::as_object).cloned().unwrap_or_default();
        let one = |field: &str| object.get(field).and_then(text);
        let many = |field: &str| object.get(field).map(texts).unwrap_or_default();
        let id = one("id").or_else(|| one("identifier")).or_else(|| first(&raw, ID_FIELDS));
        let record = Self {
            portal: one("portal").unwrap_or_default(),
            id,
            region: one("region"),
            title: one("title"),
            description: one("description"),
            organisation: one("organisation"),
            tags: many("tags"),
            updated: one("updated"),
            issued: one("issued"),
            frequency: one("frequency"),
            formats: many("formats"),
            open_type: one("open_type"),
            theme: object.get("theme").map(texts).filter(|t| !t.is_empty()).map(|t| t.join("、")),
            licence: one("licence"),
            landing_page: one("landing_page"),
            raw,
        };
        Ok((record, Value::Object(object)))
    }

    /// The first of these source fields that says something.
    pub(super) fn field(&self, names: &[&str]) -> Option<String> {
        first(&self.raw, names)
    }

    pub(super) fn contact(&self, limit: usize) -> Option<String> {
        let contact = clean::line(&self.field(CONTACT_FIELDS)?);
        (contact.chars().count() <= limit).then_some(contact)
    }

    pub(super) fn stated_rows(&self) -> Option<u64> {
        self.field(ROW_FIELDS)?.trim().replace(',', "").parse().ok()
    }
}

fn first(raw: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| raw.get(*name).and_then(text).filter(|t| clean::stated(t).is_some()))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

fn drop_redacted(object: &mut Map<String, Value>) {
    object.retain(|_, value| value.as_str().is_none_or(|s| s.trim() != REDACTED));
    for value in object.values_mut() {
        if let Value::Object(inner) = value {
            inner.retain(|_, value| value.as_str().is_none_or(|s| s.trim() != REDACTED));
        }
    }
}
