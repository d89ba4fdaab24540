//! What the desk shows of people, contracts, the body itself, and the queue of proofs.
use super::InvitationRow;
use crate::{BodyRef, Coded};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `/admin/people`: the matrix person × role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    pub body: BodyRef,
    pub rows: Vec<PersonRow>,
    pub invitations: Vec<InvitationRow>,
    /// Roles there are in this body, in the order of the columns.
    pub roles: Vec<Coded>,
    /// Those of them that the caller can give.
    pub assignable: Vec<Coded>,
    pub contracts: Vec<ContractRow>,
    /// Separations that are not kept, as codes with a label: pages show them as warnings.
    pub warnings: Vec<Coded>,
    /// The caller is `body-admin`: forms are shown.
    pub may_manage: bool,
}

/// Somebody who works for the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Of the membership.
    pub id: String,
    pub name: String,
    pub email_masked: String,
    pub roles: Vec<Coded>,
    pub second_factor: bool,
    pub since: DateTime<Utc>,
    pub last_seen: Option<DateTime<Utc>>,
    /// The contractor they belong to.
    pub contractor: Option<String>,
    /// The caller's own row.
    pub own: bool,
}

/// A contract with a service contractor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    pub id: String,
    pub contractor: String,
    pub number: String,
    /// Last day.
    pub until: NaiveDate,
    /// People with access under it.
    pub people: u32,
    pub ended: Option<DateTime<Utc>>,
    /// Ended, and no proof of deletion has come in.
    pub deletion_proof_due: bool,
    pub deletion_proof: Option<DateTime<Utc>>,
    /// The last day has passed though the contract was not ended.
    pub overdue: bool,
}

/// What an offboarding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offboarded {
    pub people: u32,
    pub sessions: u32,
    /// Open cases handed back to the queue.
    pub cases: u32,
}

/// `/admin/body`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyProfileView {
    pub body: BodyRef,
    pub level: Coded,
    pub region: Coded,
    pub parent: Option<BodyRef>,
    /// 公共数据主管部门 of its level.
    pub authority: bool,
    pub lead: String,
    pub contact: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub chief_data_officer: String,
    pub cdo_filed: Option<NaiveDate>,
    pub security_lead: String,
    pub changed: Option<DateTime<Utc>>,
    /// What is still to be filled in, as names of form fields.
    pub missing: Vec<String>,
    pub may_edit: bool,
}

/// A proof that waits for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityRow {
    /// Of the party.
    pub id: String,
    /// `person`, `legal-person`, `unincorporated`
    pub kind: Coded,
    pub name: String,
    pub proof: Coded,
    /// Masked for persons; in full for organisations.
    pub number: String,
    pub submitted: DateTime<Utc>,
    /// It is the caller's own: somebody else decides.
    pub own: bool,
}

/// A number in full.
#[derive(Clone, PartialEq, Eq)]
pub struct RevealedIdentity {
    pub name: String,
    pub number: String,
}

impl std::fmt::Debug for RevealedIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RevealedIdentity(…)")
    }
}
