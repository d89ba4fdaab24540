//! What nobody names any more is cleared away; what somebody names, or may be about to name, stays.
use crate::fixture::{run, table_of};
use chrono::TimeDelta;
use server::clock::Clock;
use server::jobs::tidy;
use std::fs::File;
use std::time::SystemTime;
use store::access::{ApplicationDraft, PaperRow};
use testkit::TestPortal;

/// Writes a file of the store as if it had been published so many hours ago.
async fn age(test: &TestPortal, sha256: &str, hours: i64) {
    let path = test.portal.files.local_path(sha256).await.expect("a file");
    let then = SystemTime::from(test.clock.now() - TimeDelta::hours(hours));
    File::options().write(true).open(path).expect("the file").set_modified(then).expect("an age");
}

async fn put(test: &TestPortal, text: &'static str) -> String {
    test.portal.files.put_bytes(text).await.expect("stored").sha256
}

async fn there(test: &TestPortal, sha256: &str) -> bool {
    test.portal.files.size(sha256).await.expect("an answer").is_some()
}

#[test]
fn orphans_go_named_and_fresh_files_stay() {
    run(async {
        let test = TestPortal::empty().await;
        let code = test.dataset("公交站点", |_| {}).await;
        test.table(&code, "公交站点.csv", "编号,站名\n1,武林广场\n2,凤起路\n", "首次发布", None).await;
        let table = table_of(&test, &code).await;
        let conversion = format!("/download/{code}/{table}.json");
        let converted = test.get(&conversion).await.header("x-content-sha256").to_owned();
        let original = test.get(&format!("/download/{code}/original/0")).await.header("x-content-sha256").to_owned();
        let (orphan, fresh) = (put(&test, "nobody names it").await, put(&test, "an import may name it soon").await);
        for (file, hours) in [(&converted, 48), (&original, 48), (&orphan, 25), (&fresh, 23)] {
            age(&test, file, hours).await;
        }
        let done = tidy::round(test.portal.core()).await.expect("a round");
        assert_eq!((done.forgotten, done.removed), (0, 1));
        assert!(!there(&test, &orphan).await, "the orphan goes");
        for (file, what) in [(&fresh, "fresh"), (&converted, "conversion"), (&original, "original")] {
            assert!(there(&test, file).await, "{what} stays");
        }

        // A conversion that is forgotten leaves its row first, then its file.
        let core = test.portal.core();
        let mut tx = core.store.write().await.expect("a write");
        assert_eq!(tx.forget_conversions(&code).await.expect("forgotten"), 1);
        tx.commit(Vec::new()).await.expect("a commit");
        test.clock.set(test.clock.now() + TimeDelta::hours(25));
        age(&test, &fresh, 1).await;
        let done = tidy::round(core).await.expect("a round");
        assert_eq!((done.forgotten, done.removed), (1, 1));
        assert!(!there(&test, &converted).await && there(&test, &original).await && there(&test, &fresh).await);
        let again = test.get(&conversion).await;
        assert_eq!(
            (again.status, again.header("x-content-sha256")),
            (200, converted.as_str()),
            "made again when asked for"
        );
    });
}

#[test]
fn r162_a_private_document_that_nothing_names_goes_and_one_that_is_named_stays() {
    run(async {
        let test = TestPortal::empty().await;
        let core = test.portal.core();
        let now = test.clock.now();
        let (orphan, fresh) = (core.put_private(b"nobody").await, core.put_private(b"perhaps soon").await);
        let (orphan, fresh) = (orphan.expect("stored"), fresh.expect("stored"));
        let named = core.put_private(b"somebody").await.expect("stored");
        let [draft, party, account] = [core.ids.id(now), core.ids.id(now), core.ids.id(now)];
        let mut tx = core.store.write().await.expect("a write");
        let row = ApplicationDraft {
            id: draft,
            party,
            data: vec![1],
            schema: 1,
            version: 0,
            created_by: account,
            created: now,
            changed_by: account,
            changed: now,
            filed: None,
        };
        tx.put_application_draft(&row).await.expect("a draft");
        let paper = PaperRow {
            id: core.ids.id(now),
            draft,
            slot: "credit-report".into(),
            name: vec![2],
            media: "application/pdf".into(),
            bytes: 8,
            sha256: named.sha256.clone(),
            object: named.name.clone(),
            key: named.key.clone(),
            account,
            at: now,
        };
        tx.put_application_paper(&paper).await.expect("a paper");
        tx.commit(Vec::new()).await.expect("a commit");
        let objects = core.private.objects();
        for (file, hours) in [(&orphan, 25), (&named, 25), (&fresh, 23)] {
            let path = objects.local_path(&file.name).await.expect("a file");
            let then = SystemTime::from(now - TimeDelta::hours(hours));
            File::options().write(true).open(path).expect("the file").set_modified(then).expect("an age");
        }
        assert_eq!(tidy::round(core).await.expect("a round").removed, 1);
        assert!(core.get_private(&orphan).await.is_err(), "nothing names it");
        for file in [&named, &fresh] {
            core.get_private(file).await.expect("it stays");
        }
    });
}
