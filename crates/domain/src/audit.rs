//! The audit trail: rows chained by hash, so that an altered, removed or inserted row is found (R-160, YN-Art.60(9)).
//!
//! Rows hold codes and identifiers, never personal data: names and numbers stay where they are encrypted.
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What happened, before it has its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub at: DateTime<Utc>,
    /// The account; `None` for anonymous readers, the command line and the portal itself.
    pub account: Option<Uuid>,
    /// In which capacity: `anonymous`, `operator`, `system`, or as whom the session acted (JSON of `Acting`).
    pub acting: String,
    /// The role that allowed it, if one did.
    pub role: Option<String>,
    /// What was done: a code in the form `case.answer`, `account.sign-in`.
    pub action: String,
    /// Kind of the object: `case`, `account`, `body`, `profile` …
    pub object_kind: String,
    /// Its public code, number or id.
    pub object: String,
    /// Number of the case it belongs to.
    pub case: Option<String>,
    /// Done, or the code of the refusal.
    pub outcome: String,
    /// Why, as the person wrote it, where a reason was asked for.
    pub reason: Option<String>,
    /// Facts before, as JSON.
    pub before: serde_json::Value,
    /// Facts after, as JSON.
    pub after: serde_json::Value,
    /// Client address.
    pub address: Option<String>,
    pub request: Option<String>,
    /// Version of the regulation profile in force for it.
    pub profile: Option<String>,
    /// Versions of the calendars in force for it.
    pub calendar: Option<String>,
}

impl Entry {
    /// A successful act with nothing but its name and object.
    pub fn new(at: DateTime<Utc>, action: &str, object_kind: &str, object: impl Into<String>) -> Self {
        Self {
            at,
            account: None,
            acting: "system".into(),
            role: None,
            action: action.into(),
            object_kind: object_kind.into(),
            object: object.into(),
            case: None,
            outcome: DONE.into(),
            reason: None,
            before: serde_json::Value::Null,
            after: serde_json::Value::Null,
            address: None,
            request: None,
            profile: None,
            calendar: None,
        }
    }
}

/// Outcome of an act that succeeded.
pub const DONE: &str = "done";

/// An entry in its place: 1, 2, 3 … without holes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub seq: i64,
    pub entry: Entry,
    /// Hex SHA-256 of the row before; [`GENESIS`] for the first.
    pub previous: String,
    /// Hex SHA-256 of this row, the hash of the one before included.
    pub hash: String,
}

/// What stands before the first row.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Puts an entry into its place.
pub fn link(seq: i64, previous: &str, entry: Entry) -> Row {
    let hash = hash(seq, previous, &entry);
    Row { seq, entry, previous: previous.to_owned(), hash }
}

/// Why a row does not fit its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or repeated: a row was removed or inserted.
    #[error("the number does not follow the one before")]
    Sequence,
    /// The row before is not the one this row was chained to.
    #[error("the hash of the row before differs")]
    Previous,
    /// The row itself was altered.
    #[error("the content does not match its hash")]
    Content,
    /// What is known of the end does not fit: rows at the end were removed or written anew.
    #[error("the end is not the one that was noted before")]
    End,
    /// The checkpoint before the first row bears no signature of ours: rows at the beginning were removed by another hand.
    #[error("the checkpoint before the first row is not ours")]
    Checkpoint,
}

impl Broken {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Previous => "previous",
            Self::Content => "content",
            Self::End => "end",
            Self::Checkpoint => "checkpoint",
        }
    }
}

/// Years for which every row is kept at the least (YN-Art.35(2), applied to every event by design; R-161). A profile may say more.
pub const LEAST_YEARS: u32 = 3;

/// Checks a row against the one before it (`0` and [`GENESIS`] for the first).
///
/// # Errors
/// The first thing that does not fit.
pub fn verify(before_seq: i64, before_hash: &str, row: &Row) -> Result<(), Broken> {
    if row.seq != before_seq + 1 {
        return Err(Broken::Sequence);
    }
    if row.previous != before_hash {
        return Err(Broken::Previous);
    }
    if hash(row.seq, &row.previous, &row.entry) != row.hash {
        return Err(Broken::Content);
    }
    Ok(())
}

/// Every field with its length before it, so that no two rows have the same bytes.
fn hash(seq: i64, previous: &str, entry: &Entry) -> String {
    let mut hash = Sha256::new();
    let mut field = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    field(&seq.to_string());
    field(previous);
    field(&entry.at.to_rfc3339_opts(SecondsFormat::Micros, true));
    let account = entry.account.map(|id| id.to_string());
    for text in [account.as_deref(), Some(entry.acting.as_str()), entry.role.as_deref(), Some(&entry.action)] {
        field(text.unwrap_or("-"));
    }
    for text in [&entry.object_kind, &entry.object, &entry.outcome] {
        field(text);
    }
    for text in [&entry.case, &entry.reason, &entry.address, &entry.request, &entry.profile, &entry.calendar] {
        field(if text.is_some() { "+" } else { "-" });
        field(text.as_deref().unwrap_or_default());
    }
    field(&canonical(&entry.before));
    field(&canonical(&entry.after));
    hex::encode(hash.finalize())
}

/// JSON with its keys in order: PostgreSQL gives objects back in an order of its own.
fn canonical(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            let fields: Vec<_> =
                keys.iter().map(|key| format!("{}:{}", Value::from(key.as_str()), canonical(&map[*key]))).collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(n: i64) -> Vec<Row> {
        let mut previous = GENESIS.to_owned();
        (1..=n)
            .map(|seq| {
                let mut entry = Entry::new(DateTime::UNIX_EPOCH, "case.answer", "case", format!("TS-{seq}"));
                entry.after = serde_json::json!({ "state": "answered", "n": seq });
                let row = link(seq, &previous, entry);
                previous = row.hash.clone();
                row
            })
            .collect()
    }

    fn check(rows: &[Row]) -> Result<(), (i64, Broken)> {
        let (mut seq, mut hash) = (0, GENESIS.to_owned());
        for row in rows {
            verify(seq, &hash, row).map_err(|broken| (row.seq, broken))?;
            (seq, hash) = (row.seq, row.hash.clone());
        }
        Ok(())
    }

    #[test]
    fn r160_an_untouched_chain_verifies() {
        assert_eq!(check(&chain(5)), Ok(()));
    }

    #[test]
    fn r160_altered_removed_and_inserted_rows_are_found() {
        let mut altered = chain(5);
        altered[2].entry.reason = Some("later".into());
        assert_eq!(check(&altered), Err((3, Broken::Content)));

        let mut removed = chain(5);
        removed.remove(2);
        assert_eq!(check(&removed), Err((4, Broken::Sequence)));

        let mut inserted = chain(5);
        let forged = link(3, &inserted[1].hash, Entry::new(DateTime::UNIX_EPOCH, "case.close", "case", "TS-9"));
        inserted.insert(2, forged);
        assert_eq!(check(&inserted), Err((3, Broken::Sequence)));

        // Replaced by a row that is whole in itself: the next one no longer fits.
        let mut replaced = chain(5);
        replaced[2] = link(3, &replaced[1].hash, Entry::new(DateTime::UNIX_EPOCH, "case.close", "case", "TS-9"));
        assert_eq!(check(&replaced), Err((4, Broken::Previous)));
    }

    #[test]
    fn absent_and_empty_fields_differ() {
        let base = Entry::new(DateTime::UNIX_EPOCH, "a", "b", "c");
        let empty = Entry { reason: Some(String::new()), ..base.clone() };
        assert_ne!(link(1, GENESIS, base).hash, link(1, GENESIS, empty).hash);
    }

    #[test]
    fn the_order_of_json_keys_does_not_matter() {
        let a: serde_json::Value = serde_json::from_str(r#"{"b":1,"a":[{"d":1,"c":2}]}"#).unwrap();
        assert_eq!(canonical(&a), r#"{"a":[{"c":2,"d":1}],"b":1}"#);
    }
}
