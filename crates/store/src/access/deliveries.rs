//! What was delivered under entitlements, and what was refused.
use super::{read, write};
use crate::StoreResult;
use crate::sql::{big, micros, unsigned};
use crate::tx::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An access, granted or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub id: Uuid,
    pub entitlement: Uuid,
    pub at: DateTime<Utc>,
    /// Code of the way it was asked for.
    pub mode: String,
    /// Calls or rows it took from the agreed volume; 0 when refused.
    pub amount: u64,
    /// Names of the items that left; of a refusal those that were asked for by name.
    pub items: Vec<String>,
    pub rows: Option<u64>,
    pub bytes: Option<u64>,
    /// Code of the refusal.
    pub refusal: Option<String>,
    /// The key it was asked with.
    pub key: Option<Uuid>,
    /// The account that asked, where a person did.
    pub account: Option<Uuid>,
    /// Network address.
    pub address: String,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: Uuid,
    entitlement_id: Uuid,
    at: DateTime<Utc>,
    mode: String,
    amount: i64,
    items: String,
    row_count: Option<i64>,
    bytes: Option<i64>,
    refusal: Option<String>,
    key_id: Option<Uuid>,
    account_id: Option<Uuid>,
    address: String,
}

impl Stored {
    fn delivery(self) -> StoreResult<DeliveryRow> {
        Ok(DeliveryRow {
            id: self.id,
            entitlement: self.entitlement_id,
            at: self.at,
            mode: self.mode,
            amount: unsigned(self.amount, "data_deliveries.amount")?,
            items: read(&self.items, 0, 0, "data_deliveries.items")?,
            rows: self.row_count.map(|rows| unsigned(rows, "data_deliveries.row_count")).transpose()?,
            bytes: self.bytes.map(|bytes| unsigned(bytes, "data_deliveries.bytes")).transpose()?,
            refusal: self.refusal,
            key: self.key_id,
            account: self.account_id,
            address: self.address,
        })
    }
}

impl Tx {
    /// Notes an access.
    pub async fn add_data_delivery(&mut self, delivery: &DeliveryRow) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO data_deliveries
             (id, entitlement_id, at, mode, amount, items, row_count, bytes, refusal, key_id, account_id, address)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            delivery.id,
            delivery.entitlement,
            micros(delivery.at),
            &delivery.mode,
            big(delivery.amount, "data_deliveries.amount")?,
            write(&delivery.items, "data_deliveries.items")?,
            delivery.rows.map(|rows| big(rows, "data_deliveries.row_count")).transpose()?,
            delivery.bytes.map(|bytes| big(bytes, "data_deliveries.bytes")).transpose()?,
            &delivery.refusal,
            delivery.key,
            delivery.account,
            &delivery.address
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

    /// When data was first had under an agreement.
    pub async fn first_delivery(&mut self, agreement: &str) -> StoreResult<Option<DateTime<Utc>>> {
        let row = fetch_optional!(
            self,
            (DateTime<Utc>,),
            "SELECT d.at FROM data_deliveries d JOIN entitlements e ON e.id = d.entitlement_id
             WHERE e.agreement = $1 AND d.refusal IS NULL ORDER BY d.at LIMIT 1",
            agreement
        )?;
        Ok(row.map(|(at,)| at))
    }

    /// The newest accesses under an entitlement, some left out at the beginning.
    pub async fn data_deliveries(&mut self, entitlement: Uuid, skip: u64, limit: u32) -> StoreResult<Vec<DeliveryRow>> {
        let rows = fetch_all!(
            self,
            Stored,
            "SELECT id, entitlement_id, at, mode, amount, items, row_count, bytes, refusal, key_id, account_id, address
             FROM data_deliveries WHERE entitlement_id = $1 ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3",
            entitlement,
            i64::from(limit),
            big(skip, "data_deliveries")?
        )?;
        rows.into_iter().map(Stored::delivery).collect()
    }

    /// How many accesses there were under an entitlement, and how many of them were refused.
    pub async fn count_data_deliveries(&mut self, entitlement: Uuid) -> StoreResult<(u64, u64)> {
        let (all, refused) = fetch_one!(
            self,
            (i64, i64),
            "SELECT COUNT(*), COUNT(refusal) FROM data_deliveries WHERE entitlement_id = $1",
            entitlement
        )?;
        Ok((unsigned(all, "data_deliveries")?, unsigned(refused, "data_deliveries")?))
    }
}
