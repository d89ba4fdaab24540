//! The work queue of a body, grouped by clock, and the cases of a party.
use super::load;
use super::names::Names;
use super::search::{self, Reader, SOON};
use super::subject::Subject;
use super::{desk as at_desk, internal, need, subject, view, words};
use crate::portal::Core;
use chrono::{Datelike, NaiveDate, Weekday};
use contract::cases::{
    ClockState, MyCases, Neighbours, QueueGroup, QueueGroupKey, QueuePage, QueueQuery, QueueRow, QueueTab,
};
use contract::{Caller, Coded, ErrorCode, PortResult, Refusal};
use domain::calendar::{day_begins_at, day_ends_at, legal_date};
use domain::cases::Phase;
use domain::policy::CaseAction;
use std::collections::BTreeMap;
use store::Tx;
use store::cases::QueueFilter;
use uuid::Uuid;

const PER_PAGE: u32 = 50;

pub async fn queue(core: &Core, caller: &Caller, query: &QueueQuery) -> PortResult<QueuePage> {
    let (signed, body) = at_desk(caller, CaseAction::Queue)?;
    let now = core.clock.now();
    let today = core.clock.today();
    let mut tx = core.store.read().await.map_err(internal)?;
    let mut names = Names::new(caller.locale);
    let reader = Reader::of(core, &mut tx, signed, body).await?;
    let sight = Some(&reader.sight);
    let counts = tx.queue_counts(body, sight, &reader.people, now).await.map_err(internal)?;
    let page = query.page.max(1);
    let found = search::page(core, caller, &mut tx, &reader, query, (page, PER_PAGE)).await?;
    let (mut may_receive, mut may_remind) = (false, false);
    let mut groups: BTreeMap<QueueGroupKey, Vec<QueueRow>> = BTreeMap::new();
    for row in found.rows {
        let subject = subject::read(core, &mut tx, caller, row).await?;
        let allowed = subject.allowed(core, caller);
        let may = |code: Option<&str>| code.is_some_and(|code| allowed.iter().any(|one| one.code == code));
        may_receive |= may(subject.receives());
        may_remind |= may(subject.reminds());
        let (key, row) = queue_row(core, &mut tx, &mut names, caller, &*subject, body, today).await?;
        groups.entry(key).or_default().push(row);
    }
    let begins = day_begins_at(today).map_err(internal)?;
    let ends = day_ends_at(today).map_err(internal)?;
    let (due_today, new_today) = tx.queue_today(body, sight, begins, ends).await.map_err(internal)?;
    let office = QueueFilter { sight, ..QueueFilter::of(body, store::cases::QueueTab::Office, now, 1) };
    let first = tx.queue(&office).await.map_err(internal)?;
    let next = first
        .first()
        .and_then(|row| Some((legal_date(row.due? - chrono::Duration::microseconds(1)).ok()?, row.number.clone())));
    let owners = super::desk::people(core, &mut tx, &mut names, body).await?;
    let datasets = tx.queue_datasets(body, &reader.sight).await.map_err(internal)?;
    use domain::account::Role;
    let may_assign = [Role::Reviewer, Role::AuthorityReviewer, Role::Head].into_iter().any(|role| signed.holds(role));
    Ok(QueuePage {
        body: names.body(&mut tx, body).await?.name,
        counts: QueueTab::ALL
            .into_iter()
            .zip([counts.mine, counts.office, counts.waiting, counts.overdue, counts.all])
            .collect(),
        total: found.total,
        page,
        per_page: PER_PAGE,
        groups: groups.into_iter().map(|(key, rows)| QueueGroup { key, rows }).collect(),
        kinds: subject::kinds().into_iter().map(|kind| words::kind(caller.locale, kind)).collect(),
        datasets: datasets.into_iter().map(|(value, label)| Coded { value, label }).collect(),
        owners,
        may_assign,
        may_receive,
        may_remind,
        cut_short: found.cut_short,
        due_today,
        new_today,
        average_tenths: average(core, &mut tx, body).await?,
        next,
    })
}

/// Tenths of a working day that a body took on average for what it finished since Monday.
async fn average(core: &Core, tx: &mut Tx, body: Uuid) -> PortResult<Option<u32>> {
    let monday = core.clock.today().week(Weekday::Mon).first_day();
    let since = day_begins_at(monday).map_err(internal)?;
    let active = core.active();
    let mut took = Vec::new();
    for row in tx.clocks_ended(body, since).await.map_err(internal)? {
        if matches!(row.clock.phase, Phase::Stopped { at } if at >= since) {
            took.extend(row.clock.took(&active.calendars).map_err(internal)?);
        }
    }
    let days: i64 = took.iter().sum();
    let count = i64::try_from(took.len()).map_err(internal)?;
    // Half a tenth is rounded up.
    Ok((count > 0).then(|| u32::try_from((days * 20 + count) / (count * 2)).unwrap_or_default()))
}

/// The cases before and after one, in the order of the queue it was opened from.
pub async fn neighbours(core: &Core, caller: &Caller, number: &str, query: &QueueQuery) -> PortResult<Neighbours> {
    let (signed, body) = at_desk(caller, CaseAction::Queue)?;
    let number = load::number(number)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let reader = Reader::of(core, &mut tx, signed, body).await?;
    let found = search::place(core, &mut tx, &reader, query, &number).await?;
    Ok(found.map_or_else(Neighbours::default, |found| Neighbours {
        place: found.place,
        total: found.total,
        previous: found.previous,
        next: found.next,
    }))
}

/// A row as the desk shows it, with the group it stands in.
pub(super) async fn queue_row(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    caller: &Caller,
    subject: &dyn Subject,
    body: Uuid,
    today: NaiveDate,
) -> PortResult<(QueueGroupKey, QueueRow)> {
    let locale = caller.locale;
    let head = view::head(core, tx, names, caller, subject).await?;
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
        Some((ClockState::Running { remaining }, _)) if remaining <= i64::from(SOON) => QueueGroupKey::Soon,
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
