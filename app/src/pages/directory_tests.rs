//! The pages of system administrators: accounts and bodies.
use super::account_tests::{Who, context, html, send};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main, text};
use contract::{ErrorCode, Refusal};
use domain::locale::Locale;

const PAGES: [&str; 9] = [
    "/admin/accounts",
    "/admin/accounts?state=active&page=2",
    "/admin/accounts/a1",
    "/admin/bodies",
    "/admin/bodies?q=x&level=CITY&ended=all",
    "/admin/bodies/new",
    "/admin/bodies/b1t0000001",
    "/admin/bodies/b1t0000001/edit",
    "/admin/bodies/b1t0000001/end",
];

#[test]
fn pages_of_system_administrators_are_sound_in_both_languages() {
    let mut hostile = Fake::default();
    hostile.directory.account.row.name_masked = EVIL.into();
    hostile.directory.account.only_admin_of = vec![EVIL.into()];
    hostile.directory.account.memberships[0].name = EVIL.into();
    hostile.directory.body.row.name = EVIL.into();
    hostile.directory.body.lead = EVIL.into();
    for fake in [Fake::default(), hostile] {
        for locale in Locale::ALL {
            for address in PAGES {
                let page = html(&fake, locale, address, Who::Staff);
                assert_sound(&page, &format!("{locale:?} {address}"));
                assert!(page.contains("noindex"), "{address}");
            }
        }
    }
}

#[test]
fn b35_an_account_is_suspended_with_a_reason_and_restored_the_same_way() {
    let mut fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/admin/accounts/a1", Who::Staff);
    let words = text(main(&page));
    for part in ["所有设备上的登录立即结束", "没有管理员：省交通运输厅", "z***@example.org"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let act = [("act", "suspend"), ("reason", "冒用他人身份")];
    let done = send(context(&fake, Locale::ZhCn, "/admin/accounts/a1", Who::Staff), &act).expect("suspended");
    assert_eq!(done.flash.expect("a sentence").code, "account-suspended");
    fake.directory.account.row.state = coded("suspended", "已停用");
    let page = html(&fake, Locale::ZhCn, "/admin/accounts/a1", Who::Staff);
    assert!(main(&page).contains("value=\"restore\"") && !main(&page).contains("value=\"suspend\""));
    fake.directory.account.own = true;
    assert!(!main(&html(&fake, Locale::ZhCn, "/admin/accounts/a1", Who::Staff)).contains("name=\"reason\""));
    fake.directory.faults = vec![Refusal::new(ErrorCode::NotFound).field("q")];
    let sent = send(context(&fake, Locale::ZhCn, "/admin/accounts", Who::Staff), &[("q", "x@example.cn")]);
    let page = sent.expect_err("nobody").html();
    assert!(page.contains("没有找到您填写的“电子邮箱或账号编号”"), "{page}");
}

#[test]
fn r157_the_form_of_a_body_comes_back_with_every_fault_and_everything_typed() {
    let mut fake = Fake::default();
    fake.directory.faults = vec![
        Refusal::new(ErrorCode::BodyKnown).field("name").fact("code", "b1t0000001"),
        Refusal::new(ErrorCode::BodyCircle).field("parent"),
    ];
    let typed = [("name", "省交通运输厅"), ("region", "330000"), ("authority", "yes"), ("lead", "钱厅长")];
    let sent = send(context(&fake, Locale::ZhCn, "/admin/bodies/new", Who::Staff), &typed);
    let page = sent.expect_err("refused").html();
    assert!(page.contains("这个行政区已有同名的机构，代码 b1t0000001"), "{page}");
    assert!(page.contains("上级不能是它自己") && page.contains("value=\"钱厅长\""));
    let edit = html(&Fake::default(), Locale::ZhCn, "/admin/bodies/b1t0000001/edit", Who::Staff);
    assert!(edit.contains("value=\"b1t0000002\"") && edit.contains("value=\"周处\""), "{edit}");
}

#[test]
fn the_end_of_a_body_names_its_open_cases_and_asks_for_a_successor() {
    let fake = Fake::default();
    let page = html(&fake, Locale::ZhCn, "/admin/bodies/b1t0000001/end", Who::Staff);
    assert!(text(main(&page)).contains("有 2 件未办结的办件，必须写明承接机构"), "{page}");
    let first = html(&fake, Locale::ZhCn, "/admin/bodies/b1t0000001", Who::Staff);
    assert!(main(&first).contains("邀请第一位管理员"));
    let mut fake = fake;
    fake.directory.body.admins = 1;
    let page = html(&fake, Locale::ZhCn, "/admin/bodies/b1t0000001", Who::Staff);
    assert!(!main(&page).contains("name=\"email\""), "further ones are the body's own to invite");
}
