//! What nobody names any more is cleared away; what somebody names, or may be about to name, stays.
use crate::fixture::{run, table_of};
use chrono::TimeDelta;
use server::clock::Clock;
use server::jobs::tidy;
use std::fs::File;
use std::time::SystemTime;
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
