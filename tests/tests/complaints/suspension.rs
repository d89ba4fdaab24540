//! 中止开放 by a complaint, and its end: who found the risk, what it reaches, what is done, and the evidence that it is gone (B20, R-125, R-128).
use super::*;
use crate::fixture::run;

#[test]
fn r125_r128_a_complaint_about_a_dataset_suspends_it_with_links_both_ways() {
    run(async {
        let test = crate::fixture::samples(portal().await).await;
        let dataset = test.sample("divisions-provinces");
        let target = [("target_kind", "dataset"), ("target", dataset.as_str())];
        let reporter = caller(&test, Identity::Person).await;
        let number = file(&test, &reporter, &complaint(&target)).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let bare = try_act(&test, &authority, &number, "suspend-dataset", &RISK[..2]).await;
        let missing = [("finder".into(), ErrorCode::Required), ("scope".into(), ErrorCode::Required)];
        assert_eq!(faults(bare), missing, "B20: who found it and what it reaches");
        act(&test, &authority, &number, "suspend-dataset", &RISK).await;
        assert_eq!(test.get(&format!("/download/{dataset}/original/0")).await.status, 403, "for everybody");
        let seen = view(&test, &authority, &number).await;
        assert_eq!(seen.links[0].path.as_deref(), Some(format!("/data/{dataset}").as_str()));
        assert!(!seen.allowed.iter().any(|c| c.code == "suspend-dataset"), "not twice");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let full = tx.dataset_by_code(&dataset, store::Audience::Public).await.expect("a read").expect("the dataset");
        assert_eq!(full.suspensions[0].case.as_deref(), Some(number.as_str()), "and back");
        drop(tx);
        act(
            &test,
            &authority,
            &number,
            "convert",
            &[("into", "violation"), ("reason", "涉嫌违反利用协议，建议立案。")],
        )
        .await;
        let seen = view(&test, &authority, &number).await;
        assert!(seen.links.iter().any(|link| link.relation.value == "wish-violation"));
        let bare =
            try_act(&test, &authority, &number, "resume-dataset", &[("clearance", "漏洞已修复，复测通过。")]).await;
        let missing = [("measures".into(), ErrorCode::Required), ("files".into(), ErrorCode::Required)];
        assert_eq!(faults(bare), missing, "R-125: not without clearance evidence");
        assert_eq!(test.get(&format!("/download/{dataset}/original/0")).await.status, 403);
        clear(&test, &authority, &number).await;
        assert_eq!(test.get(&format!("/download/{dataset}/original/0")).await.status, 200);

        // Officials read who found it, what it reached, what was done and the evidence; the reporter only that it is over.
        let seen = view(&test, &authority, &number).await;
        let told = format!("{:?}", seen.timeline);
        for said in ["举报或者投诉", "原始文件下载接口", "已修补下载接口的漏洞并全面排查", "漏洞已修复，复测通过"]
        {
            assert!(told.contains(said), "{said}: {told}");
        }
        let evidence = seen.documents.iter().find(|one| one.slot.value == "clearance").expect("the evidence");
        assert_eq!((evidence.name.as_str(), evidence.open), ("复测报告.pdf", true));
        let path = format!("/cases/{number}/docs/{}", evidence.id);
        assert_eq!(test.sign_in_as(Identity::AuthorityReviewer).await.get(&path).await.status, 200);
        let own = view(&test, &reporter, &number).await;
        let told = format!("{:?} {:?}", own.timeline, own.documents);
        assert!(told.contains("漏洞已修复，复测通过"), "{told}");
        for hidden in ["举报或者投诉", "原始文件下载接口", "已修补下载接口", "复测报告"] {
            assert!(!told.contains(hidden), "{hidden}: {told}");
        }
        assert_eq!(test.sign_in_as(Identity::Person).await.get(&path).await.status, 404);

        // The trail names the document, by what it is for and its hash; its name stays in the case.
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let rows = tx.audit_after(0, 1000).await.expect("the trail");
        drop(tx);
        let row = rows.iter().find(|row| row.entry.action == "case.dataset-resumed").expect("the act");
        assert_eq!(row.entry.after["documents"], serde_json::json!([evidence.id]));
        let auditor = test.sign_in_as(Identity::Authority(domain::account::Role::Auditor)).await;
        let page = auditor.page(&format!("/admin/audit/{}", row.seq)).await;
        assert!(page.contains("解除依据材料") && page.contains(&evidence.sha256) && page.contains(&path), "{page}");
        assert!(!page.contains("复测报告"), "{page}");
        let opened = rows.iter().find(|row| row.entry.action == "case.open-document").expect("the opening");
        let page = auditor.page(&format!("/admin/audit/{}", opened.seq)).await;
        assert!(page.contains(&evidence.sha256), "{page}");
    });
}
