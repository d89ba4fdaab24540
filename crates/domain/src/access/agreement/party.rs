//! Who signs for the side that opens the data (R-078, C-06; ZJ22-Art.33(3)).
use crate::account::{Acting, Mandate, Role};
use crate::code_list;
use crate::policy::Actor;
use crate::profile::MultiParty;
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// A side of an agreement.
    Side {
        /// 甲方: the publisher, or the authority.
        Publisher = "publisher",
        /// 乙方: the user.
        User = "user",
    }
}

code_list! {
    /// A part in an agreement.
    Part {
        /// A member of the user who may sign: head or mandated; a natural person.
        Signatory = "signatory",
        /// Another member of the user.
        User = "user",
        /// 经办 of a publisher whose data it is about.
        Publisher = "publisher",
        /// 经办 of the party that signs for the opening side, where that is not the publisher: the authority.
        PartyA = "party-a",
        /// The authority that agreements are filed with (DQ-Art.24).
        Registry = "registry",
    }
}

/// The agreements that approved lines lead to, by the number of publishers: one publisher signs itself; for two or more the authority signs one
/// agreement (zhejiang, deqing), or each provider its own (yunnan).
pub fn parties(publishers: &BTreeSet<Uuid>, authority: Uuid, multi: MultiParty) -> Vec<(Uuid, BTreeSet<Uuid>)> {
    match (publishers.len(), multi) {
        (0, _) => Vec::new(),
        (2.., MultiParty::Authority) => vec![(authority, publishers.clone())],
        _ => publishers.iter().map(|publisher| (*publisher, BTreeSet::from([*publisher]))).collect(),
    }
}

/// What the part of an actor depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementFacts {
    /// The user.
    pub party: Uuid,
    /// Who signs for the opening side.
    pub party_a: Uuid,
    pub publishers: BTreeSet<Uuid>,
    /// The competent authority.
    pub authority: Uuid,
}

/// The parts of an actor in an agreement; none = it does not exist for them. Whoever belongs to the user is no official in it.
pub fn parts(actor: &Actor, facts: &AgreementFacts) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let Some(signed) = actor.signed_in() else { return parts };
    match &signed.acting {
        Acting::Person { party } if *party == facts.party => parts.extend([Part::Signatory, Part::User]),
        Acting::Organisation { party, mandates } if *party == facts.party => {
            parts.insert(Part::User);
            // 签署: the head, or whom the head mandated.
            if mandates.contains(&Mandate::Signatory) || mandates.contains(&Mandate::Head) {
                parts.insert(Part::Signatory);
            }
        }
        Acting::Body { body, .. } if !signed.parties.contains(&facts.party) => {
            if facts.publishers.contains(body) && signed.holds(Role::Reviewer) {
                parts.insert(Part::Publisher);
            }
            let authority = *body == facts.authority && signed.holds(Role::AuthorityReviewer);
            if authority {
                parts.insert(Part::Registry);
            }
            if authority && *body == facts.party_a {
                parts.insert(Part::PartyA);
            }
        }
        _ => {}
    }
    parts
}
