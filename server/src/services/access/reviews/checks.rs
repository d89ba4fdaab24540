//! 自动核对: what the portal compared by itself. Each line says what was found; deciding is the reviewer's.
use super::load::Loaded;
use super::part::in_locale;
use super::words;
use crate::portal::Core;
use crate::services::internal;
use contract::PortResult;
use contract::cases::{CheckLevel, CheckView, ConditionView};
use domain::access::Material;
use domain::access::conditions::{Condition, Requirement};
use domain::access::credit::CreditAnswer;
use domain::account::Verification;
use domain::calendar::legal_date;
use domain::locale::Locale;

fn check(level: CheckLevel, text: String) -> CheckView {
    CheckView { level, text }
}

/// Of the whole application.
pub fn of(core: &Core, loaded: &Loaded, locale: Locale) -> PortResult<Vec<CheckView>> {
    let (filed, applicant) = (&loaded.content.filed, &loaded.content.applicant);
    let mut checks = Vec::new();
    let verified = applicant.verification == Verification::Verified;
    let key = if verified { "review-check-verified" } else { "review-check-unverified" };
    checks.push(check(if verified { CheckLevel::Good } else { CheckLevel::Look }, texts::t(locale, key)));
    credit(loaded, locale, &mut checks)?;
    level(loaded, locale, &mut checks);
    let today = core.clock.today();
    for file in filed.form.attachments.iter().filter(|file| loaded.sees_material(&file.slot)) {
        let name = loaded.material(locale, &file.slot).label;
        if let Some(until) = file.valid_until {
            let (level, key) = match until < today {
                true => (CheckLevel::Look, "review-check-expired"),
                false => (CheckLevel::Good, "review-check-valid"),
            };
            let mut args = texts::FluentArgs::new();
            args.set("name", name.clone());
            args.set("until", texts::date(locale, until));
            checks.push(check(level, texts::t_args(locale, key, &args)));
        }
        if let (Material::CreditReport, Some(issued)) = (&file.slot, file.issued) {
            let days = (legal_date(loaded.content.came(&file.slot)).map_err(internal)? - issued).num_days();
            checks.push(check(CheckLevel::Good, texts::t!(locale, "review-check-report", days = days)));
        }
    }
    let sensitive = filed.lines.iter().filter(|line| loaded.sees_line(line.no) && line.consent.is_some());
    for line in sensitive {
        let title = loaded.line_name(line.no).unwrap_or_default();
        let how = words::label(locale, "consent", line.consent.as_deref().unwrap_or_default()).label;
        checks.push(check(CheckLevel::Look, texts::t!(locale, "review-check-sensitive", title = title, how = how)));
    }
    Ok(checks)
}

/// What the registers said at submission, with the time they were asked.
fn credit(loaded: &Loaded, locale: Locale, checks: &mut Vec<CheckView>) -> PortResult<()> {
    let credit = &loaded.content.filed.credit;
    let at = texts::date(locale, legal_date(credit.at).map_err(internal)?);
    for (test, answer) in &credit.answers {
        let what = words::choice(locale, "credit-test", test).label;
        let (level, text) = match answer {
            CreditAnswer::Clear => {
                (CheckLevel::Good, texts::t!(locale, "review-check-credit-clear", what = what, at = at.clone()))
            }
            CreditAnswer::Listed { from, source } => {
                let (from, source) = (texts::date(locale, *from), source.clone());
                let text = texts::t!(
                    locale,
                    "review-check-credit-listed",
                    what = what,
                    from = from,
                    source = source,
                    at = at.clone()
                );
                (CheckLevel::Bad, text)
            }
            CreditAnswer::Grade { grade, source } => {
                let (grade, source) = (grade.clone(), source.clone());
                let text =
                    texts::t!(locale, "review-check-credit-grade", grade = grade, source = source, at = at.clone());
                (CheckLevel::Good, text)
            }
            CreditAnswer::Unreachable => {
                (CheckLevel::Look, texts::t!(locale, "review-check-credit-unreachable", what = what, at = at.clone()))
            }
        };
        checks.push(check(level, text));
    }
    Ok(())
}

/// 等级保护
fn level(loaded: &Loaded, locale: Locale, checks: &mut Vec<CheckView>) {
    let Some(level) = loaded.content.filed.form.level() else { return };
    let min = loaded.profile.restricted.mlps.min_level.as_ref().map(|min| min.value);
    let (found, key) = match min {
        Some(min) if u32::from(level) < min => (CheckLevel::Bad, "review-check-level-low"),
        _ => (CheckLevel::Good, "review-check-level"),
    };
    let mut args = texts::FluentArgs::new();
    args.set("level", level);
    args.set("number", loaded.content.filed.form.mlps_filing_no.trim().to_owned());
    args.set("min", min.unwrap_or_default());
    checks.push(check(found, texts::t_args(locale, key, &args)));
}

/// The published conditions under which the lines were filed: only those ground a refusal.
pub fn conditions(loaded: &Loaded, locale: Locale) -> Vec<ConditionView> {
    let mut views = Vec::new();
    let mut seen = Vec::new();
    for line in loaded.content.filed.lines.iter().filter(|line| loaded.sees_line(line.no)) {
        if seen.contains(&line.dataset) {
            continue;
        }
        seen.push(line.dataset);
        let of_line = |set: &&domain::access::conditions::Conditions| {
            set.dataset == line.dataset && Some(set.version) == line.conditions
        };
        for condition in loaded.conditions.iter().filter(of_line).flat_map(|set| &set.conditions) {
            views.push(ConditionView {
                dataset: loaded.line_name(line.no).unwrap_or_default(),
                text: in_locale(locale, &condition.text),
                check: measured(loaded, locale, &line.code, condition),
            });
        }
    }
    views
}

fn measured(loaded: &Loaded, locale: Locale, dataset: &str, condition: &Condition) -> CheckView {
    let form = &loaded.content.filed.form;
    match &condition.requirement {
        Requirement::MlpsLevel { min } => {
            let level = form.level().unwrap_or_default();
            let found = if level >= *min { CheckLevel::Good } else { CheckLevel::Bad };
            check(found, texts::t!(locale, "review-condition-level", level = level, min = *min))
        }
        Requirement::CreditGrade { accepted } => match loaded.content.filed.credit.grade() {
            Some(grade) => {
                let found = if accepted.iter().any(|one| one == grade) { CheckLevel::Good } else { CheckLevel::Bad };
                check(found, texts::t!(locale, "review-condition-grade", grade = grade))
            }
            None => check(CheckLevel::Look, texts::t!(locale, "review-condition-no-grade")),
        },
        Requirement::Document => {
            let slot = Material::Proof { dataset: dataset.to_owned(), condition: condition.code.clone() };
            match form.attachment(&slot) {
                Some(file) => {
                    check(CheckLevel::Good, texts::t!(locale, "review-condition-paper", name = file.name.clone()))
                }
                None => check(CheckLevel::Look, texts::t!(locale, "review-condition-no-paper")),
            }
        }
        Requirement::Statement => check(CheckLevel::Look, texts::t!(locale, "review-condition-read")),
    }
}
