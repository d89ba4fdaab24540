//! The second factor: an authenticator app (TOTP, RFC 6238) and recovery codes.
use super::prove::{Typed, prove};
use super::session::{current, rotate};
use super::{account, done, email_of, internal, invalid, need, secret};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::accounts::{Entered, TotpSetup};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::limits::{CODES_SHOWN, TRIES, WINDOW};
use domain::notice::NoticeKind;
use store::Tx;
use uuid::Uuid;

/// A secret as it was sealed: Base64 inside, since sealed values are texts.
pub(super) fn secret_of(core: &Core, sealed: &[u8], place: &str) -> PortResult<Vec<u8>> {
    STANDARD.decode(core.unseal(sealed, place).map_err(internal)?).map_err(internal)
}

pub(super) fn seal_secret(core: &Core, secret: &[u8], place: &str) -> PortResult<Vec<u8>> {
    core.seal(&STANDARD.encode(secret), place).map_err(internal)
}

pub(super) async fn begin_totp(core: &Core, caller: &Caller) -> PortResult<TotpSetup> {
    let mut tx = core.store.write().await.map_err(internal)?;
    let session = current(&mut tx, caller).await?;
    let account = account(&mut tx, session.account).await?;
    // Another app takes the place of the first only from a session in which the first was given.
    if account.totp.is_some() && !session.second_factor {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    let place = format!("sessions.totp_setup:{}", session.id);
    let secret = match &session.totp_setup {
        Some(sealed) => secret_of(core, sealed, &place)?,
        None => {
            let secret = secret::totp_secret(core);
            tx.set_totp_setup(session.id, Some(&seal_secret(core, &secret, &place)?)).await.map_err(internal)?;
            secret
        }
    };
    tx.commit(Vec::new()).await.map_err(internal)?;
    let totp = secret::totp(&secret, &core.site().name, &email_of(core, &account)?)?;
    let plain = totp.get_secret_base32();
    let groups: Vec<String> =
        plain.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    Ok(TotpSetup { secret: groups.join(" "), url: totp.get_url() })
}

pub(super) async fn confirm_totp(core: &Core, caller: &Caller, code: &str) -> PortResult<Entered> {
    let now = core.clock.now();
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.is_empty() {
        return Err(invalid(Refusal::new(ErrorCode::Required).field("code")));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let mut session = current(&mut tx, caller).await?;
    let account = account(&mut tx, session.account).await?;
    if account.totp.is_some() && !session.second_factor {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    if tx.wrong_codes(&account.email_index, now - WINDOW).await.map_err(internal)? >= i64::from(TRIES) {
        let refusal = Refusal::new(ErrorCode::TooManyAttempts).field("code").fact("minutes", WINDOW.num_minutes());
        return Err(invalid(refusal));
    }
    let wrong = || invalid(Refusal::new(ErrorCode::WrongCode).field("code"));
    let Some(sealed) = &session.totp_setup else { return Err(wrong()) };
    let secret = secret_of(core, sealed, &format!("sessions.totp_setup:{}", session.id))?;
    let Some(step) = secret::totp_step(&secret, &code, now.timestamp())? else { return Err(wrong()) };
    let sealed = seal_secret(core, &secret, &format!("accounts.totp:{}", account.id))?;
    tx.set_totp(account.id, Some(&sealed), now).await.map_err(internal)?;
    tx.take_totp_step(account.id, step).await.map_err(internal)?;
    tx.set_totp_setup(session.id, None).await.map_err(internal)?;
    fresh_codes(core, &mut tx, account.id, session.id).await?;
    session.second_factor = true;
    let entered = rotate(core, &mut tx, &mut session).await?;
    // Sessions that began with the password alone are no longer enough.
    tx.end_sessions(account.id, Some(session.id)).await.map_err(internal)?;
    changed(core, &mut tx, account.id).await?;
    done(core, caller, tx, "account.second-factor-on", "account", account.id).await?;
    Ok(entered)
}

pub(super) async fn changed(core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<()> {
    let event = format!("account:{account}:factor:{}", core.clock.now().timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::SecondFactorChanged);
    owe(core, tx, notice.link("/my/account").statutory()).await
}

async fn fresh_codes(core: &Core, tx: &mut Tx, account: Uuid, session: Uuid) -> PortResult<()> {
    let codes = secret::recovery_codes(core);
    let indexes: Vec<String> = codes.iter().map(|code| secret::recovery_index(core, code)).collect();
    tx.put_recovery_codes(account, &indexes).await.map_err(internal)?;
    let sealed = core.seal(&codes.join(" "), &format!("sessions.fresh_codes:{session}")).map_err(internal)?;
    tx.put_fresh_codes(session, &sealed, core.clock.now() + CODES_SHOWN).await.map_err(internal)
}

pub(super) async fn remove_totp(core: &Core, caller: &Caller, password: &str) -> PortResult<()> {
    if !need(caller)?.bodies.is_empty() {
        return Err(Refusal::new(ErrorCode::Forbidden).into());
    }
    let account = prove(core, caller, Typed::password(password, "password")).await?;
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.set_totp(account.id, None, core.clock.now()).await.map_err(internal)?;
    changed(core, &mut tx, account.id).await?;
    done(core, caller, tx, "account.second-factor-off", "account", account.id).await
}

pub(super) async fn new_recovery_codes(core: &Core, caller: &Caller, password: &str) -> PortResult<()> {
    let signed = need(caller)?;
    let account = prove(core, caller, Typed::password(password, "password")).await?;
    if account.totp.is_none() || !signed.second_factor {
        return Err(Refusal::new(ErrorCode::SecondFactorNeeded).into());
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    fresh_codes(core, &mut tx, account.id, signed.session).await?;
    done(core, caller, tx, "account.recovery-codes", "account", account.id).await
}

pub(super) async fn show_recovery_codes(core: &Core, caller: &Caller) -> PortResult<Vec<String>> {
    let signed = need(caller)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let sealed = tx.take_fresh_codes(signed.session, core.clock.now()).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    let Some(sealed) = sealed else { return Ok(Vec::new()) };
    let codes = core.unseal(&sealed, &format!("sessions.fresh_codes:{}", signed.session)).map_err(internal)?;
    Ok(codes.split(' ').map(str::to_owned).collect())
}
