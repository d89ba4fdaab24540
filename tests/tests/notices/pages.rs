//! The pages of notices, over HTTP.
use testkit::TestPortal;

#[tokio::test]
async fn r152_notices_and_mails_are_for_who_is_signed_in() {
    let test = TestPortal::empty().await;
    for path in ["/my/messages", "/my/messages/settings", "/admin/mails"] {
        let answer = test.get(path).await;
        assert_eq!(answer.status, 302, "{path}");
        assert!(answer.header("location").starts_with("/sign-in"), "{path}: {}", answer.header("location"));
    }
}
