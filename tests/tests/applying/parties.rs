//! Whose a draft is: colleagues go on with it, strangers know nothing of it, who is not verified may save.
use super::support::*;
use crate::fixture::run;
use domain::account::Mandate;
use server::services::accounts::create;
use std::collections::BTreeSet;
use testkit::identities::PUBLISHER;
use testkit::{Client, Identity, TestPortal};

/// Somebody who joins the company and acts for it.
async fn colleague(test: &TestPortal) -> Client<'_> {
    let company = test.account(Identity::Company).await;
    let other = test.account(Identity::OtherPerson).await;
    let core = test.portal.core();
    let mut tx = core.store.write().await.expect("a write");
    let party = tx.memberships_of(company, false).await.expect("memberships")[0].party;
    create::member(core, &mut tx, other, party, BTreeSet::from([Mandate::Handler])).await.expect("a member");
    tx.commit(Vec::new()).await.expect("a commit");
    let client = test.sign_in_as(Identity::OtherPerson).await;
    client.submit("/my/act-as", &[("key", &format!("organisation:{party}"))]).await;
    client
}

#[test]
fn r050_a_colleague_goes_on_and_nothing_either_typed_is_lost() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let alone = company.page(&draft).await;
        assert!(alone.contains("本单位还没有其他成员"), "{alone}");
        let colleague = colleague(&test).await;
        assert!(colleague.page("/my/drafts").await.contains(&draft), "listed for both");
        let (contact, benefit) = (format!("{draft}/contact"), format!("{draft}/benefit"));
        // Both open the same section, and others: only the same one is in question.
        let stamp = hidden(&company.page(&contact).await, "stamp");
        fill(
            &colleague,
            &contact,
            &[("contact_name", "甲"), ("contact_phone", "13800001234"), ("contact_address", "东路")],
        )
        .await;
        fill(&colleague, &benefit, &[("social_benefit", "便利"), ("economic_benefit", "节约")]).await;
        let mine = [
            ("stamp", stamp.as_str()),
            ("contact_name", "乙"),
            ("contact_phone", "13800001234"),
            ("contact_address", "西路<script>"),
            ("step", "continue"),
        ];
        let answer = company.post(&contact, &mine).await;
        let page = answer.text();
        assert_eq!(answer.status, 409, "{page}");
        for both in ["甲", "乙", "东路", "西路&lt;script&gt;", "保留我填写的", "保留现在保存的"] {
            assert!(page.contains(both), "{both}: {page}");
        }
        assert!(
            !page.contains("<td data-label=\"现在保存的\"><span class=\"pre-line\">13800001234"),
            "only what differs"
        );
        assert!(company.page(&contact).await.contains("value=\"甲\""), "nothing was overwritten");
        // Choosing mine sends the same form with the present stamp.
        let again = hidden(&page, "stamp");
        assert_ne!(again, stamp);
        let mut mine = mine;
        mine[0].1 = &again;
        assert_eq!(company.post(&contact, &mine).await.status, 303);
        assert!(company.page(&contact).await.contains("value=\"乙\""));
        assert!(company.page(&benefit).await.contains("便利"), "the other section stands");
        let list = colleague.page(&draft).await;
        assert!(list.contains("测试company") || list.contains("最后保存于"), "{list}");
        assert!(list.contains("邀请同事一起填写") && list.contains(&draft), "a link to hand on: {list}");
    });
}

#[test]
fn r152_a_draft_of_another_party_does_not_exist() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let company = test.sign_in_as(Identity::Company).await;
        let draft = begin(&company, &data).await;
        let person = test.sign_in_as(Identity::Person).await;
        for path in ["", "/contact", "/lines", "/lines/1", "/lines/add", "/papers", "/commitment", "/check", "/receipt"]
        {
            assert_eq!(person.get(&format!("{draft}{path}")).await.status, 404, "{path}");
        }
        let posts: [(&str, &[(&str, &str)]); 5] = [
            ("", &[("act", "discard")]),
            ("/contact", &[("contact_name", "x")]),
            ("/lines", &[("act", "remove"), ("id", "0")]),
            ("/papers", &[("act", "remove"), ("slot", "credit-report")]),
            ("/check", &[]),
        ];
        for (path, fields) in posts {
            assert_eq!(person.post(&format!("{draft}{path}"), fields).await.status, 404, "{path}");
        }
        assert_eq!(person.post("/my/drafts", &[("act", "discard-application"), ("id", &draft[7..])]).await.status, 404);
        // An office applies for nothing.
        let office = test.sign_in_as(Identity::Reviewer).await;
        assert_eq!(office.get(&draft).await.status, 403);
        assert_eq!(office.post("/apply/new", &[("dataset", &data)]).await.status, 403);
        assert_eq!(company.get(&draft).await.status, 200, "it is still there");
        company.submit(&draft, &[("act", "discard")]).await;
        assert_eq!(company.get(&draft).await.status, 404);
    });
}

#[test]
fn r050_who_is_not_verified_saves_and_is_told_why_they_cannot_submit() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        // Staff of a body are persons, too; this one proved nothing yet.
        let person = test.sign_in_as(Identity::Reviewer).await;
        person.submit("/my/act-as", &[("key", "person")]).await;
        let draft = begin(&person, &data).await;
        let contact = [("contact_phone", "13800001234"), ("contact_address", "杭州")];
        fill(&person, &format!("{draft}/contact"), &contact).await;
        let list = person.page(&draft).await;
        assert!(list.contains("身份还没有核验") && list.contains("核验后才能提交"), "{list}");
        let answer = person.post(&format!("{draft}/check"), &[]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("申请人的身份还没有核验。"), "{}", answer.text());
        assert!(person.page(&format!("{draft}/contact")).await.contains("13800001234"), "kept");
    });
}

#[test]
fn r050_the_dataset_is_remembered_through_sign_in() {
    run(async {
        let test = portal().await;
        let (transport, _) = test.body(PUBLISHER).await;
        let data = restricted(&test, "停车动态", transport, "330000").await;
        let visitor = test.visitor();
        let path = format!("/apply/new?dataset={data}");
        for answer in [visitor.get(&path).await, visitor.post(&path, &[("dataset", &data)]).await] {
            assert!(answer.status == 303, "{}", answer.status);
            let to = answer.header("location").to_owned();
            assert!(to.starts_with("/sign-in?back=") && to.contains(&data), "{to}");
        }
        let company = test.sign_in_as(Identity::Company).await;
        let page = company.page(&path).await;
        assert!(page.contains("停车动态") && page.contains("开始填写"), "{page}");
        // What cannot be applied for is said, and one can begin without it.
        let open = test.dataset("无条件数据", |_| {}).await;
        assert!(company.page(&format!("/apply/new?dataset={open}")).await.contains("这个数据集现在不能申请"));
        let taken = company.post("/apply/new", &[("dataset", &open)]).await;
        assert_eq!(taken.status, 422);
    });
}
