//! Persons and organisations that apply, and how far they proved who they are.
use crate::codes::code;
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::account::{PartyKind, Verification};
use domain::party::proof::Proof;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// 自然人, 法人 or 非法人组织.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub id: Uuid,
    pub kind: PartyKind,
    /// Sealed, `parties.name:<id>`.
    pub name: Vec<u8>,
    pub identity: Option<Identity>,
    pub verification: Verification,
    pub submitted: Option<DateTime<Utc>>,
    pub decided: Option<DateTime<Utc>>,
    pub decided_by: Option<Uuid>,
    /// Why it was refused.
    pub reason: Option<String>,
    pub created: DateTime<Utc>,
}

/// The one proof of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub proof: Proof,
    /// Sealed, `parties.number:<id>`.
    pub number: Vec<u8>,
    /// Blind index of proof and number.
    pub index: String,
}

#[derive(sqlx::FromRow)]
struct PartyRow {
    id: Uuid,
    kind: String,
    name: Vec<u8>,
    proof: Option<String>,
    number: Option<Vec<u8>>,
    number_index: Option<String>,
    verification: String,
    submitted_at: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    decided_by: Option<Uuid>,
    reason: Option<String>,
    created_at: DateTime<Utc>,
}

const PARTY: &str = "id, kind, name, proof, number, number_index, verification, submitted_at, decided_at, decided_by, reason, created_at";

impl PartyRow {
    fn party(self) -> StoreResult<Party> {
        let identity = match (self.proof, self.number, self.number_index) {
            (Some(proof), Some(number), Some(index)) => {
                Some(Identity { proof: code("parties.proof", &proof)?, number, index })
            }
            _ => None,
        };
        Ok(Party {
            id: self.id,
            kind: code("parties.kind", &self.kind)?,
            name: self.name,
            identity,
            verification: code("parties.verification", &self.verification)?,
            submitted: self.submitted_at,
            decided: self.decided_at,
            decided_by: self.decided_by,
            reason: self.reason,
            created: self.created_at,
        })
    }
}

impl Tx {
    /// Enters a party that nobody verified yet; one with an identity waits for it.
    pub async fn add_party(&mut self, party: &Party) -> StoreResult<()> {
        self.writable()?;
        let identity = party.identity.as_ref();
        execute!(
            self,
            "INSERT INTO parties (id, kind, name, proof, number, number_index, verification, submitted_at, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
            party.id,
            party.kind.code(),
            &party.name,
            identity.map(|i| i.proof.code()),
            identity.map(|i| i.number.as_slice()),
            identity.map(|i| i.index.as_str()),
            party.verification.code(),
            party.submitted.map(micros),
            micros(party.created)
        )?;
        Ok(())
    }

    /// A party by its id.
    pub async fn party(&mut self, id: Uuid) -> StoreResult<Option<Party>> {
        let sql = format!("SELECT {PARTY} FROM parties WHERE id = $1");
        fetch_optional!(self, PartyRow, AssertSqlSafe(sql), id)?.map(PartyRow::party).transpose()
    }

    /// Hands in a proof: it waits for a decision from now on. A verified party stays verified and cannot hand in another.
    pub async fn submit_identity(
        &mut self,
        party: Uuid,
        name: &[u8],
        identity: &Identity,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let touched = execute!(
            self,
            "UPDATE parties SET name = $2, proof = $3, number = $4, number_index = $5, verification = 'pending', submitted_at = $6,
             decided_at = NULL, decided_by = NULL, reason = NULL, changed_at = $6 WHERE id = $1 AND verification <> 'verified'",
            party,
            name,
            identity.proof.code(),
            &identity.number,
            &identity.index,
            micros(at)
        )?;
        Ok(touched == 1)
    }

    /// Decides about a proof that waits; `false` if none does. [`StoreError::Conflict`] when another organisation is verified under the same
    /// code already.
    pub async fn decide_identity(
        &mut self,
        party: Uuid,
        verification: Verification,
        by: Option<Uuid>,
        reason: Option<&str>,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        if reason.is_some_and(|text| !crate::sql::storable(text)) {
            return Err(StoreError::Conflict("reason".into()));
        }
        let touched = execute!(
            self,
            "UPDATE parties SET verification = $2, decided_at = $3, decided_by = $4, reason = $5, changed_at = $3
             WHERE id = $1 AND verification = 'pending'",
            party,
            verification.code(),
            micros(at),
            by,
            reason
        )?;
        Ok(touched == 1)
    }

    /// The organisation that is verified under a code.
    pub async fn verified_organisation(&mut self, index: &str) -> StoreResult<Option<Uuid>> {
        let found = fetch_optional!(
            self,
            (Uuid,),
            "SELECT id FROM parties WHERE number_index = $1 AND verification = 'verified' AND kind <> 'person'",
            index
        )?;
        Ok(found.map(|(id,)| id))
    }

    /// Proofs that wait for a decision, the oldest first.
    pub async fn pending_identities(&mut self, limit: u32) -> StoreResult<Vec<Party>> {
        let sql =
            format!("SELECT {PARTY} FROM parties WHERE verification = 'pending' ORDER BY submitted_at, id LIMIT $1");
        fetch_all!(self, PartyRow, AssertSqlSafe(sql), i64::from(limit))?.into_iter().map(PartyRow::party).collect()
    }
}
