//! 意见模板 of a body (ui 5.8): kept by its people, offered where they fit, put in with the facts of the case, named by the audit trail.
use crate::agreements::hidden;
use crate::complaints::{act, caller, complaint, file, view, visitor};
use crate::fixture::run;
use domain::account::Role;
use domain::audit::Row;
use domain::opinions::MOST;
use server::clock::Clock;
use store::cases::OpinionRow;
use testkit::applications::{PARKING, RAIN};
use testkit::identities::PUBLISHER;
use testkit::{Client, Identity, TestPortal};
use uuid::Uuid;

const PATH: &str = "/admin/opinions";
const CAPABILITY: &str = "eligibility:capability";

/// What of the trail an action wrote.
async fn recorded(test: &TestPortal, action: &str) -> Vec<Row> {
    let mut tx = test.portal.store.read().await.expect("a read");
    let rows = tx.audit_after(0, 1000).await.expect("the trail");
    rows.into_iter().filter(|row| row.entry.action == action).collect()
}

/// Saves a new template; its id.
async fn template(test: &TestPortal, client: &Client<'_>, kind: &str, title: &str, text: &str) -> String {
    let new = format!("{PATH}/new");
    let fields = [("act", "save"), ("number", "0"), ("kind", kind), ("title", title), ("text", text)];
    assert_eq!(client.submit(&new, &fields).await, PATH);
    let rows = recorded(test, "opinion.save").await;
    rows.last().expect("an entry").entry.object.clone()
}

/// The templates a page offers for a question: value and words.
fn offered(page: &str, question: &str) -> Vec<String> {
    let mark = format!("name=\"template-{question}\"");
    let Some((_, rest)) = page.split_once(&mark) else { return Vec::new() };
    let select = rest.split("</select>").next().unwrap_or_default();
    let values = select.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// An application in the demand review.
async fn asked(test: &TestPortal) -> String {
    test.reviewers().await;
    let number = test.apply(&caller(test, Identity::Company).await).await.remove(0);
    act(test, &caller(test, Identity::AuthorityReviewer).await, &number, "pass-formal", &[]).await;
    number
}

#[test]
fn r152_templates_are_written_in_versions_by_the_people_of_their_body() {
    run(async {
        let test = TestPortal::empty().await;
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        // Every fault at once, nothing lost.
        let new = format!("{PATH}/new");
        let wrong = [("act", "save"), ("number", "0"), ("kind", ""), ("title", ""), ("text", "您好，{name}")];
        let refused = reviewer.post(&new, &wrong).await;
        assert_eq!(refused.status, 422);
        let text = refused.text();
        for fault in ["#kind", "#title", "#text"] {
            assert!(text.contains(fault), "{fault}");
        }
        assert!(text.contains("您好，{name}"));
        let id = template(&test, &reviewer, "refuse", "能力不足", "“{data}”不予开放。").await;
        let page = format!("{PATH}/{id}");
        let save = |number: &'static str, text: &'static str| {
            [("act", "save"), ("number", number), ("kind", "refuse"), ("title", "能力不足"), ("text", text)]
        };
        assert_eq!(reviewer.submit(&page, &save("1", "“{data}”暂不开放。")).await, PATH);
        assert_eq!(reviewer.post(&page, &save("1", "又改。")).await.status, 409, "somebody wrote the second meanwhile");
        let history = reviewer.page(&page).await;
        assert!(history.contains("“{data}”不予开放。") && history.contains("“{data}”暂不开放。"), "both versions");
        reviewer.submit(&page, &[("act", "retire"), ("number", "2")]).await;
        assert!(reviewer.page(PATH).await.contains("已停用"));
        reviewer.submit(&page, &[("act", "restore"), ("number", "3")]).await;
        assert!(!reviewer.page(PATH).await.contains("已停用"));
        let rows = recorded(&test, "opinion.save").await;
        assert_eq!(rows.iter().map(|row| row.entry.after["version"].as_i64()).collect::<Vec<_>>(), [Some(1), Some(2)]);
        assert!(rows.iter().all(|row| !row.entry.after.to_string().contains("开放")), "codes and hashes alone");
        // Its body's own: of another body not even the address exists.
        let head = test.sign_in_as(Identity::Publisher(Role::Head)).await;
        assert_eq!(head.get(&page).await.status, 200);
        let other = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        assert_eq!(other.get(&page).await.status, 404);
        assert_eq!(other.post(&page, &save("4", "别人的。")).await.status, 404);
        assert!(!other.page(PATH).await.contains("能力不足"));
        for identity in [Identity::Publisher(Role::Cataloguer), Identity::Authority(Role::Auditor), Identity::Company] {
            let client = test.sign_in_as(identity).await;
            assert_eq!(client.get(PATH).await.status, 403, "{identity:?}");
            assert_eq!(client.post(&new, &save("0", "不能写。")).await.status, 403, "{identity:?}");
        }
    });
}

#[test]
fn ui58_a_body_has_so_many_templates_and_no_more_and_nothing_typed_is_lost() {
    run(async {
        let test = TestPortal::empty().await;
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        let id = template(&test, &reviewer, "refuse", "能力不足", "“{data}”不予开放。").await;
        let (body, _) = test.body(PUBLISHER).await;
        let mut tx = test.portal.store.write().await.expect("a write");
        for n in 1..MOST {
            let row = OpinionRow {
                id: Uuid::from_u128(u128::from(n)),
                number: 1,
                body,
                kind: "refuse".into(),
                title: format!("第{n}个"),
                text: "不予开放。".into(),
                retired: n == 1,
                by: None,
                written: test.clock.now(),
            };
            tx.add_opinion(&row).await.expect("a template");
        }
        tx.commit(Vec::new()).await.expect("a commit");
        let new = format!("{PATH}/new");
        let fields =
            [("act", "save"), ("number", "0"), ("kind", "answer"), ("title", "又一个"), ("text", "{name}您好")];
        let refused = reviewer.post(&new, &fields).await;
        assert_eq!(refused.status, 422);
        let page = refused.text();
        assert!(
            page.contains("一个机构最多保存 100 个意见模板") && page.contains("#text"),
            "every fault at once: {page}"
        );
        assert!(page.contains("value=\"又一个\"") && page.contains("{name}您好"), "nothing is lost");
        let english = reviewer.post(&format!("/en{new}"), &fields).await.text();
        assert!(english.contains("A body keeps at most 100 templates"), "{english}");
        // What is there can be changed, and what is retired is offered again by being rewritten; of another body nothing is counted.
        let save = [("act", "save"), ("number", "1"), ("kind", "answer"), ("title", "改写"), ("text", "您好。")];
        assert_eq!(reviewer.submit(&format!("{PATH}/{id}"), &save).await, PATH);
        assert!(reviewer.page(PATH).await.contains("已停用"));
        assert_eq!(reviewer.submit(&format!("{PATH}/{}", Uuid::from_u128(1)), &save).await, PATH);
        assert!(!reviewer.page(PATH).await.contains("已停用"));
        let other = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        template(&test, &other, "refuse", "别家的", "不予开放。").await;
    });
}

#[test]
fn r064_a_template_begins_an_opinion_with_the_facts_of_its_line_and_nothing_typed_is_lost() {
    run(async {
        let test = TestPortal::empty().await;
        let number = asked(&test).await;
        let client = test.sign_in_as(Identity::Reviewer).await;
        let text = "“{data}”（{number}）：没有说明如何存储和保护所获取的数据。{today}";
        let id = template(&test, &client, "refuse", "能力不足", text).await;
        template(&test, &client, "answer", "谢谢", "谢谢您的意见，我们已经核实。").await;
        let path = format!("/cases/{number}/do/answer");
        let page = client.page(&path).await;
        let version = hidden(&page, "version");
        let value = format!("{id}/1");
        assert_eq!(offered(&page, "reason-1"), std::slice::from_ref(&value), "what is for refusals, and nothing else");
        assert!(offered(&page, "explain").is_empty());
        // Without a choice: said at the choice.
        let typed = [("version", version.as_str()), ("reason-1", "经审查，"), ("note", "内部看法")];
        let none = client.post(&path, &[typed[0], typed[1], typed[2], ("insert", "reason-1")]).await;
        assert!(none.status == 422 && none.text().contains("#template-reason-1") && none.text().contains("内部看法"));
        let choice = [("template-reason-1", value.as_str()), ("insert", "reason-1")];
        let filled = client.post(&path, &[typed[0], typed[1], typed[2], choice[0], choice[1]]).await;
        assert_eq!(filled.status, 200);
        let shown = filled.text();
        let words = format!("经审查，\n“{PARKING}”（{number}）：没有说明如何存储和保护所获取的数据。");
        assert!(shown.contains(&words) && shown.contains("内部看法"), "{shown}");
        assert!(!shown.contains(RAIN), "R-063: its line alone");
        assert_eq!(hidden(&shown, "inserted"), value);
        // What is made of it is sent; the trail names the version it began with, and no version that is not there.
        let reason = format!("{words}（已修改）");
        let mut sent = vec![
            ("version", version.as_str()),
            ("verdict-1", "refuse"),
            ("basis-1", CAPABILITY),
            ("reason-1", reason.as_str()),
            ("inserted", value.as_str()),
            ("inserted", "00000000-0000-0000-0000-000000000000/1"),
        ];
        let preview = client.post(&path, &sent).await.text();
        let token = hidden(&preview, "previewed");
        assert_eq!(hidden(&preview, "inserted"), value, "kept over the preview");
        sent.push(("previewed", &token));
        assert_eq!(client.post(&path, &sent).await.status, 303);
        let mut rows = recorded(&test, "case.answered").await;
        rows.extend(recorded(&test, "case.demand-decided").await);
        let named: Vec<_> = rows.iter().map(|row| row.entry.after["templates"].clone()).collect();
        assert_eq!(named, [serde_json::json!([value])]);
        let mine = view(&test, &caller(&test, Identity::Company).await, &number).await;
        assert!(format!("{mine:?}").contains("（已修改）"));

        // Another body's templates are not offered, nor given out by their address.
        let weather = test.sign_in_as(Identity::OtherPublisher(Role::Reviewer)).await;
        let page = weather.page(&path).await;
        assert!(offered(&page, "reason-2").is_empty());
        let version = hidden(&page, "version");
        let foreign = [("version", version.as_str()), ("template-reason-2", &value), ("insert", "reason-2")];
        assert_eq!(weather.post(&path, &foreign).await.status, 404);
    });
}

#[test]
fn r127_answers_to_complaints_begin_with_templates_too() {
    run(async {
        let test = crate::complaints::portal().await;
        let receipt = file(&test, &visitor("198.51.100.1"), &complaint(&[])).await;
        let (publisher, number) = (test.body(testkit::identities::PUBLISHER).await.1, receipt.number.as_str());
        act(&test, &caller(&test, Identity::AuthorityReviewer).await, number, "route", &[("to", &publisher)]).await;
        act(&test, &caller(&test, Identity::Reviewer).await, number, "accept", &[]).await;
        let client = test.sign_in_as(Identity::Reviewer).await;
        let text = "您反映的“{title}”（{number}）我们已经核实，涉及{data}。";
        let id = template(&test, &client, "answer", "已核实", text).await;
        let retired = template(&test, &client, "answer", "旧答复", "您好，您的意见已收到。").await;
        client.submit(&format!("{PATH}/{retired}"), &[("act", "retire"), ("number", "1")]).await;
        let path = format!("/cases/{number}/do/answer");
        let page = client.page(&path).await;
        let value = format!("{id}/1");
        assert_eq!(offered(&page, "answer"), std::slice::from_ref(&value), "what is retired is offered no more");
        let version = hidden(&page, "version");
        let typed = [("version", version.as_str()), ("outcome", "substantiated"), ("note", "内部记录")];
        let choice = [("template-answer", value.as_str()), ("insert", "answer")];
        let shown = client.post(&path, &[typed[0], typed[1], typed[2], choice[0], choice[1]]).await.text();
        let words = format!("您反映的“停车数据长期不更新”（{number}）我们已经核实，涉及［数据集名称］。");
        assert!(shown.contains(&words) && shown.contains("内部记录"), "{shown}");
        let answer = words.replace("［数据集名称］", "停车数据");
        let sent = [typed[0], typed[1], ("answer", answer.as_str()), ("inserted", value.as_str())];
        assert_eq!(client.post(&path, &sent).await.status, 303);
        let rows = recorded(&test, "case.answered").await;
        assert_eq!(rows[0].entry.after["templates"], serde_json::json!([value]));
    });
}
