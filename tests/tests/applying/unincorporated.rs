//! An unincorporated organisation applies (R-050, R-051, C-18): with a code of its own, a contact, and a system of its own even for the sandbox.
use super::natural::{SANDBOX, only_sandbox, verified_by_the_authority};
use super::support::*;
use crate::fixture::run;
use testkit::identities::PUBLISHER;
use testkit::{Client, Identity, TestPortal};

/// 统一社会信用代码 of a 非法人组织, made up.
const USCC: &str = "52520000MJ0FAKE28R";
const NAME: &str = "城西停车服务中心";

/// Somebody who founded it here; the authority found its code right.
async fn organisation(test: &TestPortal) -> Client<'_> {
    let head = test.sign_in_as(Identity::Person).await;
    let form = [("organisation_kind", "unincorporated"), ("organisation_name", NAME), ("uscc", USCC)];
    head.submit("/my/account/organisation", &form).await;
    verified_by_the_authority(test).await;
    let page = head.page("/my/act-as").await;
    let (_, rest) = page.split_once("organisation:").unwrap_or_else(|| panic!("nobody to act for: {page}"));
    let key = format!("organisation:{}", rest.split('"').next().expect("an id"));
    head.submit("/my/act-as", &[("key", &key)]).await;
    head
}

#[test]
fn r050_r051_an_unincorporated_organisation_files_with_its_own_code() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let test = portal_under(profile).await;
            let (transport, _) = test.body(PUBLISHER).await;
            let data = restricted(&test, "停车动态", transport, "330000").await;
            let head = organisation(&test).await;
            let draft = begin(&head, &data).await;
            let known = head.page(&format!("{draft}/applicant")).await;
            for shown in ["非法人组织", NAME, "统一社会信用代码", USCC] {
                assert!(known.contains(shown), "{profile}: {shown}: {known}");
            }
            assert!(!known.contains("证件号码"), "{profile}: not the person's: {known}");
            let contact = [("contact_name", ""), ("contact_phone", "0571-87051234"), ("contact_address", "文三路1号")];
            let answer = send(&head, &format!("{draft}/contact"), &contact).await;
            assert_eq!(answer.status, 422, "{profile}");
            assert!(answer.text().contains("id=\"contact_name-error\""), "an organisation names somebody");
            assert!(!head.page(&format!("{draft}/system")).await.contains("name=\"host_operator\""), "{profile}");
            fill_rest(&head, &draft, "停车通").await;
            fill_line(&head, &draft, 1).await;
            let number = submit(&head, &draft).await.remove(0);
            let receiver = if profile == "zhejiang" { Identity::AuthorityReviewer } else { Identity::Reviewer };
            let page = test.sign_in_as(receiver).await.page(&format!("/cases/{number}")).await;
            for shown in ["非法人组织", NAME, USCC] {
                assert!(page.contains(shown), "{profile}: {shown}: {page}");
            }
            // It is the organisation's, not that of the person who founded it.
            head.submit("/my/act-as", &[("key", "person")]).await;
            let alone = head.get(&format!("/cases/{number}")).await;
            assert!(matches!(alone.status, 403 | 404), "{profile}: {}", alone.status);
            assert!(!alone.text().contains("停车通") && !alone.text().contains(USCC), "{profile}: {}", alone.text());
        }
    });
}

#[test]
fn r051_c18_the_sandbox_frees_no_organisation_from_naming_its_system() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        only_sandbox(&test, &data).await;
        let head = organisation(&test).await;
        let draft = begin(&head, &data).await;
        fill_rest(&head, &draft, "停车通").await;
        fill(&head, &format!("{draft}/lines/1"), &SANDBOX).await;
        let nothing = [("system_name", ""), ("datacentre_address", ""), ("mlps_filing_no", ""), ("step", "later")];
        assert_eq!(send(&head, &format!("{draft}/system"), &nothing).await.status, 303);
        let page = stopped(&head, &draft).await;
        assert!(page.contains("系统与等级保护"), "{page}");
        let one = [("system_name", "停车通平台"), ("datacentre_address", "杭州市"), ("mlps_level", "1")];
        let one = [one.as_slice(), &[("mlps_filing_no", "33010099999-20001")]].concat();
        fill(&head, &format!("{draft}/system"), &one).await;
        assert!(stopped(&head, &draft).await.contains("系统的等级保护为一级，须为二级以上。"));
    });
}
