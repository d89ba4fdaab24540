//! Lines come and go, and every page of a draft is complete in both languages.
use super::support::*;
use crate::fixture::run;
use testkit::Identity;
use testkit::identities::{OTHER_PUBLISHER, PUBLISHER};

#[test]
fn c2_lines_come_and_go_and_papers_follow_them() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let (water, _) = test.body(OTHER_PUBLISHER).await;
        let parking = restricted(&test, "停车动态", transport, "330000").await;
        let rain = restricted(&test, "逐小时降水", water, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &parking).await;
        company.submit(&format!("{draft}/lines/add"), &[("act", "add"), ("id", &rain)]).await;
        for at in 0..2 {
            let field = |name: &str| format!("lines.{at}.{name}");
            let names = [field("items"), field("sensitive"), field("consent"), field("consent_plan")];
            let values = ["plate", "yes", "now", "逐一书面同意"];
            let mut fields: Vec<_> = names.iter().map(String::as_str).zip(values).collect();
            let regions = field("regions");
            fields.extend([(regions.as_str(), "330100"), ("step", "later")]);
            assert_eq!(send(&company, &format!("{draft}/lines/{}", at + 1), &fields).await.status, 303);
        }
        let check = company.page(&format!("{draft}/check")).await;
        assert_eq!(check.matches("区域：杭州市").count(), 2, "before it is submitted: {check}");
        assert_eq!(check.matches("授权说明：逐一书面同意").count(), 2);
        assert_eq!(attach(&company, &draft, "consent:1", &[], b"%PDF-1.7 one").await.status, 303);
        assert_eq!(attach(&company, &draft, "consent:2", &[], b"%PDF-1.7 two").await.status, 303);
        // A stale page removes nothing.
        let page = company.page(&format!("{draft}/lines")).await;
        let stale = company.post(&format!("{draft}/lines"), &[("act", "remove"), ("id", "0"), ("stamp", "0")]).await;
        assert_eq!(stale.status, 409);
        let stamp = hidden(&page, "stamp");
        company.submit(&format!("{draft}/lines"), &[("act", "remove"), ("id", "0"), ("stamp", &stamp)]).await;
        let consent = company.page(&format!("{draft}/consent")).await;
        assert!(consent.contains("授权同意（逐小时降水）") && !consent.contains("授权同意（停车动态）"), "{consent}");
        let open = consent.split("/papers/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
        assert_eq!(company.get(&format!("{draft}/papers/{open}")).await.body, b"%PDF-1.7 two");
    });
}

#[test]
fn r050_every_page_of_a_draft_speaks_both_languages() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = filled(&company, &data, "停车通").await;
        let sections = [
            "",
            "/applicant",
            "/contact",
            "/lines",
            "/lines/1",
            "/lines/add",
            "/service",
            "/standard",
            "/benefit",
            "/feedback",
            "/system",
            "/papers",
            "/consent",
            "/commitment",
            "/check",
        ];
        let mut paths: Vec<_> = sections.iter().map(|section| format!("{draft}{section}?check=1")).collect();
        paths.push(format!("/apply/new?dataset={data}"));
        paths.push("/my/drafts".to_owned());
        for path in &paths {
            for prefix in ["", "/en"] {
                let page = company.page(&format!("{prefix}{path}")).await;
                assert!(!page.contains(texts::MISSING_OPEN), "{prefix}{path}");
                assert!(!page.contains("error-summary-title"), "nothing is wrong: {prefix}{path}");
            }
        }
        assert_eq!(company.get(&format!("{draft}/nothing")).await.status, 404);
        assert_eq!(company.get(&format!("{draft}/lines/2")).await.status, 404);
        // One more block is given on request, and falls out again when it is left blank.
        let service = format!("{draft}/service");
        let one = [
            ("service_name", "停车通"),
            ("theme", "TRANSPORT"),
            ("scenarios.0.usage", "接口"),
            ("scenarios.0.scope", "杭州"),
            ("scenarios.0.scene", "诱导"),
            ("step", "more"),
        ];
        let to = send(&company, &service, &one).await.header("location").to_owned();
        assert_eq!(to, format!("{service}?more=1"));
        assert!(company.page(&to).await.contains("name=\"scenarios.1.usage\""));
        assert!(!company.page(&service).await.contains("name=\"scenarios.1.usage\""));
    });
}
