//! 是什么 · 谁提供 · 多新 · 多好 · 可以用吗 · 怎么拿: six questions answered in one screen.
use crate::page::PageCtx;
use crate::pages::parts::{card, dates};
use crate::ui::{Answer, AnswerRow, href};
use contract::datasets::{DataAccess, DatasetView};
use contract::query::encode;
use leptos::prelude::*;
use texts::t;

/// Characters of the first sentence.
const SUMMARY: usize = 60;

/// The first sentence of the description.
pub fn summary(view: &DatasetView) -> String {
    let text = view.description.trim();
    let sentence = text.find(['。', '\n']).map_or(text, |end| &text[..end]).trim();
    let mut chars = sentence.chars();
    let start: String = chars.by_ref().take(SUMMARY).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}

/// The row.
pub fn row(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let answers = vec![
        Answer::new(t!(locale, "dataset-what"), what(ctx, view)),
        Answer::new(t!(locale, "dataset-who"), who(ctx, view)),
        Answer::new(t!(locale, "dataset-fresh"), fresh(ctx, view)),
        Answer::new(t!(locale, "dataset-good"), good(ctx, view)),
        Answer::new(t!(locale, "dataset-may"), may(ctx, view)),
        Answer::new(t!(locale, "dataset-how"), how(ctx, view)),
    ];
    view! { <AnswerRow answers=answers /> }
}

fn missing(ctx: &PageCtx) -> AnyView {
    view! { <span class="null">{t!(ctx.locale, "not-stated")}</span> }.into_any()
}

fn what(ctx: &PageCtx, view: &DatasetView) -> AnyView {
    let text = summary(view);
    if text.is_empty() { missing(ctx) } else { view! { <span lang="zh-CN">{text}</span> }.into_any() }
}

fn who(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let path = format!("/publishers/{}", encode(&view.card.publisher.code));
    let contact = view
        .contact
        .as_ref()
        .filter(|contact| !contact.trim().is_empty())
        .map(|contact| view! { <span class="answer-more" lang="zh-CN">{contact.clone()}</span> });
    view! {
        <a href=href(ctx.locale, &path) lang="zh-CN">
            {view.card.publisher.name.clone()}
        </a>
        {contact}
    }
}

/// 9月28日更新，下次应在 10月28日前; for data that others keep, as of the day it was read.
fn fresh(ctx: &PageCtx, view: &DatasetView) -> AnyView {
    let locale = ctx.locale;
    let fresh = &view.card.freshness;
    let Some(note) = card::freshness(ctx, fresh) else { return missing(ctx) };
    let updated = fresh
        .updated
        .filter(|_| fresh.overdue_days > 0)
        .map(|on| view! { <span class="answer-more">{t!(locale, "card-updated", date = dates::day(ctx, on))}</span> });
    let next = fresh.next_due.filter(|_| fresh.observed.is_none() && fresh.overdue_days == 0).map(
        |on| view! { <span class="answer-more">{t!(locale, "dataset-next-due", date = dates::day(ctx, on))}</span> },
    );
    let class = if note.overdue { "freshness-words overdue" } else { "freshness-words" };
    view! {
        <span class=class>{note.words}</span>
        {updated}
        {next}
    }
    .into_any()
}

fn good(ctx: &PageCtx, view: &DatasetView) -> AnyView {
    if view.quality.is_empty() {
        return missing(ctx);
    }
    let passed = view.quality.iter().filter(|check| check.passed).count();
    let words = t!(ctx.locale, "dataset-quality-short", n = passed, all = view.quality.len());
    view! { <a href="#quality">{words}</a> }.into_any()
}

fn may(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let licence = match view.licence.as_deref().map(str::trim).filter(|licence| !licence.is_empty()) {
        Some(licence) => view! { <span lang="zh-CN">{licence.to_owned()}</span> }.into_any(),
        None => view! { <span class="null">{t!(locale, "dataset-licence-missing")}</span> }.into_any(),
    };
    let access = if view.card.suspended.is_some() {
        t!(locale, "card-suspended")
    } else if view.card.access_rights_assumed {
        t!(locale, "not-stated")
    } else {
        view.card.access_rights.label.clone()
    };
    view! {
        {access}
        <span class="answer-more">{licence} " · " <a href="#citation">{t!(locale, "dataset-cite")}</a></span>
    }
}

fn how(ctx: &PageCtx, view: &DatasetView) -> String {
    let locale = ctx.locale;
    match view.data {
        DataAccess::Open if view.tables.is_empty() => t!(locale, "dataset-how-file"),
        DataAccess::Open => t!(locale, "dataset-how-open"),
        DataAccess::ApplicationNeeded => t!(locale, "dataset-how-application"),
        DataAccess::Suspended => t!(locale, "dataset-how-suspended"),
        DataAccess::External => t!(locale, "dataset-external"),
        DataAccess::None => t!(locale, "dataset-how-none"),
    }
}
