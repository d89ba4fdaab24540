//! State × command × part of the three procedures, written to `docs/access.md` and reviewed there.
mod agreements;
mod violations;

use super::application::RequestLine;
use super::review::{self, Basis, Decision, Eligibility, LineState, Refusal, Review, Verdict};
use super::{DeliveryMode, Material};
use crate::profile::{Profile, SHIPPED, Step, resolve};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use uuid::Uuid;

const AUTHORITY: Uuid = Uuid::from_u128(1);
const BODY: Uuid = Uuid::from_u128(2);
const REASON: &str = "这里写明申请人看得到的具体理由，长度足够读者理解。";

fn now() -> DateTime<Utc> {
    "2026-09-28T02:00:00Z".parse().unwrap()
}

fn profile() -> Profile {
    resolve("zhejiang", &SHIPPED).unwrap().profile
}

/// One procedure: its diagram and its table.
fn procedure(title: &str, begin: &str, arrows: &BTreeSet<String>, rows: &[(String, String, String)]) -> String {
    let mut text = format!("\n## {title}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {begin}\n");
    arrows.iter().for_each(|arrow| text.push_str(arrow));
    text.push_str("```\n\n| state | command | parts |\n|---|---|---|\n");
    for (state, command, parts) in rows {
        let _ = writeln!(text, "| {state} | {command} | {parts} |");
    }
    text
}

fn arrow(from: &str, to: &str, command: &str) -> Option<String> {
    (from != to).then(|| format!("    {from} --> {to}: {command}\n"))
}

fn line() -> RequestLine {
    RequestLine {
        no: 1,
        dataset: Uuid::from_u128(9),
        code: "parking".into(),
        publisher: BODY,
        items: vec!["lot".into()],
        from: None,
        to: None,
        regions: Vec::new(),
        mode: DeliveryMode::File,
        volume: None,
        consent: None,
        conditions: None,
    }
}

fn review_in(state: review::StateCode) -> Review {
    use review::{State, StateCode};
    let since = now();
    let decision = match state {
        StateCode::Recheck | StateCode::Approved => Decision::Agreed { by: Uuid::from_u128(50), at: since },
        _ => Decision::Pending,
    };
    Review {
        state: match state {
            StateCode::FormalReview => State::FormalReview { since },
            StateCode::SupplementRequired => State::SupplementRequired { since, step: Step::Formal },
            StateCode::DemandReview => State::DemandReview { since },
            StateCode::Recheck => State::Recheck { since },
            StateCode::Approved => State::Approved { at: since },
            StateCode::Refused => State::Refused { step: Step::Demand, at: since },
            StateCode::Cancelled => State::Cancelled { at: since },
        },
        receiver: AUTHORITY,
        steps: vec![Step::Formal, Step::Demand, Step::Recheck],
        lines: vec![LineState { no: 1, dataset: line().dataset, publisher: BODY, decision }],
        notices: Vec::new(),
        notice_allowed: false,
        demand_by: BTreeSet::new(),
    }
}

fn review_commands(code: review::CommandCode) -> Vec<review::Command> {
    use review::{Command, CommandCode};
    let refusal = || Refusal { basis: Some(Basis::Eligibility { of: Eligibility::Capability }), reason: REASON.into() };
    let both = [Verdict::Agree, Verdict::Refuse(refusal())].map(|verdict| BTreeMap::from([(1, verdict)]));
    let late_reason = false;
    match code {
        CommandCode::PassFormal => vec![Command::PassFormal { late_reason }],
        CommandCode::AskSupplement => {
            vec![Command::AskSupplement { missing: BTreeSet::from([Material::CreditReport]), late_reason }]
        }
        CommandCode::AllowNotice => vec![Command::AllowNotice { reason: REASON.into() }],
        CommandCode::Supplement => vec![Command::Supplement { supplied: BTreeSet::new() }],
        CommandCode::RefuseFormal => vec![Command::RefuseFormal { refusal: refusal(), late_reason }],
        CommandCode::Route => vec![Command::Route { to: Uuid::from_u128(3), known: true }],
        CommandCode::Answer => both.map(|verdicts| Command::Answer { verdicts, late_reason }).into(),
        CommandCode::Recheck => both.map(|verdicts| Command::Recheck { verdicts, late_reason }).into(),
        CommandCode::ExplainDelay => vec![Command::ExplainDelay { reason: REASON.into() }],
        CommandCode::Remind => vec![Command::Remind],
        CommandCode::Cancel => vec![Command::Cancel],
    }
}

fn reviews() -> String {
    use review::{By, CommandCode, Part, Refused, Situation, StateCode, allowed, decide, permits};
    let (profile, lines) = (profile(), [line()]);
    let situation =
        Situation { profile: &profile, authority: AUTHORITY, lines: &lines, conditions: &[], clocks: &[], now: now() };
    let (mut arrows, mut rows) = (BTreeSet::new(), Vec::new());
    for &state in StateCode::ALL {
        for &code in CommandCode::ALL {
            let parts = permits(state, code);
            for &part in Part::ALL {
                let body = match part {
                    Part::Applicant => None,
                    Part::DemandReviewer => Some(BODY),
                    _ => Some(AUTHORITY),
                };
                let by = By { parts: BTreeSet::from([part]), account: Uuid::from_u128(70 + part as u128), body };
                let listed = allowed(&review_in(state), &by, &situation).contains(&code);
                for command in review_commands(code) {
                    let result = decide(&review_in(state), &command, &by, &situation);
                    if !parts.contains(&part) {
                        assert_eq!(result, Err(Refused::NotAllowed(code)), "{state:?} {code:?} {part:?}");
                    }
                    assert_eq!(listed, !matches!(result, Err(Refused::NotAllowed(_))), "{state:?} {code:?} {part:?}");
                    if let Ok(done) = result {
                        arrows.extend(arrow(state.code(), done.next.code().code(), code.code()));
                    }
                }
            }
            if !parts.is_empty() {
                let parts: Vec<_> = parts.iter().map(|part| part.code()).collect();
                rows.push((state.code().to_owned(), code.code().to_owned(), parts.join(", ")));
            }
        }
    }
    let mut text = procedure("申请 · Application", "formal-review", &arrows, &rows);
    text.push_str(
        "\nWhat is shown of an approved application follows from its agreements; it is never stored.\n\n\
         | agreement | nothing was had under it | data was had |\n|---|---|---|\n",
    );
    for &state in crate::access::agreement::StateCode::ALL {
        let shown = |delivered| review::standing(&[(state, 1)], delivered).code();
        let _ = writeln!(text, "| {} | {} | {} |", state.code(), shown(false), shown(true));
    }
    text
}

#[test]
fn states_commands_and_parts_are_as_reviewed_and_in_the_documentation() {
    let mut text = String::from(
        "# 受限开放 · Restricted data\n\n\
         Written by the test of `crates/domain/src/access/tables.rs` (`UPDATE_SNAPSHOTS=1 cargo test -p domain`), reviewed by a person. Who may do\n\
         what in which state; every other combination is refused whoever asks. The diagrams show the longest path (zhejiang): where the profile has\n\
         no formal review or no recheck, the next step follows at once. Nothing but a command changes an application; time alone ends agreements.\n",
    );
    text.push_str(&reviews());
    text.push_str(&agreements::agreements());
    text.push_str(&violations::violations());
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md"), &text);
}
