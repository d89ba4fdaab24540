//! 开放条件 at the desk of a publisher: written as a draft, published as a version, the same for all applicants.
use super::super::internal;
use super::super::words::code_label;
use super::desk::{allow, done, invalid, missing, stored, unknown_act};
use crate::portal::Core;
use crate::services::access::delivery;
use contract::opening::{ConditionInput, ConditionView, ConditionsDesk, ConditionsView, RestrictedPage, RestrictedRow};
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::conditions::{Condition, Conditions, Requirement};
use domain::access::window::Acceptance;
use domain::access::{DeliveryMode, FaultCode};
use domain::audit::Entry;
use domain::catalog::{AccessRights, Dataset, Publication, ident};
use domain::locale::Locale;
use domain::policy::AccessAction;
use domain::profile::Label;
use store::{Audience, Tx};
use texts::t;
use uuid::Uuid;

/// Datasets on a page of the list.
const PER_PAGE: u32 = 50;
/// Most conditions a form may hold; the rules are stricter still.
const ROWS_MAX: usize = 60;
/// What a condition can ask for, as the form names it.
const KINDS: [&str; 4] = ["statement", "document", "mlps-level", "credit-grade"];

/// Conditions as everybody reads them; nothing for a draft.
pub(super) fn view(locale: Locale, set: &Conditions) -> Option<ConditionsView> {
    Some(ConditionsView {
        version: set.version,
        published: set.published?,
        modes: modes(locale, &set.modes),
        conditions: set.conditions.iter().map(|condition| condition_view(locale, condition)).collect(),
    })
}

/// Modes with their words; those that this portal does not deliver by itself say so.
pub(super) fn modes(locale: Locale, modes: &[DeliveryMode]) -> Vec<Coded> {
    let words = |mode: &DeliveryMode| {
        let mut coded = code_label(locale, "delivery-mode", mode.code());
        if !delivery::is_built(*mode) {
            coded.label = t!(locale, "opening-mode-elsewhere", mode = coded.label);
        }
        coded
    };
    modes.iter().map(words).collect()
}

fn condition_view(locale: Locale, condition: &Condition) -> ConditionView {
    let asks = match &condition.requirement {
        Requirement::MlpsLevel { min } => t!(locale, "opening-asks-level", level = *min),
        Requirement::CreditGrade { accepted } => t!(locale, "opening-asks-grade", grades = accepted.join("、")),
        Requirement::Document => t!(locale, "opening-asks-document"),
        Requirement::Statement => t!(locale, "opening-asks-statement"),
    };
    ConditionView { code: condition.code.clone(), text: words(locale, &condition.text), asks }
}

fn words(locale: Locale, label: &Label) -> String {
    let english = locale == Locale::En && !label.en.trim().is_empty();
    if english { label.en.clone() } else { label.zh.clone() }
}

pub(super) async fn list(core: &Core, caller: &Caller, text: &str, page: u64) -> PortResult<RestrictedPage> {
    let body = allow(core, caller, AccessAction::Conditions).await?;
    let page = page.max(1);
    let offset = (page - 1).saturating_mul(PER_PAGE.into());
    let mut tx = core.store.read().await.map_err(internal)?;
    let total = tx.count_restricted_of(body, text).await.map_err(internal)?;
    let rows = tx.restricted_of(body, text, PER_PAGE, offset).await.map_err(internal)?;
    let row = |row: store::access::RestrictedRow| RestrictedRow {
        code: row.code,
        title: row.title,
        version: row.version.and_then(|number| u32::try_from(number).ok()),
        published: row.published,
        draft: row.drafts > 0,
    };
    Ok(RestrictedPage {
        rows: rows.into_iter().map(row).collect(),
        total: u64::try_from(total).unwrap_or_default(),
        page,
        per_page: PER_PAGE.into(),
    })
}

/// A restricted dataset of the caller's body.
async fn owned(tx: &mut Tx, body: Uuid, code: &str) -> PortResult<Dataset> {
    let code = ident::normalise(code).unwrap_or_default();
    let found = tx.dataset_by_code(&code, Audience::All).await.map_err(internal)?.map(|full| full.dataset);
    let fits = |dataset: &Dataset| {
        dataset.publisher == body
            && dataset.access_rights == AccessRights::Restricted
            && !matches!(dataset.publication, Publication::Withdrawn { .. })
    };
    found.filter(fits).map_or_else(missing, Ok)
}

fn input(condition: &Condition) -> ConditionInput {
    let (asks, min, accepted) = match &condition.requirement {
        Requirement::Statement => ("statement", String::new(), String::new()),
        Requirement::Document => ("document", String::new(), String::new()),
        Requirement::MlpsLevel { min } => ("mlps-level", min.to_string(), String::new()),
        Requirement::CreditGrade { accepted } => ("credit-grade", String::new(), accepted.join(", ")),
    };
    let Condition { code, text, .. } = condition.clone();
    ConditionInput { code, zh: text.zh, en: text.en, asks: asks.to_owned(), min, accepted }
}

pub(super) async fn desk(core: &Core, caller: &Caller, code: &str) -> PortResult<ConditionsDesk> {
    let body = allow(core, caller, AccessAction::Conditions).await?;
    let locale = caller.locale;
    let mut tx = core.store.read().await.map_err(internal)?;
    let dataset = owned(&mut tx, body, code).await?;
    let versions = tx.conditions(dataset.id).await.map_err(internal)?;
    let authority = super::authority_of(&mut tx, &dataset.region).await?;
    let open_until = match super::acceptance(core, &mut tx, authority).await? {
        Acceptance::Open { last, .. } => Some(last),
        Acceptance::Always | Acceptance::Closed { .. } => None,
    };
    let draft = draft_of(&versions, dataset.id);
    Ok(ConditionsDesk {
        code: dataset.code,
        title: dataset.title,
        number: draft.version,
        stored: versions.last().is_some_and(|set| set.published.is_none()),
        modes: modes(locale, DeliveryMode::ALL),
        chosen: draft.modes.iter().map(|mode| mode.code().to_owned()).collect(),
        conditions: draft.conditions.iter().map(input).collect(),
        kinds: KINDS.iter().map(|kind| code_label(locale, "requirement", kind)).collect(),
        versions: versions.iter().rev().filter_map(|set| view(locale, set)).collect(),
        open_until,
    })
}

/// What is written on: the draft, else the next version of what is published.
fn draft_of(versions: &[Conditions], dataset: Uuid) -> Conditions {
    match versions.last() {
        Some(last) if last.published.is_none() => last.clone(),
        Some(last) => last.revised(),
        None => Conditions::draft(dataset),
    }
}

pub(super) async fn write(core: &Core, caller: &Caller, code: &str, form: &FormData) -> PortResult<()> {
    let body = allow(core, caller, AccessAction::Conditions).await?;
    let now = core.clock.now();
    let act = form.text("act");
    let mut tx = core.store.write().await.map_err(internal)?;
    let dataset = owned(&mut tx, body, code).await?;
    if act == "discard" {
        if !tx.drop_conditions_draft(dataset.id).await.map_err(internal)? {
            return missing();
        }
        return done(caller, tx, Entry::new(now, "conditions.discard", "dataset", &dataset.code)).await;
    }
    if act != "save" && act != "publish" {
        return unknown_act();
    }
    let versions = tx.conditions(dataset.id).await.map_err(internal)?;
    let base = draft_of(&versions, dataset.id);
    if form.text("number").parse().is_ok_and(|number: u32| number != base.version) {
        // Somebody published this version meanwhile.
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    let (set, rows, mut faults) = typed(base, form);
    let publish = act == "publish";
    let decided = set.clone().publish(now);
    if let Err(found) = &decided {
        // A draft may lack things; it may not hold what cannot be.
        let counts = found.iter().filter(|fault| publish || fault.code != FaultCode::Required);
        for fault in counts {
            let mut refusal = Refusal::from(fault.clone());
            refusal.field = refusal.field.map(|field| at_row(&field, &rows));
            faults.push(refusal);
        }
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let set = if publish { decided.map_err(invalid)? } else { set };
    tx.put_conditions(&set).await.map_err(stored)?;
    let mut entry = Entry::new(now, &format!("conditions.{act}"), "dataset", &dataset.code);
    let modes: Vec<_> = set.modes.iter().map(|mode| mode.code()).collect();
    let codes: Vec<_> = set.conditions.iter().map(|condition| condition.code.as_str()).collect();
    entry.after = serde_json::json!({ "version": set.version, "modes": modes, "conditions": codes });
    done(caller, tx, entry).await
}

/// What was typed: the set, the place in the form of each of its conditions, and what is no value at all.
fn typed(base: Conditions, form: &FormData) -> (Conditions, Vec<usize>, Vec<Refusal>) {
    let (mut conditions, mut rows, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..ROWS_MAX {
        let field = |name: &str| format!("conditions.{at}.{name}");
        let value = |name: &str| form.text(&field(name));
        let (zh, en) = (value("zh"), value("en"));
        if zh.is_empty() && en.is_empty() {
            continue;
        }
        let requirement = match value("asks").as_str() {
            "mlps-level" => {
                let min = value("min").parse().unwrap_or_else(|_| {
                    let code = if value("min").is_empty() { ErrorCode::Required } else { ErrorCode::BadValue };
                    faults.push(Refusal::new(code).field(field("min")));
                    1
                });
                Requirement::MlpsLevel { min }
            }
            "credit-grade" => Requirement::CreditGrade { accepted: grades(&value("accepted")) },
            "document" => Requirement::Document,
            _ => Requirement::Statement,
        };
        rows.push(at);
        conditions.push(Condition { code: value("code"), text: Label { zh, en }, requirement });
    }
    name(&mut conditions, &base);
    let modes = DeliveryMode::ALL.iter().copied().filter(|mode| form.all("modes").iter().any(|m| m == mode.code()));
    (Conditions { modes: modes.collect(), conditions, ..base }, rows, faults)
}

/// Conditions without a code get the next free one, so that none is ever used again for something else.
fn name(conditions: &mut [Condition], base: &Conditions) {
    let known = |all: &[Condition], code: &str| all.iter().any(|condition| condition.code == code);
    for at in 0..conditions.len() {
        if conditions[at].code.is_empty() {
            let free =
                (1..).map(|n| format!("c{n}")).find(|code| !known(conditions, code) && !known(&base.conditions, code));
            conditions[at].code = free.unwrap_or_default();
        }
    }
}

fn grades(typed: &str) -> Vec<String> {
    let parts = typed.split([',', '，', '、', ';', '；', ' ']);
    parts.map(str::trim).filter(|grade| !grade.is_empty()).map(str::to_owned).collect()
}

/// A field of the rules (`conditions.1.zh`) is that of the row it was typed in: rows left empty do not count.
fn at_row(field: &str, rows: &[usize]) -> String {
    let mut parts = field.splitn(3, '.');
    match (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok()), parts.next()) {
        (Some(list), Some(at), Some(name)) => format!("{list}.{}.{name}", rows.get(at).copied().unwrap_or(at)),
        _ => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r059_faults_stand_at_the_row_they_were_typed_in_and_new_conditions_get_codes_of_their_own() {
        let fields = [
            ("conditions.0.zh", ""),
            ("conditions.2.zh", "等保"),
            ("conditions.2.asks", "mlps-level"),
            ("conditions.2.min", "7"),
            ("conditions.3.zh", "承诺"),
            ("conditions.3.code", "c1"),
        ];
        let form = FormData {
            fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            files: Vec::new(),
        };
        let (set, rows, faults) = typed(Conditions::draft(Uuid::nil()), &form);
        assert_eq!((rows.as_slice(), faults.len()), (&[2, 3][..], 0));
        assert_eq!(set.conditions.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["c2", "c1"]);
        assert_eq!(at_row("conditions.0.min", &rows), "conditions.2.min");
        assert_eq!(at_row("modes", &rows), "modes");
        assert_eq!(grades("A， B、C"), ["A", "B", "C"]);
    }
}
