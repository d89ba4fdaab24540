use super::*;
use std::fmt::Write as _;

const ACTORS: [Actor; 2] = [Actor::Anonymous, Actor::Operator];

fn facts(visibility: Visibility, access_rights: AccessRights, suspended: bool, withheld: Withheld) -> ResourceFacts {
    ResourceFacts::Dataset(DatasetFacts { visibility, access_rights, suspended, withheld })
}

/// Every different resource, with a name for the matrix.
fn resources() -> Vec<(String, ResourceFacts)> {
    let mut all = vec![("portal".to_owned(), ResourceFacts::Portal)];
    for visibility in [Visibility::Listed, Visibility::Unlisted, Visibility::Withdrawn] {
        for &rights in AccessRights::ALL {
            for suspended in [false, true] {
                for withheld in [Withheld::None, Withheld::Some, Withheld::All] {
                    let mut name = format!("{visibility:?} {}", rights.code());
                    name.push_str(if suspended { " suspended" } else { "" });
                    name.push_str(match withheld {
                        Withheld::None => "",
                        Withheld::Some => " some-withheld",
                        Withheld::All => " all-withheld",
                    });
                    all.push((name, facts(visibility, rights, suspended, withheld)));
                }
            }
        }
    }
    all
}

#[test]
fn the_whole_matrix_is_as_reviewed() {
    let mut matrix = String::from(
        "# role × action × resource; written by the test in policy/tests.rs (UPDATE_SNAPSHOTS=1), reviewed by a person\n",
    );
    for actor in ACTORS {
        for &action in Action::ALL {
            let _ = writeln!(matrix, "\n[{} {}]", actor.code(), action.code());
            for (name, resource) in resources() {
                let answer = authorize(&actor, action, &resource).map_or_else(Denial::code, |()| "yes");
                let _ = writeln!(matrix, "{name:<52}{answer}");
            }
        }
    }
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/matrix.txt"), &matrix);
}

#[test]
fn r004_non_public_and_unlisted_are_not_found_whatever_else_they_are() {
    for (_, resource) in resources() {
        let ResourceFacts::Dataset(f) = resource else { continue };
        let secret = f.access_rights == AccessRights::NonPublic || f.visibility == Visibility::Unlisted;
        for &action in Action::ALL {
            let answer = authorize(&Actor::Anonymous, action, &resource);
            assert_eq!(secret, answer == Err(Denial::NotFound), "{action:?} {f:?}");
        }
        assert_eq!(secret, authorize(&Actor::Operator, Action::ListInCatalogue, &resource) == Err(Denial::NotFound));
    }
}

#[test]
fn r006_r008_restricted_shows_its_structure_and_no_value() {
    let resource = facts(Visibility::Listed, AccessRights::Restricted, false, Withheld::None);
    for &action in Action::ALL.iter().filter(|a| !a.is_upkeep()) {
        let expected = if action.gives_data() { Err(Denial::Restricted) } else { Ok(()) };
        assert_eq!(authorize(&Actor::Anonymous, action, &resource), expected);
        assert_eq!(authorize(&Actor::Operator, action, &resource), expected, "a technical role has no right to data");
    }
}

#[test]
fn r009_the_original_is_not_offered_while_an_item_is_withheld() {
    let some = facts(Visibility::Listed, AccessRights::Public, false, Withheld::Some);
    assert_eq!(authorize(&Actor::Anonymous, Action::DownloadOriginal, &some), Err(Denial::WithheldItems));
    assert_eq!(authorize(&Actor::Anonymous, Action::DownloadFile, &some), Ok(()));
    let all = facts(Visibility::Listed, AccessRights::Public, false, Withheld::All);
    assert_eq!(authorize(&Actor::Anonymous, Action::PreviewTable, &all), Err(Denial::WithheldItems));
}

#[test]
fn r010_unconditional_data_is_anyones_at_once() {
    let resource = facts(Visibility::Listed, AccessRights::Public, false, Withheld::None);
    for &action in Action::ALL.iter().filter(|a| !a.is_upkeep()) {
        assert_eq!(authorize(&Actor::Anonymous, action, &resource), Ok(()));
    }
}

#[test]
fn r012_a_suspension_stops_the_data_for_every_role_and_nothing_else() {
    for rights in [AccessRights::Public, AccessRights::Restricted] {
        let resource = facts(Visibility::Listed, rights, true, Withheld::None);
        for actor in ACTORS {
            for &action in Action::ALL.iter().filter(|a| !a.is_upkeep()) {
                let expected = if action.gives_data() { Err(Denial::Suspended) } else { Ok(()) };
                assert_eq!(authorize(&actor, action, &resource), expected, "{actor:?} {action:?}");
            }
        }
    }
}

#[test]
fn r013_withdrawn_is_gone_for_the_public_and_takes_no_data() {
    let resource = facts(Visibility::Withdrawn, AccessRights::Public, false, Withheld::None);
    for &action in Action::ALL.iter().filter(|a| !a.is_upkeep()) {
        assert_eq!(authorize(&Actor::Anonymous, action, &resource), Err(Denial::Gone));
    }
    assert_eq!(authorize(&Actor::Operator, Action::ImportTable, &resource), Err(Denial::Gone));
}

#[test]
fn every_legal_denial_names_its_articles() {
    for &denial in Denial::ALL {
        assert_eq!(denial.articles().is_empty(), denial == Denial::Forbidden);
    }
}
