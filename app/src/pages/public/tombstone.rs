//! 410: the page that stays where a dataset was withdrawn.
use crate::page::{Head, Page, PageCtx};
use crate::pages::parts::filters;
use crate::ui::{Linked, href};
use contract::datasets::SearchQuery;
use domain::catalog::codes::WithdrawalReason;
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page. Where the title must not be shown, its code stands for it.
pub fn page(ctx: &Arc<PageCtx>, tombstone: &contract::error::Tombstone) -> Page {
    let locale = ctx.locale;
    let untitled = format!("{} {}", t!(locale, "gone-untitled"), tombstone.code);
    let title = tombstone.title.clone().unwrap_or(untitled);
    let when = t!(locale, "gone-lead", date = texts::date(locale, tombstone.on));
    let publisher = format!("/publishers/{}", contract::query::encode(&tombstone.publisher_code));
    let contact = match &tombstone.contact {
        Some(contact) => format!("{} {contact}", tombstone.publisher),
        None => tombstone.publisher.clone(),
    };
    let contact = Linked::link(contact, publisher);
    let similar: Option<(String, String)> = tombstone
        .title
        .as_ref()
        .map(|title| (t!(locale, "gone-similar"), SearchQuery::default().asking(title).href("/data")));
    let more: (String, String) = (
        t!(locale, "gone-more", publisher = tombstone.publisher.as_str()),
        filters::catalogue(&[("publisher", &tombstone.publisher_code)]),
    );
    // The port says it in the language of record.
    let word = |locale: Locale, code: WithdrawalReason| texts::t(locale, &format!("code-withdrawal-{}", code.code()));
    let known = WithdrawalReason::ALL.iter().find(|code| word(Locale::ZhCn, **code) == tombstone.reason);
    let reason = known.map_or_else(|| tombstone.reason.clone(), |code| word(locale, *code));
    let head = Head {
        title: t!(locale, "error-title", title = format!("{title} — {}", t!(locale, "withdrawn-badge"))),
        noindex: true,
        island: true,
        chinese_values: true,
        crumbs: vec![(t!(locale, "nav-data"), Some("/data".into())), (title.clone(), None)],
        ..Head::default()
    };
    Page::new(head, move || {
        let links = similar
            .into_iter()
            .chain([more])
            .map(|(words, path)| view! { <li><a href=href(locale, &path)>{words}</a></li> })
            .collect_view();
        view! {
            <div class="stack prose">
                <crate::ui::Tombstone title=title when=when reason=reason contact=contact />
                <p>{t!(locale, "gone-note")}</p>
                <ul>{links}</ul>
            </div>
        }
    })
    .status(410)
}
