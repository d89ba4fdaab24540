//! The work queue: found whatever its length, several cases at once, and as a file (R-153, R-152; ui 5.7).
use super::*;
use crate::fixture::run;
use contract::cases::{QueueQuery, QueueTab};
use domain::account::Role;
use store::cases::CaseRow;
use testkit::identities::{AUTHORITY, PUBLISHER};

fn all(more: QueueQuery) -> QueueQuery {
    QueueQuery { tab: QueueTab::All, page: 1, ..more }
}

async fn numbers(test: &TestPortal, who: &Caller, query: &QueueQuery) -> Vec<String> {
    let page = cases(test).queue(who, query).await.expect("a queue");
    let rows: Vec<_> = page.groups.iter().flat_map(|group| &group.rows).map(|row| row.head.number.clone()).collect();
    assert_eq!(page.total, rows.len() as u64, "counted is what is shown");
    rows
}

#[test]
fn r153_words_numbers_and_filters_find_cases() {
    run(async {
        let test = portal().await;
        let dataset = test.dataset("公交线路", |_| {}).await;
        let visitor = visitor("198.51.100.60");
        let about = [("target_kind", "dataset"), ("target", dataset.as_str())];
        let bus = file(&test, &visitor, &complaint(&[&about[..], &[("subject", "公交线路 API 缺少站点")]].concat()))
            .await
            .number;
        let parking = file(&test, &visitor, &complaint(&[])).await.number;
        let who = caller(&test, Identity::AuthorityReviewer).await;
        let text = |text: &str| all(QueueQuery { text: Some(text.into()), ..QueueQuery::default() });
        assert_eq!(
            numbers(&test, &who, &text("api 公交")).await,
            std::slice::from_ref(&bus),
            "words, whatever their case"
        );
        assert_eq!(numbers(&test, &who, &text("停车")).await, std::slice::from_ref(&parking));
        assert!(numbers(&test, &who, &text("停车 公交")).await.is_empty());
        assert_eq!(numbers(&test, &who, &text(&bus.to_lowercase())).await, std::slice::from_ref(&bus));
        assert_eq!(numbers(&test, &who, &text("TS-")).await.len(), 2);
        let of = all(QueueQuery { dataset: Some(dataset.clone()), ..QueueQuery::default() });
        assert_eq!(numbers(&test, &who, &of).await, std::slice::from_ref(&bus));
        let bound = |code: &str| all(QueueQuery { binding: Some(code.into()), ..QueueQuery::default() });
        assert_eq!(
            numbers(&test, &who, &bound("hard")).await.len() + numbers(&test, &who, &bound("soft")).await.len(),
            2
        );
        let late = all(QueueQuery { clock: Some("overdue".into()), ..QueueQuery::default() });
        assert!(numbers(&test, &who, &late).await.is_empty());
        let later = all(QueueQuery { clock: Some("later".into()), ..QueueQuery::default() });
        assert_eq!(numbers(&test, &who, &later).await.len(), 2);
        // The place of a case counts in what was found.
        assert_eq!(cases(&test).neighbours(&who, &parking, &text("停车")).await.expect("a place").total, 1);
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        let page = official.page(&format!("/admin?tab=all&dataset={dataset}&clock=later")).await;
        assert!(page.contains(&bus) && !page.contains(&parking), "{page}");
        assert!(page.contains("公交线路</option>") && page.contains("今天：到期 0，新到 2"), "{page}");
        // Of no other body.
        let reviewer = caller(&test, Identity::Reviewer).await;
        assert!(numbers(&test, &reviewer, &text("TS-")).await.is_empty());
    });
}

#[test]
fn r153_a_search_for_words_ends_at_its_limit_and_says_so() {
    run(async {
        let test = TestPortal::with(|config| config.limits.search_seconds = 0).await;
        test.account(Identity::AuthorityReviewer).await;
        let number = file(&test, &visitor("198.51.100.61"), &complaint(&[])).await.number;
        let core = test.portal.core();
        let mut tx = core.store.write().await.expect("a write");
        let first = tx.case(&number).await.expect("a read").expect("the case");
        // More than are opened between two looks at the watch, all of them newer.
        for n in 0..600_u32 {
            let id = core.ids.id(core.clock.now());
            let title = core.seal("路灯", &format!("cases.title:{id}")).expect("sealed");
            let number = format!("TS-20991231-{n:04}");
            let row = CaseRow { id, number, title, applicant: None, anonymous: true, ..first.clone() };
            tx.add_case(&row).await.expect("entered");
        }
        tx.commit(Vec::new()).await.expect("committed");
        let who = caller(&test, Identity::AuthorityReviewer).await;
        let query = |text: &str| all(QueueQuery { text: Some(text.into()), ..QueueQuery::default() });
        let cut = cases(&test).queue(&who, &query("停车")).await.expect("a queue");
        assert!(cut.cut_short && cut.total == 0, "the oldest was not reached");
        let official = test.sign_in_as(Identity::AuthorityReviewer).await;
        let page = official.page("/admin?tab=all&q=%E5%81%9C%E8%BD%A6").await;
        assert!(page.contains("按文字查找已达到时间上限"), "{page}");
        // Narrowed to fewer it is whole again, and a number needs no search at all.
        let plain = cases(&test).queue(&who, &query(&number)).await.expect("a queue");
        assert!(!plain.cut_short && plain.total == 1);
        // Real pages: the sixth hundred and first case is on page 13.
        let last = QueueQuery { page: 13, ..all(QueueQuery::default()) };
        let page = cases(&test).queue(&who, &last).await.expect("a queue");
        assert_eq!((page.total, page.groups.iter().map(|group| group.rows.len()).sum::<usize>()), (601, 1));
    });
}

#[test]
fn r153_several_are_received_and_urged_at_once_and_what_cannot_be_is_named() {
    run(async {
        let test = portal().await;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let to = test.body(PUBLISHER).await.1;
        let mut routed = Vec::new();
        for _ in 0..3 {
            let number = file(&test, &visitor("198.51.100.62"), &complaint(&[])).await.number;
            act(&test, &authority, &number, "route", &[("to", &to)]).await;
            routed.push(number);
        }
        let reviewer = caller(&test, Identity::Reviewer).await;
        act(&test, &reviewer, &routed[2], "accept", &[]).await;
        let other = file(&test, &visitor("198.51.100.62"), &complaint(&[])).await.number;
        let desk = test.sign_in_as(Identity::Reviewer).await;
        let queue = desk.page("/admin?tab=office").await;
        assert!(queue.contains("标记已接收") && queue.contains("formaction=\"/admin/queue.csv\""), "{queue}");
        let mut ticked: Vec<_> = routed.iter().map(|number| ("number", number.as_str())).collect();
        ticked.extend([("number", other.as_str()), ("act", "receive")]);
        let shown = desk.post("/admin?tab=office", &ticked).await;
        let page = shown.text();
        assert_eq!(shown.status, 200, "{page}");
        assert!(page.contains("已办理 2 件") && page.contains(&routed[2]) && page.contains(&other), "{page}");
        assert!(!page.contains(&routed[0]), "what was done is not among what was not: {page}");
        for number in &routed {
            assert_eq!(view(&test, &reviewer, number).await.head.state.value, "handling");
        }
        assert_eq!(view(&test, &authority, &other).await.head.state.value, "filed", "of another body, untouched");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        drop(tx);
        for number in &routed {
            let rows = trail.iter().filter(|row| row.entry.object == *number && row.entry.action == "case.accepted");
            assert_eq!(rows.count(), 1, "each by itself: {number}");
        }
        // All done: back to where it was asked, with one sentence.
        let office = test.sign_in_as(Identity::AuthorityReviewer).await;
        let urged = [("number", routed[0].as_str()), ("number", routed[1].as_str()), ("act", "remind")];
        let back = office.submit("/admin?tab=waiting", &urged).await;
        assert_eq!(back, "/admin?tab=waiting");
        assert!(office.page(&back).await.contains("已催办 2 件"));
        assert!(!desk.page("/admin?tab=office").await.contains("标记已接收"), "nothing is left to receive");
        // Nobody without a queue, and nothing without a tick.
        let person = test.sign_in_as(Identity::Person).await;
        assert_eq!(person.post("/admin", &urged).await.status, 403);
        assert!(office.page(&office.submit("/admin", &[("act", "remind")]).await).await.contains("没有勾选办件"));
    });
}

#[test]
fn r153_the_queue_as_a_file_shows_what_the_desk_shows_and_is_recorded() {
    run(async {
        let test = portal().await;
        let visitor = visitor("198.51.100.63");
        let formula = file(&test, &visitor, &complaint(&[("subject", "=SUM(A1) 停车")])).await.number;
        let other = file(&test, &visitor, &complaint(&[])).await.number;
        let client = test.sign_in_as(Identity::AuthorityReviewer).await;
        let answer = client.get("/admin/queue.csv?tab=all").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(
            answer.header("content-disposition").contains("queue-")
                && answer.header("cache-control").contains("no-store")
        );
        let text = answer.text();
        assert!(text.starts_with("\u{feff}编号,类别,标题,提交人"), "{text}");
        assert!(text.contains(&formula) && text.contains(&other) && text.contains("'=SUM(A1)"), "{text}");
        assert!(!text.contains(NAME) && !text.contains("13800000000") && !text.contains("wang@example.cn"), "{text}");
        let one = client.get(&format!("/admin/queue.csv?tab=all&number={other}")).await.text();
        assert!(one.contains(&other) && !one.contains(&formula), "{one}");
        let narrowed = client.get("/admin/queue.csv?tab=all&q=SUM").await.text();
        assert!(narrowed.contains(&formula) && !narrowed.contains(&other), "{narrowed}");
        let english = client.get("/en/admin/queue.csv?tab=all").await.text();
        assert!(english.starts_with("\u{feff}Number,Kind,Title,From"), "{english}");
        let mut tx = test.portal.core().store.read().await.expect("a read");
        let trail = tx.audit_after(0, 1000).await.expect("the trail");
        drop(tx);
        let exports: Vec<_> = trail.iter().filter(|row| row.entry.action == "case.export-queue").collect();
        assert_eq!(exports.len(), 4);
        assert_eq!(exports[0].entry.after["cases"], 2);
        assert!(!exports[2].entry.after.to_string().contains("SUM"), "codes and ids only");
        for (who, status) in [(Identity::Person, 403), (Identity::Authority(Role::SysAdmin), 403)] {
            assert_eq!(test.sign_in_as(who).await.get("/admin/queue.csv").await.status, status, "{who:?}");
        }
        let reviewer = test.sign_in_as(Identity::Reviewer).await;
        assert!(!reviewer.get("/admin/queue.csv?tab=all").await.text().contains(&other), "of another body");
        assert!(test.body(AUTHORITY).await.1.len() > 1);
    });
}

#[test]
fn r153_the_head_of_the_queue_says_what_the_week_took() {
    run(async {
        let test = portal().await;
        let authority = caller(&test, Identity::AuthorityReviewer).await;
        let number = file(&test, &visitor("198.51.100.64"), &complaint(&[])).await.number;
        let before = cases(&test).queue(&authority, &QueueQuery::default()).await.expect("a queue");
        assert_eq!(before.average_tenths, None, "nothing was finished");
        let own = test.body(AUTHORITY).await.1;
        act(&test, &authority, &number, "route", &[("to", &own)]).await;
        act(&test, &authority, &number, "answer", &[("outcome", "explained"), ("answer", ANSWER)]).await;
        let after = cases(&test).queue(&authority, &QueueQuery::default()).await.expect("a queue");
        assert_eq!(after.average_tenths, Some(0), "on the day it came");
        let client = test.sign_in_as(Identity::AuthorityReviewer).await;
        let page = client.page("/admin").await;
        assert!(page.contains("本周平均 0.0 个工作日"), "{page}");
    });
}

#[test]
fn r152_what_is_counted_of_applications_is_what_each_role_may_see() {
    run(async {
        let test = portal().await;
        test.reviewers().await;
        let company = caller(&test, Identity::Company).await;
        let number = test.apply(&company).await.remove(0);
        file(&test, &visitor("198.51.100.65"), &complaint(&[])).await;
        let mut seen = Vec::new();
        for role in [Role::Reviewer, Role::Head, Role::AuthorityReviewer, Role::Supervisor, Role::SecurityOfficer] {
            for who in [Identity::Publisher(role), Identity::OtherPublisher(role), Identity::Authority(role)] {
                let who = caller(&test, who).await;
                // Compares the total of the database with the rows that the procedures let through.
                let rows = numbers(&test, &who, &all(QueueQuery::default())).await;
                seen.push(rows.contains(&number));
                let datasets = cases(&test).queue(&who, &all(QueueQuery::default())).await.expect("a queue").datasets;
                assert_eq!(!datasets.is_empty(), rows.contains(&number), "datasets of what is seen: {role:?}");
            }
        }
        assert!(seen.contains(&true) && seen.contains(&false), "{seen:?}");
        // Found by a dataset of any of its lines.
        let codes = test.restricted().await;
        let who = caller(&test, Identity::AuthorityReviewer).await;
        for code in codes {
            let of = all(QueueQuery { dataset: Some(code), ..QueueQuery::default() });
            assert_eq!(numbers(&test, &who, &of).await, std::slice::from_ref(&number));
        }
    });
}
