//! 案卷 over HTTP: print page and ZIP, for those who may take it, every time recorded.
use super::*;
use crate::fixture::run;
use domain::account::Role;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use testkit::identities::PUBLISHER;

/// Name and content of everything in an archive.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut all = BTreeMap::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its content");
        all.insert(part.name().to_owned(), bytes);
    }
    all
}

#[test]
fn r160_the_case_file_is_a_zip_whose_hashes_hold_and_each_taking_is_recorded() {
    run(async {
        let test = portal().await;
        let mut sent = complaint(&[]);
        // More than the blocks in which it is sent.
        let large: Vec<u8> = b"%PDF-1.7 "
            .iter()
            .copied()
            .chain((0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8))
            .collect();
        sent.files.push(upload("evidence", "现场 照片.pdf", &large));
        sent.files.push(upload("evidence", "现场 照片.pdf", b"\x89PNG\r\n\x1a\n...."));
        let number = file(&test, &visitor("198.51.100.30"), &sent).await.number;
        let authority = test.sign_in_as(Identity::AuthorityReviewer).await;
        authority.submit(&format!("/cases/{number}"), &[("act", "note"), ("note", "先打电话核实。")]).await;
        let answer = authority.get(&format!("/cases/{number}/print.zip")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
        assert_eq!(answer.header("cache-control"), "private, no-store");
        assert!(answer.header("content-disposition").contains(&format!("{number}.zip")));
        let parts = parts(answer.body);
        let names: Vec<&str> = parts.keys().map(String::as_str).collect();
        let expected = [
            "SHA256SUMS",
            "documents/01-现场 照片.pdf",
            "documents/02-现场 照片.pdf",
            "manifest.json",
            "print.html",
            "timeline.json",
        ];
        assert_eq!(names, expected);
        assert_eq!(parts["documents/01-现场 照片.pdf"], large);
        let sums = String::from_utf8(parts["SHA256SUMS"].clone()).expect("a text");
        assert_eq!(sums.lines().count(), 5);
        for line in sums.lines() {
            let (hash, name) = line.split_once("  ").expect("hash and name");
            assert_eq!(hash, hex::encode(Sha256::digest(&parts[name])), "{name}");
        }
        let manifest: serde_json::Value = serde_json::from_slice(&parts["manifest.json"]).expect("JSON");
        assert_eq!(
            (manifest["number"].as_str(), manifest["parts"].as_array().map(Vec::len)),
            (Some(number.as_str()), Some(4))
        );
        let timeline: serde_json::Value = serde_json::from_slice(&parts["timeline.json"]).expect("JSON");
        assert_eq!(timeline["events"][0]["event"], "filed");
        assert_eq!(timeline["messages"][0]["text"], "先打电话核实。", "an official's file has the notes of the office");
        let page = String::from_utf8(parts["print.html"].clone()).expect("a text");
        assert!(
            page.starts_with("<!DOCTYPE html>") && page.contains(FACTS) && page.contains("counter(pages)"),
            "{page}"
        );
        assert!(
            page.contains("<img src=\"documents/02-")
                && !page.contains("<script")
                && !page.contains(texts::MISSING_OPEN),
            "{page}"
        );
        assert!(!page.contains(NAME) && page.contains("王*"), "masked in the file too: {page}");

        let print = authority.page(&format!("/cases/{number}/print")).await;
        let hash = manifest["parts"][2]["sha256"].as_str().expect("a hash");
        assert!(print.contains(hash) && print.contains(&format!("/cases/{number}/print.zip")), "{print}");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        let taken: Vec<_> = trail
            .iter()
            .map(|row| row.entry.action.as_str())
            .filter(|act| matches!(*act, "case.export" | "case.print"))
            .collect();
        assert_eq!(taken, ["case.export", "case.print"]);
    });
}

#[test]
fn r152_r160_the_auditor_takes_the_file_with_a_record_and_others_do_not() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.31"), &complaint(&[])).await.number;
        let zip = format!("/cases/{number}/print.zip");
        for who in
            [Identity::Authority(Role::Auditor), Identity::Authority(Role::Supervisor), Identity::AuthorityReviewer]
        {
            assert_eq!(test.sign_in_as(who).await.get(&zip).await.status, 200, "{who:?}");
        }
        for who in [
            Identity::Publisher(Role::Auditor),
            Identity::Elsewhere(Role::Auditor),
            Identity::Person,
            Identity::Reviewer,
        ] {
            let client = test.sign_in_as(who).await;
            for path in [zip.clone(), format!("/cases/{number}/print"), format!("/cases/{number}")] {
                assert_eq!(client.get(&path).await.status, 404, "{who:?} {path}");
            }
        }
        assert_eq!(test.visitor().get(&zip).await.status, 401);
        let auditor = caller(&test, Identity::Authority(Role::Auditor)).await;
        let seen = view(&test, &auditor, &number).await;
        assert!(seen.allowed.is_empty() && !seen.may_unmask && !seen.may_message && !seen.may_note && seen.may_print);
        assert!(seen.applicant.is_some_and(|who| who.masked));
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        let own =
            |act: &str| trail.iter().any(|row| row.entry.action == act && row.entry.account == auditor.actor.account());
        assert!(own("case.export") && own("case.view"), "looking is recorded too");
        let refused =
            trail.iter().filter(|row| row.entry.case.as_deref() == Some(&number) && row.entry.outcome == "not-found");
        assert_eq!(refused.count(), 4 * 3, "and so is each refused attempt");
        drop(tx);
        let to = test.body(PUBLISHER).await.1;
        act(&test, &caller(&test, Identity::AuthorityReviewer).await, &number, "route", &[("to", &to)]).await;
        let theirs = test.sign_in_as(Identity::Publisher(Role::Auditor)).await;
        assert_eq!(theirs.get(&zip).await.status, 200, "the body has a part in it now");
    });
}
