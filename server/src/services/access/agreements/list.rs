//! Lists: the agreements of a party, and those an office has a part in.
use super::load::Loaded;
use super::words;
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::internal;
use contract::agreements::{AgreementItem, AgreementList, AgreementQuery};
use contract::cases::{CommandRef, Turn};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::agreement::{Group, State};
use domain::account::{Acting, Role, SignedIn};
use domain::party::mask;
use domain::policy::{AccessAction, Actor, authorize_access};
use std::sync::Arc;
use store::Tx;
use store::access::{Only, Whose};
use store::cases::CaseRow;
use uuid::Uuid;

/// Rows of a page.
const PER_PAGE: u32 = 20;

fn need(caller: &Caller) -> PortResult<&SignedIn> {
    caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded).into())
}

pub async fn mine(core: &Core, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList> {
    let Some(party) = need(caller)?.acting.party() else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    page(core, caller, Whose::Party(party), query).await
}

pub async fn desk(core: &Core, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList> {
    let signed = need(caller)?;
    if authorize_access(&caller.actor, AccessAction::Agreements, None).is_err() {
        let enrolled = Actor::Account(Arc::new(SignedIn { second_factor: true, ..signed.clone() }));
        let later = authorize_access(&enrolled, AccessAction::Agreements, None).is_ok();
        let code = if later { ErrorCode::SecondFactorNeeded } else { ErrorCode::Forbidden };
        return Err(Refusal::new(code).into());
    }
    let Acting::Body { body, authority, .. } = &signed.acting else {
        return Err(Refusal::new(ErrorCode::Forbidden).into());
    };
    let without: Vec<Uuid> = signed.parties.iter().copied().collect();
    let whose = Whose::Office {
        body: *body,
        publisher: signed.holds(Role::Reviewer),
        authority: *authority && signed.holds(Role::AuthorityReviewer),
        without: &without,
    };
    page(core, caller, whose, query).await
}

async fn page(core: &Core, caller: &Caller, whose: Whose<'_>, query: AgreementQuery) -> PortResult<AgreementList> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let all = [AgreementQuery::default(), AgreementQuery { yours: true, ..AgreementQuery::default() }];
    let groups = Group::ALL.iter().map(|group| AgreementQuery { group: Some(*group), ..AgreementQuery::default() });
    let mut counts = Vec::new();
    for one in all.into_iter().chain(groups) {
        counts.push((one, tx.agreement_count(whose, only(one)).await.map_err(internal)?));
    }
    let total = tx.agreement_count(whose, only(query)).await.map_err(internal)?;
    let skip = query.page.saturating_sub(1).saturating_mul(PER_PAGE);
    let cases = tx.agreement_list(whose, only(query), skip, PER_PAGE).await.map_err(internal)?;
    let mut rows = Vec::new();
    for case in cases {
        rows.push(item(core, &mut tx, caller, case).await?);
    }
    Ok(AgreementList { rows, counts, total, page: query.page, per_page: PER_PAGE })
}

const fn only(query: AgreementQuery) -> Only {
    match query {
        AgreementQuery { yours: true, .. } => Only::Turn,
        AgreementQuery { group: Some(group), .. } => Only::Group(group),
        AgreementQuery { group: None, .. } => Only::All,
    }
}

async fn item(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<AgreementItem> {
    let locale = caller.locale;
    let loaded = Loaded::of(core, tx, caller, row).await?;
    let agreement = &loaded.agreement;
    let (key, day) = match agreement.state {
        State::Active { last_day, .. } | State::TerminationNoticed { last_day, .. } => {
            ("agreement-date-last-day", Some(last_day))
        }
        State::DestructionDue { due, .. } | State::DestructionProved { due, .. } => {
            ("agreement-date-destroy", Some(due))
        }
        _ => ("", None),
    };
    let turn = loaded.turn(caller.actor.signed_in().and_then(|signed| signed.acting.body()));
    let first = loaded.allowed(core, caller).into_iter().find(|command: &CommandRef| command.primary);
    let party_b = match (&agreement.pulled.party_b, loaded.person && loaded.official()) {
        (name, true) => mask::name(name),
        (name, false) => name.clone(),
    };
    let mut names = Names::new(locale);
    let with = match (turn, loaded.row.with) {
        (Turn::Done | Turn::Ended, _) => None,
        (_, Some(body)) => Some(names.body(tx, body).await?.name),
        (_, None) => Some(party_b.clone()),
    };
    Ok(AgreementItem {
        with,
        version: agreement.version,
        titles: agreement.pulled.titles.clone(),
        party_a: names.body(tx, agreement.party_a).await?.name,
        party_b,
        state: words::label(locale, "state", agreement.code().code()),
        signed: agreement.signature.as_ref().map(|signature| signature.at),
        term: agreement.terms.term.map(|term| words::duration(locale, term)).unwrap_or_default(),
        until: day.map(|day| (texts::t(locale, key), day)),
        days_left: day.map(|day| (day - core.clock.today()).num_days()),
        act: first.filter(|_| turn == Turn::Yours),
        turn,
        number: loaded.row.number,
    })
}
