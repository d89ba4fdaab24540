//! Whom a clock concerns.
use chrono::NaiveDate;
use domain::account::Role;
use std::collections::BTreeSet;
use store::StoreResult;
use store::cases::RunningClock;
use uuid::Uuid;

/// Who owes the act: the person in charge, with whoever stands in for them today; else those of the body who may take the case.
pub async fn owners(tx: &mut store::Tx, running: &RunningClock, today: NaiveDate) -> StoreResult<BTreeSet<Uuid>> {
    let body = running.row.owner.or(running.with).unwrap_or(running.authority);
    let mut people = BTreeSet::new();
    if running.target_body == Some(body) {
        return Ok(people);
    }
    match running.assignee {
        Some(assignee) => {
            people.insert(assignee);
            let absences = tx.delegations_of(body, today).await?;
            let standing_in = absences.iter().filter(|one| one.account == assignee && one.from <= today);
            people.extend(standing_in.map(|one| one.delegate));
        }
        None => {
            for role in [Role::Reviewer, Role::AuthorityReviewer] {
                people.extend(tx.holders_of(body, role).await?);
            }
        }
    }
    without_own(tx, running, people).await
}

/// Without the people of the party that filed the case: they hear of it as its reporter.
async fn without_own(
    tx: &mut store::Tx,
    running: &RunningClock,
    people: BTreeSet<Uuid>,
) -> StoreResult<BTreeSet<Uuid>> {
    let own = match running.party {
        Some(party) => tx.people_of_party(party).await?,
        None => BTreeSet::new(),
    };
    Ok(&people - &own)
}

/// Who supervises: at the authority of the case, and above it where it was forwarded.
pub async fn supervisors(tx: &mut store::Tx, running: &RunningClock) -> StoreResult<BTreeSet<Uuid>> {
    let mut people = BTreeSet::new();
    for body in [Some(running.authority), running.above].into_iter().flatten() {
        if running.target_body != Some(body) {
            people.extend(tx.holders_of(body, Role::Supervisor).await?);
        }
    }
    without_own(tx, running, people).await
}
