//! Lists and pages where there is nothing, or nothing any more.
use leptos::prelude::*;
use texts::t;

use super::{
    badge::{Badge, BadgeKind},
    context::locale,
    icon::Icon,
    labels::Linked,
};

/// What would be here, and one thing to do.
#[component]
pub fn Empty(
    /// One sentence.
    #[prop(into)]
    text: String,
    /// The one action.
    #[prop(optional_no_strip, into)]
    action: Option<Linked>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{text}</p>
            {action.map(|action| view! { <p>{action.view()}</p> })}
        </div>
    }
    .into_any()
}

/// A way out of a search without results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZeroHint {
    /// 去掉“省气象局”可得 12 个
    pub words: String,
    /// The search, without language.
    pub path: String,
}

/// 没有找到“…”。 and what helps, each a link with its count.
#[component]
pub fn ZeroResults(
    /// What was searched for.
    #[prop(into)]
    query: String,
    hints: Vec<ZeroHint>,
) -> impl IntoView {
    let locale = locale();
    let line = if query.is_empty() { t!(locale, "zero-filters") } else { t!(locale, "zero-query", q = query) };
    let items = hints
        .into_iter()
        .map(|hint| view! { <li>{Linked::link(hint.words, hint.path).view()}</li> })
        .collect::<Vec<_>>();
    let help = if items.is_empty() {
        let ways = [("zero-tip-themes", "/themes"), ("zero-tip-publishers", "/publishers"), ("zero-all", "/data")]
            .map(|(key, path)| view! { <li>{Linked::link(texts::t(locale, key), path).view()}</li> })
            .collect_view();
        view! {
            <p>{t!(locale, "zero-tips")}</p>
            <ul>
                <li>{t!(locale, "zero-tip-words")}</li>
                {ways}
            </ul>
        }
        .into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    view! {
        <div class="empty zero">
            <p class="zero-line">{line}</p>
            {help}
        </div>
    }
    .into_any()
}

/// The page of a dataset that was withdrawn: title, when, reason class, whom to ask, what is similar.
#[component]
pub fn Tombstone(
    /// The title as it may be shown.
    #[prop(into)]
    title: String,
    /// 已于 2026年10月9日撤回
    #[prop(into)]
    when: String,
    /// The class of the reason, such as 权益核实.
    #[prop(into)]
    reason: String,
    /// Publisher and contact.
    #[prop(optional_no_strip, into)]
    contact: Option<Linked>,
    /// Similar datasets.
    #[prop(optional)]
    similar: Vec<Linked>,
) -> impl IntoView {
    let locale = locale();
    let similar = (!similar.is_empty()).then(|| {
        let items = similar.into_iter().map(|link| view! { <li>{link.view()}</li> }).collect_view();
        view! {
            <h2>{t!(locale, "withdrawn-similar")}</h2>
            <ul lang="zh-CN">{items}</ul>
        }
    });
    let contact = contact.map(|contact| {
        view! {
            <div>
                <dt>{t!(locale, "withdrawn-contact")}</dt>
                <dd>{contact.view()}</dd>
            </div>
        }
    });
    view! {
        <div class="tombstone">
            <Badge kind=BadgeKind::Withdrawn label=t!(locale, "withdrawn-badge") />
            <h1 lang="zh-CN">{title}</h1>
            <p class="lead">{when}</p>
            <dl class="definitions">
                <div>
                    <dt>{t!(locale, "withdrawn-reason")}</dt>
                    <dd>{reason}</dd>
                </div>
                {contact}
            </dl>
            {similar}
        </div>
    }
    .into_any()
}

/// The head of an error page: the sentence, what happened, and the way on as `children`.
#[component]
pub fn ErrorPage(
    /// The `<h1>`: one sentence.
    #[prop(into)]
    title: String,
    /// What it means and what is kept.
    #[prop(into)]
    text: String,
    /// The number of the request, shown where the fault is ours.
    #[prop(optional_no_strip, into)]
    request_id: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let locale = locale();
    let reference = request_id.map(|id| {
        view! {
            <p class="meta">
                <Icon name="hash" />
                <span>{t!(locale, "reference-number", id = id)}</span>
            </p>
        }
    });
    view! {
        <div class="error-page">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            {reference}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
