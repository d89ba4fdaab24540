//! Mails over a real connection.
use super::Bench;
use super::sink::Sink;
use chrono::TimeDelta;
use domain::locale::Locale;
use domain::notice::{DeliveryState, NoticeKind};
use server::clock::Clock;
use server::jobs::outbox::{self, Round};
use server::services::notices::{MAIL, NewNotice, Recipient};
use uuid::Uuid;

pub const NUMBER: &str = "TS-20261120-0001";

pub fn answered(to: Recipient) -> NewNotice {
    let case = Uuid::from_u128(77);
    NewNotice::new(format!("case:{case}:answered"), to, NoticeKind::CaseAnswered)
        .case(case, NUMBER)
        .link(format!("/cases/{NUMBER}"))
        .statutory()
}

pub fn address(email: &str) -> Recipient {
    Recipient::Address { email: email.into(), locale: Locale::ZhCn }
}

impl Bench {
    pub async fn round(&self) -> Round {
        let channel = outbox::mail(&self.core.config).expect("a channel");
        outbox::round(&self.core, channel.as_ref()).await.expect("a round")
    }

    pub fn later(&self, minutes: i64) {
        self.clock.set(self.clock.now() + TimeDelta::minutes(minutes));
    }

    /// State, tries and last answer of every mail that did not arrive.
    pub async fn desk(&self) -> Vec<(DeliveryState, u32, String)> {
        let mut tx = self.core.store.read().await.expect("a read");
        let rows = tx.troubled_deliveries(0, 10).await.expect("rows");
        rows.into_iter().map(|row| (row.state, row.attempts, row.last_error.unwrap_or_default())).collect()
    }
}

#[tokio::test]
async fn r150_a_mail_arrives_once_with_number_act_and_link_and_nothing_personal() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    let zhang = bench.account("zhang@example.cn", Locale::ZhCn).await;
    let smith = bench.account("smith@example.com", Locale::En).await;
    for _ in 0..2 {
        // The second time is the same event: nobody is told twice.
        bench.owe(answered(Recipient::Account(zhang))).await;
        bench.owe(answered(Recipient::Account(smith))).await;
    }
    assert_eq!(bench.round().await, Round { sent: 2, postponed: 0, failed: 0 });
    assert_eq!(bench.round().await, Round::default());
    let mails = sink.mails();
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["zhang@example.cn", "smith@example.com"]);
    let english = &mails[1].text;
    assert!(english.contains("was answered") && english.contains("Content-Language: en"), "{english}");
    assert!(english.contains("multipart/alternative") && english.contains("text/html"), "{english}");
    assert!(english.contains(&format!("https://data.example.cn/en/cases/{NUMBER}")), "{english}");
    for mail in &mails {
        assert!(!mail.text.contains("张三") && !mail.text.contains("5byg5LiJ"), "no name: {}", mail.text);
    }
    let mut tx = bench.core.store.read().await.expect("a read");
    let notice = tx.notices_of(zhang, 0, 10).await.expect("notices").remove(0);
    assert_eq!(mails[0].header("Message-ID"), format!("<{}@data.example.cn>", notice.id));
    let sent = tx.deliveries_of(&[notice.id]).await.expect("deliveries").remove(0);
    assert_eq!((sent.state, sent.finished_at), (DeliveryState::Sent, Some(bench.clock.now())));
}

#[tokio::test]
async fn r150_a_worker_killed_between_hand_over_and_commit_leaves_one_notice_and_two_mails_of_one_id() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    bench.owe(answered(Recipient::Account(account))).await;

    // The mail server has the mail; the worker dies before it hears so.
    sink.fall_silent();
    let core = bench.core.clone();
    let worker = tokio::spawn(async move {
        let channel = outbox::mail(&core.config).expect("a channel");
        let _ = outbox::round(&core, channel.as_ref()).await;
    });
    sink.taken().await;
    worker.abort();
    assert!(worker.await.expect_err("it is dead").is_cancelled());

    assert_eq!(bench.round().await, Round::default(), "the claim still holds");
    bench.later(15);
    assert_eq!(bench.round().await.sent, 1);
    bench.later(60);
    assert_eq!(bench.round().await, Round::default());
    let mails = sink.mails();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
    let mut tx = bench.core.store.read().await.expect("a read");
    assert_eq!(tx.count_notices(account).await.expect("a count"), 1);
}

#[tokio::test]
async fn r150_later_means_later_and_after_many_tries_the_desk_knows() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    bench.owe(answered(address("zhang@example.cn"))).await;
    sink.answer(&["451 4.7.1 <zhang@example.cn> greylisted"]);
    assert_eq!(bench.round().await, Round { sent: 0, postponed: 1, failed: 0 });
    assert_eq!(bench.round().await, Round::default(), "not before its time");
    let desk = bench.desk().await;
    assert_eq!((desk[0].0, desk[0].1), (DeliveryState::Due, 1));
    assert!(desk[0].2.contains("451") && !desk[0].2.contains('@'), "{}", desk[0].2);
    bench.later(1);
    assert_eq!(bench.round().await.sent, 1);
    assert_eq!((sink.mails().len(), bench.desk().await.len()), (1, 0));

    // A server that never takes it: given up after the last try, and no try too many.
    bench.owe(answered(address("li@example.cn"))).await;
    let mut tries = 0;
    for _ in 0..30 {
        sink.answer(&["451 no"]);
        let done = bench.round().await;
        tries += done.postponed + done.failed;
        bench.later(24 * 60);
        if done.failed > 0 {
            break;
        }
    }
    let desk = bench.desk().await;
    assert_eq!((desk[0].0, desk[0].1, tries), (DeliveryState::GivenUp, 11, 11));
}

#[tokio::test]
async fn r150_an_address_that_is_refused_for_good_gets_no_further_mails_but_every_notice() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    bench.owe(answered(Recipient::Account(account))).await;
    sink.answer(&["550 5.1.1 no such user"]);
    assert_eq!(bench.round().await, Round { sent: 0, postponed: 0, failed: 1 });
    bench
        .owe(
            NewNotice::new("case:1:closed", Recipient::Account(account), NoticeKind::CaseClosed)
                .case(Uuid::nil(), NUMBER),
        )
        .await;
    assert_eq!(bench.round().await.failed, 1);
    assert!(sink.mails().is_empty());
    let states: Vec<_> = bench.desk().await.into_iter().map(|row| row.0).collect();
    assert_eq!(states, [DeliveryState::NoAddress, DeliveryState::Refused]);
    {
        let mut tx = bench.core.store.read().await.expect("a read");
        assert_eq!(tx.unread_notices(account).await.expect("a count"), 2, "the portal tells both");
    }
    // A link that was asked for goes out even so, and its success takes the mark away.
    bench
        .owe(NewNotice::new("reset:1", Recipient::Account(account), NoticeKind::ResetPassword).link("/x/geheim"))
        .await;
    assert_eq!(bench.round().await.sent, 1);
    bench
        .owe(
            NewNotice::new("case:2:closed", Recipient::Account(account), NoticeKind::CaseClosed)
                .case(Uuid::nil(), NUMBER),
        )
        .await;
    assert_eq!(bench.round().await.sent, 1);
    // The secret link was in the mail and is nowhere else.
    let mut tx = bench.core.store.read().await.expect("a read");
    let rows = tx.notices_of(account, 0, 10).await.expect("notices");
    assert!(rows.iter().all(|row| row.link.as_deref().is_none_or(|link| !link.contains("geheim"))));
    let file = std::fs::read(bench.core.store.file().expect("a file")).expect("the database");
    let log = std::fs::read(bench.core.store.file().expect("a file").with_extension("db-wal")).unwrap_or_default();
    for bytes in [file, log] {
        for secret in ["geheim", "zhang@example.cn"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} in the database");
        }
    }
}

#[tokio::test]
async fn r150_our_own_settings_are_no_fault_of_the_address() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    bench.owe(answered(address("zhang@example.cn"))).await;
    sink.answer(&["530 sign in first"]);
    assert_eq!(bench.round().await.postponed, 1);
    bench.later(1);
    assert_eq!(bench.round().await.sent, 1);
}

#[tokio::test]
async fn r150_mails_that_can_be_switched_off_stay_away_and_statutory_ones_do_not() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    let mut tx = bench.core.store.write().await.expect("a write");
    let off = [NoticeKind::CaseMessage, NoticeKind::CaseAnswered].into();
    tx.switch_notices_off(account, MAIL, &off).await.expect("switched off");
    tx.commit(Vec::new()).await.expect("a commit");
    let message = |event: &str| {
        NewNotice::new(event, Recipient::Account(account), NoticeKind::CaseMessage).case(Uuid::from_u128(7), NUMBER)
    };
    bench.owe(message("message:1")).await;
    assert_eq!(bench.round().await, Round::default());
    bench.owe(message("message:2").statutory()).await;
    bench.owe(answered(Recipient::Account(account))).await;
    assert_eq!(bench.round().await.sent, 2);
    let mut tx = bench.core.store.read().await.expect("a read");
    assert_eq!(tx.unread_notices(account).await.expect("a count"), 3);
}

#[tokio::test]
async fn r150_without_a_mail_server_mails_become_files() {
    let bench = Bench::open("").await;
    bench.owe(answered(address("zhang@example.cn"))).await;
    assert_eq!(bench.round().await.sent, 1);
    let files: Vec<_> = std::fs::read_dir(bench.core.config.mail_dir()).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 1);
    let name = files[0].file_name().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(files[0].path()).expect("a mail");
    let id = name.strip_suffix(".eml").expect("an .eml");
    assert!(
        text.contains(&format!("Message-ID: <{id}@data.example.cn>")) && text.contains("To: zhang@example.cn"),
        "{text}"
    );
    let mut tx = bench.core.store.read().await.expect("a read");
    assert_eq!(tx.count_deliveries().await.expect("counts"), [(DeliveryState::Written, 1)]);
}

#[tokio::test]
async fn r150_nothing_is_owed_by_a_transaction_that_does_not_commit() {
    let bench = Bench::open("").await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    let mut tx = bench.core.store.write().await.expect("a write");
    server::services::notices::owe(&bench.core, &mut tx, answered(Recipient::Account(account))).await.expect("owed");
    drop(tx);
    assert_eq!(bench.round().await, Round::default());
    assert_eq!(server::services::notices::unread(&bench.core, account).await.expect("a count"), 0);
}
