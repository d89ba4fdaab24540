//! The pages of accounts: who sees what, where forms lead, what is never sent back.
mod ways_in;

use super::testing::accounts::identity;
use super::testing::*;
use super::tests::{assert_sound, main, text};
use crate::page::{Done, Ending, PageCtx, SessionCookie, Viewer};
use contract::{Caller, ErrorCode, FormData, PortError, Refusal, Submission};
use domain::account::{Acting, SignedIn};
use domain::locale::Locale;
use domain::policy::Actor;
use std::collections::BTreeSet;
use std::sync::Arc;

const EVIL: &str = super::tests::EVIL;

/// Pages for everybody.
const OPEN: [&str; 12] = [
    "/sign-in",
    "/sign-in?back=/my/account",
    "/sign-out",
    "/sign-up",
    "/sign-up?as=person",
    "/sign-up?as=organisation",
    "/sign-up/sent",
    "/sign-up/confirm",
    "/sign-up/confirm?token=t",
    "/sign-in/recover",
    "/sign-in/reset?token=t",
    "/invitations?token=t",
];

/// Pages for those signed in.
const SIGNED: [&str; 20] = [
    "/my",
    "/my/act-as",
    "/my/account",
    "/my/account/password",
    "/my/account/email",
    "/my/account/organisation",
    "/my/account/identity",
    "/my/account/second-factor",
    "/my/account/recovery-codes",
    "/my/account/ways-in",
    "/my/account/close",
    "/my/organisation",
    "/my/organisation/m2",
    "/admin/people",
    "/admin/people/p1",
    "/admin/contractors",
    "/admin/contractors/k1",
    "/admin/body",
    "/admin/verifications",
    "/admin/verifications/v1",
];

/// As whom a request comes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Who {
    Nobody,
    /// The password was right, the code is owed.
    Half,
    Person,
    Staff,
}

pub(super) fn context(fake: &Fake, locale: Locale, address: &str, who: Who) -> PageCtx {
    let mut context = PageCtx::clone(&ctx(fake, locale, address));
    let acting = match who {
        Who::Nobody => return context,
        Who::Half => {
            let caller = Caller { pending: Some(Default::default()), ..Caller::clone(&context.caller) };
            context.caller = Arc::new(caller);
            return context;
        }
        Who::Person => Acting::Person { party: Default::default() },
        Who::Staff => {
            Acting::Body { body: Default::default(), region: "330000".into(), authority: false, roles: BTreeSet::new() }
        }
    };
    context.actor = Actor::Account(Arc::new(SignedIn {
        account: Default::default(),
        session: Default::default(),
        acting,
        second_factor: false,
        parties: BTreeSet::new(),
        bodies: BTreeSet::new(),
    }));
    let acting = if who == Who::Staff { "省交通运输厅" } else { "本人" };
    context.viewer =
        Some(Arc::new(Viewer { name: "张三".into(), acting: acting.into(), staff: who == Who::Staff, unread: 2 }));
    context
}

pub(super) fn show(context: PageCtx) -> Answer {
    let context = Arc::new(context);
    let (route, params) =
        super::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &context.path)?))).expect("a route");
    match now((route.page)(context.clone(), params)) {
        Ok(page) => rendered(context, page),
        Err(Ending::Redirect { to, permanent }) => Answer::Redirect { to, permanent },
        Err(Ending::Shown(page)) => rendered(context, *page),
        Err(Ending::Error(error)) => fail(context, &error),
    }
}

/// Sends a form as `server` does; a refused one comes back as its page.
pub(super) fn send(context: PageCtx, fields: &[(&str, &str)]) -> Result<Done, Answer> {
    let form = FormData {
        fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        files: vec![],
    };
    let shared = Arc::new(context.clone());
    let (route, params) =
        super::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &shared.path)?))).expect("a route");
    let submit = route.submit.expect("the page takes a form");
    match now(submit(shared.clone(), params, form.clone())) {
        Ok(done) => Ok(done),
        Err(Ending::Error(PortError::Invalid(errors))) => {
            Err(show(PageCtx { submission: Some(Arc::new(Submission::of(&form, errors))), ..context }))
        }
        Err(Ending::Error(error)) => Err(fail(shared, &error)),
        Err(Ending::Shown(page)) => Err(rendered(shared, *page)),
        Err(Ending::Redirect { to, permanent }) => Err(Answer::Redirect { to, permanent }),
    }
}

pub(super) fn html(fake: &Fake, locale: Locale, address: &str, who: Who) -> String {
    show(context(fake, locale, address, who)).html()
}

fn hostile() -> Fake {
    let mut fake = Fake::default();
    let answers = &mut fake.accounts;
    answers.account.name = EVIL.into();
    answers.account.email_pending = Some(EVIL.into());
    answers.account.sessions[1].agent = EVIL.into();
    answers.account.capacities[1].label = EVIL.into();
    answers.account.identity = identity("refused", EVIL);
    answers.account.identity.reason = Some(EVIL.into());
    answers.organisation.name = EVIL.into();
    answers.organisation.members[1].name = EVIL.into();
    answers.people.rows[0].name = EVIL.into();
    answers.people.warnings = vec![coded("x", EVIL)];
    answers.people.contracts[0].contractor = EVIL.into();
    answers.profile.lead = EVIL.into();
    answers.providers[0].label = EVIL.into();
    answers.ways.linked[0].shown = EVIL.into();
    answers.ways.linked[0].provider.label = EVIL.into();
    answers.ways.others[0].label = EVIL.into();
    answers.identities[0].name = EVIL.into();
    answers.invitation.inviter = EVIL.into();
    fake
}

#[test]
fn every_page_of_accounts_is_sound_in_both_languages() {
    for fake in [Fake::default(), hostile()] {
        for locale in Locale::ALL {
            for address in OPEN {
                assert_sound(&html(&fake, locale, address, Who::Nobody), &format!("{locale:?} {address}"));
            }
            for address in ["/sign-in/code", "/sign-in/code/lost"] {
                assert_sound(&html(&fake, locale, address, Who::Half), &format!("{locale:?} {address}"));
            }
            for address in SIGNED {
                for who in [Who::Person, Who::Staff] {
                    let page = html(&fake, locale, address, who);
                    assert_sound(&page, &format!("{locale:?} {address}"));
                    assert!(page.contains("noindex"), "{address}");
                }
            }
        }
    }
}

#[test]
fn english_pages_of_accounts_have_english_words_only() {
    for address in OPEN.into_iter().filter(|address| !address.starts_with("/invitations")) {
        let page = html(&Fake::default(), Locale::En, address, Who::Nobody);
        let chinese = text(main(&page)).chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{address}");
    }
    // Names of things are Chinese; the words around them are not.
    for address in SIGNED.into_iter().filter(|address| address.contains("/account/") && !address.ends_with("identity"))
    {
        let page = html(&Fake::default(), Locale::En, address, Who::Person);
        let chinese = text(main(&page)).chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{address}");
    }
}

#[test]
fn pages_for_the_signed_in_lead_to_sign_in_and_back() {
    for address in SIGNED {
        for locale in Locale::ALL {
            match show(context(&Fake::default(), locale, &format!("{address}?x=1"), Who::Nobody)) {
                Answer::Redirect { to, permanent: false } => {
                    let back = contract::query::pairs(to.split_once('?').expect("a query").1);
                    assert_eq!(back, [("back".to_owned(), format!("{address}?x=1"))], "{address}");
                    assert!(to.starts_with("/sign-in?"), "{to}");
                }
                other => panic!("{address}: {other:?}"),
            }
        }
        let context = context(&Fake::default(), Locale::ZhCn, address, Who::Nobody);
        let route = super::ROUTES.iter().find(|route| matched(route.path, &context.path).is_some()).expect("a route");
        if route.submit.is_some() {
            let sent = send(context, &[("act", "end"), ("password", "x")]);
            assert!(matches!(sent, Err(Answer::Redirect { ref to, .. }) if to.starts_with("/sign-in")), "{address}");
        }
    }
}

#[test]
fn signing_in_goes_back_to_where_it_came_from_with_a_new_session() {
    let fake = Fake::default();
    let typed = [("email", "a@example.org"), ("password", " secret ")];
    let done =
        send(context(&fake, Locale::En, "/sign-in?back=/my/account%23sessions", Who::Nobody), &typed).expect("in");
    assert_eq!(done.to, "/my/account#sessions");
    assert_eq!(done.session, SessionCookie::Set("fresh-token".into()));
    // Spaces belong to a password.
    assert_eq!(fake.accounts.called(), ["sign_in a@example.org  secret "]);
    let done = send(context(&fake, Locale::En, "/sign-in?back=//evil.example", Who::Nobody), &typed).expect("in");
    assert_eq!(done.to, "/my");
}

#[test]
fn the_second_step_keeps_the_way_back_and_staff_without_one_set_it_up_first() {
    let mut fake = Fake::default();
    fake.accounts.entered.needs_second_factor = true;
    let typed = [("email", "a@example.org"), ("password", "x")];
    let done = send(context(&fake, Locale::ZhCn, "/sign-in?back=/admin/people", Who::Nobody), &typed).expect("half");
    assert_eq!(done.to, "/sign-in/code?back=%2Fadmin%2Fpeople");
    let code = [("code", "123456")];
    let done = send(context(&fake, Locale::ZhCn, &done.to, Who::Half), &code).expect("in");
    assert_eq!(done.to, "/admin/people");
    assert!(fake.accounts.called().contains(&"second_factor 123456".to_owned()));
    fake.accounts.entered.needs_second_factor = false;
    fake.accounts.entered.must_enrol = true;
    let done = send(context(&fake, Locale::ZhCn, "/sign-in?back=/admin/people", Who::Nobody), &typed).expect("in");
    assert_eq!(done.to, "/my/account/second-factor");
    // Without the first step there is no second.
    let answer = show(context(&fake, Locale::ZhCn, "/sign-in/code", Who::Nobody));
    assert!(matches!(answer, Answer::Redirect { ref to, .. } if to == "/sign-in"), "{answer:?}");
}

#[test]
fn a_wrong_password_is_said_at_the_field_and_never_sent_back() {
    let mut fake = Fake::default();
    fake.accounts.faults = vec![Refusal::new(ErrorCode::Required).field("password")];
    let typed = [("email", "a@example.org"), ("password", "geheim")];
    let page =
        send(context(&fake, Locale::ZhCn, "/sign-in?back=/my", Who::Nobody), &typed).expect_err("refused").html();
    assert_sound(&page, "refused");
    assert!(page.contains("<title>错误：登录") && page.contains("href=\"#password\""), "{page}");
    assert!(page.contains("value=\"a@example.org\"") && !page.contains("geheim"));
    assert!(page.contains("action=\"/sign-in?back=/my\""), "the way back is kept: {page}");
    // A refusal without a field is said in the form too, not on a page of its own.
    fake.accounts.faults.clear();
    fake.accounts.refusal = Some(Refusal::new(ErrorCode::TooManyRequests).fact("seconds", 42));
    let page = send(context(&fake, Locale::ZhCn, "/sign-in", Who::Nobody), &typed).expect_err("refused").html();
    assert!(page.contains("error-summary") && page.contains("42 秒后可继续") && page.contains("name=\"email\""));
}

#[test]
fn r118_registering_says_first_that_open_data_needs_none_and_asks_little() {
    let fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/sign-up", Who::Nobody);
    assert!(main(&page).contains("浏览、下载无条件开放数据不需要注册"));
    let person = html(&fake, Locale::ZhCn, "/sign-up?as=person", Who::Nobody);
    let asked: Vec<_> = main(&person).split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(asked, ["as", "name", "email", "password", "terms"]);
    let organisation = html(&fake, Locale::ZhCn, "/sign-up?as=organisation", Who::Nobody);
    assert!(organisation.contains("name=\"uscc\"") && organisation.contains("autocomplete=\"new-password\""));
    let typed = [
        ("as", "organisation"),
        ("organisation_kind", "legal-person"),
        ("organisation_name", "示例"),
        ("uscc", "91330000MA27XXXX0X"),
        ("name", "张三"),
        ("email", "a@example.org"),
        ("password", "x"),
        ("terms", "yes"),
    ];
    let done = send(context(&fake, Locale::ZhCn, "/sign-up?as=organisation", Who::Nobody), &typed).expect("sent");
    assert_eq!(done.to, "/sign-up/sent");
    assert_eq!(fake.accounts.called(), ["register a@example.org 张三 true legal-person 示例 91330000MA27XXXX0X"]);
    // Everything typed comes back but the password.
    let mut fake = fake;
    fake.accounts.faults =
        vec![Refusal::new(ErrorCode::Required).field("terms"), Refusal::new(ErrorCode::BadValue).field("uscc")];
    let page = send(context(&fake, Locale::ZhCn, "/sign-up?as=organisation", Who::Nobody), &typed)
        .expect_err("refused")
        .html();
    assert!(page.contains("“统一社会信用代码”不合要求") && page.contains("value=\"91330000MA27XXXX0X\""), "{page}");
    assert!(page.contains("value=\"legal-person\" checked"), "{page}");
}

#[test]
fn links_of_mails_show_a_button_and_change_nothing_by_themselves() {
    let fake = Fake::default();
    for address in ["/sign-up/confirm?token=t", "/sign-in/reset?token=t", "/invitations?token=t"] {
        let page = html(&fake, Locale::ZhCn, address, Who::Nobody);
        assert!(main(&page).contains("<button type=\"submit\""), "{address}");
    }
    assert!(fake.accounts.called().is_empty());
    send(context(&fake, Locale::ZhCn, "/sign-up/confirm?token=t", Who::Nobody), &[]).expect("confirmed");
    assert_eq!(fake.accounts.called(), ["confirm_email t"]);
}

#[test]
fn an_invitation_is_accepted_by_the_shortest_way() {
    let mut fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/invitations?token=t", Who::Nobody);
    assert!(page.contains("name=\"password\"") && page.contains("省交通运输厅邀请您加入"));
    let page = html(&fake, Locale::ZhCn, "/invitations?token=t", Who::Person);
    assert!(!main(&page).contains("name=\"password\"") && main(&page).contains("接受邀请"));
    fake.accounts.invitation.account_exists = true;
    let page = html(&fake, Locale::ZhCn, "/invitations?token=t", Who::Nobody);
    assert!(main(&page).contains("/sign-in?back=%2Finvitations%3Ftoken%3Dt"), "{page}");
    assert!(!main(&page).contains("<form"));
}

#[test]
fn the_header_knows_who_is_there() {
    let page = html(&Fake::default(), Locale::ZhCn, "/sign-up", Who::Nobody);
    assert!(page.contains("/sign-in") && !page.contains("/my/messages"));
    let page = html(&Fake::default(), Locale::ZhCn, "/my", Who::Person);
    let header = page.split("</header>").next().expect("a header");
    for part in ["消息（2）", "张三", "本人", "href=\"/my\"", "action=\"/sign-out\"", "href=\"/my/act-as\""] {
        assert!(header.contains(part), "{part}: {header}");
    }
    assert!(!header.contains("href=\"/admin\"") && !header.contains("/sign-up"));
    let page = html(&Fake::default(), Locale::En, "/my", Who::Staff);
    assert!(page.contains("href=\"/en/admin\"") && page.contains("Messages (2)"));
    let done = send(context(&Fake::default(), Locale::ZhCn, "/sign-out", Who::Person), &[]).expect("out");
    assert_eq!(done.session, SessionCookie::Clear);
}

#[test]
fn a_missing_role_is_named_with_the_identity_one_has() {
    let mut fake = Fake::default();
    fake.accounts.refusal = Some(Refusal::new(ErrorCode::Forbidden).fact("role", "body-admin"));
    match show(context(&fake, Locale::ZhCn, "/admin/people", Who::Staff)) {
        Answer::Page { status: 403, html } => {
            let words = text(main(&html));
            assert!(words.contains("您现在的身份：张三（省交通运输厅）"), "{words}");
            assert!(words.contains("需要“"), "{words}");
            // Staff without a second factor learn that this is what is missing.
            assert!(main(&html).contains("/my/account/second-factor"), "{words}");
            assert_sound(&html, "403");
        }
        other => panic!("{other:?}"),
    }
    match fail(
        Arc::new(context(&fake, Locale::En, "/my/x", Who::Nobody)),
        &Refusal::new(ErrorCode::SignInNeeded).into(),
    ) {
        Answer::Page { status: 401, html } => assert!(main(&html).contains("/en/sign-in?back=%2Fmy%2Fx"), "{html}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn my_centre_puts_what_waits_first() {
    let mut fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/my", Who::Person);
    let words = main(&page);
    let places = ["<h2 id=\"todo\">待办", "提交身份证明", "我的办件"].map(|part| words.find(part).expect(part));
    assert!(places.is_sorted(), "{words}");
    // A body's cases are on its desk, not here.
    fake.accounts.account.capacities[0].current = false;
    fake.accounts.account.capacities[1] = contract::accounts::Capacity {
        key: "body:b1".into(),
        label: "省交通运输厅".into(),
        roles: vec![],
        current: true,
        staff: true,
    };
    let page = html(&fake, Locale::ZhCn, "/my", Who::Staff);
    assert!(main(&page).contains("href=\"/admin\"") && !main(&page).contains("/my/requests"), "{page}");
}

#[test]
fn sessions_are_listed_and_ended_one_by_one() {
    let fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/my/account", Who::Person);
    let words = text(main(&page));
    for part in ["Chrome · Windows", "192.0.2.7", "本次登录", "密码不对", "还剩 7 个", "下载本人数据副本"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(main(&page).matches("value=\"end-session\"").count(), 1, "not one's own");
    let act = [("act", "end-session"), ("id", "s2")];
    send(context(&fake, Locale::ZhCn, "/my/account", Who::Person), &act).expect("ended");
    assert_eq!(fake.accounts.called(), ["revoke_session s2"]);
    let strange = send(context(&fake, Locale::ZhCn, "/my/account", Who::Person), &[("act", "x")]);
    assert!(matches!(strange, Err(Answer::Page { status: 400, .. })));
}

#[test]
fn a_second_factor_is_set_up_by_picture_or_by_hand_and_its_codes_are_shown_once() {
    let mut fake = Fake::default();
    fake.accounts.account.second_factor.enabled = false;
    let page = html(&fake, Locale::ZhCn, "/my/account/second-factor", Who::Person);
    assert!(page.contains("JBSW Y3DP EHPK 3PXP") && page.contains("class=\"qr\""));
    let typed = [("act", "confirm"), ("code", "123456")];
    let done = send(context(&fake, Locale::ZhCn, "/my/account/second-factor", Who::Person), &typed).expect("on");
    assert_eq!(done.to, "/my/account/recovery-codes");
    fake.accounts.fresh_codes = vec!["abcd-efgh".into(), "ijkl-mnop".into()];
    let page = html(&fake, Locale::ZhCn, "/my/account/recovery-codes", Who::Person);
    assert!(page.contains("只显示一次") && page.contains("<code>abcd-efgh</code>"));
    fake.accounts.fresh_codes.clear();
    let page = html(&fake, Locale::ZhCn, "/my/account/recovery-codes", Who::Person);
    assert!(!page.contains("abcd") && page.contains("name=\"password\""));
    // Those with a role in a body cannot take it off.
    fake.accounts.account.second_factor.enabled = true;
    fake.accounts.account.second_factor.obligatory = true;
    assert!(!main(&html(&fake, Locale::ZhCn, "/my/account/second-factor", Who::Staff)).contains("<form"));
}

#[test]
fn members_are_managed_by_the_head_only() {
    let mut fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/my/organisation", Who::Person);
    assert!(page.contains("/my/organisation/m2") && !page.contains("/my/organisation/m1"), "not oneself");
    assert!(!main(&page).contains("value=\"head\""), "the head's role is handed over, never given beside");
    let typed = [("act", "invite"), ("email", "l@example.org"), ("mandates", "handler"), ("mandates", "signatory")];
    send(context(&fake, Locale::ZhCn, "/my/organisation", Who::Person), &typed).expect("invited");
    assert_eq!(fake.accounts.called(), ["invite_member l@example.org handler+signatory"]);
    fake.accounts.faults = vec![Refusal::new(ErrorCode::Required).field("password")];
    let typed = [("act", "hand-over")];
    let page =
        send(context(&fake, Locale::ZhCn, "/my/organisation/m2", Who::Person), &typed).expect_err("refused").html();
    assert!(page.contains("href=\"#password\"") && page.contains("value=\"handler\" checked"), "{page}");
    fake.accounts.organisation.may_manage = false;
    let page = html(&fake, Locale::ZhCn, "/my/organisation", Who::Person);
    assert!(!main(&page).contains("<form"));
    let answer = show(context(&fake, Locale::ZhCn, "/my/organisation/m2", Who::Person));
    assert!(matches!(answer, Answer::Page { status: 404, .. }));
}

#[test]
fn r156_the_matrix_shows_who_holds_what_and_warns_where_roles_are_not_apart() {
    let mut fake = Fake::default();
    fake.accounts.people.warnings = vec![coded("x", "审核与复核由同一人担任")];
    let page = html(&fake, Locale::ZhCn, "/admin/people", Who::Staff);
    let words = text(main(&page));
    assert!(words.contains("角色没有分开") && words.contains("审核与复核由同一人担任"), "{words}");
    let table = main(&page).split("<tbody>").nth(1).expect("rows");
    assert_eq!(table.split("</tbody>").next().expect("rows").matches("role-held").count(), 0);
    assert_eq!(table.matches("<span class=\"visually-hidden\">有</span>").count(), 2, "{table}");
    let typed = [("act", "roles"), ("roles", "reviewer"), ("reason", "轮岗")];
    send(context(&fake, Locale::ZhCn, "/admin/people/p1", Who::Staff), &typed).expect("set");
    let done = send(
        context(&fake, Locale::ZhCn, "/admin/people/p1?act=end", Who::Staff),
        &[("act", "end"), ("reason", "离职")],
    )
    .expect("ended");
    assert_eq!(done.flash.expect("told").value, "3");
    assert_eq!(fake.accounts.called(), ["set_roles p1 reviewer 轮岗", "end_staff p1 离职"]);
}

#[test]
fn r165_a_contract_is_taken_back_in_one_action_and_asks_for_its_proof() {
    let mut fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/admin/contractors/k1", Who::Staff);
    assert!(text(main(&page)).contains("合同下全部人员的登录立即结束"));
    let typed = [("act", "end"), ("reason", "合同期满")];
    let done = send(context(&fake, Locale::ZhCn, "/admin/contractors/k1", Who::Staff), &typed).expect("ended");
    assert_eq!((done.to.as_str(), done.flash.expect("told").value.as_str()), ("/admin/contractors", "2"));
    fake.accounts.people.contracts[0].ended = Some(fake.accounts.people.rows[0].since);
    fake.accounts.people.contracts[0].deletion_proof_due = true;
    assert!(html(&fake, Locale::ZhCn, "/admin/contractors", Who::Staff).contains("待收数据删除证明"));
    assert!(html(&fake, Locale::ZhCn, "/admin/contractors/k1", Who::Staff).contains("name=\"note\""));
}

#[test]
fn an_unmasked_number_is_the_answer_itself_and_needs_a_reason() {
    let fake = Fake::default();
    let at = "/admin/verifications/v1?act=reveal";
    let page = send(context(&fake, Locale::ZhCn, at, Who::Staff), &[("act", "reveal")]).expect_err("refused").html();
    assert!(page.contains("href=\"#reason\"") && !page.contains("11010519491231002X"));
    let typed = [("act", "reveal"), ("reason", "核对证件")];
    let page = send(context(&fake, Locale::ZhCn, at, Who::Staff), &typed).expect_err("shown").html();
    assert!(page.contains("11010519491231002X") && page.contains("本次查看已记录"));
    assert!(!html(&fake, Locale::ZhCn, "/admin/verifications/v1", Who::Staff).contains("11010519491231002X"));
    // A decision must be chosen.
    let at = "/admin/verifications/v1";
    let page = send(context(&fake, Locale::ZhCn, at, Who::Staff), &[("act", "decide")]).expect_err("refused").html();
    assert!(page.contains("href=\"#decision\""), "{page}");
    send(context(&fake, Locale::ZhCn, at, Who::Staff), &[("act", "decide"), ("decision", "approve")]).expect("decided");
    assert!(fake.accounts.called().contains(&"decide_identity v1 true ".to_owned()));
}

/// Writes the pages as files, to be looked at: `PAGES_OUT=<folder> cargo test -p app --features ssr -- --ignored look`.
#[test]
#[ignore = "writes files"]
fn look_at_accounts() {
    let Ok(folder) = std::env::var("PAGES_OUT") else { return };
    let mut fake = Fake::default();
    fake.accounts.people.warnings = vec![coded("x", "王五同时担任经办审核和机构管理员")];
    fake.accounts.account.open = ["confirm-email", "second-factor", "identity"].map(str::to_owned).to_vec();
    let mut unprotected = fake.clone();
    unprotected.accounts.account.second_factor.enabled = false;
    unprotected.accounts.account.second_factor.obligatory = true;
    unprotected.accounts.fresh_codes = (0..10).map(|n| format!("k7qm-{n}xw2-p9d{n}")).collect();
    let mut refused = fake.clone();
    refused.accounts.faults = ["name", "email", "password", "terms", "uscc"]
        .map(|field| Refusal::new(ErrorCode::Required).field(field))
        .to_vec();
    let write = |name: &str, locale: Locale, html: String| {
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let file = std::path::Path::new(&folder).join(format!("{name}.{}.html", locale.tag()));
        std::fs::write(file, html).expect("the folder is writable");
    };
    for locale in Locale::ALL {
        for address in OPEN {
            write(address, locale, html(&fake, locale, address, Who::Nobody));
        }
        write("/sign-in/code", locale, html(&fake, locale, "/sign-in/code", Who::Half));
        for address in SIGNED {
            let who = if address.starts_with("/admin") { Who::Staff } else { Who::Person };
            write(address, locale, html(&fake, locale, address, who));
        }
        for address in ["/my/account/second-factor", "/my/account/recovery-codes"] {
            write(&format!("{address}-new"), locale, html(&unprotected, locale, address, Who::Staff));
        }
        let typed = [("as", "organisation"), ("organisation_name", "示例科技有限公司")];
        let sent = send(context(&refused, locale, "/sign-up?as=organisation", Who::Nobody), &typed);
        write("refused", locale, sent.expect_err("refused").html());
        let mut told = context(&fake, locale, "/sign-up/sent", Who::Nobody);
        told.flash = Some(crate::page::Flash { code: "registered".into(), value: "reader@example.org".into() });
        write("told", locale, show(told).html());
        let denied = Refusal::new(ErrorCode::Forbidden).fact("role", "body-admin");
        write(
            "e403",
            locale,
            fail(Arc::new(context(&fake, locale, "/admin/people", Who::Staff)), &denied.into()).html(),
        );
    }
}
