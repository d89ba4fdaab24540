//! S13 to the letter: a blank that is empty after it was proposed, settled and confirmed.
use super::ending::state;
use super::signing::{button, version_of};
use super::*;
use crate::complaints::{act as by_port, cases};
use crate::fixture::run;

/// What both publishers propose and the authority settles.
const AGREED: [(&str, &str); 4] =
    [("term", "6"), ("term_unit", "months"), ("destroy_within", "30"), ("destroy_within_unit", "days")];

/// An opinion that agrees to every line somebody is asked about, with the blanks.
async fn agree(test: &TestPortal, who: Identity, numbers: &[String], command: &str) {
    let caller = caller(test, who).await;
    for number in numbers {
        let Ok(page) = cases(test).command_page(&caller, number, command).await else { continue };
        let lines = page.fields.iter().map(|field| field.name.as_str()).filter(|name| name.starts_with("verdict-"));
        let verdicts: Vec<_> = lines.map(|name| (name, "agree")).collect();
        by_port(test, &caller, number, command, &[verdicts.as_slice(), &AGREED].concat()).await;
    }
}

/// The first agreement that an application with two publishers leads to, with whoever signs for the opening side.
async fn approved(test: &TestPortal, profile: &str) -> (String, Identity, String) {
    let numbers = test.apply(&caller(test, Identity::Company).await).await;
    // 规范性审查: by the authority, in deqing by each body, in yunnan there is none.
    let formal: &[&str] = match profile {
        "zhejiang" => &[AUTHORITY],
        "deqing" => &[PUBLISHER, OTHER_PUBLISHER],
        _ => &[],
    };
    for name in formal {
        let caller = caller(test, opening(name)).await;
        for number in &numbers {
            if cases(test).command_page(&caller, number, "pass-formal").await.is_ok() {
                by_port(test, &caller, number, "pass-formal", &[]).await;
            }
        }
    }
    agree(test, opening(PUBLISHER), &numbers, "answer").await;
    agree(test, opening(OTHER_PUBLISHER), &numbers, "answer").await;
    if profile == "zhejiang" {
        agree(test, Identity::AuthorityReviewer, &numbers, "recheck").await;
    }
    let mut tx = test.portal.store.read().await.expect("a read");
    let application = tx.case(&numbers[0]).await.expect("a read").expect("the application");
    let number = tx.agreements_of(application.id).await.expect("a read").remove(0).number;
    let handler = tx.case(&number).await.expect("a read").expect("the agreement").handler.expect("a party");
    let body = tx.body_by_id(handler).await.expect("a read").expect("a body").name;
    let named = [AUTHORITY, PUBLISHER, OTHER_PUBLISHER].into_iter().find(|name| *name == body).expect("a party");
    (number, opening(named), body)
}

#[test]
fn s13_r076_a_blank_that_is_empty_after_it_was_proposed_settled_and_confirmed_closes_the_button() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal(profile).await;
            test.clock.set(at("2026-09-10T15:02"));
            test.reviewers().await;
            let (number, opens, body) = approved(&test, profile).await;
            assert_eq!(body == AUTHORITY, profile == "zhejiang", "who signs for two");
            let office = test.sign_in_as(opens).await;
            let fill = office.page(&format!("/cases/{number}/do/fill")).await;
            assert!(fill.contains("value=\"30\""), "{profile}: what was proposed and settled stands there: {fill}");
            confirmed(&office, &number).await;
            assert_eq!(state(&test, &number).await, "pending-click", "{profile}");
            let company = test.sign_in_as(Identity::Company).await;
            let path = format!("/cases/{number}/do/sign");
            let page = company.page(&path).await;
            assert!(button(&page).contains("type=\"submit\""), "{profile}: open");
            let sha = hidden(&page, "sha256");

            // Emptied by the opening side: it is drawn up anew.
            let without: Vec<_> =
                blanks().into_iter().map(|(n, v)| (n, if n == "destroy_within" { "" } else { v })).collect();
            assert_eq!(act(&office, &number, "fill", &without).await.status, 303, "{profile}");
            closed(&test, &company, (&number, &sha), &body).await;
            // And in the text that waits for the click itself: that it was confirmed is not enough.
            confirmed(&office, &number).await;
            emptied(&test, &number).await;
            assert_eq!(state(&test, &number).await, "pending-click", "{profile}");
            closed(&test, &company, (&number, &sha), &body).await;

            // Filled in and confirmed again it can be signed.
            confirmed(&office, &number).await;
            assert!(button(&company.page(&path).await).contains("type=\"submit\""), "{profile}");
            assert_eq!(click(&company, &number, PASSWORD).await.status, 303, "{profile}");
        }
    });
}

/// The button is disabled, the blank is named with who fills it, and the server signs nothing.
async fn closed(test: &TestPortal, company: &Client<'_>, (number, sha256): (&str, &str), body: &str) {
    let path = format!("/cases/{number}/do/sign");
    let page = company.page(&path).await;
    let button = button(&page);
    assert!(button.contains("disabled") && !button.contains("type=\"submit\""), "{button}");
    assert!(page.contains(&format!("数据销毁时长（由{body}填写）")), "{page}");
    let version = version_of(test, number).await;
    let fields = [
        ("version", version.as_str()),
        ("sha256", sha256),
        ("ticked", "yes"),
        ("name", "测试签署人"),
        ("password", PASSWORD),
    ];
    let forced = company.post(&path, &fields).await;
    assert_eq!(forced.status, 422);
    assert!(forced.text().contains("还有空白未填写：数据销毁时长"), "{}", forced.text());
    assert!(entitlements(test, number).await.is_empty());
}

/// Empties 数据销毁时长 of an agreement where it is stored.
async fn emptied(test: &TestPortal, number: &str) {
    use domain::access::agreement::Agreement;
    use domain::cases::Stored as _;
    let mut tx = test.portal.store.write().await.expect("a write");
    let mut row = tx.case(number).await.expect("a read").expect("the case");
    let mut agreement = Agreement::from_stored(row.schema, &row.data).expect("an agreement");
    agreement.terms.destroy_within = None;
    row.data = agreement.to_stored().expect("stored");
    tx.save_case(&row).await.expect("saved");
    tx.commit(Vec::new()).await.expect("a commit");
}
