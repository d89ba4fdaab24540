//! Notices: everybody reads their own and nobody else's, whatever their office; mails that did not arrive are the system administrator's,
//! who sees neither words nor addresses there.
use super::{Actor, Denial};
use crate::account::Role;
use crate::code_list;

code_list! {
    /// What is asked of notices.
    NoticeAction {
        /// Read one's own notices, mark them, choose which become mails.
        Own = "own-notices",
        /// See which mails did not arrive, send them again.
        Desk = "mail-desk",
    }
}

/// Decides about notices. Whose notices they are is in the query: there is no way to ask for another account's.
///
/// # Errors
/// `forbidden`.
pub fn authorize_notices(actor: &Actor, action: NoticeAction) -> Result<(), Denial> {
    let allowed = match action {
        NoticeAction::Own => actor.signed_in().is_some(),
        NoticeAction::Desk => match actor {
            Actor::Account(signed) => signed.holds(Role::SysAdmin),
            Actor::Operator => true,
            Actor::Anonymous | Actor::Tracking { .. } => false,
        },
    };
    if allowed { Ok(()) } else { Err(Denial::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Acting, SignedIn};
    use std::collections::BTreeSet;
    use std::sync::Arc;
    use uuid::Uuid;

    fn official(role: Role, second_factor: bool) -> Actor {
        let body = Uuid::from_u128(1);
        Actor::Account(Arc::new(SignedIn {
            account: Uuid::from_u128(2),
            session: Uuid::from_u128(3),
            acting: Acting::Body { body, region: "330000".into(), authority: true, roles: BTreeSet::from([role]) },
            second_factor,
            parties: BTreeSet::new(),
            bodies: BTreeSet::from([body]),
        }))
    }

    #[test]
    fn r156_mails_are_the_system_administrators_and_notices_are_ones_own() {
        for &role in Role::ALL {
            assert_eq!(authorize_notices(&official(role, true), NoticeAction::Own), Ok(()));
            let desk = authorize_notices(&official(role, true), NoticeAction::Desk);
            assert_eq!(desk.is_ok(), role == Role::SysAdmin, "{role:?}");
            assert_eq!(authorize_notices(&official(role, false), NoticeAction::Desk), Err(Denial::Forbidden));
        }
        assert_eq!(authorize_notices(&Actor::Anonymous, NoticeAction::Own), Err(Denial::Forbidden));
        assert_eq!(authorize_notices(&Actor::Anonymous, NoticeAction::Desk), Err(Denial::Forbidden));
        assert_eq!(authorize_notices(&Actor::Operator, NoticeAction::Own), Err(Denial::Forbidden), "it has none");
        assert_eq!(authorize_notices(&Actor::Operator, NoticeAction::Desk), Ok(()));
    }
}
