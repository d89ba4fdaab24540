//! `/my/requests` 我的办件: corrections, withdrawals, demands, complaints of the party the session acts for, by state, with their clocks.
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::pages::cases::todo;
use crate::pages::parts::signed;
use crate::ui::{ButtonLink, Pagination, with_query};
use contract::cases::{CaseHead, MyCases, Turn};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The list.
///
/// # Errors
/// `sign-in-needed` for readers who are not signed in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1);
    let cases = ctx.ports.cases.my_cases(&ctx.caller, number).await?;
    let title = t!(ctx.locale, "requests-title");
    let head = Head {
        title: title.clone(),
        noindex: true,
        crumbs: vec![(t!(ctx.locale, "requests-my"), Some("/my".into())), (title, None)],
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, cases)).cache(Cache::NoStore))
}

fn view(ctx: &PageCtx, cases: MyCases) -> AnyView {
    let locale = ctx.locale;
    let of = |turns: &[Turn]| -> Vec<CaseHead> {
        cases.rows.iter().filter(|row| turns.contains(&row.turn)).cloned().collect()
    };
    let groups = [
        todo::group(ctx, "todo", t!(locale, "requests-todo"), of(&[Turn::Yours])),
        todo::group(ctx, "running", t!(locale, "requests-running"), of(&[Turn::Others])),
        todo::group(ctx, "over", t!(locale, "requests-over"), of(&[Turn::Done, Turn::Ended])),
    ];
    let none = cases.rows.is_empty().then(|| todo::none(ctx));
    let pages = cases.total.div_ceil(u64::from(cases.per_page.max(1)));
    let path = |n: u64| with_query("/my/requests", [("page", n.to_string().as_str())]);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "requests-title")}</h1>
            <p class="lead">{t!(locale, "requests-count", n = cases.total, yours = cases.yours)}</p>
        </div>
        <div class="buttons">
            <ButtonLink path="/apply">{t!(locale, "opening-apply-title")}</ButtonLink>
            <ButtonLink path="/complaints/new">{t!(locale, "complaint-title")}</ButtonLink>
            <ButtonLink path="/suggestions/new">{t!(locale, "suggestion-title")}</ButtonLink>
        </div>
        {none}
        {groups.into_iter().flatten().collect_view()}
        <Pagination page=u64::from(cases.page) pages=pages path=path />
    }
    .into_any()
}
