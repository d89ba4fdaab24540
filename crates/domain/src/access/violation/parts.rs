//! Which part an actor has in a violation.
use crate::account::{Acting, Role};
use crate::code_list;
use crate::policy::Actor;
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// A part in a violation.
    Part {
        /// The user concerned.
        User = "user",
        /// 经办 of the publisher of the data concerned.
        Publisher = "publisher",
        /// 主管部门审核 of the authority.
        Authority = "authority",
    }
}

/// What the part of an actor depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViolationFacts {
    /// The user concerned.
    pub party: Uuid,
    /// Publishers of the data concerned.
    pub publishers: BTreeSet<Uuid>,
    /// The competent authority.
    pub authority: Uuid,
}

/// The parts of an actor in a violation; none = it does not exist for them.
pub fn parts(actor: &Actor, facts: &ViolationFacts) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let Some(signed) = actor.signed_in() else { return parts };
    let Acting::Body { body, .. } = &signed.acting else {
        if signed.acting.party() == Some(facts.party) {
            parts.insert(Part::User);
        }
        return parts;
    };
    if signed.parties.contains(&facts.party) {
        return parts;
    }
    if facts.publishers.contains(body) && signed.holds(Role::Reviewer) {
        parts.insert(Part::Publisher);
    }
    if *body == facts.authority && signed.holds(Role::AuthorityReviewer) {
        parts.insert(Part::Authority);
    }
    parts
}
