//! Accounts, sessions, identities, members, people of bodies (B35, R-073, R-118, R-152, R-155, R-156, R-157, R-162, R-165): the use cases
//! as pages call them, and cookies and forms over HTTP.
mod entry;
mod http;
mod outside;
mod outside_refused;
mod own_acts;
mod parties;
mod people;
pub mod provider;
mod verifier;

use crate::fixture::run;
use chrono::TimeDelta;
use contract::accounts::*;
use contract::{Caller, ErrorCode, PortError};
use domain::account::{Role, limits};
use domain::locale::Locale;
use domain::policy::Actor;
use server::clock::Clock;
use server::services::accounts::session::{Found, identify};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::accounts::TokenPurpose;
use testkit::identities::{PASSWORD, PUBLISHER};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

/// Somebody at a machine of their own.
fn visitor(address: &str) -> Caller {
    Caller {
        actor: Actor::Anonymous,
        pending: None,
        locale: Locale::ZhCn,
        address: address.into(),
        agent: "Firefox".into(),
        request_id: "r1".into(),
    }
}

/// The caller that a cookie makes.
pub async fn with(test: &TestPortal, token: &str) -> Caller {
    let mut caller = visitor("192.0.2.1");
    match identify(test.portal.core(), token).await.expect("a look-up") {
        Found::Account { signed, .. } => caller.actor = Actor::Account(signed),
        Found::Pending(session) => caller.pending = Some(session),
        Found::Nobody => {}
    }
    caller
}

/// A caller signed in as somebody, second factor given.
async fn caller(test: &TestPortal, identity: Identity) -> Caller {
    let token = test.sign_in_as(identity).await.session().expect("a session");
    with(test, &token).await
}

fn accounts(test: &TestPortal) -> Arc<dyn Accounts> {
    test.portal.ports.accounts.clone()
}

/// Code and field of the first fault.
fn fault<T: std::fmt::Debug>(result: Result<T, PortError>) -> (ErrorCode, String) {
    match result.expect_err("a refusal") {
        PortError::Invalid(faults) => (faults[0].code, faults[0].field.clone().unwrap_or_default()),
        PortError::Refused(refusal) => (refusal.code, String::new()),
        other => panic!("{other}"),
    }
}

/// A link that is known: what the mail would carry.
async fn link(test: &TestPortal, account: Uuid, purpose: TokenPurpose, token: &str) {
    let now = test.clock.now();
    let mut tx = test.portal.store.write().await.expect("a write");
    let hash = hex(token);
    tx.add_token(&hash, account, purpose, now, now + TimeDelta::hours(1)).await.expect("a link");
    tx.commit(vec![]).await.expect("a commit");
}

fn hex(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn move_on(test: &TestPortal, by: TimeDelta) {
    test.clock.set(test.clock.now() + by);
}

fn registration(email: &str) -> RegisterForm {
    RegisterForm {
        email: email.into(),
        password: "西湖-lichen-47-velvet".into(),
        name: "赵六".into(),
        terms: true,
        organisation: None,
    }
}

fn sign_in(email: &str, password: &str) -> SignInForm {
    SignInForm { email: email.into(), password: password.into() }
}

async fn account_of(test: &TestPortal, email: &str) -> store::accounts::Account {
    let index = test.portal.keys.blind("email", email);
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.account_by_email(&index).await.expect("a read").expect("an account")
}

/// Base32 with blanks.
fn decode(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut out) = (0_u32, 0, Vec::new());
    for c in text.bytes().filter(u8::is_ascii_alphanumeric) {
        let value = if c.is_ascii_digit() { c - b'2' + 26 } else { c - b'A' };
        bits = bits << 5 | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xff).expect("a byte"));
        }
    }
    out
}

/// The same session looked up again: it may have ended.
async fn with_again(test: &TestPortal, caller: &Caller) -> Caller {
    let session = caller.actor.signed_in().expect("signed in").session;
    let exists = test.portal.store.read().await.unwrap().session(session).await.unwrap().is_some();
    if exists { caller.clone() } else { visitor("192.0.2.1") }
}

pub(crate) async fn invitation(test: &TestPortal, into: store::members::InvitedInto, offered: &str, token: &str) {
    let core = test.portal.core();
    let now = test.clock.now();
    let id = core.ids.id(now);
    let email = "sun@example.cn";
    let one = store::members::Invitation {
        id,
        hash: hex(token),
        into,
        email: core.seal(email, &format!("invitations.email:{id}")).expect("sealed"),
        email_index: core.keys.blind("email", email),
        offered: vec![offered.into()],
        invited_by: None,
        created: now,
        expires: now + TimeDelta::hours(1),
    };
    let mut tx = core.store.write().await.expect("a write");
    tx.add_invitation(&one).await.expect("an invitation");
    tx.commit(vec![]).await.expect("a commit");
}
