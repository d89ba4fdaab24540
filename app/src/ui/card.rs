//! A dataset in a list of results.
use leptos::prelude::*;
use texts::t;

use super::{
    context::{href, locale},
    badge::{Badge, BadgeKind},
    highlight::Marked,
    labels::{LabelStrip, Labels},
};

/// A text with the byte ranges of its hits; the same shape as `contract::Marked`.
pub type Hits = contract::Marked;

/// What a card shows.
#[derive(Clone, Debug, Default)]
pub struct ResultCardData {
    /// The page of the dataset, without language.
    pub path: String,
    /// The title.
    pub title: Hits,
    /// State first, attribute last.
    pub badges: Vec<(BadgeKind, String)>,
    /// The six labels.
    pub labels: Labels,
    /// The summary, cut to two lines by the stylesheet.
    pub summary: Option<Hits>,
    /// Data items that matched.
    pub matched_items: Vec<Hits>,
    /// 1,204 行 · 3 个版本 · 下载 4,310 次
    pub meta: Vec<String>,
}

/// `<article>`: title, badges, six labels, summary, data items that matched, figures.
#[component]
pub fn ResultCard(card: ResultCardData) -> impl IntoView {
    let locale = locale();
    let badges = card.badges.into_iter().map(|(kind, label)| view! { <Badge kind=kind label=label /> }).collect_view();
    let summary = card.summary.filter(|summary| !summary.text.is_empty()).map(|summary| {
        view! {
            <p class="card-summary" lang="zh-CN">
                <Marked text=summary.text ranges=summary.ranges />
            </p>
        }
    });
    let matched = (!card.matched_items.is_empty()).then(|| {
        let items = card
            .matched_items
            .into_iter()
            .map(|item| view! { <li><Marked text=item.text ranges=item.ranges /></li> })
            .collect_view();
        view! {
            <div class="card-matched">
                <span>{t!(locale, "card-matched")}</span>
                <ul lang="zh-CN">{items}</ul>
            </div>
        }
    });
    let meta = (!card.meta.is_empty()).then(|| {
        let items = card.meta.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
        view! { <ul class="card-meta">{items}</ul> }
    });
    view! {
        <article class="result-card">
            <div class="card-head">
                <h2 lang="zh-CN">
                    <a href=href(locale, &card.path)>
                        <Marked text=card.title.text ranges=card.title.ranges />
                    </a>
                </h2>
                <div class="badges">{badges}</div>
            </div>
            <LabelStrip labels=card.labels />
            {summary}
            {matched}
            {meta}
        </article>
    }
    .into_any()
}
