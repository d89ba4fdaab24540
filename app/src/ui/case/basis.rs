//! 依据 and its articles.
use contract::cases::BasisView;
use leptos::prelude::*;
use texts::t;

use crate::ui::context::{href, locale};

/// 依据 条例第十九条: each article a link to the page that says what it means. Nothing where no law is cited.
#[component]
pub fn Basis(sources: Vec<BasisView>) -> impl IntoView {
    let locale = locale();
    if sources.is_empty() {
        return ().into_any();
    }
    let links = sources
        .into_iter()
        .enumerate()
        .map(|(at, source)| {
            let separator = (at > 0).then(|| t!(locale, "cases-list-separator"));
            view! {
                {separator}
                <a href=href(locale, &source.path)>{source.label}</a>
            }
        })
        .collect_view();
    view! { <span class="basis">{t!(locale, "cases-basis")} " " {links}</span> }.into_any()
}
