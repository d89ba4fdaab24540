//! 待办: the cases in which it is the reader's turn, and those that run. `/my` shows it first, `/my/requests` shows all.
use crate::page::PageCtx;
use crate::ui::case::CaseRow;
use crate::ui::{Empty, Linked};
use contract::cases::{CaseHead, MyCases, Turn};
use leptos::prelude::*;
use texts::t;

/// The section 待办 of `/my`: what waits for the reader, then what runs; ways on where there is nothing.
pub fn section(ctx: &PageCtx, cases: &MyCases) -> AnyView {
    let locale = ctx.locale;
    let running: Vec<CaseHead> = cases.rows.iter().filter(|row| row.turn == Turn::Others).cloned().collect();
    let yours: Vec<CaseHead> = cases.waiting_for_you().cloned().collect();
    if yours.is_empty() && running.is_empty() {
        let steps = [
            ("nav-data", "/data"),
            ("opening-apply-title", "/apply"),
            ("complaint-title", "/complaints/new"),
            ("suggestion-title", "/suggestions/new"),
        ]
        .map(|(key, path)| view! { <li>{Linked::link(texts::t(locale, key), path).view()}</li> })
        .collect_view();
        return view! {
            <section class="case-section" aria-labelledby="todo">
                <h2 id="todo">{t!(locale, "requests-todo")}</h2>
                <div class="empty">
                    <p>{t!(locale, "requests-todo-none")}</p>
                    <ul>{steps}</ul>
                </div>
            </section>
        }
        .into_any();
    }
    view! {
        {group(ctx, "todo", t!(locale, "requests-todo"), yours)}
        {group(ctx, "running", t!(locale, "requests-running"), running)}
    }
    .into_any()
}

/// Cases under a heading; nothing where there are none.
pub fn group(ctx: &PageCtx, id: &'static str, title: String, cases: Vec<CaseHead>) -> Option<AnyView> {
    if cases.is_empty() {
        return None;
    }
    let today = ctx.today;
    let rows = cases.into_iter().map(|head| view! { <CaseRow head=head today=today /> }).collect_view();
    Some(
        view! {
            <section class="case-section" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="case-rows">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What would be here.
pub fn none(ctx: &PageCtx) -> AnyView {
    let action = Linked::link(t!(ctx.locale, "opening-apply-title"), "/apply");
    view! { <Empty text=t!(ctx.locale, "requests-none") action=Some(action) /> }.into_any()
}
