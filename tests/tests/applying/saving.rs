//! Drafts that save themselves while somebody types (ui 4.3), and forms sent by a script: the same address, checks and use case.
use super::support::*;
use crate::fixture::run;
use reqwest::header::{ACCEPT, ORIGIN};
use testkit::identities::PUBLISHER;
use testkit::{Answer, Client, Identity};

/// Sends a form as the page's own script does.
async fn by_script(who: &Client<'_>, path: &str, fields: &[(&str, &str)], origin: &str) -> Answer {
    let encode = contract::query::encode;
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let request = who
        .request("POST", path)
        .header(ORIGIN, origin)
        .header(ACCEPT, "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.join("&"));
    who.send(request).await
}

#[test]
fn r051_a_draft_saves_itself_and_two_windows_do_not_overwrite_each_other() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let contact = format!("{}/contact", begin(&company, &data).await);
        let stamp = hidden(&company.page(&contact).await, "stamp");
        let typed = |name: &'static str, stamp: &str| {
            [("contact_name", name), ("contact_phone", "12"), ("stamp", stamp), ("typing", "1")]
                .map(|(n, v)| (n, v.to_owned()))
        };
        let save = async |name: &'static str, stamp: &str| {
            let fields = typed(name, stamp);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            by_script(&company, &contact, &fields, &test.base).await
        };
        // Wrong as it is: saved, as the button does.
        let first = save("王五", &stamp).await;
        assert_eq!((first.status, first.header("content-type")), (200, "application/json"), "{}", first.text());
        assert_eq!(first.header("cache-control"), "no-store");
        let answer = first.json();
        assert_eq!(answer["said"], "已保存 10:00");
        let now = answer["stamp"].as_str().expect("a stamp").to_owned();
        let page = company.page(&contact).await;
        assert!(page.contains("value=\"王五\"") && page.contains("value=\"12\""), "{page}");
        assert_eq!(hidden(&page, "stamp"), now, "the page goes on with it");
        // The answer got lost: the same once more, with the stamp of before, overwrites nobody.
        assert_eq!(save("王五", &stamp).await.status, 200);
        // Another window has something else: nothing is saved, and the program is told so; the page with both is that of the form.
        let late = save("赵六", &stamp).await;
        assert_eq!((late.status, late.header("content-type")), (409, "application/problem+json"));
        assert_eq!(late.json()["code"], "conflict");
        assert!(company.page(&contact).await.contains("value=\"王五\""));
        let fields = [("contact_name", "赵六"), ("contact_phone", "12"), ("stamp", &stamp), ("step", "continue")];
        let both = company.post(&contact, &fields).await;
        assert_eq!(both.status, 409);
        let both = both.text();
        assert!(both.contains("王五") && both.contains("赵六") && !both.contains("name=\"typing\""), "{both}");
        // With the stamp of its own saving, a button is no conflict.
        let fields = [("contact_name", "王五"), ("contact_phone", "13800001234"), ("stamp", &now), ("step", "later")];
        assert_eq!(company.post(&contact, &fields).await.status, 303);
    });
}

#[test]
fn r152_a_script_is_refused_what_a_form_is_refused() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let contact = format!("{draft}/contact");
        let stamp = hidden(&company.page(&contact).await, "stamp");
        let fields = [("contact_name", "王五"), ("stamp", &stamp), ("typing", "1")];
        let foreign = by_script(&company, &contact, &fields, "https://evil.example").await;
        assert_eq!((foreign.status, foreign.json()["code"].as_str()), (403, Some("foreign-origin")));
        let nobody = by_script(&test.visitor(), &contact, &fields, &test.base).await;
        assert_eq!((nobody.status, nobody.json()["code"].as_str()), (401, Some("sign-in-needed")));
        let stranger = by_script(&test.sign_in_as(Identity::Person).await, &contact, &fields, &test.base).await;
        assert_eq!((stranger.status, stranger.json()["code"].as_str()), (404, Some("not-found")));
        assert!(!company.page(&contact).await.contains("王五"));
        // What is wrong with a form is said in the words of the page, field by field.
        let papers = format!("{draft}/papers");
        let empty = by_script(&company, &papers, &[("act", "attach"), ("slot", "credit-report")], &test.base).await;
        assert_eq!(empty.status, 422);
        assert_eq!(empty.json()["errors"][0]["field"], "attachments.credit-report");
        assert!(empty.json()["errors"][0]["words"].as_str().is_some_and(|words| words.contains("请填写")));
        // A browser that sends the same form is shown a page.
        let page = company.post(&papers, &[("act", "attach"), ("slot", "credit-report")]).await;
        assert!(page.status == 422 && page.header("content-type").starts_with("text/html"));
    });
}
