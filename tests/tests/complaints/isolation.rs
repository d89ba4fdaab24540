//! Who sees what, and who never does.
use super::*;
use crate::fixture::run;
use domain::account::Role;
use testkit::identities::{OTHER_PUBLISHER, PUBLISHER};

#[test]
fn r127_the_body_complained_about_never_learns_who_reported() {
    run(async {
        let test = portal().await;
        let target = test.body(PUBLISHER).await.1;
        let person = caller(&test, Identity::Person).await;
        let sent = complaint(&[("target_kind", "body"), ("target", &target)]);
        let number = file(&test, &person, &sent).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        assert_eq!(faults(try_act(&test, &authority, &number, "route", &[("to", &target)]).await)[0].0, "to");
        let page = cases(&test).command_page(&authority, &number, "route").await.expect("a page");
        assert!(!format!("{:?}", page.fields).contains(&target), "not even offered");
        for role in Role::ALL {
            let official = caller(&test, Identity::Publisher(*role)).await;
            assert_eq!(code(cases(&test).case(&official, &number).await), ErrorCode::NotFound, "{role:?}");
        }
        let other = test.body(OTHER_PUBLISHER).await.1;
        act(&test, &authority, &number, "route", &[("to", &other)]).await;
        let handler = caller(&test, Identity::OtherPublisher(Role::Reviewer)).await;
        assert!(view(&test, &handler, &number).await.applicant.is_some_and(|a| a.masked));
    });
}

#[test]
fn r127_an_anonymous_report_leads_to_nobody() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let sent = complaint(&[("anonymous", "yes"), ("name", NAME), ("email", "wang@example.cn")]);
        let receipt = file(&test, &person, &sent).await;
        assert_eq!(
            code(cases(&test).case(&person, &receipt.number).await),
            ErrorCode::NotFound,
            "not in the account either"
        );
        assert_eq!(cases(&test).my_cases(&person, 1).await.expect("a list").total, 0);
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let seen = view(&test, &authority, &receipt.number).await;
        assert!(seen.anonymous && seen.applicant.is_none() && !seen.may_unmask);
        assert!(seen.allowed.iter().any(|c| c.code == "ask-supplement"), "they answer by number and query code");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let rows = tx.audit_after(0, 1000).await.expect("the trail");
        let filed = rows.iter().find(|row| row.entry.action == "case.filed").expect("recorded");
        assert_eq!(
            (filed.entry.account, filed.entry.address.as_deref(), filed.entry.acting.as_str()),
            (None, None, "anonymous")
        );
    });
}

#[test]
fn r152_s30_other_bodies_get_not_found_and_the_attempt_is_recorded() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.3"), &complaint(&[])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = test.body(PUBLISHER).await.1;
        act(&test, &authority, &number, "route", &[("to", &to)]).await;
        let version = [("version", "2")];
        for who in [
            Identity::OtherPublisher(Role::Reviewer),
            Identity::Elsewhere(Role::AuthorityReviewer),
            Identity::OtherPerson,
            Identity::Company,
        ] {
            let other = caller(&test, who).await;
            let port = cases(&test);
            assert_eq!(code(port.case(&other, &number).await), ErrorCode::NotFound, "{who:?}");
            assert_eq!(code(port.command_page(&other, &number, "accept").await), ErrorCode::NotFound, "{who:?}");
            assert_eq!(code(port.do_command(&other, &number, "accept", &form(&version)).await), ErrorCode::NotFound);
            assert_eq!(code(port.unmask(&other, &number, "只是想看看是谁写的").await), ErrorCode::NotFound);
            assert_eq!(code(port.case_file(&other, &number).await), ErrorCode::NotFound);
            assert_eq!(code(port.add_message(&other, &number, "x").await), ErrorCode::NotFound);
            assert_eq!(code(port.document(&other, &number, "nonsense").await), ErrorCode::NotFound);
        }
        let other = caller(&test, Identity::OtherPublisher(Role::Reviewer)).await;
        let queue = cases(&test).queue(&other, &Default::default()).await.expect("a queue");
        assert_eq!((queue.total, queue.counts.iter().map(|(_, n)| n).sum::<u64>()), (0, 0), "not even its count");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let rows = tx.audit_after(0, 1000).await.expect("the trail");
        let refused =
            rows.iter().filter(|row| row.entry.case.as_deref() == Some(&number) && row.entry.outcome == "not-found");
        assert_eq!(refused.count(), 6 * 4, "each attempt but that with an id that is none");
        let mut previous = (0, domain::audit::GENESIS.to_owned());
        for row in &rows {
            domain::audit::verify(previous.0, &previous.1, row).expect("the chain holds");
            previous = (row.seq, row.hash.clone());
        }
    });
}

#[test]
fn r152_roles_without_business_see_no_queue_and_no_case() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.4"), &complaint(&[])).await.number;
        for role in [Role::Cataloguer, Role::BodyAdmin, Role::SysAdmin] {
            let who = caller(&test, Identity::Authority(role)).await;
            assert_eq!(code(cases(&test).case(&who, &number).await), ErrorCode::NotFound, "{role:?}");
            assert_eq!(code(cases(&test).queue(&who, &Default::default()).await), ErrorCode::Forbidden, "{role:?}");
        }
        let supervisor = caller(&test, Identity::Authority(Role::Supervisor)).await;
        let seen = view(&test, &supervisor, &number).await;
        assert!(!seen.may_unmask && seen.allowed.iter().all(|c| c.code == "remind"), "{:?}", seen.allowed);
    });
}

#[test]
fn the_query_code_is_hashed_and_wrong_ones_are_throttled() {
    run(async {
        let test = portal().await;
        let reporter = visitor("198.51.100.5");
        let receipt = file(&test, &reporter, &complaint(&[])).await;
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let row = tx.case(&receipt.number).await.expect("a read").expect("the case");
        assert!(!row.query_hash.contains(&receipt.query_code));
        for sealed in [&row.title, &row.content, row.applicant.as_ref().expect("sealed")] {
            for plain in [NAME.as_bytes(), FACTS.as_bytes(), "停车".as_bytes()] {
                assert!(!sealed.windows(plain.len()).any(|window| window == plain), "not in the clear");
            }
        }
        drop(tx);
        let track = |who: Caller, number: &'static str, code: String| {
            let port = cases(&test);
            async move { port.track(&who, number, &code).await }
        };
        let number: &'static str = Box::leak(receipt.number.clone().into_boxed_str());
        for n in 0..10 {
            let asked = if n % 2 == 0 { number } else { "TS-20261120-9999" };
            assert_eq!(code(track(visitor("198.51.100.6"), asked, "AAAAAAAAAA".into()).await), ErrorCode::NotFound);
        }
        assert_eq!(
            code(track(visitor("198.51.100.6"), number, receipt.query_code.clone()).await),
            ErrorCode::TooManyAttempts
        );
        assert!(track(reporter, number, receipt.query_code.clone()).await.is_ok(), "others are not locked out");
    });
}
