//! 自动核对: what the portal compared by itself. Each line says what was found; deciding is the reviewer's.
use super::load::Loaded;
use super::part::in_locale;
use super::words;
use crate::portal::Core;
use crate::services::internal;
use chrono::NaiveDate;
use contract::PortResult;
use contract::cases::{CheckLevel, CheckView, ConditionView};
use domain::access::Material;
use domain::access::application::{RequestLine, oldest};
use domain::access::conditions::{Condition, Requirement};
use domain::access::credit::CreditAnswer;
use domain::account::Verification;
use domain::calendar::legal_date;
use domain::locale::Locale;
use domain::party::proof::Proof;

fn check(level: CheckLevel, text: String) -> CheckView {
    CheckView { level, text, at: None }
}

/// Of the whole application.
pub fn of(core: &Core, loaded: &Loaded, locale: Locale) -> PortResult<Vec<CheckView>> {
    let (filed, applicant) = (&loaded.content.filed, &loaded.content.applicant);
    let mut checks = Vec::new();
    let verified = applicant.verification == Verification::Verified;
    let key = if verified { "review-check-verified" } else { "review-check-unverified" };
    checks.push(check(if verified { CheckLevel::Good } else { CheckLevel::Look }, texts::t(locale, key)));
    if applicant.proof == Proof::Uscc {
        let fits = applicant.proof.parse(&applicant.number, core.clock.today()).is_ok();
        let (level, key) =
            if fits { (CheckLevel::Good, "review-check-uscc") } else { (CheckLevel::Bad, "review-check-uscc-wrong") };
        checks.push(check(level, texts::t(locale, key)));
    }
    let before = checks.len();
    credit(loaded, locale, &mut checks)?;
    let asked = before..checks.len();
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
            let came = legal_date(loaded.content.came(&file.slot)).map_err(internal)?;
            checks.push(report(loaded, locale, issued, came, today));
        }
    }
    for line in filed.lines.iter().filter(|line| loaded.sees_line(line.no)) {
        checks.extend(sensitive(loaded, locale, line));
    }
    // What was compared just now; what a register said has its own time in its words.
    let now = core.clock.now();
    for (at, one) in checks.iter_mut().enumerate() {
        one.at = (!asked.contains(&at)).then_some(now);
    }
    Ok(checks)
}

/// The age of the credit report: when it came, and today, against what the profile lets it have. Nearly too old is worth a look.
fn report(loaded: &Loaded, locale: Locale, issued: NaiveDate, came: NaiveDate, today: NaiveDate) -> CheckView {
    let limit = loaded.profile.restricted.credit_report_age.as_ref();
    let first = |day| limit.and_then(|limit| oldest(limit, day));
    let days = (today - issued).num_days();
    let Some(first_today) = first(today) else {
        return check(CheckLevel::Good, texts::t!(locale, "review-check-report", days = days));
    };
    let most = (today - first_today).num_days();
    let left = (issued - first_today).num_days();
    let (level, key) = match (first(came).is_some_and(|first| issued < first), left) {
        (true, _) => (CheckLevel::Bad, "review-check-report-late"),
        (false, left) if left < 0 => (CheckLevel::Look, "review-check-report-old"),
        (false, left) if left * 10 <= most => (CheckLevel::Look, "review-check-report-of"),
        (false, _) => (CheckLevel::Good, "review-check-report-of"),
    };
    let mut args = texts::FluentArgs::new();
    args.set("days", days);
    args.set("most", most);
    args.set("then", (came - issued).num_days());
    check(level, texts::t_args(locale, key, &args))
}

/// 个人信息、商业秘密: how many items of a line are, how consent is had, and whether its paper is there where it must be.
fn sensitive(loaded: &Loaded, locale: Locale, line: &RequestLine) -> Option<CheckView> {
    let items = loaded.datasets.get(&line.dataset).map(|full| full.dataset.items.as_slice()).unwrap_or_default();
    let ours = |name: &String| items.iter().find(|item| item.title == *name || item.name == *name);
    let n = line.items.iter().filter_map(ours).filter(|item| !item.sensitivity.is_empty()).count();
    let title = loaded.line_name(line.no).unwrap_or_default();
    let Some(consent) = &line.consent else {
        return (n > 0)
            .then(|| check(CheckLevel::Bad, texts::t!(locale, "review-check-sensitive-none", title = title, n = n)));
    };
    let how = words::label(locale, "consent", consent).label;
    let there = loaded.content.filed.form.attachment(&Material::Consent { line: line.no }).is_some();
    let (level, key) = match (consent.as_str(), there) {
        (_, true) => (CheckLevel::Look, "review-check-sensitive-attached"),
        ("now", false) => (CheckLevel::Bad, "review-check-sensitive-unattached"),
        (_, false) => (CheckLevel::Look, "review-check-sensitive"),
    };
    let mut args = texts::FluentArgs::new();
    args.set("title", title);
    args.set("n", n);
    args.set("how", how);
    Some(check(level, texts::t_args(locale, key, &args)))
}

/// What the registers said at submission, with the time they were asked.
fn credit(loaded: &Loaded, locale: Locale, checks: &mut Vec<CheckView>) -> PortResult<()> {
    let credit = &loaded.content.filed.credit;
    let day = texts::date(locale, legal_date(credit.at).map_err(internal)?);
    let at = format!("{day} {}", texts::time_of_day(credit.at));
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
    if loaded.content.filed.form.mlps_filing_no.trim().is_empty() {
        checks.push(check(CheckLevel::Bad, texts::t(locale, "review-check-no-filing")));
    }
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
