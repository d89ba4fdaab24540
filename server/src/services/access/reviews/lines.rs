//! The lines of an application by publisher, with decision, basis and reason.
use super::changes::{Answer, Version};
use super::load::Loaded;
use super::part::in_locale;
use super::read::{self, Told};
use super::words;
use crate::portal::Core;
use crate::services::cases::clock;
use crate::services::cases::names::Names;
use crate::services::internal;
use contract::PortResult;
use contract::cases::{ItemView, LineView, PublisherPart};
use domain::access::application::{Line, RequestLine};
use domain::access::review::{Basis, Decision, LineState, State};
use domain::calendar::legal_date;
use domain::locale::Locale;
use std::collections::BTreeMap;
use store::Tx;
use uuid::Uuid;

/// The publishers the reader sees, the own one first.
pub async fn of(
    core: &Core,
    tx: &mut Tx,
    names: &mut Names,
    loaded: &Loaded,
    locale: Locale,
    history: &[Told],
) -> PortResult<Vec<PublisherPart>> {
    let reasons = read::reasons(history);
    let of_all = read::reason_of_all(history);
    let conditions = read::conditions(history);
    let mut bodies: Vec<Uuid> = loaded.review.publishers().into_iter().filter(|body| loaded.sees(*body)).collect();
    bodies.sort_by_key(|body| Some(*body) != loaded.body);
    let mut parts = Vec::new();
    for body in bodies {
        let mut lines = Vec::new();
        for state in loaded.review.lines_of(body) {
            let mut line = line(loaded, locale, state)?;
            line.reason = reasons.get(&state.no).cloned().or_else(|| of_all.clone()).filter(|_| line.basis.is_some());
            let agreed = matches!(state.decision, Decision::Agreed { .. });
            line.condition = conditions.get(&state.no).filter(|_| agreed).map(|one| {
                let sandbox = one.sandbox.then(|| texts::t(locale, "review-sandbox-only"));
                let text = Some(one.text.clone()).filter(|text| !text.is_empty());
                sandbox.into_iter().chain(text).collect::<Vec<_>>().join("\n")
            });
            if !loaded.is_applicant() {
                line.before = before(tx, loaded, state).await?;
            }
            lines.push(line);
        }
        let clock = match loaded.demand_clock(body) {
            Some(row) => Some(clock::view(core, tx, names, row, locale).await?),
            None => None,
        };
        parts.push(PublisherPart {
            publisher: names.body(tx, body).await?,
            own: loaded.body == Some(body),
            state: words::label(locale, "publisher-state", publisher_state(loaded, body)),
            clock,
            lines,
        });
    }
    Ok(parts)
}

/// `pending`, `agreed`, `partly`, `refused`: of all lines of a publisher.
pub fn publisher_state(loaded: &Loaded, body: Uuid) -> &'static str {
    let (mut pending, mut agreed, mut refused) = (false, false, false);
    for line in loaded.review.lines_of(body) {
        match line.decision {
            Decision::Pending => pending = true,
            Decision::Agreed { .. } => agreed = true,
            Decision::Refused { .. } => refused = true,
        }
    }
    match (pending, agreed, refused) {
        (true, ..) => "pending",
        (false, true, true) => "partly",
        (false, true, false) => "agreed",
        (false, false, _) => "refused",
    }
}

fn line(loaded: &Loaded, locale: Locale, state: &LineState) -> PortResult<LineView> {
    let filed = &loaded.content.filed;
    let at =
        filed.lines.iter().position(|line| line.no == state.no).ok_or_else(|| internal("a line that was not filed"))?;
    let (asked, typed) = (&filed.lines[at], filed.form.lines.get(at).cloned().unwrap_or_default());
    let full = loaded.datasets.get(&state.dataset);
    let items = asked.items.iter().map(|name| {
        let item = item(full, name);
        ItemView {
            name: item.map_or_else(|| name.clone(), |item| item.title.clone()),
            meaning: item.and_then(|item| item.description.clone()),
            sensitive: item.is_some_and(|item| !item.sensitivity.is_empty()),
        }
    });
    let (decision, step, basis, at) = match &state.decision {
        Decision::Pending => ("pending", None, None, None),
        // What a publisher agrees to opens nothing while a step is left.
        Decision::Agreed { at, .. } if !matches!(loaded.review.state, State::Approved { .. }) => {
            ("agreed-so-far", None, None, Some(*at))
        }
        Decision::Agreed { at, .. } => ("agreed", None, None, Some(*at)),
        Decision::Refused { step, basis, at, .. } => ("refused", Some(*step), Some(basis), Some(*at)),
    };
    Ok(LineView {
        no: state.no,
        dataset: loaded.line_name(state.no).unwrap_or_default(),
        path: full.map(|full| format!("/data/{}", full.dataset.code)),
        items: items.collect(),
        of_items: full.map_or(0, |full| u32::try_from(full.dataset.items.len()).unwrap_or(u32::MAX)),
        range: range(asked, locale),
        mode: words::label(locale, "mode", asked.mode.code()),
        volume: volume(asked, locale),
        scenario: scenario(loaded, &typed),
        necessity: typed.necessity,
        consent: asked.consent.as_deref().map(|code| words::label(locale, "consent", code)),
        decision: words::label(locale, "decision", decision),
        step: step.map(|step| words::step(locale, step)),
        basis: basis.map(|basis| self::basis(loaded, locale, basis)),
        reason: None,
        condition: None,
        on: at.map(legal_date).transpose().map_err(internal)?,
        before: None,
    })
}

/// The answers of C2 in a version of the application: of the lines the reader sees.
pub fn answers(loaded: &Loaded, locale: Locale, version: Version<'_>) -> Vec<Answer> {
    let mut all = Vec::new();
    for (asked, typed) in version.lines.iter().zip(&version.form.lines) {
        if !loaded.sees_line(asked.no) {
            continue;
        }
        let title = loaded.line_name(asked.no).unwrap_or_default();
        let line = texts::t!(locale, "review-line", no = asked.no, title = title);
        let mut add = |question: &str, value: String| {
            let label = format!("{line} · {}", words::label(locale, "question", question).label);
            if !value.trim().is_empty() {
                all.push(Answer { label, shown: value.clone(), value });
            }
        };
        let full = loaded.datasets.get(&asked.dataset);
        let items: Vec<String> = asked
            .items
            .iter()
            .map(|name| item(full, name).map_or_else(|| name.clone(), |item| item.title.clone()))
            .collect();
        add("line-items", texts::list(locale, &items));
        add("line-range", range(asked, locale));
        add("line-mode", words::label(locale, "mode", asked.mode.code()).label);
        add("line-volume", volume(asked, locale).unwrap_or_default());
        add("line-scenario", typed.scenario.clone());
        add("line-necessity", typed.necessity.clone());
        let consent = asked.consent.as_deref().map(|code| words::label(locale, "consent", code).label);
        add("line-consent", consent.unwrap_or_default());
        add("line-consent-plan", typed.consent_plan.clone());
    }
    all
}

/// A data item by the name it was asked for by.
fn item<'a>(full: Option<&'a store::DatasetFull>, name: &str) -> Option<&'a domain::catalog::DataItem> {
    full?.dataset.items.iter().find(|item| item.title == *name || item.name == *name)
}

fn volume(line: &RequestLine, locale: Locale) -> Option<String> {
    line.volume.as_ref().map(|volume| {
        let unit = words::label(locale, "volume-unit", volume.unit.code()).label;
        texts::t!(locale, "review-volume", count = volume.count, unit = unit)
    })
}

fn range(line: &RequestLine, locale: Locale) -> String {
    let mut parts = Vec::new();
    match (line.from, line.to) {
        (Some(from), Some(to)) => {
            let (from, to) = (texts::date(locale, from), texts::date(locale, to));
            parts.push(texts::t!(locale, "review-range", from = from, to = to));
        }
        (Some(day), None) | (None, Some(day)) => parts.push(texts::date(locale, day)),
        (None, None) => {}
    }
    parts.extend(line.regions.iter().cloned());
    texts::list(locale, &parts)
}

fn scenario(loaded: &Loaded, line: &Line) -> String {
    let at: usize = line.scenario.trim().parse().unwrap_or(0);
    let scenario = at.checked_sub(1).and_then(|at| loaded.content.filed.form.scenarios.get(at));
    scenario.map(|s| [&s.scene, &s.usage, &s.scope].map(|part| part.trim()).join(" · ")).unwrap_or_default()
}

/// A basis in words: the ground, the eligibility, or the condition as it was published.
pub fn basis(loaded: &Loaded, locale: Locale, basis: &Basis) -> String {
    match basis {
        Basis::Barred { ground } => words::choice(locale, "ground", ground).label,
        Basis::Eligibility { of } => words::label(locale, "eligibility", of.code()).label,
        Basis::Condition { dataset, version, code } => {
            let set = loaded.conditions.iter().find(|set| set.dataset == *dataset && set.version == *version);
            let text = set.and_then(|set| set.condition(code)).map(|found| in_locale(locale, &found.text));
            let title = loaded.datasets.get(dataset).map(|full| full.dataset.title.clone()).unwrap_or_default();
            texts::t!(locale, "review-basis-condition", title = title, text = text.unwrap_or_else(|| code.clone()))
        }
    }
}

/// Earlier decisions of the publisher on the same dataset: how many lines it agreed to and refused.
async fn before(tx: &mut Tx, loaded: &Loaded, line: &LineState) -> PortResult<Option<(u32, u32)>> {
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    let rows = tx.applications_for(line.dataset, super::related::MOST).await.map_err(internal)?;
    for row in rows.iter().filter(|row| row.id != loaded.row.id) {
        for other in tx.lines(row.id, Some(line.publisher)).await.map_err(internal)? {
            if other.dataset == line.dataset {
                match other.decision.as_str() {
                    "agreed" => *counted.entry("agreed").or_default() += 1,
                    "refused" => *counted.entry("refused").or_default() += 1,
                    _ => {}
                }
            }
        }
    }
    let of = |decision| counted.get(decision).copied().unwrap_or_default();
    Ok((!counted.is_empty()).then(|| (of("agreed"), of("refused"))))
}
