//! Delivery reports that come back (RFC 3464).
use super::Bench;
use super::mails::{address, answered};
use super::sink::Sink;
use contract::Caller;
use domain::locale::Locale;
use domain::notice::{DeliveryState, NoticeKind};
use server::services::notices::bounce::{self, Taken};
use server::services::notices::{NewNotice, Recipient};
use uuid::Uuid;

/// A report about the mail of this id.
fn report(id: &str, address: &str, action: &str, status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@mx.example.cn\r\nTo: no-reply@data.example.cn\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.cn\r\n\r\n\
         Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} <{address}> unknown\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {id}\r\nSubject: x\r\n\r\n--b--\r\n"
    )
    .into_bytes()
}

impl Bench {
    async fn take(&self, bytes: &[u8]) -> Taken {
        let report = bounce::read(bytes).expect("a report");
        bounce::take(&self.core, &Caller::operator(), &report).await.expect("taken")
    }
}

#[tokio::test]
async fn r150_a_report_takes_the_arrival_back_and_marks_the_address_once() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    let account = bench.account("zhang@example.cn", Locale::ZhCn).await;
    bench.owe(answered(Recipient::Account(account))).await;
    assert_eq!(bench.round().await.sent, 1);
    let id = sink.mails()[0].header("Message-ID").to_owned();

    // Others cannot switch somebody's mails off.
    let forged = format!("<{}@data.example.cn>", Uuid::from_u128(5));
    assert_eq!(bench.take(&report(&forged, "zhang@example.cn", "failed", "5.1.1")).await, Taken::NotOurs);
    assert_eq!(bench.take(&report(&id, "li@example.cn", "failed", "5.1.1")).await, Taken::NotOurs);
    assert_eq!(bench.take(&report("<x@y>", "zhang@example.cn", "failed", "5.1.1")).await, Taken::NotOurs);
    // Late is not lost.
    assert_eq!(bench.take(&report(&id, "zhang@example.cn", "delayed", "4.4.1")).await, Taken::NoFailure);
    assert!(bench.desk().await.is_empty());

    let real = report(&id, "ZHANG@example.cn", "failed", "5.1.1");
    assert_eq!(bench.take(&real).await, Taken::Marked);
    assert_eq!(bench.take(&real).await, Taken::NotOurs, "the same report again changes nothing");
    let [(state, _, said)] = &bench.desk().await[..] else { panic!("{:?}", bench.desk().await) };
    assert_eq!(*state, DeliveryState::Refused);
    assert!(said.contains("5.1.1") && !said.contains('@'), "{said}");
    bench.owe(NewNotice::new("case:2:closed", Recipient::Account(account), NoticeKind::CaseClosed)).await;
    assert_eq!(bench.round().await.failed, 1, "no further mails");
    let mut tx = bench.core.store.read().await.expect("a read");
    let acts: Vec<String> =
        tx.audit_after(0, 100).await.expect("rows").into_iter().map(|row| row.entry.action).collect();
    assert_eq!(acts, ["mail.bounce"]);
}

#[tokio::test]
async fn r150_a_full_mailbox_loses_the_mail_and_not_the_address() {
    let sink = Sink::open().await;
    let bench = Bench::open(&sink.url).await;
    bench.owe(answered(address("li@example.cn"))).await;
    assert_eq!(bench.round().await.sent, 1);
    let id = sink.mails()[0].header("Message-ID").to_owned();
    assert_eq!(bench.take(&report(&id, "li@example.cn", "failed", "5.2.2")).await, Taken::Undelivered);
    assert_eq!(bench.desk().await[0].0, DeliveryState::GivenUp);
    bench.owe(NewNotice::new("case:2:closed", address("li@example.cn"), NoticeKind::CaseClosed)).await;
    assert_eq!(bench.round().await.sent, 1);
}
