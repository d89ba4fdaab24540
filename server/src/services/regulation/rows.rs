//! Rows and words of the editors.
use super::super::internal;
use super::profiles::Known;
use chrono::{Datelike, NaiveDate, Weekday};
use contract::regulation::{DayCell, DayMark, HistoryRow, ValueGroup, ValueRow, VersionChange};
use contract::{Coded, PortResult};
use domain::calendar::{ExceptionKind, YearTable};
use domain::locale::Locale;
use domain::profile::{Profile, Resolved, edit};
use std::collections::{BTreeMap, BTreeSet};
use store::{Draft, DraftKind, DraftState, ProfileVersion, Tx};

/// Groups of the editor and the parts of a profile that belong to each (ui 5.16).
const GROUPS: [(&str, &[&str]); 12] = [
    ("names", &["document", "labels"]),
    ("catalogue", &["catalog", "open_catalog", "keylist"]),
    ("attribute", &["open", "attribute_dispute"]),
    ("restricted", &["restricted", "windows", "register"]),
    ("agreement", &["agreement", "usage_report", "citation"]),
    ("derived", &["derived"]),
    ("correction", &["correction"]),
    ("withdrawal", &["withdrawal", "risk"]),
    ("violation", &["violation", "credit"]),
    ("sharing", &["share", "demandlist", "returnflow", "emergency"]),
    ("rights", &["complaint", "demand", "self_access"]),
    ("platform", &["audit", "platform", "forms"]),
];

fn label(locale: Locale, key: &str) -> Option<String> {
    texts::has(locale, key).then(|| texts::t(locale, key))
}

fn dashed(key: &str) -> String {
    key.replace(['.', '_'], "-")
}

/// A clock in words; its key where there are none.
pub(super) fn clock_label(locale: Locale, key: &str) -> String {
    label(locale, &format!("rule-{}", dashed(key))).unwrap_or_else(|| key.to_owned())
}

/// A step of the application in words.
pub(super) fn step(locale: Locale, code: &str) -> String {
    label(locale, &format!("rule-step-{code}")).unwrap_or_else(|| code.to_owned())
}

/// `complaint.reply.period.working_days` → 投诉举报答复 · 工作日.
pub(super) fn value_label(locale: Locale, profile: &Profile, key: &str) -> Option<String> {
    let below = |number: &str| key.strip_prefix(number)?.strip_prefix('.').map(|rest| (number.to_owned(), rest));
    let numbers = profile.clocks().into_iter().map(|(number, _)| number);
    let numbers = numbers.chain(profile.amounts().into_iter().map(|(number, _)| number));
    let (number, part) = numbers.into_iter().find_map(below)?;
    let number = label(locale, &format!("rule-{}", dashed(&number)))?;
    let part = label(locale, &format!("rule-part-{}", dashed(part))).unwrap_or_else(|| part.to_owned());
    Some(format!("{number} · {part}"))
}

/// A key of a clock, an amount or a single value in words.
pub(super) fn label_of(locale: Locale, key: &str) -> Option<String> {
    label(locale, &format!("rule-{}", dashed(key)))
}

/// All values of a profile in their groups, with those that its draft adds.
pub(super) fn groups(
    locale: Locale,
    resolved: &Resolved,
    draft: Option<&Resolved>,
    drafted: &BTreeMap<String, String>,
) -> Vec<ValueGroup> {
    let profile = &resolved.profile;
    let held = edit::values(profile);
    let added = draft.map(|draft| edit::values(&draft.profile)).unwrap_or_default();
    let added: Vec<(String, String)> =
        added.into_iter().filter(|(key, _)| !held.iter().any(|(known, _)| known == key)).collect();
    let values: Vec<(String, String)> = held.into_iter().chain(added.iter().cloned()).collect();
    let strengths: BTreeMap<&str, String> = profile
        .clocks()
        .into_iter()
        .map(|(key, _)| (key, values.iter().find(|(k, _)| *k == format!("{key}.strength")).map(|(_, v)| v.clone())))
        .filter_map(|(key, strength)| Some((key, strength?)))
        .collect();
    GROUPS
        .iter()
        .map(|(code, tops)| ValueGroup {
            code: (*code).to_owned(),
            label: texts::t(locale, &format!("rule-group-{code}")),
            rows: values
                .iter()
                .filter(|(key, _)| edit::editable(key) && tops.contains(&key.split('.').next().unwrap_or_default()))
                .map(|(key, value)| match draft.filter(|_| added.iter().any(|(known, _)| known == key)) {
                    Some(draft) => ValueRow {
                        value: String::new(),
                        drafted: Some(value.clone()),
                        inherited: None,
                        ..row(locale, draft, &strengths, drafted, key, value)
                    },
                    None => row(locale, resolved, &strengths, drafted, key, value),
                })
                .collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect()
}

fn row(
    locale: Locale,
    resolved: &Resolved,
    strengths: &BTreeMap<&str, String>,
    drafted: &BTreeMap<String, String>,
    key: &str,
    value: &str,
) -> ValueRow {
    let profile = &resolved.profile;
    let below = |number: &str| key.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
    let clock = profile.clocks().into_iter().find(|(number, _)| below(number));
    let amount = profile.amounts().into_iter().find(|(number, _)| below(number));
    let sources = match (&clock, &amount) {
        (Some((_, clock)), _) => clock.sources.as_slice(),
        (None, Some((_, amount))) => amount.sources.as_slice(),
        (None, None) => profile.sources_of(key),
    };
    let strength = clock
        .and_then(|(number, _)| strengths.get(number))
        .map(|code| Coded { label: texts::t(locale, &format!("rule-strength-{code}")), value: code.clone() });
    let origin = resolved.origin(key).or_else(|| {
        // A period or label is one value: its origin stands at the key above.
        resolved.origin(key.rsplit_once('.')?.0)
    });
    ValueRow {
        key: key.to_owned(),
        label: value_label(locale, profile, key),
        value: value.to_owned(),
        strength,
        sources: sources.iter().map(|source| (source.to_string(), source.path())).collect(),
        inherited: origin.filter(|origin| *origin != profile.id).map(str::to_owned),
        drafted: drafted.get(key).cloned(),
    }
}

/// Every day of a year.
pub(super) fn days(year: i32, table: &YearTable) -> Vec<DayCell> {
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Vec::new() };
    first
        .iter_days()
        .take_while(|day| day.year() == year)
        .map(|date| {
            let exception = table.exception(date);
            let mark = match exception {
                Some((ExceptionKind::Rest, _)) => DayMark::Rest,
                Some((ExceptionKind::Work, _)) => DayMark::Work,
                None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayMark::Weekend,
                None => DayMark::Weekday,
            };
            DayCell { date, mark, name: exception.map(|(_, name)| name.to_owned()) }
        })
        .collect()
}

fn act(locale: Locale, code: &str) -> Coded {
    Coded { value: code.to_owned(), label: texts::t(locale, &format!("rule-act-{code}")) }
}

/// Versions of a year and the drafts that led to them or to nothing.
pub(super) async fn calendar_history(tx: &mut Tx, locale: Locale, year: i32) -> PortResult<Vec<HistoryRow>> {
    let drafts = tx.drafts(DraftKind::Calendar, &year.to_string()).await.map_err(internal)?;
    let mut rows: Vec<HistoryRow> = Vec::new();
    for version in tx.calendar_versions(year.into()).await.map_err(internal)? {
        let by = drafts
            .iter()
            .find(|draft| draft.state == DraftState::Published && draft.note == Some(version.version.to_string()));
        rows.push(HistoryRow {
            at: version.imported,
            act: act(locale, "published"),
            version: version.version.to_string(),
            by: by.and_then(|draft| draft.decided_by.clone()).unwrap_or_else(|| "operator".to_owned()),
            note: version.source,
            changes: Vec::new(),
        });
    }
    rows.extend(drafts.iter().filter(|draft| draft.state == DraftState::Discarded).map(|draft| ended(locale, draft)));
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    Ok(rows)
}

/// A draft that came to its end.
pub(super) fn ended(locale: Locale, draft: &Draft) -> HistoryRow {
    HistoryRow {
        at: draft.decided.unwrap_or(draft.added),
        act: act(locale, draft.state.code()),
        version: String::new(),
        by: draft.decided_by.clone().unwrap_or_else(|| draft.added_by.clone()),
        note: draft.note.clone().unwrap_or_default(),
        changes: Vec::new(),
    }
}

/// What one version says otherwise than another: texts that cannot be read any more differ in nothing that could be shown.
fn changes(locale: Locale, known: &Known, name: &str, before: &str, after: &str) -> Vec<VersionChange> {
    let (Ok(before), Ok(after)) = (known.resolve(name, before), known.resolve(name, after)) else { return Vec::new() };
    let of = |resolved: &Resolved| edit::values(&resolved.profile).into_iter().collect::<BTreeMap<String, String>>();
    let (old, new) = (of(&before), of(&after));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .filter(|key| old.get(*key) != new.get(*key))
        .map(|key| VersionChange {
            key: key.clone(),
            label: value_label(locale, &after.profile, key),
            before: old.get(key).cloned(),
            after: new.get(key).cloned(),
        })
        .collect()
}

/// Versions of a profile, decisions about them, and drafts that led to nothing.
pub(super) async fn profile_history(
    tx: &mut Tx,
    locale: Locale,
    known: &Known,
    name: &str,
) -> PortResult<Vec<HistoryRow>> {
    let versions: Vec<&ProfileVersion> = known.versions.iter().filter(|v| v.name == name).collect();
    let ours: BTreeMap<_, _> = versions.iter().map(|v| (v.id, *v)).collect();
    // Newest first: the one before stands behind it.
    let former: BTreeMap<_, _> =
        versions.iter().zip(versions.iter().skip(1)).map(|(v, former)| (v.id, *former)).collect();
    let short = |hash: &str| hash.chars().take(8).collect::<String>();
    let mut rows: Vec<HistoryRow> = ours
        .values()
        .map(|version| HistoryRow {
            at: version.added,
            act: act(locale, "published"),
            version: short(&version.hash),
            by: version.added_by.clone(),
            note: String::new(),
            changes: former
                .get(&version.id)
                .map(|former| changes(locale, known, name, &former.text, &version.text))
                .unwrap_or_default(),
        })
        .collect();
    for activation in tx.profile_activations().await.map_err(internal)? {
        if let Some(version) = ours.get(&activation.version) {
            rows.push(HistoryRow {
                at: activation.at,
                act: act(locale, "activated"),
                version: short(&version.hash),
                by: activation.by,
                note: String::new(),
                changes: Vec::new(),
            });
        }
    }
    let drafts = tx.drafts(DraftKind::Profile, name).await.map_err(internal)?;
    let over = drafts.iter().filter(|draft| matches!(draft.state, DraftState::Refused | DraftState::Discarded));
    rows.extend(over.map(|draft| ended(locale, draft)));
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    Ok(rows)
}
