//! Files on the wire, and the log of downloads.
use crate::fixture::{run, sample_file, shared, table_of};
use sha2::{Digest, Sha256};
use store::DownloadRecord;
use testkit::{Answer, TestPortal};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn r010_originals_arrive_byte_for_byte() {
    run(async {
        let test = shared().await;
        for (key, path) in [
            ("divisions-provinces", "tables/divisions/provinces.csv"),
            ("divisions-villages-guizhou", "tables/divisions/villages_guizhou_gb18030.csv"),
        ] {
            let answer = test.get(&format!("/download/{}/original/0", test.sample(key))).await;
            let file = sample_file(path);
            assert_eq!(answer.status, 200);
            assert!(answer.body == file, "{path} differs");
            assert_eq!(answer.header("content-length"), file.len().to_string());
            assert_eq!(answer.header("x-content-sha256"), sha256(&file));
            assert_eq!(answer.header("etag"), format!("\"{}\"", sha256(&file)));
            assert!(answer.header("content-disposition").starts_with("attachment; filename=\""));
        }
    });
}

#[test]
fn r011_every_format_of_a_table() {
    run(async {
        let test = shared().await;
        let code = test.sample("divisions-provinces");
        let table = table_of(test, &code).await;
        let get = |file: &str| {
            let path = format!("/download/{code}/{table}.{file}");
            async move {
                let answer = test.get(&path).await;
                assert_eq!(answer.status, 200, "{path}: {}", answer.text());
                assert_eq!(answer.header("x-content-sha256"), sha256(&answer.body), "{path}");
                assert!(
                    answer.header("content-disposition").contains("filename*=UTF-8''%E7%9C%81"),
                    "{path}: Chinese name"
                );
                answer
            }
        };
        let csv = get("csv").await;
        assert!(std::str::from_utf8(&csv.body).is_ok_and(|text| text.contains("北京市")));
        let rows = get("json").await.json();
        assert_eq!(rows.as_array().map(Vec::len), Some(31));
        let parquet = get("parquet").await;
        assert!(parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"));
        assert!(get("xlsx").await.body.starts_with(b"PK\x03\x04"));
        let gb = get("csv?encoding=gb18030").await;
        assert!(gb.body.windows(6).any(|bytes| bytes == [0xb1, 0xb1, 0xbe, 0xa9, 0xca, 0xd0]), "北京市 in GB18030");
        assert_eq!(test.get(&format!("/download/{code}/{table}.doc")).await.status / 100, 4);
        assert_eq!(test.get(&format!("/download/{code}/{table}.csv?encoding=klingon")).await.status, 400);
    });
}

#[test]
fn conditional_and_partial_requests() {
    run(async {
        let test = shared().await;
        let path = format!("/download/{}/original/0", test.sample("divisions-provinces"));
        let whole = test.get(&path).await;
        let same = Answer::of(test.request("GET", &path).header("if-none-match", whole.header("etag"))).await;
        assert_eq!((same.status, same.body.len()), (304, 0));
        let part = Answer::of(test.request("GET", &path).header("range", "bytes=3-9")).await;
        assert_eq!(part.status, 206);
        assert_eq!(part.body, whole.body[3..10]);
        assert_eq!(part.header("content-range"), format!("bytes 3-9/{}", whole.body.len()));
        let stale = test.request("GET", &path).header("range", "bytes=3-9").header("if-range", "\"another\"");
        let stale = Answer::of(stale).await;
        assert!(stale.status == 200 && stale.body == whole.body, "a part of another version is no continuation");
        let resumed = test.request("GET", &path).header("range", "bytes=3-9").header("if-range", whole.header("etag"));
        assert_eq!(Answer::of(resumed).await.status, 206);
        let tail = Answer::of(test.request("GET", &path).header("range", "bytes=-5")).await;
        assert_eq!(tail.body, whole.body[whole.body.len() - 5..]);
        let beyond = Answer::of(test.request("GET", &path).header("range", "bytes=99999999-")).await;
        assert_eq!(beyond.status, 416);
        let head = Answer::of(test.request("HEAD", &path)).await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("etag"), whole.header("etag"));
    });
}

async fn log(test: &TestPortal) -> Vec<DownloadRecord> {
    let now = testkit::start_of_tests();
    let day = chrono::Duration::days(1);
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.downloads_between(now - day, now + day, 100).await.expect("the log")
}

#[test]
fn r015_each_download_leaves_one_row_and_nothing_else_does() {
    run(async {
        let test = TestPortal::empty().await;
        let code = test.dataset("公交站点", |_| {}).await;
        let text = "编号,站名\n1,武林广场\n2,凤起路\n";
        test.table(&code, "公交站点.csv", text, "首次发布", None).await;
        let table = table_of(&test, &code).await;
        let path = format!("/download/{code}/original/0");
        let etag = test.get(&path).await.header("etag").to_owned();
        assert_eq!(test.get(&format!("/download/{code}/{table}.json")).await.status, 200);
        let rows = log(&test).await;
        assert_eq!(rows.len(), 2, "{rows:?}");
        let original = rows.iter().find(|row| row.format == "original").expect("the original");
        assert_eq!((original.version, original.bytes), (Some(1), text.len() as u64));
        assert!(!original.session.is_empty() && !original.session.contains("127.0.0.1"));
        assert!(rows.iter().any(|row| row.format.contains("json") && row.table.is_some()), "{rows:?}");

        for request in [
            test.request("HEAD", &path),
            test.request("GET", &path).header("range", "bytes=5-"),
            test.request("GET", &path).header("user-agent", "Baiduspider/2.0"),
            test.request("GET", &path).header("sec-purpose", "prefetch"),
        ] {
            assert_eq!(Answer::of(request).await.status / 100, 2);
        }
        assert_eq!(log(&test).await.len(), 2, "HEAD, continuation, robot and prefetch are no downloads");
        let known = Answer::of(test.request("GET", &path).header("if-none-match", etag)).await;
        assert_eq!(known.status, 304);
        assert_eq!(log(&test).await.len(), 2, "an unchanged copy is no download");
    });
}
