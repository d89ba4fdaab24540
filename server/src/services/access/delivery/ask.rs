//! One access: decided, and written down before anything leaves. Refused ones are written down too, against the entitlement that was asked
//! for and with whatever is known of who asked.
use super::super::super::internal;
use super::log::{self, Occasion};
use super::open::Opened;
use super::words;
use crate::portal::Core;
use chrono::{DateTime, Utc};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::delivery::{ApiKey, Cut, Entitlement, Grant, Request};
use domain::account::AccountState;
use domain::audit::Entry;
use domain::policy::{AgreementAction, Denial, authorize_agreement};
use serde_json::json;
use store::Tx;
use store::access::{DeliveryRow, EntitlementRow};
use uuid::Uuid;

/// Who asks for what.
#[derive(Clone)]
pub struct Ask {
    /// Names the access in the log and in what leaves.
    pub id: Uuid,
    pub caller: Caller,
    pub request: Request,
    /// The key it came with; else a person asks.
    pub key: Option<ApiKey>,
}

/// What leaves.
pub struct Leaving {
    pub items: Vec<String>,
    pub rows: Option<u64>,
    pub bytes: Option<u64>,
}

impl Ask {
    /// The account behind it: the person, or who made the key.
    pub fn account(&self) -> Option<Uuid> {
        self.caller.actor.account().or_else(|| self.key.as_ref().map(|key| key.made_by))
    }

    /// Whether who asks may go on, the entitlement aside.
    pub async fn stands(
        &self,
        tx: &mut Tx,
        entitlement: &Entitlement,
        now: DateTime<Utc>,
    ) -> PortResult<Result<(), Cut>> {
        if let Some(key) = &self.key {
            // As it is kept now: it may have been revoked meanwhile.
            let kept = tx.api_key_by_hash(&key.hash).await.map_err(internal)?;
            let admitted =
                kept.map_or(Err(Cut::KeyRevoked), |kept| kept.admits(entitlement, &self.caller.address, now));
            if admitted.is_err() {
                return Ok(admitted);
            }
        }
        let Some(account) = self.account() else { return Ok(Err(Cut::NotYours)) };
        let Some(account) = tx.account(account).await.map_err(internal)? else { return Ok(Err(Cut::UserClosed)) };
        // Who leaves an organisation leaves its keys behind; who is suspended, or was the party, does not.
        let closed = match account.state {
            AccountState::Suspended => true,
            AccountState::Closed => self.key.is_none() || account.party == entitlement.party,
            AccountState::Registered | AccountState::Active => false,
        };
        Ok(if closed { Err(Cut::UserClosed) } else { Ok(()) })
    }

    fn row(&self, entitlement: Uuid, at: DateTime<Utc>) -> DeliveryRow {
        DeliveryRow {
            id: self.id,
            entitlement,
            at,
            mode: self.request.mode.code().to_owned(),
            amount: 0,
            items: self.request.items.clone().unwrap_or_default(),
            rows: None,
            bytes: None,
            refusal: None,
            key: self.key.as_ref().map(|key| key.id),
            account: self.caller.actor.account(),
            address: self.caller.address.clone(),
        }
    }

    fn entry(&self, entitlement: &Entitlement, at: DateTime<Utc>, outcome: Option<&str>) -> Entry {
        let action = format!("delivery.{}", self.request.mode.code());
        let mut entry = self.caller.sign(Entry::new(at, &action, "entitlement", entitlement.id.to_string()));
        entry.case = Some(entitlement.agreement.clone());
        if let Some(code) = outcome {
            entry.outcome = code.to_owned();
        }
        entry.after = json!({
            "access": self.id,
            "key": self.key.as_ref().map(|key| key.prefix.as_str()),
            "consent": self.request.consent.as_deref(),
        });
        entry
    }

    async fn touched(&self, tx: &mut Tx, now: DateTime<Utc>) -> PortResult<()> {
        match &self.key {
            Some(key) => tx.api_key_used(key.id, now, &self.caller.address).await.map_err(internal),
            None => Ok(()),
        }
    }
}

/// What was taken from the agreed volume in the running period, and since when that is.
pub async fn used(tx: &mut Tx, entitlement: &Entitlement, now: DateTime<Utc>) -> PortResult<(u64, DateTime<Utc>)> {
    let Some(volume) = entitlement.volume else { return Ok((0, entitlement.begins)) };
    let since = volume.unit.since(now, entitlement.begins).map_err(internal)?;
    Ok((tx.delivered_since(entitlement.id, since).await.map_err(internal)?, since))
}

/// Decides about an access; nothing of it is counted yet.
///
/// # Errors
/// The refusal, which is written down.
pub async fn decide(core: &Core, ask: &Ask, id: Uuid) -> PortResult<(Opened, Grant)> {
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let missing = || PortError::from(Refusal::new(ErrorCode::NotFound));
    let row = tx.entitlement(id).await.map_err(internal)?.ok_or_else(missing)?;
    if ask.key.is_none() {
        let facts = log::facts(&mut tx, &row.entitlement).await?;
        match authorize_agreement(&ask.caller.actor, AgreementAction::Fetch, &facts) {
            Ok(()) => {}
            Err(Denial::Forbidden) => {
                drop(tx);
                let error = PortError::from(Refusal::new(ErrorCode::Forbidden));
                return Err(refused(core, ask, &row, error).await?);
            }
            Err(_) => {
                drop(tx);
                return Err(cut(core, ask, &row, &Cut::NotYours).await?);
            }
        }
    }
    if let Err(reason) = ask.stands(&mut tx, &row.entitlement, now).await? {
        drop(tx);
        return Err(cut(core, ask, &row, &reason).await?);
    }
    let (used, _) = used(&mut tx, &row.entitlement, now).await?;
    let opened = Opened::of(&mut tx, row).await?;
    drop(tx);
    match opened.decide(&ask.request, used, now) {
        Ok(grant) => Ok((opened, grant)),
        Err(reason) => Err(cut(core, ask, &opened.row, &reason).await?),
    }
}

/// Writes a cut down and tells both sides where that is owed; the answer.
pub async fn cut(core: &Core, ask: &Ask, row: &EntitlementRow, reason: &Cut) -> PortResult<PortError> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let error = note_cut(core, &mut tx, ask, row, reason).await?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(error)
}

async fn note_cut(core: &Core, tx: &mut Tx, ask: &Ask, row: &EntitlementRow, reason: &Cut) -> PortResult<PortError> {
    let now = core.clock.now();
    let entitlement = &row.entitlement;
    note(tx, ask, row, reason.code(), now).await?;
    if reason.is_told() {
        let (_, since) = used(tx, entitlement, now).await?;
        log::tell(core, tx, entitlement, &Occasion::of(reason, since)).await?;
    }
    metrics::counter!("portal_deliveries_total", "outcome" => reason.code()).increment(1);
    Ok(words::refusal(reason, entitlement.volume.map(|volume| volume.unit)))
}

async fn note(tx: &mut Tx, ask: &Ask, row: &EntitlementRow, code: &str, now: DateTime<Utc>) -> PortResult<()> {
    let refused = DeliveryRow { refusal: Some(code.to_owned()), ..ask.row(row.entitlement.id, now) };
    tx.add_data_delivery(&refused).await.map_err(internal)?;
    ask.touched(tx, now).await?;
    tx.audit(ask.entry(&row.entitlement, now, Some(code)));
    Ok(())
}

/// Writes down what was wrong with the question itself; the same error.
pub async fn refused(core: &Core, ask: &Ask, row: &EntitlementRow, error: PortError) -> PortResult<PortError> {
    // A fault of ours is none of theirs.
    if matches!(error, PortError::Internal(_)) {
        return Ok(error);
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    note(&mut tx, ask, row, error.code().code(), core.clock.now()).await?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(error)
}

/// What is ready to leave is counted and written down, if it still may: what changed since it was decided decides. Calls left of the volume.
///
/// # Errors
/// The refusal, which is written down.
pub async fn commit(core: &Core, ask: &Ask, opened: &mut Opened, leaving: Leaving) -> PortResult<Option<u64>> {
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let id = opened.row.entitlement.id;
    // Two calls at once cannot both be the last one of the volume.
    tx.hold_entitlement(id).await.map_err(internal)?;
    let row = tx.entitlement(id).await.map_err(internal)?.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    opened.standing = tx.standing(row.entitlement.dataset).await.map_err(internal)?;
    opened.row = row;
    let entitlement = opened.row.entitlement.clone();
    let (used, since) = used(&mut tx, &entitlement, now).await?;
    let decided = match ask.stands(&mut tx, &entitlement, now).await? {
        Ok(()) => opened.decide(&ask.request, used, now),
        Err(reason) => Err(reason),
    };
    let grant = match decided {
        Ok(grant) => grant,
        Err(reason) => {
            let error = note_cut(core, &mut tx, ask, &opened.row, &reason).await?;
            tx.commit(Vec::new()).await.map_err(internal)?;
            return Err(error);
        }
    };
    let row = DeliveryRow {
        amount: ask.request.amount,
        items: leaving.items,
        rows: leaving.rows,
        bytes: leaving.bytes,
        ..ask.row(id, now)
    };
    tx.add_data_delivery(&row).await.map_err(internal)?;
    ask.touched(&mut tx, now).await?;
    if grant.warn {
        log::tell(core, &mut tx, &entitlement, &Occasion::Warning { since }).await?;
    }
    let mut entry = ask.entry(&entitlement, now, None);
    entry.after["items"] = json!(row.items);
    entry.after["rows"] = json!(row.rows);
    entry.after["amount"] = json!(row.amount);
    tx.audit(entry);
    tx.commit(Vec::new()).await.map_err(internal)?;
    metrics::counter!("portal_deliveries_total", "outcome" => "granted").increment(1);
    Ok(grant.remaining)
}
