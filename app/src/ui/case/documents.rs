//! The documents of a case: name, what it is, who gave it when, its size and hash.
use chrono::NaiveDate;
use contract::cases::DocumentView;
use leptos::prelude::*;
use texts::t;

use super::shown::Showing;
use super::timeline::when;
use crate::ui::context::{href, locale};
use crate::ui::icon::Icon;

/// Characters of the hash that are shown; the whole one is in `title`.
const HASH_SHOWN: usize = 8;

/// A list of documents. Nothing where there are none.
#[component]
pub fn DocumentList(
    documents: Vec<DocumentView>,
    /// Page of the case, without language prefix; `None` where the list is only to be read. What the reader may not open is named alone.
    #[prop(optional_no_strip, into)]
    base: Option<String>,
    today: NaiveDate,
    /// Where they can be opened within the page.
    #[prop(optional)]
    showing: Option<Showing>,
) -> impl IntoView {
    let locale = locale();
    if documents.is_empty() {
        return ().into_any();
    }
    let recorded = base.is_some() && documents.iter().any(|document| document.open && document.recorded);
    let items = documents
        .into_iter()
        .map(|document| {
            let within = showing
                .as_ref()
                .filter(|_| base.is_some() && document.open && document.inline)
                .map(|showing| showing.button(&document.id, &document.name));
            let name = match base.as_ref().filter(|_| document.open) {
                Some(base) => {
                    let path = href(locale, &format!("{base}/docs/{}", document.id));
                    let act = if document.inline {
                        t!(locale, "cases-document-view")
                    } else {
                        t!(locale, "cases-document-download")
                    };
                    view! {
                        <a href=path class="with-icon">
                            <Icon name="file-text" />
                            <span>
                                <span class="visually-hidden">{act} " "</span>
                                <span lang="zh-CN">{document.name}</span>
                            </span>
                        </a>
                    }
                    .into_any()
                }
                None => view! {
                    <span class="with-icon" lang="zh-CN">
                        <Icon name="file-text" />
                        <span>{document.name}</span>
                    </span>
                }
                .into_any(),
            };
            let short: String = document.sha256.chars().take(HASH_SHOWN).collect();
            view! {
                <li>
                    {name}
                    " "
                    {within}
                    <p class="meta inline-list">
                        <span>{texts::t(locale, &format!("cases-document-{}", document.state.code()))}</span>
                        <span>{document.slot.label}</span>
                        <span>{texts::bytes(document.bytes)}</span>
                        <span>{t!(locale, "cases-document-from", from = document.from)}</span>
                        <time datetime=texts::instant_iso(document.at)>{when(locale, document.at, today)}</time>
                        <span>"SHA-256 " <code title=document.sha256>{short}</code></span>
                    </p>
                </li>
            }
        })
        .collect_view();
    let note = recorded.then(|| view! { <p class="meta">{t!(locale, "cases-document-recorded")}</p> });
    view! {
        <ul class="document-list">{items}</ul>
        {note}
    }
    .into_any()
}
