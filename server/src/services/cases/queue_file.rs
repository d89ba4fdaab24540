//! The queue as a file: what the desk shows, applicants masked. Recorded before the first byte leaves.
use super::names::Names;
use super::search::{self, Reader};
use super::{desk, internal, queue, subject};
use crate::portal::Core;
use crate::services::csv::line;
use bytes::Bytes;
use contract::cases::{Archive, QueueQuery, QueueRow};
use contract::{Caller, PortResult};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::policy::CaseAction;
use futures_util::StreamExt;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Cases read at once.
const BATCH: usize = 100;
/// Heads of the columns, in their order.
const COLUMNS: [&str; 10] = [
    "queue-file-number",
    "queue-file-kind",
    "queue-file-title",
    "queue-file-applicant",
    "queue-file-state",
    "queue-file-step",
    "queue-file-with",
    "queue-file-owner",
    "queue-file-filed",
    "queue-file-due",
];

/// Opens the file.
pub async fn file(core: &Arc<Core>, caller: &Caller, query: &QueueQuery, numbers: &[String]) -> PortResult<Archive> {
    let (signed, body) = desk(caller, CaseAction::Queue)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let reader = Reader::of(core, &mut tx, signed, body).await?;
    let mut ids = search::all(core, &mut tx, &reader, query).await?;
    if !numbers.is_empty() {
        let mut chosen = BTreeSet::new();
        for number in numbers {
            chosen.extend(tx.case(number).await.map_err(internal)?.map(|row| row.id));
        }
        ids.retain(|id| chosen.contains(id));
    }
    drop(tx);
    let now = core.clock.now();
    let mut entry = Entry::new(now, "case.export-queue", "body", body.to_string());
    entry.after = json!({
        "cases": ids.len(), "chosen": !numbers.is_empty(), "tab": query.tab.code(), "kind": query.kind, "owner": query.owner,
        "dataset": query.dataset, "binding": query.binding, "clock": query.clock, "words": query.text.is_some(),
    });
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    let head = format!("\u{feff}{}", line(&COLUMNS.map(|key| texts::t(caller.locale, key))));
    let (core, caller) = (core.clone(), caller.clone());
    let name = format!("queue-{}.csv", core.clock.today().format("%Y%m%d"));
    let rest = futures_util::stream::try_unfold(ids.into_iter(), move |mut ids| {
        let (core, caller) = (core.clone(), caller.clone());
        async move {
            let batch: Vec<Uuid> = ids.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(None);
            }
            let text = lines(&core, &caller, body, &batch).await.map_err(std::io::Error::other)?;
            Ok(Some((Bytes::from(text), ids)))
        }
    });
    let first = futures_util::stream::once(async move { Ok(Bytes::from(head)) });
    Ok(Archive { name, body: first.chain(rest).boxed() })
}

async fn lines(core: &Core, caller: &Caller, body: Uuid, ids: &[Uuid]) -> PortResult<String> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let mut text = String::new();
    for row in tx.cases_by_ids(ids).await.map_err(internal)? {
        if !subject::involves(&caller.actor, &row) {
            continue;
        }
        let subject = subject::read(core, &mut tx, caller, row).await?;
        let (_, row) = queue::queue_row(core, &mut tx, &mut names, caller, &*subject, body, core.clock.today()).await?;
        text.push_str(&line(&cells(caller.locale, row)));
    }
    Ok(text)
}

fn cells(locale: Locale, row: QueueRow) -> [String; 10] {
    let due = row.head.clock.as_ref().and_then(|clock| clock.due);
    [
        row.head.number,
        row.head.kind.label,
        row.head.title,
        row.applicant,
        row.head.state.label,
        row.step,
        row.head.with.unwrap_or_default(),
        row.owner.map_or_else(|| texts::t(locale, "queue-no-owner"), |owner| owner.label),
        texts::local_date(row.head.filed).to_string(),
        due.map(|day| day.to_string()).unwrap_or_default(),
    ]
}
