//! A second application: what the portal knows is not asked again, a paper that still does is not uploaded again, a colleague is told
//! which part waits for them, and the draft itself asks for the reminder.
use super::support::*;
use crate::complaints::caller;
use crate::fixture::run;
use domain::access::application::Section;
use domain::account::Mandate;
use domain::notice::NoticeKind;
use server::services::accounts::create;
use std::collections::BTreeSet;
use testkit::identities::{AUTHORITY, PUBLISHER};
use testkit::{Identity, TestPortal};

#[test]
fn r072_contact_and_system_of_the_last_application_stand_in_the_next_one_to_be_looked_at() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let first = filled(&company, &data, "停车通").await;
        assert!(!company.page(&format!("{first}/contact")).await.contains("沿用"), "typed here");
        submit(&company, &first).await;
        let second = begin(&company, &data).await;
        let contact = company.page(&format!("{second}/contact")).await;
        assert!(contact.contains("value=\"0571-87051234\"") && contact.contains("以下沿用您 9月10日 提交的申请"));
        let system = company.page(&format!("{second}/system")).await;
        assert!(system.contains("value=\"停车通平台\"") && system.contains("value=\"33010099999-20001\""), "{system}");
        assert!(!company.page(&format!("{second}/service")).await.contains("停车诱导"), "what differs is asked");
        assert!(company.page(&second).await.contains("沿用上次申请，请核对"));
        // Saved once, it is looked at.
        let changed = [("contact_name", "赵六"), ("contact_phone", "13800001234"), ("contact_address", "文二路2号")];
        fill(&company, &format!("{second}/contact"), &changed).await;
        assert!(!company.page(&format!("{second}/contact")).await.contains("以下沿用"));
        assert!(company.page(&format!("{second}/system")).await.contains("以下沿用"), "the other one is not");
        // Nothing of it is anybody else's.
        let person = test.sign_in_as(Identity::Person).await;
        let own = begin(&person, &data).await;
        assert!(!person.page(&format!("{own}/contact")).await.contains("0571-87051234"));
    });
}

/// The paper that is offered at a slot: its id.
fn offered(page: &str, slot: &str) -> Option<String> {
    let mark = format!("name=\"slot\" value=\"{slot}\"");
    let form = page.split("<form").find(|form| form.contains(&mark) && form.contains("name=\"paper\""))?;
    let (_, rest) = form.split_once("name=\"paper\" value=\"")?;
    rest.split('"').next().map(str::to_owned)
}

#[test]
fn r072_a_paper_that_still_does_is_offered_and_taken_over_without_another_upload() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let first = filled(&company, &data, "停车通").await;
        submit(&company, &first).await;
        let second = begin(&company, &data).await;
        let papers = format!("{second}/papers");
        let page = company.page(&papers).await;
        assert!(page.contains("使用 9月10日 上传的 证明.pdf"), "{page}");
        // Former applications are unsealed for that page alone.
        let (id, me) = (second.trim_start_matches("/apply/"), caller(&test, Identity::Company).await);
        for (section, expected) in [(None, false), (Some(Section::Contact), false), (Some(Section::Papers), true)] {
            let draft = test.portal.ports.applications.draft(&me, id, section).await.expect("the draft");
            assert_eq!(draft.slots.iter().any(|slot| slot.earlier.is_some()), expected, "{section:?}");
        }
        let report = offered(&page, "credit-report").expect("the report");
        let take = [("act", "attach"), ("slot", "credit-report"), ("paper", report.as_str())];
        assert_eq!(company.post(&papers, &take).await.status, 303);
        let page = company.page(&papers).await;
        assert!(page.contains("value=\"2026-08-15\""), "with its day of issue: {page}");
        assert_eq!(offered(&page, "credit-report"), None, "the slot is filled");
        let open = page.split(&format!("{papers}/")).nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        assert_eq!(company.get(&format!("{papers}/{open}")).await.body, b"%PDF-1.7 credit");
        // The certificate is no report, and neither is anybody else's.
        let certificate = offered(&page, "mlps-certificate").expect("the certificate");
        let wrong = [("act", "attach"), ("slot", "credit-report"), ("paper", certificate.as_str())];
        assert_eq!(company.post(&papers, &wrong).await.status, 404);
        let person = test.sign_in_as(Identity::Person).await;
        let own = begin(&person, &data).await;
        assert!(!person.page(&format!("{own}/papers")).await.contains("上传的"));
        assert_eq!(person.post(&format!("{own}/papers"), &take).await.status, 404);
        // Filed, each application has its own.
        fill_rest(&company, &second, "停车通二").await;
        fill_line(&company, &second, 1).await;
        assert_eq!(company.post(&papers, &[("act", "remove"), ("slot", "mlps-certificate")]).await.status, 303);
        let certificate = offered(&company.page(&papers).await, "mlps-certificate").expect("still offered");
        let take = [("act", "attach"), ("slot", "mlps-certificate"), ("paper", certificate.as_str())];
        assert_eq!(company.post(&papers, &take).await.status, 303);
        assert_eq!(submit(&company, &second).await.len(), 1);
        // Ninety-one days after its issue the report does no more.
        test.clock.set(at("11-15T10:00"));
        let company = test.sign_in_as(Identity::Company).await;
        let third = begin(&company, &data).await;
        let page = company.page(&format!("{third}/papers")).await;
        assert!(offered(&page, "credit-report").is_none() && offered(&page, "mlps-certificate").is_some(), "{page}");
    });
}

/// What an account was told: kind and link.
async fn told(test: &TestPortal, account: uuid::Uuid) -> Vec<(NoticeKind, Option<String>)> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let all = tx.notices_of(account, 0, 50).await.expect("notices");
    all.into_iter().map(|one| (one.kind, one.link)).collect()
}

#[test]
fn r050_a_colleague_is_told_of_the_part_that_waits_for_them() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let (own, other) = (test.account(Identity::Company).await, test.account(Identity::OtherPerson).await);
        let core = test.portal.core();
        let mut tx = core.store.write().await.expect("a write");
        let party = tx.memberships_of(own, false).await.expect("memberships")[0].party;
        create::member(core, &mut tx, other, party, BTreeSet::from([Mandate::Handler])).await.expect("a member");
        tx.commit(Vec::new()).await.expect("a commit");
        let page = company.page(&draft).await;
        assert!(page.contains("name=\"colleague\"") && page.contains(&other.to_string()), "{page}");
        let colleague = other.to_string();
        let ask = [("act", "share"), ("colleague", colleague.as_str()), ("section", "system")];
        assert_eq!(company.submit(&draft, &ask).await, draft);
        company.submit(&draft, &ask).await;
        let link = format!("{draft}/system");
        let of_draft: Vec<_> = told(&test, other)
            .await
            .into_iter()
            .filter(|(kind, _)| *kind == NoticeKind::ApplicationDraftShared)
            .collect();
        assert_eq!(of_draft, [(NoticeKind::ApplicationDraftShared, Some(link))], "once a day");
        // Nobody else can be made to receive mail.
        let stranger = test.account(Identity::Person).await.to_string();
        for who in [stranger.as_str(), own.to_string().as_str(), "", "x"] {
            let answer = company.post(&draft, &[("act", "share"), ("colleague", who)]).await;
            assert_eq!(answer.status, 422, "{who}");
        }
        let wrong = [("act", "share"), ("colleague", colleague.as_str()), ("section", "nothing")];
        assert_eq!(company.post(&draft, &wrong).await.status, 422);
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(person.post(&draft, &ask).await.status, 404);
    });
}

#[test]
fn r057_the_draft_itself_asks_for_the_reminder() {
    run(async {
        let test = TestPortal::empty().await;
        test.clock.set(at("08-10T10:00"));
        test.body(AUTHORITY).await;
        window(&test, AUTHORITY, "2026-09-01", "2026-09-30").await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        assert!(company.page(&draft).await.contains("开始受理时提醒我"));
        assert_eq!(company.submit(&format!("{draft}?dataset={data}"), &[("act", "remind")]).await, draft);
        assert!(company.page(&format!("/apply?dataset={data}")).await.contains("value=\"forget\""), "noted");
    });
}
