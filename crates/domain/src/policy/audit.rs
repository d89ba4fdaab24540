//! Who reads the audit trail, who changes calendars and regulation profiles. These are offices of the portal as a whole: the resource
//! is [`super::ResourceFacts::Portal`]; which rows of the trail are read depends on the body the office is held at ([`Reach`]).
mod reach;

pub use reach::{Reach, RowFacts};

use super::{Action, Actor};
use crate::account::{Acting, Role};

/// Roles that allow an action, in the order in which they are named to who has none; `None` for actions decided elsewhere.
pub const fn offices(action: Action) -> Option<&'static [Role]> {
    match action {
        // ui 5.15: auditor and security officer.
        Action::ReadAudit | Action::ExportAudit => Some(&[Role::Auditor, Role::SecurityOfficer]),
        Action::ReadRegulation => {
            Some(&[Role::AuthorityReviewer, Role::DataOfficeHead, Role::SysAdmin, Role::Supervisor, Role::Auditor])
        }
        Action::EditCalendar => Some(&[Role::SysAdmin]),
        // A rule is a decision of the authority: who runs the machine has no say in it.
        Action::EditProfile | Action::ConfirmProfile => Some(&[Role::AuthorityReviewer, Role::DataOfficeHead]),
        _ => None,
    }
}

/// The role by which an actor may do it; `None` for the command line, which needs none.
pub fn office_held(actor: &Actor, action: Action) -> Option<Role> {
    let signed = actor.signed_in()?;
    // A rule holds for everybody: the head of one body's data office has no say in it, that of the authority has.
    let rules = matches!(action, Action::EditProfile | Action::ConfirmProfile);
    let authority = matches!(signed.acting, Acting::Body { authority: true, .. });
    offices(action)?.iter().copied().find(|role| signed.holds(*role) && (authority || !rules))
}

#[cfg(test)]
mod tests {
    use super::super::{Denial, ResourceFacts, authorize};
    use super::*;
    use crate::account::SignedIn;
    use std::collections::BTreeSet;
    use std::sync::Arc;
    use uuid::Uuid;

    const OURS: [Action; 6] = [
        Action::ReadAudit,
        Action::ExportAudit,
        Action::ReadRegulation,
        Action::EditCalendar,
        Action::EditProfile,
        Action::ConfirmProfile,
    ];

    fn official(role: Role, second_factor: bool) -> Actor {
        official_of(true, role, second_factor)
    }

    fn official_of(authority: bool, role: Role, second_factor: bool) -> Actor {
        let body = Uuid::from_u128(1);
        Actor::Account(Arc::new(SignedIn {
            account: Uuid::from_u128(2),
            session: Uuid::from_u128(3),
            acting: Acting::Body { body, region: "330000".into(), authority, roles: BTreeSet::from([role]) },
            second_factor,
            parties: BTreeSet::new(),
            bodies: BTreeSet::from([body]),
        }))
    }

    #[test]
    fn r156_r160_each_office_does_its_own_and_nothing_else() {
        for action in OURS {
            let allowed = offices(action).unwrap();
            for &role in Role::ALL {
                let answer = authorize(&official(role, true), action, &ResourceFacts::Portal);
                assert_eq!(answer.is_ok(), allowed.contains(&role), "{action:?} {role:?}");
                let without = authorize(&official(role, false), action, &ResourceFacts::Portal);
                assert_eq!(without, Err(Denial::Forbidden), "no office without a second factor");
            }
            assert_eq!(authorize(&Actor::Anonymous, action, &ResourceFacts::Portal), Err(Denial::Forbidden));
            assert_eq!(authorize(&Actor::Operator, action, &ResourceFacts::Portal), Ok(()));
        }
    }

    #[test]
    fn r156_who_runs_the_machine_decides_no_rule() {
        assert!(authorize(&official(Role::SysAdmin, true), Action::EditProfile, &ResourceFacts::Portal).is_err());
        assert!(
            authorize(&official(Role::AuthorityReviewer, true), Action::EditCalendar, &ResourceFacts::Portal).is_err()
        );
        for action in [Action::EditProfile, Action::ConfirmProfile] {
            let elsewhere = official_of(false, Role::DataOfficeHead, true);
            assert!(authorize(&elsewhere, action, &ResourceFacts::Portal).is_err(), "the rules are the authority's");
            assert!(authorize(&official(Role::DataOfficeHead, true), action, &ResourceFacts::Portal).is_ok());
        }
        assert_eq!(office_held(&official(Role::Auditor, true), Action::ReadAudit), Some(Role::Auditor));
        assert_eq!(office_held(&official(Role::Auditor, true), Action::EditProfile), None);
        assert_eq!(office_held(&Actor::Operator, Action::EditProfile), None);
    }
}
