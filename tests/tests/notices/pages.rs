//! The pages of notices, over HTTP.
use chrono::TimeDelta;
use domain::account::Role;
use domain::notice::{DeliveryState, NoticeKind};
use server::clock::Clock;
use server::services::notices::{NewNotice, Recipient, owe};
use testkit::{Identity, TestPortal};
use uuid::Uuid;

const NUMBER: &str = "TS-20261120-0001";

async fn tell(test: &TestPortal, event: &str, account: Uuid, kind: NoticeKind) {
    let core = test.portal.core();
    let mut tx = core.store.write().await.expect("a write");
    owe(core, &mut tx, notice(event, account, kind)).await.expect("owed");
    tx.commit(Vec::new()).await.expect("a commit");
}

fn notice(event: &str, account: Uuid, kind: NoticeKind) -> NewNotice {
    NewNotice::new(event, Recipient::Account(account), kind)
        .case(Uuid::from_u128(7), NUMBER)
        .link(format!("/cases/{NUMBER}"))
}

/// Ids of the notices of an account, newest first.
async fn ids(test: &TestPortal, account: Uuid) -> Vec<String> {
    let mut tx = test.portal.store.read().await.expect("a read");
    tx.notices_of(account, 0, 50).await.expect("notices").into_iter().map(|one| one.id.to_string()).collect()
}

async fn unread(test: &TestPortal, account: Uuid) -> u64 {
    server::services::notices::unread(test.portal.core(), account).await.expect("a count")
}

#[tokio::test]
async fn r152_notices_and_mails_are_for_who_is_signed_in() {
    let test = TestPortal::empty().await;
    for path in ["/my/messages", "/my/messages/settings", "/admin/mails"] {
        let answer = test.get(path).await;
        assert!(matches!(answer.status, 302 | 303 | 307), "{path}: {}", answer.status);
        assert!(answer.header("location").starts_with("/sign-in"), "{path}: {}", answer.header("location"));
        let answer = test.visitor().post(path, &[("act", "read-all")]).await;
        assert!(answer.status >= 300, "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn r150_messages_are_listed_marked_and_lead_to_their_case() {
    let test = TestPortal::empty().await;
    let person = test.sign_in_as(Identity::Person).await;
    let other = test.sign_in_as(Identity::OtherPerson).await;
    assert!(person.page("/my/messages").await.contains("现在还没有"));
    tell(&test, "e1", person.account, NoticeKind::CaseAnswered).await;
    tell(&test, "e2", person.account, NoticeKind::CaseMessage).await;
    let page = person.page("/my/messages").await;
    assert!(page.contains(&format!("办件 {NUMBER} 已答复")) && page.contains("2 条未读消息"), "{page}");
    assert!(page.contains(&format!("href=\"/cases/{NUMBER}\"")) && page.contains("未读"), "{page}");
    let english = person.page("/en/my/messages").await;
    assert!(english.contains("was answered") && english.contains("2 unread messages"), "{english}");

    // Somebody else's notice is nobody else's business.
    let first = ids(&test, person.account).await.pop().expect("a notice");
    assert_eq!(other.post("/my/messages", &[("act", "open"), ("id", &first)]).await.status, 404);
    assert_eq!(person.post("/my/messages", &[("act", "open"), ("id", "nothing")]).await.status, 404);
    assert!(!other.page("/my/messages").await.contains(NUMBER));
    assert_eq!(unread(&test, person.account).await, 2);

    assert_eq!(person.submit("/my/messages", &[("act", "open"), ("id", &first)]).await, format!("/cases/{NUMBER}"));
    assert_eq!(unread(&test, person.account).await, 1);
    assert_eq!(person.submit("/my/messages", &[("act", "read-all")]).await, "/my/messages");
    assert_eq!(unread(&test, person.account).await, 0);
    assert!(person.page("/my/messages").await.contains("没有未读消息"));
}

#[tokio::test]
async fn r150_many_messages_are_several_pages() {
    let test = TestPortal::empty().await;
    let person = test.sign_in_as(Identity::Person).await;
    for n in 0..21 {
        tell(&test, &format!("e{n}"), person.account, NoticeKind::CaseMessage).await;
    }
    let first = person.page("/my/messages").await;
    assert_eq!(first.matches("class=\"message ").count(), 20, "{first}");
    assert!(first.contains("/my/messages?page=2"));
    assert_eq!(person.page("/my/messages?page=2").await.matches("class=\"message ").count(), 1);
    let beyond = person.get("/my/messages?page=9").await;
    assert_eq!(beyond.header("location"), "/my/messages");
}

#[tokio::test]
async fn r150_what_the_law_asks_for_cannot_be_switched_off_and_the_page_says_so() {
    let test = TestPortal::empty().await;
    let person = test.sign_in_as(Identity::Person).await;
    let page = person.page("/my/messages/settings").await;
    assert!(page.contains("不能关闭") && page.contains("p***@example.cn"), "{page}");
    assert!(page.contains("value=\"case-message\"") && !page.contains("value=\"case-answered\""), "{page}");
    assert!(!page.contains("value=\"case-assigned\""), "of people of bodies only");
    let to = person.submit("/my/messages/settings", &[("wanted", "role-changed")]).await;
    assert_eq!(to, "/my/messages/settings");
    let mut tx = test.portal.store.read().await.expect("a read");
    let off = tx.notices_switched_off(person.account, "mail").await.expect("preferences");
    assert_eq!(off.into_iter().collect::<Vec<_>>(), [NoticeKind::SignInNewDevice, NoticeKind::CaseMessage]);
    let page = test.sign_in_as(Identity::Reviewer).await.page("/my/messages/settings").await;
    assert!(page.contains("value=\"case-assigned\"") && page.contains("期限届满"), "{page}");
    let wrong = person.post("/my/messages/settings", &[("wanted", "everything")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
}

#[tokio::test]
async fn r156_the_desk_of_mails_is_the_system_administrators() {
    let test = TestPortal::empty().await;
    let admin = test.sign_in_as(Identity::Authority(Role::SysAdmin)).await;
    let page = admin.page("/admin/mails").await;
    assert!(page.contains("没有设置邮件服务器"), "{page}");
    let reviewer = test.sign_in_as(Identity::Reviewer).await;
    assert_eq!(reviewer.get("/admin/mails").await.status, 403);
    assert_eq!(reviewer.post("/admin/mails", &[("act", "retry"), ("id", &Uuid::nil().to_string())]).await.status, 403);

    // A mail that never left is shown without address, and goes out again. Owed and refused in one transaction, so that no worker is faster.
    let person = test.account(Identity::Person).await;
    let core = test.portal.core();
    let now = test.clock.now();
    let mut tx = core.store.write().await.expect("a write");
    owe(core, &mut tx, notice("e1", person, NoticeKind::CaseAnswered)).await.expect("owed");
    let claimed = tx.claim_deliveries("mail", now, now + TimeDelta::minutes(15), 1).await.expect("a claim").remove(0);
    let refused = DeliveryState::Refused;
    assert!(tx.finish_delivery("mail", &claimed, refused, Some("550 no such user"), now).await.expect("an end"));
    tx.commit(Vec::new()).await.expect("a commit");
    let page = admin.page("/admin/mails").await;
    assert!(page.contains("被拒收") && page.contains("550 no such user") && page.contains(NUMBER), "{page}");
    assert!(!page.contains("person@example.cn"), "{page}");
    let id = claimed.notice.id.to_string();
    assert_eq!(admin.submit("/admin/mails", &[("act", "retry"), ("id", &id)]).await, "/admin/mails");
    assert_eq!(admin.post("/admin/mails", &[("act", "retry"), ("id", "x")]).await.status, 404);
}
