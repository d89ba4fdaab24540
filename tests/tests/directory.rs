//! System administrators: accounts and bodies over HTTP (B35, R-152, R-155, R-156, R-157, R-160), and that theirs is a technical office.
mod accounts;
mod bodies;

use crate::complaints::{act, caller, complaint, file, portal, view};
use crate::fixture::run;
use domain::account::Role;
use testkit::identities::{AUTHORITY, OTHER_PUBLISHER, PASSWORD, PUBLISHER};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

const SYS_ADMIN: Identity = Identity::Authority(Role::SysAdmin);

/// The outcomes of an act about an object, with the reasons given.
async fn recorded(test: &TestPortal, action: &str, object: &str) -> Vec<(String, Option<String>)> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 10_000).await.expect("the trail").into_iter().map(|row| row.entry);
    rows.filter(|entry| entry.action == action && entry.object == object)
        .map(|entry| (entry.outcome, entry.reason))
        .collect()
}

/// Kinds of the notices of an account.
async fn told(test: &TestPortal, account: Uuid) -> Vec<&'static str> {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.notices_of(account, 0, 50).await.expect("notices").into_iter().map(|notice| notice.kind.code()).collect()
}

#[test]
fn r156_only_a_system_administrator_opens_accounts_and_bodies() {
    run(async {
        let test = TestPortal::empty().await;
        let (_, code) = test.body(PUBLISHER).await;
        let account = test.account(Identity::OtherPerson).await;
        let paths = [
            "/admin/accounts".to_owned(),
            format!("/admin/accounts/{account}"),
            "/admin/bodies".to_owned(),
            "/admin/bodies/new".to_owned(),
            format!("/admin/bodies/{code}"),
            format!("/admin/bodies/{code}/edit"),
            format!("/admin/bodies/{code}/end"),
        ];
        let sends = [(0, "find"), (1, "suspend"), (3, "new"), (4, "invite"), (5, "edit"), (6, "end")];
        for role in Role::ALL.iter().filter(|role| **role != Role::SysAdmin) {
            let client = test.sign_in_as(Identity::Authority(*role)).await;
            for path in &paths {
                assert_eq!(client.get(path).await.status, 403, "{path} as {role:?}");
            }
            for (at, what) in sends {
                let fields = [("act", what), ("q", "x@example.cn"), ("reason", "试一试"), ("email", "x@example.cn")];
                assert_eq!(client.post(&paths[at], &fields).await.status, 403, "{what} as {role:?}");
            }
        }
        let weak = test.sign_in_without_factor(SYS_ADMIN).await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        for path in &paths {
            assert_eq!(weak.get(path).await.status, 403, "{path} without the second factor");
            admin.page(path).await;
            assert_eq!(test.visitor().get(path).await.status, 303, "{path} leads to sign in");
        }
    });
}

#[test]
fn r156_nobody_makes_themselves_a_system_administrator() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = test.sign_in_as(Identity::Authority(Role::BodyAdmin)).await;
        let office = test.account(SYS_ADMIN).await;
        let page = admin.page("/admin/people").await;
        assert!(page.contains("系统管理员") && !page.contains("value=\"sys-admin\""), "seen, and not theirs to give");
        let invite = [("act", "invite"), ("email", "x@example.cn"), ("roles", "sys-admin")];
        assert_eq!(admin.post("/admin/people", &invite).await.status, 422);
        let mut tx = test.portal.store.read().await.expect("a read");
        let body = test.body(AUTHORITY).await.0;
        let staff = tx.staff_of(body).await.expect("staff");
        drop(tx);
        let row = |account: Uuid| staff.iter().find(|one| one.account == account).expect("a row").id.to_string();
        let own = [("act", "roles"), ("roles", "body-admin"), ("roles", "sys-admin"), ("reason", "自己给自己")];
        assert_eq!(admin.post(&format!("/admin/people/{}", row(admin.account)), &own).await.status, 422);
        // What they cannot give they cannot take either.
        let other = [("act", "roles"), ("roles", "auditor"), ("reason", "调整")];
        admin.submit(&format!("/admin/people/{}", row(office)), &other).await;
        let mut tx = test.portal.store.read().await.expect("a read");
        let staff = tx.staff_of(body).await.expect("staff");
        let roles = &staff.iter().find(|one| one.account == office).expect("a row").roles;
        assert_eq!(roles, &[Role::Auditor, Role::SysAdmin].into());
    });
}
