//! Backup and restore of a PostgreSQL database by its own tools, with somebody writing all the while. Runs where
//! `PORTAL_TEST_POSTGRES` names a server (`scripts/with-postgres.sh`), whatever the other tests keep their data in.
use super::{noted, writer};
use crate::fixture::run;
use server::services::audit::verify;
use server::services::backup;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use std::io::Write as _;
use testkit::{Identity, TestPortal};

/// A new database on the server; its address.
async fn database(server: &str, name: &str) -> String {
    let name = format!("portal_{name}_{}", std::process::id());
    let mut connection = PgConnection::connect(server).await.expect("PORTAL_TEST_POSTGRES answers");
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.expect("a database");
    connection.close().await.expect("an end");
    let (before, query) = server.split_once('?').map_or((server, ""), |(before, query)| (before, query));
    let host = before.rsplit_once('/').expect("an address with a database").0;
    if query.is_empty() { format!("{host}/{name}") } else { format!("{host}/{name}?{query}") }
}

/// How many rows each table has, and what they hold, as one number that any difference changes. Of the trail the rows up to one are
/// compared; what the jobs of the portal note meanwhile (settings, and that they changed) is left out.
async fn contents(url: &str, through: i64) -> Vec<(String, i64, String)> {
    let mut connection = PgConnection::connect(url).await.expect("the database");
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
    let tables = sqlx::query(sql).fetch_all(&mut connection).await.expect("tables");
    let mut found = Vec::new();
    for table in tables {
        let name: String = table.get(0);
        let which = match name.as_str() {
            "audit" => format!("seq <= {through}"),
            "settings" => "key NOT LIKE 'audit.%'".to_owned(),
            "changes" => "kind <> 'setting-put'".to_owned(),
            _ => "TRUE".to_owned(),
        };
        let sql = format!(
            "SELECT COUNT(*), COALESCE(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM {name} t WHERE {which}"
        );
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.expect("rows");
        found.push((name, row.get(0), row.get(1)));
    }
    found
}

#[test]
fn r164_a_postgres_database_is_backed_up_while_others_write_and_comes_back_the_same() {
    let Ok(server) = std::env::var("PORTAL_TEST_POSTGRES") else {
        // Written past the test harness, which would swallow it: who reads "ok" must not believe that PostgreSQL was restored.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED r164 on PostgreSQL: PORTAL_TEST_POSTGRES is not set (scripts/with-postgres.sh sets it)"
        );
        return;
    };
    run(async {
        let url = database(&server, "backup").await;
        let test = TestPortal::with(|config| config.database_url.clone_from(&url)).await;
        let dataset = test.dataset("停车场", |_| {}).await;
        test.table(&dataset, "停车场.csv", "名称,泊位\n一,12\n二,30\n", "首次发布", None).await;
        test.account(Identity::Person).await;
        noted(&test, 3).await;
        let core = test.portal.core();
        let document = core.put_private("当事人的材料".as_bytes()).await.expect("a document");
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("backup");
        let writer = writer(&test);
        let made = backup::make(core, &target, true, |_, _| {}).await.expect("a backup");
        writer.await.expect("the writer");
        assert_eq!(made.engine, "postgres");

        // Into what is not empty nothing goes.
        let mut config = core.config.clone();
        config.data_dir = folder.path().join("restored");
        let refused = backup::restore(&config, &target, |_, _| {}).await.expect_err("not empty");
        assert!(format!("{refused:#}").contains("not empty"), "{refused:#}");

        config.database_url = database(&server, "restored").await;
        let done = backup::restore(&config, &target, |_, _| {}).await.expect("a restore");
        assert_eq!((done.missing_keys, &done.manifest), (vec![], &made));
        let restored_url = config.database_url.clone();
        let system = std::sync::Arc::new(server::clock::System);
        let restored = server::portal::open_core(config, system.clone(), system, false).await.expect("a portal");
        let found = verify::verify(&restored, None).await.expect("a check");
        assert_eq!(found.broken, None);
        assert!(found.through >= made.audit.0, "{found:?}");
        super::restored_on_record(&restored, &made).await;
        // Everything is as it was; of the trail, which grew meanwhile, what the copy has: all but the restore itself, its last row.
        let through = found.through - 1;
        assert_eq!(contents(&restored_url, through).await, contents(&url, through).await);
        assert_eq!(restored.get_private(&document).await.expect("the document"), "当事人的材料".as_bytes());
        for part in &made.files {
            let store = if part.path.starts_with("private") { restored.private.objects() } else { &restored.files };
            assert!(store.verify(&part.sha256).await.expect("a file"), "{}", part.path);
        }
        // The guard of the trail came along.
        let mut owner = PgConnection::connect(&restored_url).await.expect("the database");
        assert!(sqlx::raw_sql("DELETE FROM audit").execute(&mut owner).await.is_err());
    });
}
