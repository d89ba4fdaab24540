//! Which part an actor has in an application.
use crate::account::{Acting, Role};
use crate::code_list;
use crate::policy::Actor;
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// A part in an application.
    Part {
        /// 申请人: the party that applies.
        Applicant = "applicant",
        /// 规范性审查 of who received it.
        FormalReviewer = "formal-reviewer",
        /// 需求审核 of a publisher: sees its own lines alone.
        DemandReviewer = "demand-reviewer",
        /// 需求复核 of who received it.
        Rechecker = "rechecker",
        /// 督促 of the authority; where a body receives applications itself, its head.
        Supervisor = "supervisor",
    }
}

/// What the part of an actor depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewFacts {
    /// The party it belongs to.
    pub party: Uuid,
    /// The account that filed it.
    pub filed_by: Uuid,
    /// Who received it.
    pub receiver: Uuid,
    /// The competent authority.
    pub authority: Uuid,
    pub publishers: BTreeSet<Uuid>,
}

impl ReviewFacts {
    /// Whether the actor filed it, counting every party the account belongs to.
    pub fn filed_by(&self, actor: &Actor) -> bool {
        let ours =
            |signed: &crate::account::SignedIn| signed.account == self.filed_by || signed.parties.contains(&self.party);
        actor.signed_in().is_some_and(ours)
    }
}

/// The parts of an actor in an application; none = it does not exist for them. Who filed it has no part of an office in it.
pub fn parts(actor: &Actor, facts: &ReviewFacts) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let Some(signed) = actor.signed_in() else { return parts };
    let Acting::Body { body, .. } = signed.acting else {
        if signed.acting.party() == Some(facts.party) {
            parts.insert(Part::Applicant);
        }
        return parts;
    };
    if facts.filed_by(actor) {
        return parts;
    }
    let holds = |role| signed.holds(role);
    let by_authority = facts.receiver == facts.authority;
    if body == facts.receiver {
        let reviews = if by_authority { holds(Role::AuthorityReviewer) } else { holds(Role::Reviewer) };
        if reviews {
            parts.extend([Part::FormalReviewer, Part::Rechecker]);
        }
        if !by_authority && holds(Role::Head) {
            parts.insert(Part::Supervisor);
        }
    }
    if facts.publishers.contains(&body) && holds(Role::Reviewer) {
        parts.insert(Part::DemandReviewer);
    }
    if body == facts.authority && holds(Role::Supervisor) {
        parts.insert(Part::Supervisor);
    }
    parts
}
