//! The audit trail through public HTTP, and through the hands of somebody who owns the database (B32, R-160, R-161, R-162, R-164).
mod alarm;
mod postgres;
mod reach;

use crate::fixture::run;
use contract::Caller;
use domain::account::Role;
use domain::audit::Entry;
use server::services::audit::verify;
use server::services::{backup, sealed};
use testkit::{Identity, TestPortal};

const AUDITOR: Identity = Identity::Authority(Role::Auditor);

/// Notes some acts, as services do.
async fn noted(test: &TestPortal, n: u32) {
    let mut tx = test.portal.store.write().await.expect("a write");
    for i in 1..=n {
        let mut entry = Entry::new(test.portal.clock.now(), "case.answer", "case", format!("TS-{i}"));
        entry.case = Some(format!("TS-{i}"));
        entry.before = serde_json::json!({ "state": "accepted" });
        entry.after = serde_json::json!({ "state": "answered" });
        entry.reason = Some("<b>材料</b>".into());
        tx.audit(Caller::operator().sign(entry));
    }
    tx.commit(Vec::new()).await.expect("a commit");
}

/// Somebody writes all the while.
fn writer(test: &TestPortal) -> tokio::task::JoinHandle<()> {
    let portal = test.portal.clone();
    tokio::spawn(async move {
        for i in 0..200 {
            let mut tx = portal.store.write().await.expect("a write");
            tx.audit(Entry::new(portal.clock.now(), "case.answer", "case", format!("TS-{i}")));
            tx.commit(Vec::new()).await.expect("a commit");
        }
    })
}

#[test]
fn r160_only_auditor_and_security_officer_read_the_trail() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 1).await;
        for path in ["/admin/audit", "/admin/audit/1", "/admin/audit/export?format=csv"] {
            let visitor = test.get(path).await;
            assert!(matches!(visitor.status, 303 | 401), "{path}: {}", visitor.status);
            assert!(!visitor.text().contains("TS-1"));
            for role in Role::ALL {
                let client = test.sign_in_as(Identity::Authority(*role)).await;
                let answer = client.get(path).await;
                let allowed = matches!(role, Role::Auditor | Role::SecurityOfficer);
                assert_eq!(answer.status, if allowed { 200 } else { 403 }, "{path} {role:?}: {}", answer.text());
                if !allowed {
                    assert!(answer.text().contains("审计、安全"), "the role that is needed is named");
                    assert!(!answer.text().contains("TS-1"));
                }
            }
            let without = test.sign_in_without_factor(AUDITOR).await.get(path).await;
            assert_ne!(without.status, 200, "{path}");
        }
        // Those who tried are in the trail.
        let page = test.sign_in_as(AUDITOR).await.page("/admin/audit?outcome=refused&action=audit").await;
        assert!(page.contains("无权限"), "{page}");
    });
}

#[test]
fn r160_rows_are_found_shown_whole_and_escaped() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 3).await;
        let client = test.sign_in_as(AUDITOR).await;
        let page = client.page("/admin/audit?case=TS-2").await;
        assert!(page.contains("TS-2") && !page.contains("TS-3"));
        assert!(page.contains("accepted → answered"), "{page}");
        assert!(page.contains("&lt;b&gt;") && !page.contains("<b>材料"));
        assert!(page.contains("本次导出将被记录") && page.contains("不得少于 3 年"));
        let row = client.page("/en/admin/audit/2").await;
        assert!(row.contains("follows the one before") && row.contains("answered"));
        assert_eq!(client.get("/admin/audit/999999").await.status, 404);
        assert_eq!(client.get("/admin/audit/x").await.status, 404);
        assert_eq!(client.get("/admin/audit?body=nobody").await.status, 400);
        assert_eq!(client.get("/admin/audit?person=nobody%40example.cn").await.status, 400);
    });
}

#[test]
fn r160_searches_of_persons_and_exports_are_recorded() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 2).await;
        let person = test.account(Identity::Person).await;
        let client = test.sign_in_as(AUDITOR).await;
        client.page(&format!("/admin/audit?person={}", Identity::Person.email().replace('@', "%40"))).await;
        let csv = client.get("/admin/audit/export?format=csv&case=TS-1").await;
        assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(csv.header("content-disposition").contains("audit-"));
        let lines: Vec<String> = csv.text().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 2, "a head and the one row: {lines:?}");
        assert!(lines[1].contains("TS-1"));
        let jsonl = client.get("/admin/audit/export?format=jsonl").await.text();
        let rows: Vec<domain::audit::Row> =
            jsonl.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
        let mut before = (0, domain::audit::GENESIS.to_owned());
        for row in &rows {
            domain::audit::verify(before.0, &before.1, row).expect("the export verifies by itself");
            before = (row.seq, row.hash.clone());
        }
        let acts: Vec<(&str, String)> =
            rows.iter().map(|row| (row.entry.action.as_str(), row.entry.object.clone())).collect();
        assert!(acts.contains(&("audit.search", person.to_string())), "{acts:?}");
        assert!(acts.iter().any(|(act, _)| *act == "audit.export"), "the export before this one");
        let export = rows.iter().find(|row| row.entry.action == "audit.export").expect("an export");
        assert_eq!(export.entry.account, Some(client.account));
        assert_eq!(export.entry.role.as_deref(), Some("auditor"));
        assert_eq!(client.get("/admin/audit/export?format=exe").await.status, 406);
    });
}

#[test]
fn r160_a_chain_cut_at_its_end_is_missed_by_the_nightly_check() {
    run(async {
        let test = TestPortal::with(|config| config.database_url.clear()).await;
        noted(&test, 5).await;
        let core = test.portal.core();
        let found = verify::round(core).await.expect("a check");
        assert_eq!((found.broken, found.through), (None, 5));
        let client = test.sign_in_as(AUDITOR).await;
        assert!(client.page("/admin/audit").await.contains("链校验完整，至第 5 条"));

        let file = core.store.file().expect("SQLite").to_owned();
        let url = format!("sqlite://{}", file.display());
        use sqlx::Connection;
        let mut owner = sqlx::SqliteConnection::connect(&url).await.expect("the database");
        let cut = "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq >= 5";
        sqlx::raw_sql(cut).execute(&mut owner).await.expect("a cut");
        owner.close().await.expect("an end");
        let found = verify::round(core).await.expect("a check");
        assert_eq!(found.broken, Some((5, domain::audit::Broken::End)));
        assert!(client.page("/admin/audit").await.contains("第 5 条校验不符"));
        // What comes after does not heal it.
        noted(&test, 2).await;
        assert_eq!(verify::round(core).await.expect("a check").broken, Some((5, domain::audit::Broken::End)));
    });
}

#[test]
fn r161_what_is_older_than_the_retention_leaves_and_the_rest_verifies() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 4).await;
        let core = test.portal.core();
        let days = chrono::TimeDelta::days;
        test.clock.set(test.portal.clock.now() + days(3 * 365 - 30));
        noted(&test, 2).await;
        assert_eq!(verify::trim(core).await.expect("a trim"), 0, "not before three years");
        test.clock.set(test.portal.clock.now() + days(90));
        assert_eq!(verify::trim(core).await.expect("a trim"), 4);
        let found = verify::verify(core, None).await.expect("a check");
        assert_eq!((found.from, found.broken), (5, None));
        let row = core.store.read().await.expect("a read").audit_after(6, 1).await.expect("rows").remove(0);
        assert_eq!((row.entry.action.as_str(), &row.entry.after["rows"]), ("audit.trim", &serde_json::json!(4)));
    });
}

#[test]
fn r164_a_backup_made_while_others_write_restores_rows_and_files() {
    run(async {
        let test = TestPortal::with(|config| config.database_url.clear()).await;
        let dataset = test.dataset("停车场", |_| {}).await;
        test.table(&dataset, "停车场.csv", "名称,泊位\n一,12\n二,30\n", "首次发布", None).await;
        let core = test.portal.core();
        let document = core.put_private("当事人的材料".as_bytes()).await.expect("a document");
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("backup");
        let writer = writer(&test);
        let made = backup::make(core, &target, true, |_, _| {}).await.expect("a backup");
        writer.await.expect("the writer");
        assert!(made.files.len() >= 3, "original, table, document: {:?}", made.files);
        assert!(backup::make(core, &target, true, |_, _| {}).await.is_err(), "never over another one");

        let mut config = core.config.clone();
        config.data_dir = folder.path().join("restored");
        let done = backup::restore(&config, &target, |_, _| {}).await.expect("a restore");
        assert_eq!((done.missing_keys, &done.manifest), (vec![], &made));
        assert!(backup::restore(&config, &target, |_, _| {}).await.is_err(), "never over what is there");
        let system = std::sync::Arc::new(server::clock::System);
        let restored = server::portal::open_core(config, system.clone(), system, false).await.expect("a portal");
        let found = verify::verify(&restored, None).await.expect("a check");
        assert_eq!(found.broken, None);
        assert!(found.through >= made.audit.0);
        restored_on_record(&restored, &made).await;
        let row = restored.store.read().await.expect("a read").audit_row(made.audit.0).await.expect("a read");
        assert_eq!(row.map(|row| row.hash), (made.audit.0 > 0).then_some(made.audit.1));
        for part in &made.files {
            let store = if part.path.starts_with("private") { restored.private.objects() } else { &restored.files };
            assert!(store.verify(&part.sha256).await.expect("a file"), "{}", part.path);
        }
        assert_eq!(restored.get_private(&document).await.expect("the document"), "当事人的材料".as_bytes());
        let mut tx = restored.store.read().await.expect("a read");
        let full = tx.dataset_by_code(&dataset, store::Audience::Public).await.expect("a read").expect("the dataset");
        assert_eq!(full.dataset.title, "停车场");
    });
}

/// The last row of the trail that came back is the restore itself: by the operator, from which backup.
async fn restored_on_record(core: &server::portal::Core, made: &backup::Manifest) {
    let mut tx = core.store.read().await.expect("a read");
    let (head, _) = tx.audit_head().await.expect("a head");
    let rows = tx.audit_after(0, 10_000).await.expect("the trail");
    let noted: Vec<_> = rows.iter().filter(|row| row.entry.action == "backup.restore").collect();
    assert_eq!(noted.len(), 1, "once");
    let entry = &noted[0].entry;
    assert_eq!((entry.acting.as_str(), entry.object.as_str()), ("operator", made.database.sha256.as_str()));
    assert_eq!((&entry.after["audit"], &entry.after["program"]), (&made.audit.0.into(), &made.program.as_str().into()));
    assert_eq!(entry.after["made"], serde_json::json!(made.made));
    assert!(noted[0].seq > made.audit.0 && noted[0].seq <= head);
}

#[test]
fn r164_a_damaged_backup_is_refused_before_anything_is_written() {
    run(async {
        let test = TestPortal::with(|config| config.database_url.clear()).await;
        let core = test.portal.core();
        core.put_private(b"x").await.expect("a document");
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("backup");
        let made = backup::make(core, &target, false, |_, _| {}).await.expect("a backup");
        assert!(!target.join("keys").exists(), "no keys unless asked for");
        let mut config = core.config.clone();
        config.data_dir = folder.path().join("restored");
        let file = target.join(&made.files[0].path);
        let whole = std::fs::read(&file).expect("a file");
        std::fs::write(&file, b"other").expect("damage");
        let refused = backup::restore(&config, &target, |_, _| {}).await.expect_err("damaged");
        assert!(refused.to_string().contains("damaged"), "{refused}");
        assert!(!config.data_dir.exists(), "nothing was written");
        std::fs::write(&file, whole).expect("repair");
        let manifest = target.join("manifest.json");
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        std::fs::write(&manifest, text.replace("private/", "../private/")).expect("an attack");
        assert!(backup::restore(&config, &target, |_, _| {}).await.is_err());
        std::fs::write(&manifest, text).expect("repair");
        let done = backup::restore(&config, &target, |_, _| {}).await.expect("a restore");
        assert_eq!(done.missing_keys, ["k1"], "sealed data without its key is told about");
    });
}

#[test]
fn r162_after_a_rotation_everything_is_sealed_anew_and_still_opens() {
    run(async {
        let test = TestPortal::with(|config| config.database_url.clear()).await;
        let person = test.account(Identity::Person).await;
        let core = test.portal.core();
        let before = sealed::reseal(core, true).await.expect("a look");
        assert!(before["accounts.email"].keys["k1"] >= 1 && before["parties.name"].keys["k1"] >= 1);
        files::Keys::rotate(&core.config.data_dir.join("keys"), [9; 32]).expect("a rotation");
        let system = std::sync::Arc::new(server::clock::System);
        let next =
            server::portal::open_core(core.config.clone(), system.clone(), system, false).await.expect("a portal");
        let done = sealed::reseal(&next, false).await.expect("sealed anew");
        assert_eq!(done["accounts.email"].resealed, before["accounts.email"].keys["k1"]);
        let after = sealed::reseal(&next, true).await.expect("a look");
        for (column, count) in &after {
            assert!(count.keys.keys().all(|key| key == "k2"), "{column}: {count:?}");
        }
        let account = next.store.read().await.expect("a read").account(person).await.expect("a read").expect("it");
        let email = next.unseal(&account.email, &format!("accounts.email:{person}")).expect("opens");
        assert_eq!(email, Identity::Person.email());
        // The process that still has the old ring says which key it lacks, and does not crash.
        let lost = core.unseal(&account.email, &format!("accounts.email:{person}")).expect_err("a lost key");
        assert!(lost.to_string().contains("“k2” is missing"), "{lost}");
    });
}
