//! Forms as HTML: what is known, what was typed, what is wrong.
use super::*;
use crate::page::{Flash, Head, Page, PageCtx};
use crate::pages::testing::{Fake, ctx};
use contract::{ErrorCode, FormData, Refusal, Submission};
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;

const EVIL: &str = "\"><script>alert(1)</script>";

fn form(fields: &[(&str, &str)]) -> FormData {
    FormData { fields: fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(), files: vec![] }
}

/// A context whose form was refused with these faults.
fn refused(locale: Locale, typed: &[(&str, &str)], errors: Vec<Refusal>) -> Arc<PageCtx> {
    let mut context = PageCtx::clone(&ctx(&Fake::default(), locale, "/data?q=x"));
    context.submission = Some(Arc::new(Submission::of(&form(typed), errors)));
    Arc::new(context)
}

fn state(ctx: &PageCtx) -> FormState {
    FormState::of(ctx, [("subject", "标题"), ("kind", "类型"), ("password", "密码"), ("proof", "证明")])
        .known("subject", "已知的标题")
        .known("kind", "b")
}

fn html(ctx: &Arc<PageCtx>) -> String {
    let state = state(ctx);
    let page = Page::new(Head { title: "办事".into(), no_search_box: true, ..Head::default() }, move || {
        view! {
            <FormPage title="办事" state=state.clone() files=true>
                <Field name="subject" label="标题" value=state.value("subject") error=state.error("subject") hint="一句话".to_owned() control=Control::area(4, 200) />
                <Radios
                    name="kind"
                    label="类型"
                    value=state.value("kind")
                    error=state.error("kind")
                    choices=vec![Choice::new("a", "甲"), Choice::new("b", "乙").hint("乙的说明")]
                />
                <Field
                    name="password"
                    label="密码"
                    value=state.value("password")
                    error=state.error("password")
                    control=Control::password("current-password")
                />
                <FileSlot
                    name="proof"
                    label="证明"
                    optional=true
                    kinds=FileKinds { accept: ".pdf,.png".into(), words: "PDF、PNG".into(), max_mb: 20 }
                    error=state.error("proof")
                />
                <Buttons label="提交办事" cancel="/data" />
            </FormPage>
        }
    });
    crate::page::render(ctx.clone(), page)
}

#[test]
fn a_form_shows_what_is_known_and_posts_to_its_own_address() {
    let html = html(&ctx(&Fake::default(), Locale::En, "/data?q=x"));
    assert!(html.contains("<form method=\"post\" action=\"/en/data?q=x\""), "{html}");
    assert!(html.contains("enctype=\"multipart/form-data\" novalidate"), "{html}");
    assert!(html.contains("已知的标题</textarea>"));
    assert!(html.contains("value=\"b\" checked"), "{html}");
    assert!(html.contains("aria-describedby=\"subject-hint subject-limit\""), "{html}");
    assert!(html.contains("aria-describedby=\"proof-kinds\"") && html.contains("accept=\".pdf,.png\""));
    assert!(html.contains("autocomplete=\"current-password\"") && html.contains("spellcheck=\"false\""));
    assert!(!html.contains("error-summary") && !html.contains("aria-invalid"));
    assert!(html.contains("<a href=\"/en/data\" class=\"button quiet\">Go back without doing this"), "{html}");
    assert!(html.contains("<title>办事 —"), "{html}");
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_links_every_fault_to_its_control() {
    let faults = vec![
        Refusal::new(ErrorCode::Required).field("kind"),
        Refusal::new(ErrorCode::TooLong).field("subject").fact("max", 200).fact("over", 3),
        Refusal::new(ErrorCode::TooShort).field("subject").fact("min", 2),
        Refusal::new(ErrorCode::Conflict),
    ];
    let context = refused(Locale::ZhCn, &[("subject", EVIL), ("password", "geheim")], faults);
    let html = html(&context);
    let main = html.split("<main").nth(1).expect("main");
    assert!(html.contains("<title>错误：办事 —"), "{html}");
    assert!(main.find("error-summary").expect("summary") < main.find("<h1").expect("h1"));
    assert!(main.contains("role=\"alert\" tabindex=\"-1\" autofocus"), "{main}");
    assert!(main.contains("有 3 处需要修改"));
    // The same words in the summary and at the field; the order is that of the page, faults without a field first.
    let words = "“标题”最多 200 字，超出 3 字";
    assert_eq!(main.matches(words).count(), 2, "{main}");
    let summary = main.split("</ul>").next().expect("summary");
    let places = ["您打开后", "href=\"#subject\"", "href=\"#kind\""].map(|part| summary.find(part).expect(part));
    assert!(places.is_sorted(), "{summary}");
    assert!(
        main.contains("id=\"subject-error\"")
            && main.contains("aria-describedby=\"subject-hint subject-limit subject-error\"")
    );
    assert!(main.contains("请填写“类型”") && !main.contains("<script>alert") && !main.contains("geheim"));
    // What was sent counts, not what was known: nothing is chosen now.
    assert!(!main.contains("checked") && !main.contains("已知的标题"));
}

#[test]
fn other_forms_of_the_page_are_as_if_nothing_was_sent() {
    let context = refused(Locale::ZhCn, &[("subject", "x")], vec![Refusal::new(ErrorCode::Required).field("kind")]);
    let state = state(&context).unsent();
    assert_eq!(state.value("subject"), "已知的标题");
    assert!(!state.has_errors() && state.errors().is_empty() && state.error("kind").is_none());
}

#[test]
fn a_flash_is_said_once_at_the_top_and_unknown_ones_not_at_all() {
    for (code, seen) in [("signed-out", true), ("no-such-code", false)] {
        let mut context = PageCtx::clone(&ctx(&Fake::default(), Locale::En, "/data"));
        context.flash = Some(Flash { code: code.into(), value: EVIL.into() });
        let html = html(&Arc::new(context));
        let main = html.split("<main").nth(1).expect("main");
        // Counters of characters have a status of their own, in a span.
        let banner = |tag: &str| tag.starts_with("div ") && tag.contains("role=\"status\"");
        assert_eq!(main.split('<').any(banner), seen, "{code}");
        assert!(!main.contains("<script>alert") && !main.contains(texts::MISSING_OPEN));
    }
}

#[test]
fn answers_to_check_and_tasks_say_their_state_in_words() {
    let rows = vec![SummaryRow::text("电话", "").change("/my/a?x=1"), SummaryRow::text("标题", EVIL)];
    let list = Owner::new().with(|| view! { <SummaryList rows=rows /> }.to_html());
    assert!(
        list.contains("未填写（选填）") && list.contains("修改<span class=\"visually-hidden\"> 电话</span>"),
        "{list}"
    );
    assert!(!list.contains("<script>"));
    let task =
        |label: &str, state| Task { label: label.into(), path: "/my".into(), state, note: Some("还有 3 项".into()) };
    let groups =
        vec![("一、申请人".to_owned(), vec![task("主体信息", TaskState::Completed), task("提交", TaskState::Blocked)])];
    let tasks = Owner::new().with(|| view! { <TaskList groups=groups /> }.to_html());
    assert!(tasks.contains("已完成") && tasks.contains("暂不能填"));
    assert_eq!(tasks.matches("<a ").count(), 1, "a blocked task is no link: {tasks}");
    assert!(tasks.contains("aria-describedby=\"task-1\""));
}
