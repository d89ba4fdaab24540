//! 资格自查: one question a page, everything in the address, by the rules of the profile.
use super::{REVIEWER, announce, at, portal, restricted};
use crate::fixture::run;
use testkit::TestPortal;

/// The page of the check with these answers.
async fn check(test: &TestPortal, answers: &str) -> String {
    test.page(&format!("/apply/check?{answers}")).await
}

#[test]
fn s12_r054_r055_each_condition_is_told_with_its_article() {
    run(async {
        let test = portal("zhejiang").await;
        let code = restricted(&test, "停车场").await;
        let first = check(&test, &format!("dataset={code}")).await;
        assert!(
            first.contains("您以什么身份申请？")
                && first.contains("第 1 个问题，共 4 个")
                && first.contains("method=\"get\"")
        );
        let unanswered = check(&test, &format!("dataset={code}&asked=kind")).await;
        assert!(unanswered.contains("error-summary") && unanswered.contains("请选择一项"));
        let second = check(&test, &format!("dataset={code}&kind=legal-person")).await;
        assert!(second.contains("等级保护是几级？") && second.contains("name=\"kind\" value=\"legal-person\""));
        assert!(!second.contains("使用开放主体的沙箱"), "for natural persons");
        let odd = check(&test, &format!("dataset={code}&kind=cat")).await;
        assert!(odd.contains("您以什么身份申请？"), "an answer nobody offered is none");
        let third = check(&test, &format!("dataset={code}&kind=legal-person&level=1")).await;
        assert!(third.contains("失信被执行人") && third.contains("checkbox"));

        let all = format!(
            "dataset={code}&kind=legal-person&level=1&lists=dishonest_debtor&lists=record_under_regulation&sensitive=yes"
        );
        let result = check(&test, &all).await;
        for part in [
            "还差 3 项",
            "等级保护须为2级以上，现在是1 级",
            "列入失信被执行人名单的，不能申请",
            "有违反公共数据条例的不良信息",
            "第十二条第一款",
            "第十二条第二款",
            "第三十三条第一款",
            "需要补充",
            "自查结果不作为审查结论",
            "下次受理一般在 2027年3月1日",
        ] {
            assert!(result.contains(part), "{part}: {result}");
        }
        announce(&test.sign_in_as(REVIEWER).await, "2026-12-01", "2026-12-20").await;
        test.clock.set(at("2026-12-02T09:00"));
        let fine = check(&test, &format!("dataset={code}&kind=legal-person&level=2&lists=none&sensitive=no")).await;
        assert!(fine.contains("您基本符合条件，可以开始填写") && fine.contains("现在受理申请"));
        let ungraded =
            check(&test, &format!("dataset={code}&kind=legal-person&level=none&lists=none&sensitive=no")).await;
        assert!(ungraded.contains("现在是没有定级"));
        // A natural person who works in the sandbox needs no system (C-18).
        let hosted = check(&test, &format!("dataset={code}&kind=person&level=sandbox&lists=none&sensitive=no")).await;
        assert!(hosted.contains("使用沙箱，不需要自有系统") && hosted.contains("您基本符合条件"));
        let english = test.page(&format!("/en/apply/check?{all}")).await;
        assert!(english.contains("3 conditions not met") && english.contains("not a decision"));
    });
}

#[test]
fn r050_without_a_dataset_the_check_asks_whether_it_is_in_the_catalogue() {
    run(async {
        let test = portal("zhejiang").await;
        let asked = check(&test, "kind=unincorporated&level=3&lists=none").await;
        assert!(asked.contains("要申请的数据在目录中吗？") && asked.contains("第 4 个问题，共 5 个"));
        let unknown = check(&test, "kind=unincorporated&level=3&lists=none&known=no&sensitive=no").await;
        assert!(unknown.contains("数据不在目录中，不能申请") && unknown.contains("还差 1 项"));
        // Nothing is stored: no cookie, no row.
        let answer = test.get("/apply/check?kind=person").await;
        assert_eq!(answer.header("set-cookie"), "");
    });
}

#[test]
fn r054_r058_yunnan_leaves_the_level_to_each_provider_and_asks_about_no_list() {
    run(async {
        let test = portal("yunnan").await;
        let code = restricted(&test, "鲜花价格").await;
        let next = check(&test, &format!("dataset={code}&kind=legal-person")).await;
        assert!(next.contains("是否涉及个人信息或者商业秘密"), "{next}");
        let fine = check(&test, &format!("dataset={code}&kind=legal-person&sensitive=no")).await;
        assert!(fine.contains("您基本符合条件") && fine.contains("现在受理申请"));
    });
}
