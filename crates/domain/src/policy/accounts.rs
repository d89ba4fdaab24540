//! Who manages organisations and the people of bodies; what must be done by different persons.
use super::{Action, ResourceFacts};
use crate::account::{Acting, Mandate, Role, SignedIn};
use crate::code_list;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Whether an action is decided here.
pub const fn is_ours(action: Action) -> bool {
    matches!(
        action,
        Action::ManageOrganisation
            | Action::ReadPeople
            | Action::ManagePeople
            | Action::EditBody
            | Action::VerifyIdentity
            | Action::ManageAccounts
            | Action::ManageBodies
    )
}

/// Whether somebody signed in may do it. Bodies and organisations are isolated: only the one the session acts for counts.
pub fn allowed(signed: &SignedIn, action: Action, resource: &ResourceFacts) -> bool {
    match (action, resource, &signed.acting) {
        (Action::ManageOrganisation, ResourceFacts::Party { id }, Acting::Organisation { party, mandates }) => {
            id == party && mandates.contains(&Mandate::Head)
        }
        (Action::ReadPeople, ResourceFacts::Body { id }, Acting::Body { body, roles, .. }) => {
            id == body && signed.second_factor && !roles.is_empty()
        }
        (Action::ManagePeople | Action::EditBody, ResourceFacts::Body { id }, Acting::Body { body, .. }) => {
            id == body && signed.holds(Role::BodyAdmin)
        }
        // Proofs of identity are looked at by the competent authority alone.
        (Action::VerifyIdentity, ResourceFacts::Portal, Acting::Body { authority, .. }) => {
            *authority && signed.holds(Role::AuthorityReviewer)
        }
        // A technical role: who may come in and which bodies there are, and no decision about any case (rules A1).
        (Action::ManageAccounts | Action::ManageBodies, ResourceFacts::Portal, Acting::Body { .. }) => {
            signed.holds(Role::SysAdmin)
        }
        _ => false,
    }
}

/// Roles that there are in a body: those of an authority only in an authority. Every body that provides data has a head of its data office
/// (YN-Art.7(2), 32(3)).
pub fn known_in(authority: bool) -> impl Iterator<Item = Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(move |role| authority || !matches!(role, Role::AuthorityReviewer | Role::Supervisor | Role::SysAdmin))
}

/// Roles that somebody can give the people of the body they act for. The office that looks after the portal as a whole comes from its
/// holders (the first from the command line): nobody who administers one body can give it to themselves.
pub fn assignable(by: &SignedIn) -> BTreeSet<Role> {
    let Acting::Body { authority, .. } = by.acting else { return BTreeSet::new() };
    let technical = by.holds(Role::SysAdmin);
    known_in(authority).filter(|role| technical || *role != Role::SysAdmin).collect()
}

/// The roles somebody has after an administrator set them: what that administrator cannot give, they cannot take either.
pub fn settled(by: &SignedIn, held: &BTreeSet<Role>, wanted: &BTreeSet<Role>) -> BTreeSet<Role> {
    let own = assignable(by);
    wanted.iter().chain(held.difference(&own)).copied().collect()
}

code_list! {
    /// Roles that one person should not hold together in a body: a small body may have no choice, so the page warns.
    Separation {
        /// Who administers people also decides cases.
        AdminDecides = "admin-decides",
        /// Who audits also acts.
        AuditorActs = "auditor-acts",
        /// Who catalogues also reviews.
        CataloguerReviews = "cataloguer-reviews",
        /// Who handles a case also approves as head.
        ReviewerApproves = "reviewer-approves",
    }
}

/// Separations that a set of roles does not keep.
pub fn broken_separations(roles: &BTreeSet<Role>) -> Vec<Separation> {
    let any = |wanted: &[Role]| wanted.iter().any(|role| roles.contains(role));
    let deciding = [Role::Reviewer, Role::Head, Role::DataOfficeHead, Role::AuthorityReviewer];
    [
        (Separation::AdminDecides, any(&[Role::BodyAdmin, Role::SysAdmin]) && any(&deciding)),
        (Separation::AuditorActs, roles.contains(&Role::Auditor) && roles.len() > 1),
        (Separation::CataloguerReviews, any(&[Role::Cataloguer]) && any(&[Role::Reviewer, Role::AuthorityReviewer])),
        (Separation::ReviewerApproves, any(&[Role::Reviewer]) && any(&[Role::Head, Role::DataOfficeHead])),
    ]
    .into_iter()
    .filter_map(|(separation, broken)| broken.then_some(separation))
    .collect()
}

/// Whether somebody filed a case: for themselves, or as any party they ever belonged to.
pub fn filed_by(signed: &SignedIn, party: Option<Uuid>, filing_account: Option<Uuid>) -> bool {
    filing_account == Some(signed.account) || party.is_some_and(|party| signed.parties.contains(&party))
}

/// Whether somebody may take a second look at what others decided: never at a case of their own, never after themselves (R-155:
/// 需求审核 and 需求复核 of one case need different persons, GL20-Art.13(4)).
pub fn may_recheck(
    signed: &SignedIn,
    party: Option<Uuid>,
    filing_account: Option<Uuid>,
    decided_before: &BTreeSet<Uuid>,
) -> bool {
    !filed_by(signed, party, filing_account) && !decided_before.contains(&signed.account)
}

#[cfg(test)]
mod tests {
    use super::super::{Actor, DatasetFacts, Denial, NoticeAction, Visibility, Withheld, authorize, authorize_notices};
    use super::*;
    use crate::catalog::AccessRights;
    use std::fmt::Write as _;
    use std::sync::Arc;

    const OURS: [Action; 7] = [
        Action::ManageOrganisation,
        Action::ReadPeople,
        Action::ManagePeople,
        Action::EditBody,
        Action::VerifyIdentity,
        Action::ManageAccounts,
        Action::ManageBodies,
    ];

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn signed(acting: Acting, second_factor: bool) -> SignedIn {
        let parties = acting.party().into_iter().chain([id(10)]).collect();
        let bodies = acting.body().into_iter().collect();
        SignedIn { account: id(1), session: id(2), acting, second_factor, parties, bodies }
    }

    fn official(role: Role, authority: bool) -> Acting {
        Acting::Body { body: id(30), region: "330000".into(), authority, roles: BTreeSet::from([role]) }
    }

    /// Everybody, with a name for the matrix.
    fn everybody() -> Vec<(String, SignedIn)> {
        let mut all = vec![("person".to_owned(), signed(Acting::Person { party: id(10) }, true))];
        for &mandate in Mandate::ALL {
            let acting = Acting::Organisation { party: id(20), mandates: BTreeSet::from([mandate]) };
            all.push((format!("organisation {}", mandate.code()), signed(acting, false)));
        }
        for authority in [false, true] {
            for &role in Role::ALL {
                let name = format!("{} {}", if authority { "authority" } else { "body" }, role.code());
                all.push((name, signed(official(role, authority), true)));
            }
        }
        all
    }

    fn dataset(access_rights: AccessRights) -> ResourceFacts {
        let facts =
            DatasetFacts { visibility: Visibility::Listed, access_rights, suspended: false, withheld: Withheld::None };
        ResourceFacts::Dataset(facts)
    }

    /// The names of those who may.
    fn who(may: impl Fn(&Actor) -> bool) -> String {
        let all = everybody();
        let names: Vec<&str> = all
            .iter()
            .filter(|(_, signed)| may(&Actor::Account(Arc::new(signed.clone()))))
            .map(|(name, _)| name.as_str())
            .collect();
        match names.len() {
            0 => "nobody".into(),
            n if n == all.len() => "every account".into(),
            _ => names.join(" · "),
        }
    }

    #[test]
    fn the_matrix_of_people_is_as_reviewed() {
        let places = [
            ("portal", ResourceFacts::Portal),
            ("own organisation", ResourceFacts::Party { id: id(20) }),
            ("other organisation", ResourceFacts::Party { id: id(21) }),
            ("own body", ResourceFacts::Body { id: id(30) }),
            ("other body", ResourceFacts::Body { id: id(31) }),
            ("open dataset", dataset(AccessRights::Public)),
            ("restricted dataset", dataset(AccessRights::Restricted)),
        ];
        let mut matrix = String::from(
            "# capacity × action × place; written by the test in policy/accounts.rs (UPDATE_SNAPSHOTS=1), reviewed by a person\n",
        );
        for &action in Action::ALL {
            for (place, resource) in &places {
                let may = who(|actor| authorize(actor, action, resource).is_ok());
                let _ = writeln!(matrix, "{:<22} {place:<20} {may}", action.code());
            }
        }
        for &action in NoticeAction::ALL {
            let may = who(|actor| authorize_notices(actor, action).is_ok());
            let _ = writeln!(matrix, "{:<22} {:<20} {may}", action.code(), "portal");
        }
        crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/people.txt"), &matrix);
    }

    #[test]
    fn r152_other_bodies_and_organisations_are_closed_and_so_is_all_to_the_anonymous() {
        for action in OURS {
            for resource in [ResourceFacts::Party { id: id(21) }, ResourceFacts::Body { id: id(31) }] {
                for (name, signed) in everybody() {
                    let answer = authorize(&Actor::Account(Arc::new(signed)), action, &resource);
                    assert_eq!(answer, Err(Denial::Forbidden), "{name} {action:?}");
                }
                assert_eq!(authorize(&Actor::Anonymous, action, &resource), Err(Denial::Forbidden));
            }
        }
    }

    #[test]
    fn r162_no_role_counts_without_a_second_factor() {
        for &role in Role::ALL {
            for action in OURS {
                for resource in [ResourceFacts::Portal, ResourceFacts::Body { id: id(30) }] {
                    let without = signed(official(role, true), false);
                    assert!(authorize(&Actor::Account(Arc::new(without)), action, &resource).is_err());
                }
            }
        }
    }

    #[test]
    fn r155_nobody_reviews_what_they_filed_in_any_capacity() {
        let official = signed(official(Role::Reviewer, false), true);
        assert!(filed_by(&official, Some(id(10)), None), "as a person, while acting for a body");
        assert!(filed_by(&official, None, Some(id(1))));
        assert!(!filed_by(&official, Some(id(99)), Some(id(98))));
    }

    #[test]
    fn r155_review_and_recheck_need_different_persons() {
        let official = signed(official(Role::AuthorityReviewer, true), true);
        assert!(may_recheck(&official, Some(id(99)), None, &BTreeSet::from([id(5)])));
        assert!(!may_recheck(&official, Some(id(99)), None, &BTreeSet::from([id(1)])));
        assert!(!may_recheck(&official, Some(id(10)), None, &BTreeSet::new()));
    }

    #[test]
    fn r156_separations_are_checked() {
        let broken = |roles: &[Role]| broken_separations(&roles.iter().copied().collect());
        for &role in Role::ALL {
            assert_eq!(broken(&[role]), [], "one role alone is always separate");
        }
        assert_eq!(broken(&[Role::BodyAdmin, Role::Reviewer]), [Separation::AdminDecides]);
        assert_eq!(broken(&[Role::Auditor, Role::Cataloguer]), [Separation::AuditorActs]);
        assert_eq!(broken(&[Role::Cataloguer, Role::Reviewer]), [Separation::CataloguerReviews]);
        assert_eq!(broken(&[Role::Reviewer, Role::Head]), [Separation::ReviewerApproves]);
    }

    #[test]
    fn r156_every_role_of_the_rules_is_one_of_its_own_and_there_where_the_law_puts_it() {
        // 目录编制, 审核, 机构负责人, 数据工作机构负责人, 主管部门审核, 督促, 安全, 审计: none of them brings another with it.
        let rules = [
            (Role::Cataloguer, true),
            (Role::Reviewer, true),
            (Role::Head, true),
            (Role::DataOfficeHead, true),
            (Role::AuthorityReviewer, false),
            (Role::Supervisor, false),
            (Role::SecurityOfficer, true),
            (Role::Auditor, true),
        ];
        for (role, everywhere) in rules {
            assert_eq!(known_in(false).any(|known| known == role), everywhere, "{role:?}");
            assert!(known_in(true).any(|known| known == role), "{role:?}");
            let holder = signed(official(role, true), true);
            for &other in Role::ALL.iter().filter(|other| **other != role) {
                assert!(!holder.holds(other), "{role:?} is no {other:?}");
            }
        }
    }

    #[test]
    fn r156_technical_roles_decide_nothing_and_come_from_their_holders_alone() {
        let acting = |roles: &[Role]| Acting::Body {
            body: id(30),
            region: "330000".into(),
            authority: true,
            roles: roles.iter().copied().collect(),
        };
        let admin = signed(acting(&[Role::BodyAdmin]), true);
        let both = signed(acting(&[Role::BodyAdmin, Role::SysAdmin]), true);
        assert!(!assignable(&admin).contains(&Role::SysAdmin));
        assert_eq!(assignable(&both).len(), Role::ALL.len());
        assert!(assignable(&signed(Acting::Person { party: id(10) }, true)).is_empty());
        let held = BTreeSet::from([Role::SysAdmin, Role::Auditor]);
        let wanted = BTreeSet::from([Role::Cataloguer]);
        assert_eq!(settled(&admin, &held, &wanted), BTreeSet::from([Role::Cataloguer, Role::SysAdmin]));
        assert_eq!(settled(&both, &held, &wanted), wanted);
        for role in [Role::SysAdmin, Role::BodyAdmin] {
            let actor = Actor::Account(Arc::new(signed(official(role, true), true)));
            for action in [crate::policy::CaseAction::Enter, crate::policy::CaseAction::Queue] {
                assert!(crate::policy::authorize_desk(&actor, action).is_err(), "{role:?} {action:?}");
            }
            for action in [Action::VerifyIdentity, Action::EditProfile, Action::ConfirmProfile] {
                assert!(authorize(&actor, action, &ResourceFacts::Portal).is_err(), "{role:?} {action:?}");
            }
        }
    }
}
