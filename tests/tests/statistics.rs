//! 开放统计 over HTTP: what the public page and its file say is what somebody counts by hand.
use crate::fixture::run;
use chrono::{DateTime, Utc};
use domain::access::review::{Basis, Decision, Eligibility, LineState, Review, State};
use domain::cases::{CaseClock, Stored, Version};
use domain::profile::{Event, Step};
use server::Portal;
use std::collections::BTreeSet;
use store::cases::{CaseRow, ClockRow};
use testkit::TestPortal;
use testkit::identities::{AUTHORITY, OTHER_PUBLISHER, PUBLISHER};
use uuid::Uuid;

/// 09:00 in China on a day of 2026.
fn at(day: &str) -> DateTime<Utc> {
    format!("2026-{day}T01:00:00Z").parse().expect("an instant")
}

/// Enters an application filed on a day, with the steps that were begun and, if they were, ended.
async fn enter(
    portal: &Portal,
    n: u128,
    filed: &str,
    review: Review,
    authority: Uuid,
    steps: &[(Uuid, Step, &str, Option<&str>)],
) {
    let core = portal.core();
    let active = core.active();
    let case = Uuid::from_u128(0x57a7_0000 + n);
    let row = CaseRow {
        id: case,
        number: format!("SQ-2026{}-{n:04}", filed.replace('-', "")),
        kind: "SQ".into(),
        party: None,
        filed_by: None,
        entered_by: None,
        authority,
        above: None,
        handler: Some(review.receiver),
        with: Some(review.receiver),
        assignee: None,
        state: review.code().code().into(),
        data: review.to_stored().expect("storable"),
        schema: Review::SCHEMA,
        version: 1,
        profile: active.profile.profile.id.clone(),
        profile_version: active.profile.version.clone(),
        calendars: "{}".into(),
        title: Vec::new(),
        content: Vec::new(),
        applicant: None,
        anonymous: false,
        target_kind: "dataset".into(),
        target_body: None,
        target_dataset: None,
        channel: "online".into(),
        query_hash: format!("hash {n}"),
        filed: at(filed),
        changed: at(filed),
        closed: None,
        due: None,
        urgent: false,
    };
    let mut tx = core.store.write().await.expect("a write");
    tx.add_case(&row).await.expect("entered");
    let restricted = &active.profile.profile.restricted;
    for (place, (owner, step, from, to)) in steps.iter().enumerate() {
        let (key, rule) = match step {
            Step::Formal => ("restricted.formal", restricted.formal.as_ref().expect("a formal review")),
            Step::Demand => ("restricted.demand", &restricted.demand),
            Step::Recheck => ("restricted.recheck", restricted.recheck.as_ref().expect("a recheck")),
        };
        let reminders = &active.profile.profile.platform.reminders;
        let mut clock = CaseClock::start(key, rule, reminders, Version::default(), at(from), &active.calendars)
            .expect("dates of the calendar");
        if let Some(to) = to {
            let stop: Event = rule.stop;
            assert!(clock.happened(stop, at(to)), "ends");
        }
        let id = Uuid::from_u128(0xc10c_0000 + n * 16 + place as u128);
        let row = ClockRow { id, case, line: None, owner: Some(*owner), started: at(from), clock, explained: false };
        tx.put_clock(&row).await.expect("entered");
    }
    tx.commit(Vec::new()).await.expect("a commit");
}

/// The numbers of the table row of a body (and step) in the CSV.
fn row<'c>(csv: &'c str, body: &str, step: &str) -> Vec<&'c str> {
    let line = csv.lines().find(|line| {
        let cells: Vec<_> = line.split(',').collect();
        cells[0] == body && cells[5] == step
    });
    line.unwrap_or_else(|| panic!("{body} {step} in {csv}")).split(',').skip(1).collect()
}

#[test]
fn r065_the_public_figures_equal_a_hand_count() {
    run(async {
        let test = TestPortal::empty().await;
        assert!(test.page("/stats").await.contains("还没有受限开放申请"));
        let (authority, _) = test.body(AUTHORITY).await;
        let (one, _) = test.body(PUBLISHER).await;
        let (other, _) = test.body(OTHER_PUBLISHER).await;
        let agreed = |at| Decision::Agreed { by: Uuid::nil(), at };
        let refused = Decision::Refused {
            step: Step::Demand,
            basis: Basis::Eligibility { of: Eligibility::Capability },
            by: Uuid::nil(),
            at: at("10-09"),
        };
        let review = |state, decisions: [Decision; 2]| {
            let [first, second] = decisions;
            let line =
                |no, publisher, decision| LineState { no, dataset: Uuid::from_u128(no.into()), publisher, decision };
            Review {
                state,
                receiver: authority,
                steps: vec![Step::Formal, Step::Demand, Step::Recheck],
                lines: vec![line(1, one, first), line(2, other, second)],
                notices: Vec::new(),
                notice_allowed: false,
                demand_by: BTreeSet::new(),
            }
        };
        // Agreed in part: 3 working days (09-11, 09-14, 09-15), then 13 and 15, then 16, one over the target of 15.
        let partly = review(State::Approved { at: at("11-03") }, [agreed(at("10-12")), refused]);
        let path = [
            (authority, Step::Formal, "09-10", Some("09-15")),
            (one, Step::Demand, "09-15", Some("10-12")),
            (other, Step::Demand, "09-15", Some("10-09")),
            (authority, Step::Recheck, "10-12", Some("11-03")),
        ];
        enter(&test.portal, 1, "09-10", partly, authority, &path).await;
        // With the publishers: one answered after 2 working days, the other one has not.
        let running = review(State::DemandReview { since: at("09-15") }, [agreed(at("09-17")), Decision::Pending]);
        let path = [
            (authority, Step::Formal, "09-14", Some("09-15")),
            (one, Step::Demand, "09-15", Some("09-17")),
            (other, Step::Demand, "09-15", None),
        ];
        enter(&test.portal, 2, "09-14", running, authority, &path).await;
        let cancelled = review(State::Cancelled { at: at("09-15") }, [Decision::Pending, Decision::Pending]);
        enter(&test.portal, 3, "09-14", cancelled, authority, &[]).await;

        let csv = test.get("/stats/applications.csv").await;
        assert_eq!(csv.status, 200);
        let csv = csv.text();
        // Applications, lines, agreed, refused; done, average, longest, late, open, overdue.
        assert_eq!(row(&csv, PUBLISHER, "需求审核"), ["3", "3", "2", "0", "需求审核", "2", "8.5", "15", "0", "0", "0"]);
        let open = row(&csv, OTHER_PUBLISHER, "需求审核");
        assert_eq!(open[..9], ["3", "3", "0", "1", "需求审核", "1", "13.0", "13", "0"]);
        assert_eq!(open[9], "1", "one is with it");
        assert_eq!(row(&csv, AUTHORITY, "规范性审查")[5..9], ["2", "2.0", "3", "0"]);
        assert_eq!(row(&csv, AUTHORITY, "需求复核")[5..9], ["1", "16.0", "16", "1"]);
        let page = test.page("/stats").await;
        assert!(page.contains("共提交申请 3 件"), "all three");
        for (label, n) in [("办理中", 1), ("部分同意", 1), ("已撤销", 1), ("全部同意", 0)] {
            assert!(page.contains(&format!("<dt>{label}</dt><dd>{n}</dd>")), "{label}");
        }
        let english = test.page("/en/stats?year=2026").await;
        assert!(english.contains("3 applications were filed"));
        assert_eq!(test.get("/stats?year=2020").await.status, 404, "no application was filed then");
    });
}
