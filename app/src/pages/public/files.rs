//! `/data/{id}/files` 文件与接口: every file with what can be checked of it, and how programs call (R-009 … as far as it goes).
mod api;

use crate::page::{Page, PageCtx, PageResult, Params};
use crate::pages::parts::card;
use crate::pages::parts::dataset::{self, Part};
use crate::ui::{Empty, ExternalLink, Icon, Linked, href};
use contract::datasets::{DataAccess, DatasetView, FileView};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let view = dataset::load(&ctx, &params).await?;
    let name = dataset::part_word(ctx.locale, Part::Files);
    let mut head = dataset::page_head(&ctx, &view.card.id, &view.card.title, Some(name));
    head.description = Some(t!(ctx.locale, "files-description", title = view.card.title.as_str()));
    Ok(Page::new(head, move || render(&ctx, view)))
}

fn render(ctx: &PageCtx, view: DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let body = match view.data {
        DataAccess::Open if !view.files.is_empty() => {
            let table = table(ctx, &view.files);
            let api = view.tables.first().map(|first| api::section(ctx, &view, first));
            view! {
                <section class="section" aria-labelledby="files">
                    <h2 id="files">{t!(locale, "files-heading")}</h2>
                    {table}
                    <p class="meta">
                        {t!(locale, "files-note")} " "
                        <a href=href(locale, "/help/download#check")>{t!(locale, "files-check")}</a>
                    </p>
                </section>
                {api}
            }
            .into_any()
        }
        DataAccess::External if !view.files.is_empty() => external(ctx, &view.files).into_any(),
        other => {
            let text = match other {
                DataAccess::ApplicationNeeded => t!(locale, "files-none-application"),
                DataAccess::Suspended => t!(locale, "files-none-suspended"),
                DataAccess::Open | DataAccess::External | DataAccess::None => t!(locale, "files-none"),
            };
            let action = Linked::link(t!(locale, "dataset-back"), card::path(&view.card.id));
            view! { <Empty text=text action=Some(action) /> }.into_any()
        }
    };
    view! {
        {dataset::head(ctx, &view, Part::Files)}
        {dataset::withheld(ctx, &view)}
        {body}
    }
}

/// The files that this portal holds.
fn table(ctx: &PageCtx, files: &[FileView]) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut anchors = BTreeSet::new();
    let rows = files
        .iter()
        .map(|file| {
            // `/files#csv` leads to the first CSV.
            let anchor = file.format.value.to_lowercase();
            let id = anchors.insert(anchor.clone()).then_some(anchor);
            line(ctx, file, id)
        })
        .collect_view();
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby="files-caption">
            <table class="plain-table stacks files-table">
                <caption id="files-caption">{t!(locale, "files-caption", n = files.len())}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "files-file")}</th>
                        <th scope="col">{t!(locale, "files-get")}</th>
                        <th scope="col" class="number">{t!(locale, "files-size")}</th>
                        <th scope="col" class="number">{t!(locale, "files-rows")}</th>
                        <th scope="col">{t!(locale, "files-encoding")}</th>
                        <th scope="col">"SHA-256"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn line(ctx: &PageCtx, file: &FileView, id: Option<String>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let later = || view! { <span class="null">{t!(locale, "files-later")}</span> }.into_any();
    let none = || view! { <span class="null none">"—"</span> }.into_any();
    let made = file.url.is_some();
    let name = file.file_name.clone().map(|name| view! { <span class="row-meta" lang="zh-CN">{name}</span> });
    let size = match file.bytes {
        Some(bytes) => texts::bytes(bytes).into_any(),
        None if made && file.external_host.is_none() => later(),
        None => none(),
    };
    let hash = match &file.sha256 {
        Some(hash) => view! { <code class="hash">{hash.clone()}</code> }.into_any(),
        None => none(),
    };
    view! {
        <tr id=id>
            <th scope="row">
                <span lang="zh-CN">{file.title.clone()}</span>
                {name}
            </th>
            <td class="wide">{get(ctx, file)}</td>
            <td class="number" data-label=t!(locale, "files-size")>{size}</td>
            <td class="number" data-label=t!(locale, "files-rows")>{file.rows.map_or_else(none, |rows| texts::count(rows).into_any())}</td>
            <td data-label=t!(locale, "files-encoding")>{file.encoding.clone().map_or_else(none, |encoding| encoding.into_any())}</td>
            <td data-label="SHA-256" class="hash-cell">{hash}</td>
        </tr>
    }
}

/// The link, or why there is none.
fn get(ctx: &PageCtx, file: &FileView) -> AnyView {
    let locale = ctx.locale;
    let format = file.format.label.clone();
    match (&file.url, &file.external_host) {
        (Some(url), None) => {
            let excel = (file.slot == "csv;encoding=utf-8-bom").then(|| t!(locale, "dataset-file-excel"));
            let words = match excel {
                Some(excel) => t!(locale, "dataset-file", format = format, facts = excel),
                None => format,
            };
            view! {
                <a class="get" href=href(locale, url) download=true>
                    <Icon name="download" />
                    <span>{t!(locale, "dataset-download", file = words)}</span>
                </a>
            }
            .into_any()
        }
        (Some(url), Some(_)) => view! { <ExternalLink address=url.clone() label=format /> }.into_any(),
        (None, _) => {
            let why = file.why_not.clone().unwrap_or_else(|| t!(locale, "files-none"));
            view! {
                <span>{format}</span>
                <span class="row-meta">{why}</span>
            }
            .into_any()
        }
    }
}

/// The addresses on the source platform.
fn external(ctx: &PageCtx, files: &[FileView]) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let items = files
        .iter()
        .filter_map(|file| {
            let url = file.url.clone()?;
            let label = file.format.label.clone();
            let title = Some(file.title.clone()).filter(|title| !title.is_empty());
            Some(view! {
                <li>
                    {title.map(|title| view! { <span lang="zh-CN">{title}</span> " " })}
                    <ExternalLink address=url label=label />
                </li>
            })
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="files">
            <h2 id="files">{t!(locale, "dataset-external")}</h2>
            <p>{t!(locale, "dataset-external-note")}</p>
            <ul class="row-list">{items}</ul>
        </section>
    }
}
