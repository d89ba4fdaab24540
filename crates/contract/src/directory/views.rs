//! What the pages of accounts and bodies show.
use crate::accounts::InvitationRow;
use crate::{BodyRef, Coded};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One page of accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    pub rows: Vec<AccountRow>,
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
    /// All states, for the filter.
    pub states: Vec<Coded>,
}

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    pub id: String,
    pub name_masked: String,
    pub email_masked: String,
    pub state: Coded,
    pub created: DateTime<Utc>,
    /// Bodies it works for.
    pub offices: Vec<String>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManagedAccount {
    pub row: AccountRow,
    pub email_confirmed: bool,
    pub second_factor: bool,
    pub verification: Coded,
    /// Bodies and organisations, with the roles or mandates held there; names of organisations in full: they are public.
    pub memberships: Vec<MembershipView>,
    /// Sessions that run; from where and on what is their owner's business.
    pub sessions: Vec<SessionTimes>,
    pub suspended: Option<SuspendedView>,
    /// Bodies that have no other administrator: with the account suspended nobody administers them.
    pub only_admin_of: Vec<String>,
    /// The caller's own: somebody else suspends it.
    pub own: bool,
}

/// A session as others may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTimes {
    pub started: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
}

/// Where an account belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipView {
    pub name: String,
    /// Code of the body; `None` for an organisation.
    pub body: Option<String>,
    pub roles: Vec<Coded>,
    pub since: DateTime<Utc>,
}

/// Why an account is suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspendedView {
    pub since: DateTime<Utc>,
    pub reason: String,
}

/// What a suspension did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Sessions that ended.
    pub sessions: u32,
}

/// One page of bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyPage {
    pub rows: Vec<BodyRow>,
    pub total: u64,
    pub page: u32,
    pub per_page: u32,
    /// All levels, for the filter.
    pub levels: Vec<Coded>,
}

/// A body in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyRow {
    pub code: String,
    pub name: String,
    pub level: Coded,
    pub region: Coded,
    pub body_type: Option<Coded>,
    /// 公共数据主管部门
    pub authority: bool,
    pub people: u32,
    pub ended: Option<DateTime<Utc>>,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedBody {
    pub row: BodyRow,
    pub name_en: String,
    pub website: String,
    pub parent: Option<BodyRef>,
    pub successor: Option<BodyRef>,
    /// Lead, contact, filing.
    pub lead: String,
    pub contact: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub chief_data_officer: String,
    pub cdo_filed: Option<NaiveDate>,
    pub security_lead: String,
    /// People who administer it and whose account is not suspended.
    pub admins: u32,
    /// Invitations nobody accepted yet.
    pub invitations: Vec<InvitationRow>,
    /// Open cases in which it has a part.
    pub open_cases: u32,
}

/// What the form of a body offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyChoices {
    pub levels: Vec<Coded>,
    /// As the regulation profile in force says (C-25).
    pub types: Vec<Coded>,
}

/// What the end of a body did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedBody {
    /// People who lost their access.
    pub people: u32,
    /// Open cases that went to the successor.
    pub cases: u32,
}
