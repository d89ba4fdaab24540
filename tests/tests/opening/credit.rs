//! The table of credit entries: numbers are never in it, a file is taken over whole or not at all, an entry is lifted.
use super::{REVIEWER, at, now, portal, recorded, restricted};
use crate::fixture::run;
use domain::access::DeliveryMode;
use domain::access::conditions::Conditions;
use domain::access::credit::CreditAnswer;
use domain::profile::CreditTest;
use server::services::opening::credit::{CreditTable, check, check_with};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

const USCC: &str = "91330100799655058B";

fn csv(lines: &[&str]) -> String {
    format!("号码,名单,起始日,截止日,来源,等级\n{}\n", lines.join("\n"))
}

/// The party of the company.
async fn company(test: &TestPortal) -> Uuid {
    let account = test.account(Identity::Company).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    let members = tx.memberships_of(account, false).await.expect("memberships");
    members.iter().map(|member| member.party).next().expect("the company")
}

#[test]
fn r055_a_file_of_entries_is_taken_over_whole_or_not_at_all() {
    run(async {
        let test = portal("zhejiang").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let import = async |text: &[u8]| {
            desk.post_files("/admin/credit", &[("act", "import")], &[("file", "名单.csv", "text/csv", text)]).await
        };
        let wrong = csv(&["91330100799655058B,失信被执行人,2026-01-10,,法院,", "123,没有的名单,昨天,,,"]);
        let refused = import(wrong.as_bytes()).await;
        assert_eq!(refused.status, 422);
        for part in ["第 3 行“号码”", "第 3 行“名单”", "第 3 行“起始日”", "第 3 行“来源”"]
        {
            assert!(refused.text().contains(part), "{part}: {}", refused.text());
        }
        assert!(!refused.text().contains("第 2 行") && desk.page("/admin/credit").await.contains("没有现行记录"));
        assert_eq!(import(b"").await.status, 422);
        assert_eq!(import(&[0xff, 0xfe, 0x00, 0x80, 0xff]).await.status, 422);

        let right = csv(&["91330100799655058B,失信被执行人,2026-01-10,,浙江省高级人民法院,"]);
        assert_eq!(import(right.as_bytes()).await.status, 303);
        assert_eq!(import(right.as_bytes()).await.status, 303, "the same file again enters nothing twice");
        let page = desk.page("/admin/credit").await;
        // The example of a file, further down, names a number of its own.
        let records = page.split("导入文件").next().expect("the records");
        assert!(records.contains("浙江省高级人民法院") && records.contains("失信被执行人"), "{page}");
        assert!(!records.contains(USCC), "{page}");
        let place = desk.submit("/admin/credit", &[("act", "find"), ("number", USCC)]).await;
        assert!(!place.contains(USCC), "no number in an address");
        assert!(desk.page(&place).await.contains("浙江省高级人民法院"));
        let other = desk.submit("/admin/credit", &[("act", "find"), ("number", "11010519491231002X")]).await;
        assert!(desk.page(&other).await.contains("没有这个号码的记录"));
        let odd = desk.post("/admin/credit", &[("act", "find"), ("number", "1")]).await;
        assert!(odd.status == 422 && odd.text().contains("#number"));
        // Nothing in the database or the trail holds the number.
        let mut tx = test.portal.store.read().await.expect("a read");
        let rows = tx.credit_entries(None, 10, 0).await.expect("entries");
        assert!(rows.len() == 1 && !rows[0].subject.contains(USCC));
        let trail = format!("{:?}", tx.audit_after(0, 10_000).await.expect("the trail"));
        assert!(!trail.contains(USCC));
        drop(tx);
        for identity in [Identity::Reviewer, Identity::Authority(domain::account::Role::Supervisor)] {
            assert_eq!(test.sign_in_as(identity).await.get("/admin/credit").await.status, 403, "{identity:?}");
        }
        assert_eq!(recorded(&test, "credit.import").await.len(), 2);
    });
}

#[test]
fn s12_r055_r137_who_is_listed_is_told_with_the_article_and_no_more_from_the_day_after_it_is_lifted() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "企业用电").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let text = csv(&["91330100799655058B,dishonest_debtor,2026-01-10,,法院,"]);
        desk.post_files("/admin/credit", &[("act", "import")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await;
        let page = format!("/data/{code}");
        let company_at_work = test.sign_in_as(Identity::Company).await;
        let shown = company_at_work.page(&page).await;
        assert!(shown.contains("列入失信被执行人名单的，不能申请") && shown.contains("第十二条第二款"), "{shown}");
        assert!(!test.page(&page).await.contains("失信被执行人"), "nothing is known of a visitor");
        let person = test.sign_in_as(Identity::Person).await;
        assert!(!person.page(&page).await.contains("失信被执行人"));

        let party = company(&test).await;
        let core = test.portal.core();
        let found = check(core, party).await.expect("a check");
        assert_eq!(found.at, now(&test));
        assert!(matches!(found.answers[&CreditTest::DishonestDebtor], CreditAnswer::Listed { .. }));

        let list = desk.page("/admin/credit").await;
        let id = list
            .split("name=\"id\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("an id")
            .to_owned();
        let wrong =
            desk.post("/admin/credit", &[("act", "lift"), ("id", &id), ("last", "2026-12-24"), ("reason", "")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("#last") && wrong.text().contains("#reason"));
        desk.submit("/admin/credit", &[("act", "lift"), ("id", &id), ("last", "2026-11-20"), ("reason", "履行完毕")])
            .await;
        assert_eq!(check(core, party).await.expect("a check").listed().count(), 1, "the last day counts");
        test.clock.set(at("2026-11-21T00:00"));
        assert_eq!(check(core, party).await.expect("a check").listed().count(), 0);
        let again = [("act", "lift"), ("id", id.as_str()), ("last", "2026-11-20"), ("reason", "再次")];
        let desk = test.sign_in_as(REVIEWER).await;
        assert_eq!(desk.post("/admin/credit", &again).await.status, 409);
    });
}

#[test]
fn r055_a_register_that_does_not_answer_refuses_nobody() {
    run(async {
        let test = portal("zhejiang").await;
        let core = test.portal.core();
        // A database without a single table answers nothing.
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("empty.db").display());
        let silent = CreditTable(store::Store::connect(&url).await.expect("a database"));
        let found = check_with(core, &silent, Some("anybody")).await.expect("a check");
        assert_eq!(found.answers.len(), 5);
        assert!(found.answers.values().all(|answer| *answer == CreditAnswer::Unreachable));
        assert_eq!((found.listed().count(), found.at), (0, now(&test)));
        // Whoever has no number yet cannot be asked about either.
        assert_eq!(check_with(core, &silent, None).await.expect("a check"), found);
    });
}

#[test]
fn dq23_in_deqing_the_grade_is_judged_by_the_published_condition() {
    run(async {
        let test = portal("deqing").await;
        let code = restricted(&test, "企业用水").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let text = csv(&["91330100799655058B,信用等级,2026-01-10,,信用中国,C"]);
        desk.post_files("/admin/credit", &[("act", "import")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await;
        let page = format!("/data/{code}");
        assert!(!test.sign_in_as(Identity::Company).await.page(&page).await.contains("信用等级不符合"));
        let mut tx = test.portal.store.write().await.expect("a write");
        let dataset = tx.dataset_id(&code).await.expect("the dataset");
        let mut set = Conditions { modes: vec![DeliveryMode::File], ..Conditions::draft(dataset) };
        set.conditions.push(domain::access::conditions::Condition {
            code: "grade".into(),
            text: domain::profile::Label { zh: "信用良好".into(), en: String::new() },
            requirement: domain::access::conditions::Requirement::CreditGrade {
                accepted: vec!["A".into(), "B".into()],
            },
        });
        tx.put_conditions(&set.publish(now(&test)).expect("published")).await.expect("stored");
        tx.commit(Vec::new()).await.expect("a commit");
        let shown = test.sign_in_as(Identity::Company).await.page(&page).await;
        assert!(shown.contains("信用等级不符合公布的开放条件（现在是 C）"), "{shown}");
    });
}
