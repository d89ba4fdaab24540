//! Which rows of the audit trail somebody reads whose office it is: those that concern the own body, for a competent authority those
//! of the bodies of its region code as well. What concerns no body (sign-ins, the public, the command line) is read at the authority of the
//! highest level, which answers for the site. Whether the chain is whole is told to all of them: it says what their rows are worth.
use super::super::Actor;
use crate::account::Acting;
use crate::cases::CaseFacts;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How far a reader of the trail sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The body the session acts for.
    pub own: Uuid,
    /// It, and for an authority the bodies of its region code.
    pub bodies: BTreeSet<Uuid>,
    /// Rows that concern no body.
    pub site: bool,
}

/// What the answer depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowFacts {
    /// The body that was acted for.
    pub acting: Option<Uuid>,
    /// The body that is the object: entered, changed, ended.
    pub object: Option<Uuid>,
    /// The case it belongs to.
    pub case: Option<CaseFacts>,
}

impl Reach {
    /// Of somebody acting for a body; `None` for everybody else (the command line sees all, and needs no reach).
    pub fn of(
        actor: &Actor,
        jurisdiction: impl IntoIterator<Item = Uuid>,
        first_authority: Option<Uuid>,
    ) -> Option<Self> {
        let Acting::Body { body, authority, .. } = &actor.signed_in()?.acting else { return None };
        let mut bodies = BTreeSet::from([*body]);
        if *authority {
            bodies.extend(jurisdiction);
        }
        Some(Self { own: *body, bodies, site: *authority && first_authority == Some(*body) })
    }

    /// Stable code of how far it goes: the own body, a region, the site.
    pub fn code(&self) -> &'static str {
        match (self.site, self.bodies.len()) {
            (true, _) => "site",
            (false, 1) => "own",
            (false, _) => "region",
        }
    }

    /// Whether a row is shown. A case about the own body is not: an auditor learns there no more of the reporter than the others do; what
    /// the own body did stays visible.
    pub fn sees(&self, row: &RowFacts) -> bool {
        let own_act = row.acting == Some(self.own);
        if !own_act && row.case.is_some_and(|case| case.target == Some(self.own)) {
            return false;
        }
        let mut concerned: BTreeSet<Uuid> = [row.acting, row.object].into_iter().flatten().collect();
        concerned.extend(row.case.iter().flat_map(CaseFacts::bodies));
        if concerned.is_empty() { self.site } else { !concerned.is_disjoint(&self.bodies) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Role, SignedIn};
    use std::fmt::Write as _;
    use std::sync::Arc;

    const FIRST: Uuid = Uuid::from_u128(1);
    const ITS_BODY: Uuid = Uuid::from_u128(2);
    const OTHER_BODY: Uuid = Uuid::from_u128(3);
    const CITY: Uuid = Uuid::from_u128(4);
    const CITY_BODY: Uuid = Uuid::from_u128(5);

    fn reach(body: Uuid, authority: bool) -> Reach {
        let region = if [CITY, CITY_BODY].contains(&body) { "330200" } else { "330000" };
        let roles = BTreeSet::from([Role::Auditor]);
        let actor = Actor::Account(Arc::new(SignedIn {
            account: Uuid::from_u128(9),
            session: Uuid::nil(),
            acting: Acting::Body { body, region: region.into(), authority, roles },
            second_factor: true,
            parties: BTreeSet::new(),
            bodies: BTreeSet::new(),
        }));
        let jurisdiction = if region == "330200" { vec![CITY, CITY_BODY] } else { vec![FIRST, ITS_BODY, OTHER_BODY] };
        Reach::of(&actor, jurisdiction, Some(FIRST)).unwrap()
    }

    fn case(authority: Uuid, handler: Option<Uuid>, target: Option<Uuid>) -> Option<CaseFacts> {
        Some(CaseFacts { authority, handler, target, ..CaseFacts::default() })
    }

    #[test]
    fn r152_which_rows_of_the_trail_are_read_where_is_as_reviewed() {
        let by = |body| RowFacts { acting: Some(body), ..RowFacts::default() };
        let of = |case| RowFacts { case, ..RowFacts::default() };
        let rows = [
            ("of no body: a sign-in, the command line", RowFacts::default()),
            ("act of the first authority", by(FIRST)),
            ("act of a body of its region", by(ITS_BODY)),
            ("act of the city's authority", by(CITY)),
            ("act of a body of the city", by(CITY_BODY)),
            ("a body of the city is changed by the first authority", RowFacts { object: Some(CITY_BODY), ..by(FIRST) }),
            (
                "a body of the city is changed by the command line",
                RowFacts { object: Some(CITY_BODY), ..RowFacts::default() },
            ),
            ("a citizen in a case that a body of the region handles", of(case(FIRST, Some(ITS_BODY), None))),
            ("a citizen in a case of the city", of(case(CITY, Some(CITY_BODY), None))),
            (
                "a citizen in a case of the city, forwarded above",
                of(Some(CaseFacts { above: Some(FIRST), ..case(CITY, None, None).unwrap() })),
            ),
            ("a citizen in a case about the body of the region", of(case(FIRST, None, Some(ITS_BODY)))),
            ("a citizen in a case about the city's authority", of(case(FIRST, Some(CITY_BODY), Some(CITY)))),
            (
                "act of the city's authority in a case about itself",
                RowFacts { acting: Some(CITY), case: case(FIRST, Some(CITY), Some(CITY)), ..RowFacts::default() },
            ),
        ];
        let readers = [
            ("first authority", reach(FIRST, true)),
            ("body of its region", reach(ITS_BODY, false)),
            ("another body of its region", reach(OTHER_BODY, false)),
            ("city's authority", reach(CITY, true)),
            ("body of the city", reach(CITY_BODY, false)),
        ];
        let mut matrix = String::from(
            "# row × reader of the audit trail (auditor, security officer); written by the test in policy/audit/reach.rs (UPDATE_SNAPSHOTS=1), reviewed by a person\n",
        );
        for (what, row) in rows {
            let _ = writeln!(matrix, "\n[{what}]");
            for (who, reach) in &readers {
                let _ = writeln!(matrix, "{who:<32}{}", if reach.sees(&row) { "yes" } else { "not-found" });
            }
        }
        crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/audit_reach.txt"), &matrix);
    }

    #[test]
    fn r152_only_a_body_has_a_reach() {
        for actor in [Actor::Anonymous, Actor::Operator] {
            assert_eq!(Reach::of(&actor, [], None), None);
        }
    }
}
