//! Editors of calendars and profiles.
use super::{at, open, post};
use crate::pages::testing::Fake;
use contract::{ErrorCode, Refusal};
use domain::account::Role;
use domain::locale::Locale;

const EDITOR: Role = Role::AuthorityReviewer;

#[test]
fn r142_a_year_shows_its_days_its_draft_and_the_ways_in_and_out() {
    let mut fake = Fake::default();
    let page = open(&at(&fake, Locale::ZhCn, "/admin/calendar/2026", Role::SysAdmin));
    assert_eq!(page.matches("class=\"month\"").count(), 12);
    assert!(page.contains("/admin/calendar/2026/export?format=ics"), "{page}");
    assert!(page.contains("type=\"file\"") && page.contains("multipart/form-data"), "{page}");
    // A day that is over is changed with a reason: there is no button for it.
    assert_eq!(page.matches("value=\"remove\"").count(), 2, "{page}");
    let next = open(&at(&fake, Locale::ZhCn, "/admin/calendar/2027", Role::SysAdmin));
    assert!(next.contains("2027 年尚无放假安排") && next.contains("TS-20261229-0001"), "{next}");
    assert!(!next.contains("/export?"), "nothing is published");
    fake.regulation.edit = false;
    let read = open(&at(&fake, Locale::ZhCn, "/admin/calendar/2027", Role::Auditor));
    assert!(!read.contains("<form method=\"post\" action=\"/admin"), "{read}");
}

#[test]
fn r142_forms_of_a_year_lead_back_and_refusals_stand_at_their_field() {
    let mut fake = Fake::default();
    let ctx = at(&fake, Locale::ZhCn, "/admin/calendar/2027", Role::SysAdmin);
    for act in ["set", "remove", "paste", "discard", "publish"] {
        assert_eq!(post(&ctx, &[("act", act)]).expect("a redirect").to, "/admin/calendar/2027", "{act}");
    }
    fake.regulation.refuse = vec![Refusal::new(ErrorCode::Required).field("date")];
    let ctx = at(&fake, Locale::ZhCn, "/admin/calendar/2027", Role::SysAdmin);
    let page = post(&ctx, &[("act", "set"), ("name", "国庆节\"><b>")]).expect_err("a fault");
    assert!(page.contains("href=\"#date\"") && page.contains("国庆节&quot;"), "{page}");
}

#[test]
fn r141_a_profile_is_changed_completed_copied_and_proposed() {
    let mut fake = Fake::default();
    let ctx = at(&fake, Locale::ZhCn, "/admin/profiles/deqing", EDITOR);
    let page = open(&ctx);
    assert!(page.contains("restricted.recheck") && page.contains("value=\"yunnan:restricted.recheck\""), "{page}");
    assert!(page.contains("复制为新配置") && page.contains("提交启用"), "{page}");
    let to = |fields: &[(&str, &str)]| post(&ctx, fields).expect("a redirect").to;
    assert_eq!(to(&[("act", "activate"), ("reason", "x")]), "/admin/profile-drafts/d2");
    assert_eq!(to(&[("act", "copy"), ("name", "deqing-2")]), "/admin/profiles/deqing-2");
    let adopted = to(&[("act", "adopt"), ("key", "yunnan:restricted.recheck")]);
    assert_eq!(adopted, "/admin/profile-drafts/yunnan-restricted.recheck");

    // A refusal stands in its own form, beside the others that have a reason as well.
    fake.regulation.refuse = vec![Refusal::new(ErrorCode::Required).field("copy_reason")];
    let ctx = at(&fake, Locale::ZhCn, "/admin/profiles/deqing", EDITOR);
    let page = post(&ctx, &[("act", "copy"), ("name", "deqing-2")]).expect_err("a fault");
    assert!(page.contains("href=\"#copy_reason\"") && page.contains("value=\"deqing-2\""), "{page}");
    assert_eq!(page.matches("class=\"field invalid").count(), 1, "{page}");

    fake.regulation.edit = false;
    let page = open(&at(&fake, Locale::ZhCn, "/admin/profiles/deqing", Role::Auditor));
    assert!(page.contains("restricted.recheck") && !page.contains("name=\"copy_reason\""), "{page}");
}

#[test]
fn r148_a_draft_shows_its_effect_a_trial_and_the_day_it_waits_for() {
    let mut fake = Fake::default();
    let page = open(&at(&fake, Locale::ZhCn, "/admin/profile-drafts/d1?trial=2026-12-29", EDITOR));
    assert!(page.contains("id=\"trial-dues\"") && page.contains("需求审核"), "{page}");
    assert!(page.contains("value=\"2026-12-29\""), "{page}");
    let plain = open(&at(&fake, Locale::ZhCn, "/admin/profile-drafts/d1?trial=x", EDITOR));
    assert!(!plain.contains("id=\"trial-dues\""), "{plain}");

    fake.regulation.state = "proposed";
    let ctx = at(&fake, Locale::ZhCn, "/admin/profile-drafts/d1", EDITOR);
    let page = open(&ctx);
    assert!(page.contains("name=\"valid_from\"") && page.contains("name=\"title\""), "{page}");
    let done = post(&ctx, &[("act", "confirm"), ("valid_from", "2027-01-01")]).expect("a redirect");
    assert_eq!(done.to, "/admin/profile-drafts/d1");

    fake.regulation.state = "scheduled";
    let page = open(&at(&fake, Locale::ZhCn, "/admin/profile-drafts/d1", EDITOR));
    assert!(page.contains("零时起生效") && page.contains("value=\"discard\""), "{page}");
    assert!(!page.contains("value=\"confirm\""), "{page}");
}
