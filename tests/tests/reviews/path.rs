//! The whole way in zhejiang (S08), refusals (S10), joint applications (S11).
use super::*;
use crate::fixture::run;
use contract::ErrorCode;
use contract::cases::{CheckLevel, ClockState, Turn};
use testkit::applications::{PARKING, RAIN};
use testkit::identities::{AUTHORITY, PUBLISHER};

#[test]
fn s08_r060_r065_r067_r069_the_full_zhejiang_path() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let applicant = company(&test).await;
        let numbers = test.apply(&applicant).await;
        assert_eq!(numbers.len(), 1, "one application, one agreement");
        let number = numbers[0].as_str();
        assert!(number.starts_with("SQ-20260910-"), "{number}");
        let mine = view(&test, &applicant, number).await;
        assert_eq!((state(&mine), mine.head.turn), ("formal-review", Turn::Others));
        assert_eq!(due(&mine), ("restricted.formal".into(), "2026-09-17".into()));
        assert!(!mine.clocks[0].statutory, "a service target");
        assert!(mine.application.as_ref().is_some_and(|part| part.joint && part.checks.is_empty()));
        assert_eq!(cases(&test).my_cases(&applicant, 1).await.expect("a list").rows[0].number, number);

        let formal = authority(&test).await;
        let seen = view(&test, &formal, number).await;
        assert_eq!(seen.head.turn, Turn::Yours);
        let part = seen.application.as_ref().expect("an application");
        assert!(part.checks.iter().all(|check| check.level == CheckLevel::Good), "{:?}", part.checks);
        assert!(part.sentence.contains(PARKING) && part.sentence.contains(RAIN));
        assert_eq!(part.conditions.len(), 1);
        assert_eq!(part.conditions[0].check.level, CheckLevel::Good, "its proof is there");
        assert_eq!(queued(&test, &formal, QueueTab::Office).await, [number]);
        test.clock.set(at("09-15T10:00"));
        let formal = authority(&test).await;
        act(&test, &formal, number, "pass-formal", &[]).await;
        let seen = view(&test, &formal, number).await;
        assert_eq!(state(&seen), "demand-review");
        assert_eq!(due(&seen), ("restricted.demand".into(), "2026-10-12".into()));
        assert_eq!(
            seen.clocks.iter().filter(|clock| clock.strength.value == "soft" && clock.state.is_open()).count(),
            2
        );

        test.clock.set(at("10-09T10:00"));
        let weather = other(&test).await;
        assert_eq!(queued(&test, &weather, QueueTab::Office).await, [number]);
        act(&test, &weather, number, "answer", &[("verdict-2", "agree"), ("note", "内部：同意")]).await;
        assert!(queued(&test, &weather, QueueTab::Office).await.is_empty(), "it waits for the others");
        assert_eq!(queued(&test, &weather, QueueTab::Waiting).await, [number]);
        test.clock.set(at("10-12T17:00"));
        let transport = publisher(&test).await;
        assert_eq!(state(&view(&test, &transport, number).await), "demand-review");
        act(&test, &transport, number, "answer", &[("verdict-1", "agree")]).await;
        let applicant = company(&test).await;
        let mine = view(&test, &applicant, number).await;
        assert_eq!(due(&mine), ("restricted.recheck".into(), "2026-11-02".into()));
        assert_eq!(
            decisions(&mine),
            [(1, "agreed-so-far".into()), (2, "agreed-so-far".into())],
            "nothing is open (R-067)"
        );
        assert!(agreements(&test).await.is_empty());

        // 11-02 passes: the case stays open, flagged, asked why, and nothing is approved.
        test.clock.set(at("11-03T09:00"));
        for _ in 0..2 {
            server::jobs::deadlines::round(test.portal.core()).await.expect("a round");
        }
        let recheck = authority(&test).await;
        let seen = view(&test, &recheck, number).await;
        assert_eq!(state(&seen), "recheck");
        assert!(matches!(seen.head.clock.as_ref().map(|clock| clock.state), Some(ClockState::Overdue { .. })));
        assert!(may(&seen).contains(&"explain-delay") && may(&seen).contains(&"recheck"), "{:?}", may(&seen));
        assert_eq!(queued(&test, &recheck, QueueTab::Overdue).await, [number]);
        let short = try_act(&test, &recheck, number, "explain-delay", &[("reason", "忙")]).await;
        assert_eq!(faults(short), [("reason".to_owned(), ErrorCode::TooShort)]);
        let board = cases(&test).coordination(&supervisor(&test).await).await.expect("the board");
        assert_eq!((board.running, board.joint, board.overdue), (1, 1, 1));
        assert_eq!(board.rows[0].publishers.len(), 2);
        assert!(board.rows[0].remind, "a recheck is urged too");
        act(&test, &supervisor(&test).await, number, "remind", &[]).await;
        act(
            &test,
            &recheck,
            number,
            "explain-delay",
            &[("reason", "需要与两个开放主体就交付方式再次协商确认后才能作出。")],
        )
        .await;
        assert!(!may(&view(&test, &recheck, number).await).contains(&"explain-delay"), "asked once");
        act(&test, &recheck, number, "recheck", &[("verdict-1", "agree"), ("verdict-2", "agree")]).await;
        let applicant = company(&test).await;
        let mine = view(&test, &applicant, number).await;
        assert_eq!((state(&mine), mine.head.turn), ("approved", Turn::Others));
        assert_eq!(decisions(&mine), [(1, "agreed".into()), (2, "agreed".into())]);
        assert_eq!(
            agreements(&test).await,
            [test.body(AUTHORITY).await.0],
            "two publishers: the authority signs (R-078)"
        );
        let text = format!("{mine:?}");
        assert!(!text.contains("内部：同意"), "opinions stay inside");
        assert!(text.contains("再次协商"), "why it was late is the applicant's to know");
        // every change reached the applicant.
        let notices = test.portal.ports.notices.list(&applicant, 1).await.expect("notices");
        let told: Vec<_> = notices
            .notices
            .iter()
            .filter(|row| row.case_number.as_deref() == Some(number))
            .map(|row| row.kind.value.as_str())
            .collect();
        for kind in ["application-submitted", "application-step", "application-answered", "application-approved"] {
            assert!(told.contains(&kind), "{kind} in {told:?}");
        }
    });
}

#[test]
fn s10_r064_a_refusal_needs_a_reason_and_a_basis_that_can_be_named() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let number = number.as_str();
        act(&test, &authority(&test).await, number, "pass-formal", &[]).await;
        let reviewer = publisher(&test).await;
        let before = view(&test, &reviewer, number).await.version;
        let refused = |more: &'static [(&'static str, &'static str)]| {
            let fields: Vec<_> = [("verdict-1", "refuse")].into_iter().chain(more.iter().copied()).collect();
            let (test, reviewer) = (&test, &reviewer);
            async move { faults(try_act(test, reviewer, number, "answer", &fields).await) }
        };
        let both = [("basis-1".to_owned(), ErrorCode::Required), ("reason-1".to_owned(), ErrorCode::Required)];
        assert_eq!(refused(&[]).await, both);
        assert_eq!(refused(&[("basis-1", CAPABILITY)]).await, both[1..]);
        assert_eq!(refused(&[("reason-1", REASON)]).await, both[..1]);
        let short = refused(&[("basis-1", CAPABILITY), ("reason-1", "不行")]).await;
        assert_eq!(short, [("reason-1".to_owned(), ErrorCode::TooShort)]);
        // A condition that nobody published, and missing papers, are none.
        for basis in ["condition:00000000-0000-0000-0000-000000000001:1:secret", "missing-materials"] {
            let fields = [("verdict-1", "refuse"), ("basis-1", basis), ("reason-1", REASON)];
            let faulty = faults(try_act(&test, &reviewer, number, "answer", &fields).await);
            assert_eq!(faulty, [("basis-1".to_owned(), ErrorCode::BadValue)], "{basis}");
        }
        // Over HTTP: 422, nothing typed is lost, nothing happened.
        let browser = test.sign_in_as(Identity::Reviewer).await;
        let path = format!("/cases/{number}/do/answer");
        let version = before.to_string();
        let sent =
            browser.post(&path, &[("version", &version), ("verdict-1", "refuse"), ("reason-1", "太短的理由")]).await;
        assert_eq!(sent.status, 422);
        assert!(sent.text().contains("太短的理由"));
        assert_eq!(view(&test, &reviewer, number).await.version, before, "state unchanged");

        // Looked at before it is sent, and nothing has happened by that.
        let wanted = [("verdict-1", "refuse"), ("basis-1", CAPABILITY), ("reason-1", REASON)];
        let mut sent = form(&wanted);
        sent.fields.push(("version".into(), before.to_string()));
        let preview = cases(&test).preview(&reviewer, number, "answer", &sent).await.expect("a preview");
        assert!(preview.notices.iter().any(|notice| notice.to.value == "reporter"), "{preview:?}");
        assert!(format!("{:?}", preview.entry).contains("能力") || format!("{:?}", preview.entry).contains(REASON));
        assert_eq!(view(&test, &reviewer, number).await.version, before);
        act(&test, &reviewer, number, "answer", &wanted).await;
        let mine = view(&test, &company(&test).await, number).await;
        let part = mine.application.as_ref().expect("an application");
        let line = part.publishers.iter().flat_map(|p| &p.lines).find(|line| line.no == 1).expect("the line");
        assert_eq!((line.decision.value.as_str(), line.reason.as_deref()), ("refused", Some(REASON)));
        assert!(line.basis.as_deref().is_some_and(|basis| basis.contains("能力")), "{:?}", line.basis);
    });
}

#[test]
fn s11_r063_r068_r078_one_refuses_and_only_the_other_line_goes_on() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        let number = number.as_str();
        act(&test, &authority(&test).await, number, "pass-formal", &[]).await;
        let (transport, weather) = (publisher(&test).await, other(&test).await);
        assert_eq!(decisions(&view(&test, &transport, number).await), [(1, "pending".into())], "its line alone");
        assert_eq!(decisions(&view(&test, &weather, number).await), [(2, "pending".into())]);
        // An opinion on a line of somebody else counts for nothing.
        let foreign = try_act(&test, &transport, number, "answer", &[("verdict-2", "agree")]).await;
        assert_eq!(faults(foreign), [("verdict-1".to_owned(), ErrorCode::Required)]);
        let refusal = [("verdict-2", "refuse"), ("basis-2", CAPABILITY), ("reason-2", REASON)];
        act(&test, &weather, number, "answer", &refusal).await;
        act(&test, &transport, number, "answer", &[("verdict-1", "agree")]).await;
        let board = view(&test, &authority(&test).await, number).await;
        assert_eq!(decisions(&board), [(1, "agreed-so-far".into()), (2, "refused".into())], "opinions side by side");
        let fields =
            cases(&test).command_page(&authority(&test).await, number, "recheck").await.expect("a page").fields;
        assert!(!fields.iter().any(|field| field.name == "verdict-2"), "only what the publishers agreed to");
        act(&test, &authority(&test).await, number, "recheck", &[("verdict-1", "agree")]).await;
        assert_eq!(agreements(&test).await, [test.body(PUBLISHER).await.0], "the party is that single publisher");
        assert_eq!(
            code(try_act(&test, &transport, number, "answer", &[("verdict-1", "agree")]).await),
            ErrorCode::Forbidden
        );
    });
}

#[test]
fn r078_each_publisher_proposes_the_blanks_and_the_authority_settles_them_at_the_recheck() {
    run(async {
        let test = portal("zhejiang", "09-10T15:02").await;
        let number = test.apply(&company(&test).await).await.remove(0);
        act(&test, &authority(&test).await, &number, "pass-formal", &[]).await;
        let opinion = |line: &'static str, term: &'static str| {
            let shared = [("destroy_within", "30"), ("destroy_within_unit", "days"), ("term_unit", "months")];
            [[(line, "agree"), ("term", term)].as_slice(), &shared].concat()
        };
        let wrong = [("verdict-1", "refuse"), ("term", "none")];
        let answer = try_act(&test, &publisher(&test).await, &number, "answer", &wrong).await;
        let fields: Vec<_> = faults(answer).into_iter().map(|(field, _)| field).collect();
        assert!(fields.contains(&"term".to_owned()) && fields.contains(&"reason-1".to_owned()), "{fields:?}");
        act(&test, &publisher(&test).await, &number, "answer", &opinion("verdict-1", "6")).await;
        act(&test, &other(&test).await, &number, "answer", &opinion("verdict-2", "12")).await;

        let settling = authority(&test).await;
        let page = cases(&test).command_page(&settling, &number, "recheck").await.expect("the page");
        let field = |name: &str| page.fields.iter().find(|field| field.name == name).expect("the question");
        assert_eq!(field("term").value, "", "they differ");
        let hint = field("term").hint.clone().unwrap_or_default();
        assert!(hint.contains("6 个月") && hint.contains("12 个月"), "{hint}");
        assert_eq!(field("destroy_within").value, "30", "they agree");
        let both = [("verdict-1", "agree"), ("verdict-2", "agree")];
        act(&test, &settling, &number, "recheck", &[both.as_slice(), &opinion("note", "9")[1..]].concat()).await;
        // Nothing of it is read in the history, by nobody.
        for who in [company(&test).await, publisher(&test).await, settling] {
            let told = format!("{:?}", view(&test, &who, &number).await.timeline);
            assert!(!told.contains("destroy_within"), "{told}");
        }
        let mut tx = test.portal.store.read().await.expect("a read");
        let case = tx.case(&number).await.expect("a read").expect("the application");
        let drawn_up = tx.agreements_of(case.id).await.expect("agreements").remove(0).number;
        drop(tx);
        let fill = cases(&test).command_page(&authority(&test).await, &drawn_up, "fill").await.expect("the page");
        let value = |name: &str| fill.fields.iter().find(|field| field.name == name).expect("a blank").value.clone();
        assert_eq!((value("term"), value("destroy_within")), ("9".into(), "30".into()));
    });
}
