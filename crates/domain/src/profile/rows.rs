//! The profile as the table of rules D1: one row a parameter, in that order, in codes. For the reviewed snapshot, the editor and `docs/`.
use super::{AuthorityInitiatedMode, Clock, Profile, Strength};
use crate::calendar::{Extension, Period};
use crate::locale::Locale;
use serde::Serialize;

/// Every key of D1 with the value this profile gives it.
pub fn d1_rows(profile: &Profile) -> Vec<(&'static str, String)> {
    let p = profile;
    let zh = Locale::ZhCn;
    let open =
        [&p.labels.open.public, &p.labels.open.restricted, &p.labels.open.non_public].map(|label| label.text(zh));
    let share =
        [&p.labels.share.unconditional, &p.labels.share.conditional, &p.labels.share.none].map(|label| label.text(zh));
    let conditional = &p.share.conditional;
    let chain = [
        &conditional.consult,
        &conditional.feedback,
        &conditional.share_after_agreement,
        &conditional.review,
        &conditional.share_after_review,
        &conditional.reply,
    ];
    let initiated = &p.correction.authority_initiated;
    vec![
        ("status", code(&p.document.status)),
        ("effective_from", p.document.effective_from.map_or_else(null, |date| date.to_string())),
        ("labels.open", open.join("·")),
        ("labels.share", share.join("·")),
        ("catalog.head_approval", p.catalog.head_approval.to_string()),
        ("catalog.assessments", codes(&p.catalog.assessments)),
        ("catalog.revise_wd", clock(p.catalog.revise.as_ref())),
        ("catalog.update_wd", clock(p.catalog.update.as_ref())),
        ("catalog.publish_wd", clock(p.catalog.publish.as_ref())),
        ("open_catalog.adjust", code(&p.open_catalog.adjust)),
        ("keylist.required_groups", codes(&p.keylist.required_groups)),
        ("keylist.comment_days", clock(Some(&p.keylist.comment))),
        ("open.listing.pre_approval", p.open.listing.pre_approval.to_string()),
        ("open.review.types", codes(&p.open.review.types)),
        ("open.wayouts", codes(&p.open.wayouts)),
        ("open.agreement_silent", code(&p.open.agreement_silent)),
        ("open.downgrade", code(&p.open.downgrade)),
        ("restricted.steps", codes(&p.restricted.steps)),
        ("restricted.addressee", code(&p.restricted.addressee)),
        ("windows", format!("{} {:?} {}", code(&p.windows.mode), p.windows.default_months, code(&p.windows.strength))),
        ("restricted.formal_wd", clock(p.restricted.formal.as_ref())),
        ("restricted.demand_wd", clock(Some(&p.restricted.demand))),
        ("restricted.recheck_wd", clock(p.restricted.recheck.as_ref())),
        ("restricted.one_time_notice", p.restricted.one_time_notice.to_string()),
        ("restricted.clock_on_supplement", code(&p.restricted.clock_on_supplement)),
        (
            "restricted.mlps.min_level",
            p.restricted.mlps.min_level.as_ref().map_or_else(null, |level| level.value.to_string()),
        ),
        (
            "restricted.mlps.required_for",
            if p.restricted.mlps.per_provider {
                "per provider".to_owned()
            } else {
                codes(&p.restricted.mlps.required_for)
            },
        ),
        ("restricted.credit_tests", codes(&p.restricted.credit_tests)),
        ("agreement.party_when_multi", code(&p.agreement.party_when_multi)),
        ("agreement.filing", p.agreement.filing.to_string()),
        ("agreement.clauses", codes(&p.agreement.clauses)),
        ("derived.publish_months", clock(p.derived.publish.as_ref())),
        ("register.publisher", code(&p.register.publisher)),
        ("register.wd", clock(p.register.publish.as_ref())),
        ("usage_report.cycle", p.usage_report.cycle.as_ref().map_or_else(null, amount)),
        ("citation.fields", codes(&p.citation.fields)),
        ("correction.standing", code(&p.correction.standing)),
        ("correction.wd", clock(Some(&p.correction.verify))),
        ("correction.stop_event", code(&p.correction.verify.stop)),
        ("correction.forward_wd", clock(Some(&p.correction.forward))),
        (
            "correction.authority_initiated",
            match initiated.mode {
                AuthorityInitiatedMode::DateInNotice => code(&initiated.mode),
                AuthorityInitiatedMode::Clock => clock(initiated.clock.as_ref()),
            },
        ),
        ("withdrawal.verify", clock(Some(&p.withdrawal.verify))),
        ("withdrawal.suspend", format!("{} {}", clock(Some(&p.withdrawal.suspend)), code(&p.withdrawal.suspend.when))),
        ("withdrawal.outcomes", codes(&p.withdrawal.outcomes)),
        ("withdrawal.reexamination", code(&p.withdrawal.reexamination)),
        ("risk.suspend", format!("{}, reopen {}", clock(Some(&p.risk.suspend)), code(&p.risk.reopen))),
        ("violation.final_action", code(&p.violation.final_action)),
        ("credit.trigger", code(&p.credit.trigger)),
        ("complaint.wd", clock(Some(&p.complaint.reply))),
        ("self_access.enabled", code(&p.self_access.enabled)),
        ("self_access.wd", clock(Some(&p.self_access.reply))),
        ("share.addressee", code(&p.share.addressee)),
        (
            "share.uncond",
            format!("{} until {}", clock(Some(&p.share.unconditional)), code(&p.share.unconditional.stop)),
        ),
        ("share.cond", chain.into_iter().flatten().map(|step| clock(Some(step))).collect::<Vec<_>>().join(" · ")),
        ("share.deliver_wd", clock(p.share.deliver.as_ref())),
        ("share.records_years", amount(&p.share.records)),
        ("demandlist.reply_wd", clock(p.demandlist.reply.as_ref())),
        ("returnflow.reply_wd", clock(p.returnflow.reply.as_ref())),
        ("emergency.actions", codes(&p.emergency.actions)),
        ("audit.retention_years", amount(&p.audit.retention)),
        (
            "attribute_dispute.scope",
            format!("{}; {}", codes(&p.attribute_dispute.scope), codes(&p.attribute_dispute.parties)),
        ),
        ("platform.zones", code(&p.platform.zones)),
        ("platform.body_types", codes(&p.platform.body_types)),
    ]
}

fn null() -> String {
    "null".to_owned()
}

/// The code of a choice, as in the TOML text.
fn code<T: Serialize>(choice: &T) -> String {
    toml::Value::try_from(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn codes<T: Serialize>(choices: &[T]) -> String {
    if choices.is_empty() { "none".to_owned() } else { choices.iter().map(code).collect::<Vec<_>>().join(", ") }
}

/// `5 wd hard total_max 10 by body_head [statutory]`; no number: `immediate`, `prompt`; no clock: `null`.
fn clock(clock: Option<&Clock>) -> String {
    let Some(clock) = clock else { return null() };
    let length = match clock.period {
        Some(Period::WorkingDays(length)) => format!("{length} wd "),
        Some(Period::Months(length)) => format!("{length} months "),
        Some(Period::Days(length)) => format!("{length} days "),
        None => String::new(),
    };
    let extension = clock.extension.map_or_else(String::new, |rule| {
        let limit = match rule.limit {
            Extension::TotalMax(total) => format!("total_max {total}"),
            Extension::PlusMax(plus) => format!("plus_max {plus}"),
        };
        format!(" {limit} by {}", code(&rule.approver))
    });
    let kind = if matches!(clock.strength, Strength::Hard | Strength::Soft) {
        format!(" [{}]", code(&clock.kind))
    } else {
        String::new()
    };
    format!("{length}{}{extension}{kind}", code(&clock.strength))
}

fn amount(amount: &super::Amount) -> String {
    format!("{} {} [{}]", amount.value, code(&amount.unit), code(&amount.kind))
}
