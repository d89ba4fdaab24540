//! Accounts, sessions, persons and organisations, people of the bodies.
//!
//! An account is one person's login. A session acts as exactly one capacity (切换单位): oneself, an organisation, a body. Every method that
//! changes what a session may do answers with a new token ([`Entered`]); the page puts it into the cookie with `SessionCookie::Set`.
//! What was typed wrongly comes back as `PortError::Invalid`, each fault with the name of its form field (the names in the forms below).
mod forms;
mod providers;
mod staff;
mod views;

pub use forms::*;
pub use providers::*;
pub use staff::*;
pub use views::*;

use crate::{Caller, Coded, PortResult};
use async_trait::async_trait;

/// Use cases; see the module.
#[async_trait]
pub trait Accounts: Send + Sync {
    // ---- signing up and in: nobody is signed in yet ----

    /// `/sign-up`: makes the account and mails a link to confirm the address. An address that is known already gets a mail that says so;
    /// the answer is the same, so that nobody learns who has an account.
    async fn register(&self, caller: &Caller, form: RegisterForm) -> PortResult<Registered>;
    /// The link in the mail (of a new account or of a new address): `link-expired` when it was used or is too old.
    async fn confirm_email(&self, caller: &Caller, token: &str) -> PortResult<()>;
    /// Mails the link again; same answer for unknown addresses.
    async fn resend_confirmation(&self, caller: &Caller, email: &str) -> PortResult<()>;
    /// `/sign-in`. `wrong-credentials` (field `password`, fact `left`: tries left) or `too-many-attempts` (fact `minutes`).
    async fn sign_in(&self, caller: &Caller, form: SignInForm) -> PortResult<Entered>;
    /// `/sign-in/code`: the code of the app, or a recovery code. `caller.pending` is the half-open session; `sign-in-needed` without one.
    async fn second_factor(&self, caller: &Caller, code: &str) -> PortResult<Entered>;
    /// The app and the recovery codes are lost: after a waiting time (told to every address) the second factor is taken off.
    async fn lose_second_factor(&self, caller: &Caller) -> PortResult<SecondFactorLoss>;
    /// Ends the session; clear the cookie.
    async fn sign_out(&self, caller: &Caller) -> PortResult<()>;
    /// `/sign-in/recover`: mails a link; same answer for unknown addresses.
    async fn request_reset(&self, caller: &Caller, email: &str) -> PortResult<()>;
    /// The link in that mail. Every session of the account ends. Field `password`.
    async fn reset_password(&self, caller: &Caller, token: &str, password: &str) -> PortResult<()>;
    /// What an invitation is for, before it is accepted (`link-expired` otherwise).
    async fn invitation(&self, caller: &Caller, token: &str) -> PortResult<InvitationView>;
    /// Accepts it. Signed in: the capacity is added to that account. Not signed in: makes the account with `name` and `password`.
    async fn accept_invitation(&self, caller: &Caller, form: AcceptForm) -> PortResult<Entered>;

    // ---- signing in at a provider (OpenID Connect) ----

    /// Providers there are: name in the configuration, label.
    async fn providers(&self, caller: &Caller) -> PortResult<Vec<Coded>>;
    /// Off to a provider; `back` is a path of ours. `again`: somebody signed in proves anew who they are, for a step that asks for the password
    /// of others. `provider-unavailable`, `too-many-attempts`.
    async fn leave_for(&self, caller: &Caller, provider: &str, back: Option<&str>, again: bool) -> PortResult<Leaving>;
    /// Back from it. `sign-in-stale`: it did not begin in this browser, or too long ago; `provider-denied`: the reader or the provider
    /// would not; `provider-answer`: nothing to be believed came.
    async fn arrive_from(&self, caller: &Caller, provider: &str, kept: Option<&str>, returned: Returned) -> Arrival;
    /// The identity in the cookie that belongs to nobody yet. `sign-in-stale`.
    async fn offer(&self, caller: &Caller, offer: &str) -> PortResult<OfferView>;
    /// Makes an account for it. Fields `name`, `email`, `terms`; `email-known` when the provider made sure of an address that has an
    /// account: sign in and link. Nothing is linked by an address alone.
    async fn join_with(&self, caller: &Caller, offer: &str, form: JoinForm) -> PortResult<Joined>;

    // ---- one's own account: `sign-in-needed` without a session ----

    /// `/my/account`
    async fn me(&self, caller: &Caller) -> PortResult<AccountView>;
    /// 切换单位: `key` of a [`Capacity`].
    async fn act_as(&self, caller: &Caller, key: &str) -> PortResult<Entered>;
    /// Fields `current_password`, `password`. The other sessions end.
    async fn change_password(&self, caller: &Caller, current: &str, new: &str) -> PortResult<Entered>;
    /// Fields `password`, `email`. Takes effect with the link mailed to the new address; the old one is told.
    async fn change_email(&self, caller: &Caller, email: &str, password: &str) -> PortResult<()>;
    /// A secret for the authenticator app; the same one until it is confirmed or this session ends.
    async fn begin_totp(&self, caller: &Caller) -> PortResult<TotpSetup>;
    /// Field `code`. Then lead to the page that calls [`Accounts::show_recovery_codes`].
    async fn confirm_totp(&self, caller: &Caller, code: &str) -> PortResult<Entered>;
    /// Field `password`. Refused (`forbidden`) while a body's role is held.
    async fn remove_totp(&self, caller: &Caller, password: &str) -> PortResult<()>;
    /// Fresh codes; the old ones count no longer. Field `password`.
    async fn new_recovery_codes(&self, caller: &Caller, password: &str) -> PortResult<()>;
    /// The fresh codes, once, within ten minutes, in this session; empty afterwards.
    async fn show_recovery_codes(&self, caller: &Caller) -> PortResult<Vec<String>>;
    /// `id` of a [`SessionRow`].
    async fn revoke_session(&self, caller: &Caller, id: &str) -> PortResult<()>;
    async fn revoke_other_sessions(&self, caller: &Caller) -> PortResult<()>;
    /// Field `password`. Clear the cookie. `last-admin` (409) while a body or organisation would be left without its administrator or head.
    async fn close_account(&self, caller: &Caller, password: &str) -> PortResult<()>;
    /// A copy of one's own data, to be downloaded as JSON.
    async fn export_own_data(&self, caller: &Caller) -> PortResult<serde_json::Value>;
    /// One proof of who the person or the organisation of this session is.
    async fn submit_identity(&self, caller: &Caller, form: IdentityForm) -> PortResult<()>;
    /// A further organisation for an account that exists; the account becomes its head.
    async fn add_organisation(&self, caller: &Caller, form: OrganisationForm) -> PortResult<()>;

    /// `/my/account/ways-in`
    async fn ways_in(&self, caller: &Caller) -> PortResult<WaysView>;
    /// The identity in the cookie signs in to this account from now on. `identity-taken` when it is somebody else's, or the account has one of
    /// the same provider.
    async fn link(&self, caller: &Caller, offer: &str) -> PortResult<Entered>;
    /// `id` of a [`LinkedRow`]. `last-way-in` (409) when nothing else is left to sign in with.
    async fn unlink(&self, caller: &Caller, id: &str) -> PortResult<()>;

    // ---- the organisation of this session: `/my/organisation` ----

    async fn organisation(&self, caller: &Caller) -> PortResult<OrganisationView>;
    /// Fields `email`, `mandates`.
    async fn invite_member(&self, caller: &Caller, email: &str, mandates: &[String]) -> PortResult<()>;
    async fn set_mandates(&self, caller: &Caller, member: &str, mandates: &[String]) -> PortResult<()>;
    async fn end_member(&self, caller: &Caller, member: &str) -> PortResult<()>;
    /// Field `password`. The member becomes head, the caller keeps the other mandates.
    async fn hand_over_head(&self, caller: &Caller, member: &str, password: &str) -> PortResult<()>;

    // ---- the body of this session: `/admin/people`, `/admin/body`, `/admin/contractors` (body-admin) ----

    async fn people(&self, caller: &Caller) -> PortResult<PeopleView>;
    async fn invite_staff(&self, caller: &Caller, form: StaffForm) -> PortResult<()>;
    /// Fields `roles`, `reason`.
    async fn set_roles(&self, caller: &Caller, person: &str, roles: &[String], reason: &str) -> PortResult<()>;
    /// Offboarding: every session acting for the body ends, open cases go back to the queue. `last-admin` (409).
    async fn end_staff(&self, caller: &Caller, person: &str, reason: &str) -> PortResult<Offboarded>;
    /// Takes an invitation back (also of an organisation).
    async fn withdraw_invitation(&self, caller: &Caller, id: &str) -> PortResult<()>;
    async fn create_contract(&self, caller: &Caller, form: ContractForm) -> PortResult<()>;
    /// One action: all accounts of the contract lose their access, a deletion proof is due.
    async fn end_contract(&self, caller: &Caller, contract: &str, reason: &str) -> PortResult<Offboarded>;
    /// The proof of deletion came in. Field `note`.
    async fn record_deletion_proof(&self, caller: &Caller, contract: &str, note: &str) -> PortResult<()>;
    /// Any staff of the body may read it; [`BodyProfileView::may_edit`].
    async fn body_profile(&self, caller: &Caller) -> PortResult<BodyProfileView>;
    async fn set_body_profile(&self, caller: &Caller, form: BodyProfileForm) -> PortResult<()>;

    // ---- proofs of identity, by hand (authority-reviewer) ----

    async fn identities_to_verify(&self, caller: &Caller) -> PortResult<Vec<IdentityRow>>;
    /// The number in full: written into the audit trail with the reason (field `reason`).
    async fn reveal_identity(&self, caller: &Caller, id: &str, reason: &str) -> PortResult<RevealedIdentity>;
    /// `approve == false` needs a reason (field `reason`). 403 for one's own proof.
    async fn decide_identity(&self, caller: &Caller, id: &str, approve: bool, reason: &str) -> PortResult<()>;
}
