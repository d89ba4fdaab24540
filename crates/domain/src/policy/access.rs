//! 受限开放: by the part an actor has in an application, agreement or violation. What a command needs
//! beyond that is in the table of its procedure; what of the data may leave is decided by [`crate::access::delivery`].
#[cfg(test)]
mod tests;

use super::{Actor, Denial};
use crate::access::agreement::{self, AgreementFacts};
use crate::access::review::{self, Part, ReviewFacts};
use crate::access::violation::{self, ViolationFacts};
use crate::account::{Acting, Role};
use crate::code_list;
use std::collections::BTreeSet;
use uuid::Uuid;

code_list! {
    /// What is asked of the procedure as a whole.
    AccessAction {
        /// Fill in an application, alone or with colleagues: any party. Drafts are the party's (see `draft`).
        Apply = "apply",
        /// Write announcements, publish and correct them.
        Announce = "edit-announcements",
        /// Announce windows, prolong and cancel them.
        Windows = "manage-windows",
        /// Conditions and modes of a body's own datasets.
        Conditions = "edit-conditions",
        /// Texts of commitment and agreement.
        Templates = "edit-templates",
        /// The table of credit entries: look, import, lift.
        Credit = "manage-credit",
        /// What the body has opened, and who fetched what of it; an authority: of its region.
        Deliveries = "view-own-deliveries",
        /// Enter what is suspected of a user: publishers of the data and the authority.
        Suspect = "report-violation",
        /// Violations of the users of the body's data; an authority: those it is the authority of.
        Violations = "list-violations",
        /// The agreements that the body signs, has a part in, or that are filed with it.
        Agreements = "list-agreements",
        /// Coordination and figures of the authority's level (B09 step 6).
        Coordinate = "coordinate",
    }
}

code_list! {
    /// What is asked of an application under review.
    ReviewAction {
        /// The case page; a publisher sees its own lines alone.
        View = "view-application",
        /// Lines and opinions of every publisher.
        ViewAll = "view-all-lines",
        /// Give a command; which ones is a matter of the table.
        Command = "command-application",
        /// Open a paper of the application.
        Document = "open-application-paper",
        /// See number and contact of the applicant in full, with a record of it.
        Unmask = "unmask-applicant",
        /// Internal opinions and notes.
        Opinions = "read-opinions",
        /// Write to the other side.
        Message = "message-application",
        /// Hand it to a colleague.
        Assign = "assign-application",
        /// Print the whole file, as far as it is the reader's to see.
        Print = "print-application",
    }
}

code_list! {
    /// What is asked of an agreement.
    AgreementAction {
        View = "view-agreement",
        Command = "command-agreement",
        /// The PDF and the text with its hash.
        Text = "download-agreement",
        /// Fetch the data: the user alone, never an office.
        Fetch = "fetch-data",
        /// Make, rotate and revoke keys: the user alone.
        Keys = "manage-keys",
        /// Who fetched what when: both sides.
        Log = "view-deliveries",
    }
}

code_list! {
    /// What is asked of a violation.
    ViolationAction {
        View = "view-violation",
        Command = "command-violation",
        /// Evidence and internal notes.
        Evidence = "open-evidence",
    }
}

/// Decides about the procedure as a whole; `body` is the publisher whose conditions are edited.
///
/// # Errors
/// `forbidden`: the role is not held where the session acts.
pub fn authorize_access(actor: &Actor, action: AccessAction, body: Option<Uuid>) -> Result<(), Denial> {
    let Some(signed) = actor.signed_in() else { return Err(Denial::Forbidden) };
    let holds = |roles: &[Role]| roles.iter().any(|role| signed.holds(*role));
    let authority = matches!(signed.acting, Acting::Body { authority: true, .. });
    let allowed = match action {
        AccessAction::Apply => signed.acting.party().is_some(),
        AccessAction::Announce | AccessAction::Windows | AccessAction::Credit => {
            authority && holds(&[Role::AuthorityReviewer])
        }
        AccessAction::Templates => authority && holds(&[Role::AuthorityReviewer, Role::DataOfficeHead]),
        AccessAction::Coordinate => authority && holds(&[Role::AuthorityReviewer, Role::Supervisor]),
        AccessAction::Agreements | AccessAction::Deliveries | AccessAction::Suspect | AccessAction::Violations => {
            holds(&[Role::Reviewer]) || (authority && holds(&[Role::AuthorityReviewer]))
        }
        AccessAction::Conditions => {
            body.is_some() && signed.acting.body() == body && holds(&[Role::Cataloguer, Role::Reviewer])
        }
    };
    if allowed { Ok(()) } else { Err(Denial::Forbidden) }
}

/// Decides about one application.
///
/// # Errors
/// `not-found` for whoever has no part in it; `forbidden` where the part does not suffice.
pub fn authorize_review(actor: &Actor, action: ReviewAction, facts: &ReviewFacts) -> Result<(), Denial> {
    let parts = review::parts(actor, facts);
    let wears = |wanted: &[Part]| wanted.iter().any(|part| parts.contains(part));
    let reviewers = [Part::FormalReviewer, Part::DemandReviewer, Part::Rechecker];
    let allowed = match action {
        ReviewAction::View | ReviewAction::Command => true,
        ReviewAction::ViewAll => wears(&[Part::Applicant, Part::FormalReviewer, Part::Rechecker, Part::Supervisor]),
        ReviewAction::Document | ReviewAction::Message => wears(&reviewers) || wears(&[Part::Applicant]),
        ReviewAction::Unmask | ReviewAction::Assign => wears(&reviewers),
        ReviewAction::Print => wears(&reviewers) || wears(&[Part::Applicant, Part::Supervisor]),
        ReviewAction::Opinions => !wears(&[Part::Applicant]),
    };
    answer(parts.is_empty(), allowed)
}

/// Decides about one agreement.
///
/// # Errors
/// `not-found` for whoever has no part in it; `forbidden` where the part does not suffice.
pub fn authorize_agreement(actor: &Actor, action: AgreementAction, facts: &AgreementFacts) -> Result<(), Denial> {
    use agreement::Part;
    let parts: BTreeSet<Part> = agreement::parts(actor, facts);
    let user = parts.contains(&Part::User);
    let opening = parts.contains(&Part::Publisher) || parts.contains(&Part::PartyA);
    let allowed = match action {
        AgreementAction::View | AgreementAction::Command | AgreementAction::Text => true,
        AgreementAction::Fetch | AgreementAction::Keys => user,
        AgreementAction::Log => user || opening,
    };
    answer(parts.is_empty(), allowed)
}

/// Decides about one violation.
///
/// # Errors
/// `not-found` for whoever has no part in it; `forbidden` where the part does not suffice.
pub fn authorize_violation(actor: &Actor, action: ViolationAction, facts: &ViolationFacts) -> Result<(), Denial> {
    let parts = violation::parts(actor, facts);
    let office = parts.contains(&violation::Part::Publisher) || parts.contains(&violation::Part::Authority);
    let allowed = match action {
        ViolationAction::View | ViolationAction::Command => true,
        ViolationAction::Evidence => office,
    };
    answer(parts.is_empty(), allowed)
}

const fn answer(nobody: bool, allowed: bool) -> Result<(), Denial> {
    match (nobody, allowed) {
        (true, _) => Err(Denial::NotFound),
        (false, true) => Ok(()),
        (false, false) => Err(Denial::Forbidden),
    }
}
