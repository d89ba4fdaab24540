//! Refusals, persons and parts (R-063, R-064, R-152, R-155, S10).
use crate::fixture::{ACCOUNT, AUTHORITY, Driven, OTHER_AUTHORITY, PARKING, PARTY, TRANSPORT, WEATHER, by};
use crate::reviews::{agree, refusal};
use domain::access::review::{
    AccessNotice, Basis, By, Command, CommandCode, Effect, Part, Refusal, Refused, ReviewFacts, StateCode, Told,
    Verdict, allowed, parts,
};
use domain::account::{Acting, Role, SignedIn};
use domain::policy::Actor;
use domain::profile::NonPublicGround;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// A case in demand review, in each profile.
fn in_demand_review(id: &str) -> Driven {
    let mut case = Driven::open(id, "09-10T15:02").remove(0);
    if case.review.code() == StateCode::FormalReview {
        let receiver = case.review.receiver;
        case.go(Command::PassFormal { late_reason: false }, &by(Part::FormalReviewer, receiver), "09-15T10:00");
    }
    case
}

fn refuse(refusal: Refusal) -> Command {
    Command::Answer { verdicts: BTreeMap::from([(1, Verdict::Refuse(refusal))]), late_reason: false }
}

#[test]
fn s10_r064_a_refusal_needs_reason_and_basis() {
    for id in ["zhejiang", "deqing", "yunnan"] {
        let case = in_demand_review(id);
        let who = by(Part::DemandReviewer, TRANSPORT);
        let decide = |refusal| case.decide(&refuse(refusal), &who, "09-20T10:00").map(|done| done.next.code());
        let right = refusal();
        assert_eq!(decide(Refusal { reason: String::new(), ..right.clone() }), Err(Refused::ReasonNeeded), "{id}");
        assert_eq!(decide(Refusal { reason: "不行".into(), ..right.clone() }), Err(Refused::ReasonNeeded), "{id}");
        assert_eq!(decide(Refusal { basis: None, ..right.clone() }), Err(Refused::BasisNeeded), "{id}");
        let condition = |version, code: &str| {
            let basis = Basis::Condition { dataset: PARKING, version, code: code.into() };
            decide(Refusal { basis: Some(basis), ..right.clone() })
        };
        assert_eq!(condition(1, "unpublished"), Err(Refused::BasisNotOffered), "{id}");
        assert_eq!(condition(2, "experience"), Err(Refused::BasisNotOffered), "{id}: a version it was not filed under");
        assert!(condition(1, "experience").is_ok(), "{id}: the published one");
        let law = |ground| decide(Refusal { basis: Some(Basis::Barred { ground }), ..right.clone() });
        // Grounds against opening are those of the profile.
        let known = &case.profile.open.non_public_grounds;
        for ground in [NonPublicGround::StateSecret, NonPublicGround::Privacy, NonPublicGround::OtherChannel] {
            let expected = if known.contains(&ground) { Ok(()) } else { Err(Refused::BasisNotOffered) };
            assert_eq!(law(ground).map(|_| ()), expected, "{id} {ground:?}");
        }
        assert_eq!(case.review.code(), StateCode::DemandReview, "nothing happened");
        let state = decide(right.clone());
        let expected = if id == "zhejiang" { StateCode::DemandReview } else { StateCode::Refused };
        assert_eq!(state, Ok(expected), "{id}: the only publisher, or one of two");
    }
}

#[test]
fn r064_formal_review_and_recheck_refuse_on_a_basis_only() {
    let formal = by(Part::FormalReviewer, AUTHORITY);
    let mut case = Driven::open("zhejiang", "09-10T15:02").remove(0);
    let command = |refusal| Command::RefuseFormal { refusal, late_reason: false };
    let empty = case.decide(&command(Refusal::default()), &formal, "09-11T10:00");
    assert_eq!(empty, Err(Refused::BasisNeeded));
    case.go(command(refusal()), &formal, "09-11T10:00");
    assert_eq!(case.review.code(), StateCode::Refused);
    let mut case = in_demand_review("zhejiang");
    for (body, line) in [(TRANSPORT, 1), (WEATHER, 2)] {
        let verdicts = agree(&[line]);
        case.go(Command::Answer { verdicts, late_reason: false }, &by(Part::DemandReviewer, body), "09-20T10:00");
    }
    let rechecker = by(Part::Rechecker, AUTHORITY);
    let verdicts = |refusal| BTreeMap::from([(1, Verdict::Agree), (2, Verdict::Refuse(refusal))]);
    let recheck = |refusal| Command::Recheck { verdicts: verdicts(refusal), late_reason: false };
    assert_eq!(case.decide(&recheck(Refusal::default()), &rechecker, "09-21T10:00"), Err(Refused::BasisNeeded));
    case.go(recheck(refusal()), &rechecker, "09-21T10:00");
    assert_eq!((case.review.code(), case.review.agreed().count()), (StateCode::Approved, 1), "partly");
}

#[test]
fn r155_the_recheck_is_another_persons() {
    let mut case = in_demand_review("zhejiang");
    for (body, line) in [(TRANSPORT, 1), (WEATHER, 2)] {
        let verdicts = agree(&[line]);
        case.go(Command::Answer { verdicts, late_reason: false }, &by(Part::DemandReviewer, body), "09-20T10:00");
    }
    let same = By { account: by(Part::DemandReviewer, WEATHER).account, ..by(Part::Rechecker, AUTHORITY) };
    let recheck = Command::Recheck { verdicts: agree(&[1, 2]), late_reason: false };
    assert_eq!(case.decide(&recheck, &same, "09-21T10:00"), Err(Refused::SamePerson));
    assert!(case.decide(&recheck, &by(Part::Rechecker, AUTHORITY), "09-21T10:00").is_ok());
}

fn actor(acting: Acting, account: Uuid, parties: &[Uuid]) -> Actor {
    Actor::Account(Arc::new(SignedIn {
        account,
        session: Uuid::nil(),
        acting,
        second_factor: true,
        parties: parties.iter().copied().collect(),
        bodies: BTreeSet::new(),
    }))
}

fn staff(body: Uuid, role: Role) -> Actor {
    let acting =
        Acting::Body { body, region: "330000".into(), authority: body == AUTHORITY, roles: BTreeSet::from([role]) };
    actor(acting, Uuid::from_u128(77), &[])
}

#[test]
fn r063_r152_r155_parts_follow_from_body_role_and_who_filed() {
    let facts = |receiver| ReviewFacts {
        party: PARTY,
        filed_by: ACCOUNT,
        receiver,
        authority: AUTHORITY,
        publishers: BTreeSet::from([TRANSPORT, WEATHER]),
    };
    let zhejiang = facts(AUTHORITY);
    let of = |actor: &Actor| parts(actor, &zhejiang).into_iter().collect::<Vec<_>>();
    assert_eq!(of(&staff(AUTHORITY, Role::AuthorityReviewer)), [Part::FormalReviewer, Part::Rechecker]);
    assert_eq!(of(&staff(AUTHORITY, Role::Supervisor)), [Part::Supervisor]);
    assert_eq!(of(&staff(TRANSPORT, Role::Reviewer)), [Part::DemandReviewer]);
    for stranger in
        [staff(OTHER_AUTHORITY, Role::AuthorityReviewer), staff(TRANSPORT, Role::SysAdmin), Actor::Anonymous]
    {
        assert_eq!(of(&stranger), []);
    }
    let company = actor(Acting::Organisation { party: PARTY, mandates: BTreeSet::new() }, Uuid::from_u128(8), &[PARTY]);
    assert_eq!(of(&company), [Part::Applicant]);
    // Who filed it, or belongs to who did, is no official in it.
    let acting = || Acting::Body {
        body: TRANSPORT,
        region: "330000".into(),
        authority: false,
        roles: BTreeSet::from([Role::Reviewer]),
    };
    assert_eq!(of(&actor(acting(), ACCOUNT, &[])), []);
    assert_eq!(of(&actor(acting(), Uuid::from_u128(8), &[PARTY])), []);
    // A body that receives applications itself does both reviews; its head supervises.
    let own = facts(TRANSPORT);
    let reviewer: Vec<_> = parts(&staff(TRANSPORT, Role::Reviewer), &own).into_iter().collect();
    assert_eq!(reviewer, [Part::FormalReviewer, Part::DemandReviewer, Part::Rechecker]);
    assert!(parts(&staff(TRANSPORT, Role::Head), &own).contains(&Part::Supervisor));
    assert!(parts(&staff(AUTHORITY, Role::AuthorityReviewer), &own).is_empty());
}

#[test]
fn r065_supervisors_urge_and_decide_nothing() {
    let case = in_demand_review("zhejiang");
    let supervisor = by(Part::Supervisor, AUTHORITY);
    let offered = allowed(&case.review, &supervisor, &case.situation(crate::support::at("09-20T10:00")));
    assert_eq!(offered, [CommandCode::Remind]);
}

#[test]
fn r065_a_recheck_is_urged_too_by_a_supervisor_of_the_same_body() {
    let mut case = in_demand_review("zhejiang");
    for (body, lines) in [(TRANSPORT, [1]), (WEATHER, [2])] {
        let answer = Command::Answer { verdicts: agree(&lines), late_reason: false };
        case.go(answer, &by(Part::DemandReviewer, body), "09-20T10:00");
    }
    assert_eq!(case.review.code(), StateCode::Recheck);
    let supervisor = by(Part::Supervisor, AUTHORITY);
    let offered = allowed(&case.review, &supervisor, &case.situation(crate::support::at("09-21T10:00")));
    assert_eq!(offered, [CommandCode::Remind]);
    case.go(Command::Remind, &supervisor, "09-21T10:00");
    assert_eq!(case.effects, [Effect::Notice { to: Told::Body(AUTHORITY), kind: AccessNotice::Reminded }]);
    let rechecker = by(Part::Rechecker, AUTHORITY);
    let refused = case.decide(&Command::Remind, &rechecker, "09-21T10:00");
    assert_eq!(refused, Err(Refused::NotAllowed(CommandCode::Remind)), "nobody urges themselves");
}
