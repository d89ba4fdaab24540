//! Entitlements and what was delivered under them.
use super::{read, write};
use crate::sql::{big, micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::access::delivery::{Entitlement, SCHEMA};
use uuid::Uuid;

/// An entitlement and the version it was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitlementRow {
    pub entitlement: Entitlement,
    /// Raised by every change; 0 = not stored yet.
    pub version: i64,
}

/// An access, granted or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub id: Uuid,
    pub entitlement: Uuid,
    pub at: DateTime<Utc>,
    /// Calls or rows it took from the agreed volume; 0 when refused.
    pub amount: u64,
    /// Names of the items that left.
    pub items: Vec<String>,
    pub bytes: Option<u64>,
    /// Code of the refusal.
    pub refusal: Option<String>,
}

type Stored = (Uuid, Uuid, DateTime<Utc>, i64, String, Option<i64>, Option<String>);

impl Tx {
    /// Stores an entitlement, a new one at version 0, a changed one with the version it was read with.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else was first.
    pub async fn put_entitlement(&mut self, row: &EntitlementRow) -> StoreResult<()> {
        self.writable()?;
        let it = &row.entitlement;
        let stored = Entitlement {
            begins: micros(it.begins),
            ends: it.ends.map(micros),
            closed: it.closed.map(micros),
            ..it.clone()
        };
        let touched = execute!(
            self,
            "INSERT INTO entitlements (id, agreement, party_id, dataset_id, publisher_id, data, schema_version, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
             ON CONFLICT (id) DO UPDATE SET data = excluded.data, schema_version = excluded.schema_version,
             version = entitlements.version + 1 WHERE entitlements.version = $8",
            it.id,
            &it.agreement,
            it.party,
            it.dataset,
            it.publisher,
            write(&stored, "entitlements.data")?,
            SCHEMA,
            row.version
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("entitlements.version".into())) }
    }

    /// What a party is or was entitled to.
    pub async fn entitlements_of(&mut self, party: Uuid) -> StoreResult<Vec<EntitlementRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM entitlements WHERE party_id = $1 ORDER BY agreement, id",
            party
        )?;
        rows.into_iter().map(entitlement).collect()
    }

    /// What an agreement entitles to.
    pub async fn entitlements_under(&mut self, agreement: &str) -> StoreResult<Vec<EntitlementRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM entitlements WHERE agreement = $1 ORDER BY id",
            agreement
        )?;
        rows.into_iter().map(entitlement).collect()
    }

    /// Notes an access.
    pub async fn add_data_delivery(&mut self, delivery: &DeliveryRow) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO data_deliveries (id, entitlement_id, at, amount, items, bytes, refusal) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            delivery.id,
            delivery.entitlement,
            micros(delivery.at),
            big(delivery.amount, "data_deliveries.amount")?,
            write(&delivery.items, "data_deliveries.items")?,
            delivery.bytes.map(|bytes| big(bytes, "data_deliveries.bytes")).transpose()?,
            &delivery.refusal
        )?;
        Ok(())
    }

    /// What was taken from the agreed volume since an instant.
    pub async fn delivered_since(&mut self, entitlement: Uuid, since: DateTime<Utc>) -> StoreResult<u64> {
        let (sum,) = fetch_one!(
            self,
            (i64,),
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM data_deliveries WHERE entitlement_id = $1 AND at >= $2 AND refusal IS NULL",
            entitlement,
            micros(since)
        )?;
        unsigned(sum, "data_deliveries.amount")
    }

    /// The newest accesses under an entitlement.
    pub async fn data_deliveries(&mut self, entitlement: Uuid, limit: u32) -> StoreResult<Vec<DeliveryRow>> {
        let rows = fetch_all!(
            self,
            Stored,
            "SELECT id, entitlement_id, at, amount, items, bytes, refusal FROM data_deliveries WHERE entitlement_id = $1
             ORDER BY at DESC, id DESC LIMIT $2",
            entitlement,
            i64::from(limit)
        )?;
        rows.into_iter().map(delivery).collect()
    }
}

fn entitlement((data, schema, version): (String, i64, i64)) -> StoreResult<EntitlementRow> {
    Ok(EntitlementRow { entitlement: read(&data, schema, SCHEMA, "entitlements.data")?, version })
}

fn delivery((id, entitlement, at, amount, items, bytes, refusal): Stored) -> StoreResult<DeliveryRow> {
    Ok(DeliveryRow {
        id,
        entitlement,
        at,
        amount: unsigned(amount, "data_deliveries.amount")?,
        items: read(&items, 0, 0, "data_deliveries.items")?,
        bytes: bytes.map(|bytes| unsigned(bytes, "data_deliveries.bytes")).transpose()?,
        refusal,
    })
}
