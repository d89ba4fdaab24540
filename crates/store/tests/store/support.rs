//! A database of its own for each test, and plain values.
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalog::*;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{NewBody, NewVersion, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// Declares a test that runs on each database: `name::sqlite`, `name::postgres`.
macro_rules! both {
    ($(#[$meta:meta])* async fn $name:ident($store:ident: &Store) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn check($store: &Store) $body

            #[tokio::test]
            async fn sqlite() {
                let (store, _folder) = crate::support::sqlite().await;
                check(&store).await;
                store.close().await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some((store, schema)) = crate::support::postgres().await {
                    check(&store).await;
                    store.close().await;
                    schema.remove().await;
                }
            }
        }
    };
}

/// A migrated SQLite database in a folder of its own.
pub async fn sqlite() -> (Store, TempDir) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let store = Store::connect(&format!("sqlite://{}/portal.db", folder.path().display())).await.expect("connect");
    store.migrate().await.expect("migrate");
    (store, folder)
}

/// A schema that one test has to itself.
pub struct Schema {
    address: String,
    name: String,
}

impl Schema {
    /// Of the database that holds the schema.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub async fn remove(self) {
        let mut connection = PgConnection::connect(&self.address).await.expect("connect");
        let sql = format!("DROP SCHEMA {} CASCADE", self.name);
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("drop schema");
    }
}

/// A migrated PostgreSQL schema, or `None` where there is no PostgreSQL to test on.
pub async fn postgres() -> Option<(Store, Schema)> {
    let (url, schema) = empty_schema().await?;
    let store = Store::connect(&url).await.expect("connect");
    store.migrate().await.expect("migrate");
    Some((store, schema))
}

/// Address of an empty schema, or `None`, said aloud once, where there is no PostgreSQL to test on.
pub async fn empty_schema() -> Option<(String, Schema)> {
    static SAID: Once = Once::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(address) = std::env::var("PORTAL_TEST_POSTGRES") else {
        // Written past the test harness, which would swallow a plain `eprintln!` of a test that passes.
        SAID.call_once(|| {
            let _ = writeln!(std::io::stderr(), "SKIPPED on PostgreSQL: PORTAL_TEST_POSTGRES is not set");
        });
        return None;
    };
    let name = format!("portal_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&address).await.expect("PORTAL_TEST_POSTGRES answers");
    let sql = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("create schema");
    let mark = if address.contains('?') { '&' } else { '?' };
    Some((format!("{address}{mark}options[search_path]={name}"), Schema { address, name }))
}

/// A working day at noon, to the microsecond.
pub fn noon() -> DateTime<Utc> {
    "2026-09-28T04:00:00.000001Z".parse().expect("instant")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("date")
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Body number `n`: 单位{n}, a city's body of 330100.
pub fn body(n: u128) -> NewBody {
    let name = format!("单位{n}");
    NewBody {
        normalised: name.clone(),
        body: Body {
            id: id(0xb0d1_0000 + n),
            code: format!("body{n:06}"),
            name,
            name_en: None,
            level: Level::City,
            region: "330100".into(),
            parent: None,
            unattributed: false,
            contact: None,
            website: None,
        },
    }
}

/// Dataset number `n` of body 1: listed, 无条件开放, with every field filled.
pub fn dataset(n: u128) -> Dataset {
    Dataset {
        id: id(0xda7a_0000 + n),
        code: format!("data{n:06}"),
        source_key: format!("zhejiang/{n}"),
        title: format!("数据集{n}"),
        title_en: Some(format!("Dataset {n}")),
        description: "说明".into(),
        publisher: id(0xb0d1_0001),
        access_rights: AccessRights::Public,
        access_rights_source: AccessRightsSource::Stated,
        themes: vec![Theme::Transport, Theme::Environment],
        tags: vec!["公交".into(), "线路".into()],
        formats: vec![StatedFormat { format: Format::Csv, original: "csv".into() }],
        data_type: DataType::Table,
        accrual_periodicity: AccrualPeriodicity::Annual,
        periodicity_original: Some("每年".into()),
        level: Level::City,
        region: "330100".into(),
        items: vec![item("线路名称", "line_name"), item("线路编号", "line_no")],
        conditions: Some("无".into()),
        contact: Some("0571-00000000".into()),
        licence: Some("CC-BY-4.0".into()),
        landing_page: Some(format!("https://example.org/{n}")),
        source_name: Some("浙江省数据开放平台".into()),
        issued: Some(day("2020-01-02")),
        updated: Some(day("2023-06-02")),
        observed: Some(day("2023-07-01")),
        publication: Publication::Listed,
        example: false,
        stated_rows: Some(19_053),
        original: json!({ "标题": format!("数据集{n}"), "数据量": "19053" }),
    }
}

pub fn item(title: &str, name: &str) -> DataItem {
    DataItem {
        title: title.into(),
        name: name.into(),
        data_type: Some("字符型".into()),
        description: Some("说明".into()),
        unit: None,
        sensitivity: vec![],
        treatment: None,
    }
}

/// Version `number` of dataset `n`: one CSV with one table of `rows` rows.
pub fn version(n: u128, number: i64, rows: u64) -> NewVersion {
    let base = (n << 32) + (u128::from(number.unsigned_abs()) << 8);
    let version = Version { id: id(base + 1), number, issued: noon(), note: "首次发布".into(), case: None };
    let distribution = Distribution {
        id: id(base + 2),
        version: version.id,
        kind: DistributionKind::Hosted,
        title: "线路.csv".into(),
        format: Format::Csv,
        access_url: None,
        sha256: Some(format!("{:064x}", base + 2)),
        file_name: Some("线路.csv".into()),
        bytes: Some(1234),
        encoding: Some("GB18030".into()),
    };
    let table = Table {
        id: id(base + 3),
        code: format!("tabl{n:06}"),
        distribution: distribution.id,
        version: version.id,
        title: "线路".into(),
        sheet: None,
        rows,
        parquet: format!("{:064x}", base + 3),
        parquet_bytes: 567,
        columns: vec![Column {
            name: "line_name".into(),
            title: "线路名称".into(),
            dtype: "text".into(),
            nulls: 3,
            distinct: Some(40),
            min: Some("1路".into()),
            max: None,
        }],
        warnings: vec![json!({ "code": "ragged-rows", "rows": 2 })],
    };
    NewVersion { version, distributions: vec![distribution], tables: vec![table] }
}

/// Enters body 1 and these datasets, each of which must be new.
pub async fn enter(store: &Store, datasets: &[Dataset]) {
    let mut tx = store.write().await.expect("begin");
    tx.upsert_body(&body(1), noon()).await.expect("body");
    let done = tx.upsert_datasets(datasets, noon()).await.expect("datasets");
    assert!(done.iter().all(|one| one.outcome == store::Outcome::Inserted), "{done:?}");
    tx.commit(vec![]).await.expect("commit");
}

/// Kinds and codes of all changes after `seq`.
pub async fn changes(store: &Store, seq: i64) -> Vec<(store::ChangeKind, String)> {
    let mut tx = store.read().await.expect("begin");
    let changes = tx.changes_since(seq, 10_000).await.expect("changes");
    changes.into_iter().map(|one| (one.change.kind, one.change.code)).collect()
}
