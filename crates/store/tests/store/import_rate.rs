//! How fast records come in: `cargo test -p store --test store import_rate -- --ignored --nocapture`.
use crate::support::*;
use std::time::Instant;
use store::{Audience, Outcome, Store};

const RECORDS: u128 = 16_000;
/// Records a commit, as a large import does it.
const COMMIT: usize = 2_000;

async fn import(store: &Store) {
    let records: Vec<_> = (1..=RECORDS)
        .map(|n| {
            let mut record = dataset(n);
            record.description =
                "包含失信黑名单项目名称,发布机关名称,法人和其他组织名称,统一社会信用代码,发布时间等信息。".repeat(3);
            record.items = (0..8).map(|at| item(&format!("字段{at}"), &format!("field_{at}"))).collect();
            record
        })
        .collect();
    for expected in [Outcome::Inserted, Outcome::Unchanged] {
        let start = Instant::now();
        for part in records.chunks(COMMIT) {
            let mut tx = store.write().await.unwrap();
            tx.upsert_body(&body(1), noon()).await.unwrap();
            assert!(tx.upsert_datasets(part, noon()).await.unwrap().iter().all(|one| one.outcome == expected));
            tx.commit(vec![]).await.unwrap();
        }
        rate(&format!("{expected:?}"), start);
    }
    let start = Instant::now();
    let (mut rows, mut after) = (0, uuid::Uuid::nil());
    let mut tx = store.read().await.unwrap();
    loop {
        let page = tx.index_page(after, 500).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.card.id;
        rows += page.len();
    }
    assert_eq!(rows, usize::try_from(RECORDS).unwrap());
    rate("read for the index", start);
    let start = Instant::now();
    tx.totals(Audience::Public, day("2026-09-28")).await.unwrap();
    eprintln!("totals: {:?}", start.elapsed());
    let start = Instant::now();
    tx.publishers(Audience::Public, store::PublisherFilter::default()).await.unwrap();
    eprintln!("publishers: {:?}", start.elapsed());
    let start = Instant::now();
    for n in 1..=100 {
        tx.dataset_by_code(&format!("data{n:06}"), Audience::Public).await.unwrap().unwrap();
    }
    eprintln!("one dataset: {:?}", start.elapsed() / 100);
    let codes: Vec<String> = (1..=20).map(|n| format!("data{n:06}")).collect();
    let start = Instant::now();
    for _ in 0..100 {
        tx.datasets_by_codes(&codes, Audience::Public).await.unwrap();
    }
    eprintln!("20 cards: {:?}", start.elapsed() / 100);
}

fn rate(what: &str, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let rate = RECORDS as f64 / seconds;
    eprintln!("{what}: {rate:.0} records/s ({seconds:.2} s)");
}

#[tokio::test]
#[ignore = "a measurement"]
async fn sqlite() {
    let (store, _folder) = crate::support::sqlite().await;
    import(&store).await;
}

#[tokio::test]
#[ignore = "a measurement"]
async fn postgres() {
    if let Some((store, schema)) = crate::support::postgres().await {
        import(&store).await;
        store.close().await;
        schema.remove().await;
    }
}
