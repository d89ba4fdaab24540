//! The pages of cases as HTML: what each side sees, what comes back from a refused form, and that both languages are complete.
mod application;
mod filing;

use crate::page::{Ending, Flash, PageCtx, Viewer};
use crate::pages::testing::{Answer, Fake, ctx, matched, now, rendered};
use crate::ui::case::testing::{EVIL, NUMBER, case, command_view, head, queue};
use contract::cases::{MyCases, Side, Turn};
use contract::{ErrorCode, FormData, PortError, Refusal, Submission};
use domain::account::{Acting, SignedIn};
use domain::locale::Locale;
use domain::policy::Actor;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the ports know in these tests.
fn fake(side: Side) -> Fake {
    let mut fake = Fake::default();
    fake.cases.case = Some(case(side));
    fake.cases.command = Some(command_view());
    fake.cases.queue = Some(queue());
    let yours = contract::cases::CaseHead { turn: Turn::Yours, ..head() };
    fake.cases.mine = MyCases { total: 2, yours: 1, page: 1, per_page: 20, rows: vec![yours, head()] };
    fake
}

/// The context of a request; staff if `official`.
fn at(fake: &Fake, locale: Locale, address: &str, official: bool) -> PageCtx {
    let viewer = Viewer { name: "李四".into(), acting: "省交通运输厅".into(), staff: official, unread: 0 };
    let acting = if official {
        Acting::Body { body: id(1), region: "330000".into(), authority: false, roles: BTreeSet::new() }
    } else {
        Acting::Person { party: id(2) }
    };
    let (account, session, parties, bodies) = (id(3), id(4), BTreeSet::new(), BTreeSet::new());
    let signed = SignedIn { account, session, acting, second_factor: official, parties, bodies };
    let actor = Actor::Account(Arc::new(signed));
    PageCtx { actor, viewer: Some(Arc::new(viewer)), ..PageCtx::clone(&ctx(fake, locale, address)) }
}

/// An id of a test, whatever type asks for one.
fn id<T: std::str::FromStr>(n: u8) -> T {
    let text = format!("00000000-0000-0000-0000-0000000000{n:02}");
    text.parse().unwrap_or_else(|_| panic!("{text} is an id"))
}

fn open(ctx: PageCtx) -> (u16, String) {
    let ctx = Arc::new(ctx);
    let found = crate::pages::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &ctx.path)?)));
    let (route, params) = found.expect("a route");
    match now((route.page)(ctx.clone(), params)) {
        Ok(page) => match rendered(ctx, page) {
            Answer::Page { status, html } => (status, html),
            other => panic!("{other:?}"),
        },
        Err(Ending::Error(error)) => (error.code().status(), String::new()),
        Err(_) => panic!("neither a page nor an error"),
    }
}

fn form(fields: &[(&str, &str)]) -> FormData {
    FormData { fields: fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(), files: vec![] }
}

/// Posts a form as `server` does: a redirect, or the page in answer.
fn post(ctx: PageCtx, fields: &[(&str, &str)]) -> Result<(String, Option<Flash>), (u16, String)> {
    let ctx = Arc::new(ctx);
    let found = crate::pages::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &ctx.path)?)));
    let (route, params) = found.expect("a route");
    let sent = form(fields);
    match now(route.submit.expect("takes forms")(ctx.clone(), params, sent.clone())) {
        Ok(done) => Ok((done.to, done.flash)),
        Err(Ending::Shown(page)) => match rendered(ctx, *page) {
            Answer::Page { status, html } => Err((status, html)),
            other => panic!("{other:?}"),
        },
        Err(Ending::Error(PortError::Invalid(faults))) => {
            let submission = Some(Arc::new(Submission::of(&sent, faults)));
            let (_, html) = open(PageCtx { submission, ..PageCtx::clone(&ctx) });
            Err((422, html))
        }
        Err(Ending::Error(error)) => Err((error.code().status(), String::new())),
        Err(Ending::Redirect { to, .. }) => Ok((to, None)),
    }
}

fn sound(html: &str, what: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "one h1: {what}");
    assert!(!html.contains(texts::MISSING_OPEN), "words are missing: {what}: {html}");
    assert!(!html.contains("{$") && !html.contains("{ $"), "an argument is missing: {what}");
    assert!(!html.contains("<script>alert"), "escaped: {what}");
    let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique: {what}: {ids:?}");
}

#[test]
fn every_page_of_cases_is_sound_in_both_languages_for_both_sides() {
    for (side, official) in [(Side::Applicant, false), (Side::Official, true)] {
        let fake = fake(side);
        for locale in Locale::ALL {
            for address in [
                "/complaints/new",
                "/complaints/new?dataset=8K3M2QAAAA",
                "/suggestions/new?body=b1t0000001",
                "/complaints/receipt",
                "/track",
                &format!("/cases/{NUMBER}"),
                &format!("/cases/{NUMBER}?order=oldest&next=TS-20261008-0004"),
                &format!("/cases/{NUMBER}/do/answer"),
                &format!("/cases/{NUMBER}?tab=office&kind=TS"),
                &format!("/cases/{NUMBER}/do/answer?tab=office"),
                &format!("/cases/{NUMBER}/print"),
                &format!("/cases/{NUMBER}/receipt"),
                "/my/requests",
                "/admin",
                "/admin?tab=all&kind=TS&q=x",
                "/admin/cases?q=x",
                "/admin/counter",
            ] {
                let (status, html) = open(at(&fake, locale, address, official));
                assert_eq!(status, 200, "{address}");
                sound(&html, &format!("{locale:?} {address}"));
            }
        }
    }
}

#[test]
fn who_is_not_signed_in_is_led_to_sign_in_and_back() {
    let fake = fake(Side::Applicant);
    for address in [&format!("/cases/{NUMBER}"), "/my/requests", "/admin", "/admin/cases", "/admin/counter"] {
        match crate::pages::testing::open(&fake, Locale::ZhCn, address) {
            Answer::Redirect { to, permanent: false } => assert!(to.starts_with("/sign-in?back="), "{to}"),
            other => panic!("{address}: {other:?}"),
        }
    }
}

#[test]
fn r127_both_sides_have_the_same_page_and_only_the_buttons_differ() {
    let address = format!("/cases/{NUMBER}");
    let (_, reporter) = open(at(&fake(Side::Applicant), Locale::ZhCn, &address, false));
    let (_, official) = open(at(&fake(Side::Official), Locale::ZhCn, &address, true));
    for html in [&reporter, &official] {
        assert!(
            html.contains("停车场数据长期不更新")
                && html.contains("现在轮到：省交通运输厅")
                && html.contains("截图.png")
        );
        assert!(html.contains("接下来：答复"), "{html}");
    }
    assert!(!reporter.contains("/do/") && !reporter.contains("张*") && !reporter.contains("内部意见"), "{reporter}");
    assert!(official.contains("/do/answer") && official.contains("张*") && official.contains("name=\"note\""));
    assert!(official.contains("查看提出人的完整信息"), "masked until a reason is given");
}

#[test]
fn a_command_says_what_happens_who_is_told_and_whether_it_can_be_undone() {
    let fake = fake(Side::Official);
    let (_, html) = open(at(&fake, Locale::ZhCn, &format!("/cases/{NUMBER}/do/answer"), true));
    for part in [
        "提出人收到答复",
        "答复发出后不能收回",
        "不继续，返回办件",
        "name=\"version\" value=\"4\"",
        "type=\"radio\"",
        "type=\"file\"",
        "multipart/form-data",
        "提出人看不到。",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let done =
        post(at(&fake, Locale::ZhCn, &format!("/cases/{NUMBER}/do/answer"), true), &[("version", "4"), ("text", "x")]);
    let (to, flash) = done.expect("done");
    assert_eq!(to, format!("/cases/{NUMBER}?next=TS-20261008-0004"));
    assert_eq!(flash.map(|flash| flash.code).as_deref(), Some("case-answer"));
}

#[test]
fn r150_the_preview_stands_above_the_form_with_everything_typed() {
    let fake = fake(Side::Official);
    for locale in Locale::ALL {
        let typed = [("version", "4"), ("text", "写了很久的答复"), ("preview", "yes")];
        let (status, html) =
            post(at(&fake, locale, &format!("/cases/{NUMBER}/do/answer"), true), &typed).expect_err("a page");
        sound(&html, "preview");
        assert_eq!(status, 200);
        assert!(html.contains("答复全文见办件页。") && html.contains("写了很久的答复"), "{html}");
    }
}

#[test]
fn r127_track_asks_for_number_and_code_and_the_pass_shows_the_case_with_its_acts() {
    let mut fake = fake(Side::Tracking);
    fake.cases.case.as_mut().expect("a case").may_message = true;
    fake.cases.case.as_mut().expect("a case").allowed =
        vec![crate::ui::case::testing::command("supplement", "补充情况", true)];
    let open = |locale, pass: Option<&str>| {
        let ctx = at(&fake, locale, "/track", false);
        super::tests::open(PageCtx { pass: pass.map(Arc::from), ..ctx })
    };
    for locale in Locale::ALL {
        let (status, html) = open(locale, None);
        sound(&html, "form");
        assert!(status == 200 && html.contains("name=\"key\"") && !html.contains(NUMBER), "{html}");
        let (_, html) = open(locale, Some("another"));
        assert!(html.contains("name=\"key\"") && !html.contains(NUMBER), "its time is over: {html}");
        let (_, html) = open(locale, Some(crate::pages::testing::PASS));
        sound(&html, "case");
        assert!(html.contains("/track/do/supplement") && html.contains("/track/docs/"), "{html}");
        assert!(html.contains("value=\"leave\"") && !html.contains(&format!("/cases/{NUMBER}")), "{html}");
    }
}

#[test]
fn where_somebody_else_acted_meanwhile_nothing_typed_is_lost() {
    let mut fake = fake(Side::Official);
    fake.cases.refuses = Some(Refusal::new(ErrorCode::Conflict));
    let typed = [("version", "3"), ("text", "写了很久的答复")];
    let (status, html) =
        post(at(&fake, Locale::ZhCn, &format!("/cases/{NUMBER}/do/answer"), true), &typed).expect_err("a page");
    assert_eq!(status, 422);
    assert!(
        html.contains("写了很久的答复") && html.contains("新进展") && html.contains("name=\"version\" value=\"4\""),
        "{html}"
    );
}

#[test]
fn small_acts_post_to_the_case_itself_and_faults_stand_at_their_box() {
    let mut fake = fake(Side::Official);
    let address = format!("/cases/{NUMBER}");
    for act in ["message", "note", "relate", "assign"] {
        let done = post(at(&fake, Locale::ZhCn, &address, true), &[("act", act), (act, "x")]);
        assert_eq!(done.expect("done").0, address, "{act}");
    }
    let (status, html) =
        post(at(&fake, Locale::ZhCn, &address, true), &[("act", "unmask"), ("unmask", "核实情况，联系提出人")])
            .expect_err("shown");
    assert_eq!(status, 200);
    assert!(html.contains("张三") && !html.contains("name=\"unmask\""), "{html}");
    fake.cases.faults = vec![Refusal::new(ErrorCode::Required).field("text")];
    let (status, html) =
        post(at(&fake, Locale::ZhCn, &address, true), &[("act", "note"), ("note", "")]).expect_err("refused");
    assert_eq!(status, 422);
    assert!(html.contains("id=\"note-error\"") && !html.contains("id=\"message-error\""), "{html}");
}

#[test]
fn r153_the_queue_has_tabs_with_counts_filters_in_the_address_and_assigns_several_at_once() {
    let fake = fake(Side::Official);
    let (_, html) = open(at(&fake, Locale::ZhCn, "/admin?tab=overdue&kind=TS", true));
    assert!(html.contains("待办 2 件") && html.contains("今天：到期 1，新到 2"), "{html}");
    assert!(html.contains("tab=mine&amp;kind=TS") && html.contains("aria-current=\"page\""), "{html}");
    let (to, flash) =
        post(at(&fake, Locale::ZhCn, "/admin?tab=office", true), &[("number", NUMBER), ("to", "9")]).expect("assigned");
    assert_eq!(to, "/admin?tab=office");
    assert_eq!(flash.expect("said").code, "queue-assigned");
    let nothing = post(at(&fake, Locale::ZhCn, "/admin", true), &[("to", "9")]).expect("said");
    assert_eq!(nothing.1.expect("said").code, "queue-nothing");
    let mut empty = fake.clone();
    let page = empty.cases.queue.as_mut().expect("a queue");
    page.groups.clear();
    page.next = Some((crate::ui::case::testing::day(2026, 10, 14), "XH-20261001-0002".into()));
    let (_, html) = open(at(&empty, Locale::ZhCn, "/admin", true));
    assert!(html.contains("没有待办。") && html.contains("下一个期限：10月14日（XH-20261001-0002）"), "{html}");
}

#[test]
fn the_answer_is_a_letter_to_print_once_there_is_one() {
    let mut fake = fake(Side::Applicant);
    let address = format!("/cases/{NUMBER}/letter");
    assert_eq!(open(at(&fake, Locale::ZhCn, &address, false)).0, 404);
    let mut answered = crate::ui::case::testing::entry("答复", false);
    answered.event.value = "answered".into();
    answered.text = Some("已经督促更新。".into());
    fake.cases.case.as_mut().expect("a case").timeline.push(answered);
    for locale in Locale::ALL {
        let (status, html) = open(at(&fake, locale, &address, false));
        assert_eq!(status, 200);
        sound(&html, "letter");
        assert!(html.contains("已经督促更新。"), "{html}");
    }
}

#[test]
fn what_waits_for_me_comes_first() {
    let (_, html) = open(at(&fake(Side::Applicant), Locale::ZhCn, "/my/requests", false));
    assert!(html.find("id=\"todo\"").expect("to do") < html.find("id=\"running\"").expect("running"), "{html}");
    assert!(html.contains("共 2 件，等您处理 1 件"), "{html}");
    let ctx = at(&Fake::default(), Locale::En, "/my", false);
    let none = leptos::prelude::Owner::new().with(|| {
        leptos::prelude::provide_context(Locale::En);
        leptos::prelude::RenderHtml::to_html(super::todo::section(&ctx, &MyCases::default()))
    });
    assert_eq!(none.matches("<li>").count(), 4, "ways on: {none}");
}
