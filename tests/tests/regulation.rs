//! Editors of calendars and regulation profiles (R-141, R-142, R-144, R-146, R-148, R-149, S30).
mod more;

use crate::fixture::run;
use contract::{Caller, FormData};
use domain::account::Role;
use domain::policy::Actor;
use testkit::{Identity, TestPortal};

const SYS_ADMIN: Identity = Identity::Authority(Role::SysAdmin);
const DRAFTER: Identity = Identity::AuthorityReviewer;
const CONFIRMER: Identity = Identity::SecondAuthorityReviewer;
const KEY: &str = "complaint.reply.period.working_days";

/// Puts a value into the draft; where that leads.
async fn change(test: &TestPortal, profile: &str, key: &str, value: &str) -> String {
    let drafter = test.sign_in_as(DRAFTER).await;
    let fields = [("key", key), ("value", value), ("article", "ZJ22-Art.45"), ("reason", "缩短答复期限")];
    drafter.submit(&format!("/admin/profiles/{profile}/edit?key={key}"), &fields).await
}

/// The last act of a name in the trail.
async fn last(test: &TestPortal, action: &str) -> domain::audit::Entry {
    let filter = store::AuditFilter { action: Some(action.into()), ..store::AuditFilter::default() };
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.audit_search(&filter, 0, 1).await.expect("rows").remove(0).entry
}

#[test]
fn s30_a_changed_period_takes_another_person_and_the_trail_says_who_before_and_after() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let days = || core.active().profile.profile.complaint.reply.working_days();
        let version = core.active().profile.version.clone();
        assert_eq!(days(), Some(15));
        let draft = change(&test, "zhejiang", KEY, "10").await;
        assert_eq!(days(), Some(15), "a draft changes nothing");
        let drafter = test.sign_in_as(DRAFTER).await;
        let page = drafter.page(&draft).await;
        assert!(page.contains("投诉举报答复") && page.contains("影响") && page.contains("缩短答复期限"), "{page}");
        assert_eq!(drafter.post(&draft, &[("act", "confirm")]).await.status, 409, "not proposed yet");
        drafter.submit(&draft, &[("act", "propose")]).await;
        let refused = drafter.post(&draft, &[("act", "confirm")]).await;
        assert_eq!(refused.status, 403, "nobody confirms their own draft");
        assert!(refused.text().contains("另一人"));

        let other = test.sign_in_as(CONFIRMER).await;
        other.submit(&draft, &[("act", "confirm")]).await;
        assert_eq!(days(), Some(10));
        assert_ne!(core.active().profile.version, version);
        let entry = last(&test, "profile.publish").await;
        assert_eq!(entry.account, Some(other.account));
        assert_eq!(entry.role.as_deref(), Some("authority-reviewer"));
        assert_eq!((&entry.before[KEY], &entry.after[KEY]), (&"15".into(), &"10".into()));
        assert_eq!(entry.after["drafted_by"], drafter.account.to_string());
        assert_eq!(entry.reason.as_deref(), Some("缩短答复期限"));
        assert_eq!(entry.profile.as_deref(), Some(core.active().profile.version.as_str()));
        let history = other.page("/admin/profiles/zhejiang").await;
        assert!(history.contains(&other.account.to_string()) && history.contains("ZJ22-Art.45"));
        let changed = history.split("改动").nth(1).expect("what the version changed");
        let changed = changed.split("</details>").next().unwrap_or_default();
        assert!(changed.contains(KEY) && changed.contains(">15</del>") && changed.contains(">10</ins>"), "{changed}");
        // The old version is kept for the cases that run by it.
        let versions = core.store.read().await.expect("a read").profile_versions().await.expect("versions");
        assert_eq!(versions.iter().filter(|version| version.name == "zhejiang").count(), 2);
    });
}

/// Files a complaint about the portal, and the working days of the clock it started.
async fn complaint(test: &TestPortal, subject: &str) -> (String, Option<u32>) {
    let pairs = [
        ("subject", subject),
        ("facts", "停车场的泊位数一个月没有更新。"),
        ("target_kind", "portal"),
        ("name", "王小明"),
        ("phone", "13800000000"),
        ("email", "wang@example.cn"),
    ];
    let fields = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let caller = Caller { actor: Actor::Anonymous, address: "192.0.2.9".into(), ..Caller::operator() };
    let form = FormData { fields, files: Vec::new() };
    let receipt = test.portal.ports.cases.file_complaint(&caller, "TS", &form).await.expect("a receipt");
    let clock = clock(test, &receipt.number).await;
    (receipt.number, clock)
}

async fn clock(test: &TestPortal, number: &str) -> Option<u32> {
    let running = test.portal.store.read().await.expect("a read").running_clocks().await.expect("clocks");
    let found = running.into_iter().find(|clock| clock.number == number).expect("a clock of the case");
    found.row.clock.rule.working_days()
}

#[test]
fn s30_r146_a_running_complaint_keeps_its_period_and_a_new_one_gets_the_new_one() {
    run(async {
        let test = TestPortal::empty().await;
        for who in [DRAFTER, CONFIRMER] {
            test.account(who).await;
        }
        let (old, days) = complaint(&test, "停车数据长期不更新").await;
        assert_eq!(days, Some(15));
        let draft = change(&test, "zhejiang", KEY, "10").await;
        test.sign_in_as(DRAFTER).await.submit(&draft, &[("act", "propose")]).await;
        let other = test.sign_in_as(CONFIRMER).await;
        assert!(other.page(&draft).await.contains("在办的 1 件"), "who confirms sees whom it does not touch");
        other.submit(&draft, &[("act", "confirm")]).await;
        assert_eq!(complaint(&test, "公交线路缺失").await.1, Some(10));
        assert_eq!(clock(&test, &old).await, Some(15));
    });
}

#[test]
fn r141_values_that_make_no_profile_are_refused_at_their_field() {
    run(async {
        let test = TestPortal::empty().await;
        let drafter = test.sign_in_as(DRAFTER).await;
        let path = format!("/admin/profiles/zhejiang/edit?key={KEY}");
        let post = async |value: &str, article: &str, reason: &str, key: &str| {
            let fields = [("key", key), ("value", value), ("article", article), ("reason", reason)];
            drafter.post(&path, &fields).await
        };
        for (value, article, reason, key) in [
            ("", "D", "x", KEY),
            ("ten", "D", "x", KEY),
            ("-1", "D", "x", KEY),
            ("10", "nonsense", "x", KEY),
            ("10", "D", "", KEY),
            ("0", "D", "x", KEY),
            // three years at the least.
            ("2", "D", "x", "audit.retention.value"),
        ] {
            let answer = post(value, article, reason, key).await;
            assert_eq!(answer.status, 422, "{value} {article} {reason}: {}", answer.text());
            assert!(answer.text().contains("error-summary"));
        }
        assert_eq!(post("x", "D", "x", "id").await.status, 404);
        assert_eq!(post("x", "D", "x", "no.such.key").await.status, 404);
        assert!(drafter.page("/admin/profiles").await.contains("zhejiang"));
        let mut open = test.portal.store.read().await.expect("a read");
        assert_eq!(open.open_draft(store::DraftKind::Profile, "zhejiang").await.expect("a read"), None);
    });
}

#[test]
fn r148_r149_switching_to_a_draft_document_needs_its_title_and_changes_the_words() {
    run(async {
        let test = TestPortal::empty().await;
        test.dataset("停车场", |_| {}).await;
        let drafter = test.sign_in_as(DRAFTER).await;
        let draft = drafter.submit("/admin/profiles/yunnan", &[("reason", "试行")]).await;
        let other = test.sign_in_as(CONFIRMER).await;
        let page = other.page(&draft).await;
        assert!(page.contains("征求意见稿") && page.contains("开放类型"), "the words that change are shown: {page}");
        assert!(page.contains("发布前请留意") && page.contains("不能单独作为办理依据"), "{page}");
        let other_rule = change(&test, "zhejiang", "labels.open.PUBLIC.zh", "无条件").await;
        let page = drafter.page(&other_rule).await;
        assert!(page.contains("改了中文没有改英文：labels.open.PUBLIC"), "S30: {page}");
        change(&test, "zhejiang", "labels.open.PUBLIC.en", "Open without conditions").await;
        assert!(!drafter.page(&other_rule).await.contains("改了中文没有改英文"), "and no longer");
        let wrong = other.post(&draft, &[("act", "confirm"), ("title", "云南")]).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text());
        assert!(test.page("/data").await.contains("开放属性"));
        other.submit(&draft, &[("act", "confirm"), ("title", "云南省公共数据条例（草案征求意见稿）")]).await;
        let after = test.page("/data").await;
        assert!(after.contains("开放类型") && after.contains("征求意见稿"), "labels and notice without redeployment");
        let entry = last(&test, "profile.activate").await;
        assert_eq!((&entry.before["active"], &entry.after["active"]), (&"zhejiang".into(), &"yunnan".into()));
    });
}

#[test]
fn r156_each_editor_is_for_its_office() {
    run(async {
        let test = TestPortal::empty().await;
        for role in Role::ALL {
            let client = test.sign_in_as(Identity::Authority(*role)).await;
            let reads = matches!(
                role,
                Role::AuthorityReviewer | Role::DataOfficeHead | Role::SysAdmin | Role::Supervisor | Role::Auditor
            );
            for path in ["/admin/calendar", "/admin/calendar/2027", "/admin/profiles", "/admin/profiles/zhejiang"] {
                assert_eq!(client.get(path).await.status, if reads { 200 } else { 403 }, "{path} {role:?}");
            }
            let day = [("act", "set"), ("date", "2027-10-01"), ("kind", "rest"), ("name", "国庆节")];
            let calendar = client.post("/admin/calendar/2027", &day).await;
            assert_eq!(calendar.status, if *role == Role::SysAdmin { 303 } else { 403 }, "{role:?}");
            let rules = matches!(role, Role::AuthorityReviewer | Role::DataOfficeHead);
            let fields = [("key", KEY), ("value", "12"), ("article", "D"), ("reason", "x")];
            let profile = client.post(&format!("/admin/profiles/zhejiang/edit?key={KEY}"), &fields).await;
            assert_eq!(profile.status, if rules { 303 } else { 403 }, "{role:?}");
        }
        let visitor = test.visitor().post("/admin/calendar/2027", &[("act", "publish"), ("source", "x")]).await;
        let to = visitor.header("location");
        assert_eq!(visitor.status, 303, "what was typed is kept while one signs in");
        assert!(to.contains("/sign-in"), "{to}");
    });
}

#[test]
fn r142_r144_a_calendar_is_drafted_shown_and_published_as_a_version() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let client = test.sign_in_as(SYS_ADMIN).await;
        let path = "/admin/calendar/2027";
        let page = client.page(path).await;
        assert!(page.contains("2027 年尚无放假安排") && page.contains("没有办件的期限因此暂定"), "{page}");
        test.account(DRAFTER).await;
        // One period reaches into the year, one does not.
        complaint(&test, "停车数据长期不更新").await;
        test.clock.set("2026-12-28T02:00:00Z".parse().expect("an instant"));
        complaint(&test, "公交线路缺失").await;
        let client = test.sign_in_as(SYS_ADMIN).await;
        assert!(client.page(path).await.contains("1 件办件期限为暂定"), "R-144: counted in cases");
        let notice = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）上班。";
        client.submit(path, &[("act", "paste"), ("text", notice)]).await;
        let page = client.page(path).await;
        assert!(page.contains("尚未发布的修改") && page.contains("暂定"), "the effect is shown: {page}");
        assert!(!core.active().calendars.has_data(2027), "a draft counts nothing");
        client.submit(path, &[("act", "set"), ("date", "2027-02-06"), ("kind", "rest"), ("name", "春节")]).await;
        client.submit(path, &[("act", "remove"), ("id", "2027-01-03")]).await;
        let wrong = client.post(path, &[("act", "set"), ("date", "2027-06-02"), ("kind", "work"), ("name", "x")]).await;
        assert_eq!(wrong.status, 422, "a Wednesday is no make-up day");
        assert!(wrong.text().contains("周六或者周日"));
        assert_eq!(client.post(path, &[("act", "publish"), ("source", "")]).await.status, 422);
        client.submit(path, &[("act", "publish"), ("source", "国办发明电〔2026〕1号")]).await;
        let calendars = &core.active().calendars;
        let day = |text: &str| text.parse().expect("a day");
        assert!(calendars.has_data(2027));
        assert!(!calendars.is_working_day(day("2027-10-01")) && calendars.is_working_day(day("2027-09-26")));
        let table = calendars.table(2027).expect("the table");
        assert!(table.exception(day("2027-01-03")).is_none() && table.exception(day("2027-02-06")).is_some());
        let page = client.page(path).await;
        assert!(page.contains("国办发明电〔2026〕1号") && page.contains(&client.account.to_string()));
        let entry = last(&test, "calendar.publish").await;
        assert_eq!((entry.account, &entry.before["version"]), (Some(client.account), &serde_json::json!(1)));
        assert!(entry.after["work"].as_str().expect("days").contains("2027-09-26"));
    });
}

#[test]
fn r142_days_that_are_over_are_corrected_with_a_reason_only() {
    run(async {
        let test = TestPortal::empty().await;
        let client = test.sign_in_as(SYS_ADMIN).await;
        let path = "/admin/calendar/2026";
        let set = [("act", "set"), ("date", "2026-03-02"), ("kind", "rest"), ("name", "临时放假")];
        assert_eq!(client.post(path, &set).await.status, 422);
        let with: Vec<_> = set.into_iter().chain([("reason", "台风停工")]).collect();
        client.submit(path, &with).await;
        assert_eq!(last(&test, "calendar.draft").await.reason.as_deref(), Some("台风停工"));
        let year = "year = 2026\nrest = [{ date = \"2026-12-25\", name = \"x\" }]";
        assert_eq!(client.post(path, &[("act", "paste"), ("text", year)]).await.status, 422, "not by a paste");
        client.submit(path, &[("act", "discard")]).await;
        assert!(!client.page(path).await.contains("尚未发布的修改"));
        assert_eq!(client.get("/admin/calendar/1").await.status, 404);
        assert_eq!(client.get("/admin/calendar/x").await.status, 404);
    });
}
