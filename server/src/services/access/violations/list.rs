//! `/admin/violations`: the violations an office has a part in, with the last day to rectify and how far the credit record is.
use super::load::Loaded;
use super::words;
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::internal;
use crate::services::opening::desk;
use contract::cases::Turn;
use contract::oversight::{ViolationItem, ViolationList, ViolationQuery};
use contract::{Caller, Coded, ErrorCode, PortResult, Refusal};
use domain::access::violation::Violation;
use domain::account::{Acting, Role};
use domain::calendar::legal_date;
use domain::locale::Locale;
use domain::party::mask;
use domain::policy::AccessAction;
use store::Tx;
use store::access::Whose;
use store::cases::CaseRow;
use uuid::Uuid;

/// Rows of a page.
const PER_PAGE: u32 = 20;

/// The list.
///
/// # Errors
/// `forbidden`, `second-factor-needed`; of the database and the keys.
pub async fn desk(core: &Core, caller: &Caller, query: ViolationQuery) -> PortResult<ViolationList> {
    let body = desk::allow(core, caller, AccessAction::Violations).await?;
    let signed = caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded))?;
    let authority = matches!(signed.acting, Acting::Body { authority: true, .. });
    let without: Vec<Uuid> = signed.parties.iter().copied().collect();
    let whose = Whose::Office {
        body,
        publisher: signed.holds(Role::Reviewer),
        authority: authority && signed.holds(Role::AuthorityReviewer),
        without: &without,
    };
    let now = core.clock.now();
    let mut tx = core.store.read().await.map_err(internal)?;
    let counts = tx.violation_counts(whose, now).await.map_err(internal)?;
    let total = counts.iter().find(|(group, _)| *group == query.group).map_or(0, |(_, count)| *count);
    let skip = query.page.saturating_sub(1).saturating_mul(PER_PAGE);
    let mut rows = Vec::new();
    for row in tx.violation_list(whose, query.group, now, (skip, PER_PAGE)).await.map_err(internal)? {
        let number = row.number.clone();
        // One that cannot be read does not take the others away; its own page says that it fails.
        match item(core, &mut tx, caller, row).await {
            Ok(item) => rows.push(item),
            Err(error) => tracing::error!(number, error = format!("{error:?}"), "a violation cannot be read"),
        }
    }
    Ok(ViolationList { rows, counts, total, per_page: PER_PAGE })
}

async fn item(core: &Core, tx: &mut Tx, caller: &Caller, row: CaseRow) -> PortResult<ViolationItem> {
    let locale = caller.locale;
    let loaded = Loaded::of(core, tx, caller, row).await?;
    let turn = loaded.turn(loaded.body);
    let first = loaded.allowed(core, caller).into_iter().find(|command| command.primary);
    let pulled = &loaded.agreement.agreement.pulled;
    let user = if loaded.agreement.person { mask::name(&pulled.party_b) } else { pulled.party_b.clone() };
    let with = match (loaded.row.closed, loaded.row.with) {
        (Some(_), _) => None,
        (None, Some(body)) => Some(Names::new(locale).body(tx, body).await?.name),
        (None, None) => Some(user.clone()),
    };
    let today = core.clock.today();
    // While it is waited for: afterwards the day says nothing any more.
    let rectify_by = loaded.violation.order.as_ref().filter(|_| loaded.violation.is_running());
    Ok(ViolationItem {
        agreement: loaded.violation.agreement.clone(),
        user,
        datasets: loaded.datasets.values().map(|full| full.dataset.title.clone()).collect(),
        state: words::label(locale, "state", loaded.violation.code().code()),
        with,
        rectify_by: rectify_by.map(|order| (order.rectify_by, (order.rectify_by - today).num_days())),
        credit: credit(locale, &loaded.violation)?,
        act: first.filter(|_| turn == Turn::Yours),
        turn,
        number: loaded.row.number,
    })
}

/// The last step of the credit record.
fn credit(locale: Locale, violation: &Violation) -> PortResult<Option<(Coded, chrono::NaiveDate)>> {
    let steps = [("lifted", violation.lifted), ("entered", violation.credit), ("regulators", violation.regulators)];
    let Some((code, at)) = steps.into_iter().find_map(|(code, at)| at.map(|at| (code, at))) else { return Ok(None) };
    let label = texts::t(locale, &format!("violations-credit-{code}"));
    Ok(Some((Coded { value: code.into(), label }, legal_date(at).map_err(internal)?)))
}
