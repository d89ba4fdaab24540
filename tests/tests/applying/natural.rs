//! A natural person applies (R-050, R-051, R-073, R-118, C-18): no contact beside themselves, a number nobody reads on a page, the system of a
//! certified host or the sandbox, and their own signature.
use super::support::*;
use crate::fixture::run;
use domain::access::DeliveryMode;
use domain::access::conditions::Conditions;
use domain::account::Role;
use testkit::identities::PUBLISHER;
use testkit::{Client, Identity, TestPortal};

/// 居民身份证 of the applicant, made up; how pages write it.
const NUMBER: &str = "110101199003070011";
const MASKED: &str = "11**************11";
const NAME: &str = "赵六";
const HOST: &str = "杭州云承载有限公司";
const FILING: &str = "33010099999-20077";

/// The authority looks at the one proof that waits, and finds it right.
pub(super) async fn verified_by_the_authority(test: &TestPortal) {
    let desk = test.sign_in_as(Identity::AuthorityReviewer).await;
    let list = desk.page("/admin/verifications").await;
    let (_, rest) = list.split_once("/admin/verifications/").unwrap_or_else(|| panic!("nothing waits: {list}"));
    let place = format!("/admin/verifications/{}", rest.split(['"', '?']).next().expect("an address"));
    desk.submit(&place, &[("act", "decide"), ("decision", "approve"), ("reason", "")]).await;
}

/// Somebody who proved who they are with an identity card; staff of a body are persons, too.
async fn person(test: &TestPortal) -> Client<'_> {
    let person = test.sign_in_as(Identity::Publisher(Role::Cataloguer)).await;
    person.submit("/my/act-as", &[("key", "person")]).await;
    let proof = [("proof", "resident-id"), ("number", NUMBER), ("name", NAME)];
    person.submit("/my/account/identity", &proof).await;
    verified_by_the_authority(test).await;
    person
}

/// Whether a page asks for a field.
fn asks(page: &str, field: &str) -> bool {
    page.contains(&format!("name=\"{field}\""))
}

/// Whether the label of a field says that it may be left out.
fn optional(page: &str, field: &str) -> bool {
    let (_, label) = page.split_once(&format!("<label for=\"{field}\"")).unwrap_or_else(|| panic!("{field}: {page}"));
    label.split("</label>").next().is_some_and(|label| label.contains("选填"))
}

/// Everything but contact, system, line and papers, as anybody fills it in.
async fn fill_common(who: &Client<'_>, draft: &str) {
    let service = [
        ("service_name", "停车通个人版"),
        ("theme", "TRANSPORT"),
        ("scenarios.0.usage", "接口调用"),
        ("scenarios.0.scope", "杭州市"),
        ("scenarios.0.scene", "停车诱导"),
    ];
    fill(who, &format!("{draft}/service"), &service).await;
    let standard =
        [("service_scope", "面向公众"), ("user_count", "10"), ("concurrency", "1"), ("response_time", "1秒内")];
    fill(who, &format!("{draft}/standard"), &standard).await;
    let benefit = [("social_benefit", "减少寻找车位的时间"), ("economic_benefit", "提高车位周转率")];
    fill(who, &format!("{draft}/benefit"), &benefit).await;
    let feedback =
        [("feedback_plan", "每半年反馈"), ("no_return_reason", "没有数据回流"), ("feedback_dimensions", "调用次数")];
    fill(who, &format!("{draft}/feedback"), &feedback).await;
    assert_eq!(attach(who, draft, "credit-report", &[("issued", "2026-08-15")], b"%PDF-1.7 credit").await.status, 303);
}

/// The contact and the signature of a person: both are themselves, whatever a form that no page shows would send.
async fn contact_and_signature(who: &Client<'_>, draft: &str) {
    let contact = format!("{draft}/contact");
    let page = who.page(&contact).await;
    assert!(!asks(&page, "contact_name") && asks(&page, "contact_phone"), "联系人 is for organisations: {page}");
    let typed = [("contact_name", "别人"), ("contact_phone", "13800001234"), ("contact_address", "杭州市文三路2号")];
    fill(who, &contact, &typed).await;
    let commitment = format!("{draft}/commitment");
    let page = who.page(&commitment).await;
    assert!(!asks(&page, "accountable_head") && page.contains(NAME), "they sign for themselves: {page}");
    assert!(page.contains("我已逐条阅读并承诺") && !page.contains("代表本单位"), "{page}");
    fill(who, &commitment, &[("commitment", "yes"), ("accountable_head", "别人"), ("seal", "account")]).await;
}

#[test]
fn r050_r051_r073_c18_a_person_files_with_the_system_of_a_certified_host() {
    run(async {
        for profile in ["zhejiang", "deqing"] {
            files_with_a_host(profile).await;
        }
    });
}

async fn files_with_a_host(profile: &str) {
    let test = portal_under(profile).await;
    let (transport, _) = test.body(PUBLISHER).await;
    let data = restricted(&test, "停车动态", transport, "330000").await;
    let person = person(&test).await;
    let draft = begin(&person, &data).await;
    let known = person.page(&format!("{draft}/applicant")).await;
    assert!(known.contains("自然人") && known.contains(NAME) && known.contains(MASKED), "{profile}: {known}");
    contact_and_signature(&person, &draft).await;
    fill_common(&person, &draft).await;
    fill_line(&person, &draft, 1).await;

    // C-18: whose system it is and its filing number are asked, at their fields.
    let system = format!("{draft}/system");
    let page = person.page(&system).await;
    assert!(
        asks(&page, "host_operator") && !optional(&page, "host_operator") && page.contains("工作指引第十二条"),
        "{profile}: {page}"
    );
    let own = [("system_name", "停车通平台"), ("datacentre_address", "杭州市"), ("mlps_level", "3")];
    let answer = send(&person, &system, &own).await;
    let page = answer.text();
    assert_eq!(answer.status, 422, "{profile}");
    for field in ["host_operator", "mlps_filing_no"] {
        assert!(page.contains(&format!("id=\"{field}-error\"")), "{profile}: {field}: {page}");
    }
    let hosted = [own.as_slice(), &[("host_operator", HOST), ("mlps_filing_no", FILING)]].concat();
    fill(&person, &system, &hosted).await;
    let check = person.page(&format!("{draft}/check")).await;
    assert!(check.contains("还有 1 项未完成"), "{profile}: the certificate of the host's system: {check}");
    let valid = [("valid_until", "2026-12-31"), ("system", "停车通平台")];
    assert_eq!(attach(&person, &draft, "mlps-certificate", &valid, PDF).await.status, 303);

    let check = person.page(&format!("{draft}/check")).await;
    for shown in [NAME, MASKED, HOST, FILING, "三级", "13800001234"] {
        assert!(check.contains(shown), "{profile}: {shown}: {check}");
    }
    assert!(!check.contains("别人"), "{profile}: neither contact nor signatory but themselves: {check}");
    let number = submit(&person, &draft).await.remove(0);
    let receipt = person.page(&format!("{draft}/receipt")).await;
    assert!(receipt.contains(&format!("{NAME} 已于")), "{profile}: {receipt}");

    // The number stands on no page, of theirs or of an office; an office reads the name masked, too.
    for page in [known, check, receipt] {
        assert!(!page.contains(NUMBER), "{profile}: its own pages mask it as well: {page}");
    }
    for path in [format!("/cases/{number}"), format!("/cases/{number}/print"), "/my".into(), "/my/account".into()] {
        let page = person.page(&path).await;
        assert!(!page.contains(NUMBER), "{profile}: {path} masks it as well: {page}");
    }
    let receiver = if profile == "zhejiang" { Identity::AuthorityReviewer } else { Identity::Reviewer };
    for who in [receiver, Identity::Authority(Role::Supervisor)] {
        let office = test.sign_in_as(who).await;
        for path in [format!("/cases/{number}"), format!("/cases/{number}/print"), "/admin".to_owned()] {
            let page = office.page(&path).await;
            assert!(!page.contains(NUMBER) && !page.contains(NAME), "{profile}: {path} as {who:?}: {page}");
        }
        let page = office.page(&format!("/cases/{number}")).await;
        assert!(page.contains("自然人") && page.contains(HOST) && page.contains(FILING), "{profile}: {page}");
    }
    let mut tx = test.portal.store.read().await.expect("a read");
    let case = tx.case(&number).await.expect("a read").expect("the case");
    assert!(!format!("{case:?}").contains(NUMBER), "sealed in the database");
    let trail = format!("{:?}", tx.audit_after(0, 10_000).await.expect("the trail"));
    assert!(!trail.contains(NUMBER) && !trail.contains(NAME), "codes and ids alone");
}

#[test]
fn r051_c18_in_the_sandbox_a_person_needs_no_system() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        only_sandbox(&test, &data).await;
        let person = person(&test).await;
        let draft = begin(&person, &data).await;
        contact_and_signature(&person, &draft).await;
        fill_common(&person, &draft).await;
        let open = person.page(&draft).await;
        assert!(open.contains("已完成 8/11 项"), "line, system and certificate are missing: {open}");
        fill(&person, &format!("{draft}/lines/1"), &SANDBOX).await;
        let system = person.page(&format!("{draft}/system")).await;
        for field in ["host_operator", "system_name", "datacentre_address", "mlps_filing_no"] {
            assert!(optional(&system, field), "{field}: {system}");
        }
        let list = person.page(&draft).await;
        assert!(list.contains("已完成 11/11 项"), "neither system nor certificate is asked any more: {list}");
        let number = submit(&person, &draft).await.remove(0);
        let office = test.sign_in_as(Identity::AuthorityReviewer).await;
        let page = office.page(&format!("/cases/{number}")).await;
        assert!(page.contains("沙箱"), "{page}");
    });
}

/// A line served in the sandbox, with nothing wrong.
pub(super) const SANDBOX: [(&str, &str); 5] = [
    ("lines.0.items", "lot"),
    ("lines.0.mode", "sandbox"),
    ("lines.0.scenario", "1"),
    ("lines.0.necessity", "停车诱导需要"),
    ("lines.0.sensitive", "no"),
];

/// A publisher that allows the sandbox alone, as it said before the window.
pub(super) async fn only_sandbox(test: &TestPortal, code: &str) {
    let mut tx = test.portal.store.write().await.expect("a write");
    let dataset = tx.dataset_id(code).await.expect("the dataset");
    let set = Conditions { modes: vec![DeliveryMode::Sandbox], ..Conditions::draft(dataset) };
    tx.put_conditions(&set.publish(at("08-20T09:00")).expect("published")).await.expect("stored");
    tx.commit(Vec::new()).await.expect("a commit");
}

#[test]
fn r050_r051_c18_yunnan_asks_a_person_for_no_level() {
    run(async {
        let test = portal_under("yunnan").await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let person = person(&test).await;
        let draft = begin(&person, &data).await;
        contact_and_signature(&person, &draft).await;
        fill_common(&person, &draft).await;
        fill_line(&person, &draft, 1).await;
        let system = format!("{draft}/system");
        let page = person.page(&system).await;
        assert!(optional(&page, "host_operator") && !optional(&page, "system_name"), "{page}");
        fill(&person, &system, &[("system_name", "停车通"), ("datacentre_address", "昆明市")]).await;
        let number = submit(&person, &draft).await.remove(0);
        let page = test.sign_in_as(Identity::Reviewer).await.page(&format!("/cases/{number}")).await;
        assert!(page.contains("自然人") && !page.contains(NUMBER) && !page.contains(NAME), "{page}");
    });
}
