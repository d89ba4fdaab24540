//! The one complete notice (R-060…R-062), routing, cancelling, urging.
use super::*;
use crate::fixture::run;
use contract::ErrorCode;
use contract::cases::{ClockState, Turn};
use testkit::applications::PARKING;
use testkit::identities::ELSEWHERE;

#[test]
fn s09_r060_r061_r062_everything_missing_is_told_once() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let number = number.as_str();
        test.clock.set(at("09-14T10:00"));
        let formal = authority(&test).await;
        let page = cases(&test).command_page(&formal, number, "ask-supplement").await.expect("a page");
        assert!(page.application.is_some() && page.documents.len() == 3, "papers beside the checklist");
        let nothing = try_act(&test, &formal, number, "ask-supplement", &[]).await;
        assert_eq!(code(nothing), ErrorCode::Invalid);
        let asked = [("missing-credit-report", "yes"), ("explain", "信用报告请提交带核验码的版本。")];
        act(&test, &formal, number, "ask-supplement", &asked).await;
        // no way to refuse for that.
        assert!(may(&view(&test, &formal, number).await).is_empty(), "it is the applicant's turn");

        let applicant = company(&test).await;
        let mine = view(&test, &applicant, number).await;
        assert_eq!((state(&mine), mine.head.turn), ("supplement-required", Turn::Yours));
        assert!(matches!(mine.clocks[0].state, ClockState::Paused { .. }));
        let notice = mine.application.as_ref().and_then(|part| part.notice.as_ref()).expect("the notice");
        assert_eq!(notice.materials.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["credit-report"]);
        assert_eq!(cases(&test).my_cases(&applicant, 1).await.expect("a list").yours, 1);
        let missing = try_act(&test, &applicant, number, "supplement", &[]).await;
        assert_eq!(faults(missing), [("file-credit-report".to_owned(), ErrorCode::Required)]);
        let mut sent = form(&[("version", &mine.version.to_string()), ("file-credit-report.issued", "2026-01-02")]);
        sent.files.push(upload("file-credit-report", "旧的.pdf", b"%PDF-1.7 old"));
        let old = cases(&test).do_command(&applicant, number, "supplement", &sent).await;
        assert_eq!(faults(old), [("file-credit-report".to_owned(), ErrorCode::TooOld)], "as on the first day");
        test.clock.set(at("09-15T09:00"));
        let applicant = company(&test).await;
        let version = view(&test, &applicant, number).await.version.to_string();
        let mut sent = form(&[("version", &version), ("file-credit-report.issued", "2026-09-14")]);
        sent.files.push(upload("file-credit-report", "信用报告（带核验码）.pdf", b"%PDF-1.7 new"));
        cases(&test).do_command(&applicant, number, "supplement", &sent).await.expect("supplied");

        let formal = authority(&test).await;
        let seen = view(&test, &formal, number).await;
        assert_eq!((state(&seen), due(&seen).1.as_str()), ("formal-review", "2026-09-21"), "the period begins anew");
        let part = seen.application.as_ref().expect("an application");
        assert_eq!(part.supplied[0].files, ["信用报告（带核验码）.pdf"], "what changed since");
        // A second notice with something new needs leave of a supervisor, with a reason.
        let second = [("missing-commitment", "yes")];
        let refused = faults(try_act(&test, &formal, number, "ask-supplement", &second).await);
        assert_eq!(refused, [("missing-commitment".to_owned(), ErrorCode::SecondNotice)]);
        assert_eq!(
            code(try_act(&test, &formal, number, "allow-notice", &[("reason", REASON)]).await),
            ErrorCode::Forbidden
        );
        let supervisor = supervisor(&test).await;
        act(
            &test,
            &supervisor,
            number,
            "allow-notice",
            &[("reason", "首次审查时系统未显示承诺书附件，确有必要补充告知一次。")],
        )
        .await;
        act(&test, &formal, number, "ask-supplement", &second).await;
        let applicant = company(&test).await;
        assert!(
            !format!("{:?}", view(&test, &applicant, number).await).contains("系统未显示承诺书附件"),
            "an act inside the office"
        );
        act(&test, &applicant, number, "supplement", &[("commitment", "yes"), ("accountable_head", "王负责")]).await;
        act(&test, &formal, number, "pass-formal", &[]).await;
    });
}

#[test]
fn r070_another_authority_gets_what_was_sent_to_the_wrong_level() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let elsewhere = Identity::Elsewhere(Role::AuthorityReviewer);
        test.account(elsewhere).await;
        let number = test.apply_for(&company(&test).await, &[PARKING]).await.remove(0);
        let number = number.as_str();
        let formal = authority(&test).await;
        let there = caller(&test, elsewhere).await;
        assert_eq!(code(cases(&test).case(&there, number).await), ErrorCode::NotFound);
        let (_, to) = test.body(ELSEWHERE).await;
        let ending = act(&test, &formal, number, "route", &[("to", &to), ("reason", "属于该级主管部门的数据。")]).await;
        assert!(!ending.visible, "it is not ours any more");
        assert_eq!(code(cases(&test).case(&formal, number).await), ErrorCode::NotFound);
        let seen = view(&test, &there, number).await;
        assert_eq!(
            (state(&seen), due(&seen).1.as_str()),
            ("formal-review", "2026-09-17"),
            "the applicant loses no day"
        );
        assert_eq!(queued(&test, &there, QueueTab::Office).await, [number]);
        act(&test, &there, number, "pass-formal", &[]).await;
    });
}

#[test]
fn r071_the_applicant_cancels_before_approval_and_the_case_is_kept() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let applicant = company(&test).await;
        let number = test.apply(&applicant).await.remove(0);
        let number = number.as_str();
        act(&test, &authority(&test).await, number, "pass-formal", &[]).await;
        act(&test, &applicant, number, "cancel", &[("reason", "业务调整")]).await;
        for who in [applicant, authority(&test).await, publisher(&test).await] {
            let case = view(&test, &who, number).await;
            assert_eq!((state(&case), case.head.turn), ("cancelled", Turn::Ended), "kept");
            assert!(case.clocks.iter().all(|clock| !clock.state.is_open()));
            assert!(case.allowed.is_empty());
        }
        assert!(queued(&test, &publisher(&test).await, QueueTab::Office).await.is_empty());
    });
}

#[test]
fn r064_r069_a_refusal_at_the_formal_review_ends_it_and_who_is_late_is_urged() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let applicant = company(&test).await;
        let refused = test.apply(&applicant).await.remove(0);
        let formal = authority(&test).await;
        let wanted = [("basis", "eligibility:mlps-level"), ("reason", REASON)];
        act(&test, &formal, &refused, "refuse-formal", &wanted).await;
        let mine = view(&test, &applicant, &refused).await;
        assert_eq!((state(&mine), mine.head.turn), ("refused", Turn::Ended));
        let part = mine.application.as_ref().expect("an application");
        let lines: Vec<_> = part.publishers.iter().flat_map(|publisher| &publisher.lines).collect();
        assert!(
            lines.iter().all(|line| line.reason.as_deref() == Some(REASON) && line.basis.is_some()),
            "line by line"
        );
        assert!(agreements(&test).await.is_empty());

        let number = test.apply(&applicant).await.remove(0);
        act(&test, &formal, &number, "pass-formal", &[]).await;
        act(&test, &supervisor(&test).await, &number, "remind", &[]).await;
        let notices = test.portal.ports.notices.list(&publisher(&test).await, 1).await.expect("notices");
        assert!(
            notices.notices.iter().any(|row| row.kind.value == "application-reminded"),
            "the publisher hears of it"
        );
        let mine = view(&test, &applicant, &number).await;
        assert!(mine.timeline.iter().all(|entry| entry.event.value != "reminded"), "inside the offices");
    });
}
