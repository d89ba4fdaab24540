//! The port of the audit trail: authorize → search → answer. Whoever looks for a person or takes rows away is recorded as well.
mod alarm;
mod documents;
mod export;
mod lines;
mod query;
pub mod verify;

use super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::audit::{AuditExport, AuditFormat, AuditPage, AuditQuery, AuditTrail, AuditView, ChainView};
use contract::{Caller, Coded, ErrorCode, PortResult, Refusal};
use domain::account::Role;
use domain::audit::{Entry, GENESIS, LEAST_YEARS};
use domain::locale::Locale;
use domain::policy::audit::{office_held, offices};
use domain::policy::{Action, Actor, ResourceFacts, authorize};
use std::sync::Arc;

pub use query::filter;

/// Rows on a page.
const PER_PAGE: u32 = 50;

/// The port.
pub struct Service(pub Arc<Core>);

/// Lets in whose office it is; others are told which role it needs, and somebody signed in who tries is recorded.
///
/// # Errors
/// `sign-in-needed`, `forbidden` with the fact `role`.
pub(crate) async fn office(core: &Core, caller: &Caller, action: Action) -> PortResult<Option<Role>> {
    if authorize(&caller.actor, action, &ResourceFacts::Portal).is_ok() {
        return Ok(office_held(&caller.actor, action));
    }
    if matches!(caller.actor, Actor::Anonymous) {
        return Err(Refusal::new(ErrorCode::SignInNeeded).into());
    }
    let mut entry = Entry::new(core.clock.now(), &act(action), "portal", "");
    entry.outcome = ErrorCode::Forbidden.code().into();
    note(core, caller, entry).await?;
    let roles = offices(action).unwrap_or_default().iter().map(|role| lines::role(caller.locale, *role).label);
    let named = texts::list(caller.locale, &roles.collect::<Vec<_>>());
    Err(Refusal::new(ErrorCode::Forbidden).fact("role", named).into())
}

/// The act in the trail: `read-audit` is `audit.read`.
fn act(action: Action) -> String {
    action.code().split_once('-').map_or_else(|| action.code().to_owned(), |(verb, kind)| format!("{kind}.{verb}"))
}

/// Records one act of a caller that changes nothing else.
pub(crate) async fn note(core: &Core, caller: &Caller, entry: Entry) -> PortResult<()> {
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}

/// Years for which rows are kept: what the profile says, and never less than the floor.
pub fn retention_years(core: &Core) -> u32 {
    core.active().profile.profile.audit.retention.value.max(LEAST_YEARS)
}

#[async_trait]
impl AuditTrail for Service {
    async fn search(&self, caller: &Caller, query: &AuditQuery) -> PortResult<AuditPage> {
        let core = &self.0;
        let role = office(core, caller, Action::ReadAudit).await?;
        let filter = filter(core, caller, query).await?;
        if let Some(person) = filter.account {
            let mut entry = Entry::new(core.clock.now(), "audit.search", "account", person.to_string());
            entry.role = role.map(|role| role.code().into());
            note(core, caller, entry).await?;
        }
        let page = query.page.max(1);
        let mut tx = core.store.read().await.map_err(internal)?;
        let total = tx.audit_count(&filter).await.map_err(internal)?;
        let offset = u64::from(page - 1) * u64::from(PER_PAGE);
        let rows = tx.audit_search(&filter, offset, PER_PAGE).await.map_err(internal)?;
        let lines = lines::lines(&mut tx, caller.locale, rows).await?;
        let chain = chain(&mut tx, core, caller.locale).await?;
        Ok(AuditPage {
            chain,
            total,
            page,
            per_page: PER_PAGE,
            rows: lines,
            actions: lines::kinds(caller.locale),
            retention_years: retention_years(core),
            least_years: LEAST_YEARS,
            reach: filter.reach.map(|reach| texts::t(caller.locale, &format!("audit-reach-{}", reach.code()))),
        })
    }

    async fn chain(&self, caller: &Caller) -> PortResult<ChainView> {
        let core = &self.0;
        office(core, caller, Action::ReadAudit).await?;
        let mut tx = core.store.read().await.map_err(internal)?;
        chain(&mut tx, core, caller.locale).await
    }

    async fn row(&self, caller: &Caller, seq: i64) -> PortResult<AuditView> {
        let core = &self.0;
        office(core, caller, Action::ReadAudit).await?;
        let filter = query::own(core, caller).await?;
        let mut tx = core.store.read().await.map_err(internal)?;
        let Some((row, before_seq, after_seq)) = tx.audit_row_among(&filter, seq).await.map_err(internal)? else {
            let beyond = tx.audit_row(seq).await.map_err(internal)?.is_some();
            drop(tx);
            if beyond {
                let mut entry = Entry::new(core.clock.now(), "audit.read", "audit", seq.to_string());
                entry.outcome = ErrorCode::NotFound.code().into();
                note(core, caller, entry).await?;
            }
            return Err(Refusal::new(ErrorCode::NotFound).into());
        };
        // The chain goes through rows that the reader does not see.
        let before = if seq > 1 { tx.audit_row(seq - 1).await.map_err(internal)? } else { None };
        let checkpoint = tx.audit_checkpoints().await.map_err(internal)?.pop();
        let previous = match (&before, checkpoint) {
            (Some(before), _) => before.hash.clone(),
            (None, Some(checkpoint)) => checkpoint.hash,
            (None, None) => GENESIS.to_owned(),
        };
        let sound = domain::audit::verify(seq - 1, &previous, &row).is_ok();
        let json = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            value => serde_json::to_string_pretty(value).unwrap_or_default(),
        };
        let line = lines::lines(&mut tx, caller.locale, vec![row.clone()]).await?.pop();
        let documents = documents::of(&mut tx, caller.locale, &row.entry).await?;
        Ok(AuditView {
            documents,
            line: line.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?,
            acting_recorded: row.entry.acting,
            before: json(&row.entry.before),
            after: json(&row.entry.after),
            address: row.entry.address,
            request: row.entry.request,
            calendar: row.entry.calendar,
            previous: row.previous,
            hash: row.hash,
            sound,
            before_seq,
            after_seq,
        })
    }

    async fn export(&self, caller: &Caller, query: &AuditQuery, format: AuditFormat) -> PortResult<AuditExport> {
        let core = &self.0;
        let role = office(core, caller, Action::ExportAudit).await?;
        let filter = filter(core, caller, query).await?;
        export::begin(core, caller, role, filter, format).await
    }
}

/// How far the chain was checked, by the last check that was noted.
async fn chain(tx: &mut store::Tx, core: &Core, locale: Locale) -> PortResult<ChainView> {
    let (head, _) = tx.audit_head().await.map_err(internal)?;
    let left = tx.audit_checkpoints().await.map_err(internal)?.pop().map_or(0, |checkpoint| checkpoint.seq);
    let noted = verify::noted(tx, core).await.map_err(internal)?;
    let broken = noted.as_ref().and_then(|noted| noted.broken.clone()).map(|(seq, code)| {
        let label = texts::t(locale, &format!("audit-broken-{code}"));
        (seq, Coded { value: code, label })
    });
    let (verified, at) = noted.map_or((0, None), |noted| (noted.through, Some(noted.at)));
    Ok(ChainView { head, verified, at, broken, left })
}

/// The same export for the command line.
///
/// # Errors
/// As the port.
pub async fn export_all(core: &Arc<Core>, query: &AuditQuery, format: AuditFormat) -> PortResult<AuditExport> {
    Service(core.clone()).export(&Caller::operator(), query, format).await
}
