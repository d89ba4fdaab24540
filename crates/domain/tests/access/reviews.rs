//! The steps in the three profiles (R-060…R-071, S08, S09, S11, S14).
use crate::fixture::{AUTHORITY, Driven, OTHER_AUTHORITY, PARTY, TRANSPORT, WEATHER, applicant, by};
use crate::support::at;
use domain::access::Material;
use domain::access::review::{
    AccessNotice, Basis, Command, CommandCode, Effect, Eligibility, Part, Refusal, Refused, Review, StateCode, Told,
    Verdict, allowed, overdue,
};
use domain::cases::{Phase, Stored};
use domain::profile::Strength;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub fn agree(lines: &[u32]) -> BTreeMap<u32, Verdict> {
    lines.iter().map(|no| (*no, Verdict::Agree)).collect()
}

pub fn refusal() -> Refusal {
    let basis = Basis::Eligibility { of: Eligibility::Capability };
    Refusal {
        basis: Some(basis), reason: "申请人没有说明如何存储和保护所获取的数据，无法确认安全保障能力。".into()
    }
}

fn answer(lines: &[u32]) -> Command {
    Command::Answer { verdicts: agree(lines), late_reason: false }
}

fn recheck(lines: &[u32]) -> Command {
    Command::Recheck { verdicts: agree(lines), late_reason: false }
}

fn ask(missing: BTreeSet<Material>) -> Command {
    Command::AskSupplement { missing, late_reason: false }
}

const PASS: Command = Command::PassFormal { late_reason: false };

fn formal() -> domain::access::review::By {
    by(Part::FormalReviewer, AUTHORITY)
}

fn reviewer(body: Uuid) -> domain::access::review::By {
    by(Part::DemandReviewer, body)
}

fn drafted(driven: &Driven) -> Option<(Uuid, Vec<u32>)> {
    driven.effects.iter().find_map(|effect| match effect {
        Effect::DraftAgreement { party, lines, .. } => Some((*party, lines.clone())),
        _ => None,
    })
}

#[test]
fn s08_r060_r065_r067_r069_the_full_zhejiang_path() {
    let mut all = Driven::open("zhejiang", "09-10T15:02");
    assert_eq!(all.len(), 1, "one review, one agreement");
    let mut case = all.remove(0);
    assert_eq!((case.review.code(), case.due(AUTHORITY)), (StateCode::FormalReview, Some("09-17".into())));
    case.go(PASS, &formal(), "09-15T10:00");
    assert_eq!(case.review.code(), StateCode::DemandReview);
    assert_eq!((case.due(TRANSPORT), case.due(WEATHER)), (Some("10-12".into()), Some("10-12".into())));
    let soft = case.clocks.iter().all(|clock| clock.clock.rule.strength == Strength::Soft);
    assert!(soft, "原则上");
    case.go(answer(&[2]), &reviewer(WEATHER), "10-09T10:00");
    assert_eq!(case.review.code(), StateCode::DemandReview, "the other publisher has not answered");
    case.go(answer(&[1]), &reviewer(TRANSPORT), "10-12T17:00");
    // R-067: approved by the publishers, nothing is open.
    assert_eq!((case.review.code(), case.due(AUTHORITY)), (StateCode::Recheck, Some("11-02".into())));
    assert_eq!(drafted(&case), None);
    // 11-02 passes without action: nothing happens by itself, the delay is flagged and explained, nothing is approved.
    let late = at("11-03T00:00");
    assert_eq!(overdue(&case.clocks, at("11-02T23:59")).count(), 0);
    let flagged: Vec<_> = overdue(&case.clocks, late).map(|clock| (clock.body, clock.explained)).collect();
    assert_eq!(flagged, [(AUTHORITY, false)]);
    assert_eq!(case.review.code(), StateCode::Recheck);
    let rechecker = by(Part::Rechecker, AUTHORITY);
    let offered = allowed(&case.review, &rechecker, &case.situation(late));
    assert!(offered.contains(&CommandCode::ExplainDelay) && offered.contains(&CommandCode::Recheck));
    assert_eq!(case.decide(&recheck(&[1, 2]), &rechecker, "11-03T09:00"), Err(Refused::LateReasonNeeded), "asked why");
    let short = Command::ExplainDelay { reason: "忙".into() };
    assert_eq!(case.decide(&short, &rechecker, "11-03T09:00"), Err(Refused::ReasonNeeded));
    case.go(
        Command::ExplainDelay {
            reason: "需要与两个开放主体就交付方式再次协商确认后才能作出。".into()
        },
        &rechecker,
        "11-03T09:00",
    );
    assert!(overdue(&case.clocks, late).all(|clock| clock.explained), "the reason is on record");
    let offered = allowed(&case.review, &rechecker, &case.situation(late));
    assert!(!offered.contains(&CommandCode::ExplainDelay), "asked once");
    // It was said once; the case goes on (R-151).
    case.go(recheck(&[1, 2]), &rechecker, "11-03T10:00");
    assert_eq!(case.review.code(), StateCode::Approved);
    assert_eq!(drafted(&case), Some((AUTHORITY, vec![1, 2])), "two publishers: the authority signs (R-078)");
    assert!(case.effects.contains(&Effect::Notice { to: Told::Applicant, kind: AccessNotice::Approved }));
    assert!(case.clocks.iter().all(|clock| matches!(clock.clock.phase, Phase::Stopped { .. })));
}

#[test]
fn s08_r065_past_a_soft_target_every_decision_says_why_it_is_late() {
    let late = "10-13T09:00";
    let formal_case = || Driven::open("zhejiang", "09-10T15:02").remove(0);
    let needed = Err(Refused::LateReasonNeeded);
    let case = formal_case();
    let credit = BTreeSet::from([Material::CreditReport]);
    for late_reason in [false, true] {
        let decisions = [
            Command::PassFormal { late_reason },
            Command::AskSupplement { missing: credit.clone(), late_reason },
            Command::RefuseFormal { refusal: refusal(), late_reason },
        ];
        for command in decisions {
            let decided = case.decide(&command, &formal(), late);
            assert_eq!(decided.is_ok(), late_reason, "{command:?}");
            assert!(late_reason || decided == needed);
        }
        let mut case = formal_case();
        case.go(PASS, &formal(), "09-15T10:00");
        let refused = BTreeMap::from([(1, Verdict::Refuse(refusal()))]);
        for verdicts in [agree(&[1]), refused] {
            let decided = case.decide(&Command::Answer { verdicts, late_reason }, &reviewer(TRANSPORT), late);
            assert_eq!(decided.is_ok(), late_reason);
        }
        // What decides nothing asks nothing.
        assert!(case.decide(&Command::Remind, &by(Part::Supervisor, AUTHORITY), late).is_ok());
        assert!(case.decide(&Command::Cancel, &applicant(), late).is_ok());
    }
}

#[test]
fn s09_r060_r061_r062_one_complete_notice() {
    let mut case = Driven::open("zhejiang", "09-10T15:02").remove(0);
    let credit = BTreeSet::from([Material::CreditReport]);
    case.go(ask(credit.clone()), &formal(), "09-14T10:00");
    assert_eq!(case.review.code(), StateCode::SupplementRequired);
    assert!(matches!(case.clocks[0].clock.phase, Phase::Paused { .. }), "等待您补正，暂不计时");
    let nothing = Command::Supplement { supplied: BTreeSet::new() };
    assert_eq!(case.decide(&nothing, &applicant(), "09-15T09:00"), Err(Refused::StillMissing(credit.clone())));
    case.go(Command::Supplement { supplied: credit }, &applicant(), "09-15T09:00");
    assert_eq!(case.due(AUTHORITY), Some("09-21".into()), "from the complete submission: 09-16…09-18, 09-20, 09-21");
    // The commitment was forgotten: a second notice is blocked without leave of a supervisor, with a reason.
    let second = ask(BTreeSet::from([Material::Commitment]));
    let refused = case.decide(&second, &formal(), "09-16T10:00");
    assert_eq!(refused, Err(Refused::SecondNotice(BTreeSet::from([Material::Commitment]))));
    let leave = |reason: &str| Command::AllowNotice { reason: reason.into() };
    let supervisor = by(Part::Supervisor, AUTHORITY);
    assert!(matches!(case.decide(&leave("补"), &formal(), "09-16T11:00"), Err(Refused::NotAllowed(_))));
    assert_eq!(case.decide(&leave(" "), &supervisor, "09-16T11:00"), Err(Refused::ReasonNeeded));
    case.go(leave("首次审查时系统未显示承诺书附件，确有必要补充告知一次。"), &supervisor, "09-16T11:00");
    case.go(second.clone(), &formal(), "09-16T12:00");
    case.go(Command::Supplement { supplied: BTreeSet::from([Material::Commitment]) }, &applicant(), "09-17T09:00");
    let third = ask(BTreeSet::from([Material::Seal]));
    assert!(
        matches!(case.decide(&third, &formal(), "09-17T10:00"), Err(Refused::SecondNotice(_))),
        "leave was for one"
    );
    // R-062: no basis says 材料不全.
    let profile = &case.profile;
    let lines: Vec<_> = case.filed.lines.iter().collect();
    let offered = Basis::offered(&profile.restricted, &profile.open.non_public_grounds, &lines, &[]);
    let codes = serde_json::to_string(&offered).expect("json");
    assert!(!codes.contains("material") && !codes.contains("missing"), "{codes}");
    case.go(PASS, &formal(), "09-18T10:00");
    assert_eq!(case.due(TRANSPORT), Some("10-15".into()), "the demand review begins when the formal review passed");
}

#[test]
fn s11_r063_r068_r078_joint_providers() {
    let id = "zhejiang";
    let mut case = Driven::open(id, "09-10T15:02").remove(0);
    assert!(case.review.is_joint());
    case.go(PASS, &formal(), "09-15T10:00");
    // Each body sees and decides its lines alone.
    let lines: Vec<_> = case.review.lines_of(TRANSPORT).map(|line| line.no).collect();
    assert_eq!(lines, [1]);
    assert_eq!(case.decide(&answer(&[1, 2]), &reviewer(TRANSPORT), "09-20T10:00"), Err(Refused::ForeignLine(2)));
    assert_eq!(
        case.decide(&answer(&[]), &reviewer(TRANSPORT), "09-20T10:00"),
        Err(Refused::LinesOpen(BTreeSet::from([1])))
    );
    let mut both = Driven::open(id, "09-10T15:02").remove(0);
    both.go(PASS, &formal(), "09-15T10:00");
    both.go(answer(&[1]), &reviewer(TRANSPORT), "09-20T10:00");
    assert!(matches!(both.decide(&answer(&[1]), &reviewer(TRANSPORT), "09-20T11:00"), Err(Refused::NotAllowed(_))));
    both.go(answer(&[2]), &reviewer(WEATHER), "09-20T10:00");
    both.go(recheck(&[1, 2]), &by(Part::Rechecker, AUTHORITY), "09-21T10:00");
    assert_eq!(drafted(&both), Some((AUTHORITY, vec![1, 2])));
    // One refuses its line with reason: only the other goes on, and the party is that single publisher.
    let refuse = Command::Answer { verdicts: BTreeMap::from([(2, Verdict::Refuse(refusal()))]), late_reason: false };
    case.go(refuse, &reviewer(WEATHER), "09-20T10:00");
    case.go(answer(&[1]), &reviewer(TRANSPORT), "09-20T11:00");
    let rechecker = by(Part::Rechecker, AUTHORITY);
    assert_eq!(case.decide(&recheck(&[1, 2]), &rechecker, "09-21T10:00"), Err(Refused::ForeignLine(2)));
    case.go(recheck(&[1]), &rechecker, "09-21T10:00");
    assert_eq!(drafted(&case), Some((TRANSPORT, vec![1])));
    // deqing, yunnan: each body has a review, a clock and an agreement of its own.
    for id in ["deqing", "yunnan"] {
        let mut all = Driven::open(id, "09-10T15:02");
        assert_eq!(all.iter().map(|case| case.review.receiver).collect::<Vec<_>>(), [TRANSPORT, WEATHER], "{id}");
        for (case, (body, line)) in all.iter_mut().zip([(TRANSPORT, 1), (WEATHER, 2)]) {
            assert!(!case.review.is_joint());
            if id == "deqing" {
                case.go(PASS, &by(Part::FormalReviewer, body), "09-15T10:00");
            }
            case.go(answer(&[line]), &reviewer(body), "09-18T10:00");
            assert_eq!((case.review.code(), drafted(case)), (StateCode::Approved, Some((body, vec![line]))), "{id}");
        }
    }
}

#[test]
fn s14_r058_r066_yunnan_answers_within_ten_hard_days() {
    let mut case = Driven::open("yunnan", "09-24T10:00").remove(0);
    assert_eq!((case.review.code(), case.due(TRANSPORT)), (StateCode::DemandReview, Some("10-15".into())));
    let clock = &case.clocks[0].clock;
    assert_eq!((clock.rule.strength, clock.rule.extension), (Strength::Hard, None), "no extension");
    assert_eq!(clock.due.as_ref().map(|due| due.counted.len()), Some(10));
    assert!(!case.review.steps.contains(&domain::profile::Step::Recheck), "no recheck");
    // Past a hard deadline the answer says why it is late (R-151).
    let who = reviewer(TRANSPORT);
    assert_eq!(case.decide(&answer(&[1]), &who, "10-16T00:00"), Err(Refused::LateReasonNeeded));
    case.go(answer(&[1]), &who, "10-15T23:59");
    assert_eq!(drafted(&case), Some((TRANSPORT, vec![1])), "with the provider");
    let mut late = Driven::open("yunnan", "09-24T10:00").remove(0);
    late.go(Command::Answer { verdicts: agree(&[1]), late_reason: true }, &who, "10-16T09:00");
    assert_eq!(late.review.code(), StateCode::Approved);
    // The provider looks at the papers too: one notice, the clock begins anew.
    let mut missing = Driven::open("yunnan", "09-24T10:00").remove(0);
    let plan = BTreeSet::from([Material::ApplicationPlan]);
    missing.go(ask(plan.clone()), &who, "09-25T10:00");
    missing.go(Command::Supplement { supplied: plan }, &applicant(), "09-28T10:00");
    assert_eq!((missing.review.code(), missing.due(TRANSPORT)), (StateCode::DemandReview, Some("10-16".into())));
}

#[test]
fn deqing_each_body_reviews_form_and_demand_without_recheck() {
    let mut case = Driven::open("deqing", "09-10T15:02").remove(0);
    assert_eq!((case.review.code(), case.due(TRANSPORT)), (StateCode::FormalReview, Some("09-17".into())));
    case.go(PASS, &by(Part::FormalReviewer, TRANSPORT), "09-15T10:00");
    assert_eq!(case.due(TRANSPORT), Some("10-12".into()));
    case.go(answer(&[1]), &reviewer(TRANSPORT), "10-12T10:00");
    assert_eq!(case.review.code(), StateCode::Approved);
}

#[test]
fn r070_another_authority_gets_what_was_sent_to_the_wrong_level() {
    let mut case = Driven::open("zhejiang", "09-10T15:02").remove(0);
    let route = |to, known| Command::Route { to, known };
    assert_eq!(case.decide(&route(AUTHORITY, true), &formal(), "09-11T10:00"), Err(Refused::WrongAuthority));
    assert_eq!(case.decide(&route(PARTY, false), &formal(), "09-11T10:00"), Err(Refused::WrongAuthority));
    case.go(route(OTHER_AUTHORITY, true), &formal(), "09-11T10:00");
    assert_eq!((case.review.receiver, case.review.code()), (OTHER_AUTHORITY, StateCode::FormalReview));
    assert_eq!(case.due(OTHER_AUTHORITY), Some("09-17".into()), "the applicant loses no day");
    assert!(case.effects.contains(&Effect::Notice { to: Told::Applicant, kind: AccessNotice::Routed }));
}

#[test]
fn r071_the_applicant_cancels_before_approval_and_the_case_is_kept() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let mut case = Driven::open(id, "09-10T15:02").remove(0);
        case.go(Command::Cancel, &applicant(), "09-11T10:00");
        assert_eq!(case.review.code(), StateCode::Cancelled, "{id}");
        assert!(case.clocks.iter().all(|clock| matches!(clock.clock.phase, Phase::Cancelled { .. })));
        assert_eq!(case.review.lines.len(), if id == "zhejiang" { 2 } else { 1 }, "kept");
    }
    let mut approved = Driven::open("yunnan", "09-10T15:02").remove(0);
    approved.go(answer(&[1]), &reviewer(TRANSPORT), "09-11T10:00");
    assert!(matches!(approved.decide(&Command::Cancel, &applicant(), "09-12T10:00"), Err(Refused::NotAllowed(_))));
}

#[test]
fn stored_reviews_of_schema_1_are_read() {
    let mut case = Driven::open("zhejiang", "09-10T15:02").remove(0);
    case.go(PASS, &formal(), "09-15T10:00");
    case.go(answer(&[1]), &reviewer(TRANSPORT), "09-20T10:00");
    let stored = case.review.to_stored().expect("json");
    assert_eq!(Review::from_stored(Review::SCHEMA, &stored).expect("read"), case.review);
    // As written by schema 1; never change this text, add those of new schemas.
    let old = r#"{"state":"recheck","since":"2026-10-12T02:00:00Z","receiver":"00000000-0000-0000-0000-000000000001","steps":["formal","demand","recheck"],"lines":[{"no":1,"dataset":"00000000-0000-0000-0000-00000000000b","publisher":"00000000-0000-0000-0000-000000000002","decision":"agreed","by":"00000000-0000-0000-0000-000000000007","at":"2026-10-12T02:00:00Z"}]}"#;
    assert_eq!(Review::from_stored(1, old).expect("read").code(), StateCode::Recheck);
    assert!(Review::from_stored(Review::SCHEMA + 1, old).is_err());
}
