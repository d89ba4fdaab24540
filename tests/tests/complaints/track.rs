//! `/track` over HTTP: what number and query code open, and what they do not.
use super::*;
use crate::fixture::run;
use chrono::Duration;
use contract::cases::Turn;
use server::clock::Clock;
use testkit::Client;
use testkit::identities::PUBLISHER;

/// Filed without account, handed to the publisher and accepted there: number and code.
async fn handled(test: &TestPortal, more: &[(&str, &str)]) -> (String, String) {
    let mut sent = complaint(more);
    sent.files.push(upload("evidence", "我的证据.pdf", b"%PDF-1.7 mine"));
    let receipt = file(test, &visitor("198.51.100.20"), &sent).await;
    let to = test.body(PUBLISHER).await.1;
    let authority = caller(test, Identity::AuthorityReviewer).await;
    act(test, &authority, &receipt.number, "route", &[("to", &to)]).await;
    act(test, &caller(test, Identity::Reviewer).await, &receipt.number, "accept", &[]).await;
    (receipt.number, receipt.query_code)
}

/// Gives number and code on the page; the client keeps the pass.
async fn enter(client: &Client<'_>, number: &str, code: &str) {
    let answer = client.post("/track", &[("number", &number.to_lowercase()), ("key", code)]).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/track"), "{}", answer.text());
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["track=", "HttpOnly", "SameSite=Strict", "Max-Age=3600"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains(number) && !cookie.contains(code), "{cookie}");
}

/// The version that a page of a command carries.
fn version(page: &str) -> String {
    let at = page.find("name=\"version\" value=\"").expect("a version") + 22;
    page[at..].split('"').next().expect("a value").to_owned()
}

#[test]
fn r127_a_reporter_without_account_answers_writes_objects_and_gets_what_was_addressed_to_them() {
    run(async {
        let test = portal().await;
        let (number, code) = handled(&test, &[]).await;
        let reviewer = caller(&test, Identity::Reviewer).await;
        act(&test, &reviewer, &number, "ask-supplement", &[("question", "请说明是哪一个停车场、哪一天。")]).await;
        let client = test.visitor();
        enter(&client, &number, &code).await;
        let page = client.page("/track").await;
        assert!(
            page.contains("现在轮到您") && page.contains("/track/do/supplement") && page.contains("哪一个停车场"),
            "{page}"
        );
        assert!(
            page.contains("我的证据.pdf") && !page.contains("/docs/"),
            "own evidence is named, not given out: {page}"
        );
        assert!(!page.contains(NAME) && !page.contains("13800000000") && !page.contains("内部"), "{page}");

        // The answer to the question, with a file; what is too short comes back with everything typed.
        let step = client.page("/track/do/supplement").await;
        let version = version(&step);
        let short = client.post("/track/do/supplement", &[("version", &version), ("facts", "短")]).await;
        assert!(short.status == 422 && short.text().contains(">短</textarea>"), "{}", short.text());
        let typed = [("version", version.as_str()), ("facts", "武林广场停车场，11月18日上午。")];
        let picture: [(&str, &str, &str, &[u8]); 1] = [("files", "p.png", "image/png", b"\x89PNG\r\n\x1a\n....")];
        let done = client.post_files("/track/do/supplement", &typed, &picture).await;
        assert_eq!((done.status, done.header("location")), (303, "/track"), "{}", done.text());
        let seen = view(&test, &reviewer, &number).await;
        assert_eq!((seen.head.state.value.as_str(), seen.documents.len()), ("handling", 2));
        assert!(
            seen.timeline[0].text.as_deref().is_some_and(|text| text.contains("武林广场")),
            "{:?}",
            seen.timeline[0]
        );

        assert_eq!(
            client.submit("/track", &[("act", "message"), ("message", "还有别的停车场也是这样。")]).await,
            "/track"
        );
        assert_eq!(view(&test, &reviewer, &number).await.messages[0].from, "提交人");
        let empty = client.post("/track", &[("act", "message"), ("message", "")]).await;
        assert!(empty.status == 422 && empty.text().contains("id=\"message-error\""), "{}", empty.text());

        // The answer with a letter: the reporter opens the letter, and nothing else.
        let mut sent = form(&[("outcome", "not-substantiated"), ("answer", ANSWER)]);
        sent.fields.push(("version".into(), view(&test, &reviewer, &number).await.version.to_string()));
        sent.files.push(upload("files", "答复.pdf", b"%PDF-1.7 letter"));
        cases(&test).do_command(&reviewer, &number, "answer", &sent).await.expect("answered");
        let page = client.page("/en/track").await;
        assert_eq!(page.matches("/track/docs/").count(), 1, "{page}");
        let at = page.find("/track/docs/").expect("a document");
        let letter = page[at..at + 48].to_owned();
        let content = client.get(&letter).await;
        assert_eq!((content.status, content.text().as_str()), (200, "%PDF-1.7 letter"));
        for other in view(&test, &reviewer, &number).await.documents.iter().filter(|one| !letter.ends_with(&one.id)) {
            assert_eq!(client.get(&format!("/track/docs/{}", other.id)).await.status, 404, "{}", other.name);
        }
        assert_eq!(test.visitor().get(&letter).await.status, 303, "without the pass the way leads to the form");

        let version = self::version(&client.page("/track/do/object").await);
        client.submit("/track/do/object", &[("version", &version), ("reason", "现场和答复不一致，请再核实。")]).await;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let seen = view(&test, &authority, &number).await;
        assert_eq!((seen.head.state.value.as_str(), seen.head.turn), ("filed", Turn::Yours));
        let version = self::version(&client.page("/track/do/cancel").await);
        client.submit("/track/do/cancel", &[("version", &version)]).await;
        assert_eq!(view(&test, &authority, &number).await.head.state.value, "closed");

        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        let acts: Vec<_> =
            trail.iter().filter(|row| row.entry.acting == "tracking").map(|row| row.entry.action.as_str()).collect();
        let expected = ["case.supplemented", "case.message", "case.open-document", "case.objected", "case.cancelled"];
        assert!(expected.iter().all(|act| acts.contains(act)), "{acts:?}");
    });
}

#[test]
fn r152_a_pass_opens_one_case_whoever_is_signed_in_and_for_an_hour() {
    run(async {
        let test = portal().await;
        let (number, code) = handled(&test, &[]).await;
        let (other, _) = handled(&test, &[]).await;
        let client = test.sign_in_as(Identity::OtherPerson).await;
        enter(&client, &number, &code).await;
        assert!(client.page("/track").await.contains(&number));
        for path in [format!("/cases/{number}"), format!("/cases/{other}"), format!("/cases/{number}/print.zip")] {
            assert_eq!(client.get(&path).await.status, 404, "{path}: the session has no part in it");
        }
        let theirs = view(&test, &caller(&test, Identity::Reviewer).await, &other).await.documents.remove(0).id;
        assert_eq!(client.get(&format!("/track/docs/{theirs}")).await.status, 404, "of another case");
        for command in ["route", "answer", "close", "extend", "nonsense"] {
            let answer = client.get(&format!("/track/do/{command}")).await;
            assert!(matches!(answer.status, 403 | 404), "{command}: {}", answer.status);
            let answer = client.post(&format!("/track/do/{command}"), &[("version", "3"), ("answer", ANSWER)]).await;
            assert!(matches!(answer.status, 403 | 404), "{command}: {}", answer.status);
        }
        // A mail about another case asks for its code; a pass that was changed opens nothing.
        assert!(client.page(&format!("/track?no={other}")).await.contains("name=\"key\""));
        let forged = test.request("GET", "/track").header("cookie", "track=AAAA");
        assert!(testkit::Answer::of(forged).await.text().contains("查询已过期"));

        test.clock.set(test.clock.now() + Duration::minutes(61));
        assert!(client.page("/track").await.contains("查询已过期"));
        let late = client.post("/track/do/cancel", &[("version", "3"), ("reason", "写了很久的理由")]).await;
        assert_eq!(late.status, 401);
        assert!(
            late.text().contains("写了很久的理由") && late.text().contains("name=\"key\""),
            "nothing typed is lost"
        );
        let late = client.post("/track", &[("act", "message"), ("message", "写了很久的留言")]).await;
        assert!(late.status == 401 && late.text().contains("写了很久的留言"), "{}", late.status);

        enter(&client, &number, &code).await;
        client.submit("/track", &[("act", "leave")]).await;
        assert!(!client.page("/track").await.contains(&number), "given back");
    });
}

#[test]
fn r127_an_anonymous_reporter_is_asked_and_answers_and_still_nothing_leads_to_them() {
    run(async {
        let test = portal().await;
        let (number, code) = handled(&test, &[("anonymous", "yes")]).await;
        let reviewer = caller(&test, Identity::Reviewer).await;
        let page = cases(&test).command_page(&reviewer, &number, "ask-supplement").await.expect("a page");
        assert!(page.told.iter().any(|told| told.contains("办件查询")), "{:?}", page.told);
        act(&test, &reviewer, &number, "ask-supplement", &[("question", "请说明是哪一个停车场、哪一天。")]).await;
        let client = test.visitor();
        enter(&client, &number, &code).await;
        let version = version(&client.page("/track/do/supplement").await);
        client.submit("/track/do/supplement", &[("version", &version), ("facts", "武林广场停车场。")]).await;
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        let row = trail.iter().find(|row| row.entry.action == "case.supplemented").expect("recorded");
        assert_eq!((row.entry.account, row.entry.address.as_deref(), row.entry.request.as_deref()), (None, None, None));
    });
}

#[test]
fn r127_what_an_account_filed_is_shown_by_its_code_and_acted_on_in_the_account_alone() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let receipt = file(&test, &person, &complaint(&[])).await;
        let client = test.visitor();
        enter(&client, &receipt.number, &receipt.query_code).await;
        let page = client.page("/track").await;
        assert!(
            page.contains(&receipt.number) && !page.contains("/track/do/") && !page.contains("name=\"message\""),
            "{page}"
        );
        assert_eq!(client.get("/track/do/cancel").await.status, 404);
        let sent = client.post("/track", &[("act", "message"), ("message", "x")]).await;
        assert_eq!(sent.status, 404, "{}", sent.text());
        assert!(view(&test, &person, &receipt.number).await.allowed.iter().any(|one| one.code == "cancel"));
    });
}
