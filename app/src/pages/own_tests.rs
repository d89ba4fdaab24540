//! Drafts, absences, and the hint at the desk.
use super::account_tests::{Who, context, html, send};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main, text};
use crate::page::PageCtx;
use chrono::{TimeZone, Utc};
use contract::cases::{DelegationView, DraftView};
use contract::{ErrorCode, Refusal};
use domain::account::{Acting, Role, SignedIn};
use domain::locale::Locale;
use domain::policy::Actor;
use std::collections::BTreeSet;
use std::sync::Arc;

fn draft(title: &str) -> DraftView {
    let values = [("subject", title), ("facts", "泊位数一个月没有更新"), ("target_kind", "portal"), ("step", "save")];
    DraftView {
        id: "d1".into(),
        kind: coded("TS", "投诉举报"),
        title: title.into(),
        changed: Utc.with_ymd_and_hms(2026, 10, 8, 2, 5, 0).single().expect("an instant"),
        version: 4,
        values: values.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
    }
}

fn with_draft(title: &str) -> Fake {
    let mut fake = Fake::default();
    fake.cases.drafts = vec![draft(title)];
    fake
}

/// Staff with a role that counts.
fn at_desk(fake: &Fake, locale: Locale, address: &str, role: Role, second_factor: bool) -> PageCtx {
    let mut context = context(fake, locale, address, Who::Staff);
    let roles = BTreeSet::from([role]);
    let acting = Acting::Body { body: Default::default(), region: "330000".into(), authority: false, roles };
    context.actor = Actor::Account(Arc::new(SignedIn {
        account: Default::default(),
        session: Default::default(),
        acting,
        second_factor,
        parties: BTreeSet::new(),
        bodies: BTreeSet::new(),
    }));
    context
}

#[test]
fn drafts_are_listed_and_opened_as_they_were_left() {
    for title in ["停车数据", "", EVIL] {
        for locale in Locale::ALL {
            for address in ["/my/drafts", "/my/drafts/d1"] {
                assert_sound(&html(&with_draft(title), locale, address, Who::Person), &format!("{locale:?} {address}"));
            }
        }
    }
    assert_sound(&html(&Fake::default(), Locale::ZhCn, "/my/drafts", Who::Person), "none");
    let page = html(&with_draft("停车数据"), Locale::ZhCn, "/my/drafts/d1", Who::Person);
    assert!(page.contains("value=\"停车数据\"") && page.contains("泊位数一个月没有更新"), "{page}");
    assert!(page.contains("action=\"/my/drafts/d1\"") && page.contains("value=\"save\""), "{page}");
    // A form that is not filed as anybody has no draft.
    let visitor = html(&Fake::default(), Locale::ZhCn, "/complaints/new", Who::Nobody);
    assert!(!main(&visitor).contains("value=\"save\""));
    assert!(main(&html(&Fake::default(), Locale::ZhCn, "/complaints/new", Who::Person)).contains("value=\"save\""));
}

#[test]
fn a_draft_is_saved_from_the_form_and_again_from_itself() {
    let fake = with_draft("停车数据");
    let typed = [("step", "save"), ("subject", "停车"), ("draft_version", "4")];
    for (from, to) in [("/complaints/new", "/my/drafts/d1"), ("/my/drafts/d1", "/my/drafts/d1")] {
        let done = send(context(&fake, Locale::ZhCn, from, Who::Person), &typed).expect("saved");
        assert_eq!((done.to.as_str(), done.flash.expect("said").code.as_str()), (to, "draft-saved"));
    }
    let act = [("act", "discard"), ("id", "d1")];
    assert_eq!(send(context(&fake, Locale::ZhCn, "/my/drafts", Who::Person), &act).expect("gone").to, "/my/drafts");
    let wrong = send(
        context(&fake, Locale::ZhCn, "/my/drafts/d1", Who::Person),
        &[("step", "check"), ("facts", "x"), ("draft_version", "4")],
    );
    let page = wrong.expect_err("refused").html();
    // It was kept before it was found wrong: the next save is of that version.
    assert!(page.contains("name=\"draft_version\"") && page.contains("value=\"5\""), "{page}");
    assert!(page.contains("error-summary") && page.contains("href=\"#subject\""), "{page}");
}

#[test]
fn ui43_a_draft_changed_elsewhere_is_shown_beside_what_was_typed() {
    for (locale, lead) in
        [(Locale::ZhCn, "这份草稿在另一处改过（10:05）"), (Locale::En, "This draft was changed elsewhere (10:05)")]
    {
        let fake = with_draft("另一处的停车数据");
        let typed = [("step", "save"), ("subject", "这里的停车数据"), ("draft_version", "3")];
        let page = send(context(&fake, locale, "/my/drafts/d1", Who::Person), &typed).expect_err("a question").html();
        assert_sound(&page, "conflict");
        assert!(page.contains(lead) && page.contains("另一处的停车数据") && page.contains("这里的停车数据"), "{page}");
        // Whoever keeps their own has seen the other one: the form names its version.
        assert!(page.contains("name=\"draft_version\" value=\"4\""), "{page}");
    }
}

#[test]
fn a_signed_in_reporter_is_not_asked_for_their_name_again() {
    let shown = |who: Who, typed: Option<&str>| {
        let mut context = context(&Fake::default(), Locale::En, "/complaints/new", who);
        if let Some(typed) = typed {
            let sent = send(context, &[("step", "check"), ("name", typed)]);
            return main(&sent.expect_err("refused").html()).to_owned();
        }
        let name = "张三".to_owned();
        context.viewer = (who != Who::Nobody).then(|| crate::page::Viewer { name, ..Default::default() }.into());
        main(&super::account_tests::show(context).html()).to_owned()
    };
    let own = shown(Who::Person, None);
    assert!(own.contains("value=\"张三\"") && own.contains("Progress is sent to your account"), "{own}");
    assert!(!shown(Who::Nobody, None).contains("张三") && shown(Who::Nobody, None).contains("Progress is sent here"));
    assert!(shown(Who::Person, Some("李四")).contains("value=\"李四\""), "what was typed counts");
}

#[test]
fn an_ended_session_leads_whoever_files_as_themselves_to_sign_in_and_nobody_else() {
    let lapsed = || PageCtx { lapsed: true, ..context(&Fake::default(), Locale::ZhCn, "/complaints/new", Who::Nobody) };
    let sent = send(lapsed(), &[("step", "check"), ("subject", "停车")]);
    assert!(matches!(sent, Err(Answer::Redirect { ref to, .. }) if to.starts_with("/sign-in?back=")), "{sent:?}");
    let anonymous = send(lapsed(), &[("step", "check"), ("anonymous", "yes")]);
    assert!(matches!(anonymous, Err(Answer::Page { .. })), "{anonymous:?}");
}

#[test]
fn an_absence_is_entered_for_the_body_one_acts_for() {
    let mut fake = Fake::default();
    fake.cases.queue = Some(contract::cases::QueuePage {
        owners: vec![coded("c1", "李四"), coded("00000000-0000-0000-0000-000000000000", "本人")],
        ..Default::default()
    });
    fake.cases.absences = vec![DelegationView {
        id: "x1".into(),
        of: EVIL.into(),
        to: "李四".into(),
        from: date(2026, 10, 9),
        until: date(2026, 10, 12),
        own: true,
    }];
    for locale in Locale::ALL {
        let page = super::account_tests::show(at_desk(&fake, locale, "/my/absence", Role::Reviewer, true)).html();
        assert_sound(&page, "absence");
        let words = main(&page);
        assert!(words.contains("value=\"end\"") && words.contains("省交通运输厅") && words.contains("value=\"c1\""));
        assert!(!words.contains("value=\"00000000-"), "nobody stands in for themselves");
    }
    let other = super::account_tests::show(at_desk(&fake, Locale::ZhCn, "/my/absence", Role::BodyAdmin, true));
    assert!(matches!(other, Answer::Page { status: 403, .. }), "{other:?}");
    fake.cases.faults = vec![Refusal::new(ErrorCode::Required).field("to")];
    let sent = send(at_desk(&fake, Locale::ZhCn, "/my/absence", Role::Reviewer, true), &[("act", "begin")]);
    assert!(sent.expect_err("refused").html().contains("href=\"#to\""));
}

#[test]
fn r162_the_desk_without_a_second_factor_says_how_to_set_one_up() {
    let mut fake = Fake::default();
    fake.accounts.account.second_factor.enabled = false;
    let page = super::account_tests::show(at_desk(&fake, Locale::ZhCn, "/admin", Role::Reviewer, false)).html();
    assert_sound(&page, "hint");
    assert!(text(main(&page)).contains("您的角色还没有生效") && main(&page).contains("/my/account/second-factor"));
    fake.accounts.account.second_factor.enabled = true;
    let page = super::account_tests::show(at_desk(&fake, Locale::ZhCn, "/admin", Role::Reviewer, false)).html();
    assert!(text(main(&page)).contains("重新登录并输入验证码") && main(&page).contains("/sign-out"));
    let strong = super::account_tests::show(at_desk(&fake, Locale::ZhCn, "/admin", Role::BodyAdmin, true)).html();
    assert!(!text(main(&strong)).contains("您的角色还没有生效"));
}
