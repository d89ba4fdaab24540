//! The decision screen: documents beside the form, and refusals that are read before they are sent (ui 5.8).
use super::*;
use crate::agreements::hidden;
use crate::fixture::run;
use contract::{ErrorCode, PortError};
use server::clock::Clock;
use testkit::Client;

/// An application in the demand review of both publishers.
async fn asked(test: &TestPortal) -> String {
    let number = test.apply(&company(test).await).await.remove(0);
    act(test, &authority(test).await, &number, "pass-formal", &[]).await;
    number
}

async fn version(test: &TestPortal, number: &str) -> i64 {
    view(test, &authority(test).await, number).await.version
}

/// How often a document was opened, as the audit trail has it.
async fn openings(test: &TestPortal) -> usize {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("rows");
    rows.iter().filter(|row| row.entry.action == "case.open-document").count()
}

/// The addresses that a page shows within itself.
fn framed(page: &str) -> Vec<&str> {
    page.split("<object data=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn r162_documents_open_beside_the_decision_when_asked_and_each_opening_is_recorded() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = asked(&test).await;
        let client = test.sign_in_as(Identity::Reviewer).await;
        let documents = view(&test, &publisher(&test).await, &number).await.documents;
        let ids: Vec<&str> = documents.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), 3, "two papers of everybody and the proof of its line");
        let path = format!("/cases/{number}/do/answer");
        let address = |id: &str| format!("/cases/{number}/docs/{id}");

        // Nothing is opened before somebody asks, and the page may frame nothing.
        let closed = client.get(&path).await;
        assert!(framed(&closed.text()).is_empty());
        assert!(!closed.header("content-security-policy").contains("frame-src"));
        assert!(!closed.header("content-security-policy").contains("object-src"));
        // By its address, without scripts.
        let open = client.get(&format!("{path}?show={}", ids[0])).await;
        assert_eq!(framed(&open.text()), [address(ids[0])]);
        let policy = open.header("content-security-policy");
        for directive in ["frame-src", "object-src"] {
            let (_, rest) = policy.split_once(directive).unwrap_or_else(|| panic!("{directive} in {policy}"));
            let sources: Vec<_> = rest.split(';').next().unwrap_or_default().split_whitespace().collect();
            assert!(!sources.is_empty() && sources.iter().all(|one| one.ends_with(&address(ids[0]))), "{sources:?}");
        }
        assert!(policy.contains("frame-ancestors 'none'") && open.header("x-frame-options") == "DENY");
        assert_eq!(openings(&test).await, 0, "the page itself opens nothing");
        let file = client.get(&address(ids[0])).await;
        assert_eq!(file.header("content-type"), "application/pdf");
        assert!(file.header("content-disposition").starts_with("inline"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("x-frame-options"), "SAMEORIGIN");
        let own = file.header("content-security-policy");
        assert!(own.contains("default-src 'none'") && own.contains("frame-ancestors 'self'"), "{own}");
        assert_eq!(openings(&test).await, 1);

        // By the buttons of the form: what was typed stays, two stand side by side, the first makes room for a third.
        let typed = [("version", "1"), ("reason-1", "写到一半的理由"), ("shown", ids[0]), ("show", ids[1])];
        let two = client.post(&path, &typed).await;
        assert_eq!(two.status, 200);
        let text = two.text();
        assert!(text.contains("写到一半的理由"), "nothing typed is lost");
        assert_eq!(framed(&text), [address(ids[0]), address(ids[1])]);
        assert!(text.contains("shown-documents two"));
        let third = [("version", "1"), ("shown", ids[0]), ("shown", ids[1]), ("show", ids[2])];
        assert_eq!(framed(&client.post(&path, &third).await.text()), [address(ids[1]), address(ids[2])]);
        let close = [("version", "1"), ("shown", ids[1]), ("shown", ids[2]), ("hide", ids[1])];
        assert_eq!(framed(&client.post(&path, &close).await.text()), [address(ids[2])]);
        assert_eq!(state(&view(&test, &publisher(&test).await, &number).await), "demand-review", "nothing is decided");
        assert_eq!(openings(&test).await, 1);

        // a paper for a line of somebody else is not shown, whatever the address says.
        let own: Vec<String> =
            view(&test, &other(&test).await, &number).await.documents.into_iter().map(|one| one.id).collect();
        let foreign = ids.iter().find(|id| !own.iter().any(|seen| seen == *id)).expect("the proof");
        let weather = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        let page = weather.get(&format!("{path}?show={foreign}")).await;
        assert!(framed(&page.text()).is_empty() && !page.header("content-security-policy").contains("frame-src"));
    });
}

async fn refused(client: &Client<'_>, path: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    client.post(path, fields).await
}

#[test]
fn r064_no_refusal_is_sent_that_was_not_read_as_the_applicant_will() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = asked(&test).await;
        let before = version(&test, &number).await;
        let version_sent = before.to_string();
        let path = format!("/cases/{number}/do/answer");
        let client = test.sign_in_as(Identity::Reviewer).await;
        let fields = [
            ("version", version_sent.as_str()),
            ("verdict-1", "refuse"),
            ("basis-1", CAPABILITY),
            ("reason-1", REASON),
        ];
        // Sent at once: what the applicant receives is shown, and nothing is sent.
        let shown = refused(&client, &path, &fields).await;
        assert_eq!(shown.status, 200);
        let text = shown.text();
        let (_, preview) = text.split_once("case-preview").unwrap_or_else(|| panic!("no preview: {text}"));
        assert!(preview.contains(REASON) && preview.contains("确认并发出"));
        assert_eq!(version(&test, &number).await, before);
        let token = hidden(&text, "previewed");
        // Other words, a made-up token, somebody else's token: shown again.
        let other_reason = "没有说明数据的存储方式和访问控制，也没有说明数据销毁的办法。";
        let changed = [fields[0], fields[1], fields[2], ("reason-1", other_reason), ("previewed", &token)];
        let again = refused(&client, &path, &changed).await;
        assert!(again.status == 200 && again.text().contains(other_reason));
        let made_up = "0".repeat(64);
        let invented = [fields[0], fields[1], fields[2], fields[3], ("previewed", &made_up)];
        assert_eq!(refused(&client, &path, &invented).await.status, 200);
        // Behind HTTP the same rule.
        let reviewer = publisher(&test).await;
        let direct = cases(&test).do_command(&reviewer, &number, "answer", &form(&fields)).await;
        assert_eq!(code(direct), ErrorCode::PreviewNeeded);
        assert_eq!(version(&test, &number).await, before, "nothing happened");
        let looked_at = [fields[0], fields[1], fields[2], fields[3], ("previewed", &token)];
        assert_eq!(refused(&client, &path, &looked_at).await.status, 303);
        assert!(version(&test, &number).await > before);

        // Faults come before the preview, and what refuses nothing needs none.
        let next = version(&test, &number).await.to_string();
        let weather = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        let faulty = refused(&weather, &path, &[("version", &next), ("verdict-2", "refuse")]).await;
        assert_eq!(faulty.status, 422);
        let agreed = refused(&weather, &path, &[("version", &next), ("verdict-2", "agree")]).await;
        assert_eq!(agreed.status, 303);
    });
}

#[test]
fn r064_a_formal_refusal_is_read_before_it_is_sent_too() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let office = authority(&test).await;
        let version = view(&test, &office, &number).await.version.to_string();
        let mut sent = form(&[("version", &version), ("basis", CAPABILITY), ("reason", REASON)]);
        // Decided once: what is to be read comes with the answer, and is what the preview shows.
        let direct = cases(&test).do_command(&office, &number, "refuse-formal", &sent).await;
        let Err(PortError::Unread(unread)) = direct else { panic!("sent unread: {direct:?}") };
        let preview = cases(&test).preview(&office, &number, "refuse-formal", &sent).await.expect("a preview");
        assert!(preview.obliged && format!("{:?}", unread.entry).contains(REASON));
        assert_eq!(*unread, preview);
        assert_eq!(view(&test, &office, &number).await.version.to_string(), version, "nothing happened");
        sent.fields.push(("previewed".into(), "0".repeat(64)));
        let invented = cases(&test).do_command(&office, &number, "refuse-formal", &sent).await;
        assert_eq!(code(invented), ErrorCode::PreviewNeeded);
        sent.fields.pop();
        // A token is its reader's own.
        let colleague = caller(&test, Identity::SecondAuthorityReviewer).await;
        let theirs = cases(&test).preview(&colleague, &number, "refuse-formal", &sent).await.expect("a preview");
        assert_ne!(theirs.token, preview.token);
        sent.fields.push(("previewed".into(), theirs.token));
        assert_eq!(
            code(cases(&test).do_command(&office, &number, "refuse-formal", &sent).await),
            ErrorCode::PreviewNeeded
        );
        sent.fields.pop();
        sent.fields.push(("previewed".into(), preview.token));
        cases(&test).do_command(&office, &number, "refuse-formal", &sent).await.expect("refused");
        assert_eq!(state(&view(&test, &office, &number).await), "refused");
    });
}

/// The publisher of the first line offers a sandbox too, published before anybody applies.
async fn with_sandbox(test: &TestPortal) {
    let codes = test.restricted().await;
    let mut tx = test.portal.store.write().await.expect("a write");
    let full = tx.dataset_by_code(&codes[0], store::Audience::All).await.expect("a read").expect("the dataset");
    let first = tx.conditions(full.dataset.id).await.expect("a read").pop().expect("conditions");
    let mut next = first.revised();
    next.modes.push(domain::access::DeliveryMode::Sandbox);
    tx.put_conditions(&next.publish(test.clock.now()).expect("published")).await.expect("stored");
    tx.commit(Vec::new()).await.expect("a commit");
}

#[test]
fn r064_r076_conditions_of_an_approval_stand_in_decision_timeline_and_agreement() {
    const CONDITION: &str = "不得用于商业营销，结果脱敏后发布。";
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        with_sandbox(&test).await;
        let number = asked(&test).await;
        let (transport, weather) = (publisher(&test).await, other(&test).await);
        let page = cases(&test).command_page(&transport, &number, "answer").await.expect("the page");
        let names: Vec<_> = page.fields.iter().map(|field| field.name.as_str()).collect();
        assert!(names.contains(&"condition-1") && names.contains(&"sandbox-1"), "{names:?}");
        let page = cases(&test).command_page(&weather, &number, "answer").await.expect("the page");
        let names: Vec<_> = page.fields.iter().map(|field| field.name.as_str()).collect();
        assert!(names.contains(&"condition-2") && !names.contains(&"sandbox-2"), "R-059: it offers none: {names:?}");
        let long = "长".repeat(501);
        let over =
            try_act(&test, &transport, &number, "answer", &[("verdict-1", "agree"), ("condition-1", &long)]).await;
        assert_eq!(faults(over), [("condition-1".to_owned(), ErrorCode::TooLong)]);

        let agreed = [("verdict-1", "agree"), ("condition-1", CONDITION), ("sandbox-1", "yes")];
        act(&test, &transport, &number, "answer", &agreed).await;
        // A condition typed before the mind was changed is none; one that nobody may set is not taken.
        let refusal = [
            ("verdict-2", "refuse"),
            ("basis-2", CAPABILITY),
            ("reason-2", REASON),
            ("condition-2", "写到一半的条件"),
            ("sandbox-2", "yes"),
        ];
        act(&test, &weather, &number, "answer", &refusal).await;

        let shown = |case: &CaseView| -> Vec<Option<String>> {
            let part = case.application.as_ref().expect("an application");
            let mut lines: Vec<_> = part.publishers.iter().flat_map(|publisher| &publisher.lines).collect();
            lines.sort_by_key(|line| line.no);
            lines.iter().map(|line| line.condition.clone()).collect()
        };
        let words = format!("仅限沙箱\n{CONDITION}");
        for who in [company(&test).await, authority(&test).await] {
            let case = view(&test, &who, &number).await;
            assert_eq!(shown(&case), [Some(words.clone()), None]);
            let told = format!("{:?}", case.timeline);
            assert!(
                told.contains(CONDITION) && told.contains("仅限沙箱") && !told.contains("写到一半的条件"),
                "{told}"
            );
        }
        // no publisher reads what another one asks for.
        let theirs = format!("{:?}", view(&test, &weather, &number).await);
        assert!(!theirs.contains(CONDITION) && !theirs.contains("仅限沙箱"), "{theirs}");
        let page = test.sign_in_as(Identity::Company).await.page(&format!("/cases/{number}")).await;
        assert!(page.contains(CONDITION), "on the page of the applicant");

        act(
            &test,
            &caller(&test, Identity::SecondAuthorityReviewer).await,
            &number,
            "recheck",
            &[("verdict-1", "agree")],
        )
        .await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let case = tx.case(&number).await.expect("a read").expect("the application");
        let agreement = tx.agreements_of(case.id).await.expect("agreements").remove(0).number;
        drop(tx);
        let case = view(&test, &transport, &agreement).await;
        let part = case.agreement.expect("an agreement");
        let text: String =
            part.clauses.iter().flat_map(|clause| &clause.pieces).map(|piece| piece.text.as_str()).collect();
        assert!(text.contains("获取方式为沙箱，开放条件：不得用于商业营销，结果脱敏后发布"), "{text}");
    });
}

#[test]
fn r073_the_automatic_checks_say_what_was_compared_and_when() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = asked(&test).await;
        let checks = |case: &CaseView| -> Vec<(contract::cases::CheckLevel, String, bool)> {
            let part = case.application.as_ref().expect("an application");
            part.checks.iter().map(|one| (one.level, one.text.clone(), one.at.is_some())).collect()
        };
        let found = |all: &[(contract::cases::CheckLevel, String, bool)], words: &str| {
            all.iter().find(|(_, text, _)| text.contains(words)).cloned().unwrap_or_else(|| panic!("{words}: {all:?}"))
        };
        use contract::cases::CheckLevel::{Good, Look};
        let all = checks(&view(&test, &publisher(&test).await, &number).await);
        let (level, _, timed) = found(&all, "统一社会信用代码有效");
        assert!(level == Good && timed);
        let (_, credit, timed) = found(&all, "查询");
        assert!(credit.contains("2026年9月10日 15:02") && !timed, "the time the register was asked: {credit}");
        assert_eq!(found(&all, "33010099999-20001").0, Good);
        let (level, report, _) = found(&all, "信用报告");
        assert!(level == Good && report.contains("已出具 0 天，期限 90 天"), "{report}");
        // Nearly too old, and too old by now: worth a look, for it was in time when it came.
        for (day, words) in [("12-06T10:00", "已出具 87 天，期限 90 天"), ("12-10T10:00", "已超过 90 天")] {
            test.clock.set(at(day));
            let all = checks(&view(&test, &publisher(&test).await, &number).await);
            let (level, report, _) = found(&all, "信用报告");
            assert!(level == Look && report.contains(words), "{day}: {report}");
        }
    });
}
