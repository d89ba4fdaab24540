//! From the first click to the receipt.
use super::support::*;
use crate::fixture::run;
use testkit::identities::{AUTHORITY, ELSEWHERE, OTHER_PUBLISHER, PUBLISHER};
use testkit::{Identity, TestPortal};

#[test]
fn r050_r053_r072_a_company_fills_in_section_by_section_and_gets_a_receipt() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let list = company.page(&draft).await;
        assert!(list.contains("已完成 2/11 项"), "known facts, and no consent to give: {list}");
        let known = company.page(&format!("{draft}/applicant")).await;
        assert!(known.contains("91330100799655058B") && known.contains("测试有限公司"));
        let main = known.split("<main").nth(1).expect("a page");
        assert!(
            !main.split("</main").next().expect("its end").contains("<input"),
            "what is known is not asked for (R-072)"
        );
        // Early on the page of answers says what is missing, and has no button.
        let early = company.page(&format!("{draft}/check")).await;
        assert!(early.contains("还有 9 项未完成") && !early.contains("提交申请"), "{early}");

        fill_rest(&company, &draft, "停车通").await;
        fill_line(&company, &draft, 1).await;
        let list = company.page(&draft).await;
        assert!(list.contains("已完成 11/11 项") && list.contains("申请：停车通"), "{list}");
        let check = company.page(&format!("{draft}/check")).await;
        for shown in [
            "李四",
            "0571-87051234",
            "停车诱导",
            "１２０００",
            "二级",
            "停车动态",
            "浙江省测试交通厅",
            "王五",
            "提交申请",
        ] {
            assert!(check.contains(shown), "{shown}: {check}");
        }
        let numbers = submit(&company, &draft).await;
        assert_eq!(numbers, ["SQ-20260910-0001"]);
        let receipt = company.page(&format!("{draft}/receipt")).await;
        assert!(receipt.contains("申请已提交") && receipt.contains(AUTHORITY) && receipt.contains("停车动态"));
        assert!(receipt.contains("王五 已于"), "the commitment is on the receipt (R-075)");
        // Pressed twice: the same receipt, one application. The draft is over, the receipt stays.
        assert_eq!(submit(&company, &draft).await, numbers);
        assert_eq!(super::support::numbers(&company.page("/my/requests").await), numbers);
        assert!(!company.page("/my/drafts").await.contains("停车通"));
        let closed = company.get(&draft).await;
        assert_eq!((closed.status, closed.header("location")), (303, format!("{draft}/receipt").as_str()));
        let late = company.post(&format!("{draft}/contact"), &[("contact_name", "x")]).await;
        assert_eq!(late.status, 409, "filed once, never changed");
        let case = company.page(&format!("/cases/{}", numbers[0])).await;
        assert!(case.contains("停车通"), "{case}");
    });
}

#[test]
fn r051_wrong_answers_are_saved_and_every_fault_stands_at_its_field() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let wrong = [("contact_name", ""), ("contact_phone", "12"), ("contact_address", "路")];
        let answer = send(&company, &format!("{draft}/contact"), &wrong).await;
        let page = answer.text();
        assert_eq!(answer.status, 422);
        assert!(page.contains("href=\"#contact_name\"") && page.contains("href=\"#contact_phone\""), "{page}");
        assert!(page.contains("有 2 处需要修改") && page.contains("已经保存") && page.contains("value=\"12\""));
        let list = company.page(&draft).await;
        assert!(list.contains("需要修改"), "{list}");
        // Opened again the fault is still told; saved for later nothing is said.
        assert!(company.page(&format!("{draft}/contact")).await.contains("id=\"contact_phone-error\""));
        let later = send(&company, &format!("{draft}/contact"), &[("contact_phone", "13"), ("step", "later")]).await;
        assert_eq!((later.status, later.header("location")), (303, draft.as_str()));

        let number = [("user_count", "many"), ("concurrency", "-1"), ("service_scope", ""), ("response_time", "快")];
        let page = send(&company, &format!("{draft}/standard"), &number).await.text();
        for field in ["user_count", "concurrency", "service_scope"] {
            assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
        // A line: what the catalogue flags cannot be declared harmless; a mode nobody offers is none.
        let line = [
            ("lines.0.items", "plate"),
            ("lines.0.mode", "sandbox"),
            ("lines.0.sensitive", "no"),
            ("lines.0.necessity", "需要"),
        ];
        let answer = send(&company, &format!("{draft}/lines/1"), &line).await;
        let page = answer.text();
        assert_eq!(answer.status, 422);
        for field in ["mode", "sensitive", "scenario"] {
            assert!(page.contains(&format!("href=\"#lines.0.{field}\"")), "{field}: {page}");
        }
        assert!(
            page.contains("停车场的含义") && page.contains("个人信息"),
            "meaning and sensitivity stand beside the items"
        );
    });
}

#[test]
fn r052_r070_a_basket_becomes_one_application_per_authority_and_is_filled_in_once() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let (water, _) = test.body(OTHER_PUBLISHER).await;
        let (ningbo, _) = test.body(ELSEWHERE).await;
        window(&test, ELSEWHERE, "2026-09-05", "2026-09-20").await;
        let parking = restricted(&test, "停车动态", transport, "330000").await;
        let rain = restricted(&test, "逐小时降水", water, "330000").await;
        let harbour = restricted(&test, "港区车流", ningbo, "330200").await;
        let open = test.dataset("无条件数据", |_| {}).await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = filled(&company, &parking, "停车通").await;
        // The search offers restricted data alone; anything else is refused.
        let add = format!("{draft}/lines/add");
        let found = company.page(&add).await;
        assert!(found.contains("逐小时降水") && found.contains("港区车流") && !found.contains("无条件数据"), "{found}");
        assert_eq!(company.post(&add, &[("act", "add"), ("id", &open)]).await.status, 422);
        for (code, number) in [(&rain, 2), (&harbour, 3)] {
            let to = company.submit(&add, &[("act", "add"), ("id", code)]).await;
            assert_eq!(to, format!("{draft}/lines/{number}"));
            fill_line(&company, &draft, number).await;
        }
        let lines = company.page(&format!("{draft}/lines")).await;
        assert!(lines.contains("涉及 2 个开放主体") && lines.contains("协议由主管部门签订"), "{lines}");
        assert!(lines.contains("提交后成为 2 份申请") && lines.contains(ELSEWHERE));
        let numbers = submit(&company, &draft).await;
        assert_eq!(numbers, ["SQ-20260910-0001", "SQ-20260910-0002"]);
        let mut tx = test.portal.store.read().await.expect("a read");
        for (number, publishers) in numbers.iter().zip([vec![transport, water], vec![ningbo]]) {
            let case = tx.case(number).await.expect("a read").expect("a case");
            let lines = tx.lines(case.id, None).await.expect("lines");
            assert_eq!(lines.iter().map(|line| line.publisher).collect::<Vec<_>>(), publishers, "{number}");
            let papers = tx.documents_of(case.id).await.expect("papers");
            assert_eq!(papers.len(), 2, "each has the certificate and the report: {number}");
        }
    });
}

#[test]
fn r058_yunnan_takes_applications_on_any_day_one_for_each_provider() {
    run(async {
        let test = TestPortal::with(|config| {
            config.profile = "yunnan".into();
            config.confirm_draft_profile = true;
        })
        .await;
        test.body(AUTHORITY).await;
        let (transport, _) = test.body(PUBLISHER).await;
        let (water, _) = test.body(OTHER_PUBLISHER).await;
        let parking = restricted(&test, "停车动态", transport, "330000").await;
        let rain = restricted(&test, "逐小时降水", water, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = filled(&company, &parking, "停车通").await;
        let papers = company.page(&format!("{draft}/papers")).await;
        assert!(!papers.contains("须在 90 天内"), "no report is asked for");
        let to = company.submit("/apply/new", &[("dataset", &rain), ("how", &format!("draft:{}", &draft[7..]))]).await;
        assert_eq!(to, format!("{draft}/lines"));
        fill_line(&company, &draft, 2).await;
        assert!(!company.page(&draft).await.contains("起可以"), "no window");
        assert_eq!(submit(&company, &draft).await.len(), 2);
    });
}

#[test]
fn r072_a_former_application_is_copied_without_what_ages() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let first = filled(&company, &data, "停车通").await;
        let numbers = submit(&company, &first).await;
        let to = company.submit(&format!("{first}/receipt"), &[("act", "copy"), ("copy", &numbers[0])]).await;
        let second = to.split('?').next().expect("a path").to_owned();
        assert_ne!(first, second);
        let list = company.page(&second).await;
        assert!(list.contains("已完成 8/11 项"), "name, report and signature are missing: {list}");
        assert!(company.page(&format!("{second}/contact")).await.contains("李四"));
        // The name of an open case is taken.
        let service = [
            ("service_name", "停车通"),
            ("theme", "TRANSPORT"),
            ("scenarios.0.usage", "接口"),
            ("scenarios.0.scope", "杭州"),
            ("scenarios.0.scene", "诱导"),
        ];
        let answer = send(&company, &format!("{second}/service"), &service).await;
        assert!(answer.status == 422 && answer.text().contains("与已有的内容重复"), "{}", answer.text());
        let mut renamed = service;
        renamed[0].1 = "停车通二期";
        fill(&company, &format!("{second}/service"), &renamed).await;
        let report = attach(&company, &second, "credit-report", &[("issued", "2026-09-01")], b"%PDF-1.7 new").await;
        assert_eq!(report.status, 303);
        let commitment = [("commitment", "yes"), ("accountable_head", "王五"), ("seal", "account")];
        fill(&company, &format!("{second}/commitment"), &commitment).await;
        // The certificate of the first one is in both cases, each under a key of its own.
        assert_eq!(submit(&company, &second).await, ["SQ-20260910-0002"]);
        let new = company.page("/apply/new").await;
        assert!(new.contains("copy:SQ-20260910-0001") && new.contains("copy:SQ-20260910-0002"), "{new}");
    });
}
