//! 通知公告: drafted, published, corrected, never gone.
use super::{REVIEWER, portal, recorded};
use crate::fixture::run;
use domain::account::Role;
use testkit::Identity;

const TEXT: [(&str, &str); 5] =
    [("act", "publish"), ("kind", "other"), ("title", "系统维护公告"), ("body", "周六维护。"), ("version", "0")];

fn changed<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = TEXT.into_iter().filter(|(name, _)| !changes.iter().any(|(n, _)| n == name)).collect();
    fields.extend(changes);
    fields
}

#[test]
fn r057_b35_an_announcement_is_drafted_published_corrected_and_stays() {
    run(async {
        let test = portal("zhejiang").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let wrong =
            desk.post("/admin/notices/new", &changed(&[("title", ""), ("body", ""), ("body_en", "Text")])).await;
        assert_eq!(wrong.status, 422);
        for part in ["#title", "#body\"", "#title_en", "系统维护公告"] {
            assert_eq!(wrong.text().contains(part), part != "系统维护公告", "{part}");
        }
        let page = desk.submit("/admin/notices/new", &changed(&[("act", "save")])).await;
        let code = page.rsplit('/').next().expect("a code").to_owned();
        let public = format!("/notices/{code}");
        assert_eq!(test.get(&public).await.status, 404, "a draft is nobody's business");
        assert!(!test.page("/notices").await.contains("系统维护公告"));
        assert!(desk.page("/admin/notices").await.contains("草稿未公布"));

        assert_eq!(desk.submit(&page, &changed(&[("version", "1")])).await, public);
        let shown = test.page(&public).await;
        for part in ["系统维护公告", "周六维护。", "浙江省测试数据局", "其他公告"] {
            assert!(shown.contains(part), "{part}");
        }
        assert!(test.page("/notices?kind=other").await.contains("系统维护公告"));
        assert!(!test.page("/notices?kind=acceptance").await.contains("系统维护公告"));
        assert!(test.page("/en/notices").await.contains("系统维护公告"), "without a translation the Chinese title");
        let feed = test.page("/feeds/notices.atom").await;
        assert!(feed.contains("系统维护公告") && feed.contains(&public));
        assert!(test.page("/").await.contains("href=\"/notices\""), "the footer leads there");

        // A correction says what it corrects; the version before stays.
        let silent = desk.post(&page, &changed(&[("version", "2"), ("body", "周日维护。")])).await;
        assert!(silent.status == 422 && silent.text().contains("#note"));
        let english = [("title_en", "Maintenance"), ("body_en", "On Sunday.")];
        let mut correction = changed(&[("version", "2"), ("body", "周日维护。"), ("note", "更正日期")]);
        correction.extend(english);
        assert_eq!(desk.submit(&page, &correction).await, public);
        let shown = test.page(&public).await;
        assert!(shown.contains("周日维护。") && !shown.contains("周六维护。") && shown.contains("更正日期"));
        let first = test.page(&format!("{public}?version=1")).await;
        assert!(first.contains("周六维护。") && first.contains("这是更正前的版本"));
        let read = test.page(&format!("/en{public}")).await;
        assert!(read.contains("On Sunday.") && read.contains("周日维护。"), "the Chinese text counts");
        assert_eq!(test.get(&format!("{public}?version=9")).await.status, 404);

        // Nothing takes a published one away, and whoever is late does not overwrite.
        assert_eq!(desk.post(&page, &[("act", "discard")]).await.status, 404);
        let late = desk.post(&page, &changed(&[("version", "1"), ("note", "又改")])).await;
        assert_eq!(late.status, 409);
        assert!(test.page(&public).await.contains("周日维护。"));
        assert_eq!(recorded(&test, "announcement.publish").await.len(), 2);
    });
}

#[test]
fn r152_only_the_authority_writes_and_only_its_own() {
    run(async {
        let test = portal("zhejiang").await;
        let desk = test.sign_in_as(REVIEWER).await;
        let public = desk.submit("/admin/notices/new", &TEXT).await;
        let code = public.rsplit('/').next().expect("a code");
        let editor = format!("/admin/notices/{code}");
        let elsewhere = test.sign_in_as(Identity::Elsewhere(Role::AuthorityReviewer)).await;
        assert_eq!(elsewhere.get(&editor).await.status, 404);
        assert_eq!(elsewhere.post(&editor, &changed(&[("note", "x"), ("version", "1")])).await.status, 404);
        let publisher = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(publisher.get("/admin/notices").await.status, 403);
        assert_eq!(publisher.post("/admin/notices/new", &TEXT).await.status, 403);
        assert_eq!(recorded(&test, "opening.edit-announcements").await.len(), 2, "refusals are recorded");
        assert_eq!(test.visitor().post("/admin/notices/new", &TEXT).await.status, 303, "to sign in");
        assert_eq!(recorded(&test, "announcement.publish").await.len(), 1);
    });
}
