//! The pages of the desk that are no cases, as HTML: audit trail, calendars and profiles, notices and mails.
mod regulation;

use super::testing::*;
use super::tests::assert_sound;
use crate::page::{Done, Ending, PageCtx, Viewer};
use contract::{FormData, PortError, Submission};
use domain::account::{Acting, Role, SignedIn};
use domain::locale::Locale;
use domain::policy::Actor;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An id of a test, whatever type asks for one.
fn id<T: std::str::FromStr>(n: u8) -> T {
    let text = format!("00000000-0000-0000-0000-0000000000{n:02}");
    text.parse().unwrap_or_else(|_| panic!("{text} is an id"))
}

/// The context of somebody with an office at an authority.
fn at(fake: &Fake, locale: Locale, address: &str, role: Role) -> Arc<PageCtx> {
    let signed = SignedIn {
        account: id(3),
        session: id(4),
        acting: Acting::Body { body: id(1), region: "330000".into(), authority: true, roles: BTreeSet::from([role]) },
        second_factor: true,
        parties: BTreeSet::new(),
        bodies: BTreeSet::new(),
    };
    let viewer = Viewer { name: "李四".into(), acting: "省数据局".into(), staff: true, unread: 1 };
    let plain = ctx(fake, locale, address);
    Arc::new(PageCtx {
        actor: Actor::Account(Arc::new(signed)),
        viewer: Some(Arc::new(viewer)),
        ..PageCtx::clone(&plain)
    })
}

fn open(ctx: &Arc<PageCtx>) -> String {
    let found = super::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &ctx.path)?)));
    let (route, params) = found.expect("a route");
    match now((route.page)(ctx.clone(), params)) {
        Ok(page) => rendered(ctx.clone(), page).html(),
        Err(_) => panic!("{} is no page", ctx.path),
    }
}

/// Posts a form as `server` does: where it leads, or the page with what is wrong.
fn post(ctx: &Arc<PageCtx>, fields: &[(&str, &str)]) -> Result<Done, String> {
    let found = super::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &ctx.path)?)));
    let (route, params) = found.expect("a route");
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let sent = FormData { fields, files: vec![] };
    match now(route.submit.expect("takes forms")(ctx.clone(), params, sent.clone())) {
        Ok(done) => Ok(done),
        Err(Ending::Error(PortError::Invalid(faults))) => {
            let submission = Some(Arc::new(Submission::of(&sent, faults)));
            Err(open(&Arc::new(PageCtx { submission, ..PageCtx::clone(ctx) })))
        }
        Err(_) => panic!("{} answers neither", ctx.path),
    }
}

/// Every page of these in every state is sound: one heading, unique ids, no words missing, nothing unescaped.
#[test]
fn every_page_of_the_desk_is_sound_in_both_languages() {
    let broken = |fake: &mut Fake| fake.audit.broken = true;
    let empty = |fake: &mut Fake| fake.audit.empty = true;
    let reads = |fake: &mut Fake| fake.regulation.edit = false;
    let changes: [&dyn Fn(&mut Fake); 4] = [&|_| {}, &broken, &empty, &reads];
    for change in changes {
        let mut fake = Fake::default();
        change(&mut fake);
        for locale in Locale::ALL {
            for (role, address) in [
                (Role::Auditor, "/admin/audit"),
                (Role::Auditor, "/admin/audit?person=x%40y.cn&outcome=refused&from=2026-01-01"),
                (Role::SecurityOfficer, "/admin/audit/12"),
                (Role::SysAdmin, "/admin/calendar"),
                (Role::SysAdmin, "/admin/calendar/2026"),
                (Role::SysAdmin, "/admin/calendar/2027"),
                (Role::AuthorityReviewer, "/admin/profiles"),
                (Role::AuthorityReviewer, "/admin/profiles/zhejiang"),
                (Role::AuthorityReviewer, "/admin/profiles/deqing"),
                (Role::AuthorityReviewer, "/admin/profile-drafts/d1"),
                (Role::AuthorityReviewer, "/admin/profile-drafts/d1?trial=2026-12-29"),
                (Role::SysAdmin, "/admin/mails"),
                (Role::SysAdmin, "/my/messages"),
                (Role::SysAdmin, "/my/messages/settings"),
            ] {
                let html = open(&at(&fake, locale, address, role));
                assert_sound(&html, &format!("{locale:?} {address}"));
                let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
                ids.sort_unstable();
                assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "ids are unique: {address}: {ids:?}");
                assert!(!html.contains("<script>alert") && !html.contains("<b>hard"), "{address}: {html}");
            }
        }
    }
}

#[test]
fn r160_the_desk_shows_a_broken_chain_to_those_who_read_the_trail_and_to_nobody_else() {
    let mut fake = Fake::default();
    for broken in [false, true] {
        fake.audit.broken = broken;
        for (role, reads) in [(Role::SecurityOfficer, true), (Role::Auditor, true), (Role::SysAdmin, false)] {
            let ctx = at(&fake, Locale::ZhCn, "/admin", role);
            let shown = now(super::admin::audit::alarm(&ctx)).ok().flatten().is_some();
            assert_eq!(shown, broken && reads, "{role:?}");
        }
    }
    let page = open(&at(&fake, Locale::En, "/admin/audit", Role::Auditor));
    assert!(page.contains("Row 3 does not verify"), "{page}");
    let row = open(&at(&fake, Locale::ZhCn, "/admin/audit/3", Role::Auditor));
    assert!(row.contains("本条校验不符") && row.contains("&lt;b&gt;answered"), "{row}");
}

#[test]
fn r160_the_filters_of_the_trail_stay_and_an_export_is_announced() {
    let fake = Fake::default();
    let page = open(&at(&fake, Locale::ZhCn, "/admin/audit?case=TS-1&outcome=refused", Role::Auditor));
    assert!(page.contains("value=\"TS-1\"") && page.contains("本次导出将被记录"), "{page}");
    assert!(page.contains("/admin/audit/export?") && page.contains("case=TS-1"), "the export has the same filters");
    assert!(page.contains("accepted → answered") && page.contains("无权限"), "{page}");
    // A page beyond the end leads to the first.
    let beyond = at(&fake, Locale::ZhCn, "/admin/audit?case=TS-1&page=9", Role::Auditor);
    let ended = now(super::admin::audit::page(beyond, Default::default()));
    assert!(matches!(ended, Err(Ending::Redirect { to, .. }) if to == "/admin/audit?case=TS-1"));
}

#[test]
fn r150_messages_lead_to_their_case_and_settings_say_what_the_law_leaves_open() {
    let fake = Fake::default();
    let ctx = at(&fake, Locale::ZhCn, "/my/messages", Role::Reviewer);
    let page = open(&ctx);
    assert!(page.contains("&lt;未读&gt;") && !page.contains("<未读>"), "{page}");
    let done = post(&ctx, &[("act", "open"), ("id", "0001")]).expect("a redirect");
    assert_eq!(done.to, "/cases/TS-20261007-0001");
    assert_eq!(post(&ctx, &[("act", "read-all")]).expect("a redirect").to, "/my/messages");

    let ctx = at(&fake, Locale::ZhCn, "/my/messages/settings", Role::Reviewer);
    let page = open(&ctx);
    assert!(page.contains("value=\"case-message\"") && !page.contains("value=\"case-answered\""), "{page}");
    assert!(page.contains("z***@example.cn") && page.contains("不能关闭"), "{page}");
}

#[test]
fn r150_the_desk_of_mails_says_how_each_was_sent_and_sends_again() {
    let fake = Fake::default();
    let ctx = at(&fake, Locale::ZhCn, "/admin/mails?page=1", Role::SysAdmin);
    let page = open(&ctx);
    assert!(page.contains("没有设置邮件服务器") && page.contains("550 no such user"), "{page}");
    assert!(page.contains("业务系统") && page.contains("value=\"webhook:0004\""), "{page}");
    assert_eq!(post(&ctx, &[("act", "retry"), ("id", "webhook:0004")]).expect("a redirect").to, "/admin/mails");
}
