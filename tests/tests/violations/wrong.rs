//! What is typed wrong comes back with every fault at its field, and nothing has happened.
use super::*;
use crate::fixture::run;

fn at_fault(answer: &Answer, fields: &[&str]) {
    assert_eq!(answer.status, 422, "{}", answer.text());
    let text = answer.text();
    for field in fields {
        assert!(text.contains(&format!("href=\"#{field}\"")), "{field}: {text}");
    }
}

#[test]
fn r134_ground_facts_evidence_and_date_are_mandatory() {
    run(async {
        for profile in ["zhejiang", "deqing", "yunnan"] {
            let ground = ground(profile).await;
            let number = ground.suspected(Identity::Reviewer).await;
            let page = ground.sign_in(Identity::Reviewer).await.page(&format!("/cases/{number}/do/order")).await;
            for (code, profiles) in [
                ("beyond_agreement", ["zhejiang", "deqing", "yunnan"].as_slice()),
                ("mining_secrets", &["deqing"]),
                ("harm_to_interests", &["yunnan"]),
            ] {
                let offered = page.contains(&format!("value=\"{code}\""));
                assert_eq!(offered, profiles.contains(&profile), "{profile} {code}");
            }
            let pdf: &[u8] = b"%PDF-1.7 evidence";
            let order = async |fields: &[(&str, &str)], files: &[&[u8]]| {
                ground.order(Identity::Reviewer, &number, fields, files).await
            };
            at_fault(&order(&[], &[]).await, &["ground", "facts", "files", "rectify_by"]);
            let good = [("ground", "beyond_agreement"), ("facts", FACTS), ("rectify_by", "2026-10-26")];
            at_fault(&order(&good, &[]).await, &["files"]);
            at_fault(&order(&good, &[b"MZ\x90\x00\x03\x00"]).await, &["files"]);
            for day in ["2026-10-12", "2026-02-30", "下周"] {
                let wrong = [("ground", "made_up"), ("facts", FACTS), ("rectify_by", day)];
                let refused = order(&wrong, &[pdf]).await;
                at_fault(&refused, &["ground", "rectify_by"]);
                assert!(refused.text().contains(FACTS), "nothing typed is lost");
            }
            let long = "长".repeat(2001);
            at_fault(&order(&[("facts", &long)], &[pdf]).await, &["ground", "facts", "rectify_by"]);
            assert_eq!(ground.state(&number).await, "suspected");
            assert_eq!(ground.fetched().await, [200, 200]);
            let mut tx = ground.test.portal.store.read().await.expect("a read");
            let row = tx.case(&number).await.expect("a read").expect("the case");
            assert_eq!(tx.documents_of(row.id).await.expect("documents").len(), 0, "no file of a refused form");
        }
    });
}

#[test]
fn r134_a_form_of_yesterday_changes_nothing() {
    run(async {
        let ground = ground("zhejiang").await;
        let number = ground.suspected(Identity::Reviewer).await;
        let client = ground.sign_in(Identity::Reviewer).await;
        let path = format!("/cases/{number}/do/order");
        let version = hidden(&client.page(&path).await, "version");
        let fields = [
            ("version", version.as_str()),
            ("ground", "beyond_agreement"),
            ("facts", FACTS),
            ("rectify_by", "2026-10-26"),
        ];
        let pdf: [(&str, &str, &str, &[u8]); 1] = [("files", EVIDENCE, "application/pdf", b"%PDF-1.7 x")];
        assert_eq!(client.post_files(&path, &fields, &pdf).await.status, 303);
        let again = client.post_files(&path, &fields, &pdf).await;
        assert_eq!(again.status, 403, "ordered once: {}", again.text());
        let reasons = [("reason", "不够")];
        ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
        for command in ["accept", "return", "conclude"] {
            let answer = act(&ground.sign_in(Identity::Reviewer).await, &number, command, &reasons).await;
            at_fault(&answer, &["reason"]);
        }
        assert_eq!(ground.state(&number).await, "rectification-submitted");
    });
}

#[test]
fn r134_a_suspicion_names_agreement_data_and_what_is_suspected() {
    run(async {
        let ground = ground("zhejiang").await;
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        let path = "/admin/violations/new";
        let agreement = reviewer.page(&format!("/cases/{}", ground.agreement)).await;
        assert!(agreement.contains(&format!("{path}?agreement={}", ground.agreement)), "linked: {agreement}");
        assert!(reviewer.page(path).await.contains("name=\"agreement\""));
        for typed in ["", "XY-20260101-0009", "停车通"] {
            let find = [("act", "find"), ("agreement", typed)];
            at_fault(&reviewer.post(path, &find).await, &["agreement"]);
        }
        let number = ground.agreement.as_str();
        at_fault(&reviewer.post(path, &[("agreement", number)]).await, &["datasets", "text"]);
        let wrong = [("agreement", number), ("datasets", "nothing"), ("text", "短"), ("complaint", "TS-20260101-0001")];
        let refused = reviewer.post(path, &wrong).await;
        at_fault(&refused, &["datasets", "text", "complaint"]);
        assert!(refused.text().contains("TS-20260101-0001"), "nothing typed is lost");
        let mut tx = ground.test.portal.store.read().await.expect("a read");
        let party = tx.case(number).await.expect("a read").and_then(|row| row.party).expect("a party");
        assert!(tx.cases_about(party, domain::cases::CaseKind::Violation).await.expect("a read").is_empty());
    });
}
