//! Who works for a body, in which roles; contracts with service contractors; what a body keeps current.
mod contracts;
mod profiles;

pub use contracts::Contract;
pub use profiles::BodyProfile;

use crate::StoreResult;
use crate::codes::set;
use crate::members::joined;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use chrono::{DateTime, Utc};
use domain::account::Role;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody who works for a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub id: Uuid,
    pub account: Uuid,
    pub body: Uuid,
    pub roles: BTreeSet<Role>,
    /// For people of a contractor.
    pub contract: Option<Uuid>,
    pub since: DateTime<Utc>,
    /// Claims of this provider of sign-in give the roles; `None`: given here.
    pub provider: Option<String>,
}

/// A body an account works for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub staff: Staff,
    pub code: String,
    pub name: String,
    pub region: String,
    /// 公共数据主管部门 of its level.
    pub authority: bool,
}

#[derive(sqlx::FromRow)]
struct StaffRow {
    id: Uuid,
    account_id: Uuid,
    body_id: Uuid,
    roles: String,
    contract_id: Option<Uuid>,
    since: DateTime<Utc>,
    provider: Option<String>,
}

const STAFF: &str = "s.id, s.account_id, s.body_id, s.roles, s.contract_id, s.since, s.provider";

impl StaffRow {
    fn staff(self) -> StoreResult<Staff> {
        Ok(Staff {
            roles: set("staff.roles", &self.roles)?,
            id: self.id,
            account: self.account_id,
            body: self.body_id,
            contract: self.contract_id,
            since: self.since,
            provider: self.provider,
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfficeRow {
    #[sqlx(flatten)]
    staff: StaffRow,
    code: String,
    name: String,
    region: String,
    authority: bool,
}

impl Tx {
    /// Gives somebody roles in a body. [`crate::StoreError::Conflict`] when they work for it already.
    pub async fn add_staff(&mut self, one: &Staff) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO staff (id, account_id, body_id, roles, contract_id, since, provider) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            one.id,
            one.account,
            one.body,
            joined(one.roles.iter().map(|r| r.code())),
            one.contract,
            micros(one.since),
            &one.provider
        )?;
        Ok(())
    }

    /// Bodies an account works for now.
    pub async fn offices_of(&mut self, account: Uuid) -> StoreResult<Vec<Office>> {
        let sql = format!(
            "SELECT {STAFF}, b.code, b.name, b.region, COALESCE(p.authority, $2) AS authority FROM staff s
             JOIN bodies b ON b.id = s.body_id LEFT JOIN body_profiles p ON p.body_id = s.body_id
             WHERE s.account_id = $1 AND s.ended_at IS NULL AND b.ended_at IS NULL ORDER BY s.since, s.id"
        );
        let rows = fetch_all!(self, OfficeRow, AssertSqlSafe(sql), account, false)?;
        rows.into_iter()
            .map(|row| {
                Ok(Office {
                    staff: row.staff.staff()?,
                    code: row.code,
                    name: row.name,
                    region: row.region,
                    authority: row.authority,
                })
            })
            .collect()
    }

    /// Who works for a body now.
    pub async fn staff_of(&mut self, body: Uuid) -> StoreResult<Vec<Staff>> {
        let sql =
            format!("SELECT {STAFF} FROM staff s WHERE s.body_id = $1 AND s.ended_at IS NULL ORDER BY s.since, s.id");
        fetch_all!(self, StaffRow, AssertSqlSafe(sql), body)?.into_iter().map(StaffRow::staff).collect()
    }

    /// Somebody who works for a body now, by the id of the row.
    pub async fn staff(&mut self, id: Uuid) -> StoreResult<Option<Staff>> {
        let sql = format!("SELECT {STAFF} FROM staff s WHERE s.id = $1 AND s.ended_at IS NULL");
        fetch_optional!(self, StaffRow, AssertSqlSafe(sql), id)?.map(StaffRow::staff).transpose()
    }

    /// Gives somebody other roles; `false` if they no longer work there.
    pub async fn set_roles(&mut self, id: Uuid, roles: &BTreeSet<Role>) -> StoreResult<bool> {
        self.writable()?;
        let codes = joined(roles.iter().map(|r| r.code()));
        Ok(execute!(self, "UPDATE staff SET roles = $2 WHERE id = $1 AND ended_at IS NULL", id, codes)? == 1)
    }

    /// Somebody no longer works there; `false` if so already.
    pub async fn end_staff(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        Ok(execute!(self, "UPDATE staff SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, micros(at))? == 1)
    }

    /// Who holds a role in a body now: for notices and assignment.
    pub async fn holders_of(&mut self, body: Uuid, role: Role) -> StoreResult<Vec<Uuid>> {
        let staff = self.staff_of(body).await?;
        Ok(staff.into_iter().filter(|one| one.roles.contains(&role)).map(|one| one.account).collect())
    }

    /// Who holds a role in any body now, each account once.
    pub async fn holders(&mut self, role: Role) -> StoreResult<BTreeSet<Uuid>> {
        let sql = format!("SELECT {STAFF} FROM staff s WHERE s.ended_at IS NULL ORDER BY s.id");
        let staff = fetch_all!(self, StaffRow, AssertSqlSafe(sql))?.into_iter().map(StaffRow::staff);
        let staff = staff.collect::<StoreResult<Vec<_>>>()?.into_iter();
        Ok(staff.filter(|one| one.roles.contains(&role)).map(|one| one.account).collect())
    }
}
