//! 补正 over HTTP in the three profiles (R-060…R-062, S09): what the one notice named is corrected, by form and paper; every later reader has the
//! corrected application, beside what stood there before.
use super::*;
use crate::agreements::{act as send, hidden};
use crate::fixture::run;
use testkit::Client;
use testkit::applications::PARKING;

const WHY: &str = "系统名称与备案不一致，数据项超出最小必要，承诺书签署人已变更。";

/// What the company sends: everything the notice named, right but for what is told otherwise.
fn corrected<'a>(version: &'a str, phone: &'a str, issued: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("contact_name", "李联系"),
        ("contact_phone", phone),
        ("contact_address", "杭州市西湖区文三路九十九号"),
        ("service_name", "停车通"),
        ("theme", "TRANSPORT"),
        ("scenarios.0.usage", "接口调用"),
        ("scenarios.0.scope", "杭州市"),
        ("scenarios.0.scene", "停车诱导"),
        ("service_scope", "面向公众的停车诱导"),
        ("user_count", "13000"),
        ("concurrency", "200"),
        ("response_time", "1秒内"),
        ("social_benefit", "减少寻找车位的时间"),
        ("economic_benefit", "提高车位周转率"),
        ("feedback_plan", "每半年反馈使用情况"),
        ("return_items.0.name", "车位纠错"),
        ("return_items.0.items", "车场、车位数"),
        ("return_items.0.frequency", "每月"),
        ("return_items.0.method", "接口"),
        ("feedback_dimensions", "调用次数\r\n服务人次"),
        ("system_name", "停车通二期平台"),
        ("datacentre_address", "杭州市滨江区"),
        ("mlps_level", "3"),
        ("mlps_filing_no", "33010099999-20001"),
        ("lines.0.items", "free"),
        ("lines.0.mode", "api"),
        ("lines.0.volume", "1000"),
        ("lines.0.volume_unit", "day"),
        ("lines.0.scenario", "1"),
        ("lines.0.necessity", "只需要空余泊位"),
        ("lines.0.sensitive", "no"),
        ("commitment", "yes"),
        ("accountable_head", "赵新任"),
        ("file-credit-report.issued", issued),
        ("explain", "已逐项改正。"),
    ]
}

async fn send_files(who: &Client<'_>, path: &str, fields: &[(&str, &str)], name: &str) -> testkit::Answer {
    let pdf = "application/pdf";
    let files: [(&str, &str, &str, &[u8]); 2] = [
        ("file-credit-report", name, pdf, b"%PDF-1.7 a new report"),
        // Not named by the notice: it changes nothing.
        ("file-mlps-certificate", "换掉.pdf", pdf, b"%PDF-1.7 another certificate"),
    ];
    who.post_files(path, fields, &files).await
}

#[test]
fn s09_r060_r062_a_supplement_corrects_what_was_named_and_every_later_reader_has_it() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            corrects(profile).await;
        }
    });
}

async fn corrects(profile: &str) {
    let test = portal(profile, "09-10T15:02").await;
    let number = test.apply_for(&company(&test).await, &[PARKING]).await.remove(0);
    let number = number.as_str();
    test.clock.set(at("09-14T10:00"));
    let first = if profile == "zhejiang" { Identity::AuthorityReviewer } else { Identity::Reviewer };
    let report = profile != "yunnan";
    let mut named = vec![
        ("missing-application-form", "yes"),
        ("missing-demand-list", "yes"),
        ("missing-commitment", "yes"),
        ("explain", WHY),
    ];
    named.extend(report.then_some(("missing-credit-report", "yes")));
    let office = test.sign_in_as(first).await;
    assert_eq!(send(&office, number, "ask-supplement", &named).await.status, 303, "{profile}");

    test.clock.set(at("09-15T09:00"));
    let who = test.sign_in_as(Identity::Company).await;
    let path = format!("/cases/{number}/do/supplement");
    let page = who.page(&path).await;
    for known in ["停车通平台", "李联系", "需要停车动态才能诱导停车", "空余泊位", "我已逐条阅读"]
    {
        assert!(page.contains(known), "{profile}: {known} stands in the form");
    }
    assert!(!page.contains("file-mlps-certificate"), "what was not named is not asked");
    let version = hidden(&page, "version");

    // Wrong: every fault at its field, nothing lost, nothing happened.
    let wrong = send_files(&who, &path, &corrected(&version, "12", "2026-01-02"), "旧报告.pdf").await;
    assert_eq!(wrong.status, 422, "{profile}");
    let text = wrong.text();
    assert!(text.contains("停车通二期平台") && text.contains("只需要空余泊位") && text.contains("赵新任"), "kept");
    assert!(text.contains("contact_phone-error"), "{profile}: {text}");
    assert_eq!(text.contains("file-credit-report-error"), report, "{profile}: ninety days hold for it too");
    assert_eq!(state(&view(&test, &company(&test).await, number).await), "supplement-required");

    let right = send_files(&who, &path, &corrected(&version, "0571-87059999", "2026-09-12"), "新报告.pdf").await;
    assert_eq!(right.status, 303, "{profile}: {}", right.text());
    let reader = office_of(&test, first).await;
    let case = view(&test, &reader, number).await;
    assert!(matches!(state(&case), "formal-review" | "demand-review"), "{profile}: {}", state(&case));
    let part = case.application.as_ref().expect("an application");
    let line = &part.publishers[0].lines[0];
    assert_eq!((line.items.len(), line.items[0].name.as_str(), line.mode.value.as_str()), (1, "空余泊位", "api"));
    assert!(line.volume.as_deref().is_some_and(|volume| volume.contains("1,000")), "{:?}", line.volume);
    let sections = format!("{:?}", part.sections);
    assert!(sections.contains("停车通二期平台") && !sections.contains("停车通平台\""), "{profile}: {sections}");
    if profile == "zhejiang" {
        assert!(part.checks.iter().any(|check| check.text.contains("3 级")), "{:?}", part.checks);
        assert!(part.checks.iter().any(|check| check.text.contains(" 3 天")), "as old as when it came");
    }
    // Both versions, answer by answer; contacts are masked for officials in both.
    let changed = |material: &str, before: &str, after: &str| {
        let one = part.supplied.iter().find(|one| one.material.value == material).expect("supplied");
        let found = one.changes.iter().any(|change| change.before.contains(before) && change.after.contains(after));
        assert!(found, "{profile}: {material}: {:?}", one.changes);
    };
    changed("application-form", "停车通平台", "停车通二期平台");
    changed("application-form", "12000", "13000");
    changed("demand-list", "泊位数", "空余泊位");
    changed("demand-list", "文件", "接口");
    assert!(!format!("{:?}", part.supplied).contains("87059999"), "masked");
    if report {
        changed("credit-report", "信用报告.pdf", "新报告.pdf");
        assert!(part.supplied.iter().any(|one| one.files == ["新报告.pdf"]));
    }
    let seen = test.sign_in_as(first).await.page(&format!("/cases/{number}")).await;
    assert!(seen.contains("补正后的变化") && seen.contains("停车通平台") && seen.contains("停车通二期平台"));
    assert!(case.documents.iter().all(|one| one.name != "换掉.pdf"), "not named, not taken");
    assert!(case.documents.iter().any(|one| one.name == "等保证书.pdf"));

    // The agreement is drawn up from the corrected application.
    if profile != "yunnan" {
        act(&test, &reader, number, "pass-formal", &[]).await;
    }
    act(&test, &publisher(&test).await, number, "answer", &[("verdict-1", "agree")]).await;
    if profile == "zhejiang" {
        act(&test, &authority(&test).await, number, "recheck", &[("verdict-1", "agree")]).await;
    }
    let signer = test.sign_in_as(Identity::Reviewer).await;
    let page = signer.page(&format!("/cases/{number}")).await;
    let (_, rest) = page.split_once("/cases/XY-").unwrap_or_else(|| panic!("{profile}: no agreement: {page}"));
    let agreement: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let text = signer.page(&format!("/cases/XY-{agreement}")).await;
    for words in ["停车通二期平台", "空余泊位", "赵新任"] {
        assert!(text.contains(words), "{profile}: {words} in the agreement");
    }
}

async fn office_of(test: &TestPortal, who: Identity) -> Caller {
    office(test, who).await
}
