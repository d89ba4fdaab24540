//! `/verify`: number and hash, or the file.
use super::*;
use crate::fixture::run;

#[test]
fn r077_a_signed_text_is_verified_by_number_and_hash_or_by_the_file_without_personal_data() {
    run(async {
        let test = portal("zhejiang").await;
        let number = drafted(&test, Identity::Person, &[PUBLISHER]).await.remove(0);
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        confirmed(&reviewer, &number).await;
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(click(&person, &number, PASSWORD).await.status, 303);
        let print = person.page(&format!("/cases/{number}/agreement")).await;
        let (_, rest) = print.split_once("sha256=").expect("the address to verify at");
        let sha: String = rest.chars().take(64).collect();
        let visitor = test.visitor();
        let known = "这份文本在本平台签署";
        let page = visitor.page(&format!("/verify?number={number}&sha256={sha}")).await;
        assert!(page.contains(known) && page.contains(PUBLISHER), "{page}");
        for secret in [Identity::Person.name(), Identity::Person.email(), "赵六".into(), "E12345678".into()] {
            assert!(!page.contains(&secret), "{secret}");
        }
        let typed =
            visitor.post("/verify", &[("number", &number.to_lowercase()), ("sha256", &sha.to_uppercase())]).await;
        assert!(typed.status == 200 && typed.text().contains(known), "{}", typed.text());
        let other = "0".repeat(64);
        let wrong = visitor.post("/verify", &[("number", &number), ("sha256", &other)]).await;
        assert!(wrong.status == 200 && !wrong.text().contains(known) && !wrong.text().contains(PUBLISHER));
        let empty = visitor.post("/verify", &[("number", "XY"), ("sha256", "")]).await;
        assert_eq!(empty.status, 422);
        for field in ["number", "sha256"] {
            assert!(empty.text().contains(&format!("href=\"#{field}\"")), "{field}");
        }
        let text = person.get(&format!("/cases/{number}/agreement.txt")).await.body;
        let sent = |bytes: Vec<u8>| {
            let visitor = &visitor;
            async move { visitor.post_files("/verify", &[], &[("file", "协议.txt", "text/plain", &bytes)]).await.text() }
        };
        assert!(sent(text.clone()).await.contains(known));
        let mut changed = text;
        changed.push(b' ');
        assert!(!sent(changed).await.contains(known), "one byte more is another file");
        // Nobody tries out hashes.
        let mut last = 200;
        for _ in 0..40 {
            last = visitor.post("/verify", &[("number", &number), ("sha256", &other)]).await.status;
        }
        assert_eq!(last, 429);
    });
}
