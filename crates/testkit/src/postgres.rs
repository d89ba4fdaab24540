//! The same tests on the other database: with `PORTAL_TEST_DATABASE=postgres` every portal of a test has a schema of its own in the database
//! that `PORTAL_TEST_POSTGRES` names. The database is a temporary one (`scripts/with-postgres.sh`), so nothing is removed.
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// Address of a new, empty schema; `None` where the tests run on SQLite.
pub async fn schema() -> Option<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    match std::env::var("PORTAL_TEST_DATABASE").as_deref() {
        Err(_) | Ok("sqlite") => return None,
        Ok("postgres") => {}
        Ok(other) => panic!("PORTAL_TEST_DATABASE is sqlite or postgres, not {other:?}"),
    }
    let address = std::env::var("PORTAL_TEST_POSTGRES").expect("PORTAL_TEST_POSTGRES names a database");
    let name = format!("portal_http_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&address).await.expect("PORTAL_TEST_POSTGRES answers");
    let sql = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a schema");
    connection.close().await.expect("an end");
    let mark = if address.contains('?') { '&' } else { '?' };
    Some(format!("{address}{mark}options[search_path]={name}"))
}
