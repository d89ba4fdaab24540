//! Rules about values that types cannot say. Every problem is found, not the first alone.
use super::{
    Amount, AuthorityInitiatedMode, Clock, Kind, Label, Problem, Profile, Reminders, Status, Step, Strength, Unit,
    WindowMode,
};
use crate::audit::LEAST_YEARS;
use crate::calendar::{Calendars, Period, due_period};
use crate::law::Citation;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use toml::Value;

type Problems = Vec<(String, Problem)>;

/// Every broken rule with its key; empty for a sound profile.
pub fn validate(profile: &Profile) -> Vec<(String, Problem)> {
    let mut problems = Problems::new();
    identity(profile, &mut problems);
    for (key, clock) in profile.clocks() {
        check_clock(key, clock, &mut problems);
    }
    for (key, amount) in profile.amounts() {
        check_amount(key, amount, &mut problems);
    }
    for (key, reminders) in profile.reminders() {
        check_reminders(key, reminders, &mut problems);
    }
    consistency(profile, &mut problems);
    tree(profile, &mut problems);
    problems
}

fn bad(problems: &mut Problems, key: impl Into<String>, expected: &str, found: impl Into<String>) {
    problems.push((key.into(), Problem::Value { expected: expected.to_owned(), found: found.into() }));
}

fn identity(profile: &Profile, problems: &mut Problems) {
    let id = &profile.id;
    let sound = !id.is_empty()
        && id.len() <= 40
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !sound {
        bad(problems, "id", "1 to 40 of a-z, 0-9 and -", format!("`{id}`"));
    }
    let document = &profile.document;
    match (document.status, document.effective_from) {
        (Status::InForce, None) => {
            bad(problems, "document.effective_from", "a date, because the document is in force", "nothing")
        }
        (Status::Draft, Some(date)) => {
            bad(problems, "document.effective_from", "nothing, because the document is a draft", date.to_string())
        }
        _ => {}
    }
    if document.with.contains(&document.code) {
        bad(problems, "document.with", "other documents", document.code.code());
    }
}

fn check_sources(key: &str, kind: Kind, sources: &[Citation], problems: &mut Problems) {
    let key = format!("{key}.sources");
    match kind {
        Kind::Statutory if !sources.iter().any(|source| source.doc().is_some()) => {
            bad(problems, key, "an article, because the number is statutory", "none");
        }
        Kind::ServiceTarget if !sources.contains(&Citation::Design) => {
            bad(problems, key, "D among the sources, because the number is a service target", "none");
        }
        _ => {}
    }
}

fn check_clock(key: &str, clock: &Clock, problems: &mut Problems) {
    check_sources(key, clock.kind, &clock.sources, problems);
    let numbered = matches!(clock.strength, Strength::Hard | Strength::Soft);
    if numbered && clock.period.is_none() {
        bad(problems, format!("{key}.period"), "a period, because the strength is hard or soft", "nothing");
    }
    if !numbered && clock.period.is_some() {
        bad(problems, format!("{key}.period"), "no period, because the strength is immediate or prompt", "one");
    }
    if clock.kind == Kind::ServiceTarget && clock.strength == Strength::Hard {
        bad(problems, format!("{key}.strength"), "soft, because a service target binds nobody", "hard");
    }
    if clock.start == clock.stop {
        bad(problems, format!("{key}.stop"), "another event than the start", "the same");
    }
    let any_day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    if let Some(period) = clock.period
        && let Err(error) = due_period(any_day, period, &Calendars::default())
    {
        bad(problems, format!("{key}.period"), "a length that can be counted", error.to_string());
    }
    match (clock.extension, clock.period) {
        (Some(rule), Some(Period::WorkingDays(base))) => {
            let longest = rule
                .limit
                .longest(base)
                .and_then(|total| due_period(any_day, Period::WorkingDays(total), &Calendars::default()));
            if let Err(error) = longest {
                bad(problems, format!("{key}.extension.limit"), "a total longer than the period", error.to_string());
            }
        }
        (Some(_), _) => {
            bad(problems, format!("{key}.extension"), "nothing, because the period is not in working days", "one")
        }
        (None, _) => {}
    }
}

fn check_amount(key: &str, amount: &Amount, problems: &mut Problems) {
    check_sources(key, amount.kind, &amount.sources, problems);
    if amount.value == 0 {
        bad(problems, format!("{key}.value"), "at least 1", "0");
    }
}

fn check_reminders(key: &str, reminders: &Reminders, problems: &mut Problems) {
    check_sources(key, reminders.kind, &reminders.sources, problems);
    if reminders.days_before.contains(&0) || reminders.working_days_before.contains(&0) {
        bad(problems, key, "at least 1 day before the end (`at_expiry` is the end itself)", "0");
    }
    if reminders.days_after.contains(&0) {
        bad(problems, key, "at least 1 day after the beginning", "0");
    }
}

fn expect_unit(key: &str, amount: Option<&Amount>, units: &[Unit], problems: &mut Problems) {
    if let Some(amount) = amount
        && !units.contains(&amount.unit)
    {
        bad(
            problems,
            format!("{key}.unit"),
            &format!("one of {units:?}").to_lowercase(),
            format!("{:?}", amount.unit).to_lowercase(),
        );
    }
}

fn consistency(profile: &Profile, problems: &mut Problems) {
    let restricted = &profile.restricted;
    if !restricted.steps.contains(&Step::Demand) {
        bad(problems, "restricted.steps", "`demand` among the steps: somebody must decide", "none");
    }
    if !restricted.steps.is_sorted() {
        bad(problems, "restricted.steps", "formal before demand before recheck", format!("{:?}", restricted.steps));
    }
    for (step, clock, key) in [
        (Step::Formal, &restricted.formal, "restricted.formal"),
        (Step::Recheck, &restricted.recheck, "restricted.recheck"),
    ] {
        match (restricted.steps.contains(&step), clock) {
            (true, None) => bad(problems, key, "a clock, because the step is among `restricted.steps`", "nothing"),
            (false, Some(_)) => {
                bad(problems, key, "nothing, because the step is not among `restricted.steps`", "a clock")
            }
            _ => {}
        }
    }
    let windows = &profile.windows;
    if windows.default_months.iter().any(|month| !(1..=12).contains(month)) {
        bad(problems, "windows.default_months", "months from 1 to 12", format!("{:?}", windows.default_months));
    }
    if windows.mode == WindowMode::Always && !windows.default_months.is_empty() {
        bad(
            problems,
            "windows.default_months",
            "none, because applications are always accepted",
            format!("{:?}", windows.default_months),
        );
    }
    let mlps = &restricted.mlps;
    if let Some(level) = &mlps.min_level
        && (level.unit != Unit::Level || !(1..=5).contains(&level.value))
    {
        bad(problems, "restricted.mlps.min_level", "a level from 1 to 5", level.value.to_string());
    }
    if mlps.min_level.is_some() == mlps.required_for.is_empty() {
        bad(
            problems,
            "restricted.mlps.required_for",
            "those who need the level, if and only if there is one",
            format!("{:?}", mlps.required_for),
        );
    }
    let initiated = &profile.correction.authority_initiated;
    if (initiated.mode == AuthorityInitiatedMode::Clock) != initiated.clock.is_some() {
        bad(
            problems,
            "correction.authority_initiated.clock",
            "a clock if and only if the mode is `clock`",
            format!("{:?}", initiated.mode),
        );
    }
    // Use records and the audit trail share one source (YN-Art.35(2)): the trail is never kept for less.
    if profile.audit.retention.value < LEAST_YEARS {
        let found = profile.audit.retention.value.to_string();
        bad(problems, "audit.retention.value", &format!("at least {LEAST_YEARS}"), found);
    } else if profile.audit.retention.value < profile.share.records.value {
        let expected = format!("at least {}, as `share.records`", profile.share.records.value);
        bad(problems, "audit.retention.value", &expected, profile.audit.retention.value.to_string());
    }
    let (lowest, highest) = (&profile.forms.rating_lowest, &profile.forms.rating_highest);
    if lowest.value >= highest.value {
        bad(problems, "forms.rating_highest.value", "more than the lowest rating", highest.value.to_string());
    }
    for (key, amount) in profile.amounts() {
        let units: &[Unit] = match key.split_once('.').map_or(key, |(group, _)| group) {
            "open" | "usage_report" => &[Unit::Months, Unit::Years],
            "audit" | "share" => &[Unit::Years],
            "platform" => &[Unit::Seconds],
            "forms" => &[Unit::Characters, Unit::Level],
            _ => &[Unit::Days, Unit::Level],
        };
        expect_unit(key, Some(amount), units, problems);
    }
}

/// What holds of the whole tree: no empty word, no value twice in a list, a source for everything.
fn tree(profile: &Profile, problems: &mut Problems) {
    let value = match Value::try_from(profile) {
        Ok(value) => value,
        Err(error) => return bad(problems, "", "a profile that can be written as TOML", error.to_string()),
    };
    let mut leaves = Vec::new();
    walk("", &value, &mut leaves);
    let numbers: Vec<&str> = profile
        .clocks()
        .into_iter()
        .map(|(key, _)| key)
        .chain(profile.amounts().into_iter().map(|(key, _)| key))
        .chain(profile.reminders().into_iter().map(|(key, _)| key))
        .collect();
    for (key, leaf) in &leaves {
        if let Value::Array(list) = leaf {
            let distinct: BTreeSet<String> = list.iter().map(ToString::to_string).collect();
            if distinct.len() != list.len() {
                bad(problems, key, "each value once", leaf.to_string());
            }
        }
        if let Value::String(text) = leaf
            && (text.trim().is_empty() || text.trim() != text)
        {
            bad(problems, key, "a word", format!("`{text}`"));
        }
        let numbered = numbers.iter().any(|number| key.strip_prefix(number).is_some_and(|rest| rest.starts_with('.')));
        if !numbered && key != "id" && !key.starts_with("sources.") && profile.sources_of(key).is_empty() {
            bad(problems, key, "an entry in `sources` for this key or one above it", "none");
        }
    }
    for (key, sources) in &profile.sources {
        let below = format!("{key}.");
        if !leaves.iter().any(|(leaf, _)| leaf == key || leaf.starts_with(&below)) {
            bad(problems, format!("sources.\"{key}\""), "a key of the profile", "none of that name");
        }
        if sources.is_empty() {
            bad(problems, format!("sources.\"{key}\""), "an article or D", "nothing");
        }
    }
    let fields = profile.labels.fields.in_order();
    let words: BTreeSet<&Label> = fields.iter().map(|(_, label)| *label).collect();
    if words.len() != fields.len() {
        bad(problems, "labels.fields", "six different words", "the same word twice");
    }
}

fn walk<'v>(prefix: &str, value: &'v Value, leaves: &mut Vec<(String, &'v Value)>) {
    let Value::Table(table) = value else {
        leaves.push((prefix.to_owned(), value));
        return;
    };
    for (key, below) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        walk(&path, below, leaves);
    }
}
