//! Parts of the page of a case as HTML, in both languages.
use super::testing::{EVIL, NUMBER, at, command, day, document, entry, hard, head, queue, soft};
use super::{CaseHead, DecisionPanel, DocumentList, Messages, QueueList, StateTag, Timeline};
use contract::cases::{FutureStep, MessageView, Turn};
use domain::locale::Locale;
use leptos::prelude::*;

const TODAY: fn() -> chrono::NaiveDate = || day(2026, 10, 9);

fn html(locale: Locale, part: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_context(locale);
        part().to_html()
    })
}

fn sound(html: &str) {
    assert!(!html.contains(texts::MISSING_OPEN) && !html.contains("{$"), "words are missing: {html}");
    assert!(!html.contains("<script") && !html.contains("<img"), "escaped: {html}");
}

#[test]
fn r143_the_head_says_what_it_is_where_it_stands_and_until_when() {
    for (locale, turn) in [(Locale::ZhCn, "现在轮到：省交通运输厅"), (Locale::En, "Now with 省交通运输厅")]
    {
        let html = html(locale, || view! { <CaseHead head=head() today=TODAY() /> }.into_any());
        sound(&html);
        assert!(html.contains(&format!("<h1>{}", head().title)), "{html}");
        assert!(html.contains(NUMBER) && html.contains(turn) && html.contains("clock-box"), "{html}");
        assert_eq!(html.matches("state-tag\"").count(), 1, "{html}");
    }
}

#[test]
fn the_colour_of_the_tag_says_whose_turn_it_is_and_a_missed_deadline_has_a_tag_of_its_own() {
    for (turn, class) in [(Turn::Yours, "yours"), (Turn::Done, "done"), (Turn::Ended, "ended")] {
        let html = html(Locale::ZhCn, || view! { <StateTag label="状态" turn=turn /> }.into_any());
        assert!(html.contains(&format!("state-tag {class}")), "{html}");
    }
    let late = contract::cases::ClockView { state: contract::cases::ClockState::Overdue { by: 1 }, ..hard() };
    let past = contract::cases::ClockView { state: contract::cases::ClockState::Overdue { by: 1 }, ..soft() };
    for (clock, seen) in [(late, true), (past, false)] {
        let facts = contract::cases::CaseHead { clock: Some(clock), ..head() };
        let html = html(Locale::ZhCn, || view! { <CaseHead head=facts today=TODAY() /> }.into_any());
        assert_eq!(html.contains("state-tag overdue"), seen, "only a hard deadline is overdue");
    }
}

#[test]
fn the_timeline_marks_internal_entries_and_shows_what_is_still_to_come() {
    let future = vec![FutureStep { label: "答复".into(), working_days: Some(15), soft: true }];
    let entries = || vec![entry("提交", false), entry("内部意见", true)];
    let steps = future.clone();
    let oldest = html(Locale::ZhCn, || {
        view! { <Timeline entries=entries() future=steps switch=Some("/cases/x?order=newest".to_owned()) today=TODAY() /> }.into_any()
    });
    sound(&oldest);
    assert_eq!(oldest.matches("internal-mark").count(), 1);
    assert!(oldest.find("提交").expect("first") < oldest.find("接下来：答复").expect("last"), "{oldest}");
    assert!(oldest.contains("目标 15 个工作日") && oldest.contains("10月8日 10:30"), "{oldest}");
    assert!(oldest.contains("href=\"/cases/x?order=newest\"") && !oldest.contains(" reversed"), "{oldest}");
    let newest = html(Locale::En, || {
        view! { <Timeline entries=entries() future=future newest_first=true today=TODAY() /> }.into_any()
    });
    assert!(newest.find("Next: ").expect("first") < newest.find("提交").expect("later"), "{newest}");
    assert!(newest.contains("reversed"), "{newest}");
}

#[test]
fn r160_documents_say_that_opening_them_is_recorded_and_are_no_links_for_those_who_only_track() {
    let links = html(Locale::ZhCn, || {
        view! { <DocumentList documents=vec![document()] base=Some(format!("/cases/{NUMBER}")) today=TODAY() /> }
            .into_any()
    });
    sound(&links);
    assert!(links.contains(&format!("/cases/{NUMBER}/docs/{}", document().id)), "{links}");
    assert!(links.contains("9f86d081") && links.contains("查看文件将被记录"), "{links}");
    let tracked =
        html(Locale::En, || view! { <DocumentList documents=vec![document()] base=None today=TODAY() /> }.into_any());
    assert!(!tracked.contains("<a ") && !tracked.contains("recorded"), "{tracked}");
}

#[test]
fn messages_are_text_and_notes_are_marked() {
    let message = |internal, text: &str| MessageView {
        at: at(10, 8, 2),
        from: "省交通运输厅".into(),
        person: Some("李四".into()),
        text: text.into(),
        internal,
        own: false,
    };
    let html = html(Locale::ZhCn, || {
        view! { <Messages messages=vec![message(false, EVIL), message(true, "内情")] today=TODAY() /> }.into_any()
    });
    sound(&html);
    assert_eq!(html.matches("internal-mark").count(), 1, "{html}");
    assert!(html.contains("（李四）"), "{html}");
}

#[test]
fn only_what_is_allowed_is_offered_each_as_a_page_of_its_own() {
    let commands = vec![command("answer", "答复", true), command("return", "退回", false)];
    let panel =
        html(Locale::En, || view! { <DecisionPanel base=format!("/cases/{NUMBER}") commands=commands /> }.into_any());
    sound(&panel);
    assert!(panel.contains(&format!("href=\"/en/cases/{NUMBER}/do/answer\"")), "{panel}");
    assert!(panel.contains("button primary") && panel.contains("button danger") && !panel.contains("disabled"));
    let none =
        html(Locale::ZhCn, || view! { <DecisionPanel base=format!("/cases/{NUMBER}") commands=vec![] /> }.into_any());
    assert!(!none.contains("<h2"), "{none}");
}

#[test]
fn r153_the_queue_is_grouped_by_clock_and_every_row_leads_to_its_case() {
    for locale in Locale::ALL {
        let html = html(locale, || view! { <QueueList groups=queue().groups today=TODAY() bulk=true /> }.into_any());
        sound(&html);
        assert_eq!(html.matches("queue-group").count(), 2, "{html}");
        assert_eq!(html.matches("type=\"checkbox\"").count(), 2);
        assert!(html.find("TS-20260901-0001").expect("overdue") < html.find(NUMBER).expect("later"));
    }
    let plain = html(Locale::ZhCn, || view! { <QueueList groups=queue().groups today=TODAY() /> }.into_any());
    assert!(!plain.contains("checkbox") && plain.contains("未分派") && plain.contains("提出人：匿名"), "{plain}");
}
