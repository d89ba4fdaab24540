//! Entitlements and how their datasets stand.
use super::{read, write};
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use domain::access::delivery::{Entitlement, SCHEMA};
use domain::catalog::AccessRights;
use uuid::Uuid;

/// An entitlement and the version it was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitlementRow {
    pub entitlement: Entitlement,
    /// Raised by every change; 0 = not stored yet.
    pub version: i64,
}

/// How a dataset stands for those entitled to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub code: String,
    /// 撤回, taken out of the catalogue, or not open to anybody any more.
    pub withdrawn: bool,
    /// 中止开放
    pub suspended: bool,
}

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

    /// What anybody is or was entitled to of a dataset.
    pub async fn entitlements_to(&mut self, dataset: Uuid) -> StoreResult<Vec<EntitlementRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM entitlements WHERE dataset_id = $1 ORDER BY id",
            dataset
        )?;
        rows.into_iter().map(entitlement).collect()
    }

    /// One entitlement.
    pub async fn entitlement(&mut self, id: Uuid) -> StoreResult<Option<EntitlementRow>> {
        let row = fetch_optional!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM entitlements WHERE id = $1",
            id
        )?;
        row.map(entitlement).transpose()
    }

    /// What bodies have opened: of one body, and of all bodies of a region where one is named. The newest first.
    pub async fn entitlements_opened_by(
        &mut self,
        body: Uuid,
        region: Option<&str>,
    ) -> StoreResult<Vec<EntitlementRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM entitlements
             WHERE publisher_id = $1 OR publisher_id IN (SELECT id FROM bodies WHERE region = $2) ORDER BY agreement DESC, id",
            body,
            region.unwrap_or_default()
        )?;
        rows.into_iter().map(entitlement).collect()
    }

    /// Makes others wait who count accesses under an entitlement, until this transaction ends.
    pub async fn hold_entitlement(&mut self, id: Uuid) -> StoreResult<()> {
        self.writable()?;
        execute!(self, "UPDATE entitlements SET version = version WHERE id = $1", id)?;
        Ok(())
    }

    /// Whether a dataset stands open as far as holders of entitlements are concerned; `None` where there is no such dataset any more.
    pub async fn standing(&mut self, dataset: Uuid) -> StoreResult<Option<Standing>> {
        let row = fetch_optional!(
            self,
            (String, String, String, i64),
            "SELECT d.code, d.publication, d.access_rights,
             (SELECT COUNT(*) FROM suspensions s WHERE s.dataset_id = d.id AND s.ended IS NULL) FROM datasets d WHERE d.id = $1",
            dataset
        )?;
        Ok(row.map(|(code, publication, rights, suspensions)| Standing {
            code,
            withdrawn: publication != "LISTED" || rights == AccessRights::NonPublic.code(),
            suspended: suspensions > 0,
        }))
    }
}

fn entitlement((data, schema, version): (String, i64, i64)) -> StoreResult<EntitlementRow> {
    Ok(EntitlementRow { entitlement: read(&data, schema, SCHEMA, "entitlements.data")?, version })
}
