//! From every old state to the newest, with data in it.
use crate::support::*;
use domain::catalog::*;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::path::Path;
use store::{Audience, ChangeKind, Store, StoreError};

/// Data of each old state, by its last migration.
const OLD: [(i64, &str); 1] = [(1, include_str!("old/0001.sql"))];

async fn migrations(database: &str) -> Migrator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(database);
    Migrator::new(folder.as_path()).await.unwrap()
}

/// The data with ids as the database spells them.
fn spelt(sql: &str, id: impl Fn(u128) -> String) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql.replace("#1#", &id(1)).replace("#2#", &id(2)))
}

/// What every old state holds must read the same after migrating.
async fn check(store: &Store) {
    assert_eq!(store.pending().await.unwrap(), Vec::<i64>::new());
    let mut tx = store.read().await.unwrap();
    let full = tx.dataset_by_code("data000001", Audience::Public).await.unwrap().unwrap();
    assert_eq!((full.publisher.name.as_str(), full.publisher.level), ("省气象局", Level::Province));
    assert_eq!((full.dataset.title.as_str(), full.dataset.access_rights), ("天气", AccessRights::Public));
    assert_eq!((full.dataset.themes, full.dataset.tags), (vec![Theme::Meteorology], vec!["雨".to_owned()]));
    assert_eq!((full.dataset.issued, full.dataset.stated_rows), (Some(day("2020-01-02")), Some(7)));
    assert_eq!(full.dataset.items[0].unit.as_deref(), Some("mm"));
    assert_eq!(full.created.to_rfc3339(), "2026-01-02T03:04:05.000006+00:00");
    assert_eq!(tx.theme_counts(Audience::Public).await.unwrap(), vec![(Theme::Meteorology, 1)]);
    assert_eq!(tx.totals(Audience::Public, day("2023-06-02")).await.unwrap().updated_on_day, 1);
    assert_eq!(tx.setting::<bool>("demo").await.unwrap(), Some(true));
    drop(tx);
    assert_eq!(changes(store, 0).await, vec![(ChangeKind::DatasetPut, "data000001".to_owned())]);
    let mut tx = store.write().await.unwrap();
    tx.put_setting("demo", &false, noon()).await.unwrap();
    assert_eq!(tx.commit(vec![]).await.unwrap(), Some(2), "the feed goes on");
}

#[tokio::test]
async fn old_sqlite_data_survives_and_is_copied_first() {
    for (state, data) in OLD {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.db");
        let url = format!("sqlite://{}", file.display());
        let mut old = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
        migrations("sqlite").await.run_to(state, &mut old).await.unwrap();
        sqlx::raw_sql(spelt(data, |n| format!("x'{n:032x}'"))).execute(&mut old).await.unwrap();
        old.close().await.unwrap();

        let store = Store::connect(&url).await.unwrap();
        let pending = store.pending().await.unwrap();
        assert_eq!(pending[0], state + 1);
        let copy = store.migrate().await.unwrap().expect("a copy");
        assert_eq!(copy, folder.path().join(format!("portal.db.before-{:04}", state + 1)));
        check(&store).await;
        store.close().await;

        // The copy is the old state, whole: it can take the place of the file.
        let back = Store::connect(&format!("sqlite://{}", copy.display())).await.unwrap();
        assert_eq!(back.pending().await.unwrap(), pending);
        back.migrate().await.unwrap();
        check(&back).await;
    }
}

#[tokio::test]
async fn old_postgres_data_survives() {
    for (state, data) in OLD {
        let Some((url, schema)) = empty_schema().await else { return };
        let mut old = PgConnection::connect(&url).await.unwrap();
        migrations("postgres").await.run_to(state, &mut old).await.unwrap();
        sqlx::raw_sql(spelt(data, |n| format!("'{}'", id(n)))).execute(&mut old).await.unwrap();
        old.close().await.unwrap();
        let store = Store::connect(&url).await.unwrap();
        assert_eq!(store.pending().await.unwrap()[0], state + 1);
        assert_eq!(store.migrate().await.unwrap(), None, "backups are the operator's");
        check(&store).await;
        store.close().await;
        schema.remove().await;
    }
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let Some((pg, schema)) = postgres().await else { return };
    let (sqlite, folder) = sqlite().await;
    let file = folder.path().join("portal.db");
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let here: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'
         AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut connection = PgConnection::connect(schema.address()).await.unwrap();
    let mut there: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = $1 AND table_name <> '_sqlx_migrations'",
    )
    .bind(schema.name())
    .fetch_all(&mut connection)
    .await
    .unwrap();
    there.sort();
    assert!(here.len() > 100, "{}", here.len());
    assert_eq!(here, there);
    sqlite.close().await;
    pg.close().await;
    schema.remove().await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_untouched() {
    let (store, folder) = sqlite().await;
    let mut connection =
        SqliteConnection::connect(&format!("sqlite://{}/portal.db", folder.path().display())).await.unwrap();
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, x'00', 0)";
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    assert!(matches!(store.pending().await, Err(StoreError::Newer(9999))));
    assert!(matches!(store.migrate().await, Err(StoreError::Newer(9999))));
}
