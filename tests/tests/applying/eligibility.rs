//! S12 at submission in the three profiles: each obstacle with its own reason and article, and none where the profile asks for nothing (R-054,
//!
use super::support::*;
use crate::fixture::run;
use domain::access::DeliveryMode;
use domain::access::conditions::{Condition, Conditions, Requirement};
use domain::access::credit::CreditEntry;
use domain::profile::{CreditTest, Label};
use server::clock::Clock;
use server::services::opening::credit;
use store::access::CreditRow;
use testkit::identities::{OTHER_PUBLISHER, PUBLISHER};
use testkit::{Client, Identity, TestPortal};
use uuid::Uuid;

/// What a list says of whoever stands in it, and by which article.
const LISTS: [(CreditTest, &str, &str); 5] = [
    (CreditTest::RecordUnderRegulation, "申请人因违反公共数据条例有不良信息记录。", "/law/zj22#art-33"),
    (CreditTest::DishonestDebtor, "申请人被列入失信被执行人名单。", "/law/gl20#art-12"),
    (CreditTest::AbnormalOperation, "申请人被列入经营异常名录。", "/law/gl20#art-12"),
    (CreditTest::SeriousViolation, "申请人被列入严重违法失信名单。", "/law/gl20#art-12"),
    (CreditTest::OtherSeriousDishonesty, "申请人有其他严重失信记录。", "/law/gl20#art-12"),
];
const LEVEL: (&str, &str) = ("系统的等级保护为一级，须为二级以上。", "/law/gl20#art-12");
const GRADE: (&str, &str) = ("申请人的信用等级不符合开放主体公布的条件。", "/law/dq#art-23");

/// Enters the company in a list from January on; the entry.
async fn listed(test: &TestPortal, kind: CreditTest, grade: Option<&str>) -> Uuid {
    let account = test.account(Identity::Company).await;
    let now = test.clock.now();
    let mut tx = test.portal.store.write().await.expect("a write");
    let party = tx.memberships_of(account, false).await.expect("memberships")[0].party;
    let subject = credit::subject_of(&mut tx, party).await.expect("a read").expect("a proof");
    let grade = grade.map(str::to_owned);
    let entry = CreditEntry { test: kind, from: day("2026-01-10"), to: None, source: "来源单位".into(), grade };
    let id = test.portal.ids.id(now);
    tx.add_credit(&CreditRow { id, subject, entry, violation: None, added: now }).await.expect("an entry");
    tx.commit(Vec::new()).await.expect("a commit");
    id
}

/// Takes it out again; the last day counts.
async fn lifted(test: &TestPortal, entry: Uuid, last: &str) {
    let mut tx = test.portal.store.write().await.expect("a write");
    assert!(tx.lift_credit(entry, day(last)).await.expect("lifted"));
    tx.commit(Vec::new()).await.expect("a commit");
}

/// A publisher that accepts credit grades A and B alone, as it said before the window.
async fn asks_for_a_grade(test: &TestPortal, code: &str) {
    let mut tx = test.portal.store.write().await.expect("a write");
    let dataset = tx.dataset_id(code).await.expect("the dataset");
    let accepted = vec!["A".to_owned(), "B".to_owned()];
    let condition = Condition {
        code: "grade".into(),
        text: Label { zh: "信用良好".into(), en: String::new() },
        requirement: Requirement::CreditGrade { accepted },
    };
    let set = Conditions { modes: vec![DeliveryMode::Api], conditions: vec![condition], ..Conditions::draft(dataset) };
    tx.put_conditions(&set.publish(at("08-20T09:00")).expect("published")).await.expect("stored");
    tx.commit(Vec::new()).await.expect("a commit");
}

async fn system_of_level(company: &Client<'_>, draft: &str, level: &str) {
    let system = [
        ("system_name", "停车通平台"),
        ("datacentre_address", "杭州市滨江区"),
        ("mlps_level", level),
        ("mlps_filing_no", "33010099999-20001"),
    ];
    fill(company, &format!("{draft}/system"), &system).await;
}

/// Stopped for this reason, with its article, and for no other.
async fn stopped_for(company: &Client<'_>, draft: &str, (words, article): (&str, &str)) {
    let page = stopped(company, draft).await;
    assert!(page.contains(words) && page.contains(&format!("href=\"{article}\"")), "{words} {article}: {page}");
    let others = LISTS.iter().map(|list| list.1).chain([LEVEL.0, GRADE.0]).filter(|other| *other != words);
    for other in others {
        assert!(!page.contains(other), "{words}, not {other}: {page}");
    }
}

/// A draft for one dataset of each of two publishers, with nothing wrong; codes of both.
async fn both(test: &TestPortal) -> (Client<'_>, String, [String; 2]) {
    let (transport, _) = test.body(PUBLISHER).await;
    let (water, _) = test.body(OTHER_PUBLISHER).await;
    let parking = restricted(test, "停车动态", transport, "330000").await;
    let rain = restricted(test, "逐小时降水", water, "330000").await;
    let company = test.sign_in_as(Identity::Company).await;
    let draft = filled(&company, &parking, "停车通").await;
    company.submit(&format!("{draft}/lines/add"), &[("act", "add"), ("id", &rain)]).await;
    fill_line(&company, &draft, 2).await;
    (company, draft, [parking, rain])
}

#[test]
fn s12_r054_r055_zhejiang_and_deqing_stop_each_with_its_own_reason_and_article() {
    run(async {
        for (profile, cases) in [("zhejiang", 1), ("deqing", 2)] {
            let test = portal_under(profile).await;
            let (company, draft, [_, rain]) = both(&test).await;
            system_of_level(&company, &draft, "1").await;
            stopped_for(&company, &draft, LEVEL).await;
            system_of_level(&company, &draft, "2").await;
            for (list, words, article) in LISTS {
                let entry = listed(&test, list, None).await;
                stopped_for(&company, &draft, (words, article)).await;
                lifted(&test, entry, "2026-09-09").await;
            }
            // A grade is judged by the condition of a publisher, where the profile knows grades.
            asks_for_a_grade(&test, &rain).await;
            let grade = listed(&test, CreditTest::CreditGrade, Some("C")).await;
            if profile == "deqing" {
                stopped_for(&company, &draft, GRADE).await;
                let check = company.page(&format!("{draft}/check")).await;
                assert!(check.contains("停车动态") && check.contains("逐小时降水"), "nothing of it is lost: {check}");
                lifted(&test, grade, "2026-09-09").await;
                listed(&test, CreditTest::CreditGrade, Some("B")).await;
            }
            // Two obstacles are told at once, each in words of its own.
            let entry = listed(&test, CreditTest::DishonestDebtor, None).await;
            system_of_level(&company, &draft, "1").await;
            let page = stopped(&company, &draft).await;
            assert!(page.contains(LEVEL.0) && page.contains(LISTS[1].1), "{profile}: {page}");
            system_of_level(&company, &draft, "2").await;
            lifted(&test, entry, "2026-09-10").await;
            stopped_for(&company, &draft, (LISTS[1].1, LISTS[1].2)).await;
            test.clock.set(at("09-11T00:00"));
            let company = test.sign_in_as(Identity::Company).await;
            let filed = submit(&company, &draft).await;
            assert_eq!(filed.len(), cases, "{profile}: the day after it is lifted, as many cases as it has receivers");
        }
    });
}

#[test]
fn s12_r058_in_yunnan_neither_level_nor_list_stops_anybody() {
    run(async {
        let test = portal_under("yunnan").await;
        let (company, draft, _) = both(&test).await;
        for (list, ..) in LISTS {
            listed(&test, list, None).await;
        }
        system_of_level(&company, &draft, "1").await;
        let check = company.page(&format!("{draft}/check")).await;
        for words in LISTS.iter().map(|list| list.1).chain([LEVEL.0]) {
            assert!(!check.contains(words), "{words}: {check}");
        }
        assert_eq!(submit(&company, &draft).await.len(), 2, "one for each provider");
    });
}
