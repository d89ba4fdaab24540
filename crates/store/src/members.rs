//! Who acts for an organisation, and invitations (of organisations and bodies).
use crate::codes::set;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::account::Mandate;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A member of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub id: Uuid,
    pub account: Uuid,
    pub party: Uuid,
    pub mandates: BTreeSet<Mandate>,
    pub since: DateTime<Utc>,
    pub ended: Option<DateTime<Utc>>,
}

/// An invitation by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: Uuid,
    /// Hex SHA-256 of what the link carries.
    pub hash: String,
    pub into: InvitedInto,
    /// Sealed, `invitations.email:<id>`.
    pub email: Vec<u8>,
    pub email_index: String,
    /// Codes of mandates or roles.
    pub offered: Vec<String>,
    pub invited_by: Option<Uuid>,
    pub created: DateTime<Utc>,
    pub expires: DateTime<Utc>,
}

/// What an invitation leads into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitedInto {
    Organisation(Uuid),
    Body { body: Uuid, contract: Option<Uuid> },
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    id: Uuid,
    account_id: Uuid,
    party_id: Uuid,
    mandates: String,
    since: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
}

const MEMBERSHIP: &str = "id, account_id, party_id, mandates, since, ended_at";

impl MembershipRow {
    fn membership(self) -> StoreResult<Membership> {
        Ok(Membership {
            mandates: set("memberships.mandates", &self.mandates)?,
            id: self.id,
            account: self.account_id,
            party: self.party_id,
            since: self.since,
            ended: self.ended_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    id: Uuid,
    hash: String,
    party_id: Option<Uuid>,
    body_id: Option<Uuid>,
    contract_id: Option<Uuid>,
    email: Vec<u8>,
    email_index: String,
    offered: String,
    invited_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

const INVITATION: &str =
    "id, hash, party_id, body_id, contract_id, email, email_index, offered, invited_by, created_at, expires_at";

impl InvitationRow {
    fn invitation(self) -> StoreResult<Invitation> {
        let into = match (self.party_id, self.body_id) {
            (Some(party), None) => InvitedInto::Organisation(party),
            (None, Some(body)) => InvitedInto::Body { body, contract: self.contract_id },
            _ => return Err(StoreError::corrupt("invitations.party_id", self.id.to_string())),
        };
        Ok(Invitation {
            id: self.id,
            hash: self.hash,
            into,
            email: self.email,
            email_index: self.email_index,
            offered: self.offered.split_whitespace().map(str::to_owned).collect(),
            invited_by: self.invited_by,
            created: self.created_at,
            expires: self.expires_at,
        })
    }
}

/// Codes as they stand in a column.
pub(crate) fn joined<'a>(codes: impl IntoIterator<Item = &'a str>) -> String {
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

impl Tx {
    /// Enters a member. [`StoreError::Conflict`] when the account is a member already.
    pub async fn add_membership(&mut self, one: &Membership) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO memberships (id, account_id, party_id, mandates, since) VALUES ($1, $2, $3, $4, $5)",
            one.id,
            one.account,
            one.party,
            joined(one.mandates.iter().map(|m| m.code())),
            micros(one.since)
        )?;
        Ok(())
    }

    /// Organisations an account acts for, ended memberships too when `all`: who filed a case is asked of the past as well.
    pub async fn memberships_of(&mut self, account: Uuid, all: bool) -> StoreResult<Vec<Membership>> {
        let sql = format!(
            "SELECT {MEMBERSHIP} FROM memberships WHERE account_id = $1 AND ($2 OR ended_at IS NULL) ORDER BY since, id"
        );
        let rows = fetch_all!(self, MembershipRow, AssertSqlSafe(sql), account, all)?;
        rows.into_iter().map(MembershipRow::membership).collect()
    }

    /// Members of an organisation.
    pub async fn members_of(&mut self, party: Uuid) -> StoreResult<Vec<Membership>> {
        let sql =
            format!("SELECT {MEMBERSHIP} FROM memberships WHERE party_id = $1 AND ended_at IS NULL ORDER BY since, id");
        let rows = fetch_all!(self, MembershipRow, AssertSqlSafe(sql), party)?;
        rows.into_iter().map(MembershipRow::membership).collect()
    }

    /// The accounts that act for a party: of a person their own, of an organisation its members'; without closed ones.
    pub async fn people_of_party(&mut self, party: Uuid) -> StoreResult<BTreeSet<Uuid>> {
        let found = fetch_all!(
            self,
            (Uuid,),
            "SELECT id FROM accounts WHERE state <> 'closed' AND (party_id = $1
             OR id IN (SELECT account_id FROM memberships WHERE party_id = $1 AND ended_at IS NULL))",
            party
        )?;
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Gives a member other mandates; `false` if the membership has ended.
    pub async fn set_mandates(&mut self, id: Uuid, mandates: &BTreeSet<Mandate>) -> StoreResult<bool> {
        self.writable()?;
        let codes = joined(mandates.iter().map(|m| m.code()));
        let sql = "UPDATE memberships SET mandates = $2 WHERE id = $1 AND ended_at IS NULL";
        Ok(execute!(self, sql, id, codes)? == 1)
    }

    /// Ends a membership; `false` if it had ended.
    pub async fn end_membership(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE memberships SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
        Ok(execute!(self, sql, id, micros(at))? == 1)
    }

    /// Enters an invitation; older ones of the same address into the same place stop working.
    pub async fn add_invitation(&mut self, one: &Invitation) -> StoreResult<()> {
        self.writable()?;
        let (party, body, contract) = match one.into {
            InvitedInto::Organisation(party) => (Some(party), None, None),
            InvitedInto::Body { body, contract } => (None, Some(body), contract),
        };
        let at = micros(one.created);
        execute!(
            self,
            "UPDATE invitations SET closed_at = $4 WHERE email_index = $1 AND (party_id = $2 OR body_id = $3) AND closed_at IS NULL",
            &one.email_index,
            party,
            body,
            at
        )?;
        execute!(
            self,
            "INSERT INTO invitations (id, hash, party_id, body_id, contract_id, email, email_index, offered, invited_by, created_at,
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            one.id,
            &one.hash,
            party,
            body,
            contract,
            &one.email,
            &one.email_index,
            joined(one.offered.iter().map(String::as_str)),
            one.invited_by,
            at,
            micros(one.expires)
        )?;
        Ok(())
    }

    /// An invitation that can still be accepted.
    pub async fn invitation(&mut self, hash: &str, at: DateTime<Utc>) -> StoreResult<Option<Invitation>> {
        let sql =
            format!("SELECT {INVITATION} FROM invitations WHERE hash = $1 AND closed_at IS NULL AND expires_at > $2");
        fetch_optional!(self, InvitationRow, AssertSqlSafe(sql), hash, micros(at))?
            .map(InvitationRow::invitation)
            .transpose()
    }

    /// Invitations into a place that can still be accepted.
    pub async fn invitations_into(&mut self, place: Uuid, at: DateTime<Utc>) -> StoreResult<Vec<Invitation>> {
        let sql = format!(
            "SELECT {INVITATION} FROM invitations WHERE (party_id = $1 OR body_id = $1) AND closed_at IS NULL AND expires_at > $2
             ORDER BY created_at, id"
        );
        let rows = fetch_all!(self, InvitationRow, AssertSqlSafe(sql), place, micros(at))?;
        rows.into_iter().map(InvitationRow::invitation).collect()
    }

    /// Accepted or taken back; `false` if it was closed already.
    pub async fn close_invitation(&mut self, id: Uuid, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let sql = "UPDATE invitations SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
        Ok(execute!(self, sql, id, micros(at))? == 1)
    }

    /// Invitations into a body stop working.
    pub async fn close_invitations_into(&mut self, body: Uuid, at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        let sql = "UPDATE invitations SET closed_at = $2 WHERE body_id = $1 AND closed_at IS NULL";
        execute!(self, sql, body, micros(at))
    }

    /// Invitations under a contract stop working.
    pub async fn close_invitations_of_contract(&mut self, contract: Uuid, at: DateTime<Utc>) -> StoreResult<u64> {
        self.writable()?;
        let sql = "UPDATE invitations SET closed_at = $2 WHERE contract_id = $1 AND closed_at IS NULL";
        execute!(self, sql, contract, micros(at))
    }
}
