//! New accounts, links in mails, forgotten passwords. What is answered never tells who has an account.
use super::organisation::{NewOrganisation, found, new_organisation};
use super::typed::{self, MAX_NAME, keep};
use super::{done, internal, invalid, secret};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use contract::accounts::{RegisterForm, Registered};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::limits::{CONFIRM_LINK, MAILS, RESET_LINK, WINDOW};
use domain::account::{AccountState, PartyKind, Verification};
use domain::locale::Locale;
use domain::notice::NoticeKind;
use store::Tx;
use store::accounts::{Account, TokenPurpose};
use store::parties::Party;
use uuid::Uuid;

/// A person with an account that is yet to be entered.
pub(super) struct NewAccount<'a> {
    pub name: &'a str,
    pub email: &'a str,
    /// Argon2id hash.
    pub password: Option<String>,
    pub state: AccountState,
    pub locale: Locale,
}

/// Enters a person and their account.
pub(super) async fn enter(core: &Core, tx: &mut Tx, new: NewAccount<'_>) -> PortResult<Account> {
    let now = core.clock.now();
    let (party, id) = (core.ids.id(now), core.ids.id(now));
    let person = Party {
        id: party,
        kind: PartyKind::Person,
        name: core.seal(new.name, &format!("parties.name:{party}")).map_err(internal)?,
        identity: None,
        verification: Verification::Unverified,
        submitted: None,
        decided: None,
        decided_by: None,
        reason: None,
        created: now,
    };
    let account = Account {
        id,
        party,
        email: core.seal(new.email, &format!("accounts.email:{id}")).map_err(internal)?,
        email_index: blind(core, new.email),
        email_confirmed: new.state == AccountState::Active,
        email_new: None,
        password: new.password,
        state: new.state,
        locale: new.locale,
        totp: None,
        totp_ends: None,
        created: now,
    };
    tx.add_party(&person).await.map_err(internal)?;
    tx.add_account(&account).await.map_err(internal)?;
    Ok(account)
}

/// Signs somebody up; with the organisation they founded, if they did.
pub(super) async fn register(
    core: &Core,
    caller: &Caller,
    form: RegisterForm,
) -> PortResult<(Registered, Option<Uuid>)> {
    let mut faults = Vec::new();
    let name = keep(&mut faults, typed::text(&form.name, "name", MAX_NAME));
    let email = keep(&mut faults, typed::email(&form.email));
    let local = email.split('@').next().unwrap_or_default();
    faults.extend(secret::weak(&form.password, &[&name, local, &core.site().name]));
    let organisation: Option<NewOrganisation> = match &form.organisation {
        Some(form) => Some(new_organisation(core, form, &mut faults).await?),
        None => None,
    };
    if !form.terms {
        faults.push(Refusal::new(ErrorCode::Required).field("terms"));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    // Hashed in either case, so that the time tells nothing.
    let password = Some(secret::hash(core, &form.password).await?);
    let answer = Registered { email: form.email.trim().to_owned(), link_seconds: CONFIRM_LINK.num_seconds() };
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    if let Some(known) = tx.account_by_email(&blind(core, &email)).await.map_err(internal)? {
        // One mail a window: nobody has mailboxes filled through the portal.
        let event = format!("account:{}:again:{}", known.id, now.timestamp() / WINDOW.num_seconds());
        let notice = NewNotice::new(event, Recipient::Account(known.id), NoticeKind::AlreadyRegistered);
        owe(core, &mut tx, notice.link("/sign-in/recover")).await?;
        tx.commit(Vec::new()).await.map_err(internal)?;
        return Ok((answer, None));
    }
    let new =
        NewAccount { name: &name, email: &email, password, state: AccountState::Registered, locale: caller.locale };
    let account = enter(core, &mut tx, new).await?;
    let party = match organisation {
        Some(organisation) => Some(found(core, &mut tx, account.id, organisation).await?),
        None => None,
    };
    mail_link(core, &mut tx, &account, TokenPurpose::Confirm).await?;
    done(core, caller, tx, "account.register", "account", account.id).await?;
    Ok((answer, party))
}

/// Makes a link and owes its mail.
pub(super) async fn mail_link(core: &Core, tx: &mut Tx, account: &Account, purpose: TokenPurpose) -> PortResult<()> {
    let now = core.clock.now();
    let made = tx.tokens_since(account.id, purpose, now - WINDOW).await.map_err(internal)?;
    if made >= i64::from(MAILS) {
        return Ok(());
    }
    let token = secret::token(core);
    let hash = secret::digest(&token);
    let (kind, path, lasts) = match purpose {
        TokenPurpose::Confirm | TokenPurpose::ChangeEmail => {
            (NoticeKind::ConfirmEmail, "/sign-up/confirm", CONFIRM_LINK)
        }
        TokenPurpose::Reset => (NoticeKind::ResetPassword, "/sign-in/reset", RESET_LINK),
    };
    tx.add_token(&hash, account.id, purpose, now, now + lasts).await.map_err(internal)?;
    let to = match (&account.email_new, purpose) {
        (Some(sealed), TokenPurpose::ChangeEmail) => {
            let email = core.unseal(sealed, &format!("accounts.email_new:{}", account.id)).map_err(internal)?;
            Recipient::Address { email, locale: account.locale }
        }
        _ => Recipient::Account(account.id),
    };
    let notice = NewNotice::new(format!("account:{}:link:{}", account.id, &hash[..16]), to, kind);
    owe(core, tx, notice.link(format!("{path}?token={token}")).fact("hours", lasts.num_hours()).statutory()).await
}

pub(super) async fn confirm_email(core: &Core, caller: &Caller, token: &str) -> PortResult<()> {
    let (now, hash) = (core.clock.now(), secret::digest(token));
    let mut tx = core.store.write().await.map_err(internal)?;
    let id = if let Some(id) = tx.take_token(&hash, TokenPurpose::Confirm, now).await.map_err(internal)? {
        tx.confirm_email(id, now).await.map_err(internal)?;
        id
    } else if let Some(id) = tx.take_token(&hash, TokenPurpose::ChangeEmail, now).await.map_err(internal)? {
        replace_email(core, &mut tx, id).await?;
        id
    } else {
        return Err(Refusal::new(ErrorCode::LinkExpired).into());
    };
    done(core, caller, tx, "account.confirm-email", "account", id).await
}

/// The new address takes the place of the old one, which is told.
async fn replace_email(core: &Core, tx: &mut Tx, id: Uuid) -> PortResult<()> {
    let now = core.clock.now();
    let expired = || PortError::from(Refusal::new(ErrorCode::LinkExpired));
    let account = tx.account(id).await.map_err(internal)?.ok_or_else(expired)?;
    let sealed = account.email_new.as_ref().ok_or_else(expired)?;
    let email = core.unseal(sealed, &format!("accounts.email_new:{id}")).map_err(internal)?;
    let old = super::email_of(core, &account)?;
    let index = blind(core, &email);
    if tx.account_by_email(&index).await.map_err(internal)?.is_some() {
        return Err(expired());
    }
    let sealed = core.seal(&email, &format!("accounts.email:{id}")).map_err(internal)?;
    tx.replace_email(id, &sealed, &index, now).await.map_err(internal)?;
    let to = Recipient::Address { email: old, locale: account.locale };
    let event = format!("account:{id}:email:{}", now.timestamp());
    owe(core, tx, NewNotice::new(event, to, NoticeKind::EmailChanged).statutory()).await
}

pub(super) async fn resend_confirmation(core: &Core, _: &Caller, email: &str) -> PortResult<()> {
    let email = typed::email(email).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.account_by_email(&blind(core, &email)).await.map_err(internal)?;
    if let Some(account) = known.filter(|account| account.state == AccountState::Registered) {
        mail_link(core, &mut tx, &account, TokenPurpose::Confirm).await?;
    }
    tx.commit(Vec::new()).await.map_err(internal).map(|_| ())
}

pub(super) async fn request_reset(core: &Core, caller: &Caller, email: &str) -> PortResult<()> {
    let email = typed::email(email).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let known = tx.account_by_email(&blind(core, &email)).await.map_err(internal)?;
    let Some(account) = known.filter(|account| account.state != AccountState::Suspended) else {
        return tx.commit(Vec::new()).await.map_err(internal).map(|_| ());
    };
    mail_link(core, &mut tx, &account, TokenPurpose::Reset).await?;
    done(core, caller, tx, "account.request-reset", "account", account.id).await
}

pub(super) async fn reset_password(core: &Core, caller: &Caller, token: &str, password: &str) -> PortResult<()> {
    if let Some(fault) = secret::weak(password, &[&core.site().name]) {
        return Err(invalid(fault));
    }
    let hash = secret::hash(core, password).await?;
    let now = core.clock.now();
    let mut tx = core.store.write().await.map_err(internal)?;
    let taken = tx.take_token(&secret::digest(token), TokenPurpose::Reset, now).await.map_err(internal)?;
    let id = taken.ok_or_else(|| Refusal::new(ErrorCode::LinkExpired))?;
    if super::account(&mut tx, id).await?.state == AccountState::Registered {
        super::outside::drop_all(&mut tx, id).await?;
    }
    tx.set_password(id, &hash, now).await.map_err(internal)?;
    // Whoever opened the mail has the address.
    tx.confirm_email(id, now).await.map_err(internal)?;
    tx.end_sessions(id, None).await.map_err(internal)?;
    password_changed(core, &mut tx, id).await?;
    done(core, caller, tx, "account.reset-password", "account", id).await
}

pub(super) async fn password_changed(core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<()> {
    let event = format!("account:{account}:password:{}", core.clock.now().timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::PasswordChanged);
    owe(core, tx, notice.link("/my/account").statutory()).await
}
