//! What the queue is narrowed by: a form that leads to an address.
use crate::page::PageCtx;
use crate::ui::{Control, Field, Hidden, href};
use contract::Coded;
use contract::cases::{BINDINGS, QueuePage, QueueQuery, STANDINGS};
use leptos::prelude::*;
use texts::t;

/// Kind, dataset, person, how the clock binds, how it stands, words.
pub fn view(ctx: &PageCtx, path: &'static str, query: &QueueQuery, queue: &QueuePage) -> AnyView {
    let locale = ctx.locale;
    let any = |key: &str| std::iter::once((String::new(), texts::t(locale, key)));
    let of = |list: &[Coded]| list.iter().map(|one| (one.value.clone(), one.label.clone())).collect::<Vec<_>>();
    let coded = |codes: &[&str], prefix: &str| {
        codes.iter().map(|code| ((*code).to_owned(), texts::t(locale, &format!("{prefix}-{code}")))).collect::<Vec<_>>()
    };
    let value = |text: &Option<String>| text.clone().unwrap_or_default();
    let kinds = any("queue-any-kind").chain(of(&queue.kinds)).collect();
    let datasets = any("queue-any-dataset").chain(of(&queue.datasets)).collect();
    let nobody = std::iter::once(("none".to_owned(), t!(locale, "queue-no-owner")));
    let owners = any("queue-any-owner").chain(nobody).chain(of(&queue.owners)).collect();
    let bindings = any("queue-any-binding").chain(coded(&BINDINGS, "queue-binding")).collect();
    let clocks = any("queue-any-clock").chain(coded(&STANDINGS, "queue-clock")).collect();
    view! {
        <form method="get" action=href(locale, path) class="queue-filters">
            <Hidden name="tab" value=query.tab.code() />
            <Field name="kind" label=t!(locale, "cases-kind") value=value(&query.kind) control=Control::Select(kinds) />
            <Field name="dataset" label=t!(locale, "queue-dataset") value=value(&query.dataset) control=Control::Select(datasets) />
            <Field name="owner" label=t!(locale, "queue-owner") value=value(&query.owner) control=Control::Select(owners) />
            <Field name="binding" label=t!(locale, "queue-binding") value=value(&query.binding) control=Control::Select(bindings) />
            <Field name="clock" label=t!(locale, "queue-clock") value=value(&query.clock) control=Control::Select(clocks) />
            <Field name="q" label=t!(locale, "queue-words") value=value(&query.text) />
            <button type="submit" class="button">
                {t!(locale, "filters-apply")}
            </button>
        </form>
    }
    .into_any()
}
