//! Conditions of restricted data: published by its publisher, the same for everybody, counted from before the window.
use super::{REVIEWER, announce, at, portal, recorded, restricted};
use crate::fixture::run;
use domain::access::DeliveryMode;
use domain::access::application::Offered;
use domain::account::Role;
use server::services::opening;
use testkit::identities::{AUTHORITY, PUBLISHER};
use testkit::{Identity, TestPortal};

const CATALOGUER: Identity = Identity::Publisher(Role::Cataloguer);

const CONDITIONS: [(&str, &str); 9] = [
    ("act", "publish"),
    ("number", "1"),
    ("modes", "file"),
    ("modes", "api"),
    ("conditions.0.zh", "系统达到等级保护三级"),
    ("conditions.0.asks", "mlps-level"),
    ("conditions.0.min", "3"),
    ("conditions.2.zh", "有测绘资质"),
    ("conditions.2.asks", "document"),
];

async fn offered(test: &TestPortal, code: &str) -> Option<Offered> {
    let mut tx = test.portal.store.read().await.expect("a read");
    opening::offered(test.portal.core(), &mut tx, code).await.expect("an answer")
}

#[test]
fn r006_r059_conditions_are_published_with_version_and_date_the_same_for_everybody() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "测绘成果").await;
        let desk = test.sign_in_as(CATALOGUER).await;
        assert!(desk.page("/admin/catalogue").await.contains("测绘成果"));
        let editor = format!("/admin/catalogue/{code}/conditions");
        let wrong = [
            ("act", "publish"),
            ("conditions.1.zh", "等保"),
            ("conditions.1.asks", "mlps-level"),
            ("conditions.1.min", "9"),
        ];
        let refused = desk.post(&editor, &wrong).await;
        assert_eq!(refused.status, 422);
        for part in ["#modes", "#conditions.1.min", "value=\"9\"", "等保"] {
            assert!(refused.text().contains(part), "{part}");
        }
        // A draft may lack what publishing needs.
        desk.submit(&editor, &[("act", "save"), ("number", "1"), ("conditions.0.zh", "想一想")]).await;
        assert!(desk.page("/admin/catalogue").await.contains("草稿未公布"));
        assert!(!test.page(&format!("/data/{code}")).await.contains("想一想"));
        desk.submit(&editor, &CONDITIONS).await;

        let page = format!("/data/{code}");
        let visitor = test.page(&page).await;
        for part in
            ["申请获取", "系统达到等级保护三级", "有测绘资质", "第 1 版，11月20日公布", "接口、文件", "/apply?dataset="]
        {
            assert!(visitor.contains(part), "{part}: {visitor}");
        }
        assert!(!visitor.contains("/download/"), "no file link (R-006)");
        let company = test.sign_in_as(Identity::Company).await.page(&page).await;
        assert!(company.contains("系统达到等级保护三级"), "the same for everybody");
        assert!(test.sign_in_as(Identity::Reviewer).await.page(&page).await.contains("您现在以机构身份登录"));

        let found = offered(&test, &code).await.expect("offered");
        let (publisher, _) = test.body(PUBLISHER).await;
        assert!(found.open_for_application && !found.suspended && found.publisher == publisher);
        assert_eq!(found.authority, test.body(AUTHORITY).await.0);
        assert_eq!(found.modes(), [DeliveryMode::Api, DeliveryMode::File]);
        let codes: Vec<_> =
            found.conditions.iter().flat_map(|set| &set.conditions).map(|one| one.code.clone()).collect();
        assert_eq!(codes, ["c2", "c3"], "the code of a condition that was dropped is not given again");
        let late = desk.post(&editor, &CONDITIONS).await;
        assert_eq!(late.status, 409, "version 1 is published");
        assert_eq!(recorded(&test, "conditions.publish").await.len(), 1);

        // Only its publisher; and only what is restricted.
        let other = test.sign_in_as(Identity::OtherPublisher(Role::Cataloguer)).await;
        assert_eq!(other.get(&editor).await.status, 404);
        assert_eq!(other.post(&editor, &CONDITIONS).await.status, 404);
        assert_eq!(test.sign_in_as(REVIEWER).await.get(&editor).await.status, 403);
        test.set_rights(&code, domain::catalog::AccessRights::Public).await;
        assert_eq!(desk.get(&editor).await.status, 404);
        assert!(!offered(&test, &code).await.expect("known").open_for_application);
        assert!(offered(&test, "zzzzzzzzzz").await.is_none());
    });
}

#[test]
fn r059_what_is_published_in_a_window_counts_from_the_next_one() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "气象站点").await;
        let desk = test.sign_in_as(CATALOGUER).await;
        let editor = format!("/admin/catalogue/{code}/conditions");
        desk.submit(&editor, &CONDITIONS).await;
        announce(&test.sign_in_as(REVIEWER).await, "2026-12-01", "2026-12-20").await;
        test.clock.set(at("2026-12-05T09:00"));
        let desk = test.sign_in_as(CATALOGUER).await;
        assert!(desk.page(&editor).await.contains("现在公布的条件从下一次受理起适用"));
        let second = [
            ("act", "publish"),
            ("number", "2"),
            ("modes", "sandbox"),
            ("conditions.0.zh", "只用沙箱"),
            ("conditions.0.asks", "statement"),
        ];
        desk.submit(&editor, &second).await;
        let set = offered(&test, &code).await.and_then(|offered| offered.conditions).expect("conditions");
        assert_eq!(set.version, 1, "whoever applied on the 2nd and on the 10th meets the same conditions");
        let page = test.page(&format!("/data/{code}")).await;
        assert!(
            page.contains("系统达到等级保护三级") && page.contains("下一次受理起的条件") && page.contains("只用沙箱")
        );
        test.clock.set(at("2026-12-21T00:00"));
        let set = offered(&test, &code).await.and_then(|offered| offered.conditions).expect("conditions");
        assert_eq!(set.version, 2);
    });
}

#[test]
fn r008_r012_the_page_says_what_stands_in_the_way() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "水库水位").await;
        let page = format!("/data/{code}");
        let suspension = test.suspend(&code).await;
        let shown = test.page(&page).await;
        assert!(
            shown.contains("中止开放") && !shown.contains("/apply?dataset="),
            "no way to apply while it is suspended"
        );
        let apply = test.page(&format!("/apply?dataset={code}")).await;
        assert!(apply.contains("这个数据集已中止开放"));
        assert!(offered(&test, &code).await.expect("offered").suspended);
        test.resume(&code, suspension).await;
        // Somebody who did not prove who they are is told so.
        let open = test.dataset("公开数据", |_| {}).await;
        let apply = test.page(&format!("/apply?dataset={open}")).await;
        assert!(apply.contains("不需要也不能申请") && !apply.contains("开始自查"));
        assert_eq!(test.get("/apply?dataset=zzzzzzzzzz").await.status, 404);
        let shown = test.page(&format!("/apply?dataset={code}")).await;
        for part in [
            "规范性审查",
            "服务目标 5 个工作日",
            "原则上 15 个工作日",
            "需求复核",
            "等级保护2级以上",
            "免费",
            "开始自查",
        ] {
            assert!(shown.contains(part), "{part}");
        }
        assert!(test.page(&format!("/en/apply?dataset={code}")).await.contains("in principle 15 working days"));
    });
}
