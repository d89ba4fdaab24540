//! Accounts without a form: the first administrator from the command line, the accounts of `portal demo`, identities in tests.
use super::register::{NewAccount, enter};
use super::{factor, internal, invalid, secret, session, typed};
use crate::portal::Core;
use crate::services::notices::blind;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::{Caller, PortResult};
use domain::account::{AccountState, Mandate, PartyKind, Role, Verification};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::party::proof::Proof;
use std::collections::BTreeSet;
use store::Tx;
use store::parties::Party;
use store::people::Staff;
use uuid::Uuid;

/// An account to be made.
pub struct New<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub password: Password<'a>,
    /// Secret of the second factor, already set up.
    pub totp: Option<Vec<u8>>,
}

/// The password of such an account.
pub enum Password<'a> {
    /// Chosen by a person: its strength is judged.
    Chosen(&'a str),
    /// Of a test: any does.
    Any(&'a str),
    /// Made by a machine, its hash ready: hashing takes a core for a while, and is done before a transaction begins.
    Hashed(&'a str),
}

/// Enters an active account with a confirmed address; its id.
///
/// # Errors
/// `invalid` with the field at fault; of database and keys.
pub async fn account(core: &Core, tx: &mut Tx, new: New<'_>) -> PortResult<Uuid> {
    let name = typed::text(new.name, "name", typed::MAX_NAME).map_err(invalid)?;
    let email = typed::email(new.email).map_err(invalid)?;
    if let Password::Chosen(password) = new.password
        && let Some(fault) = secret::weak(password, &[&name, &core.site().name])
    {
        return Err(invalid(fault));
    }
    let password = Some(match new.password {
        Password::Hashed(hash) => hash.to_owned(),
        Password::Chosen(password) | Password::Any(password) => secret::hash(core, password).await?,
    });
    let person = NewAccount { name: &name, email: &email, password, state: AccountState::Active, locale: Locale::ZhCn };
    let account = enter(core, tx, person).await?;
    if let Some(totp) = new.totp {
        let sealed = factor::seal_secret(core, &totp, &format!("accounts.totp:{}", account.id))?;
        tx.set_totp(account.id, Some(&sealed), core.clock.now()).await.map_err(internal)?;
    }
    let entry = Entry::new(core.clock.now(), "account.create", "account", account.id.to_string());
    tx.audit(Caller::operator().sign(entry));
    Ok(account.id)
}

/// Gives an account roles in a body.
///
/// # Errors
/// Of the database.
pub async fn staff(core: &Core, tx: &mut Tx, account: Uuid, body: Uuid, roles: BTreeSet<Role>) -> PortResult<()> {
    let now = core.clock.now();
    let mut entry = Entry::new(now, "body.add-staff", "body", body.to_string());
    entry.after = serde_json::json!({ "account": account, "roles": roles });
    let one = Staff { id: core.ids.id(now), account, body, roles, contract: None, since: now, provider: None };
    tx.add_staff(&one).await.map_err(internal)?;
    tx.audit(Caller::operator().sign(entry));
    Ok(())
}

/// Gives an account a new password (its hash) and second factor; whatever was signed in is over.
///
/// # Errors
/// Of database and keys.
pub async fn renew(core: &Core, tx: &mut Tx, account: Uuid, hash: &str, totp: Option<&[u8]>) -> PortResult<()> {
    let now = core.clock.now();
    tx.set_password(account, hash, now).await.map_err(internal)?;
    let sealed = match totp {
        Some(totp) => Some(factor::seal_secret(core, totp, &format!("accounts.totp:{account}"))?),
        None => None,
    };
    tx.set_totp(account, sealed.as_deref(), now).await.map_err(internal)?;
    tx.end_sessions(account, None).await.map_err(internal)?;
    let entry = Entry::new(now, "account.renew", "account", account.to_string());
    tx.audit(Caller::operator().sign(entry));
    Ok(())
}

/// Takes the second factor of an account off at once; its owner is told, whatever is signed in ends.
///
/// # Errors
/// `not-found`; of the database.
pub async fn reset_second_factor(core: &Core, email: &str) -> PortResult<()> {
    let email = typed::email(email).map_err(invalid)?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.account_by_email(&blind(core, &email)).await.map_err(internal)?;
    let Some(account) = known else { return super::missing() };
    tx.set_totp(account.id, None, now).await.map_err(internal)?;
    tx.end_sessions(account.id, None).await.map_err(internal)?;
    factor::changed(core, &mut tx, account.id).await?;
    super::done(core, &Caller::operator(), tx, "account.reset-second-factor", "account", account.id).await
}

/// Makes an account a member of an organisation.
///
/// # Errors
/// Of the database.
pub async fn member(
    core: &Core,
    tx: &mut Tx,
    account: Uuid,
    party: Uuid,
    mandates: BTreeSet<Mandate>,
) -> PortResult<()> {
    super::organisation::add_member(core, tx, account, party, mandates).await
}

/// Enters a verified organisation of which the account is head; its id.
///
/// # Errors
/// Of database and keys.
pub async fn organisation(core: &Core, tx: &mut Tx, account: Uuid, name: &str, uscc: &str) -> PortResult<Uuid> {
    let now = core.clock.now();
    let party = core.ids.id(now);
    let one = Party {
        id: party,
        kind: PartyKind::LegalPerson,
        name: core.seal(name, &format!("parties.name:{party}")).map_err(internal)?,
        identity: Some(super::identity::sealed(core, party, Proof::Uscc, uscc)?),
        verification: Verification::Verified,
        submitted: Some(now),
        decided: None,
        decided_by: None,
        reason: None,
        created: now,
    };
    tx.add_party(&one).await.map_err(internal)?;
    let mandates = Mandate::ALL.iter().copied().collect();
    member(core, tx, account, party, mandates).await?;
    Ok(party)
}

/// Verifies the person of an account by a passport that `portal demo` made up.
///
/// # Errors
/// Of database and keys.
pub async fn verified(core: &Core, tx: &mut Tx, account: Uuid, name: &str, passport: &str) -> PortResult<()> {
    let party = super::account(tx, account).await?.party;
    let identity = super::identity::sealed(core, party, Proof::Passport, passport)?;
    let name = core.seal(name, &format!("parties.name:{party}")).map_err(internal)?;
    let now = core.clock.now();
    tx.submit_identity(party, &name, &identity, now).await.map_err(internal)?;
    tx.decide_identity(party, Verification::Verified, None, None, now).await.map_err(internal)?;
    Ok(())
}

/// A session as if signed in with the second factor; the value of its cookie.
///
/// # Errors
/// Of the database.
pub async fn session(core: &Core, tx: &mut Tx, account: Uuid, second_factor: bool) -> PortResult<String> {
    let account = super::account(tx, account).await?;
    let caller = Caller { agent: "portal demo".into(), ..Caller::operator() };
    let beginning = session::Beginning { second_factor, ..session::Beginning::default() };
    Ok(session::begin(core, tx, &caller, &account, beginning).await?.token)
}

/// A fresh secret for an authenticator app, with its Base32 form.
///
/// # Errors
/// Never for a secret of this length.
pub fn totp(core: &Core) -> PortResult<(Vec<u8>, String)> {
    let bytes = secret::totp_secret(core);
    let text = secret::totp(&bytes, "portal", "demo")?.get_secret_base32();
    Ok((bytes, text))
}

/// The code an app shows at an instant; for tests and for `portal account code`.
///
/// # Errors
/// A secret too short for TOTP.
pub fn totp_code(secret: &[u8], unix_seconds: u64) -> PortResult<String> {
    Ok(secret::totp(secret, "portal", "code")?.generate(unix_seconds))
}

/// A password nobody guesses, for accounts that a machine makes.
pub fn password(core: &Core) -> String {
    STANDARD.encode(&core.ids.secret()[..12])
}

/// So many of them, each with its hash; hashed beside each other.
///
/// # Errors
/// Never for passwords of this length.
pub async fn passwords(core: &Core, number: usize) -> PortResult<Vec<(String, String)>> {
    let made = (0..number).map(|_| async {
        let password = password(core);
        let hash = secret::hash(core, &password).await?;
        Ok((password, hash))
    });
    futures_util::future::try_join_all(made).await
}
