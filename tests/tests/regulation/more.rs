//! What else the editors do: a copy, what is missing, a day from which it holds, calendars as files.
use super::{CONFIRMER, DRAFTER, KEY, SYS_ADMIN, change, last};
use crate::fixture::run;
use chrono::TimeDelta;
use domain::account::Role;
use server::clock::Clock;
use server::services::regulation::publish;
use testkit::{Identity, TestPortal};

#[test]
fn r141_a_profile_is_copied_under_another_name_and_holds_nothing_until_it_is_activated() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let active = core.active().profile.version.clone();
        let drafter = test.sign_in_as(DRAFTER).await;
        let path = "/admin/profiles/zhejiang";
        let copy = |name: &'static str, reason: &'static str| {
            [
                ("act", "copy"),
                ("name", name),
                ("title_zh", "浙江 2027"),
                ("title_en", "Zhejiang 2027"),
                ("copy_reason", reason),
            ]
        };
        for (name, reason) in [("zhejiang", "x"), ("浙江", "x"), ("", "x"), ("zhejiang-2027", "")] {
            assert_eq!(drafter.post(path, &copy(name, reason)).await.status, 422, "{name} {reason}");
        }
        let to = drafter.submit(path, &copy("zhejiang-2027", "明年的期限")).await;
        assert_eq!(to, "/admin/profiles/zhejiang-2027");
        let page = drafter.page(&to).await;
        assert!(page.contains("浙江 2027") && page.contains("提交启用"), "{page}");
        assert_eq!(core.active().profile.version, active);
        let entry = last(&test, "profile.copy").await;
        assert_eq!((entry.account, entry.reason.as_deref()), (Some(drafter.account), Some("明年的期限")));
        // It is changed and activated as any other.
        let draft = change(&test, "zhejiang-2027", KEY, "9").await;
        drafter.submit(&draft, &[("act", "propose")]).await;
        test.sign_in_as(CONFIRMER).await.submit(&draft, &[("act", "confirm")]).await;
        assert_eq!(core.active().profile.version, active, "still not the one in force");
        let proposed = drafter.submit(&to, &[("act", "activate"), ("reason", "新年启用")]).await;
        test.sign_in_as(CONFIRMER).await.submit(&proposed, &[("act", "confirm")]).await;
        assert_eq!(core.active().profile.profile.id, "zhejiang-2027");
        assert_eq!(core.active().profile.profile.complaint.reply.working_days(), Some(9));
        let reader = test.sign_in_as(Identity::Authority(Role::Auditor)).await;
        assert_eq!(reader.post(path, &copy("other", "x")).await.status, 403);
    });
}

#[test]
fn r141_what_a_profile_lacks_is_taken_over_with_its_article_and_can_be_taken_back() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let drafter = test.sign_in_as(DRAFTER).await;
        let path = "/admin/profiles/deqing";
        assert!(drafter.page(path).await.contains("value=\"zhejiang:restricted.recheck\""));
        let adopt = |key: &'static str, article: &'static str| {
            [("act", "adopt"), ("key", key), ("article", article), ("adopt_reason", "恢复复核")]
        };
        assert_eq!(drafter.post(path, &adopt("zhejiang:restricted.recheck", "§ 3")).await.status, 422, "no article");
        assert_eq!(drafter.post(path, &adopt("zhejiang:complaint.reply", "D")).await.status, 404, "it is there");
        assert_eq!(drafter.post(path, &adopt("nowhere:restricted.recheck", "D")).await.status, 404);
        let draft = drafter.submit(path, &adopt("zhejiang:restricted.recheck", "DQ-Art.23(1)")).await;
        let shown = drafter.page(&draft).await;
        assert!(shown.contains("restricted.recheck") && shown.contains("恢复复核"), "{shown}");
        // What was taken over can be changed before anything is published, and taken back.
        let key = "restricted.recheck.period.working_days";
        assert_eq!(change(&test, "deqing", key, "4").await, draft);
        drafter.submit(&draft, &[("act", "revert"), ("id", key)]).await;
        assert_eq!(change(&test, "deqing", key, "3").await, draft);
        drafter.submit(&draft, &[("act", "propose")]).await;
        test.sign_in_as(CONFIRMER).await.submit(&draft, &[("act", "confirm")]).await;
        let mut tx = core.store.read().await.expect("a read");
        let text = tx.profile_versions().await.expect("versions").into_iter().find(|one| one.name == "deqing");
        let text = text.expect("the profile").text;
        assert!(text.contains("[restricted.recheck") && text.contains("DQ-Art.23(1)"), "{text}");
        assert!(!drafter.page(path).await.contains("value=\"zhejiang:restricted.recheck\""));
    });
}

#[test]
fn r148_a_confirmed_change_holds_from_its_day_on_and_can_be_discarded_before() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let days = || core.active().profile.profile.complaint.reply.working_days();
        let propose = async |value: &str| {
            let draft = change(&test, "zhejiang", KEY, value).await;
            test.sign_in_as(DRAFTER).await.submit(&draft, &[("act", "propose")]).await;
            draft
        };
        let draft = propose("10").await;
        let other = test.sign_in_as(CONFIRMER).await;
        let trial = other.page(&format!("{draft}?trial=2026-12-29")).await;
        assert!(trial.contains("从 2026年12月29日") && trial.contains("投诉举报答复"), "{trial}");
        for day in ["2026-11-19", "2999-01-01", "soon"] {
            let wrong = other.post(&draft, &[("act", "confirm"), ("valid_from", day)]).await;
            assert_eq!(wrong.status, 422, "{day}");
        }
        other.submit(&draft, &[("act", "confirm"), ("valid_from", "2026-11-23")]).await;
        let page = other.page(&draft).await;
        assert!(page.contains("零时起生效") && !page.contains("value=\"confirm\""), "{page}");
        assert_eq!(other.post(&draft, &[("act", "confirm")]).await.status, 409, "once");
        assert_eq!((days(), publish::due(core).await.expect("a round")), (Some(15), 0));
        // 2026-11-22 24:00 in Shanghai is 16:00 UTC.
        test.clock.set("2026-11-22T15:59:59Z".parse().expect("an instant"));
        assert_eq!(publish::due(core).await.expect("a round"), 0);
        test.clock.set("2026-11-22T16:00:00Z".parse().expect("an instant"));
        assert_eq!(publish::due(core).await.expect("a round"), 1);
        assert_eq!((days(), publish::due(core).await.expect("again")), (Some(10), 0));
        let entry = last(&test, "profile.publish").await;
        assert_eq!((entry.account, entry.acting.as_str()), (None, "system"));
        assert_eq!(entry.after["confirmed_by"], other.account.to_string());

        // Until its day it can be discarded, and then it never comes.
        let draft = propose("12").await;
        let other = test.sign_in_as(CONFIRMER).await;
        other.submit(&draft, &[("act", "confirm"), ("valid_from", "2026-12-01")]).await;
        other.submit(&draft, &[("act", "discard")]).await;
        test.clock.set(test.clock.now() + TimeDelta::days(30));
        assert_eq!((publish::due(core).await.expect("a round"), days()), (0, Some(10)));
    });
}

#[test]
fn r142_a_year_leaves_as_icalendar_and_comes_in_as_one() {
    run(async {
        let test = TestPortal::empty().await;
        let client = test.sign_in_as(SYS_ADMIN).await;
        let file = client.get("/admin/calendar/2026/export?format=ics").await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/calendar; charset=utf-8"));
        assert!(
            file.header("content-disposition").contains("calendar-2026-v"),
            "{}",
            file.header("content-disposition")
        );
        let text = file.text();
        assert!(
            text.contains("SUMMARY:国庆节（休）") && text.contains("X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"),
            "{text}"
        );
        let toml = client.get("/admin/calendar/2026/export?format=toml").await.text();
        assert!(toml.contains("year = 2026"), "{toml}");
        for (path, status) in [
            ("/admin/calendar/2026/export", 406),
            ("/admin/calendar/2026/export?format=exe", 406),
            ("/admin/calendar/2090/export?format=ics", 404),
            ("/admin/calendar/x/export?format=ics", 404),
        ] {
            assert_eq!(client.get(path).await.status, status, "{path}");
        }
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(person.get("/admin/calendar/2026/export?format=ics").await.status, 403);
        assert!(matches!(test.get("/admin/calendar/2026/export?format=ics").await.status, 303 | 401));

        let path = "/admin/calendar/2027";
        let next = text.replace("2026", "2027").replace("SUMMARY:元旦（班）", "SUMMARY:元旦（休）");
        // Days of 2026 fall on other weekdays in 2027: a make-up day must be a weekend day.
        assert_eq!(client.post(path, &[("act", "paste"), ("text", &next)]).await.status, 422);
        let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271001\r\nDTEND;VALUE=DATE:20271008\r\n\
                   SUMMARY:国庆节（休）\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270926\r\nSUMMARY:国庆节（班）\r\n\
                   END:VEVENT\r\nEND:VCALENDAR\r\n";
        client.submit(path, &[("act", "paste"), ("text", ics)]).await;
        client.submit(path, &[("act", "publish"), ("source", "日历文件")]).await;
        let core = test.portal.core();
        let calendars = &core.active().calendars;
        let day = |text: &str| text.parse().expect("a day");
        assert!(!calendars.is_working_day(day("2027-10-07")) && calendars.is_working_day(day("2027-10-08")));
        assert!(calendars.is_working_day(day("2027-09-26")));
    });
}
