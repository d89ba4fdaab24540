//! What stops a submission, each with its own reason and article; the draft is kept (S07, S12, R-053…R-056).
use super::support::*;
use crate::fixture::run;
use domain::access::credit::CreditEntry;
use domain::access::window::{Window, WindowState};
use domain::profile::CreditTest;
use server::clock::Clock;
use server::services::opening::credit;
use store::access::{CreditRow, WindowRow};
use testkit::identities::{AUTHORITY, PUBLISHER};
use testkit::{Client, Identity, TestPortal};

/// A company with everything filled in, in September.
async fn ready(test: &TestPortal) -> (Client<'_>, String) {
    let (transport, _) = test.body(PUBLISHER).await;
    let data = restricted(test, "停车动态", transport, "330000").await;
    let company = test.sign_in_as(Identity::Company).await;
    let draft = filled(&company, &data, "停车通").await;
    (company, draft)
}

#[test]
fn s07_closed_window() {
    run(async {
        let test = TestPortal::empty().await;
        test.clock.set(at("08-31T23:30"));
        let (authority, _) = test.body(AUTHORITY).await;
        let mut window =
            Window::draft(test.portal.ids.id(test.clock.now()), authority, day("2026-09-01"), day("2026-09-30"));
        window.state = WindowState::Announced { at: at("08-20T09:00"), notice: "n1".into() };
        let mut tx = test.portal.store.write().await.expect("a write");
        tx.put_window(&WindowRow { window, version: 0 }).await.expect("a window");
        tx.commit(Vec::new()).await.expect("a commit");
        let (company, draft) = ready(&test).await;
        test.clock.set(at("08-31T23:59"));
        let list = company.page(&draft).await;
        assert!(list.contains("现在可以填写和保存，2026年9月1日起可以向"), "{list}");
        let check = company.page(&format!("{draft}/check")).await;
        assert!(
            !check.contains("<button type=\"submit\" class=\"button primary\">提交申请"),
            "no button before the window"
        );
        let page = stopped(&company, &draft).await;
        assert!(page.contains("下次申请时间 2026年9月1日") && page.contains("/law/gl20#"), "{page}");
        test.clock.set(at("09-01T00:00"));
        assert_eq!(submit(&company, &draft).await, ["SQ-20260901-0001"]);
    });
}

/// An entry of a list about the company.
async fn listed(test: &TestPortal, kind: CreditTest, source: &str) {
    let account = test.account(Identity::Company).await;
    let now = test.clock.now();
    let mut tx = test.portal.store.write().await.expect("a write");
    let party = tx.memberships_of(account, false).await.expect("memberships")[0].party;
    let subject = credit::subject_of(&mut tx, party).await.expect("a read").expect("a proof");
    let entry = CreditEntry { test: kind, from: day("2026-01-10"), to: None, source: source.into(), grade: None };
    let row = CreditRow { id: test.portal.ids.id(now), subject, entry, violation: None, added: now };
    tx.add_credit(&row).await.expect("an entry");
    tx.commit(Vec::new()).await.expect("a commit");
}

#[test]
fn s12_r054_a_level_that_is_too_low_stops_with_its_own_reason() {
    run(async {
        let test = portal().await;
        let (company, draft) = ready(&test).await;
        let system = [
            ("system_name", "停车通平台"),
            ("datacentre_address", "杭州市滨江区"),
            ("mlps_level", "1"),
            ("mlps_filing_no", "33010099999-20001"),
        ];
        fill(&company, &format!("{draft}/system"), &system).await;
        let page = stopped(&company, &draft).await;
        assert!(page.contains("系统的等级保护为一级，须为二级以上"), "{page}");
        assert!(page.contains("href=\"/law/gl20#art-12\"") && !page.contains("失信"), "{page}");
    });
}

#[test]
fn s12_r055_each_list_stops_with_its_own_reason_and_article() {
    run(async {
        let test = portal().await;
        let (company, draft) = ready(&test).await;
        listed(&test, CreditTest::DishonestDebtor, "法院").await;
        let page = stopped(&company, &draft).await;
        assert!(page.contains("失信被执行人名单") && page.contains("/law/gl20#art-12"), "{page}");
        assert!(!page.contains("不良信息记录"), "{page}");
        listed(&test, CreditTest::RecordUnderRegulation, "本平台").await;
        let page = stopped(&company, &draft).await;
        assert!(
            page.contains("失信被执行人名单") && page.contains("不良信息记录") && page.contains("/law/zj22#art-33")
        );
    });
}

#[test]
fn s09_r053_report_and_commitment_missing_are_both_named_before_anything_is_filed() {
    run(async {
        let test = portal().await;
        let (company, draft) = ready(&test).await;
        let removed = company.post(&format!("{draft}/papers"), &[("act", "remove"), ("slot", "credit-report")]).await;
        assert_eq!(removed.status, 303);
        let later =
            send(&company, &format!("{draft}/commitment"), &[("step", "later"), ("accountable_head", "王五")]).await;
        assert_eq!(later.status, 303);
        let check = company.page(&format!("{draft}/check")).await;
        assert!(check.contains("还有 2 项未完成") && !check.contains("name=\"step\""), "{check}");
        assert!(
            check.contains(&format!("{draft}/papers?check=1"))
                && check.contains(&format!("{draft}/commitment?check=1"))
        );
        let page = stopped(&company, &draft).await;
        assert!(page.contains("证书、信用报告和其他证明") && page.contains("公共数据安全承诺书"), "{page}");
        let papers = company.page(&format!("{draft}/papers?check=1")).await;
        assert!(papers.contains("id=\"attachments.credit-report-error\""), "{papers}");
        // What was typed without a tick is not lost.
        let commitment = company.page(&format!("{draft}/commitment?check=1")).await;
        assert!(
            commitment.contains("value=\"王五\"") && commitment.contains("id=\"commitment-error\""),
            "{commitment}"
        );
    });
}
