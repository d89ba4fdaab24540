//! What happened, by whom, why, and what is still to come.
use chrono::NaiveDate;
use contract::cases::{FutureStep, TimelineEntry};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

use crate::ui::context::{href, locale};
use crate::ui::text::{Definition, DefinitionList};

/// The history as an ordered list. The order is that of `entries`; a link leads to the other one.
#[component]
pub fn Timeline(
    entries: Vec<TimelineEntry>,
    #[prop(optional)] future: Vec<FutureStep>,
    /// The entries come newest first, so what is still to come stands above them.
    #[prop(optional)]
    newest_first: bool,
    /// The page in the other order, without language.
    #[prop(optional_no_strip, into)]
    switch: Option<String>,
    today: NaiveDate,
) -> impl IntoView {
    let locale = locale();
    let mut items: Vec<AnyView> = entries.into_iter().map(|entry| line(locale, entry, today)).collect();
    let steps = future.into_iter().map(|step| to_come(locale, step));
    if newest_first {
        items = steps.rev().chain(items).collect();
    } else {
        items.extend(steps);
    }
    let switch = switch.map(|path| {
        let key = if newest_first { "cases-order-oldest" } else { "cases-order-newest" };
        view! { <p class="timeline-order"><a href=href(locale, &path)>{texts::t(locale, key)}</a></p> }
    });
    view! {
        {switch}
        <ol class="timeline" reversed=newest_first>
            {items}
        </ol>
    }
    .into_any()
}

fn line(locale: Locale, entry: TimelineEntry, today: NaiveDate) -> AnyView {
    let day = texts::local_date(entry.at);
    let when = when(locale, entry.at, today);
    let internal = entry.internal.then(|| view! { <span class="internal-mark">{t!(locale, "cases-internal")}</span> });
    let person =
        entry.person.map(|person| view! { <span lang="zh-CN">{t!(locale, "cases-person", name = person)}</span> });
    let text = entry.text.filter(|text| !text.trim().is_empty()).map(|text| view! { <p class="pre-line">{text}</p> });
    let facts = (!entry.facts.is_empty()).then(|| {
        let rows = entry.facts.into_iter().map(|(name, value)| Definition::new(name, value)).collect();
        view! { <DefinitionList rows=rows /> }
    });
    // The list of documents says the rest; here only what came with the act.
    let documents = (!entry.documents.is_empty()).then(|| {
        let names: Vec<_> = entry.documents.into_iter().map(|document| document.name).collect();
        let label = t!(locale, "cases-documents");
        view! {
            <p class="meta">
                {label} ": " <span lang="zh-CN">{texts::list(locale, &names)}</span>
            </p>
        }
    });
    let clock = entry.clock.map(|words| view! { <p class="timeline-clock">{words}</p> });
    let class = if entry.internal { "timeline-entry internal" } else { "timeline-entry" };
    view! {
        <li class=class>
            <p class="timeline-event">{entry.event.label} {internal}</p>
            <p class="meta">
                <time datetime=texts::date_iso(day)>{when}</time>
                <span class="timeline-actor">{entry.actor} {person}</span>
            </p>
            {text}
            {facts}
            {documents}
            {clock}
        </li>
    }
    .into_any()
}

/// A step that has not happened: grey, and said to be still to come.
fn to_come(locale: Locale, step: FutureStep) -> AnyView {
    let length = step.working_days.map(|n| {
        let key = if step.soft { "cases-future-soft" } else { "cases-future-hard" };
        let mut args = texts::FluentArgs::new();
        args.set("n", n);
        texts::t_args(locale, key, &args)
    });
    view! {
        <li class="timeline-entry future">
            <p class="timeline-event">{t!(locale, "cases-future", step = step.label)}</p>
            {length.map(|words| view! { <p class="meta">{words}</p> })}
        </li>
    }
    .into_any()
}

/// 10月9日 16:20
pub(super) fn when(locale: Locale, at: texts::DateTime<texts::Utc>, today: NaiveDate) -> String {
    let (day, time) = (texts::date_short(locale, texts::local_date(at), today), texts::time_of_day(at));
    match locale {
        Locale::ZhCn => format!("{day} {time}"),
        Locale::En => format!("{day}, {time}"),
    }
}
