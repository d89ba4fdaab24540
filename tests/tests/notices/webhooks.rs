//! Notices posted to another system of the operator, over a real connection.
use super::Bench;
use super::mails::{NUMBER, address, answered};
use chrono::TimeDelta;
use domain::locale::Locale;
use domain::notice::{DeliveryState, NoticeKind};
use server::clock::Clock;
use server::config::WebhookConfig;
use server::jobs::outbox::{self, Round};
use server::services::notices::{NewNotice, Recipient, WEBHOOK};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A request as it came in.
#[derive(Clone, Debug, Default)]
struct Post {
    line: String,
    headers: BTreeMap<String, String>,
    body: String,
}

/// The other system: keeps what it is given, answers as it is told.
struct Receiver {
    url: String,
    posts: Arc<Mutex<Vec<Post>>>,
    answers: Arc<Mutex<VecDeque<&'static str>>>,
}

impl Receiver {
    async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}/notices", listener.local_addr().expect("an address"));
        let (posts, answers) = (Arc::<Mutex<Vec<Post>>>::default(), Arc::<Mutex<VecDeque<&'static str>>>::default());
        let (kept, told) = (posts.clone(), answers.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = serve(stream, &kept, &told).await;
            }
        });
        Self { url, posts, answers }
    }

    fn posts(&self) -> Vec<Post> {
        self.posts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(&self, answers: &[&'static str]) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    }
}

async fn serve(
    stream: TcpStream,
    posts: &Mutex<Vec<Post>>,
    answers: &Mutex<VecDeque<&'static str>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut post = Post::default();
    stream.read_line(&mut post.line).await?;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        post.headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = post.headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    post.body = String::from_utf8_lossy(&body).into_owned();
    posts.lock().unwrap_or_else(PoisonError::into_inner).push(post);
    let answer = answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or("204 No Content");
    stream.write_all(format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes()).await
}

/// A bench whose notices go to this address.
async fn bench(url: &str, private_addresses: bool) -> Bench {
    Bench::with("", |config| {
        config.webhook = WebhookConfig { url: url.into(), secret: SECRET.into(), private_addresses, kinds: Vec::new() };
    })
    .await
}

impl Bench {
    async fn post(&self) -> Round {
        let channel = outbox::webhook(&self.core.config.webhook, self.clock.clone()).expect("settings");
        outbox::round(&self.core, channel.expect("a channel").as_ref()).await.expect("a round")
    }
}

#[tokio::test]
async fn r150_a_notice_is_posted_once_signed_and_without_anything_personal() {
    let receiver = Receiver::open().await;
    let bench = bench(&receiver.url, true).await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    for _ in 0..2 {
        bench.owe(answered(Recipient::Account(account))).await;
    }
    // What lets somebody in goes to their mailbox alone.
    let reset = NewNotice::new("reset:1", Recipient::Account(account), NoticeKind::ResetPassword).link("/x/geheim");
    bench.owe(reset).await;
    assert_eq!(bench.post().await, Round { sent: 1, postponed: 0, failed: 0 });
    assert_eq!(bench.post().await, Round::default());
    let [post] = &receiver.posts()[..] else { panic!("{:?}", receiver.posts()) };
    assert!(post.line.starts_with("POST /notices HTTP/1.1"), "{}", post.line);
    assert_eq!(post.headers["content-type"], "application/json");
    let body: serde_json::Value = serde_json::from_str(&post.body).expect("JSON");
    let data = &body["data"];
    assert_eq!((&body["type"], &data["case"]), (&"notice.case-answered".into(), &NUMBER.into()));
    assert_eq!(data["account"], account.to_string());
    assert_eq!(data["link"], format!("https://data.example.cn/cases/{NUMBER}"));
    assert!(data["zh-CN"]["subject"].as_str().is_some_and(|text| text.contains(NUMBER)), "{body}");
    for secret in ["张三", "zhang@example.cn", "geheim"] {
        assert!(!post.body.contains(secret), "{}", post.body);
    }
    // The receiver checks what it got with nothing but the secret.
    let (id, at) = (&post.headers["webhook-id"], &post.headers["webhook-timestamp"]);
    assert_eq!((id.as_str(), at.parse()), (data["id"].as_str().expect("an id"), Ok(bench.clock.now().timestamp())));
    assert_eq!(post.headers["webhook-signature"], signed(&format!("{id}.{at}.{}", post.body)));
    // The reader's own list speaks of what reached them only.
    let mut tx = bench.core.store.read().await.expect("a read");
    let counts = tx.count_deliveries().await.expect("counts");
    assert_eq!(counts, [(DeliveryState::Due, 2), (DeliveryState::Sent, 1)], "the mails are another channel's");
}

/// HMAC-SHA-256 as RFC 2104 writes it, so that the portal's own is not its own judge.
fn signed(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut block = [0_u8; 64];
    let bytes = base64_decoded(SECRET.trim_start_matches("whsec_"));
    block[..bytes.len()].copy_from_slice(&bytes);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    let outer = Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize();
    format!("v1,{}", base64_encoded(&outer))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64_decoded(text: &str) -> Vec<u8> {
    let bits = text.bytes().filter_map(|byte| ALPHABET.iter().position(|known| *known == byte));
    let bits: Vec<u8> = bits.flat_map(|six| (0..6).rev().map(move |n| ((six >> n) & 1) as u8)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect()
}

fn base64_encoded(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..4 {
            let six = (all >> (18 - 6 * n)) & 63;
            out.push(if n <= three.len() { char::from(ALPHABET[six as usize]) } else { '=' });
        }
    }
    out
}

#[tokio::test]
async fn r150_a_receiver_in_trouble_is_asked_again_under_the_same_id() {
    let receiver = Receiver::open().await;
    let bench = bench(&receiver.url, true).await;
    bench.owe(answered(address("zhang@example.cn"))).await;
    receiver.answer(&["503 Service Unavailable", "302 Found\r\nlocation: http://127.0.0.1:1/elsewhere"]);
    assert_eq!(bench.post().await.postponed, 1);
    assert_eq!(bench.post().await, Round::default(), "not before its time");
    bench.later(1);
    assert_eq!(bench.post().await.postponed, 1, "a redirect leads nowhere");
    assert!(bench.desk().await[0].2.contains("redirects are not followed"), "{:?}", bench.desk().await);
    bench.later(5);
    assert_eq!(bench.post().await.sent, 1);
    let posts = receiver.posts();
    assert_eq!(posts.len(), 3);
    assert!(posts.iter().all(|post| post.headers["webhook-id"] == posts[0].headers["webhook-id"]));
    assert_ne!(
        posts[0].headers["webhook-signature"], posts[2].headers["webhook-signature"],
        "signed with its own time"
    );
    // Nobody's mailbox is to blame.
    receiver.answer(&["410 Gone"]);
    bench.owe(NewNotice::new("case:2:closed", address("zhang@example.cn"), NoticeKind::CaseClosed)).await;
    assert_eq!(bench.post().await.failed, 1);
    assert_eq!(bench.round().await.sent, 2, "the mails leave all the same");
}

#[tokio::test]
async fn r162_a_private_address_is_refused_unless_the_operator_says_so() {
    let receiver = Receiver::open().await;
    let closed = WebhookConfig {
        url: receiver.url.replace("http://127.0.0.1", "https://localhost"),
        secret: SECRET.into(),
        ..WebhookConfig::default()
    };
    assert!(closed.check().is_err() && receiver.posts().is_empty());
    // A receiver that does not answer is no fault of anybody else.
    let bench = bench("http://127.0.0.1:9/none", true).await;
    bench.owe(answered(address("zhang@example.cn"))).await;
    let mut tries = 0;
    for _ in 0..30 {
        let done = bench.post().await;
        tries += done.postponed + done.failed;
        bench.clock.set(bench.clock.now() + TimeDelta::days(1));
        if done.failed > 0 {
            break;
        }
    }
    let mut tx = bench.core.store.read().await.expect("a read");
    let rows = tx.troubled_deliveries(0, 10).await.expect("rows");
    assert_eq!((rows[0].channel.as_str(), rows[0].state, tries), (WEBHOOK, DeliveryState::GivenUp, 11));
    assert!(rows[0].last_error.as_deref().is_some_and(|said| said.contains("no connection")), "{rows:?}");
}
