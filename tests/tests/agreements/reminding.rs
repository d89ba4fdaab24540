//! An agreement that waits is not forgotten, and one that cannot be read stops no other.
use super::ending::{state, ticked, told};
use super::*;
use crate::fixture::run;

/// How often somebody was told of it.
async fn times(test: &TestPortal, number: &str, who: Identity, kind: &str) -> usize {
    told(test, number, who).await.into_iter().filter(|known| *known == kind).count()
}

#[test]
fn b10_r147_r150_whoever_keeps_an_agreement_waiting_is_reminded_once_each_time() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal(profile).await;
            test.clock.set(at("2026-09-01T15:00"));
            let number = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
            let sign = format!("/cases/{number}/do/sign");
            assert_eq!(ticked(&test, "2026-09-03T23:59").await, 0, "{profile}");
            let page = test.sign_in_as(Identity::Company).await.page(&sign).await;
            assert!(page.contains("数据销毁时长（由浙江省测试交通厅填写）"), "{page}");
            assert_eq!(ticked(&test, "2026-09-04T00:00").await, 1, "{profile}: three days");
            assert_eq!(ticked(&test, "2026-09-04T00:01").await, 0, "{profile}: once");
            assert_eq!(times(&test, &number, Identity::Reviewer, "agreement-unfilled").await, 1);
            assert_eq!(times(&test, &number, Identity::Company, "agreement-unfilled").await, 0);
            let company = test.sign_in_as(Identity::Company).await;
            let page = company.page(&sign).await;
            for said in
                ["数据销毁时长（由浙江省测试交通厅填写，已于 2026年9月4日 提醒）", "确认（已于 2026年9月4日 提醒）"]
            {
                assert!(page.contains(said), "{said}: {page}");
            }
            assert!(company.page(&format!("/en{sign}")).await.contains("reminded on 4 Sep 2026"));
            assert_eq!(ticked(&test, "2026-09-11T00:00").await, 1, "{profile}: ten days");
            assert_eq!(ticked(&test, "2026-12-01T00:00").await, 0, "{profile}: no more");

            test.clock.set(at("2026-12-01T10:00"));
            confirmed(&test.sign_in_as(Identity::Reviewer).await, &number).await;
            assert_eq!(ticked(&test, "2026-12-03T23:59").await, 0);
            // After a long stop it is told once, not twice.
            assert_eq!(ticked(&test, "2026-12-20T00:00").await, 1, "{profile}");
            assert_eq!(ticked(&test, "2026-12-20T00:01").await, 0, "{profile}");
            assert_eq!(times(&test, &number, Identity::Company, "agreement-unsigned").await, 1);
            assert_eq!(times(&test, &number, Identity::Reviewer, "agreement-unsigned").await, 0);
            let company = test.sign_in_as(Identity::Company).await;
            let messages = company.page("/my/messages").await;
            assert!(messages.contains(&format!("提醒：协议 {number} 还没有签署")), "{messages}");
            assert_eq!(click(&company, &number, PASSWORD).await.status, 303);
            assert_eq!(ticked(&test, "2027-01-20T00:00").await, 0, "{profile}: signed");
        }
    });
}

#[test]
fn b10_r150_a_reminder_leaves_as_a_mail_as_well() {
    run(async {
        let test = portal("zhejiang").await;
        test.clock.set(at("2026-09-01T15:00"));
        let number = drafted(&test, Identity::Company, &[PUBLISHER]).await.remove(0);
        confirmed(&test.sign_in_as(Identity::Reviewer).await, &number).await;
        assert_eq!(ticked(&test, "2026-09-04T00:00").await, 1);
        let account = test.account(Identity::Company).await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let told = tx.notices_of(account, 0, 1).await.expect("a read").remove(0);
        assert_eq!((told.kind.code(), told.statutory), ("agreement-unsigned", true));
        let mails = tx.deliveries_of(&[told.id]).await.expect("a read");
        assert_eq!(mails.iter().filter(|mail| mail.channel == "mail").count(), 1);
    });
}

#[test]
fn s27_r085_an_agreement_that_cannot_be_read_holds_up_no_other() {
    run(async {
        let test = portal("zhejiang").await;
        test.clock.set(at("2026-05-01T09:30"));
        let damaged = signed(&test).await;
        let sound = signed(&test).await;
        assert!(damaged < sound, "it comes first");
        let mut tx = test.portal.store.write().await.expect("a write");
        let case = tx.case(&damaged).await.expect("a read").expect("the case").id;
        tx.set_agreement_secret(case, b"no key opens this").await.expect("damaged");
        tx.commit(Vec::new()).await.expect("a commit");
        assert_eq!(ticked(&test, "2026-11-01T09:00").await, 1, "the other one ended");
        assert_eq!(
            (state(&test, &damaged).await.as_str(), state(&test, &sound).await.as_str()),
            ("active", "destruction-due")
        );
        assert_eq!(ticked(&test, "2026-11-23T09:00").await, 1, "and is reminded of");
        // Access to the damaged one ended by its dates all the same.
        let ends = entitlements(&test, &damaged).await.remove(0).entitlement.ends;
        assert_eq!(ends, Some(at("2026-11-01T00:00")));
    });
}
