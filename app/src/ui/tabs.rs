//! Tabs that are pages.
use leptos::prelude::*;
use texts::count;

use super::context::{href, locale};

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The word.
    pub label: String,
    /// The page, without language.
    pub path: String,
    /// How many things are there; not shown on phones.
    pub count: Option<u64>,
    /// The page in hand.
    pub current: bool,
}

/// A row of links; on phones a grid, never hidden off-screen.
#[component]
pub fn Tabs(
    /// The name of the row for assistive technology, such as 数据集内容.
    #[prop(into)]
    label: String,
    tabs: Vec<Tab>,
) -> impl IntoView {
    let locale = locale();
    let items = tabs
        .into_iter()
        .map(|tab| {
            let current = tab.current.then_some("page");
            let number = tab.count.map(|n| view! { <span class="tab-count">{count(n)}</span> });
            view! {
                <li>
                    <a href=href(locale, &tab.path) aria-current=current>
                        <span>{tab.label}</span>
                        {number}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
    .into_any()
}

/// Links that choose one of several orders or views: 相关度 · 更新时间 · …
#[component]
pub fn Choices(
    /// Before the links, such as 排序.
    #[prop(into)]
    label: String,
    /// `count` is ignored.
    choices: Vec<Tab>,
) -> impl IntoView {
    let locale = locale();
    let items = choices
        .into_iter()
        .map(|choice| {
            let current = choice.current.then_some("true");
            view! {
                <li>
                    <a href=href(locale, &choice.path) aria-current=current>
                        {choice.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    let name = label.clone();
    view! {
        <nav class="choices" aria-label=name>
            <span aria-hidden="true">{label}</span>
            <ul>{items}</ul>
        </nav>
    }
    .into_any()
}
