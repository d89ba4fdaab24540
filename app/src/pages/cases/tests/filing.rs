//! Filing and following a case: the form, its answers to check, the receipt, and `/track`.
use super::*;

#[test]
fn r127_filing_goes_by_the_answers_to_check_and_ends_at_a_receipt_shown_once() {
    let fake = fake(Side::Tracking);
    let mut typed = vec![
        ("target_kind", "portal"),
        ("subject", "停车场数据长期不更新"),
        ("facts", EVIL),
        ("anonymous", "yes"),
        ("step", "check"),
    ];
    let (status, check) = post(at(&fake, Locale::ZhCn, "/complaints/new", false), &typed).expect_err("a page");
    assert_eq!(status, 200);
    sound(&check, "check");
    assert!(check.contains("匿名提交，不保存姓名和联系方式") && check.contains("type=\"file\""), "{check}");
    assert!(check.contains("name=\"anonymous\" value=\"yes\"") && !check.contains("错误："), "{check}");
    typed[4] = ("step", "edit");
    let (_, again) = post(at(&fake, Locale::ZhCn, "/complaints/new", false), &typed).expect_err("a page");
    assert!(again.contains("value=\"停车场数据长期不更新\"") && !again.contains("error-summary"), "{again}");
    typed[4] = ("step", "file");
    let (to, flash) = post(at(&fake, Locale::ZhCn, "/complaints/new", false), &typed).expect("filed");
    assert_eq!(to, "/complaints/receipt");
    let mut ctx = at(&fake, Locale::ZhCn, "/complaints/receipt", false);
    ctx.flash = flash;
    let (_, receipt) = open(ctx);
    sound(&receipt, "receipt");
    assert!(receipt.contains(NUMBER) && receipt.contains("QUERYCODE7") && receipt.contains("只显示一次"), "{receipt}");
    assert!(receipt.contains("目标期限"), "what happens next has its clock: {receipt}");
    let (_, later) = open(at(&fake, Locale::ZhCn, "/complaints/receipt", false));
    assert!(!later.contains(NUMBER) && later.contains("/track"), "{later}");
}

#[test]
fn r127_every_fault_is_told_at_once_and_nothing_typed_is_lost() {
    let fake = fake(Side::Tracking);
    let typed = [("facts", EVIL), ("step", "check")];
    let (status, html) = post(at(&fake, Locale::En, "/complaints/new", false), &typed).expect_err("refused");
    assert_eq!(status, 422);
    sound(&html, "refused");
    for field in ["subject", "name", "target_kind"] {
        assert!(html.contains(&format!("href=\"#{field}\"")), "{field}: {html}");
    }
    assert!(html.contains("&lt;/textarea>&lt;script>"), "{html}");
    let named = [
        ("subject", "s"),
        ("facts", "f"),
        ("name", "n"),
        ("target_kind", "dataset"),
        ("target", "没有这个"),
        ("step", "check"),
    ];
    let mut none = fake.clone();
    none.search.items.clear();
    let (_, html) = post(at(&none, Locale::ZhCn, "/complaints/new", false), &named).expect_err("refused");
    assert!(html.contains("没有找到这个数据集或者机构"), "{html}");
}

#[test]
fn a_target_named_by_several_is_chosen_from_them() {
    let fake = fake(Side::Tracking);
    let mut typed = vec![
        ("subject", "s"),
        ("facts", "f"),
        ("name", "n"),
        ("target_kind", "dataset"),
        ("target", "停车"),
        ("step", "check"),
    ];
    let (status, html) = post(at(&fake, Locale::ZhCn, "/complaints/new", false), &typed).expect_err("refused");
    assert_eq!(status, 422);
    assert!(html.contains("您说的是哪一个") && html.contains("value=\"8K3M2QBBBB\""), "{html}");
    typed.push(("pick", "8K3M2QBBBB"));
    let (status, html) = post(at(&fake, Locale::ZhCn, "/complaints/new", false), &typed).expect_err("a page");
    assert_eq!(status, 200);
    assert!(html.contains("道路停车泊位"), "{html}");
}

#[test]
fn r127_a_case_is_followed_by_number_and_code_and_a_wrong_pair_says_nothing_more() {
    let fake = fake(Side::Tracking);
    let right = [("number", NUMBER), ("key", "querycode7")];
    let (to, _) = post(at(&fake, Locale::ZhCn, "/track", false), &right).expect("a pass");
    assert_eq!(to, "/track", "neither number nor code in an address");
    let pass = Some(Arc::from(crate::pages::testing::PASS));
    let (_, html) = open(PageCtx { pass, ..at(&fake, Locale::ZhCn, "/track", false) });
    assert!(html.contains("停车场数据长期不更新") && !html.contains("<textarea"), "as far as the view allows: {html}");
    for wrong in [[("number", NUMBER), ("key", "AAAAAAAAAA")], [("number", "TS-20260101-0001"), ("key", "QUERYCODE7")]]
    {
        let (status, html) = post(at(&fake, Locale::ZhCn, "/track", false), &wrong).expect_err("a page");
        assert_eq!(status, 404);
        assert!(html.contains("编号和查询码对不上") && !html.contains("停车场"), "{html}");
    }
    let (status, _) = post(at(&fake, Locale::ZhCn, "/track", false), &[("number", NUMBER)]).expect_err("refused");
    assert_eq!(status, 422);
}
