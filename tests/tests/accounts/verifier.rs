//! The real-name service (R-118, R-073): asked over HTTP; its answers decide, its silence leaves the proof to people and stops nobody.
use super::*;
use domain::account::Verification;
use server::config::VerifierConfig;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A service on this machine: keeps what it is asked, answers as it is told; no answer at all for an empty one.
struct Service {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    answer: Arc<Mutex<String>>,
}

impl Service {
    async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}/verify", listener.local_addr().expect("an address"));
        let (asked, answer): (Arc<Mutex<Vec<String>>>, Arc<Mutex<String>>) = Default::default();
        let (keep, told) = (asked.clone(), answer.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (keep, told) = (keep.clone(), told.clone());
                tokio::spawn(async move {
                    let mut text = String::new();
                    let mut bytes = [0; 4096];
                    while let Ok(n @ 1..) = stream.read(&mut bytes).await {
                        text.push_str(&String::from_utf8_lossy(&bytes[..n]));
                        if text.contains("\r\n\r\n") && text.trim_end().ends_with('}') {
                            break;
                        }
                    }
                    keep.lock().expect("a lock").push(text);
                    let answer = told.lock().expect("a lock").clone();
                    if answer.is_empty() {
                        std::future::pending::<()>().await;
                    }
                    let _ = stream.write_all(answer.as_bytes()).await;
                });
            }
        });
        Self { url, asked, answer }
    }

    fn answers(&self, status: &str, body: &str) {
        let text = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        *self.answer.lock().expect("a lock") = text;
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("a lock").clone()
    }

    async fn portal(&self) -> TestPortal {
        TestPortal::with(|config| {
            config.verifier = VerifierConfig {
                url: self.url.clone(),
                token: "geheim".into(),
                timeout_seconds: 1,
                ..VerifierConfig::default()
            };
        })
        .await
    }
}

/// Somebody with a confirmed address and no proof yet.
async fn newcomer(test: &TestPortal, email: &str) -> Caller {
    let (port, from) = (accounts(test), visitor("192.0.2.9"));
    port.register(&from, registration(email)).await.expect("registered");
    let account = account_of(test, email).await;
    link(test, account.id, TokenPurpose::Confirm, email).await;
    port.confirm_email(&from, email).await.expect("confirmed");
    let entered = port.sign_in(&from, sign_in(email, "西湖-lichen-47-velvet")).await.expect("in");
    with(test, &entered.token).await
}

fn proof() -> IdentityForm {
    IdentityForm { proof: "resident-id".into(), number: "11010519491231002X".into(), name: "赵六".into() }
}

#[test]
fn r118_a_real_name_service_verifies_or_refuses_at_once() {
    run(async {
        let service = Service::open().await;
        let test = service.portal().await;
        let port = accounts(&test);
        service.answers("200 OK", r#"{"result":"mismatch"}"#);
        let zhao = newcomer(&test, "zhao@example.cn").await;
        port.submit_identity(&zhao, proof()).await.expect("handed in");
        let seen = port.me(&zhao).await.expect("me").identity;
        assert_eq!(seen.verification.value, Verification::Refused.code());
        assert!(seen.reason.is_some_and(|reason| reason.contains("不一致")));
        service.answers("200 OK", r#"{"result":"verified","serial":"0815"}"#);
        port.submit_identity(&zhao, proof()).await.expect("handed in again");
        let seen = port.me(&zhao).await.expect("me").identity;
        assert_eq!((seen.verification.value.as_str(), seen.reason), (Verification::Verified.code(), None));
        let asked = service.asked();
        assert_eq!(asked.len(), 2);
        assert!(
            asked[0].starts_with("POST /verify ") && asked[0].to_lowercase().contains("authorization: bearer geheim")
        );
        assert!(
            asked[0].contains(r#""name":"赵六","proof":"resident-id","number":"11010519491231002X""#),
            "{}",
            asked[0]
        );
        let mut tx = test.portal.store.read().await.expect("a read");
        let rows = tx.audit_after(0, 1000).await.expect("rows");
        let verified: Vec<_> = rows.iter().filter(|row| row.entry.action == "party.verify").collect();
        assert_eq!(verified.len(), 2);
        assert!(!format!("{rows:?}").contains("11010519491231002X"), "R-073: no number in the audit trail");
    });
}

#[test]
fn r118_a_service_without_an_answer_leaves_the_proof_to_people() {
    run(async {
        let service = Service::open().await;
        let test = service.portal().await;
        let port = accounts(&test);
        let reviewer = caller(&test, Identity::AuthorityReviewer).await;
        let answers: [(&str, &str); 4] =
            [("200 OK", r#"{"result":"unavailable"}"#), ("200 OK", "nonsense"), ("500 Oops", "{}"), ("", "")];
        for (n, (status, body)) in answers.into_iter().enumerate() {
            if status.is_empty() {
                // It takes the question and says nothing: one second, and the reader goes on.
                service.answer.lock().expect("a lock").clear();
            } else {
                service.answers(status, body);
            }
            let somebody = newcomer(&test, &format!("person{n}@example.cn")).await;
            let before = std::time::Instant::now();
            port.submit_identity(&somebody, proof()).await.expect("handed in");
            assert!(before.elapsed() < std::time::Duration::from_secs(20), "nobody waits for long");
            let seen = port.me(&somebody).await.expect("me").identity.verification.value;
            assert_eq!(seen, Verification::Pending.code(), "{status} {body}");
            assert_eq!(port.identities_to_verify(&reviewer).await.expect("a queue").len(), n + 1);
        }
        // Organisations are not asked about unless the operator says so: their names and codes are public.
        let asked = service.asked().len();
        let form =
            OrganisationForm {
                kind: "legal-person".into(), name: "某公司".into(), uscc: "91330100799655058B".into()
            };
        let founder = newcomer(&test, "founder@example.cn").await;
        port.add_organisation(&founder, form).await.expect("added");
        assert_eq!(port.identities_to_verify(&reviewer).await.expect("a queue").len(), 5);
        assert_eq!(service.asked().len(), asked);
    });
}
