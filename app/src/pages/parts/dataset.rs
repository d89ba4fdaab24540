//! What every page of a dataset begins with: badges and title, the six labels, what stopped it, and the row of its pages.
use super::{card, dates};
use crate::page::{Ending, Head, PageCtx, Params};
use crate::ui::{Badge, BadgeKind, LabelStrip, Notice, Tab, Tabs, Tone};
use contract::datasets::{DataAccess, DatasetCard, DatasetView, SuspensionView};
use contract::{Coded, PortError};
use domain::catalog::codes::AccessRights;
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// The pages of a dataset, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Overview,
    Table,
    Fields,
    Files,
    Versions,
}

/// The dataset in the address.
///
/// # Errors
/// Those of the catalogue port; a dataset that was renamed or merged leads to the same page of the new one for good.
pub async fn load(ctx: &PageCtx, params: &Params) -> Result<DatasetView, Ending> {
    let id = params.get("id").map_or("", String::as_str);
    ctx.ports.datasets.dataset(&ctx.actor, ctx.locale, id).await.map_err(|error| ending(ctx, error))
}

/// What an error of a port ends a page of a dataset with.
pub fn ending(ctx: &PageCtx, error: PortError) -> Ending {
    let PortError::Moved(code) = error else { return error.into() };
    let below = ctx.path.trim_start_matches("/data/").split_once('/').map_or("", |(_, rest)| rest);
    let mut to = card::path(&code);
    if !below.is_empty() {
        to = format!("{to}/{below}");
    }
    if !ctx.query.is_empty() {
        to = format!("{to}?{}", ctx.query);
    }
    Ending::Redirect { to, permanent: true }
}

/// Title, description and way of a page of a dataset. `part` is the name of the page, none for the overview.
pub fn page_head(ctx: &PageCtx, id: &str, title: &str, part: Option<String>) -> Head {
    let mut crumbs = vec![(t!(ctx.locale, "nav-data"), Some("/data".to_owned()))];
    let name = match &part {
        None => {
            crumbs.push((title.to_owned(), None));
            title.to_owned()
        }
        Some(part) => {
            crumbs.push((title.to_owned(), Some(card::path(id))));
            crumbs.push((part.clone(), None));
            format!("{title} — {part}")
        }
    };
    Head { title: name, crumbs, island: true, chinese_values: true, ..Head::default() }
}

/// The word of a tab.
pub fn part_word(locale: Locale, part: Part) -> String {
    match part {
        Part::Overview => t!(locale, "dataset-tab-overview"),
        Part::Table => t!(locale, "dataset-tab-table"),
        Part::Fields => t!(locale, "dataset-tab-fields"),
        Part::Files => t!(locale, "dataset-tab-files"),
        Part::Versions => t!(locale, "dataset-tab-versions"),
    }
}

fn part_path(id: &str, part: Part) -> String {
    let below = match part {
        Part::Overview => "",
        Part::Table => "/table",
        Part::Fields => "/fields",
        Part::Files => "/files",
        Part::Versions => "/versions",
    };
    format!("{}{below}", card::path(id))
}

/// The row of pages. The table and the files have a tab only where there is something to get.
pub fn tabs(ctx: &PageCtx, view: &DatasetView, current: Part) -> impl IntoView + use<> {
    let count = |n: usize| (n > 0).then_some(n as u64);
    let open = view.data == DataAccess::Open;
    let files = open || view.data == DataAccess::External;
    let parts = [
        (Part::Overview, true, None),
        (Part::Table, open && !view.tables.is_empty(), None),
        (Part::Fields, true, count(view.items.len())),
        (Part::Files, files, count(view.files.len())),
        (Part::Versions, true, count(view.versions.len())),
    ];
    tab_row(ctx, &view.card.id, current, &parts)
}

/// The row of pages on a page of data: there is a table, so all are there; numbers are on the other pages.
pub fn tabs_of_data(ctx: &PageCtx, id: &str) -> impl IntoView + use<> {
    let all = [Part::Overview, Part::Table, Part::Fields, Part::Files, Part::Versions];
    tab_row(ctx, id, Part::Table, &all.map(|part| (part, true, None)))
}

fn tab_row(ctx: &PageCtx, id: &str, current: Part, parts: &[(Part, bool, Option<u64>)]) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let tabs = parts
        .iter()
        .filter(|(part, shown, _)| *shown || *part == current)
        .map(|(part, _, count)| Tab {
            label: part_word(locale, *part),
            path: part_path(id, *part),
            count: *count,
            current: *part == current,
        })
        .collect::<Vec<_>>();
    view! { <Tabs label=t!(locale, "dataset-tabs") tabs=tabs /> }
}

/// Badges before the title. The title is as the publisher gave it; an English one stands under it for English readers.
pub fn title(ctx: &PageCtx, card: &DatasetCard, title_en: Option<&String>) -> impl IntoView + use<> {
    let badges = card::badges(ctx, card)
        .into_iter()
        .map(|(kind, label)| view! { <Badge kind=kind label=label /> })
        .collect_view();
    let english = title_en
        .filter(|title| ctx.locale == Locale::En && !title.is_empty())
        .map(|title| view! { <p class="lead">{title.clone()}</p> });
    view! {
        <div class="badges">{badges}</div>
        <h1 lang="zh-CN">{card.title.clone()}</h1>
        {english}
    }
}

/// The head of the pages behind the overview: badges, title, labels, and what stopped the dataset.
pub fn head(ctx: &PageCtx, view: &DatasetView, part: Part) -> impl IntoView + use<> {
    let labels = card::labels(ctx, &view.card);
    let stopped = view.card.suspended.as_ref().map(|suspension| {
        let (title, text) = suspension_words(ctx, suspension);
        view! { <Notice tone=Tone::Warning title=Some(title)>{text}</Notice> }
    });
    let tabs = tabs(ctx, view, part);
    view! {
        <div class="page-head dataset-title">
            {title(ctx, &view.card, view.title_en.as_ref())}
            <LabelStrip labels=labels />
            {stopped}
        </div>
        {tabs}
    }
}

/// 中止开放：自 10月9日 16:20 起暂停下载、预览和接口，原因类别：权益核实中。恢复后将在此公布.
pub fn suspension_words(ctx: &PageCtx, suspension: &SuspensionView) -> (String, String) {
    let since = dates::instant(ctx, suspension.since);
    let text = t!(ctx.locale, "suspended-lead", since = since, reason = suspension.reason.label.as_str());
    let note = t!(ctx.locale, "suspended-note");
    let text = match ctx.locale {
        Locale::ZhCn => format!("{text}{note}"),
        Locale::En => format!("{text} {note}"),
    };
    (t!(ctx.locale, "card-suspended"), text)
}

/// The badge of an open attribute.
pub fn access_badge(access: &Coded) -> impl IntoView + use<> {
    let open = access.value == AccessRights::Public.code();
    let kind = if open { BadgeKind::Public } else { BadgeKind::Restricted };
    view! { <Badge kind=kind label=access.label.clone() /> }
}

/// n 个数据项 … 不提供: how much is left out, never what.
pub fn withheld(ctx: &PageCtx, view: &DatasetView) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    (view.withheld_items > 0).then(|| {
        let text = t!(locale, "dataset-withheld", n = view.withheld_items);
        let title = t!(locale, "dataset-withheld-title");
        view! { <Notice tone=Tone::Info title=Some(title)>{text}</Notice> }
    })
}
