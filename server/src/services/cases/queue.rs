//! The work queue of a body, grouped by clock, and the cases of a party.
use super::load;
use super::names::Names;
use super::{desk as at_desk, internal, need, subject, view, words};
use crate::portal::Core;
use chrono::{Datelike, NaiveDate};
use contract::cases::{
    ClockState, MyCases, Neighbours, QueueGroup, QueueGroupKey, QueuePage, QueueQuery, QueueRow, QueueTab,
};
use contract::{Caller, Coded, ErrorCode, PortResult, Refusal};
use domain::calendar::{day_begins_at, legal_date};
use domain::policy::CaseAction;
use std::collections::BTreeMap;
use store::Tx;
use store::cases::{CaseRow, QueueFilter};
use uuid::Uuid;

const PER_PAGE: u32 = 50;
/// Cases looked through for words: titles are sealed, so they are compared here.
const SEARCHED: u32 = 2000;
/// Working days within which a deadline is "soon" (ui 5.7).
const SOON: i64 = 3;

const fn tab(tab: QueueTab) -> store::cases::QueueTab {
    match tab {
        QueueTab::Mine => store::cases::QueueTab::Mine,
        QueueTab::Office => store::cases::QueueTab::Office,
        QueueTab::Waiting => store::cases::QueueTab::Waiting,
        QueueTab::Overdue => store::cases::QueueTab::Overdue,
        QueueTab::All => store::cases::QueueTab::All,
    }
}

pub async fn queue(core: &Core, caller: &Caller, query: &QueueQuery) -> PortResult<QueuePage> {
    let (signed, body) = at_desk(caller, CaseAction::Queue)?;
    let now = core.clock.now();
    let today = core.clock.today();
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let people = super::desk::mine(core, &mut tx, signed.account, body).await?;
    let counts = tx.queue_counts(body, &people, now).await.map_err(internal)?;
    let page = query.page.max(1);
    let found = found(core, caller, &mut tx, query, (body, &people)).await?;
    let total = found.len() as u64;
    let skip = (page.saturating_sub(1) as usize).saturating_mul(PER_PAGE as usize);
    let mut groups: BTreeMap<QueueGroupKey, Vec<QueueRow>> = BTreeMap::new();
    for row in found.into_iter().skip(skip).take(PER_PAGE as usize) {
        let (key, row) = queue_row(core, &mut tx, &mut names, caller, row, body, today).await?;
        groups.entry(key).or_default().push(row);
    }
    let begins = day_begins_at(today).map_err(internal)?;
    let ends = domain::calendar::day_ends_at(today).map_err(internal)?;
    let (due_today, new_today) = tx.queue_today(body, begins, ends).await.map_err(internal)?;
    let office = QueueFilter {
        body,
        tab: store::cases::QueueTab::Office,
        now,
        people: &people,
        kind: None,
        owner: None,
        skip: 0,
        limit: 1,
    };
    let first = tx.queue(&office).await.map_err(internal)?;
    let next = first
        .first()
        .and_then(|row| Some((legal_date(row.due? - chrono::Duration::microseconds(1)).ok()?, row.number.clone())));
    let owners = super::desk::people(core, &mut tx, &mut names, body).await?;
    use domain::account::Role;
    let may_assign = [Role::Reviewer, Role::AuthorityReviewer, Role::Head].into_iter().any(|role| signed.holds(role));
    Ok(QueuePage {
        body: names.body(&mut tx, body).await?.name,
        counts: QueueTab::ALL
            .into_iter()
            .zip([counts.mine, counts.office, counts.waiting, counts.overdue, counts.all])
            .collect(),
        total,
        page,
        per_page: PER_PAGE,
        groups: groups.into_iter().map(|(key, rows)| QueueGroup { key, rows }).collect(),
        kinds: subject::kinds().into_iter().map(|kind| words::kind(caller.locale, kind)).collect(),
        owners,
        may_assign,
        due_today,
        new_today,
        next,
    })
}

/// All cases a queue asks for, in its order.
async fn found(
    core: &Core,
    caller: &Caller,
    tx: &mut Tx,
    query: &QueueQuery,
    (body, people): (Uuid, &[Uuid]),
) -> PortResult<Vec<CaseRow>> {
    let owner = match query.owner.as_deref() {
        None => None,
        Some("none") => Some(None),
        // An id that is none finds nothing.
        Some(id) => Some(Some(Uuid::parse_str(id).unwrap_or_default())),
    };
    let words = query.text.as_deref().map(str::to_lowercase);
    let filter = QueueFilter {
        body,
        tab: tab(query.tab),
        now: core.clock.now(),
        people,
        kind: query.kind.as_deref(),
        owner,
        skip: 0,
        limit: SEARCHED,
    };
    let mut found = Vec::new();
    for row in tx.queue(&filter).await.map_err(internal)? {
        if !subject::involves(&caller.actor, &row) {
            continue;
        }
        let fits = match &words {
            Some(words) => {
                row.number.to_lowercase().contains(words) || view::title(core, &row)?.to_lowercase().contains(words)
            }
            None => true,
        };
        if fits {
            found.push(row);
        }
    }
    Ok(found)
}

/// The cases before and after one, in the order of the queue it was opened from.
pub async fn neighbours(core: &Core, caller: &Caller, number: &str, query: &QueueQuery) -> PortResult<Neighbours> {
    let (signed, body) = at_desk(caller, CaseAction::Queue)?;
    let number = load::number(number)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let people = super::desk::mine(core, &mut tx, signed.account, body).await?;
    let found = found(core, caller, &mut tx, query, (body, &people)).await?;
    let Some(at) = found.iter().position(|row| row.number == number) else { return Ok(Neighbours::default()) };
    let named = |at: Option<usize>| at.and_then(|at| found.get(at)).map(|row| row.number.clone());
    Ok(Neighbours {
        place: at as u64 + 1,
        total: found.len() as u64,
        previous: named(at.checked_sub(1)),
        next: named(Some(at + 1)),
    })
}

async fn queue_row(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    row: CaseRow,
    body: Uuid,
    today: NaiveDate,
) -> PortResult<(QueueGroupKey, QueueRow)> {
    let locale = caller.locale;
    let subject = subject::read(core, tx, caller, row).await?;
    let head = view::head(core, tx, names, caller, &*subject).await?;
    let row = subject.row();
    let key = if row.closed.is_some() {
        QueueGroupKey::Closed
    } else if !subject.with().contains(&body) {
        QueueGroupKey::Waiting
    } else if subject.settled() {
        QueueGroupKey::Answered
    } else {
        group(head.clock.as_ref().map(|clock| (clock.state, clock.due)), today)
    };
    let owner = match row.assignee {
        Some(account) => Some(Coded { value: account.to_string(), label: names.person(core, tx, account).await? }),
        None => None,
    };
    let applicant = if subject.hidden() {
        words::label(locale, "applicant", "hidden").label
    } else {
        match subject.applicant(core)? {
            Some(who) => subject.masked(&who).name,
            None => words::label(locale, "applicant", "anonymous").label,
        }
    };
    Ok((key, QueueRow { step: words::step(locale, subject.kind(), subject.state()), head, owner, applicant }))
}

/// The group of a case whose turn it is.
fn group(clock: Option<(ClockState, Option<NaiveDate>)>, today: NaiveDate) -> QueueGroupKey {
    let this_week = |day: NaiveDate| day.iso_week() == today.iso_week();
    match clock {
        Some((ClockState::NoNumber, _)) => QueueGroupKey::Immediate,
        Some((ClockState::Overdue { .. }, _)) => QueueGroupKey::Overdue,
        Some((ClockState::DueToday, _)) => QueueGroupKey::Today,
        Some((ClockState::DueTomorrow, _)) => QueueGroupKey::Soon,
        Some((ClockState::Running { remaining }, _)) if remaining <= SOON => QueueGroupKey::Soon,
        Some((ClockState::Running { .. }, Some(due))) if this_week(due) => QueueGroupKey::Week,
        _ => QueueGroupKey::Later,
    }
}

/// Cases of the party the session acts for.
pub async fn mine(core: &Core, caller: &Caller, page: u32) -> PortResult<MyCases> {
    let signed = need(caller)?;
    let party = signed.acting.party().ok_or_else(|| Refusal::new(ErrorCode::Forbidden).fact("role", "person"))?;
    let page = page.max(1);
    let mut tx = core.store.read().await.map_err(internal)?;
    let (total, yours) = tx.count_cases_of(party).await.map_err(internal)?;
    let rows = tx.cases_of(party, (page - 1).saturating_mul(PER_PAGE), PER_PAGE).await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let mut heads = Vec::new();
    for row in rows {
        // Kinds without a procedure yet are nobody's to see.
        if subject::of(&row.kind).is_ok() {
            let subject = subject::read(core, &mut tx, caller, row).await?;
            heads.push(view::head(core, &mut tx, &mut names, caller, &*subject).await?);
        }
    }
    Ok(MyCases { total, yours, page, per_page: PER_PAGE, rows: heads })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_follow_the_clock() {
        let today = NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date");
        let due = NaiveDate::from_ymd_opt(2026, 10, 16);
        assert_eq!(group(Some((ClockState::Running { remaining: 3 }, due)), today), QueueGroupKey::Soon);
        assert_eq!(group(Some((ClockState::Running { remaining: 4 }, due)), today), QueueGroupKey::Week);
        let later = NaiveDate::from_ymd_opt(2026, 10, 30);
        assert_eq!(group(Some((ClockState::Running { remaining: 14 }, later)), today), QueueGroupKey::Later);
        assert_eq!(group(Some((ClockState::NoNumber, None)), today), QueueGroupKey::Immediate);
        assert_eq!(group(None, today), QueueGroupKey::Later);
    }
}
