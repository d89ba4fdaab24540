//! Pages after delivery: reporting a violation, the register of recipients.
use super::account_tests::{Who, context, html, send};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main};
use contract::ErrorCode;
use contract::cases::{CommandRef, Turn};
use contract::oversight::{ViolationItem, ViolationList};
use domain::access::violation::Group;
use domain::locale::Locale;

const NEW: &str = "/admin/violations/new";

#[test]
fn r134_reporting_a_violation_is_sound_in_both_languages() {
    for locale in Locale::ALL {
        let number = contract::query::encode(EVIL);
        for address in
            [NEW.to_owned(), format!("{NEW}?agreement=XY-20261001-0001"), format!("{NEW}?agreement={number}")]
        {
            let page = html(&Fake::default(), locale, &address, Who::Staff);
            assert_sound(&page, &format!("{locale:?} {address}"));
            assert!(page.contains("noindex"), "{address}");
        }
    }
    let asks = html(&Fake::default(), Locale::ZhCn, &format!("{NEW}?complaint=TS-20261007-0001"), Who::Staff);
    assert!(asks.contains("name=\"agreement\"") && asks.contains("value=\"TS-20261007-0001\""), "{asks}");
    let page = html(&Fake::default(), Locale::ZhCn, &format!("{NEW}?agreement=XY-20261001-0001"), Who::Staff);
    for part in
        ["示例科技有限公司", "value=\"8K3M2QAAAA\"", "value=\"8K3M2QBBBB\"", "name=\"text\"", "name=\"complaint\""]
    {
        assert!(main(&page).contains(part), "{part}: {page}");
    }
    assert!(!main(&page).contains("checked"), "with two there is something to choose: {page}");
}

#[test]
fn r134_a_number_is_looked_up_before_anything_is_asked() {
    let fake = Fake::default();
    let typed = [("act", "find"), ("agreement", "XY-20261001-0001"), ("complaint", "TS-20261007-0001")];
    let done = send(context(&fake, Locale::ZhCn, NEW, Who::Staff), &typed).expect("found");
    assert_eq!(done.to, "/admin/violations/new?agreement=XY-20261001-0001&complaint=TS-20261007-0001");
    let typed = [("agreement", "XY-20261001-0001"), ("datasets", "8K3M2QAAAA"), ("text", "用于约定以外的广告")];
    let done = send(context(&fake, Locale::ZhCn, NEW, Who::Staff), &typed).expect("entered");
    assert_eq!(done.to, "/cases/WG-20261007-0001");
    assert_eq!(done.flash.expect("said").code, "violation-suspected");
}

#[test]
fn r091_the_register_is_found_by_words_and_status() {
    for locale in Locale::ALL {
        for address in
            ["/recipients", "/recipients?page=2", "/recipients?q=zzz", "/recipients?q=%22%3E%3Cimg&status=ended"]
        {
            assert_sound(&html(&Fake::default(), locale, address, Who::Nobody), &format!("{locale:?} {address}"));
        }
    }
    let page = html(&Fake::default(), Locale::ZhCn, "/recipients", Who::Nobody);
    assert!(page.contains("张*") && page.contains("href=\"/recipients?page=2\""), "{page}");
    assert!(page.contains("href=\"/recipients.csv\""), "{page}");
    let page = html(&Fake::default(), Locale::ZhCn, "/recipients?q=%E5%81%9C%E8%BD%A6&status=ended", Who::Nobody);
    let same = "/recipients.csv?q=%E5%81%9C%E8%BD%A6&amp;status=ended";
    assert!(page.contains(same) && page.contains("value=\"停车\"") && page.contains("noindex"), "{page}");
    let none = html(&Fake::default(), Locale::ZhCn, "/recipients?q=zzz", Who::Nobody);
    assert!(none.contains("没有符合条件的条目") && !none.contains("/recipients.csv"), "{none}");
    let fake = Fake { broken: Some(ErrorCode::NotFound), ..Fake::default() };
    let gone = html(&fake, Locale::ZhCn, "/recipients", Who::Nobody);
    assert!(!gone.contains("张*"), "{gone}");
}

fn violation() -> ViolationItem {
    ViolationItem {
        number: "WG-20261012-0001".into(),
        agreement: "XY-20261001-0001".into(),
        user: "示例科技有限公司".into(),
        datasets: vec!["停车动态".into()],
        state: coded("rectification-ordered", "责令整改"),
        turn: Turn::Others,
        with: Some("示例科技有限公司".into()),
        rectify_by: Some((date(2026, 10, 26), -2)),
        credit: Some((coded("entered", "已记入"), date(2026, 10, 27))),
        act: None,
    }
}

fn violations(rows: Vec<ViolationItem>) -> Fake {
    let n = rows.len() as u64;
    let counts = vec![(None, n), (Some(Group::Overdue), n)];
    Fake { violations: ViolationList { total: 45, per_page: 20, counts, rows }, ..Fake::default() }
}

#[test]
fn r133_r137_the_list_of_violations_is_sound_in_both_languages() {
    let evil = ViolationItem {
        user: EVIL.into(),
        datasets: vec![EVIL.into()],
        with: Some(EVIL.into()),
        rectify_by: None,
        credit: None,
        ..violation()
    };
    for fake in [violations(vec![violation(), evil]), violations(Vec::new()), Fake::default()] {
        for locale in Locale::ALL {
            let page = html(&fake, locale, LIST, Who::Staff);
            assert_sound(&page, &format!("{locale:?}"));
            assert!(page.contains("noindex") && main(&page).contains(NEW), "{page}");
        }
    }
}

const LIST: &str = "/admin/violations";

#[test]
fn r133_r137_the_list_says_state_last_day_credit_and_what_to_do() {
    let act = CommandRef { code: "order".into(), label: "责令整改".into(), primary: true, danger: false };
    let mine = ViolationItem {
        number: "WG-20261012-0002".into(),
        turn: Turn::Yours,
        rectify_by: None,
        credit: None,
        act: Some(act),
        ..violation()
    };
    let page = html(&violations(vec![violation(), mine]), Locale::ZhCn, &format!("{LIST}?state=overdue"), Who::Staff);
    let page = main(&page);
    for part in [
        "href=\"/cases/WG-20261012-0001\"",
        "href=\"/cases/XY-20261001-0001\"",
        "href=\"/cases/WG-20261012-0002/do/order\"",
        "datetime=\"2026-10-26\"",
        "已记入",
        "datetime=\"2026-10-27\"",
        "轮到您",
        "href=\"/admin/violations?state=overdue&amp;page=2\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(page.matches("aria-current").count(), 2, "the tab and the page: {page}");
}
