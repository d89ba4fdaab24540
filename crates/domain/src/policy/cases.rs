//! Cases: by the hats an actor wears in a case. What a command needs beyond that is in the table of its procedure.
use super::{Actor, Denial};
use crate::account::{Acting, Role};
use crate::cases::{CaseFacts, Hat, hats};
use crate::code_list;

code_list! {
    /// What is asked of cases.
    CaseAction {
        /// File a complaint or suggestion: anybody, signed in or not.
        File = "file-case",
        /// Enter what came to the counter.
        Enter = "enter-case",
        /// The work queue of the body acted for.
        Queue = "view-queue",
        /// Absences and who stands in.
        Delegate = "delegate",
        /// Templates of opinions of the body acted for.
        Opinions = "edit-opinions",
        /// The case page.
        View = "view-case",
        /// Give a command; which ones is a matter of the procedure's table.
        Command = "command-case",
        /// Open a document.
        Document = "open-document",
        /// See name and contact of the reporter in full, with a reason.
        Unmask = "unmask-reporter",
        /// Write to the other side.
        Message = "message-case",
        /// Write an internal note.
        Note = "note-case",
        /// Hand it to a colleague.
        Assign = "assign-case",
        /// Print the whole file.
        Print = "print-case",
    }
}

/// Decides about cases as a whole: filing, counter, queue, absences.
///
/// # Errors
/// `forbidden`: the role is not held where the session acts.
pub fn authorize_desk(actor: &Actor, action: CaseAction) -> Result<(), Denial> {
    let staff = |roles: &[Role]| {
        actor.signed_in().is_some_and(|signed| {
            matches!(signed.acting, Acting::Body { .. }) && roles.iter().any(|role| signed.holds(*role))
        })
    };
    let allowed = match action {
        CaseAction::File => !matches!(actor, Actor::Operator),
        CaseAction::Enter => staff(&[Role::Reviewer, Role::AuthorityReviewer]),
        CaseAction::Queue => staff(&[
            Role::Reviewer,
            Role::Head,
            Role::DataOfficeHead,
            Role::AuthorityReviewer,
            Role::Supervisor,
            Role::SecurityOfficer,
        ]),
        CaseAction::Delegate => staff(&[Role::Reviewer, Role::Head, Role::AuthorityReviewer]),
        // Those who write opinions, and those who answer for them.
        CaseAction::Opinions => staff(&[Role::Reviewer, Role::Head, Role::DataOfficeHead, Role::AuthorityReviewer]),
        _ => false,
    };
    if allowed { Ok(()) } else { Err(Denial::Forbidden) }
}

/// Decides about one case.
///
/// # Errors
/// `not-found` for whoever has no part in it: its existence is none of their business; `forbidden` where the part does not suffice.
pub fn authorize_case(actor: &Actor, action: CaseAction, facts: &CaseFacts) -> Result<(), Denial> {
    let hats = hats(actor, facts);
    // The query code shows its case, also where an account filed it and acts there.
    if action == CaseAction::View && matches!(*actor, Actor::Tracking { case } if case == facts.case) {
        return Ok(());
    }
    if hats.is_empty() {
        return Err(Denial::NotFound);
    }
    let wears = |wanted: &[Hat]| wanted.iter().any(|hat| hats.contains(hat));
    let allowed = match action {
        CaseAction::View | CaseAction::Command => true,
        // Who is known by the query code opens what an office addressed to them; that is a matter of the document.
        CaseAction::Document => !wears(&[Hat::Target]),
        CaseAction::Unmask => wears(&[Hat::Router, Hat::Handler, Hat::HandlerHead]),
        CaseAction::Message => wears(&[Hat::Reporter, Hat::Router, Hat::Handler]),
        CaseAction::Note => !wears(&[Hat::Reporter, Hat::Target, Hat::Auditor]),
        CaseAction::Assign => wears(&[Hat::Router, Hat::Handler, Hat::HandlerHead]),
        CaseAction::Print => {
            let parts = [Hat::Reporter, Hat::Router, Hat::Handler, Hat::HandlerHead, Hat::Supervisor, Hat::Auditor];
            wears(&parts) && !matches!(actor, Actor::Tracking { .. })
        }
        CaseAction::File | CaseAction::Enter | CaseAction::Queue | CaseAction::Delegate | CaseAction::Opinions => false,
    };
    if allowed { Ok(()) } else { Err(Denial::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::SignedIn;
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::sync::Arc;
    use uuid::Uuid;

    const AUTHORITY: Uuid = Uuid::from_u128(1);
    const ABOVE: Uuid = Uuid::from_u128(2);
    const BODY: Uuid = Uuid::from_u128(3);
    const OTHER: Uuid = Uuid::from_u128(4);
    const PARTY: Uuid = Uuid::from_u128(5);
    const ACCOUNT: Uuid = Uuid::from_u128(6);
    const CASE: Uuid = Uuid::from_u128(8);

    fn signed(acting: Acting, parties: &[Uuid]) -> Actor {
        Actor::Account(Arc::new(SignedIn {
            account: ACCOUNT,
            session: Uuid::nil(),
            acting,
            second_factor: true,
            parties: parties.iter().copied().collect(),
            bodies: BTreeSet::new(),
        }))
    }

    fn staff(body: Uuid, role: Role) -> Actor {
        let roles = BTreeSet::from([role]);
        let authority = body == AUTHORITY || body == ABOVE;
        signed(Acting::Body { body, region: "330000".into(), authority, roles }, &[])
    }

    fn running() -> CaseFacts {
        CaseFacts {
            case: CASE,
            party: Some(PARTY),
            filed_by: Some(Uuid::from_u128(7)),
            authority: AUTHORITY,
            above: None,
            handler: Some(BODY),
            target: Some(OTHER),
        }
    }

    fn actors() -> Vec<(String, Actor)> {
        let mut all = vec![
            ("anonymous".to_owned(), Actor::Anonymous),
            ("operator".to_owned(), Actor::Operator),
            ("its query code".to_owned(), Actor::Tracking { case: CASE }),
            ("another case's query code".to_owned(), Actor::Tracking { case: OTHER }),
            ("its party".to_owned(), signed(Acting::Person { party: PARTY }, &[PARTY])),
            ("another person".to_owned(), signed(Acting::Person { party: OTHER }, &[OTHER])),
        ];
        for (name, body) in [
            ("handling body", BODY),
            ("authority", AUTHORITY),
            ("level above", ABOVE),
            ("body complained about", OTHER),
        ] {
            all.extend(Role::ALL.iter().map(|role| (format!("{name}, {}", role.code()), staff(body, *role))));
        }
        all
    }

    #[test]
    fn the_whole_matrix_of_cases_is_as_reviewed() {
        let cases = [
            ("filed, with the authority", CaseFacts { handler: None, ..running() }),
            ("handled by a body", running()),
            ("forwarded to the level above", CaseFacts { above: Some(ABOVE), handler: None, ..running() }),
            ("filed without account", CaseFacts { party: None, filed_by: None, ..running() }),
            ("about the authority itself", CaseFacts { target: Some(AUTHORITY), handler: None, ..running() }),
        ];
        let mut matrix = String::from(
            "# actor × action × case; written by the test in policy/cases.rs (UPDATE_SNAPSHOTS=1), reviewed by a person\n",
        );
        let desk = [CaseAction::File, CaseAction::Enter, CaseAction::Queue, CaseAction::Delegate, CaseAction::Opinions];
        let answer = |result: Result<(), Denial>| result.map_or_else(Denial::code, |()| "yes");
        for action in desk {
            let _ = writeln!(matrix, "\n[{}]", action.code());
            for (name, actor) in actors() {
                let _ = writeln!(matrix, "{name:<44}{}", answer(authorize_desk(&actor, action)));
            }
        }
        for (case, facts) in cases {
            for action in CaseAction::ALL.iter().filter(|action| !desk.contains(action)) {
                let _ = writeln!(matrix, "\n[{} · {case}]", action.code());
                for (name, actor) in actors() {
                    let _ = writeln!(matrix, "{name:<44}{}", answer(authorize_case(&actor, *action, &facts)));
                }
            }
        }
        crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/cases_matrix.txt"), &matrix);
    }

    #[test]
    fn r152_bodies_without_a_part_do_not_learn_that_a_case_exists() {
        for &role in Role::ALL {
            for &action in CaseAction::ALL {
                assert_eq!(
                    authorize_case(&staff(ABOVE, role), action, &running()),
                    Err(Denial::NotFound),
                    "{role:?} {action:?}"
                );
            }
        }
        let forwarded = CaseFacts { above: Some(ABOVE), ..running() };
        assert_eq!(authorize_case(&staff(ABOVE, Role::AuthorityReviewer), CaseAction::View, &forwarded), Ok(()));
    }

    #[test]
    fn r155_nobody_is_an_official_in_a_case_they_filed() {
        let roles = BTreeSet::from([Role::Reviewer, Role::Head]);
        let acting = Acting::Body { body: BODY, region: "330000".into(), authority: false, roles };
        let own = CaseFacts { filed_by: Some(ACCOUNT), ..running() };
        assert!(hats(&signed(acting.clone(), &[]), &own).is_empty(), "filed with this account");
        assert!(
            hats(&signed(acting.clone(), &[PARTY]), &running()).is_empty(),
            "filed by a party the account belongs to"
        );
        assert!(!hats(&signed(acting, &[]), &running()).is_empty());
    }

    #[test]
    fn r127_the_body_complained_about_sees_no_reporter_and_decides_nothing() {
        let about_authority = CaseFacts { target: Some(AUTHORITY), handler: None, ..running() };
        let official = staff(AUTHORITY, Role::AuthorityReviewer);
        assert_eq!(hats(&official, &about_authority), BTreeSet::from([Hat::Target]));
        for action in [CaseAction::Unmask, CaseAction::Document, CaseAction::Message, CaseAction::Print] {
            assert_eq!(authorize_case(&official, action, &about_authority), Err(Denial::Forbidden));
        }
    }

    #[test]
    fn r127_a_query_code_makes_the_reporter_of_its_one_case_and_of_nothing_else() {
        let own = CaseFacts { party: None, filed_by: None, ..running() };
        let known = Actor::Tracking { case: CASE };
        assert_eq!(hats(&known, &own), BTreeSet::from([Hat::Reporter]));
        for &action in CaseAction::ALL {
            let other = Actor::Tracking { case: OTHER };
            assert_eq!(authorize_case(&other, action, &own), Err(Denial::NotFound), "{action:?}");
            let shown = if action == CaseAction::View { Ok(()) } else { Err(Denial::NotFound) };
            assert_eq!(authorize_case(&known, action, &running()), shown, "an account's: {action:?}");
        }
        for action in [CaseAction::Print, CaseAction::Note, CaseAction::Assign, CaseAction::Unmask] {
            assert_eq!(authorize_case(&known, action, &own), Err(Denial::Forbidden));
        }
        for action in [CaseAction::Queue, CaseAction::Enter, CaseAction::Delegate] {
            assert_eq!(authorize_desk(&known, action), Err(Denial::Forbidden));
        }
    }

    #[test]
    fn r160_an_auditor_of_a_body_with_a_part_reads_and_takes_the_file_and_does_nothing() {
        let auditor = staff(AUTHORITY, Role::Auditor);
        assert_eq!(hats(&auditor, &running()), BTreeSet::from([Hat::Auditor]));
        for action in [CaseAction::View, CaseAction::Document, CaseAction::Print] {
            assert_eq!(authorize_case(&auditor, action, &running()), Ok(()));
        }
        for action in [CaseAction::Unmask, CaseAction::Message, CaseAction::Note, CaseAction::Assign] {
            assert_eq!(authorize_case(&auditor, action, &running()), Err(Denial::Forbidden));
        }
        assert!(hats(&staff(OTHER, Role::Auditor), &running()).is_empty(), "of the body complained about");
        let about = CaseFacts { target: Some(AUTHORITY), ..running() };
        assert!(hats(&auditor, &about).is_empty(), "about the own authority");
    }

    #[test]
    fn r073_no_second_factor_no_hat() {
        let Actor::Account(signed) = staff(BODY, Role::Reviewer) else { unreachable!() };
        let weak = Actor::Account(Arc::new(SignedIn { second_factor: false, ..(*signed).clone() }));
        assert!(hats(&weak, &running()).is_empty());
    }
}
