//! After signing (ui 5.3, 5.9, 6.2): duties with their dates, the way to the data, a risk to report, a term to renew.
use super::signing::delivery;
use super::*;
use crate::fixture::run;
use testkit::applications::PARKING;

#[test]
fn r077_r096_after_signing_duties_and_ways_stand_there_and_the_build_target_counts_from_the_first_data() {
    run(async {
        let test = portal("zhejiang").await;
        test.clock.set(at("2026-07-01T09:00"));
        let [code, _] = test.restricted().await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let full = tx.dataset_by_code(&code, store::Audience::All).await.expect("a read").expect("the dataset");
        drop(tx);
        let mut lines = line_of_each(&test, &[PUBLISHER]).await;
        (lines[0].dataset, lines[0].code) = (full.dataset.id, code.clone());
        let number = drafted_for(&test, Identity::Company, lines).await.remove(0);
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        let company = test.sign_in_as(Identity::Company).await;
        let path = format!("/cases/{number}");
        confirmed(&reviewer, &number).await;
        assert!(!company.page(&path).await.contains("报告安全风险"), "nothing is owed before");
        assert!(!company.page(&format!("/data/{code}")).await.contains("已获授权"));
        assert_eq!(click(&company, &number, PASSWORD).await.status, 303);

        // Signed, nothing was had: no date yet.
        let risk = format!("/complaints/new?dataset={code}&amp;risk={number}");
        let renew = format!("/cases/{number}/do/ask-renewal");
        let page = company.page(&path).await;
        for words in ["首次获取数据后 3 个月", "利用情况报告", "须立即报告", "去获取数据", &renew, &risk]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!reviewer.page(&path).await.contains("您的义务"), "the opening side owes others");
        let access = company.page("/my/access").await;
        assert!(access.contains(PARKING) && access.contains(&renew) && access.contains(&risk), "{access}");
        let form = company.page(&format!("/complaints/new?dataset={code}&risk={number}")).await;
        assert!(form.contains(&format!("报告安全风险（协议 {number}）")) && form.contains(PARKING), "{form}");
        let odd = company.page("/complaints/new?risk=%22%3E%3Cb%3E").await;
        assert!(!odd.contains("报告安全风险（协议"), "only the number of a case");
        let dataset = company.page(&format!("/data/{code}")).await;
        assert!(dataset.contains("已获授权，有效至") && dataset.contains("去使用"), "{dataset}");
        assert!(!test.visitor().get(&format!("/data/{code}")).await.text().contains("已获授权"), "nobody else's");

        // S15: the first data on 07-03, three months end within a holiday.
        let entitlement = entitlements(&test, &number).await.remove(0).entitlement.id;
        test.clock.set(at("2026-07-03T10:00"));
        let company = test.sign_in_as(Identity::Company).await;
        delivery(&test, entitlement, Some("volume-exceeded")).await;
        assert!(company.page(&path).await.contains("首次获取数据后 3 个月"), "refused: nothing was had");
        delivery(&test, entitlement, None).await;
        let page = company.page(&path).await;
        assert!(page.contains("2026年10月8日") && !page.contains("首次获取数据后"), "{page}");
        test.clock.set(at("2026-09-01T10:00"));
        delivery(&test, entitlement, None).await;
        let company = test.sign_in_as(Identity::Company).await;
        assert!(company.page(&path).await.contains("2026年10月8日"), "the first one counts");

        // Ended: the data is destroyed, a risk is reported still.
        test.clock.set(at("2027-06-01T09:00"));
        server::services::access::agreements::tick::all(test.portal.core()).await.expect("a round");
        let company = test.sign_in_as(Identity::Company).await;
        let page = company.page(&path).await;
        assert!(page.contains("报告安全风险") && !page.contains("去获取数据"), "{page}");
    });
}
