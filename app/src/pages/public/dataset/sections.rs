//! What stands under the tabs of the overview.
use super::action;
use crate::page::PageCtx;
use crate::pages::parts::{card, items, table_data, words};
use crate::ui::{Copy, DataTable, Definition, DefinitionList, Details, Icon, href};
use contract::datasets::{DataAccess, DatasetView};
use contract::tables::{TablePage, TableQuery};
use leptos::prelude::*;
use texts::t;

/// Data items of the overview.
const ITEMS: usize = 8;

/// What it is, and its words.
pub fn description(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let text = view.description.trim().to_owned();
    let text = if text.is_empty() {
        view! { <p class="null">{t!(locale, "dataset-description-missing")}</p> }.into_any()
    } else {
        view! { <p class="pre-line" lang="zh-CN">{text}</p> }.into_any()
    };
    let tags = (!view.tags.is_empty()).then(|| {
        let tags = view
            .tags
            .iter()
            .map(|tag| {
                let path = contract::datasets::SearchQuery::default().asking(tag).href("/data");
                view! { <li><a href=href(locale, &path)>{tag.clone()}</a></li> }
            })
            .collect_view();
        view! {
            <p class="action-label">{t!(locale, "dataset-tags")}</p>
            <ul class="tags" lang="zh-CN">
                {tags}
            </ul>
        }
    });
    view! {
        <section class="section" aria-labelledby="description">
            <h2 id="description">{t!(locale, "dataset-description")}</h2>
            <div class="prose">{text} {tags}</div>
        </section>
    }
}

/// The first data items, and the way to all.
pub fn items(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let all = view.items.len();
    (all > 0).then(|| {
        let first = view.items.iter().take(ITEMS).cloned().collect();
        let table = items::table(ctx, first, all);
        let more = (all > ITEMS).then(|| {
            let path = format!("{}/fields", card::path(&view.card.id));
            view! {
                <p class="section-more">
                    <a href=href(locale, &path)>{t!(locale, "dataset-items-all", n = all)}</a>
                </p>
            }
        });
        view! {
            <section class="section" aria-labelledby="items">
                <h2 id="items">{t!(locale, "dataset-tab-fields")}</h2>
                {table}
                {more}
            </section>
        }
    })
}

/// The first rows with column types and the number of all. Only of open data.
pub fn preview(ctx: &PageCtx, view: &DatasetView, page: Option<TablePage>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    if view.data != DataAccess::Open || view.tables.is_empty() {
        return None;
    }
    let path = format!("{}/table", card::path(&view.card.id));
    let body = match page {
        Some(page) => {
            let data = table_data::table_data(ctx, &page, &TableQuery::default(), None);
            let all = t!(locale, "dataset-preview-all", n = page.all);
            view! {
                <DataTable table=data id="preview-caption" />
                <p class="section-more">
                    <a class="with-icon" href=href(locale, &path)>
                        <Icon name="table-2" />
                        <span>{all}</span>
                    </a>
                </p>
            }
            .into_any()
        }
        None => view! {
            <p>{t!(locale, "dataset-preview-failed")} " " <a href=href(locale, &path)>{t!(locale, "dataset-look")}</a></p>
        }
        .into_any(),
    };
    Some(view! {
        <section class="section" aria-labelledby="preview">
            <h2 id="preview">{t!(locale, "dataset-preview")}</h2>
            {body}
        </section>
    })
}

/// The quality meter.
pub fn quality(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    (!view.quality.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="quality">
                <h2 id="quality">{t!(locale, "dataset-quality")}</h2>
                {action::quality_details(ctx, view)}
                <p class="meta">
                    <a href=href(locale, "/help/quality")>{t!(locale, "dataset-quality-how")}</a>
                </p>
            </section>
        }
    })
}

/// How to name the source: the text is there to be selected, the button only spares it.
pub fn citation(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let licence = match view.licence.as_deref().map(str::trim).filter(|licence| !licence.is_empty()) {
        Some(licence) => view! { <span lang="zh-CN">{licence.to_owned()}</span> }.into_any(),
        None => t!(locale, "not-stated").into_any(),
    };
    view! {
        <section class="section" aria-labelledby="citation">
            <h2 id="citation">{t!(locale, "dataset-citation")}</h2>
            <p class="citation">
                <span class="citation-text">{view.citation.clone()}</span>
                <Copy text=view.citation.clone() />
            </p>
            <DefinitionList rows=vec![Definition::new(t!(locale, "dataset-licence"), licence)] />
        </section>
    }
}

/// The whole record, with every further field as the source gave it.
pub fn record(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let text = |value: &str| -> AnyView {
        if value.trim().is_empty() {
            view! { <span class="null">{t!(locale, "not-stated")}</span> }.into_any()
        } else {
            view! { <span lang="zh-CN" class="pre-line">{value.to_owned()}</span> }.into_any()
        }
    };
    let names = |list: &[contract::Coded]| {
        texts::list(locale, &list.iter().map(|coded| coded.label.as_str()).collect::<Vec<_>>())
    };
    let day = |on: Option<chrono::NaiveDate>| on.map(texts::date_iso).unwrap_or_default();
    let card = &view.card;
    let mut rows = vec![
        Definition::new(t!(locale, "dataset-code"), view! { <code>{card.id.clone()}</code> }),
        Definition::new(t!(locale, "label-name"), text(&card.title)),
        Definition::new(words::publisher(ctx), text(&card.publisher.name)),
        Definition::new(words::access_rights(ctx), text(&card.access_rights.label)),
        Definition::new(t!(locale, "label-format"), text(&names(&card.formats))),
        Definition::new(t!(locale, "label-data-type"), text(&card.data_type.label)),
        Definition::new(words::accrual_periodicity(ctx), text(&card.accrual_periodicity.label)),
        Definition::new(t!(locale, "nav-themes"), text(&names(&card.themes))),
        Definition::new(t!(locale, "publishers-level"), text(&view.level.label)),
        Definition::new(t!(locale, "publishers-region"), text(&view.region.label)),
        Definition::new(t!(locale, "dataset-issued"), text(&day(card.issued))),
        Definition::new(t!(locale, "dataset-updated"), text(&day(card.freshness.updated))),
    ];
    if card.freshness.observed.is_some() {
        rows.push(Definition::new(t!(locale, "dataset-observed"), text(&day(card.freshness.observed))));
    }
    rows.push(Definition::new(t!(locale, "dataset-contact"), text(view.contact.as_deref().unwrap_or_default())));
    rows.push(Definition::new(t!(locale, "dataset-source"), text(view.source_name.as_deref().unwrap_or_default())));
    let original = (!view.original.is_empty()).then(|| {
        let rows = view.original.iter().map(|(name, value)| Definition::new(name, text(value))).collect();
        view! {
            <h3>{t!(locale, "dataset-original")}</h3>
            <div lang="zh-CN">
                <DefinitionList rows=rows />
            </div>
        }
    });
    let api = format!("/api/v1/datasets/{}", contract::query::encode(&card.id));
    view! {
        <section class="section" aria-labelledby="record">
            <h2 id="record">{t!(locale, "dataset-record")}</h2>
            <Details summary=t!(locale, "dataset-record-show")>
                <DefinitionList rows=rows />
                {original}
            </Details>
            <p class="meta">
                <a href=href(locale, &api)>{t!(locale, "dataset-record-json")}</a>
            </p>
        </section>
    }
}
