//! 受限数据获取名单: read from the signed agreements and their entitlements, so that it cannot say anything else than they do. What
//! they hold is sealed: it is put together once for each state of them, not once for each reader.
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::cases::bodies;
use crate::services::internal;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::oversight::RecipientQuery;
use contract::{Coded, PortResult};
use domain::access::agreement::{Agreement, State, in_force};
use domain::access::delivery::{Recipient, RecipientStatus};
use domain::account::PartyKind;
use domain::calendar::legal_date;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use store::access::RegisterStamp;
use store::cases::CaseRow;
use uuid::Uuid;

/// Words of a question that are looked at.
const WORDS: usize = 8;

/// An entry as it is published.
pub struct Entry {
    /// A natural person's is masked.
    pub name: String,
    /// Codes and titles.
    pub datasets: Vec<Coded>,
    pub publishers: BTreeSet<Uuid>,
    pub service: String,
    pub purpose: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub status: RecipientStatus,
    /// Whose it is, and number of the agreement: never published.
    pub party: Uuid,
    pub agreement: String,
    /// All of it, to be searched.
    words: String,
}

impl Entry {
    /// Whether it is asked for.
    pub fn fits(&self, query: &RecipientQuery) -> bool {
        let status = query.status.as_deref().is_none_or(|status| status == self.status.code());
        let text = query.text.as_deref().unwrap_or_default().to_lowercase();
        status && text.split_whitespace().take(WORDS).all(|word| self.words.contains(word))
    }
}

/// The entries of one state of agreements and entitlements, on one day: at midnight terms end.
type Kept = Option<(RegisterStamp, NaiveDate, Arc<Vec<Entry>>)>;

/// The register.
#[derive(Default)]
pub struct Register(Mutex<Kept>);

impl Register {
    /// Every entry, the newest signature first.
    pub async fn entries(&self, core: &Core, tx: &mut Tx) -> PortResult<Arc<Vec<Entry>>> {
        let state = (tx.register_stamp().await.map_err(internal)?, core.clock.today());
        {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((stamp, day, entries)) = &*kept
                && (*stamp, *day) == state
            {
                return Ok(entries.clone());
            }
        }
        let mut entries = Vec::new();
        for row in tx.signed_agreements().await.map_err(internal)? {
            entries.push(entry(core, tx, &row).await?);
        }
        let entries = Arc::new(entries);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((state.0, state.1, entries.clone()));
        Ok(entries)
    }
}

async fn entry(core: &Core, tx: &mut Tx, row: &CaseRow) -> PortResult<Entry> {
    let beside = tx.agreement(row.id).await.map_err(internal)?;
    let beside = beside.ok_or_else(|| internal("an agreement without its row"))?;
    let agreement = agreements::kept::join(core, row, &beside)?.agreement;
    let pulled = &agreement.pulled;
    let kind = tx.party(pulled.party).await.map_err(internal)?.map_or(PartyKind::Person, |party| party.kind);
    let entitled = tx.entitlements_under(&row.number).await.map_err(internal)?;
    let closed = entitled.iter().any(|row| row.entitlement.closed.is_some());
    let status = match in_force(&agreement, core.clock.now()) {
        true if closed => RecipientStatus::Suspended,
        true => RecipientStatus::Active,
        false => RecipientStatus::Ended,
    };
    let ended = entitled.iter().filter_map(|row| row.entitlement.ends).max();
    let signed = agreement.signature.as_ref().map_or(row.filed, |signature| signature.at);
    let mut datasets: Vec<Coded> = Vec::new();
    for (line, title) in pulled.lines.iter().zip(&pulled.titles) {
        if !datasets.iter().any(|known| known.value == line.code) {
            datasets.push(Coded { value: line.code.clone(), label: title.clone() });
        }
    }
    let mut scenes: Vec<&str> = pulled.form.scenarios.iter().map(|scenario| scenario.scene.trim()).collect();
    scenes.retain(|scene| !scene.is_empty());
    let mut entry = Entry {
        name: Recipient::published_name(kind, &pulled.party_b),
        publishers: agreement.publishers.clone(),
        service: pulled.form.service_name.clone(),
        purpose: scenes.join("；"),
        from: legal_date(signed).map_err(internal)?,
        to: last_day(&agreement, ended)?,
        status,
        party: pulled.party,
        agreement: row.number.clone(),
        words: String::new(),
        datasets,
    };
    let mut words = vec![entry.name.clone(), entry.service.clone(), entry.purpose.clone()];
    words.extend(entry.datasets.iter().map(|dataset| dataset.label.clone()));
    for publisher in &entry.publishers {
        let body = bodies::body(tx, *publisher).await?;
        words.extend([Some(body.name), body.name_en].into_iter().flatten());
    }
    entry.words = words.join("\n").to_lowercase();
    Ok(entry)
}

/// The last day of the term: of the agreement while it is in force, else the one delivery ended on.
fn last_day(agreement: &Agreement, ended: Option<DateTime<Utc>>) -> PortResult<Option<NaiveDate>> {
    match agreement.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => Ok(Some(last_day)),
        // 24:00 of the last day is the first instant of the next.
        _ => ended.map(|ended| legal_date(ended - TimeDelta::microseconds(1)).map_err(internal)).transpose(),
    }
}
