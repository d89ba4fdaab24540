//! Which part an actor has in a case: the hats decide what may be seen and done.
use crate::account::{Acting, Role};
use crate::code_list;
use crate::policy::Actor;
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// A part in a case.
    Hat {
        /// The party that filed it.
        Reporter = "reporter",
        /// 主管部门审核 of the authority that has to route it now.
        Router = "router",
        /// Handles it: 经办 of the body that has it (of an authority: 主管部门审核 too).
        Handler = "handler",
        /// 机构负责人 of the body that has it.
        HandlerHead = "handler-head",
        /// 督促 of the authority.
        Supervisor = "supervisor",
        /// 安全岗 of the body that has it or of the authority.
        Security = "security",
        /// Staff of a body with a part in it who only look: the authority that forwarded it.
        Observer = "observer",
        /// Staff of the body complained about, where there is no other authority to receive it: sees no reporter, decides nothing.
        Target = "target",
        /// 审计 of a body with a part in it: reads and takes the file, every time with a record, and does nothing in it.
        Auditor = "auditor",
    }
}

/// What the part of an actor depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFacts {
    /// The case itself.
    pub case: Uuid,
    /// The party it belongs to; `None` for anonymous and account-less reporters.
    pub party: Option<Uuid>,
    /// The account that filed it, if one did.
    pub filed_by: Option<Uuid>,
    /// The authority that received it.
    pub authority: Uuid,
    /// The level above, once it was forwarded there.
    pub above: Option<Uuid>,
    /// The body that has it to handle.
    pub handler: Option<Uuid>,
    /// The body complained about: never learns who reported, never handles (R-127, B21).
    pub target: Option<Uuid>,
}

impl CaseFacts {
    /// The authority that routes it now.
    pub fn router(&self) -> Uuid {
        self.above.unwrap_or(self.authority)
    }

    /// Whether the actor filed it, counting every party the account belongs to.
    pub fn filed_by(&self, actor: &Actor) -> bool {
        actor.signed_in().is_some_and(|signed| {
            self.filed_by == Some(signed.account) || self.party.is_some_and(|party| signed.parties.contains(&party))
        })
    }

    /// The bodies that have a part in it.
    pub fn bodies(&self) -> BTreeSet<Uuid> {
        [Some(self.authority), self.above, self.handler].into_iter().flatten().collect()
    }
}

/// The hats of an actor in a case; none = it does not exist for them. Who filed it wears no hat of an office in it.
pub fn hats(actor: &Actor, facts: &CaseFacts) -> BTreeSet<Hat> {
    let mut hats = BTreeSet::new();
    if let Actor::Tracking { case } = *actor {
        // What an account filed is its party's business: there the query code shows, and gives no hand in it.
        if case == facts.case && facts.party.is_none() {
            hats.insert(Hat::Reporter);
        }
        return hats;
    }
    let Some(signed) = actor.signed_in() else { return hats };
    let Acting::Body { body, .. } = signed.acting else {
        if facts.party.is_some() && signed.acting.party() == facts.party {
            hats.insert(Hat::Reporter);
        }
        return hats;
    };
    if facts.filed_by(actor) || !facts.bodies().contains(&body) {
        return hats;
    }
    let works = [
        Role::Reviewer,
        Role::Head,
        Role::DataOfficeHead,
        Role::AuthorityReviewer,
        Role::Supervisor,
        Role::SecurityOfficer,
    ]
    .into_iter()
    .any(|role| signed.holds(role));
    if !works {
        // Not in a case about the own body: an auditor learns there no more of the reporter than the others.
        if signed.holds(Role::Auditor) && facts.target != Some(body) {
            hats.insert(Hat::Auditor);
        }
        return hats;
    }
    if facts.target == Some(body) {
        hats.insert(Hat::Target);
        return hats;
    }
    let handles = facts.handler == Some(body);
    let is_authority = body == facts.authority || facts.above == Some(body);
    if body == facts.router() && signed.holds(Role::AuthorityReviewer) {
        hats.insert(Hat::Router);
    }
    if handles && (signed.holds(Role::Reviewer) || is_authority && signed.holds(Role::AuthorityReviewer)) {
        hats.insert(Hat::Handler);
    }
    if handles && signed.holds(Role::Head) {
        hats.insert(Hat::HandlerHead);
    }
    if is_authority && signed.holds(Role::Supervisor) {
        hats.insert(Hat::Supervisor);
    }
    if (handles || body == facts.router()) && signed.holds(Role::SecurityOfficer) {
        hats.insert(Hat::Security);
    }
    if hats.is_empty() {
        hats.insert(Hat::Observer);
    }
    hats
}
