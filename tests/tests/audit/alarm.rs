//! A chain that does not verify is told; the head of a sound one is written where it can be published.
use super::{AUDITOR, noted};
use crate::fixture::run;
use domain::account::Role;
use domain::notice::NoticeKind;
use server::services::audit::verify;
use testkit::{Identity, TestPortal};

const OFFICER: Identity = Identity::Authority(Role::SecurityOfficer);

/// Changes a row behind the portal's back, as the owner of the database can.
async fn tamper(test: &TestPortal) {
    let url = test.portal.core().config.database();
    use sqlx::Connection;
    if url.starts_with("postgres") {
        let mut owner = sqlx::PgConnection::connect(&url).await.expect("the database");
        let sql = "ALTER TABLE audit DISABLE TRIGGER USER; UPDATE audit SET reason = 'other' WHERE seq = 3; \
                   ALTER TABLE audit ENABLE TRIGGER USER";
        sqlx::raw_sql(sql).execute(&mut owner).await.expect("a change");
    } else {
        let mut owner = sqlx::SqliteConnection::connect(&url).await.expect("the database");
        let sql = "DROP TRIGGER audit_no_update; UPDATE audit SET reason = 'other' WHERE seq = 3";
        sqlx::raw_sql(sql).execute(&mut owner).await.expect("a change");
        owner.close().await.expect("an end");
    }
}

#[test]
fn r160_a_broken_chain_is_told_to_the_security_officers_once_and_stands_on_their_desk() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 5).await;
        let core = test.portal.core();
        let officer = test.sign_in_as(OFFICER).await;
        let auditor = test.sign_in_as(AUDITOR).await;
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(verify::round(core).await.expect("a check").broken, None);
        assert!(!officer.page("/admin").await.contains("校验不符"));

        tamper(&test).await;
        for _ in 0..3 {
            let found = verify::round(core).await.expect("a check");
            assert_eq!(found.broken.map(|(seq, _)| seq), Some(3));
            test.clock.set(test.portal.clock.now() + chrono::TimeDelta::days(1));
        }
        let kinds = |rows: Vec<store::notices::NoticeRow>| {
            rows.into_iter().filter(|row| row.kind == NoticeKind::AuditBroken).count()
        };
        let mut tx = core.store.read().await.expect("a read");
        for (client, told) in [(&officer, 1), (&auditor, 0), (&reviewer, 0)] {
            assert_eq!(kinds(tx.notices_of(client.account, 0, 50).await.expect("notices")), told);
        }
        drop(tx);
        let officer = test.sign_in_as(OFFICER).await;
        let auditor = test.sign_in_as(AUDITOR).await;
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        let message = officer.page("/my/messages").await;
        assert!(message.contains("第 3 条不符"), "{message}");
        for (client, shown) in [(&officer, true), (&auditor, true), (&reviewer, false)] {
            assert_eq!(client.page("/admin").await.contains("第 3 条校验不符"), shown);
        }
        assert!(
            officer.page("/en/admin").await.contains("Row 3 does not verify"),
            "{}",
            officer.page("/en/admin").await
        );
    });
}

#[test]
fn r160_the_head_of_the_day_is_written_and_verifies_later() {
    run(async {
        let test = TestPortal::empty().await;
        noted(&test, 2).await;
        let core = test.portal.core();
        let first = verify::round(core).await.expect("a check");
        noted(&test, 1).await;
        verify::round(core).await.expect("the same day again");
        test.clock.set(test.portal.clock.now() + chrono::TimeDelta::days(1));
        let second = verify::round(core).await.expect("a check");
        let text = std::fs::read_to_string(core.config.audit_heads()).expect("the file");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        for (line, found) in lines.iter().zip([first, second]) {
            let (day, head) = line.split_once(' ').expect("a day and a head");
            assert!(day.parse::<chrono::NaiveDate>().is_ok(), "{line}");
            assert_eq!(head, format!("{}:{}", found.through, found.hash));
            let row = core.store.read().await.expect("a read").audit_row(found.through).await.expect("a read");
            assert_eq!(row.map(|row| row.hash), Some(found.hash));
        }
    });
}
