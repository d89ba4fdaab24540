//! Papers and the commitment (C3, C5, R-053, R-073, R-075).
use super::support::*;
use crate::fixture::run;
use domain::access::application::CommitmentText;
use testkit::Identity;
use testkit::identities::PUBLISHER;

#[test]
fn r053_papers_are_told_by_their_content_kept_encrypted_and_dated() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let refused = [
            (&b"MZ\x90\x00 a program"[..], "文件应为 PDF、JPG 或者 PNG"),
            (&b""[..], "文件为空"),
            (&b"%PDF-1.7 trailer<</Encrypt 1 0 R>>"[..], "文件有密码"),
        ];
        for (bytes, words) in refused {
            let answer = attach(&company, &draft, "credit-report", &[("issued", "2026-08-15")], bytes).await;
            let page = answer.text();
            assert_eq!(answer.status, 422, "{page}");
            assert!(page.contains(words) && page.contains("href=\"#attachments.credit-report\""), "{words}: {page}");
            assert!(page.contains("value=\"2026-08-15\""), "the date is kept");
        }
        // Too old on the day: kept, and said.
        let old = attach(&company, &draft, "credit-report", &[("issued", "2026-05-01")], b"%PDF-1.7 old").await;
        assert_eq!(old.status, 303);
        let page = company.page(&format!("{draft}/papers")).await;
        assert!(page.contains("超过了 90 天") && page.contains("证明.pdf") && page.contains("SHA-256"), "{page}");
        // A date alone is mended without sending the file again; another file replaces it.
        let field = "attachments.credit-report.issued";
        let dated = [("act", "attach"), ("slot", "credit-report"), (field, "2026-08-15")];
        assert_eq!(company.post(&format!("{draft}/papers"), &dated).await.status, 303);
        assert!(!company.page(&format!("{draft}/papers")).await.contains("超过了 90 天"));
        assert_eq!(
            attach(&company, &draft, "credit-report", &[("issued", "2026-08-15")], b"%PDF-1.7 new").await.status,
            303
        );
        let page = company.page(&format!("{draft}/papers")).await;
        let open = page.split("/papers/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
        let path = format!("{draft}/papers/{open}");
        let paper = company.get(&path).await;
        assert_eq!(
            (paper.status, paper.header("content-type"), &paper.body[..]),
            (200, "application/pdf", &b"%PDF-1.7 new"[..])
        );
        assert_eq!(paper.header("cache-control"), "private, no-store");
        for stranger in
            [Identity::Person, Identity::Publisher(domain::account::Role::Reviewer), Identity::AuthorityReviewer]
        {
            let answer = test.sign_in_as(stranger).await.get(&path).await;
            assert!(matches!(answer.status, 403 | 404), "{stranger:?}: {}", answer.status);
        }
        assert_eq!(
            company.post(&format!("{draft}/papers"), &[("act", "remove"), ("slot", "credit-report")]).await.status,
            303
        );
        assert_eq!(company.get(&path).await.status, 404);
    });
}

#[test]
fn r075_seven_clauses_are_signed_by_the_head_in_the_text_in_force() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let path = format!("{draft}/commitment");
        let page = company.page(&path).await;
        let text = CommitmentText::shipped();
        for clause in &text.clauses {
            let start: String = clause.zh.chars().take(12).collect();
            assert!(page.contains(&start), "{start}");
        }
        assert!(page.contains(&text.sha256()[..8]), "version and hash are shown");
        assert!(page.contains("我已逐条阅读，代表本单位承诺"), "what the tick says");
        let answer = send(&company, &path, &[("accountable_head", "")]).await;
        let page = answer.text();
        assert_eq!(answer.status, 422);
        assert!(page.contains("href=\"#commitment\"") && page.contains("href=\"#seal\""), "{page}");
        // Sealed on paper: the scan is the seal.
        assert_eq!(attach(&company, &draft, "seal", &[], PDF).await.status, 303);
        fill(&company, &path, &[("commitment", "yes"), ("accountable_head", "王五"), ("seal", "file")]).await;
        let page = company.page(&path).await;
        assert!(page.contains("王五 已于") && page.contains("签署"), "{page}");
        assert_eq!(company.post(&path, &[("act", "remove"), ("slot", "seal")]).await.status, 303);
        let list = company.page(&format!("{path}?check=1")).await;
        assert!(list.contains("id=\"seal-error\""), "without the scan there is no seal: {list}");
    });
}
