//! The desk of officials: groups, order, preview of notices, several at once without scripts, relations.
use super::*;
use crate::fixture::run;
use contract::cases::{QueueGroupKey, QueueQuery, QueueTab};
use testkit::identities::AUTHORITY;

#[test]
fn r153_a_case_opened_from_the_queue_leads_to_those_before_and_after_it_in_its_order() {
    run(async {
        let test = portal().await;
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(file(&test, &visitor("198.51.100.40"), &complaint(&[])).await.number);
        }
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        let queue = official.page("/admin?tab=office&kind=TS").await;
        let link = format!("/cases/{}?tab=office&amp;kind=TS", numbers[1]);
        assert!(queue.contains(&link), "{queue}");
        let page = official.page(&format!("/cases/{}?tab=office&kind=TS", numbers[1])).await;
        for other in [&numbers[0], &numbers[2]] {
            assert!(page.contains(&format!("href=\"/cases/{other}?tab=office&amp;kind=TS\"")), "{page}");
        }
        assert!(page.contains("第 2 件，共 3 件") && page.contains("/do/route?tab=office&amp;kind=TS"), "{page}");
        let first = official.page(&format!("/cases/{}/do/route?tab=office", numbers[0])).await;
        assert!(first.contains("第 1 件，共 3 件") && !first.contains("data-key=\"k\""), "{first}");
        let plain = official.page(&format!("/cases/{}", numbers[1])).await;
        assert!(!plain.contains("data-key"), "opened from elsewhere there is no order");
        // What is not in that queue has no place in it, and who has no queue hears of none.
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let overdue = QueueQuery { tab: QueueTab::Overdue, page: 1, ..QueueQuery::default() };
        assert_eq!(cases(&test).neighbours(&authority, &numbers[1], &overdue).await.expect("an answer").place, 0);
        let person = caller(&test, Identity::Person).await;
        assert_eq!(code(cases(&test).neighbours(&person, &numbers[1], &overdue).await), ErrorCode::Forbidden);
    });
}

#[test]
fn r153_several_are_assigned_at_once_and_answered_ones_have_a_group_of_their_own_without_scripts() {
    run(async {
        let test = portal().await;
        let one = file(&test, &visitor("198.51.100.41"), &complaint(&[])).await.number;
        let two = file(&test, &visitor("198.51.100.41"), &complaint(&[])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let me = authority.actor.account().expect("an account").to_string();
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        let back = official.submit("/admin?tab=office", &[("number", &one), ("number", &two), ("to", &me)]).await;
        assert_eq!(back, "/admin?tab=office");
        assert!(official.page(&back).await.contains("已分派 2 件"));
        let own = test.body(AUTHORITY).await.1;
        act(&test, &authority, &one, "route", &[("to", &own)]).await;
        act(&test, &authority, &one, "answer", &[("outcome", "explained"), ("answer", ANSWER)]).await;
        let queue = cases(&test).queue(&authority, &QueueQuery::default()).await.expect("a queue");
        let group =
            queue.groups.iter().find(|group| group.rows.iter().any(|row| row.head.number == one)).expect("there");
        assert_eq!((group.key, group.rows.len()), (QueueGroupKey::Answered, 1));
        let page = official.page("/admin").await;
        assert!(page.find("已答复，待办结").expect("the group") > page.find(&two).expect("the other one"), "{page}");
    });
}

#[test]
fn r150_the_preview_is_word_for_word_what_is_then_sent_and_sends_nothing() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let number = file(&test, &person, &complaint(&[])).await.number;
        let own = test.body(AUTHORITY).await.1;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        act(&test, &authority, &number, "route", &[("to", &own)]).await;
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        let version = view(&test, &authority, &number).await.version.to_string();
        let typed = [("version", version.as_str()), ("outcome", "explained"), ("answer", ANSWER), ("note", "内部的话")];
        let path = format!("/cases/{number}/do/answer");
        let account = person.actor.account().expect("an account");
        let notices = async || {
            let mut tx = test.portal.core().store.read().await.expect("a read");
            (tx.notices_of(account, 0, 50).await.expect("notices"), tx.audit_head().await.expect("the trail"))
        };
        let before = notices().await;
        let shown = official.post(&path, &[&typed[..], &[("preview", "yes")]].concat()).await;
        let page = shown.text();
        assert_eq!(shown.status, 200, "{page}");
        let subject = format!("办件 {number} 已答复");
        assert!(page.contains(&subject) && page.contains("发给：提交人（1 人）"), "{page}");
        assert_eq!(page.matches(ANSWER).count(), 2, "in the line of the history, and still in the form: {page}");
        assert_eq!(page.matches("内部的话").count(), 1, "in the form alone");
        assert_eq!(notices().await, before, "nothing was sent, nothing recorded");
        assert_eq!(view(&test, &authority, &number).await.head.state.value, "handling");
        let wrong = official.post(&path, &[("version", version.as_str()), ("preview", "yes")]).await;
        assert_eq!(wrong.status, 422, "what would be refused is refused");

        official.submit(&path, &typed).await;
        let sent = notices().await.0.remove(0);
        let words = server::services::notices::words::of(&sent, Locale::ZhCn);
        assert_eq!(words.subject, subject);
        assert!(page.contains(&words.text), "{}", words.text);
    });
}

#[test]
fn r128_a_relation_is_seen_from_both_cases_by_those_who_may_see_both() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let own = file(&test, &person, &complaint(&[])).await.number;
        let also = file(&test, &person, &complaint(&[])).await.number;
        let other = file(&test, &visitor("198.51.100.42"), &complaint(&[])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        for related in [&also, &other] {
            cases(&test).relate(&authority, &own, related).await.expect("related");
        }
        let linked = async |who: &Caller, number: &str| {
            let mut all: Vec<_> = view(&test, who, number).await.links.into_iter().map(|link| link.label).collect();
            all.sort();
            all
        };
        assert_eq!(linked(&authority, &own).await, [also.clone(), other.clone()]);
        assert_eq!(linked(&authority, &other).await, std::slice::from_ref(&own));
        assert_eq!(
            linked(&person, &own).await,
            std::slice::from_ref(&also),
            "a case of somebody else is not even named"
        );
        assert_eq!(linked(&person, &also).await, [own]);
    });
}

#[test]
fn r128_a_proposal_for_a_procedure_that_is_not_here_says_so_and_reaches_the_authority() {
    run(async {
        let test = portal().await;
        let number = file(&test, &visitor("198.51.100.43"), &complaint(&[])).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = test.body(testkit::identities::PUBLISHER).await.1;
        act(&test, &authority, &number, "route", &[("to", &to)]).await;
        let reviewer = caller(&test, Identity::Reviewer).await;
        act(&test, &reviewer, &number, "accept", &[]).await;
        let page = cases(&test).command_page(&reviewer, &number, "convert").await.expect("a page");
        assert!(page.effects.iter().any(|said| said.contains("不会自动立案")), "{:?}", page.effects);
        act(&test, &reviewer, &number, "convert", &[("into", "violation"), ("reason", "涉嫌违反利用协议，建议立案。")])
            .await;
        let account = authority.actor.account().expect("an account");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let told = tx.notices_of(account, 0, 1).await.expect("notices").remove(0);
        assert_eq!(told.kind, domain::notice::NoticeKind::CaseEscalated);
        drop(tx);
        assert!(
            view(&test, &authority, &number).await.links.iter().any(|link| link.relation.value == "wish-violation")
        );
    });
}
