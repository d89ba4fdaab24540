//! Every sealed column of the database, and rewrapping them under the current master key (R-162; docs/keys.md). A column that is not in this
//! list keeps its old key for ever: a test compares the list with the migrations.
use crate::portal::Core;
use anyhow::Context;
use domain::audit::Entry;
use files::Keys;
use serde_json::json;
use std::collections::BTreeMap;
use store::SealedColumn;
use uuid::Uuid;

/// Ids looked at in one transaction: a few milliseconds, so that nobody waits for it.
const BATCH: u32 = 200;

const fn column(table: &'static str, column: &'static str) -> SealedColumn {
    SealedColumn { table, id: "id", part: None, column }
}

/// A column of a table with one row for each case.
const fn of_case(table: &'static str, column: &'static str) -> SealedColumn {
    SealedColumn { table, id: "case_id", part: None, column }
}

/// The list.
pub const COLUMNS: &[SealedColumn] = &[
    column("parties", "name"),
    column("parties", "number"),
    column("accounts", "email"),
    column("accounts", "email_new"),
    column("accounts", "totp"),
    column("accounts", "suspended_reason"),
    column("sessions", "totp_setup"),
    column("sessions", "fresh_codes"),
    column("provider_identities", "shown"),
    column("invitations", "email"),
    SealedColumn { table: "body_profiles", id: "body_id", part: None, column: "people" },
    column("cases", "title"),
    column("cases", "content"),
    column("cases", "applicant"),
    SealedColumn { table: "case_events", id: "case_id", part: Some("seq"), column: "note" },
    column("case_messages", "text"),
    column("case_documents", "name"),
    SealedColumn { table: "case_documents", id: "id", part: Some("object"), column: "data_key" },
    column("case_drafts", "data"),
    of_case("agreements", "secret"),
    of_case("agreement_signatures", "name"),
    of_case("agreement_signatures", "address"),
    of_case("agreement_signatures", "text"),
    column("application_drafts", "data"),
    column("application_papers", "name"),
    SealedColumn { table: "application_papers", id: "id", part: Some("object"), column: "data_key" },
    column("kept_forms", "data"),
    SealedColumn { table: "deliveries_out", id: "notice_id", part: None, column: "sealed" },
];

/// The context of a value: `table.column:<id>`, `table.column:<id>/<part>`; a data key is bound to its object.
fn context(at: SealedColumn, id: Uuid, part: Option<&str>) -> String {
    match part {
        Some(object) if at.column == "data_key" => format!("private:{object}"),
        Some(part) => format!("{}.{}:{id}/{part}", at.table, at.column),
        None => format!("{}.{}:{id}", at.table, at.column),
    }
}

/// What was found in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Values by the id of the key that sealed them.
    pub keys: BTreeMap<String, u64>,
    /// Sealed anew.
    pub resealed: u64,
}

/// Seals anew whatever an older key sealed; with `look` it is only counted. Columns by `table.column`.
///
/// # Errors
/// Of the database; a key that is missing, with the place that needs it. What was done until then stays done.
pub async fn reseal(core: &Core, look: bool) -> anyhow::Result<BTreeMap<String, Count>> {
    let mut found = BTreeMap::new();
    for at in COLUMNS {
        let mut count = Count::default();
        let mut after = Uuid::nil();
        loop {
            let mut tx = if look { core.store.read().await? } else { core.store.write().await? };
            let rows = tx.sealed_values(*at, after, BATCH).await?;
            let Some((last, _, _)) = rows.last() else { break };
            after = *last;
            for (id, part, sealed) in rows {
                let key = Keys::sealed_with(&sealed).unwrap_or("?").to_owned();
                *count.keys.entry(key).or_default() += 1;
                if look {
                    continue;
                }
                let secret = core.ids.secret();
                let mut nonce = [0; 24];
                nonce.copy_from_slice(&secret[..24]);
                let place = context(*at, id, part.as_deref());
                let anew = core.keys.reseal(&sealed, &place, nonce).with_context(|| place.clone())?;
                if let Some(anew) = anew {
                    count.resealed += tx.replace_sealed(*at, id, &sealed, &anew).await?.min(1);
                }
            }
            if !look {
                tx.commit(Vec::new()).await?;
            }
        }
        found.insert(format!("{}.{}", at.table, at.column), count);
    }
    if !look {
        let now = core.clock.now();
        let mut entry = Entry::new(now, "key.reseal", "key", core.keys.current());
        entry.acting = "operator".into();
        entry.after = json!({ "resealed": found.values().map(|count| count.resealed).sum::<u64>() });
        let mut tx = core.store.write().await?;
        tx.audit(entry);
        tx.commit(Vec::new()).await?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns that hold bytes which are no seals: the id of the key in whose place another one stands.
    const PLAIN: [&str; 1] = ["api_keys.replaces"];

    /// BLOB columns of the SQLite schema that are no identifiers.
    fn blobs() -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
        let mut found = Vec::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let mut table = String::new();
            for line in text.lines().map(str::trim).filter(|line| !line.starts_with("--")) {
                if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                    table = rest.split([' ', '(']).next().unwrap_or_default().to_owned();
                }
                let mut column = line.trim_end_matches(';');
                if let Some((of, rest)) =
                    line.strip_prefix("ALTER TABLE ").and_then(|rest| rest.split_once(" ADD COLUMN "))
                {
                    of.clone_into(&mut table);
                    column = rest.trim_end_matches(';');
                }
                let mut words = column.split_whitespace();
                let (Some(name), Some(kind)) = (words.next(), words.next()) else { continue };
                let id = name == "id" || name.ends_with("_id") || name.ends_with("_by") || name == "parent";
                if kind.trim_end_matches(',') == "BLOB" && !id {
                    found.push(format!("{table}.{name}"));
                }
            }
        }
        found
    }

    #[test]
    fn r162_every_sealed_column_of_the_migrations_is_in_the_list() {
        let listed: Vec<String> = COLUMNS.iter().map(|at| format!("{}.{}", at.table, at.column)).collect();
        let blobs = blobs();
        for column in &blobs {
            assert!(
                listed.contains(column) || PLAIN.contains(&column.as_str()),
                "{column} is not in services/sealed.rs"
            );
        }
        for column in &listed {
            assert!(blobs.contains(column), "{column} is in no migration");
        }
    }

    #[test]
    fn r162_contexts_are_those_the_services_seal_with() {
        let id = Uuid::nil();
        assert_eq!(context(column("accounts", "email"), id, None), format!("accounts.email:{id}"));
        let event = SealedColumn { table: "case_events", id: "case_id", part: Some("seq"), column: "note" };
        assert_eq!(context(event, id, Some("3")), format!("case_events.note:{id}/3"));
        let key = SealedColumn { table: "case_documents", id: "id", part: Some("object"), column: "data_key" };
        assert_eq!(context(key, id, Some("ab")), "private:ab");
    }
}
