use super::*;
use crate::account::{Mandate, SignedIn};
use std::fmt::Write as _;
use std::sync::Arc;

const AUTHORITY: Uuid = Uuid::from_u128(1);
const OTHER_AUTHORITY: Uuid = Uuid::from_u128(2);
const PUBLISHER: Uuid = Uuid::from_u128(3);
const SECOND: Uuid = Uuid::from_u128(4);
const STRANGER: Uuid = Uuid::from_u128(5);
const PARTY: Uuid = Uuid::from_u128(6);
const ACCOUNT: Uuid = Uuid::from_u128(7);

fn signed(acting: Acting, parties: &[Uuid]) -> Actor {
    Actor::Account(Arc::new(SignedIn {
        account: ACCOUNT,
        session: Uuid::nil(),
        acting,
        second_factor: true,
        parties: parties.iter().copied().collect(),
        bodies: BTreeSet::new(),
    }))
}

fn staff(body: Uuid, role: Role) -> Actor {
    let authority = body == AUTHORITY || body == OTHER_AUTHORITY;
    signed(Acting::Body { body, region: "330000".into(), authority, roles: BTreeSet::from([role]) }, &[])
}

fn member(party: Uuid, mandates: &[Mandate]) -> Actor {
    signed(Acting::Organisation { party, mandates: mandates.iter().copied().collect() }, &[party])
}

fn actors() -> Vec<(String, Actor)> {
    let mut all = vec![
        ("anonymous".to_owned(), Actor::Anonymous),
        ("operator".to_owned(), Actor::Operator),
        ("the user, as a person".to_owned(), signed(Acting::Person { party: PARTY }, &[PARTY])),
        ("another person".to_owned(), signed(Acting::Person { party: STRANGER }, &[STRANGER])),
        ("another organisation's head".to_owned(), member(STRANGER, &[Mandate::Head])),
    ];
    all.extend(Mandate::ALL.iter().map(|m| (format!("the user, {}", m.code()), member(PARTY, &[*m]))));
    let bodies = [
        ("publisher", PUBLISHER),
        ("second publisher", SECOND),
        ("authority", AUTHORITY),
        ("another authority", OTHER_AUTHORITY),
        ("another body", STRANGER),
    ];
    for (name, body) in bodies {
        all.extend(Role::ALL.iter().map(|role| (format!("{name}, {}", role.code()), staff(body, *role))));
    }
    all
}

fn application(receiver: Uuid) -> ReviewFacts {
    // A body that receives applications itself has a review of its own.
    let both = BTreeSet::from([PUBLISHER, SECOND]);
    let publishers = if receiver == AUTHORITY { both } else { BTreeSet::from([receiver]) };
    ReviewFacts { party: PARTY, filed_by: Uuid::from_u128(8), receiver, authority: AUTHORITY, publishers }
}

fn agreed(party_a: Uuid) -> AgreementFacts {
    let both = BTreeSet::from([PUBLISHER, SECOND]);
    let publishers = if party_a == AUTHORITY { both } else { BTreeSet::from([party_a]) };
    AgreementFacts { party: PARTY, party_a, publishers, authority: AUTHORITY }
}

fn violated() -> ViolationFacts {
    ViolationFacts { party: PARTY, publishers: BTreeSet::from([PUBLISHER]), authority: AUTHORITY }
}

#[test]
fn the_whole_matrix_of_restricted_data_is_as_reviewed() {
    let mut matrix = String::from(
        "# actor × action × resource of 受限开放; written by the test in policy/access/tests.rs (UPDATE_SNAPSHOTS=1), reviewed by a person\n",
    );
    let mut table = |title: String, ask: &dyn Fn(&Actor) -> Result<(), Denial>| {
        let _ = writeln!(matrix, "\n[{title}]");
        for (name, actor) in actors() {
            let _ = writeln!(matrix, "{name:<44}{}", ask(&actor).map_or_else(Denial::code, |()| "yes"));
        }
    };
    for &action in AccessAction::ALL {
        table(action.code().to_owned(), &|actor| authorize_access(actor, action, Some(PUBLISHER)));
    }
    for (case, receiver) in [("received by the authority", AUTHORITY), ("received by the publisher", PUBLISHER)] {
        let facts = application(receiver);
        for &action in ReviewAction::ALL {
            table(format!("{} · {case}", action.code()), &|actor| authorize_review(actor, action, &facts));
        }
    }
    for (case, party_a) in [("signed by the authority", AUTHORITY), ("signed by the publisher", PUBLISHER)] {
        let facts = agreed(party_a);
        for &action in AgreementAction::ALL {
            table(format!("{} · {case}", action.code()), &|actor| authorize_agreement(actor, action, &facts));
        }
    }
    for &action in ViolationAction::ALL {
        table(action.code().to_owned(), &|actor| authorize_violation(actor, action, &violated()));
    }
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/access_matrix.txt"), &matrix);
}

#[test]
fn r088_r092_data_and_keys_are_the_users_alone() {
    for (name, actor) in actors() {
        let user = name.starts_with("the user");
        for action in [AgreementAction::Fetch, AgreementAction::Keys] {
            assert_eq!(authorize_agreement(&actor, action, &agreed(AUTHORITY)).is_ok(), user, "{name} {action:?}");
        }
    }
}

#[test]
fn r152_whoever_has_no_part_does_not_learn_that_it_exists() {
    for (name, actor) in actors().into_iter().filter(|(name, _)| name.starts_with("another")) {
        for &action in ReviewAction::ALL {
            assert_eq!(authorize_review(&actor, action, &application(AUTHORITY)), Err(Denial::NotFound), "{name}");
        }
        for &action in AgreementAction::ALL {
            assert_eq!(authorize_agreement(&actor, action, &agreed(PUBLISHER)), Err(Denial::NotFound), "{name}");
        }
        for &action in ViolationAction::ALL {
            assert_eq!(authorize_violation(&actor, action, &violated()), Err(Denial::NotFound), "{name}");
        }
    }
}

#[test]
fn r063_a_publisher_does_not_see_the_lines_of_another() {
    let reviewer = staff(SECOND, Role::Reviewer);
    assert_eq!(authorize_review(&reviewer, ReviewAction::View, &application(AUTHORITY)), Ok(()));
    assert_eq!(authorize_review(&reviewer, ReviewAction::ViewAll, &application(AUTHORITY)), Err(Denial::Forbidden));
}

#[test]
fn r155_officials_of_the_user_have_no_office_in_it() {
    let acting = |body, role| Acting::Body {
        body,
        region: "330000".into(),
        authority: body == AUTHORITY,
        roles: BTreeSet::from([role]),
    };
    for (body, role) in [(PUBLISHER, Role::Reviewer), (AUTHORITY, Role::AuthorityReviewer)] {
        let actor = signed(acting(body, role), &[PARTY]);
        assert_eq!(authorize_review(&actor, ReviewAction::View, &application(AUTHORITY)), Err(Denial::NotFound));
        assert_eq!(authorize_agreement(&actor, AgreementAction::View, &agreed(AUTHORITY)), Err(Denial::NotFound));
        assert_eq!(authorize_violation(&actor, ViolationAction::View, &violated()), Err(Denial::NotFound));
    }
}

#[test]
fn r073_no_second_factor_no_part() {
    let Actor::Account(full) = staff(PUBLISHER, Role::Reviewer) else { unreachable!() };
    let weak = Actor::Account(Arc::new(SignedIn { second_factor: false, ..(*full).clone() }));
    assert_eq!(authorize_review(&weak, ReviewAction::View, &application(AUTHORITY)), Err(Denial::NotFound));
    assert_eq!(authorize_access(&weak, AccessAction::Conditions, Some(PUBLISHER)), Err(Denial::Forbidden));
}
