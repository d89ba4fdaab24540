//! Pages of delivered data: what may be fetched, its log, keys.
use super::account_tests::{Who, context, html, send};
use super::testing::deliveries::{access, key, log_row};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main, text};
use contract::deliveries::{AccessView, ClosedBy, KeyAgreement, KeysView};
use domain::locale::Locale;

fn full(access: AccessView) -> Fake {
    let mut fake = Fake::default();
    fake.deliveries.access = vec![access];
    fake.deliveries.log = vec![log_row(None), log_row(Some("中止开放"))];
    fake.deliveries.keys = KeysView {
        keys: vec![key("works"), key("retiring"), key("revoked")],
        agreements: vec![KeyAgreement {
            number: "XY-20261001-0001".into(),
            datasets: vec!["停车动态".into()],
            system: "停车通平台".into(),
            last_day: Some(date(2026, 12, 31)),
        }],
    };
    fake
}

fn closed_by(report: bool) -> ClosedBy {
    ClosedBy {
        number: if report { "WG-20261012-0001" } else { "WG-20261012-0002" }.into(),
        state: coded("rectification-ordered", "责令整改"),
        rectify_by: report.then(|| date(2026, 10, 26)),
        report,
    }
}

const LOG: &str = "/my/access/00000000-0000-0000-0000-0000000000e1/log";
const KEY: &str = "/my/keys/00000000-0000-0000-0000-0000000000a1";

#[test]
fn r088_pages_of_delivered_data_are_sound_in_both_languages() {
    let mut hostile = access();
    hostile.title = EVIL.into();
    hostile.party = EVIL.into();
    hostile.items = vec![EVIL.into()];
    hostile.labels = vec![EVIL.into()];
    hostile.tables[0].title = EVIL.into();
    hostile.gone[0].item = EVIL.into();
    let mut api = access();
    api.mode = coded("api", "接口");
    let mut later = access();
    later.available = false;
    later.last_day = None;
    let mut closed = access();
    closed.state = coded("user-closed", "权限暂时关闭");
    closed.dataset = None;
    closed.closed_by = vec![closed_by(true), closed_by(false)];
    let mut fakes: Vec<Fake> = [access(), hostile, api, later, closed].map(full).into();
    fakes.push(Fake::default());
    for fake in fakes {
        for locale in Locale::ALL {
            for address in ["/my/access", "/my/keys"] {
                let page = html(&fake, locale, address, Who::Person);
                assert_sound(&page, &format!("{locale:?} {address}"));
                assert!(page.contains("noindex"), "{address}");
            }
            assert_sound(&html(&fake, locale, "/admin/deliveries", Who::Staff), "the desk");
            if !fake.deliveries.access.is_empty() {
                assert_sound(&html(&fake, locale, LOG, Who::Person), "the log");
                assert_sound(&html(&fake, locale, &format!("{KEY}?act=rotate"), Who::Person), "replacing");
                assert_sound(&html(&fake, locale, &format!("{KEY}?act=revoke"), Who::Person), "revoking");
            }
        }
    }
}

#[test]
fn r088_the_page_says_scope_use_and_what_is_no_more() {
    let page = html(&full(access()), Locale::ZhCn, "/my/access", Who::Person);
    let words = text(main(&page));
    for part in [
        "XY-20261001-0001",
        "停车场（lot）",
        "2026年1月1日",
        "杭州市",
        "801",
        "1,000",
        "已用 80 % 以上",
        "至 2026年12月31日 24:00",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(words.contains("“空位”在第 4 版之后不再提供"), "{words}");
    assert!(main(&page).contains("<meter"), "the meter");
    // What is no more is left out of the links, so that they work.
    assert!(main(&page).contains("/t1.xlsx?items=%E5%81%9C%E8%BD%A6%E5%9C%BA"), "{page}");
    let mut whole = access();
    whole.gone = vec![];
    assert!(main(&html(&full(whole), Locale::ZhCn, "/my/access", Who::Person)).contains("/t1.csv\""));
    let mut suspended = access();
    suspended.state = coded("suspended", "中止开放");
    assert!(!main(&html(&full(suspended), Locale::ZhCn, "/my/access", Who::Person)).contains("/t1.csv"));
    let log = html(&full(access()), Locale::ZhCn, LOG, Who::Person);
    let words = text(main(&log));
    for part in ["已交付", "拒绝：中止开放", "1,204 行", "192.0.2.1"] {
        assert!(words.contains(part), "{part}: {words}");
    }
}

#[test]
fn r092_a_key_is_the_answer_to_its_form_and_stands_nowhere_else() {
    let fake = full(access());
    let list = html(&fake, Locale::ZhCn, "/my/keys", Who::Person);
    assert!(!list.contains("odk_secret") && list.contains("odk_7F3K9Q2M…"), "the first characters alone");
    let sent = [("agreement", "XY-20261001-0001"), ("label", "停车通"), ("password", "x")];
    let shown = send(context(&fake, Locale::ZhCn, "/my/keys", Who::Person), &sent).expect_err("a page").html();
    assert!(shown.contains("odk_secret") && shown.contains("只显示一次"), "{shown}");
    assert!(!shown.contains("/pkg/boot.js"), "no script sees it");
    let sent = [("agreement", "XY-20261001-0001"), ("label", "停车通<1>"), ("password", "")];
    let again = send(context(&fake, Locale::ZhCn, "/my/keys", Who::Person), &sent).expect_err("refused").html();
    assert!(again.contains("停车通&lt;1&gt;") && again.contains("password-error"), "{again}");
    let shown = send(context(&fake, Locale::ZhCn, KEY, Who::Person), &[("act", "rotate"), ("password", "x")]);
    let shown = shown.expect_err("a page").html();
    assert!(shown.contains("odk_other") && shown.contains("原密钥可用到"), "{shown}");
    let done = send(context(&fake, Locale::ZhCn, KEY, Who::Person), &[("act", "revoke"), ("password", "x")]);
    assert_eq!(done.expect("revoked").flash.map(|flash| flash.code).as_deref(), Some("key-revoked"));
}

#[test]
fn r133_a_closed_access_leads_to_its_case_and_to_the_report() {
    let mut closed = access();
    closed.state = coded("user-closed", "权限暂时关闭");
    closed.closed_by = vec![closed_by(true), closed_by(false)];
    let page = html(&full(closed), Locale::ZhCn, "/my/access", Who::Person);
    let page = main(&page);
    for part in [
        "href=\"/cases/WG-20261012-0001\"",
        "href=\"/cases/WG-20261012-0001/do/hand-in\"",
        "href=\"/cases/WG-20261012-0002\"",
        "2026年10月26日",
        "提交整改报告",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("WG-20261012-0002/do"), "handed in already");
    assert!(!html(&full(access()), Locale::ZhCn, "/my/access", Who::Person).contains("WG-"), "open");
}
