//! Who signs for the side that opens the data (R-078, C-06; ZJ22-Art.33(3)).
use crate::code_list;
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
