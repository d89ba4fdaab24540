//! 受理时间: by announcement, and when it opens whoever asked is told once.
use super::{REVIEWER, announce, at, portal, recorded, restricted};
use crate::fixture::run;
use domain::access::window::{Acceptance, NextWindow};
use domain::account::Role;
use server::services::opening;
use testkit::identities::AUTHORITY;
use testkit::{Identity, TestPortal};

async fn acceptance(test: &TestPortal) -> Acceptance {
    let (authority, _) = test.body(AUTHORITY).await;
    let mut tx = test.portal.store.read().await.expect("a read");
    opening::acceptance(test.portal.core(), &mut tx, authority).await.expect("an answer")
}

#[test]
fn s07_r056_r057_a_window_binds_by_its_announcement_and_both_are_one_act() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "高速公路流量").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let usual = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        let closed = |announced| Acceptance::Closed { next: Some(NextWindow { first: usual, announced }) };
        assert_eq!(acceptance(&test).await, closed(false));
        let dataset = format!("/data/{code}");
        assert!(test.page(&dataset).await.contains("下次受理一般在 2027年3月1日"));

        let list = desk.page("/admin/windows").await;
        assert!(list.contains("起草 2027年3月1日"), "the profile's months of the next year are proposed");
        let wrong = desk.post("/admin/windows", &[("first", "2027-03-31"), ("last", "2027-03-01")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("#last"));
        let empty = desk.post("/admin/windows", &[("first", ""), ("last", "morgen")]).await;
        assert!(empty.status == 422 && empty.text().contains("#first") && empty.text().contains("#last"));
        let page = desk.submit("/admin/windows", &[("first", "2027-03-01"), ("last", "2027-03-31")]).await;
        assert_eq!(acceptance(&test).await, closed(false), "a draft binds nobody");
        let form = desk.page(&page).await;
        assert!(form.contains("自2027年3月1日起至2027年3月31日止"), "the text is drafted with the dates");

        let none = desk.post(&page, &[("act", "announce"), ("title", ""), ("body", "")]).await;
        assert!(none.status == 422 && none.text().contains("#title") && none.text().contains("#body"));
        assert_eq!(recorded(&test, "announcement.publish").await, [], "without its text nothing binds");
        let text = [("act", "announce"), ("title", "春季受理公告"), ("body", "三月受理。")];
        desk.submit(&page, &text).await;
        assert_eq!(acceptance(&test).await, closed(true));
        assert!(test.page("/notices?kind=acceptance").await.contains("春季受理公告"));
        assert!(test.page(&dataset).await.contains("下次受理 2027年3月1日（已公告）"));
        let apply = test.page(&format!("/apply?dataset={code}")).await;
        assert!(apply.contains("春季受理公告") && apply.contains("可以填写和保存草稿"));
        assert!(!desk.page("/admin/windows").await.contains("起草 2027年3月1日"));

        let again = desk.post(&page, &[("act", "draft"), ("first", "2027-03-05"), ("last", "2027-03-31")]).await;
        assert_eq!(again.status, 422, "announced dates bind");
        let shorter = [("act", "prolong"), ("last", "2027-03-20"), ("title", "延长"), ("body", "改期。")];
        assert!(desk.post(&page, &shorter).await.text().contains("#last"), "never shorter");
        let longer = [("act", "prolong"), ("last", "2027-04-10"), ("title", "延长公告"), ("body", "延长。")];
        desk.submit(&page, &longer).await;

        test.clock.set(at("2027-02-28T23:59"));
        assert_eq!(acceptance(&test).await, closed(true));
        test.clock.set(at("2027-03-01T00:00"));
        assert!(acceptance(&test).await.is_open());
        assert!(test.page(&dataset).await.contains("2027年3月1日至2027年4月10日受理申请"));
        let desk = test.sign_in_as(REVIEWER).await;
        let cancel = [("act", "cancel"), ("title", "取消"), ("body", "取消。")];
        assert_eq!(desk.post(&page, &cancel).await.status, 422, "it has begun");
        test.clock.set(at("2027-04-10T23:59"));
        assert!(acceptance(&test).await.is_open());
        test.clock.set(at("2027-04-11T00:00"));
        assert!(!acceptance(&test).await.is_open());
    });
}

#[test]
fn r057_a_window_is_cancelled_before_it_begins_and_the_notices_stay() {
    run(async {
        let test = portal("deqing").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let page = announce(&desk, "2026-12-01", "2026-12-20").await;
        let overlap = desk.post("/admin/windows", &[("first", "2026-12-20"), ("last", "2027-01-10")]).await;
        assert!(overlap.status == 422 && overlap.text().contains("#first"));
        let cancel = [("act", "cancel"), ("title", "取消受理公告"), ("body", "另行公告。")];
        desk.submit(&page, &cancel).await;
        assert!(!acceptance(&test).await.is_open());
        let notices = test.page("/notices").await;
        assert!(notices.contains("关于受理申请的公告") && notices.contains("取消受理公告"));
        assert!(desk.page(&page).await.contains("已取消"));
        // A draft is taken back without a word to anybody.
        let page = desk.submit("/admin/windows", &[("first", "2026-12-20"), ("last", "2027-01-10")]).await;
        assert_eq!(desk.submit(&page, &[("act", "cancel")]).await, "/admin/windows");
        assert_eq!(recorded(&test, "announcement.publish").await.len(), 2);
        let other = test.sign_in_as(Identity::Elsewhere(Role::AuthorityReviewer)).await;
        assert_eq!(other.get(&page).await.status, 404);
        assert_eq!(test.sign_in_as(Identity::Reviewer).await.get("/admin/windows").await.status, 403);
    });
}

#[test]
fn r058_in_yunnan_windows_play_no_part() {
    run(async {
        let test = portal("yunnan").await;
        let code = restricted(&test, "旅游客流").await;
        assert_eq!(acceptance(&test).await, Acceptance::Always);
        let desk = test.sign_in_as(REVIEWER).await;
        assert!(desk.page("/admin/windows").await.contains("任何一天都可以申请"));
        assert_eq!(desk.post("/admin/windows", &[("first", "2027-03-01"), ("last", "2027-03-31")]).await.status, 404);
        let apply = test.page(&format!("/apply?dataset={code}")).await;
        assert!(apply.contains("任何一天都受理") && apply.contains("10 个工作日内（法定）"));
        assert!(!apply.contains("需求复核") && !apply.contains("规范性审查"));
    });
}

#[test]
fn r057_whoever_asked_is_told_once_when_the_window_opens() {
    run(async {
        let test = portal("zhejiang").await;
        let desk = test.sign_in_as(REVIEWER).await;
        announce(&desk, "2026-12-01", "2026-12-20").await;
        assert!(test.page("/apply").await.contains("登录后可以设置提醒"));
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(person.submit("/apply", &[("act", "remind")]).await, "/apply");
        person.submit("/apply", &[("act", "remind")]).await;
        assert!(person.page("/apply").await.contains("开始受理时会提醒您。"));
        let other = test.sign_in_as(Identity::OtherPerson).await;
        other.submit("/apply", &[("act", "remind")]).await;
        other.submit("/apply", &[("act", "forget")]).await;
        let staff = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(staff.post("/apply", &[("act", "remind")]).await.status, 403, "a body applies for nothing");
        let core = test.portal.core();
        assert_eq!(server::jobs::windows::round(core).await.expect("a round"), 0, "not open yet");
        test.clock.set(at("2026-12-01T00:00"));
        assert_eq!(server::jobs::windows::round(core).await.expect("a round"), 1);
        assert_eq!(server::jobs::windows::round(core).await.expect("a round"), 0, "once");
        let mut tx = test.portal.store.read().await.expect("a read");
        let told =
            |rows: Vec<store::notices::NoticeRow>| rows.iter().filter(|one| one.kind.code() == "window-opens").count();
        assert_eq!(told(tx.notices_of(person.account, 0, 50).await.expect("notices")), 1);
        assert_eq!(told(tx.notices_of(other.account, 0, 50).await.expect("notices")), 0);
        drop(tx);
        let person = test.sign_in_as(Identity::Person).await;
        assert!(person.page("/my/messages").await.contains("受限开放数据申请开始受理"));
    });
}
