//! Who sees what of an application.
use super::*;
use crate::fixture::run;
use contract::ErrorCode;
use testkit::applications::{CONTACT, PARKING, RAIN};

/// Pages of a case and of what can be done with it, as HTML.
async fn pages(test: &TestPortal, who: Identity, number: &str) -> String {
    let browser = test.sign_in_as(who).await;
    let mut text = String::new();
    let commands = view(test, &caller(test, who).await, number).await;
    let mut paths = vec![format!("/cases/{number}"), format!("/cases/{number}/print"), "/admin".to_owned()];
    paths.extend(commands.allowed.iter().map(|command| format!("/cases/{number}/do/{}", command.code)));
    for path in paths {
        let answer = browser.get(&path).await;
        assert!(answer.status == 200 || path == "/admin" && answer.status < 500, "{path}: {}", answer.status);
        text.push_str(&answer.text());
    }
    text
}

#[test]
fn r063_a_publisher_sees_its_own_lines_and_nothing_of_the_others() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let number = number.as_str();
        act(&test, &authority(&test).await, number, "pass-formal", &[]).await;
        let refusal =
            [("verdict-2", "refuse"), ("basis-2", CAPABILITY), ("reason-2", REASON), ("note", "水利内部意见")];
        act(&test, &other(&test).await, number, "answer", &refusal).await;

        let transport = pages(&test, Identity::Reviewer, number).await;
        assert!(transport.contains(PARKING) && transport.contains("需要停车动态才能诱导停车"));
        for secret in [RAIN, "需要逐小时降水才能诱导停车", REASON, "水利内部意见"] {
            assert!(!transport.contains(secret), "{secret} reaches another publisher");
        }
        let weather = pages(&test, Identity::OtherPublisher(Role::Reviewer), number).await;
        assert!(weather.contains(RAIN) && weather.contains(REASON));
        for secret in [PARKING, "需要停车动态才能诱导停车", "运营经验"] {
            assert!(!weather.contains(secret), "{secret} reaches another publisher");
        }
        // Papers for a line of somebody else do not exist.
        let (all, own) =
            (view(&test, &authority(&test).await, number).await, view(&test, &other(&test).await, number).await);
        assert_eq!((all.documents.len(), own.documents.len()), (3, 2));
        let foreign =
            all.documents.iter().find(|one| own.documents.iter().all(|seen| seen.id != one.id)).expect("the proof");
        assert_eq!(
            cases(&test)
                .document(&other(&test).await, number, &foreign.id)
                .await
                .map(|_| ())
                .map_err(|error| error.code()),
            Err(ErrorCode::NotFound)
        );
        assert!(cases(&test).document(&publisher(&test).await, number, &foreign.id).await.is_ok());
        // The authority sees all, the applicant what was decided.
        let board = pages(&test, Identity::AuthorityReviewer, number).await;
        assert!([PARKING, RAIN, REASON, "水利内部意见"].iter().all(|text| board.contains(text)));
        let browser = test.sign_in_as(Identity::Company).await;
        let mine = browser.get(&format!("/cases/{number}")).await.text();
        assert!(mine.contains(REASON) && !mine.contains("水利内部意见"));
    });
}

#[test]
fn r073_contacts_are_masked_until_somebody_asks_with_a_reason() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let number = number.as_str();
        for who in [Identity::AuthorityReviewer, Identity::Authority(Role::Supervisor), Identity::Reviewer] {
            let browser = test.sign_in_as(who).await;
            let text = browser.get(&format!("/cases/{number}")).await.text();
            for secret in [CONTACT.0, CONTACT.1, CONTACT.2, "王负责"] {
                assert!(!text.contains(secret), "{secret} is shown to {who:?}");
            }
        }
        let reviewer = publisher(&test).await;
        assert_eq!(code(cases(&test).unmask(&reviewer, number, "看").await), ErrorCode::Invalid);
        let full = cases(&test).unmask(&reviewer, number, "需要电话核实机房情况").await.expect("in full");
        assert_eq!((full.contact.as_deref(), full.phone.as_deref()), (Some(CONTACT.0), Some(CONTACT.1)));
        let supervisor = supervisor(&test).await;
        assert_eq!(code(cases(&test).unmask(&supervisor, number, "需要电话核实机房情况").await), ErrorCode::Forbidden);
        let page = view(&test, &supervisor, number).await;
        assert!(page.documents.iter().all(|document| !document.open), "supervisors open no papers");
    });
}

#[test]
fn r152_nobody_else_learns_of_an_application() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply_for(&company(&test).await, &[PARKING]).await.remove(0);
        let number = number.as_str();
        let strangers = [
            Identity::Person,
            Identity::OtherPublisher(Role::Reviewer),
            Identity::Elsewhere(Role::AuthorityReviewer),
            Identity::Publisher(Role::Cataloguer),
        ];
        for who in strangers {
            let stranger = caller(&test, who).await;
            assert_eq!(code(cases(&test).case(&stranger, number).await), ErrorCode::NotFound, "{who:?}");
            let sent = form(&[("version", "1")]);
            assert_eq!(
                code(cases(&test).do_command(&stranger, number, "pass-formal", &sent).await),
                ErrorCode::NotFound
            );
            let browser = test.sign_in_as(who).await;
            assert_eq!(browser.get(&format!("/cases/{number}")).await.status, 404, "{who:?}");
        }
        assert!(queued(&test, &other(&test).await, QueueTab::All).await.is_empty());
        assert_eq!(code(cases(&test).coordination(&publisher(&test).await).await), ErrorCode::Forbidden);
        let browser = test.sign_in_as(Identity::Authority(Role::Supervisor)).await;
        let board = browser.get("/admin/coordination").await;
        assert_eq!(board.status, 200);
        assert!(board.text().contains(number));
        assert_eq!(test.sign_in_as(Identity::Reviewer).await.get("/admin/coordination").await.status, 403);
        // No query code opens it.
        let tracked = cases(&test).track(&crate::complaints::visitor("198.51.100.9"), number, "").await;
        assert_eq!(code(tracked), ErrorCode::NotFound);
    });
}
