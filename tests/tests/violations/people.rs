//! Who does what in a violation, who hears of it and when.
use super::*;
use crate::complaints::{caller, complaint, file};
use crate::fixture::run;
use domain::account::Role;
use testkit::identities::AUTHORITY;

#[test]
fn r138_the_user_hears_of_it_with_the_notice_and_not_before() {
    run(async {
        let ground = ground("zhejiang").await;
        let number = ground.suspected(Identity::Reviewer).await;
        let path = format!("/cases/{number}");
        let company = ground.sign_in(Identity::Company).await;
        assert_eq!(company.get(&path).await.status, 404);
        for page in ["/my/requests".to_owned(), "/my".to_owned(), format!("/cases/{}", ground.agreement)] {
            assert!(!company.page(&page).await.contains(&number), "{page}");
        }
        assert_eq!(ground.fetched().await, [200, 200], "a suspicion closes nothing");
        assert!(!ground.told(Identity::Company).await.iter().any(|kind| kind.starts_with("violation")));
        // A message would tell.
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert!(!reviewer.page(&path).await.contains("value=\"message\""));
        assert_eq!(reviewer.post(&path, &[("act", "message"), ("message", "请说明情况")]).await.status, 403);

        let fields = [("ground", "beyond_agreement"), ("facts", FACTS), ("rectify_by", "2026-10-26")];
        let ordered = ground.order(Identity::Reviewer, &number, &fields, &[b"%PDF-1.7 evidence"]).await;
        assert_eq!(ordered.status, 303, "{}", ordered.text());
        let company = ground.sign_in(Identity::Company).await;
        let page = company.page(&path).await;
        for part in [FACTS, "超出协议约定使用公共数据", "2026年10月26日", PUBLISHER, "提交整改报告"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(
            !page.contains(EVIDENCE) && !page.contains("疑似违规的情况"),
            "what the offices hold stays there: {page}"
        );
        assert!(company.page("/my/requests").await.contains(&number));
        assert!(company.page(&format!("/cases/{}", ground.agreement)).await.contains(&number), "linked");
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert!(reviewer.page(&path).await.contains(EVIDENCE));
        let sent = reviewer.post(&path, &[("act", "message"), ("message", "请按期整改")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        assert!(ground.told(Identity::Company).await.contains(&"case-message"));
    });
}

#[test]
fn r138_publisher_and_authority_act_and_each_act_names_the_actor() {
    run(async {
        let ground = ground("zhejiang").await;
        let number = ground.suspected(Identity::Reviewer).await;
        let fields = [("ground", "security_measures"), ("facts", FACTS), ("rectify_by", "2026-10-26")];
        let ordered = ground.order(Identity::AuthorityReviewer, &number, &fields, &[b"%PDF-1.7 evidence"]).await;
        assert_eq!(ordered.status, 303, "{}", ordered.text());
        let path = format!("/cases/{number}");
        let page = ground.sign_in(Identity::Company).await.page(&path).await;
        assert!(page.contains(AUTHORITY), "who ordered it: {page}");
        // The publisher keeps its part, in its queue and on the page.
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert!(reviewer.page("/admin?tab=all&kind=WG").await.contains(&number));
        ground.done(Identity::Company, &number, "hand-in", &[("measures", MEASURES)]).await;
        assert!(ground.told(Identity::AuthorityReviewer).await.contains(&"violation-handed-in"), "who ordered it");
        ground.done(Identity::Reviewer, &number, "accept", &[("reason", REASON)]).await;
        let mut tx = ground.test.portal.store.read().await.expect("a read");
        let row = tx.case(&number).await.expect("a read").expect("the case");
        let events = tx.events_of(row.id).await.expect("events");
        let (publisher, authority) = (ground.test.body(PUBLISHER).await.0, ground.test.body(AUTHORITY).await.0);
        let acts: Vec<_> = events.iter().map(|event| (event.code.as_str(), event.body)).collect();
        assert_eq!(
            acts,
            [
                ("violation-suspected", Some(publisher)),
                ("violation-ordered", Some(authority)),
                ("violation-handed-in", None),
                ("violation-restored", Some(publisher)),
            ]
        );
        let trail = tx.audit_after(0, 10_000).await.expect("the trail");
        for (code, _) in acts {
            let code = format!("case.{code}");
            assert!(
                trail.iter().any(|row| row.entry.action == code && row.entry.case.as_ref() == Some(&number)),
                "{code}"
            );
        }
        let trail = format!("{trail:?}");
        assert!(!trail.contains(FACTS) && !trail.contains("测试有限公司"), "codes and ids alone");
    });
}

#[test]
fn r138_other_publishers_that_serve_the_user_are_told_of_their_own_agreement() {
    run(async {
        let ground = ground("zhejiang").await;
        let other = Identity::OtherPublisher(Role::Reviewer);
        let theirs =
            agreements::drafted(&ground.test, Identity::Company, &[testkit::identities::OTHER_PUBLISHER]).await;
        confirmed(&ground.sign_in(other).await, &theirs[0]).await;
        let signed = click(&ground.sign_in(Identity::Company).await, &theirs[0], PASSWORD).await;
        assert_eq!(signed.status, 303, "{}", signed.text());
        let number = ground.ordered(Identity::Reviewer).await;
        let client = ground.sign_in(other).await;
        let notices = client.page("/my/messages").await;
        assert!(notices.contains(&format!("协议 {} 的利用主体被责令整改", theirs[0])), "{notices}");
        assert!(!notices.contains(&number), "the case is none of its business");
        assert_eq!(client.get(&format!("/cases/{number}")).await.status, 404);
    });
}

#[test]
fn r152_nobody_else_has_a_part_in_it() {
    run(async {
        let ground = ground("zhejiang").await;
        let number = ground.ordered(Identity::Reviewer).await;
        for who in [
            Identity::Person,
            Identity::OtherPublisher(Role::Reviewer),
            Identity::Elsewhere(Role::AuthorityReviewer),
            Identity::Publisher(Role::Cataloguer),
            Identity::Authority(Role::SysAdmin),
        ] {
            let client = ground.sign_in(who).await;
            assert_eq!(client.get(&format!("/cases/{number}")).await.status, 404, "{who:?}");
            for command in ["order", "accept", "conclude", "lift-credit", "hand-in"] {
                assert_eq!(client.get(&format!("/cases/{number}/do/{command}")).await.status, 404, "{who:?} {command}");
            }
        }
        assert_eq!(ground.test.get(&format!("/cases/{number}")).await.status, 303, "visitors sign in first");
        let company = ground.sign_in(Identity::Company).await;
        for command in ["accept", "conclude", "record-regulators", "lift-credit"] {
            assert_eq!(company.get(&format!("/cases/{number}/do/{command}")).await.status, 403, "{command}");
        }
        assert_eq!(company.get("/admin/violations/new").await.status, 403);
        // Somebody of another body cannot even ask what the agreement is about.
        let other = ground.sign_in(Identity::OtherPublisher(Role::Reviewer)).await;
        let asked = other.get(&format!("/admin/violations/new?agreement={}", ground.agreement)).await;
        assert!(asked.status == 404 && !asked.text().contains("停车通"), "{}", asked.text());
    });
}

#[test]
fn r128_r138_a_complaint_leads_to_a_violation_case_with_links_both_ways() {
    run(async {
        let ground = ground("zhejiang").await;
        let person = caller(&ground.test, Identity::Person).await;
        let told = complaint(&[("target_kind", "user"), ("target_text", "停车通")]);
        let complaint = file(&ground.test, &person, &told).await.number;
        let authority = ground.sign_in(Identity::AuthorityReviewer).await;
        let place = authority
            .submit(
                "/admin/violations/new",
                &[("act", "find"), ("agreement", &ground.agreement.to_lowercase()), ("complaint", &complaint)],
            )
            .await;
        let page = authority.page(&place).await;
        assert!(page.contains("停车通") && page.contains(&complaint), "{page}");
        let fields = [
            ("agreement", ground.agreement.as_str()),
            ("datasets", &ground.codes[1]),
            ("text", FACTS),
            ("complaint", &complaint),
        ];
        let place = authority.submit("/admin/violations/new", &fields).await;
        let number = place.trim_start_matches("/cases/").split('?').next().expect("a number").to_owned();
        let page = authority.page(&format!("/cases/{number}")).await;
        assert!(page.contains(&complaint) && page.contains("投诉举报") && page.contains(RAIN), "{page}");
        assert!(authority.page(&format!("/cases/{complaint}")).await.contains(&number));
        let reporter = ground.sign_in(Identity::Person).await.page(&format!("/cases/{complaint}")).await;
        assert!(!reporter.contains(&number), "no part of the reporter's: {reporter}");
    });
}

#[test]
fn r138_a_violation_that_cannot_be_read_takes_no_other_from_the_list() {
    run(async {
        let ground = ground("deqing").await;
        let sound = ground.suspected(Identity::Reviewer).await;
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        let fields = [("agreement", ground.agreement.as_str()), ("datasets", &ground.codes[1]), ("text", FACTS)];
        let place = reviewer.submit("/admin/violations/new", &fields).await;
        let damaged = place.trim_start_matches("/cases/").split('?').next().expect("a number").to_owned();
        let mut tx = ground.test.portal.store.write().await.expect("a write");
        let mut row = tx.case(&damaged).await.expect("a read").expect("the case");
        row.data = "{}".into();
        tx.save_case(&row).await.expect("damaged");
        tx.commit(Vec::new()).await.expect("a commit");
        let link = |number: &str| format!("href=\"/cases/{number}\"");
        for state in ["", "?state=suspected", "?state=yours"] {
            let page = reviewer.page(&format!("/admin/violations{state}")).await;
            assert!(page.contains(&link(&sound)) && !page.contains(&link(&damaged)), "{state}: {page}");
        }
    });
}

#[test]
fn r138_r152_the_list_of_violations_is_of_those_who_handle_them() {
    run(async {
        let ground = ground("deqing").await;
        let list = "/admin/violations";
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert!(reviewer.page("/my").await.contains("href=\"/admin/violations\""), "among the places of the desk");
        let page = reviewer.page(list).await;
        assert!(page.contains("目前没有违规办件") && page.contains("/admin/violations/new"), "{page}");
        let number = ground.ordered(Identity::Reviewer).await;
        let path = format!("href=\"/cases/{number}\"");
        for who in [Identity::Reviewer, Identity::AuthorityReviewer] {
            let page = ground.sign_in(who).await.page(list).await;
            for part in
                [path.as_str(), &format!("href=\"/cases/{}\"", ground.agreement), PARKING, "责令整改", "2026年10月26日"]
            {
                assert!(page.contains(part), "{who:?}: {part}: {page}");
            }
            assert!(page.contains("测试有限公司") && page.contains("还有 14 天"), "{page}");
        }
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        for (group, found) in [("rectifying", true), ("overdue", false), ("handed-in", false), ("credit", false)] {
            assert_eq!(reviewer.page(&format!("{list}?state={group}")).await.contains(&path), found, "{group}");
        }
        assert_eq!(reviewer.get(&format!("{list}?state=nonsense&page=-1")).await.status, 200, "pages forgive");
        ground.test.clock.set(at("2026-10-27T09:00"));
        let reviewer = ground.sign_in(Identity::Reviewer).await;
        assert!(reviewer.page(&format!("{list}?state=overdue")).await.contains(&path));
        ground.done(Identity::Reviewer, &number, "conclude", &[("reason", REASON)]).await;
        let page = reviewer.page(&format!("{list}?state=credit")).await;
        assert!(page.contains(&path) && page.contains("已记入") && page.contains("2026年10月27日"), "{page}");
        assert!(reviewer.page("/en/admin/violations?state=over").await.contains(&path.replace("/cases", "/en/cases")));

        // Others find nothing of it, or no list at all.
        for who in [Identity::OtherPublisher(Role::Reviewer), Identity::Elsewhere(Role::AuthorityReviewer)] {
            assert!(!ground.sign_in(who).await.page(list).await.contains(&number), "{who:?}");
        }
        for who in [Identity::Company, Identity::OtherPerson, Identity::Publisher(Role::BodyAdmin)] {
            assert_eq!(ground.sign_in(who).await.get(list).await.status, 403, "{who:?}");
        }
        assert_eq!(ground.test.sign_in_without_factor(Identity::Reviewer).await.get(list).await.status, 403);
        assert_eq!(ground.test.visitor().get(list).await.status, 303);
    });
}
