//! Documents that a row names: the one it is about, and those that came with an act on a case. Without their names, which may be personal.
use super::super::cases::words;
use super::super::internal;
use contract::PortResult;
use contract::audit::AuditDocument;
use domain::audit::Entry;
use domain::cases::CaseKind;
use domain::locale::Locale;
use store::Tx;
use uuid::Uuid;

/// In the order in which the row names them; one that is gone since is left out.
pub(super) async fn of(tx: &mut Tx, locale: Locale, entry: &Entry) -> PortResult<Vec<AuditDocument>> {
    let Some(number) = &entry.case else { return Ok(Vec::new()) };
    let named = entry.after["documents"].as_array().into_iter().flatten().filter_map(|id| id.as_str());
    let about = (entry.object_kind == "document").then_some(entry.object.as_str());
    let ids: Vec<Uuid> = about.into_iter().chain(named).filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let Some(case) = tx.case(number).await.map_err(internal)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for id in ids {
        let Some(row) = tx.document(case.id, id).await.map_err(internal)? else { continue };
        let slot = match CaseKind::from_code(&case.kind) {
            Some(kind) => words::of_kind(locale, kind, "slot", &row.slot),
            None => words::label(locale, "slot", &row.slot),
        };
        found.push(AuditDocument {
            id: row.id.to_string(),
            slot: slot.label,
            media: row.media,
            bytes: row.bytes.unsigned_abs(),
            sha256: row.sha256,
            path: format!("/cases/{number}/docs/{id}"),
        });
    }
    Ok(found)
}
