//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::accounts::*;
use contract::{Caller, PortError, PortResult};

fn none<T>() -> PortResult<T> {
    Err(PortError::Internal("not asked for in tests of pages".into()))
}

#[async_trait]
impl Accounts for Fake {
    async fn register(&self, _: &Caller, _: RegisterForm) -> PortResult<Registered> {
        none()
    }
    async fn confirm_email(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn resend_confirmation(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn sign_in(&self, _: &Caller, _: SignInForm) -> PortResult<Entered> {
        none()
    }
    async fn second_factor(&self, _: &Caller, _: &str) -> PortResult<Entered> {
        none()
    }
    async fn lose_second_factor(&self, _: &Caller) -> PortResult<SecondFactorLoss> {
        none()
    }
    async fn sign_out(&self, _: &Caller) -> PortResult<()> {
        none()
    }
    async fn request_reset(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn reset_password(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        none()
    }
    async fn invitation(&self, _: &Caller, _: &str) -> PortResult<InvitationView> {
        none()
    }
    async fn accept_invitation(&self, _: &Caller, _: AcceptForm) -> PortResult<Entered> {
        none()
    }
    async fn me(&self, _: &Caller) -> PortResult<AccountView> {
        none()
    }
    async fn act_as(&self, _: &Caller, _: &str) -> PortResult<Entered> {
        none()
    }
    async fn change_password(&self, _: &Caller, _: &str, _: &str) -> PortResult<Entered> {
        none()
    }
    async fn change_email(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        none()
    }
    async fn begin_totp(&self, _: &Caller) -> PortResult<TotpSetup> {
        none()
    }
    async fn confirm_totp(&self, _: &Caller, _: &str) -> PortResult<Entered> {
        none()
    }
    async fn remove_totp(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn new_recovery_codes(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn show_recovery_codes(&self, _: &Caller) -> PortResult<Vec<String>> {
        none()
    }
    async fn revoke_session(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn revoke_other_sessions(&self, _: &Caller) -> PortResult<()> {
        none()
    }
    async fn close_account(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn export_own_data(&self, _: &Caller) -> PortResult<serde_json::Value> {
        none()
    }
    async fn submit_identity(&self, _: &Caller, _: IdentityForm) -> PortResult<()> {
        none()
    }
    async fn add_organisation(&self, _: &Caller, _: OrganisationForm) -> PortResult<()> {
        none()
    }
    async fn organisation(&self, _: &Caller) -> PortResult<OrganisationView> {
        none()
    }
    async fn invite_member(&self, _: &Caller, _: &str, _: &[String]) -> PortResult<()> {
        none()
    }
    async fn set_mandates(&self, _: &Caller, _: &str, _: &[String]) -> PortResult<()> {
        none()
    }
    async fn end_member(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn hand_over_head(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        none()
    }
    async fn people(&self, _: &Caller) -> PortResult<PeopleView> {
        none()
    }
    async fn invite_staff(&self, _: &Caller, _: StaffForm) -> PortResult<()> {
        none()
    }
    async fn set_roles(&self, _: &Caller, _: &str, _: &[String], _: &str) -> PortResult<()> {
        none()
    }
    async fn end_staff(&self, _: &Caller, _: &str, _: &str) -> PortResult<Offboarded> {
        none()
    }
    async fn withdraw_invitation(&self, _: &Caller, _: &str) -> PortResult<()> {
        none()
    }
    async fn create_contract(&self, _: &Caller, _: ContractForm) -> PortResult<()> {
        none()
    }
    async fn end_contract(&self, _: &Caller, _: &str, _: &str) -> PortResult<Offboarded> {
        none()
    }
    async fn record_deletion_proof(&self, _: &Caller, _: &str, _: &str) -> PortResult<()> {
        none()
    }
    async fn body_profile(&self, _: &Caller) -> PortResult<BodyProfileView> {
        none()
    }
    async fn set_body_profile(&self, _: &Caller, _: BodyProfileForm) -> PortResult<()> {
        none()
    }
    async fn identities_to_verify(&self, _: &Caller) -> PortResult<Vec<IdentityRow>> {
        none()
    }
    async fn reveal_identity(&self, _: &Caller, _: &str, _: &str) -> PortResult<RevealedIdentity> {
        none()
    }
    async fn decide_identity(&self, _: &Caller, _: &str, _: bool, _: &str) -> PortResult<()> {
        none()
    }
}
