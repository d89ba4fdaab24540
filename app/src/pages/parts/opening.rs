//! How restricted data is offered, the same words on every page: when applications are accepted, conditions in force, what stands in the way.
use super::dates;
use crate::page::PageCtx;
use crate::ui::case::Basis;
use contract::opening::{AcceptanceView, ConditionsView, ObstacleView};
use leptos::prelude::*;
use texts::t;

/// 受理时间 9月1日至9月30日 · 下次受理 2027年3月1日（以公告为准） · 随时受理
pub fn acceptance(ctx: &PageCtx, acceptance: AcceptanceView) -> String {
    let locale = ctx.locale;
    let day = |date| texts::date(locale, date);
    match acceptance {
        AcceptanceView::Always => t!(locale, "opening-always"),
        AcceptanceView::Open { first, last } => t!(locale, "opening-open", first = day(first), last = day(last)),
        AcceptanceView::Closed { next: Some(next), announced: true } => {
            t!(locale, "opening-closed-announced", next = day(next))
        }
        AcceptanceView::Closed { next: Some(next), announced: false } => {
            t!(locale, "opening-closed-usual", next = day(next))
        }
        AcceptanceView::Closed { next: None, .. } => t!(locale, "opening-closed"),
    }
}

/// The conditions with their version and date, the same for all applicants.
pub fn conditions(ctx: &PageCtx, set: &ConditionsView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let published = dates::day(ctx, texts::local_date(set.published));
    let lines = set
        .conditions
        .iter()
        .map(|condition| {
            view! {
                <li>
                    <span lang="zh-CN">{condition.text.clone()}</span>
                    <span class="meta">{" "} {condition.asks.clone()}</span>
                </li>
            }
        })
        .collect_view();
    let lines = if set.conditions.is_empty() {
        view! { <p>{t!(locale, "opening-conditions-none-more")}</p> }.into_any()
    } else {
        view! { <ul class="guide-list">{lines}</ul> }.into_any()
    };
    view! {
        {lines}
        <p class="meta">{t!(locale, "opening-conditions-version", n = set.version, on = published)}</p>
    }
    .into_any()
}

/// Everything that stands in the reader's way, each with its article.
pub fn obstacles(all: &[ObstacleView]) -> impl IntoView + use<> {
    let lines = all
        .iter()
        .map(|obstacle| view! { <li>{obstacle.text.clone()} " " <Basis sources=obstacle.basis.clone() /></li> })
        .collect_view();
    view! { <ul class="guide-list">{lines}</ul> }
}
