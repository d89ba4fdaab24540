//! 协议
use super::{AUTHORITY, BODY, REASON, arrow, line, now, procedure, profile};
use crate::access::agreement::{self, Agreement, DestroyMode, Duration, DurationUnit, Pulled, Template, Terms};
use crate::access::application::Form;
use crate::calendar::Calendars;
use crate::profile::Profile;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

fn agreement_in(state: agreement::StateCode) -> Agreement {
    use agreement::{Ending, Renewal, Side, State, StateCode};
    let duration = |count| Some(Duration { count, unit: DurationUnit::Days });
    let terms = Terms {
        build_months: Some(1),
        launch_within: duration(1),
        term: duration(2),
        termination_notice: duration(1),
        destroy_within: duration(1),
        destroy_mode: Some(DestroyMode::Own),
        destroy_other: String::new(),
        use_scope: "范围".into(),
        security_measures: "措施".into(),
        rep_a: "甲".into(),
    };
    let text = || "文".to_owned();
    let form = Form {
        service_name: text(),
        system_name: text(),
        mlps_level: "2".into(),
        feedback_plan: text(),
        social_benefit: text(),
        feedback_dimensions: vec![text()],
        no_return_reason: text(),
        scenarios: vec![Default::default()],
        ..Form::default()
    };
    let pulled = Pulled {
        party_a: text(),
        party_b: text(),
        application: text(),
        lines: vec![line()],
        titles: vec![text()],
        conditions: Vec::new(),
        items: Vec::new(),
        form,
        rep_b: text(),
        system_needed: true,
        party: Uuid::from_u128(5),
    };
    let since = now();
    let (last_day, ending) = (NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(), Ending::Expired);
    let draft = Agreement::drafted(BODY, BTreeSet::from([BODY]), pulled, terms, since);
    let granted = Renewal { asked: since, term: Duration { count: 1, unit: DurationUnit::Days }, granted: None };
    Agreement {
        state: match state {
            StateCode::Drafted => State::Drafted { since },
            StateCode::PendingClick => State::PendingClick { since },
            StateCode::Active => State::Active { since, last_day },
            StateCode::TerminationNoticed => State::TerminationNoticed { by: Side::User, since, last_day },
            StateCode::DestructionDue => State::DestructionDue { ending, ended: since, due: last_day },
            StateCode::DestructionProved => State::DestructionProved { ending, ended: since, since, due: last_day },
            StateCode::Destroyed => State::Destroyed { at: since },
            StateCode::Renewed => State::Renewed { at: since, version: 2 },
            StateCode::Withdrawn => State::Withdrawn { at: since },
        },
        renewal: (state == StateCode::Active).then_some(granted),
        filing_owed: true,
        ..draft
    }
}

fn agreement_command(code: agreement::CommandCode, agreement: &Agreement, profile: &Profile) -> agreement::Command {
    use agreement::{Command, CommandCode};
    match code {
        CommandCode::Fill => Command::Fill { terms: agreement.terms.clone() },
        CommandCode::Confirm => Command::Confirm,
        CommandCode::Sign => {
            let (template, day) = (Template::shipped(), NaiveDate::from_ymd_opt(2026, 9, 28));
            let text = template.write(&profile.agreement.clauses, &agreement.pulled, &agreement.terms, day);
            Command::Sign { sha256: text.sha256, ticked: true, proved: true }
        }
        CommandCode::Withdraw => Command::Withdraw,
        CommandCode::File => Command::File,
        CommandCode::AskRenewal => Command::AskRenewal { term: Duration { count: 1, unit: DurationUnit::Months } },
        CommandCode::GrantRenewal => Command::GrantRenewal,
        CommandCode::RefuseRenewal => Command::RefuseRenewal { reason: REASON.into() },
        CommandCode::GiveNotice => Command::GiveNotice { reason: REASON.into() },
        CommandCode::ProveDestruction => Command::ProveDestruction { proofs: 1 },
        CommandCode::AcceptDestruction => Command::AcceptDestruction,
        CommandCode::RejectDestruction => Command::RejectDestruction { reason: REASON.into() },
    }
}

pub fn agreements() -> String {
    use agreement::{By, CommandCode, Part, Refused, Situation, StateCode, decide, permits, tick};
    let (profile, template) = (profile(), Template::shipped());
    let calendars = Calendars::parse(crate::calendar::SHIPPED.map(|(_, text)| text)).unwrap();
    let s = Situation { profile: &profile, calendars: &calendars, template: &template, commitment: true, now: now() };
    let (mut arrows, mut rows) = (BTreeSet::new(), Vec::new());
    for &state in StateCode::ALL {
        let case = agreement_in(state);
        for &code in CommandCode::ALL {
            let parts = permits(state, code);
            for &part in Part::ALL {
                let body = match part {
                    Part::Signatory | Part::User => None,
                    Part::Publisher | Part::PartyA => Some(BODY),
                    Part::Registry => Some(AUTHORITY),
                };
                let by = By { parts: BTreeSet::from([part]), account: Uuid::from_u128(70), body };
                let result = decide(&case, &agreement_command(code, &case, &profile), &by, &s);
                if !parts.contains(&part) {
                    let refused = matches!(result, Err(Refused::NotAllowed(_) | Refused::TooLate));
                    assert!(refused, "{state:?} {code:?} {part:?}: {result:?}");
                }
                if let Ok(done) = result {
                    arrows.extend(arrow(state.code(), done.next.code().code(), code.code()));
                }
            }
            if !parts.is_empty() {
                let parts: Vec<_> = parts.iter().map(|part| part.code()).collect();
                rows.push((state.code().to_owned(), code.code().to_owned(), parts.join(", ")));
            }
        }
        let over = Agreement { renewal: None, ..case };
        let done = tick(&over, &calendars, "2027-01-05T00:00:00Z".parse().unwrap()).unwrap();
        arrows.extend(done.and_then(|done| arrow(state.code(), done.next.code().code(), "time")));
    }
    procedure("协议 · Agreement", "drafted", &arrows, &rows)
}
