//! Pages of agreements: lists, and the files of a signed one.
use super::account_tests::{Who, html};
use super::testing::*;
use super::tests::{EVIL, assert_sound, main, text};
use contract::agreements::{AgreementItem, AgreementList, AgreementQuery, ComingDay};
use contract::cases::{CommandRef, Turn};
use domain::access::agreement::Group;
use domain::locale::Locale;

const ADDRESSES: [(&str, Who); 2] = [("/my/agreements", Who::Person), ("/admin/agreements", Who::Staff)];

fn item() -> AgreementItem {
    AgreementItem {
        number: "XY-20261001-0001".into(),
        version: 2,
        titles: vec!["停车动态".into(), "逐小时降水".into()],
        party_a: "省交通运输厅".into(),
        party_b: "示例科技有限公司".into(),
        state: coded("active", "生效"),
        turn: Turn::Done,
        with: None,
        signed: Some("2026-10-21T01:30:00Z".parse().expect("an instant")),
        term: "6 个月".into(),
        until: Some(("有效期至（24:00）".into(), date(2027, 4, 20))),
        days_left: Some(30),
        act: None,
    }
}

fn listed(rows: Vec<AgreementItem>) -> Fake {
    let mut fake = Fake::default();
    let of = |group| AgreementQuery { group: Some(group), ..AgreementQuery::default() };
    let n = rows.len() as u64;
    fake.agreements.list = AgreementList {
        counts: vec![
            (AgreementQuery::default(), n),
            (AgreementQuery { yours: true, ..AgreementQuery::default() }, 1),
            (of(Group::InForce), n),
        ],
        total: 45,
        page: 1,
        per_page: 20,
        rows,
    };
    fake
}

#[test]
fn r076_lists_of_agreements_are_sound_in_both_languages() {
    let evil = AgreementItem {
        titles: vec![EVIL.into()],
        party_a: EVIL.into(),
        party_b: EVIL.into(),
        with: Some(EVIL.into()),
        turn: Turn::Others,
        term: EVIL.into(),
        until: None,
        signed: None,
        ..item()
    };
    for fake in [listed(vec![item(), evil]), listed(Vec::new()), Fake::default()] {
        for locale in Locale::ALL {
            for (address, who) in ADDRESSES {
                let page = html(&fake, locale, address, who);
                assert_sound(&page, &format!("{locale:?} {address}"));
                assert!(page.contains("noindex"), "{address}");
            }
        }
    }
}

#[test]
fn r076_a_list_says_state_term_turn_and_what_to_do() {
    let act = CommandRef { code: "sign".into(), label: "查看并签署协议".into(), primary: true, danger: false };
    let sign = AgreementItem {
        number: "XY-20261001-0002".into(),
        state: coded("pending-click", "待签署"),
        turn: Turn::Yours,
        until: None,
        days_left: None,
        signed: None,
        act: Some(act),
        ..item()
    };
    let other =
        AgreementItem { turn: Turn::Others, with: Some("省交通运输厅".into()), days_left: Some(-3), ..item() };
    let tonight = AgreementItem { days_left: Some(0), ..item() };
    for (address, who) in ADDRESSES {
        let fake = listed(vec![item(), sign.clone(), other.clone(), tonight.clone()]);
        let page = html(&fake, Locale::ZhCn, address, who);
        let body = main(&page);
        let words = text(body);
        for part in [
            "第 2 版",
            "停车动态、逐小时降水",
            "2027年4月20日",
            "还有 30 天",
            "已过 3 天",
            "今天 24:00 止",
            "有效期 6 个月",
            "轮到您",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(body.contains("href=\"/cases/XY-20261001-0002/do/sign\""), "the act at once");
        assert!(body.contains("href=\"/cases/XY-20261001-0001\""));
        assert!(body.contains(&format!("href=\"{address}?state=yours\"")), "{body}");
        assert!(body.contains(&format!("href=\"{address}?state=in-force\"")));
        assert!(body.contains("page=2"), "further pages");
        let tab = html(&fake, Locale::ZhCn, &format!("{address}?state=in-force"), who);
        assert!(main(&tab).contains(&format!("href=\"{address}?state=in-force\" aria-current=\"page\"")), "{tab}");
    }
    let none = html(&listed(Vec::new()), Locale::ZhCn, "/my/agreements?state=over", Who::Person);
    assert!(text(main(&none)).contains("这一类没有协议"));
    assert!(text(main(&html(&Fake::default(), Locale::ZhCn, "/my/agreements", Who::Person))).contains("还没有协议"));
}

#[test]
fn r083_my_page_shows_what_ends_soon_with_its_renewal() {
    let one = |number: &str, renewable: bool| ComingDay {
        number: number.into(),
        titles: vec![EVIL.into()],
        ends: Some((date(2026, 10, 31), 24)),
        build: (!renewable).then(|| (date(2026, 10, 20), 13)),
        renewable,
    };
    let mut fake = Fake::default();
    fake.agreements.coming = vec![one("XY-20261001-0001", true), one("XY-20261001-0002", false)];
    for locale in Locale::ALL {
        assert_sound(&html(&fake, locale, "/my", Who::Person), &format!("{locale:?}"));
        assert_sound(&html(&fake, locale, "/my", Who::Staff), &format!("{locale:?} desk"));
    }
    let page = html(&fake, Locale::ZhCn, "/my", Who::Person);
    let page = main(&page);
    for part in [
        "href=\"/cases/XY-20261001-0001\"",
        "href=\"/cases/XY-20261001-0001/do/ask-renewal\"",
        "datetime=\"2026-10-31\"",
        "datetime=\"2026-10-20\"",
        "还有 24 天",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("XY-20261001-0002/do"), "renewal only where it may be asked for");
    assert!(!html(&Fake::default(), Locale::ZhCn, "/my", Who::Person).contains("近期到期"));
}
