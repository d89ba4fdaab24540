//! 信用状态 (R-055, R-137; C-17): what registers say about an applicant. A register is a port; built in is the table that the authority keeps.
//! Whatever the register does, nobody is refused because it is silent.
use super::super::accounts::identity_index;
use super::super::internal;
use crate::portal::Core;
use async_trait::async_trait;
use contract::PortResult;
use domain::access::credit::{CreditCheck, CreditEntry};
use domain::calendar::legal_date;
use domain::party::proof::Proof;
use std::time::Duration;
use store::{Store, Tx};
use uuid::Uuid;

/// How long a register may take to answer before it counts as unreachable.
const PATIENCE: Duration = Duration::from_secs(5);

/// A register that can be asked about a party.
#[async_trait]
pub trait CreditRegistry: Send + Sync {
    /// The entries about whoever has this keyed hash, ended ones too.
    ///
    /// # Errors
    /// Why it could not be asked.
    async fn entries(&self, subject: &str) -> anyhow::Result<Vec<CreditEntry>>;
}

/// The table of the authority, with what violations entered into it.
pub struct CreditTable(pub Store);

#[async_trait]
impl CreditRegistry for CreditTable {
    async fn entries(&self, subject: &str) -> anyhow::Result<Vec<CreditEntry>> {
        let rows = self.0.read().await?.credit_of(subject).await?;
        Ok(rows.into_iter().map(|row| row.entry).collect())
    }
}

/// How a party is known to registers: keyed hash of the kind and number of its proof. Numbers are never stored in clear.
pub fn subject(core: &Core, proof: Proof, number: &str) -> String {
    identity_index(core, proof, number)
}

/// How a party is known to registers; `None` while it has no proof.
///
/// # Errors
/// Of the database.
pub async fn subject_of(tx: &mut Tx, party: Uuid) -> PortResult<Option<String>> {
    let party = tx.party(party).await.map_err(internal)?;
    Ok(party.and_then(|party| party.identity).map(|identity| identity.index))
}

/// What the registers say about a party now, by all tests of the profile. It never fails for the register's sake: an unreachable one is
/// marked as such and refuses nothing. Asked outside of a writing transaction.
///
/// # Errors
/// Of the portal's own database, where who the party is cannot be read.
pub async fn check(core: &Core, party: Uuid) -> PortResult<CreditCheck> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let subject = subject_of(&mut tx, party).await?;
    drop(tx);
    check_with(core, core.credit.as_ref(), subject.as_deref()).await
}

/// The same by a register of choice.
///
/// # Errors
/// Of the calendar.
pub async fn check_with(core: &Core, registry: &dyn CreditRegistry, subject: Option<&str>) -> PortResult<CreditCheck> {
    let now = core.clock.now();
    let tests = core.active().profile.profile.restricted.credit_tests.clone();
    let Some(subject) = subject else { return Ok(CreditCheck::unreachable(&tests, now)) };
    let today = legal_date(now).map_err(internal)?;
    match tokio::time::timeout(PATIENCE, registry.entries(subject)).await {
        Ok(Ok(entries)) => Ok(CreditCheck::of(&tests, &entries, today, now)),
        Ok(Err(error)) => {
            tracing::warn!(error = format!("{error:#}"), "the credit register could not be asked");
            Ok(CreditCheck::unreachable(&tests, now))
        }
        Err(_) => {
            tracing::warn!("the credit register did not answer in time");
            Ok(CreditCheck::unreachable(&tests, now))
        }
    }
}
