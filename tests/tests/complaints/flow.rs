//! From filing to closing.
use super::*;
use crate::fixture::run;
use contract::cases::{ClockState, Side, Turn};

#[test]
fn r127_a_visitor_files_an_official_answers_both_see_the_same_history() {
    run(async {
        let test = portal().await;
        let reporter = visitor("198.51.100.1");
        let mut sent = complaint(&[("wish", "尽快更新")]);
        sent.files.push(upload("evidence", "现场 照片.pdf", b"%PDF-1.7 evidence"));
        let receipt = file(&test, &reporter, &sent).await;
        let number = receipt.number.as_str();
        assert!(number.starts_with("TS-20261120-"), "{number}");
        assert_eq!((receipt.query_code.len(), receipt.documents), (10, 1));
        assert_eq!(receipt.with.as_deref(), Some(testkit::identities::AUTHORITY));
        let clock = receipt.clock.expect("a clock");
        assert_eq!(clock.counted.len(), 15);
        assert!(!clock.statutory, "a service target, never shown as law");

        let (publisher, _) = (test.body(testkit::identities::PUBLISHER).await.1, ());
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let seen = view(&test, &authority, number).await;
        assert_eq!((seen.side, seen.head.turn, seen.head.state.value.as_str()), (Side::Official, Turn::Yours, "filed"));
        act(&test, &authority, number, "route", &[("to", &publisher), ("note", "请尽快核实")]).await;

        let reviewer = caller(&test, Identity::Reviewer).await;
        act(&test, &reviewer, number, "accept", &[]).await;
        let applicant = view(&test, &reviewer, number).await.applicant.expect("masked");
        assert!(applicant.masked && !format!("{applicant:?}").contains(NAME), "{applicant:?}");
        let full = cases(&test).unmask(&reviewer, number, "需要电话核实现场情况").await.expect("in full");
        assert_eq!((full.name.as_str(), full.phone.as_deref()), (NAME, Some("13800000000")));
        cases(&test).add_message(&reviewer, number, "已联系停车场核实。").await.expect("a message");
        cases(&test).add_note(&reviewer, number, "内部：接口账号过期。").await.expect("a note");
        let ending = act(
            &test,
            &reviewer,
            number,
            "answer",
            &[("outcome", "substantiated"), ("answer", ANSWER), ("note", "只给内部看")],
        )
        .await;
        assert_eq!(ending.state.value, "answered");

        let tracked = cases(&test).track(&reporter, number, &receipt.query_code.to_lowercase()).await.expect("tracked");
        assert_eq!(tracked.side, Side::Tracking);
        let may: Vec<_> = tracked.allowed.iter().map(|one| one.code.as_str()).collect();
        assert_eq!((may, tracked.may_message), (vec!["confirm", "object"], true), "as the reporter of this case");
        assert!(!tracked.may_note && !tracked.may_unmask && !tracked.may_assign && !tracked.may_print);
        assert!(matches!(tracked.clocks[0].state, ClockState::Met { .. }), "{:?}", tracked.clocks[0].state);
        let events: Vec<_> = tracked.timeline.iter().map(|entry| entry.event.value.as_str()).collect();
        assert_eq!(events, ["filed", "routed", "accepted", "answered"]);
        let text = format!("{tracked:?}");
        for secret in ["只给内部看", "接口账号过期", "请尽快核实", "测试publisher"] {
            assert!(!text.contains(secret), "{secret} reaches the reporter");
        }
        assert!(text.contains(ANSWER) && text.contains("已联系停车场核实"));
        let mut office: Vec<_> =
            view(&test, &reviewer, number).await.timeline.into_iter().map(|e| e.event.value).collect();
        office.reverse();
        assert_eq!(office, events, "the same history, newest first");

        act(&test, &reviewer, number, "close", &[]).await;
        assert_eq!(view(&test, &authority, number).await.head.turn, Turn::Done);
    });
}

#[test]
fn r127_a_person_follows_supplements_objects_and_somebody_else_answers() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let number = file(&test, &person, &complaint(&[])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        act(&test, &authority, &number, "ask-supplement", &[("question", "请说明是哪个停车场、哪一天。")]).await;
        let mine = view(&test, &person, &number).await;
        assert_eq!((mine.side, mine.head.turn), (Side::Applicant, Turn::Yours));
        assert!(matches!(mine.clocks[0].state, ClockState::Paused { .. }));
        assert_eq!(cases(&test).my_cases(&person, 1).await.expect("a list").yours, 1);
        assert_eq!(code(try_act(&test, &authority, &number, "route", &[("to", "x")]).await), ErrorCode::Forbidden);
        act(&test, &person, &number, "supplement", &[("facts", "武林广场停车场，11月18日。")]).await;
        assert!(matches!(view(&test, &person, &number).await.clocks[0].state, ClockState::Running { remaining: 15 }));

        let own = test.body(testkit::identities::AUTHORITY).await.1;
        act(&test, &authority, &number, "route", &[("to", &own)]).await;
        assert_eq!(view(&test, &authority, &number).await.head.state.value, "handling", "kept by the authority itself");
        act(&test, &authority, &number, "answer", &[("outcome", "not-substantiated"), ("answer", ANSWER)]).await;
        act(&test, &person, &number, "object", &[("reason", "现场和答复不一致，请再核实。")]).await;
        assert_eq!(view(&test, &person, &number).await.clocks.len(), 2, "a new clock");
        act(&test, &authority, &number, "route", &[("to", &own)]).await;
        let again = [("outcome", "substantiated"), ("answer", ANSWER)];
        assert_eq!(code(try_act(&test, &authority, &number, "answer", &again).await), ErrorCode::SamePerson);
        let second = caller(&test, Identity::SecondAuthorityReviewer).await;
        act(&test, &second, &number, "answer", &again).await;
        assert!(!view(&test, &person, &number).await.allowed.iter().any(|c| c.code == "object"), "once");
        act(&test, &person, &number, "confirm", &[]).await;
        assert_eq!(view(&test, &person, &number).await.head.state.value, "closed");
    });
}

#[test]
fn r127_every_fault_of_a_form_is_named_and_nothing_is_filed() {
    run(async {
        let test = portal().await;
        let mut sent = form(&[("target_kind", "body"), ("subject", "短"), ("facts", ""), ("email", "nonsense")]);
        sent.files.push(upload("evidence", "a.pdf", b"MZ\x90\x00\x03"));
        sent.files.push(upload("evidence", "b.pdf", b""));
        let faults = faults(cases(&test).file_complaint(&visitor("198.51.100.2"), "TS", &sent).await);
        let expected = [
            ("target", ErrorCode::Required),
            ("subject", ErrorCode::TooShort),
            ("facts", ErrorCode::Required),
            ("name", ErrorCode::Required),
            ("email", ErrorCode::BadEmail),
            ("evidence", ErrorCode::FileKind),
            ("evidence", ErrorCode::FileEmpty),
        ];
        assert_eq!(faults, expected.map(|(field, code)| (field.to_owned(), code)));
        let number = file(&test, &visitor("198.51.100.2"), &complaint(&[])).await.number;
        assert!(number.ends_with("-0001"), "no number was spent: {number}");
    });
}

#[test]
fn r127_an_official_enters_what_came_to_the_counter() {
    run(async {
        let test = portal().await;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let sent = complaint(&[("channel", "letter"), ("received", "2026-11-18")]);
        let receipt = cases(&test).enter_for_visitor(&authority, "JY", &sent).await.expect("entered");
        assert!(receipt.number.starts_with("JY-"));
        let seen = view(&test, &authority, &receipt.number).await;
        assert_eq!((seen.channel.value.as_str(), seen.clocks[0].started.to_string()), ("letter", "2026-11-18".into()));
        assert_eq!(seen.timeline[0].event.value, "entered");
        let future = complaint(&[("channel", "pigeon"), ("received", "2026-12-18")]);
        let wrong = faults(cases(&test).enter_for_visitor(&authority, "JY", &future).await);
        assert_eq!(wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["channel", "received"]);
        let person = caller(&test, Identity::Person).await;
        assert_eq!(code(cases(&test).enter_for_visitor(&person, "TS", &sent).await), ErrorCode::Forbidden);
        assert_eq!(code(cases(&test).file_complaint(&person, "SQ", &complaint(&[])).await), ErrorCode::NotFound);
    });
}

#[test]
fn r127_the_pages_carry_the_whole_flow_without_scripts() {
    run(async {
        let test = portal().await;
        let person = test.sign_in_as(Identity::Person).await;
        let fields: Vec<(String, String)> = complaint(&[("step", "file")]).fields;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let files: [(&str, &str, &str, &[u8]); 1] = [("evidence", "a.pdf", "application/pdf", b"%PDF-1.7 x")];
        let answer = person.post_files("/complaints/new", &fields, &files).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let receipt = person.page(answer.header("location")).await;
        let at = receipt.find("TS-20261120-").expect("a number on the receipt");
        let number = receipt[at..at + 16].to_owned();
        let page = person.page(&format!("/cases/{number}")).await;
        assert!(page.contains("停车数据长期不更新") && page.contains(&format!("/cases/{number}/docs/")), "{page}");
        let at = page.find("/docs/").expect("a document");
        let document = format!("/cases/{number}/docs/{}", &page[at + 6..at + 42]);
        let content = person.get(&document).await;
        assert_eq!(
            (content.status, content.header("content-type"), content.text().as_str()),
            (200, "application/pdf", "%PDF-1.7 x")
        );
        assert_eq!(content.header("cache-control"), "private, no-store");
        let other = test.sign_in_as(Identity::OtherPerson).await;
        for path in [format!("/cases/{number}"), document.clone(), format!("/cases/{number}/do/cancel")] {
            let answer = other.get(&path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.text().contains("停车数据"), "{path}");
            let visitor = test.visitor().get(&path).await;
            assert!(matches!(visitor.status, 303 | 401), "{path}: {}", visitor.status);
            assert!(visitor.status == 401 || visitor.header("location").starts_with("/sign-in"), "{path}");
        }
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        assert!(official.page("/admin").await.contains(&number), "in the queue");
        let english = official.page(&format!("/en/cases/{number}")).await;
        assert!(english.contains("To be routed"), "the state in English");
    });
}
