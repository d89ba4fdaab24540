//! Rows of the trail as a file. The export is in the trail before its first byte leaves.
use super::super::internal;
use crate::portal::Core;
use bytes::Bytes;
use contract::audit::{AuditExport, AuditFormat};
use contract::{Caller, PortResult};
use domain::account::Role;
use domain::audit::{Entry, Row};
use futures_util::StreamExt;
use std::sync::Arc;
use store::AuditFilter;

/// Rows read at once.
const BATCH: u32 = 1_000;
/// Columns of the CSV, in codes: the file is for programs and for comparison with the table.
const COLUMNS: [&str; 19] = [
    "seq",
    "at",
    "account",
    "acting",
    "role",
    "action",
    "object_kind",
    "object",
    "case",
    "outcome",
    "reason",
    "before",
    "after",
    "address",
    "request",
    "profile",
    "calendar",
    "previous",
    "hash",
];

/// Records the export and opens the stream.
pub(super) async fn begin(
    core: &Arc<Core>,
    caller: &Caller,
    role: Option<Role>,
    filter: AuditFilter,
    format: AuditFormat,
) -> PortResult<AuditExport> {
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let (head, _) = tx.audit_head().await.map_err(internal)?;
    let rows = tx.audit_count(&filter).await.map_err(internal)?;
    let mut entry = Entry::new(now, "audit.export", "audit", head.to_string());
    entry.role = role.map(|role| role.code().to_owned());
    entry.after = serde_json::json!({
        "rows": rows, "reach": filter.reach.as_ref().map(domain::policy::audit::Reach::code),
        "person": filter.account, "body": filter.body, "action": filter.action, "object": filter.object,
        "case": filter.case, "from": filter.from, "until": filter.until, "done": filter.done, "from_address": filter.address,
    });
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;

    let core = core.clone();
    let day = (now + chrono::TimeDelta::hours(8)).format("%Y%m%d");
    let (name, media, first) = match format {
        AuditFormat::Jsonl => (format!("audit-{day}.jsonl"), "application/x-ndjson", Bytes::new()),
        AuditFormat::Csv => {
            let head = format!("\u{feff}{}\r\n", COLUMNS.join(","));
            (format!("audit-{day}.csv"), "text/csv; charset=utf-8", Bytes::from(head))
        }
    };
    // What was recorded of the export itself, and everything after it, is not in it.
    let rest = futures_util::stream::try_unfold(0_i64, move |after| {
        let (core, filter) = (core.clone(), filter.clone());
        async move {
            let mut tx = core.store.read().await.map_err(std::io::Error::other)?;
            let mut rows = tx.audit_matching(&filter, after, BATCH).await.map_err(std::io::Error::other)?;
            rows.retain(|row| row.seq <= head);
            let Some(last) = rows.last() else { return Ok(None) };
            let next = last.seq;
            let mut text = String::new();
            for row in &rows {
                text.push_str(&line(row, format));
            }
            Ok(Some((Bytes::from(text), next)))
        }
    });
    let body = futures_util::stream::once(async move { Ok(first) }).chain(rest).boxed();
    Ok(AuditExport { name, media, body })
}

fn line(row: &Row, format: AuditFormat) -> String {
    match format {
        AuditFormat::Jsonl => {
            let mut text = serde_json::to_string(row).unwrap_or_default();
            text.push('\n');
            text
        }
        AuditFormat::Csv => {
            let e = &row.entry;
            let optional = |text: &Option<String>| text.clone().unwrap_or_default();
            let json = |value: &serde_json::Value| if value.is_null() { String::new() } else { value.to_string() };
            let cells = [
                row.seq.to_string(),
                e.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
                e.account.map(|id| id.to_string()).unwrap_or_default(),
                e.acting.clone(),
                optional(&e.role),
                e.action.clone(),
                e.object_kind.clone(),
                e.object.clone(),
                optional(&e.case),
                e.outcome.clone(),
                optional(&e.reason),
                json(&e.before),
                json(&e.after),
                optional(&e.address),
                optional(&e.request),
                optional(&e.profile),
                optional(&e.calendar),
                row.previous.clone(),
                row.hash.clone(),
            ];
            let mut text = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
            text.push_str("\r\n");
            text
        }
    }
}

/// A cell; a spreadsheet must not take what somebody typed for a formula.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use domain::audit::{GENESIS, link};

    #[test]
    fn r160_a_row_of_the_csv_has_a_cell_for_each_column_and_no_formula() {
        let mut entry = Entry::new(DateTime::UNIX_EPOCH, "case.answer", "case", "TS-1");
        entry.reason = Some("=HYPERLINK(\"x\")".into());
        entry.before = serde_json::json!({ "a": 1 });
        let text = line(&link(1, GENESIS, entry), AuditFormat::Csv);
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{text}");
        assert!(text.contains("\"{\"\"a\"\":1}\""), "{text}");
        assert_eq!(text.matches(',').count(), COLUMNS.len() - 1, "{text}");
    }
}
