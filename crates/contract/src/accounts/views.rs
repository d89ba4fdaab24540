//! What the pages of one's own account and organisation show. Personal data comes masked.
use crate::Coded;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// After `/sign-up`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Where the mail went, as it was typed.
    pub email: String,
    /// Seconds the link works.
    pub link_seconds: i64,
}

/// A session began, or goes on under a new token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// For `SessionCookie::Set`. Never written anywhere else.
    pub token: String,
    /// The password was right; `/sign-in/code` comes next. Until then nobody is signed in.
    pub needs_second_factor: bool,
    /// Staff without a second factor: roles count only after `/my/account` (authenticator) is done.
    pub must_enrol: bool,
    /// Where to go when the form names no page to return to.
    pub to: String,
}

/// The waiting time after a lost second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactorLoss {
    /// From then on the password alone is enough, and a new second factor can be set up.
    pub from: DateTime<Utc>,
}

/// What an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// Name of the organisation or body.
    pub inviter: String,
    /// `member` or `staff`
    pub kind: String,
    /// Mandates or roles offered.
    pub offered: Vec<Coded>,
    /// The invited address, masked.
    pub email_masked: String,
    /// An account with this address exists: sign in first.
    pub account_exists: bool,
    pub until: DateTime<Utc>,
}

/// `/my/account`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    pub name: String,
    pub email_masked: String,
    pub email_confirmed: bool,
    /// A new address that waits for its link.
    pub email_pending: Option<String>,
    pub state: Coded,
    /// Of the person.
    pub identity: IdentityView,
    /// As whom this account may act, the person first; exactly one is current.
    pub capacities: Vec<Capacity>,
    pub second_factor: SecondFactorView,
    /// False for accounts that sign in at a provider alone.
    pub password_set: bool,
    /// Newest first.
    pub sessions: Vec<SessionRow>,
    /// The last 20 tries to sign in, newest first.
    pub recent: Vec<SignInRow>,
    /// What should be done, most urgent first: `confirm-email`, `second-factor`, `identity`, `recovery-codes`.
    pub open: Vec<String>,
}

/// Somebody to act as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// For [`crate::accounts::Accounts::act_as`]: `person`, `organisation:<id>`, `body:<code>`.
    pub key: String,
    pub label: String,
    /// Roles or mandates held there.
    pub roles: Vec<Coded>,
    pub current: bool,
    /// A body: the agency desk.
    pub staff: bool,
}

/// How far a party is verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityView {
    pub verification: Coded,
    /// Kind of the document.
    pub proof: Option<Coded>,
    /// `33**************1X`
    pub number_masked: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    pub submitted: Option<DateTime<Utc>>,
    pub decided: Option<DateTime<Utc>>,
}

/// State of the second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorView {
    pub enabled: bool,
    /// A role in a body is held: it cannot be taken off.
    pub obligatory: bool,
    /// It was given in this session.
    pub given: bool,
    pub recovery_codes_left: u32,
    /// It was reported lost and ends then.
    pub ends: Option<DateTime<Utc>>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub id: String,
    pub current: bool,
    /// `User-Agent` of the sign-in.
    pub agent: String,
    pub address: String,
    pub started: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    /// As whom it acts, in words.
    pub acting: String,
}

/// A try to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRow {
    pub at: DateTime<Utc>,
    pub address: String,
    pub agent: String,
    /// `signed-in`, `wrong-password`, `wrong-code`, `throttled`
    pub outcome: Coded,
}

/// A secret for the authenticator app.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSetup {
    /// Base32, in groups of four.
    pub secret: String,
    /// `otpauth://totp/…`
    pub url: String,
}

impl std::fmt::Debug for TotpSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSetup(…)")
    }
}

/// `/my/organisation`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    pub name: String,
    pub kind: Coded,
    /// 统一社会信用代码: public, so not masked.
    pub uscc: String,
    pub identity: IdentityView,
    pub members: Vec<MemberRow>,
    pub invitations: Vec<InvitationRow>,
    /// The caller is its head: invitations, mandates and hand-over are theirs.
    pub may_manage: bool,
    /// All mandates, for the form.
    pub mandates: Vec<Coded>,
}

/// A member of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// Of the membership.
    pub id: String,
    pub name: String,
    pub email_masked: String,
    pub mandates: Vec<Coded>,
    pub since: DateTime<Utc>,
    /// The caller's own.
    pub own: bool,
}

/// An invitation nobody accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    pub id: String,
    pub email_masked: String,
    /// Roles or mandates.
    pub offered: Vec<Coded>,
    pub until: DateTime<Utc>,
}
