//! Found by address or id, suspended and restored; nothing personal in the clear.
use super::*;

#[test]
fn b35_r073_an_account_is_found_by_its_address_and_shown_masked() {
    run(async {
        let test = TestPortal::empty().await;
        let account = test.account(Identity::Reviewer).await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let (email, name) = (Identity::Reviewer.email(), Identity::Reviewer.name());
        let to = admin.submit("/admin/accounts", &[("q", &format!(" {} ", email.to_uppercase()))]).await;
        assert_eq!(to, format!("/admin/accounts/{account}"), "no address of a page holds what was typed");
        assert_eq!(recorded(&test, "account.look-up", &account.to_string()).await, [("done".to_owned(), None)]);
        for path in ["/admin/accounts", &to] {
            let page = admin.page(path).await;
            assert!(!page.contains(&email) && !page.contains(&name), "{path}");
            assert!(page.contains("p***@example.cn"), "{path}");
        }
        let page = admin.page(&to).await;
        assert!(page.contains(PUBLISHER) && page.contains("审核") && page.contains(&account.to_string()));
        assert_eq!(admin.submit("/admin/accounts", &[("q", &account.to_string())]).await, to);
        let unknown = admin.post("/admin/accounts", &[("q", "nobody@example.cn")]).await;
        assert_eq!((unknown.status, unknown.text().contains("没有找到您填写的")), (422, true));
        assert_eq!(recorded(&test, "account.look-up", "").await, [("not-found".to_owned(), None)]);
        assert!(!admin.page("/admin/accounts?state=suspended").await.contains("p***@example.cn"));
    });
}

#[test]
fn b35_r160_a_suspension_ends_every_session_at_once_and_its_owner_is_told() {
    run(async {
        let test = TestPortal::empty().await;
        let person = test.sign_in_as(Identity::Person).await;
        let second = test.sign_in_as(Identity::Person).await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let path = format!("/admin/accounts/{}", person.account);
        let empty = admin.post(&path, &[("act", "suspend"), ("reason", " ")]).await;
        assert_eq!((empty.status, empty.text().contains("请填写“理由”")), (422, true));
        person.page("/my").await;
        admin.submit(&path, &[("act", "suspend"), ("reason", "冒用他人身份注册")]).await;
        for client in [&person, &second] {
            assert_eq!(client.get("/my").await.status, 303, "the sessions are over");
        }
        let credentials = [("email", Identity::Person.email()), ("password", PASSWORD.to_owned())];
        let credentials = [("email", credentials[0].1.as_str()), ("password", credentials[1].1.as_str())];
        assert_eq!(test.visitor().post("/sign-in", &credentials).await.status, 422, "and no new one begins");
        assert_eq!(told(&test, person.account).await, ["account-suspended"]);
        let reason = Some("冒用他人身份注册".to_owned());
        let trail = recorded(&test, "account.suspend", &person.account.to_string()).await;
        assert_eq!(trail, [("done".to_owned(), reason)]);
        let page = admin.page(&path).await;
        assert!(page.contains("冒用他人身份注册") && page.contains("恢复账号"), "{page}");
        let again = admin.post(&path, &[("act", "suspend"), ("reason", "再次停用")]).await;
        assert_eq!(again.status, 409);

        admin.submit(&path, &[("act", "restore"), ("reason", "身份已核实")]).await;
        assert_eq!(told(&test, person.account).await, ["account-restored", "account-suspended"]);
        let back = test.visitor();
        assert_eq!(back.post("/sign-in", &credentials).await.status, 303);
        back.page("/my").await;
        assert!(!admin.page(&path).await.contains("冒用他人身份注册"), "kept in the audit trail alone");
        assert_eq!(recorded(&test, "account.restore", &person.account.to_string()).await.len(), 1);
    });
}

#[test]
fn b35_nobody_suspends_their_own_account_and_an_only_administrator_is_pointed_out() {
    run(async {
        let test = TestPortal::empty().await;
        let admin = test.sign_in_as(SYS_ADMIN).await;
        let own = format!("/admin/accounts/{}", admin.account);
        assert!(!admin.page(&own).await.contains("name=\"reason\""));
        assert_eq!(admin.post(&own, &[("act", "suspend"), ("reason", "误操作")]).await.status, 403);
        let head = test.account(Identity::Publisher(Role::BodyAdmin)).await;
        let path = format!("/admin/accounts/{head}");
        assert!(admin.page(&path).await.contains("停用后下列机构没有管理员"), "an only administrator");
        admin.submit(&path, &[("act", "suspend"), ("reason", "长期失联")]).await;
        // The body can get another one.
        let (_, code) = test.body(PUBLISHER).await;
        let place = format!("/admin/bodies/{code}");
        assert!(admin.page(&place).await.contains("邀请第一位管理员"));
        assert_eq!(admin.submit(&place, &[("act", "invite"), ("email", "new@example.cn")]).await, place);
        assert_eq!(admin.get("/admin/accounts/0").await.status, 404);
    });
}
