//! Agreements from the click to the proof of destruction (R-082…R-086, S27).
use crate::agreements::{Desk, months, opening, signatory, terms};
use crate::fixture::{TRANSPORT, WEATHER};
use crate::support::{at, d};
use domain::access::agreement::{
    Agreement, AgreementEffect, AgreementEvent, Command, CommandCode, Ending, Refused, Situation, State, StateCode,
    allowed, in_force,
};
use domain::cases::Stored;

/// Term to 10-31, destruction within 30 days.
fn until_october(desk: &Desk) -> Agreement {
    let agreement = desk.signed(TRANSPORT, "05-01T09:30", terms());
    assert_eq!(agreement.state, State::Active { since: at("05-01T09:30"), last_day: d("10-31") });
    agreement
}

#[test]
fn s27_r083_r085_r086_expiry_and_destruction() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let desk = Desk::new(id);
        let agreement = until_october(&desk);
        let ask = Command::AskRenewal { term: months(6) };
        assert_eq!(desk.go(&agreement, &ask, &signatory(), "11-01T09:00"), Err(Refused::TooLate), "{id}");
        assert!(matches!(desk.go(&agreement, &ask, &opening(TRANSPORT), "10-30T09:00"), Err(Refused::NotAllowed(_))));
        // Access ends at 24:00 even if nothing ran.
        assert!(in_force(&agreement, at("10-31T23:59")) && !in_force(&agreement, at("11-01T00:00")));
        assert_eq!(desk.tick(&agreement, "10-31T23:59"), None);
        let ended = desk.tick(&agreement, "11-01T08:00").expect("ended");
        let due = State::DestructionDue { ending: Ending::Expired, ended: at("11-01T00:00"), due: d("11-30") };
        assert_eq!((ended.next.state, ended.event), (due, AgreementEvent::Ended), "{id}");
        assert!(ended.effects.contains(&AgreementEffect::Cut { at: at("11-01T00:00") }));
        assert_eq!(desk.go(&ended.next, &ask, &signatory(), "11-01T09:00"), Err(Refused::TooLate), "{id}");
        // 12-01 without proof: a violation case, once.
        assert_eq!(desk.tick(&ended.next, "11-30T23:59"), None);
        let late = desk.tick(&ended.next, "12-01T00:00").expect("late");
        assert_eq!(late.effects, [AgreementEffect::RaiseViolation]);
        assert_eq!(desk.tick(&late.next, "12-02T00:00"), None);
        // Proof closes the case.
        let prove = |proofs| Command::ProveDestruction { proofs };
        assert_eq!(desk.go(&ended.next, &prove(0), &signatory(), "11-20T09:00"), Err(Refused::ProofNeeded));
        let proved = desk.go(&ended.next, &prove(1), &signatory(), "11-20T09:00").expect("proved").next;
        assert_eq!(desk.tick(&proved, "12-05T00:00"), None, "handed in on time");
        let closed = desk.go(&proved, &Command::AcceptDestruction, &opening(TRANSPORT), "12-05T09:00").expect("closed");
        assert_eq!(closed.next.code(), StateCode::Destroyed);
        let reason = "提交的证明没有写明销毁的时间、方式和经办人员，请补充后重新提交。".to_owned();
        let reject = Command::RejectDestruction { reason };
        let back = desk.go(&proved, &reject, &opening(TRANSPORT), "11-25T09:00").expect("back").next;
        assert_eq!(back.state, due, "the day stays");
        assert!(desk.tick(&back, "12-01T00:00").is_some());
    }
}

#[test]
fn s27_r082_r083_a_renewal_asked_in_time_keeps_access_and_is_a_new_version() {
    let desk = Desk::new("zhejiang");
    let agreement = until_october(&desk);
    let asked = desk
        .go(&agreement, &Command::AskRenewal { term: months(12) }, &signatory(), "10-30T09:00")
        .expect("asked")
        .next;
    assert!(in_force(&asked, at("11-05T09:00")), "while it is under review");
    assert_eq!(desk.tick(&asked, "11-05T09:00"), None);
    let reason = "本年度数据接口即将停用，不再延续现有开放方式，请另行申请。".to_owned();
    let refused =
        desk.go(&asked, &Command::RefuseRenewal { reason }, &opening(TRANSPORT), "11-06T09:00").expect("refused");
    assert!(!in_force(&refused.next, at("11-06T09:00")));
    let due = State::DestructionDue { ending: Ending::Expired, ended: at("11-06T09:00"), due: d("12-06") };
    assert_eq!(refused.next.state, due, "30 days from the refusal, not from a day long past");
    let granted = desk.go(&asked, &Command::GrantRenewal, &opening(TRANSPORT), "11-06T09:00").expect("granted");
    assert!(granted.effects.contains(&AgreementEffect::DraftRenewal));
    let next = granted.next.renewed(months(12), at("11-06T09:00"));
    assert_eq!((next.version, next.code(), next.terms.term), (2, StateCode::Drafted, Some(months(12))));
    assert_eq!(granted.next.replaced(&next, at("11-07T09:00")), None, "not signed yet");
    let confirmed = desk.go(&next, &Command::Confirm, &opening(TRANSPORT), "11-07T09:00").expect("confirmed").next;
    let signed =
        desk.go(&confirmed, &desk.click(&confirmed, d("11-07")), &signatory(), "11-07T10:00").expect("signed").next;
    let old = granted.next.replaced(&signed, at("11-07T10:00")).expect("renewed").next;
    assert_eq!(old.state, State::Renewed { at: at("11-07T10:00"), version: 2 });
    assert_eq!((&old.signature, &old.terms), (&agreement.signature, &agreement.terms), "the former text stays (R-082)");
    let stored = old.to_stored().expect("json");
    assert_eq!(Agreement::from_stored(Agreement::SCHEMA, &stored).expect("read"), old, "its own version and the next");
    assert!(!in_force(&old, at("11-07T10:00")) && in_force(&signed, at("11-07T10:00")));
    let fill = desk.go(&signed, &Command::Fill { terms: terms() }, &opening(TRANSPORT), "11-08T09:00");
    assert_eq!(fill, Err(Refused::NotAllowed(CommandCode::Fill)), "a signed text is not edited");
}

#[test]
fn r084_either_side_ends_it_with_the_agreed_notice() {
    let desk = Desk::new("zhejiang");
    let agreement = until_october(&desk);
    let notice = Command::GiveNotice {
        reason: "业务调整，停车通应用将停止运营，不再需要所开放的数据。".into()
    };
    for who in [signatory(), opening(TRANSPORT)] {
        let noticed = desk.go(&agreement, &notice, &who, "07-01T09:00").expect("noticed").next;
        let State::TerminationNoticed { last_day, .. } = noticed.state else { panic!("{:?}", noticed.state) };
        assert_eq!(last_day, d("07-16"), "15 days");
        assert!(in_force(&noticed, at("07-16T23:59")) && !in_force(&noticed, at("07-17T00:00")));
        let ended = desk.tick(&noticed, "07-17T00:00").expect("ended").next;
        assert!(matches!(ended.state, State::DestructionDue { ending: Ending::Noticed, due, .. } if due == d("08-15")));
    }
    let late = desk.go(&agreement, &notice, &signatory(), "10-25T09:00").expect("noticed").next;
    assert!(
        matches!(late.state, State::TerminationNoticed { last_day, .. } if last_day == d("10-31")),
        "never beyond the term"
    );
    let short = Command::GiveNotice { reason: "不用了".into() };
    assert_eq!(desk.go(&agreement, &short, &signatory(), "07-01T09:00"), Err(Refused::ReasonNeeded));
}

#[test]
fn buttons_and_stored_agreements() {
    let desk = Desk::new("zhejiang");
    let agreement = until_october(&desk);
    let situation = Situation {
        profile: &desk.profile,
        calendars: &desk.calendars,
        template: &desk.template,
        commitment: true,
        now: at("07-01T09:00"),
    };
    assert_eq!(allowed(&agreement, &signatory(), &situation), [CommandCode::AskRenewal, CommandCode::GiveNotice]);
    assert_eq!(allowed(&agreement, &opening(WEATHER), &situation), [], "another publisher");
    let stored = agreement.to_stored().expect("json");
    assert_eq!(Agreement::from_stored(Agreement::SCHEMA, &stored).expect("read"), agreement);
    assert!(Agreement::from_stored(Agreement::SCHEMA + 1, &stored).is_err());
}
