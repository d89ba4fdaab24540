//! Which cases of its body an official has a part in, as a condition over rows: pages and totals of a queue count what its reader may see.
//! The rules are those of the procedures (`hats`, `parts`); this is their shadow in SQL, and every row shown is asked for again there.
use super::lists::literals;
use domain::account::Role;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who looks at the queue of a body.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    pub account: Uuid,
    /// Every party the account belongs to: what those filed is nobody's to handle.
    pub parties: Vec<Uuid>,
    /// Held where the session acts, with the second factor.
    pub roles: BTreeSet<Role>,
}

/// The body published a line of the application.
const PUBLISHES: &str = "EXISTS (SELECT 1 FROM application_lines p WHERE p.case_id = cases.id AND p.publisher_id = $1)";
/// Data of the body are in the agreement.
const IN_AGREEMENT: &str = "(EXISTS (SELECT 1 FROM case_bodies b WHERE b.case_id = cases.id AND b.body_id = $1)
     OR COALESCE(handler_id = $1, FALSE) AND EXISTS (SELECT 1 FROM agreements a
     JOIN application_lines p ON p.case_id = a.application_id WHERE a.case_id = cases.id AND p.publisher_id = $1))";
/// Data of the body are in the violation.
const IN_VIOLATION: &str = "EXISTS (SELECT 1 FROM case_bodies v WHERE v.case_id = cases.id AND v.body_id = $1)";

impl Sight {
    /// The condition over `$1` body.
    pub(super) fn condition(&self, postgres: bool) -> String {
        let holds = |role| self.roles.contains(&role);
        let either = |parts: &[(bool, &str)]| {
            let parts: Vec<_> = parts.iter().filter(|(holds, _)| *holds).map(|(_, sql)| *sql).collect();
            if parts.is_empty() { "FALSE".to_owned() } else { format!("({})", parts.join(" OR ")) }
        };
        let theirs = format!("COALESCE(party_id IN ({}), FALSE)", literals(&self.parties, postgres));
        let own = format!("({theirs} OR COALESCE(filed_by IN ({}), FALSE))", literals(&[self.account], postgres));
        let complaint = "(authority_id = $1 OR COALESCE(above_id = $1, FALSE) OR COALESCE(handler_id = $1, FALSE))";
        let application = either(&[
            (holds(Role::AuthorityReviewer), "COALESCE(handler_id = $1, FALSE) AND authority_id = $1"),
            (holds(Role::Reviewer) || holds(Role::Head), "COALESCE(handler_id = $1, FALSE) AND authority_id <> $1"),
            (holds(Role::Reviewer), PUBLISHES),
            (holds(Role::Supervisor), "authority_id = $1"),
        ]);
        let authority = (holds(Role::AuthorityReviewer), "authority_id = $1");
        let agreement = either(&[(holds(Role::Reviewer), IN_AGREEMENT), authority]);
        let violation = either(&[(holds(Role::Reviewer), IN_VIOLATION), authority]);
        format!(
            "(kind IN ('TS', 'JY') AND NOT {own} AND {complaint} OR kind = 'SQ' AND NOT {own} AND {application}
             OR kind = 'XY' AND NOT {theirs} AND {agreement} OR kind = 'WG' AND NOT {theirs} AND {violation})"
        )
    }
}
