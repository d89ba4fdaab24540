//! Accounts: found, looked at with masked data, suspended and restored (B35: active → suspended).
use super::super::own::admins_of;
use super::super::staff::MAX_REASON;
use super::super::{allow, done_with, email_of, entry, id, internal, invalid, missing, need, party_name, typed, words};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, blind, owe};
use contract::directory::{
    AccountPage, AccountQuery, AccountRow, ManagedAccount, MembershipView, SessionTimes, SuspendedView, Suspension,
};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::account::limits::over;
use domain::account::{AccountState, Role};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::notice::NoticeKind;
use domain::party::mask;
use domain::policy::{Action, ResourceFacts};
use store::Tx;
use store::accounts::Account;
use store::sessions::ActingAs;
use uuid::Uuid;

/// Accounts on a page.
const PER_PAGE: u32 = 50;

async fn may(core: &Core, caller: &Caller) -> PortResult<()> {
    allow(core, caller, Action::ManageAccounts, ResourceFacts::Portal).await
}

async fn row(core: &Core, tx: &mut Tx, locale: Locale, account: &Account) -> PortResult<AccountRow> {
    let offices = tx.offices_of(account.id).await.map_err(internal)?;
    Ok(AccountRow {
        id: account.id.to_string(),
        name_masked: mask::name(&party_name(core, tx, account.party).await?),
        email_masked: mask::email(&email_of(core, account)?),
        state: words::state(locale, account.state),
        created: account.created,
        offices: offices.into_iter().map(|office| office.name).collect(),
    })
}

pub async fn page(core: &Core, caller: &Caller, query: &AccountQuery) -> PortResult<AccountPage> {
    may(core, caller).await?;
    let locale = caller.locale;
    let number = query.page.max(1);
    let state = query.state.as_deref().and_then(AccountState::from_code);
    let mut tx = core.store.read().await.map_err(internal)?;
    let skip = (number - 1).saturating_mul(PER_PAGE);
    let (accounts, total) = tx.accounts(state, skip, PER_PAGE).await.map_err(internal)?;
    let mut rows = Vec::new();
    for account in &accounts {
        rows.push(row(core, &mut tx, locale, account).await?);
    }
    Ok(AccountPage {
        rows,
        total: u64::try_from(total).unwrap_or_default(),
        page: number,
        per_page: PER_PAGE,
        states: AccountState::ALL.iter().map(|state| words::state(locale, *state)).collect(),
    })
}

pub async fn find(core: &Core, caller: &Caller, text: &str) -> PortResult<String> {
    may(core, caller).await?;
    let text = text.trim();
    let refused = |code| invalid(Refusal::new(code).field("q"));
    if text.is_empty() {
        return Err(refused(ErrorCode::Required));
    }
    let mut tx = core.store.write().await.map_err(internal)?;
    let found = match Uuid::parse_str(text) {
        Ok(id) => tx.account(id).await.map_err(internal)?,
        Err(_) => {
            let email = typed::email(text).map_err(|_| refused(ErrorCode::BadEmail))?;
            tx.account_by_email(&blind(core, &email)).await.map_err(internal)?
        }
    };
    let object = found.as_ref().map(|account| account.id.to_string()).unwrap_or_default();
    let mut entry = Entry::new(core.clock.now(), "account.look-up", "account", object);
    entry.role = Some(Role::SysAdmin.code().into());
    if found.is_none() {
        entry.outcome = ErrorCode::NotFound.code().into();
    }
    done_with(caller, tx, entry).await?;
    found.map(|account| account.id.to_string()).ok_or_else(|| refused(ErrorCode::NotFound))
}

async fn memberships(
    core: &Core,
    tx: &mut Tx,
    locale: Locale,
    account: &Account,
) -> PortResult<(Vec<MembershipView>, Vec<String>)> {
    let (mut views, mut only) = (Vec::new(), Vec::new());
    for office in tx.offices_of(account.id).await.map_err(internal)? {
        if office.staff.roles.contains(&Role::BodyAdmin)
            && admins_of(tx, office.staff.body).await?.iter().all(|admin| *admin == account.id)
        {
            only.push(office.name.clone());
        }
        views.push(MembershipView {
            name: office.name,
            body: Some(office.code),
            roles: office.staff.roles.iter().map(|role| words::role(locale, *role)).collect(),
            since: office.staff.since,
        });
    }
    for one in tx.memberships_of(account.id, false).await.map_err(internal)? {
        views.push(MembershipView {
            name: party_name(core, tx, one.party).await?,
            body: None,
            roles: one.mandates.iter().map(|mandate| words::mandate(locale, *mandate)).collect(),
            since: one.since,
        });
    }
    Ok((views, only))
}

pub async fn one(core: &Core, caller: &Caller, text: &str) -> PortResult<ManagedAccount> {
    may(core, caller).await?;
    let (locale, now, wanted) = (caller.locale, core.clock.now(), id(text)?);
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(account) = tx.account(wanted).await.map_err(internal)? else { return missing() };
    let Some(party) = tx.party(account.party).await.map_err(internal)? else { return missing() };
    let (memberships, only_admin_of) = memberships(core, &mut tx, locale, &account).await?;
    let runs = |session: &store::sessions::Session| {
        let staff = matches!(session.acting, ActingAs::Body(_));
        !session.pending && !over(now, session.expires, session.last_seen, staff)
    };
    let sessions = tx.sessions_of(wanted).await.map_err(internal)?;
    let suspended = match tx.suspension_of(wanted).await.map_err(internal)? {
        Some(found) => {
            let reason =
                core.unseal(&found.reason, &format!("accounts.suspended_reason:{wanted}")).map_err(internal)?;
            Some(SuspendedView { since: found.since, reason })
        }
        None => None,
    };
    Ok(ManagedAccount {
        row: row(core, &mut tx, locale, &account).await?,
        email_confirmed: account.email_confirmed,
        second_factor: entry::has_factor(&account, now),
        verification: words::verification(locale, party.verification),
        memberships,
        sessions: sessions
            .iter()
            .filter(|session| runs(session))
            .map(|session| SessionTimes { started: session.started, last_seen: session.last_seen })
            .collect(),
        suspended,
        only_admin_of,
        own: need(caller)?.account == wanted,
    })
}

/// The account to act on, in a writing transaction, and the reason as typed.
async fn begin(core: &Core, caller: &Caller, text: &str, reason: &str) -> PortResult<(Tx, Account, String)> {
    may(core, caller).await?;
    let wanted = id(text)?;
    if need(caller)?.account == wanted {
        return Err(Refusal::new(ErrorCode::Forbidden).into());
    }
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(account) = tx.account(wanted).await.map_err(internal)? else { return missing() };
    Ok((tx, account, reason))
}

/// Ends a writing transaction: the owner is told, the act is recorded.
async fn told(
    core: &Core,
    caller: &Caller,
    mut tx: Tx,
    account: &Account,
    reason: String,
    kind: NoticeKind,
) -> PortResult<()> {
    let now = core.clock.now();
    let event = format!("account:{}:{}:{}", account.id, kind.code(), now.timestamp_micros());
    let notice = NewNotice::new(event, Recipient::Account(account.id), kind).link("/help/contact").statutory();
    owe(core, &mut tx, notice).await?;
    let act = if kind == NoticeKind::AccountSuspended { "account.suspend" } else { "account.restore" };
    let mut entry = Entry::new(now, act, "account", account.id.to_string());
    entry.role = Some(Role::SysAdmin.code().into());
    entry.before = serde_json::json!({ "state": account.state.code() });
    entry.reason = Some(reason);
    done_with(caller, tx, entry).await
}

pub async fn suspend(core: &Core, caller: &Caller, text: &str, reason: &str) -> PortResult<Suspension> {
    let (mut tx, account, reason) = begin(core, caller, text, reason).await?;
    let sealed = core.seal(&reason, &format!("accounts.suspended_reason:{}", account.id)).map_err(internal)?;
    let sessions = tx.sessions_of(account.id).await.map_err(internal)?.len();
    if !tx.suspend_account(account.id, &sealed, core.clock.now()).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    told(core, caller, tx, &account, reason, NoticeKind::AccountSuspended).await?;
    Ok(Suspension { sessions: u32::try_from(sessions).unwrap_or(u32::MAX) })
}

pub async fn restore(core: &Core, caller: &Caller, text: &str, reason: &str) -> PortResult<()> {
    let (mut tx, account, reason) = begin(core, caller, text, reason).await?;
    if !tx.restore_account(account.id, core.clock.now()).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    told(core, caller, tx, &account, reason, NoticeKind::AccountRestored).await
}
