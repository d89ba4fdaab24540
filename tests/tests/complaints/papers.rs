//! Documents of a case: what came with which act, what still counts, and what nobody could read (R-160, R-162; ui 4.3, 4.4).
use super::*;
use crate::fixture::run;
use contract::cases::DocumentState;
use domain::account::Role;
use testkit::identities::PUBLISHER;

#[test]
fn r153_the_line_of_an_act_names_the_documents_that_came_with_it() {
    run(async {
        let test = portal().await;
        let person = caller(&test, Identity::Person).await;
        let mut sent = complaint(&[]);
        sent.files.push(upload("evidence", "现场.pdf", b"%PDF-1.7 one"));
        let number = file(&test, &person, &sent).await.number;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = test.body(PUBLISHER).await.1;
        act(&test, &authority, &number, "route", &[("to", &to)]).await;
        let reviewer = caller(&test, Identity::Reviewer).await;
        act(&test, &reviewer, &number, "accept", &[]).await;
        let mut answer = form(&[("outcome", "explained"), ("answer", ANSWER)]);
        answer.fields.push(("version".into(), view(&test, &reviewer, &number).await.version.to_string()));
        answer.files.push(upload("files", "核实.pdf", b"%PDF-1.7 two"));
        cases(&test).do_command(&reviewer, &number, "answer", &answer).await.expect("answered");
        for who in [&person, &reviewer] {
            let case = view(&test, who, &number).await;
            let with: Vec<_> = case
                .timeline
                .iter()
                .flat_map(|entry| entry.documents.iter().map(|one| (entry.event.value.as_str(), one.name.as_str())))
                .collect();
            assert_eq!(with.len(), 2, "{with:?}");
            assert!(with.contains(&("filed", "现场.pdf")) && with.contains(&("answered", "核实.pdf")), "{with:?}");
            assert!(case.documents.iter().all(|one| one.state == DocumentState::Valid), "evidence replaces nothing");
        }
        let client = test.sign_in_as(Identity::Reviewer).await;
        for path in [format!("/cases/{number}"), format!("/cases/{number}/print")] {
            let page = client.page(&path).await;
            assert!(page.contains("有效") && page.matches("现场.pdf").count() >= 2, "{path}: {page}");
        }
        let print = client.page(&format!("/cases/{number}/print")).await;
        for document in view(&test, &reviewer, &number).await.documents {
            let link = format!("/cases/{number}/docs/{}", document.id);
            assert!(print.contains(&link) && print.contains(&document.sha256), "every one with link and hash: {print}");
        }
        assert!(
            test.sign_in_as(Identity::OtherPublisher(Role::Reviewer))
                .await
                .get(&format!("/cases/{number}"))
                .await
                .status
                == 404
        );
    });
}

#[test]
fn r160_a_document_with_a_password_is_refused_at_its_field() {
    run(async {
        let test = portal().await;
        let client = test.visitor();
        let fields = [
            ("step", "file"),
            ("target_kind", "portal"),
            ("subject", "停车数据长期不更新"),
            ("facts", FACTS),
            ("name", NAME),
        ];
        let locked: (&str, &str, &str, &[u8]) =
            ("evidence", "locked.pdf", "application/pdf", b"%PDF-1.7 trailer<</Encrypt 5 0 R>>");
        let answer = client.post_files("/complaints/new", &fields, &[locked]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("文件有密码，无法审阅"), "{}", answer.text());
    });
}
