//! The search box: a plain GET form, made live by the suggestion island.
use leptos::prelude::*;
use texts::t;

use super::{
    context::{href, locale},
    icon::Icon,
};
use crate::islands::SearchSuggest;

/// `<form role="search" method="get" action="/data">`. In the header its label is hidden; `large` is the one of the
/// home page, with a visible label.
#[component]
pub fn SearchBox(
    /// What was searched for.
    #[prop(optional, into)]
    value: String,
    /// The id of the input, unique in the page.
    #[prop(default = "q".to_owned(), into)]
    id: String,
    /// 52 px high, with a visible label.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let locale = locale();
    let label_class = if large { "search-label" } else { "search-label visually-hidden" };
    view! {
        <SearchSuggest
            input_id=id.clone()
            prefix=locale.prefix().to_owned()
            label=t!(locale, "suggest-label")
            kinds=["dataset", "item", "publisher", "theme", "recent"]
                .map(|kind| (kind.to_owned(), texts::t(locale, &format!("suggest-kind-{kind}"))))
                .to_vec()
            all_results=t!(locale, "suggest-all", q = "{q}")
            count_one=t!(locale, "suggest-count", n = 1)
            count_many=t!(locale, "suggest-count", n = "{n}")
            clear=t!(locale, "suggest-recent-clear")
            cleared=t!(locale, "suggest-recent-cleared")
        >
            <form role="search" method="get" action=href(locale, "/data") class="search-form" class:large=large>
                <label for=id.clone() class=label_class>
                    {t!(locale, "search-label")}
                </label>
                <div class="search-row">
                    <input
                        type="search"
                        id=id
                        name="q"
                        value=value
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        maxlength="200"
                    />
                    <button type="submit" class="button primary">
                        <Icon name="search" />
                        <span>{t!(locale, "search-button")}</span>
                    </button>
                </div>
            </form>
        </SearchSuggest>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_form_is_complete_without_scripts_and_the_island_has_what_it_needs() {
        let shared = Arc::new(hydration_context::SsrSharedContext::new_islands());
        let html = Owner::new_root(Some(shared)).with(|| view! { <SearchBox value="a\"><script>" /> }.to_html());
        for part in [
            "<leptos-island",
            "data-component=\"SearchSuggest_",
            "role=\"search\"",
            "action=\"/data\"",
            "name=\"q\"",
            "<button type=\"submit\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("role=\"listbox\"") && html.contains("hidden"), "the list is there and closed: {html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
