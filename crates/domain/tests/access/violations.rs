//! 违规处置 in the three profiles (R-133…R-138, S26).
use crate::agreements::Desk;
use crate::fixture::{AUTHORITY, PARKING, PARTY, TRANSPORT, WEATHER};
use crate::support::{at, d, profile, shipped};
use domain::access::FaultCode;
use domain::access::agreement::{AgreementEffect, DestroyMode, Duration, DurationUnit, Ending, State as Agreed, Terms};
use domain::access::credit::CreditEntry;
use domain::access::review::{AccessNotice, Told};
use domain::access::violation::{
    By, Command, CommandCode, Origin, Part, Refused, Situation, StateCode, Transition, Violation, ViolationEffect,
    allowed, decide,
};
use domain::cases::Stored;
use domain::profile::{CreditTest, Profile, ViolationGround};
use std::collections::BTreeSet;
use uuid::Uuid;

fn suspected() -> Violation {
    let datasets = BTreeSet::from([PARKING]);
    Violation::suspected(Origin::Found, "XY-20261021-0001".into(), PARTY, datasets, at("10-10T10:00"))
}

fn by(part: Part, body: Option<Uuid>) -> By {
    By { parts: BTreeSet::from([part]), account: Uuid::from_u128(60 + part as u128), body }
}

fn publisher() -> By {
    by(Part::Publisher, Some(TRANSPORT))
}

fn authority() -> By {
    by(Part::Authority, Some(AUTHORITY))
}

fn go(
    profile: &Profile,
    violation: &Violation,
    command: &Command,
    who: &By,
    when: &str,
) -> Result<Transition, Refused> {
    let others = BTreeSet::from([TRANSPORT, WEATHER]);
    decide(violation, command, who, &Situation { profile, others: &others, now: at(when) })
}

fn order() -> Command {
    Command::Order {
        ground: Some(ViolationGround::BeyondAgreement),
        facts: "将停车数据用于约定以外的广告投放".into(),
        evidence: vec!["ab".repeat(32)],
        rectify_by: Some(d("10-26")),
    }
}

const REASON: &str = "经核查，当事人仍在约定范围之外使用数据，未按照通知的要求完成整改。";

#[test]
fn s26_r133_r135_r136_r137_the_violation_path() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let profile = profile(id);
        // One act: the notice, and the closing of the data concerned.
        let ordered = go(&profile, &suspected(), &order(), &publisher(), "10-12T10:00").expect("ordered");
        let told = |to, kind| ViolationEffect::Notice { to, kind };
        assert!(ordered.effects.contains(&ViolationEffect::Close { datasets: BTreeSet::from([PARKING]) }), "{id}");
        assert!(ordered.effects.contains(&told(Told::Applicant, AccessNotice::RectificationOrdered)));
        assert!(
            ordered.effects.contains(&told(Told::Body(WEATHER), AccessNotice::RectificationOrdered)),
            "others are told"
        );
        assert!(ordered.next.closes_access());
        let named = ordered.next.order.as_ref().map(|order| (order.body, order.rectify_by));
        assert_eq!(named, Some((TRANSPORT, d("10-26"))), "R-138: each act names the actor");
        // Not before the day is over.
        let conclude = Command::Conclude { reason: REASON.into() };
        assert_eq!(go(&profile, &ordered.next, &conclude, &publisher(), "10-26T23:59"), Err(Refused::NotYet), "{id}");
        let done = go(&profile, &ordered.next, &conclude, &publisher(), "10-27T00:00").expect("concluded");
        let terminates = done.effects.contains(&ViolationEffect::Terminate);
        let credit = done.effects.contains(&ViolationEffect::CreditEntry { from: d("10-27") });
        let expected = match id {
            "zhejiang" => (StateCode::Terminated, true, false),
            "deqing" => (StateCode::Terminated, true, true),
            _ => (StateCode::Referred, false, false),
        };
        assert_eq!((done.next.code(), terminates, credit), expected, "{id}");
        assert!(done.next.closes_access() && done.effects.contains(&ViolationEffect::Register));
        // The regulators' result: an entry in zhejiang only, and only against the user.
        let result = |against| Command::RecordRegulators { against, reason: REASON.into() };
        let against = go(&profile, &done.next, &result(true), &authority(), "11-20T10:00").expect("recorded");
        let entered = against.effects.contains(&ViolationEffect::CreditEntry { from: d("11-20") });
        assert_eq!(entered, id == "zhejiang", "{id}");
        let cleared = go(&profile, &done.next, &result(false), &authority(), "11-20T10:00").expect("recorded");
        assert!(cleared.effects.is_empty());
        assert!(matches!(
            go(&profile, &done.next, &result(true), &publisher(), "11-20T10:00"),
            Err(Refused::NotAllowed(_))
        ));
    }
}

#[test]
fn s26_r136_termination_starts_the_destruction_clock() {
    let desk = Desk::new("zhejiang");
    let duration = |count, unit| Some(Duration { count, unit });
    let terms = Terms {
        build_months: Some(3),
        launch_within: duration(30, DurationUnit::Days),
        term: duration(12, DurationUnit::Months),
        termination_notice: duration(15, DurationUnit::Days),
        destroy_within: duration(30, DurationUnit::Days),
        destroy_mode: Some(DestroyMode::Other),
        destroy_other: "委托专业机构销毁".into(),
        use_scope: "停车诱导".into(),
        security_measures: "专网访问".into(),
        rep_a: "赵六".into(),
    };
    let agreement = desk.signed(TRANSPORT, "05-01T09:30", terms);
    let ended = agreement.terminated(&shipped(), at("10-27T09:00")).expect("a date").expect("ended");
    let expected = Agreed::DestructionDue { ending: Ending::Violation, ended: at("10-27T09:00"), due: d("11-26") };
    assert_eq!(ended.next.state, expected);
    assert!(ended.effects.contains(&AgreementEffect::Cut { at: at("10-27T09:00") }));
    assert_eq!(ended.next.terminated(&shipped(), at("10-28T09:00")), Ok(None), "once");
    // What was to take its place is not signed any more, and delivers nothing.
    let waiting = agreement.renewed(Duration { count: 12, unit: DurationUnit::Months }, at("10-20T09:00"));
    let gone = waiting.terminated(&shipped(), at("10-27T09:00")).expect("a date").expect("withdrawn");
    assert_eq!((gone.next.state, gone.effects), (Agreed::Withdrawn { at: at("10-27T09:00") }, Vec::new()));
}

#[test]
fn r134_only_coded_grounds_and_everything_mandatory() {
    let nothing = Command::Order { ground: None, facts: " ".into(), evidence: Vec::new(), rectify_by: None };
    let faults =
        |id: &str, command: &Command| match go(&profile(id), &suspected(), command, &publisher(), "10-12T10:00") {
            Err(Refused::Faults(faults)) => {
                faults.into_iter().map(|fault| (fault.field, fault.code)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
    let fields: Vec<_> = faults("zhejiang", &nothing).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["ground", "facts", "evidence", "rectify_by"]);
    for (ground, profiles) in
        [(ViolationGround::MiningSecrets, ["deqing"]), (ViolationGround::HarmToInterests, ["yunnan"])]
    {
        let Command::Order { facts, evidence, rectify_by, .. } = order() else { unreachable!() };
        let order = Command::Order { ground: Some(ground), facts, evidence, rectify_by };
        for id in ["zhejiang", "deqing", "yunnan"] {
            let result = go(&profile(id), &suspected(), &order, &publisher(), "10-12T10:00");
            assert_eq!(result.is_ok(), profiles.contains(&id), "{id} {ground:?}");
        }
    }
    let Command::Order { ground, facts, evidence, .. } = order() else { unreachable!() };
    let today = Command::Order { ground, facts, evidence, rectify_by: Some(d("10-12")) };
    assert_eq!(faults("zhejiang", &today), [("rectify_by".to_owned(), FaultCode::OutOfRange)]);
}

#[test]
fn r135_accepted_rectification_restores_access() {
    let profile = profile("zhejiang");
    let ordered = go(&profile, &suspected(), &order(), &authority(), "10-12T10:00").expect("ordered").next;
    let user = by(Part::User, None);
    let report = Command::HandIn {
        measures: "已停止广告投放，删除相关派生数据，并完成全员培训和系统权限复核。".into(),
    };
    let handed = go(&profile, &ordered, &report, &user, "10-20T10:00").expect("handed in");
    let notice = ViolationEffect::Notice { to: Told::Body(AUTHORITY), kind: AccessNotice::RectificationHandedIn };
    assert_eq!(handed.effects, [notice], "who ordered it hears of it");
    assert!(handed.next.closes_access(), "until it is accepted");
    let back = go(&profile, &handed.next, &Command::Return { reason: REASON.into() }, &authority(), "10-21T10:00")
        .expect("back");
    assert_eq!(back.next.code(), StateCode::Ordered);
    let short = Command::Accept { reason: "好".into() };
    assert_eq!(go(&profile, &handed.next, &short, &authority(), "10-21T10:00"), Err(Refused::ReasonNeeded));
    let restored = go(&profile, &handed.next, &Command::Accept { reason: REASON.into() }, &authority(), "10-21T10:00")
        .expect("ok");
    assert!(restored.effects.contains(&ViolationEffect::Restore { datasets: BTreeSet::from([PARKING]) }));
    assert!(!restored.next.closes_access());
    // A report that does not do can be concluded at once.
    let conclude = Command::Conclude { reason: REASON.into() };
    assert!(go(&profile, &handed.next, &conclude, &authority(), "10-21T10:00").is_ok());
}

#[test]
fn r137_a_lifted_record_counts_until_the_end_of_that_day() {
    let profile = profile("deqing");
    let ordered = go(&profile, &suspected(), &order(), &publisher(), "07-01T10:00");
    let Err(Refused::Faults(_)) = ordered else {
        let ordered = ordered.expect("ordered").next;
        let ended = go(&profile, &ordered, &Command::Conclude { reason: REASON.into() }, &publisher(), "10-27T09:00")
            .expect("ended");
        let lifted =
            go(&profile, &ended.next, &Command::LiftCredit { reason: REASON.into() }, &authority(), "10-30T09:00")
                .expect("lifted");
        assert!(lifted.effects.contains(&ViolationEffect::CreditLifted { last: d("10-30") }));
        let entry = CreditEntry {
            test: CreditTest::RecordUnderRegulation,
            from: d("10-27"),
            to: Some(d("10-30")),
            source: "本平台".into(),
            grade: None,
        };
        assert!(entry.stands_on(d("10-30")) && !entry.stands_on(d("10-31")));
        let again =
            go(&profile, &lifted.next, &Command::LiftCredit { reason: REASON.into() }, &authority(), "10-31T09:00");
        assert_eq!(again, Err(Refused::NotAllowed(CommandCode::LiftCredit)));
        return;
    };
    panic!("the date lies ahead");
}

#[test]
fn r138_publisher_and_authority_act_and_the_user_only_reports() {
    let profile = profile("zhejiang");
    let others = BTreeSet::new();
    let situation = Situation { profile: &profile, others: &others, now: at("10-12T10:00") };
    for who in [publisher(), authority()] {
        assert_eq!(allowed(&suspected(), &who, &situation), [CommandCode::Order, CommandCode::Dismiss]);
    }
    assert!(allowed(&suspected(), &by(Part::User, None), &situation).is_empty());
    assert!(!suspected().is_told() && !suspected().is_running(), "a suspicion is the offices'");
    let dismissed = decide(&suspected(), &Command::Dismiss { reason: REASON.into() }, &publisher(), &situation);
    assert!(!dismissed.expect("dismissed").next.is_told(), "and what nobody confirms is never the user's");
    let ordered = decide(&suspected(), &order(), &publisher(), &situation).expect("ordered").next;
    assert!(ordered.is_told() && ordered.is_running());
    assert_eq!(allowed(&ordered, &by(Part::User, None), &situation), [CommandCode::HandIn]);
    assert!(
        !allowed(&ordered, &publisher(), &situation).contains(&CommandCode::Conclude),
        "not before the day is over"
    );
    let stored = ordered.to_stored().expect("json");
    assert_eq!(Violation::from_stored(Violation::SCHEMA, &stored).expect("read"), ordered);
    assert!(Violation::from_stored(Violation::SCHEMA + 1, &stored).is_err());
}
