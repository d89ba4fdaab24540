//! What became of an approved application (B09: 待签署 → 已签署 → 已开放 → 已结束). It is never stored: its agreements say it, so that it cannot
//! differ from them.
use crate::access::agreement::{Group, StateCode};
use crate::code_list;

code_list! {
    /// Where an approved application stands.
    Standing {
        /// 待签署: an agreement of it waits for being filled in or signed.
        ToSign = "approved",
        /// 已签署: in force, nothing was had under it yet.
        Signed = "signed",
        /// 已开放: data was had.
        Delivered = "delivered",
        /// 已结束: expired, terminated, or given up without a signature.
        Ended = "ended",
    }
}

/// From its agreements, each with its version (a renewal being drawn up leaves the former one in force), and whether data was had.
pub fn standing(agreements: &[(StateCode, u32)], delivered: bool) -> Standing {
    let of = |group: Group, state: &StateCode| group.states().contains(state);
    let open = agreements.iter().any(|(state, version)| of(Group::Preparing, state) && *version == 1);
    let in_force = agreements.iter().any(|(state, _)| of(Group::InForce, state));
    match (in_force, delivered) {
        // None is there before the approval is through.
        _ if agreements.is_empty() || open => Standing::ToSign,
        (true, true) => Standing::Delivered,
        (true, false) => Standing::Signed,
        (false, _) => Standing::Ended,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r069_an_approved_application_stands_where_its_agreements_stand() {
        use StateCode::*;
        for state in StateCode::ALL {
            let expected = match state {
                Drafted | PendingClick => Standing::ToSign,
                Active | TerminationNoticed => Standing::Signed,
                DestructionDue | DestructionProved | Destroyed | Renewed | Withdrawn => Standing::Ended,
            };
            assert_eq!(standing(&[(*state, 1)], false), expected, "{state:?}");
        }
        assert_eq!(standing(&[], false), Standing::ToSign);
        assert_eq!(standing(&[(Active, 1)], true), Standing::Delivered);
        assert_eq!(standing(&[(DestructionDue, 1)], true), Standing::Ended);
        // Of two publishers' agreements the last one counts; one that was given up does not.
        assert_eq!(standing(&[(Active, 1), (PendingClick, 1)], true), Standing::ToSign);
        assert_eq!(standing(&[(Active, 1), (Withdrawn, 1)], false), Standing::Signed);
        // A renewal.
        assert_eq!(standing(&[(Active, 1), (Drafted, 2)], true), Standing::Delivered);
        assert_eq!(standing(&[(Renewed, 1), (Active, 2)], true), Standing::Delivered);
        assert_eq!(standing(&[(Renewed, 1), (Destroyed, 2)], true), Standing::Ended);
    }
}
