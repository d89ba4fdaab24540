//! The scenarios of the procedure over HTTP in the three profiles, row by row: what differs stands in the table (S07, S08, S10, S11, S14). S09 has a
//! file of its own (`supplement.rs`).
use super::*;
use crate::agreements::act as send;
use crate::applying::support;
use crate::fixture::run;
use testkit::applications::{PARKING, RAIN};
use testkit::identities::{OTHER_PUBLISHER, PUBLISHER};
use testkit::{Answer, Client};

/// What a profile makes of the same applications.
struct Row {
    profile: &'static str,
    /// 08-31 23:59 before a window of September: when the next one begins, `None` = taken on any day.
    next: Option<&'static str>,
    filed: &'static str,
    /// Applications of a basket with two publishers.
    cases: usize,
    /// Who does the formal review, where there is one, and its target.
    formal: Option<(Identity, &'static str)>,
    /// Last day of the demand review, when the formal review passed on 09-15 or from receipt.
    due: &'static str,
    /// When the decision is late that ends it, and whether the authority makes that one.
    late: (&'static str, bool),
}

const ROWS: [Row; 3] = [
    Row {
        profile: "zhejiang",
        next: Some("2026年9月1日"),
        filed: "09-10T15:02",
        cases: 1,
        formal: Some((Identity::AuthorityReviewer, "9月17日")),
        due: "10月12日",
        late: ("11-03T09:00", true),
    },
    Row {
        profile: "deqing",
        next: Some("2026年9月1日"),
        filed: "09-10T15:02",
        cases: 2,
        formal: Some((Identity::Reviewer, "9月17日")),
        due: "10月12日",
        late: ("10-13T09:00", false),
    },
    Row {
        profile: "yunnan",
        next: None,
        filed: "09-24T10:00",
        cases: 2,
        formal: None,
        due: "10月15日",
        late: ("10-16T09:00", false),
    },
];

#[test]
fn s07_s08_s10_s11_s14_the_procedure_over_http_in_every_profile() {
    run(async {
        for row in &ROWS {
            let test = portal(row.profile, "08-31T23:30").await;
            closed(&test, row).await;
            reviewed(&test, row).await;
        }
    });
}

/// S07: before the window only a draft is saved; where there is none it is taken.
async fn closed(test: &TestPortal, row: &Row) {
    support::window(test, testkit::identities::AUTHORITY, "2026-09-01", "2026-09-30").await;
    let (transport, _) = test.body(PUBLISHER).await;
    let data = support::restricted(test, "公交线路", transport, "330000").await;
    let company = test.sign_in_as(Identity::Company).await;
    let draft = support::filled(&company, &data, "公交通").await;
    test.clock.set(at("08-31T23:59"));
    let sent = company.post(&format!("{draft}/check"), &[]).await;
    match row.next {
        Some(next) => {
            let page = sent.text();
            assert_eq!(sent.status, 422, "{}: {page}", row.profile);
            assert!(page.contains(&format!("下次申请时间 {next}")), "{}: {page}", row.profile);
            assert!(support::numbers(&company.page("/my/requests").await).is_empty(), "only a draft");
        }
        None => assert_eq!(sent.status, 303, "{}: {}", row.profile, sent.text()),
    }
}

async fn reviewed(test: &TestPortal, row: &Row) {
    let profile = row.profile;
    test.clock.set(at(row.filed));
    let numbers = test.apply(&company(test).await).await;
    assert_eq!(numbers.len(), row.cases, "{profile}");
    if let Some((who, due)) = row.formal {
        test.clock.set(at("09-15T10:00"));
        for (client, number) in formal(test, who, &numbers).await {
            let page = client.page(&format!("/cases/{number}")).await;
            assert!(page.contains(due), "{profile}: {due}");
            assert_eq!(send(&client, &number, "pass-formal", &[]).await.status, 303, "{profile}");
        }
    }
    let (transport, weather) =
        (test.sign_in_as(Identity::Reviewer).await, test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await);
    let (ours, theirs) = (own(&transport, &numbers, row).await, own(&weather, &numbers, row).await);
    // S11: each sees its lines and nothing of the other's. S14: the day of the profile, no extension.
    for (client, number, seen, hidden) in [(&transport, &ours, PARKING, RAIN), (&weather, &theirs, RAIN, PARKING)] {
        let page = client.page(&format!("/cases/{number}")).await;
        assert!(page.contains(seen) && !page.contains(hidden), "{profile}: its own lines alone");
        assert!(page.contains(row.due), "{profile}: {}", row.due);
        assert_eq!(client.get(&format!("/cases/{number}/do/extend")).await.status, 404, "{profile}: nothing to extend");
    }
    // S10: no refusal without reason and basis that was published.
    for (basis, reason) in [("", ""), ("condition:00000000-0000-0000-0000-000000000001:1:secret", REASON)] {
        let typed = [("verdict-2", "refuse"), ("basis-2", basis), ("reason-2", reason)];
        let refused = send(&weather, &theirs, "answer", &typed).await;
        assert_eq!(refused.status, 422, "{profile}");
        let text = refused.text();
        assert!(text.contains("basis-2-error"), "{profile}: {text}");
        assert_eq!(text.contains("reason-2-error"), reason.is_empty(), "{profile}: {text}");
    }
    let both = [("verdict-2", "refuse"), ("basis-2", CAPABILITY), ("reason-2", REASON)];
    assert_eq!(send(&weather, &theirs, "answer", &both).await.status, 303, "{profile}");
    late(test, row, &ours).await;
    // S11: only the line that was agreed to goes on, with that publisher alone.
    let company = test.sign_in_as(Identity::Company).await;
    let refused = company.page(&format!("/cases/{theirs}")).await;
    assert!(refused.contains(REASON), "{profile}: why, line by line");
    let page = test.sign_in_as(Identity::Reviewer).await.page(&format!("/cases/{ours}")).await;
    let (_, rest) = page.split_once("/cases/XY-").unwrap_or_else(|| panic!("{profile}: no agreement: {page}"));
    let agreement: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let signer = test.sign_in_as(Identity::Reviewer).await;
    assert_eq!(send(&signer, &format!("XY-{agreement}"), "fill", &crate::agreements::blanks()).await.status, 303);
    let text = signer.page(&format!("/cases/XY-{agreement}")).await;
    assert!(text.contains(PUBLISHER) && text.contains(PARKING) && !text.contains(RAIN), "{profile}");
    assert!(!text.contains(OTHER_PUBLISHER), "{profile}: the party is the single publisher");
}

/// S08: past its date nothing is approved by itself, and the office says why before it decides.
async fn late(test: &TestPortal, row: &Row, number: &str) {
    let (when, recheck) = row.late;
    let profile = row.profile;
    let agree = [("verdict-1", "agree")];
    if recheck {
        let sent = send(&test.sign_in_as(Identity::Reviewer).await, number, "answer", &agree).await;
        assert_eq!(sent.status, 303, "{profile}");
    }
    test.clock.set(at(when));
    server::jobs::deadlines::round(test.portal.core()).await.expect("a round");
    let (who, command) = match recheck {
        true => (Identity::AuthorityReviewer, "recheck"),
        false => (Identity::Reviewer, "answer"),
    };
    let client = test.sign_in_as(who).await;
    let page = client.page(&format!("/cases/{number}/do/{command}")).await;
    assert!(page.contains("请说明超期原因"), "{profile}: asked");
    let silent = send(&client, number, command, &agree).await;
    assert_eq!(silent.status, 422, "{profile}");
    assert!(silent.text().contains("late_reason-error"), "{profile}: {}", silent.text());
    let company = test.sign_in_as(Identity::Company).await;
    assert!(!company.page(&format!("/cases/{number}")).await.contains("待签署"), "{profile}: nothing by silence");
    let why = "节后数据项核对晚于预期。";
    let sent: Answer = send(&client, number, command, &[("verdict-1", "agree"), ("late_reason", why)]).await;
    assert_eq!(sent.status, 303, "{profile}: {}", sent.text());
    let page = company.page(&format!("/cases/{number}")).await;
    assert!(page.contains("待签署") && page.contains(why), "{profile}: the applicant reads why");
    let above = test.sign_in_as(Identity::Authority(Role::Supervisor)).await;
    assert!(above.page(&format!("/cases/{number}")).await.contains(why), "{profile}: and so does who supervises");
}

/// Who passes the formal review of which case.
async fn formal<'a>(test: &'a TestPortal, who: Identity, numbers: &[String]) -> Vec<(Client<'a>, String)> {
    if who == Identity::AuthorityReviewer {
        return vec![(test.sign_in_as(who).await, numbers[0].clone())];
    }
    let mut all = Vec::new();
    for who in [who, Identity::OtherPublisher(Role::Reviewer)] {
        let client = test.sign_in_as(who).await;
        let number = first(&client, numbers).await;
        all.push((client, number));
    }
    all
}

/// The case a publisher has a part in; of the others it learns nothing.
async fn own(client: &Client<'_>, numbers: &[String], row: &Row) -> String {
    let mut seen = 0;
    for number in numbers {
        seen += usize::from(client.get(&format!("/cases/{number}")).await.status == 200);
    }
    assert_eq!(seen, 1, "{}", row.profile);
    first(client, numbers).await
}

async fn first(client: &Client<'_>, numbers: &[String]) -> String {
    for number in numbers {
        if client.get(&format!("/cases/{number}")).await.status == 200 {
            return number.clone();
        }
    }
    panic!("none of {numbers:?}")
}
