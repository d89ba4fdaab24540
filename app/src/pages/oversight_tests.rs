//! Pages after delivery: reporting a violation, the register of recipients.
use super::account_tests::{Who, context, html, send};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main};
use contract::ErrorCode;
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
