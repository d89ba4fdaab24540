//! `/data/{id}/versions` 版本: what changed, when, and in which case.
use crate::page::{Page, PageCtx, PageResult, Params};
use crate::pages::parts::card;
use crate::pages::parts::dataset::{self, Part};
use crate::ui::{Empty, Icon, Linked, href};
use contract::datasets::{DataAccess, DatasetView, FileView, VersionView};
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the catalogue port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let view = dataset::load(&ctx, &params).await?;
    let name = dataset::part_word(ctx.locale, Part::Versions);
    let head = dataset::page_head(&ctx, &view.card.id, &view.card.title, Some(name));
    Ok(Page::new(head, move || render(&ctx, view)))
}

fn render(ctx: &PageCtx, view: DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut versions: Vec<&VersionView> = view.versions.iter().collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    let open = view.data == DataAccess::Open;
    let body = if versions.is_empty() {
        let text = if view.data == DataAccess::External {
            t!(locale, "versions-none-external")
        } else {
            t!(locale, "versions-none")
        };
        let action = Linked::link(t!(locale, "dataset-back"), card::path(&view.card.id));
        view! { <Empty text=text action=Some(action) /> }.into_any()
    } else {
        let items = versions
            .iter()
            .enumerate()
            .map(|(at, version)| {
                // The rows of the version before, to say by how much it grew.
                let before = versions.get(at + 1).and_then(|before| before.rows);
                line(ctx, version, before, at == 0, open)
            })
            .collect_view();
        view! { <ol class="versions">{items}</ol> }.into_any()
    };
    view! {
        {dataset::head(ctx, &view, Part::Versions)}
        <h2 class="visually-hidden">{t!(locale, "dataset-tab-versions")}</h2>
        {body}
    }
}

fn line(ctx: &PageCtx, version: &VersionView, before: Option<u64>, newest: bool, open: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let at = version.issued;
    let when = match locale {
        Locale::ZhCn => format!("{} {}", texts::date(locale, texts::local_date(at)), texts::time_of_day(at)),
        Locale::En => format!("{}, {}", texts::date(locale, texts::local_date(at)), texts::time_of_day(at)),
    };
    let rows = version.rows.map(|rows| {
        let change = before.filter(|before| *before != rows).map(|before| {
            if rows > before {
                t!(locale, "versions-more", n = rows - before)
            } else {
                t!(locale, "versions-fewer", n = before - rows)
            }
        });
        let words = t!(locale, "card-rows", n = rows);
        view! { <span>{words} {change.map(|change| format!(" {change}"))}</span> }
    });
    let note = version.note.trim().to_owned();
    let note = if note.is_empty() {
        view! { <p class="null">{t!(locale, "versions-note-missing")}</p> }.into_any()
    } else {
        view! { <p lang="zh-CN" class="pre-line">{note}</p> }.into_any()
    };
    let case = version.case.as_ref().map(|case| view! { <p>{t!(locale, "versions-case", case = case.as_str())}</p> });
    let files = open.then(|| files(ctx, &version.files));
    view! {
        <li id=format!("v{}", version.number)>
            <h3>
                {t!(locale, "versions-number", n = version.number)}
                {newest.then(|| view! { <span class="badge ok">{t!(locale, "versions-newest")}</span> })}
            </h3>
            <p class="meta inline-list">
                <time datetime=texts::instant_iso(at)>{when}</time>
                {rows}
            </p>
            {note}
            {case}
            {files}
        </li>
    }
}

/// The files of a version, as long as they may be had.
fn files(ctx: &PageCtx, files: &[FileView]) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let links = files
        .iter()
        .filter(|file| file.external_host.is_none())
        .map(|file| match &file.url {
            Some(url) => {
                let size = file.bytes.map(texts::bytes).unwrap_or_default();
                let name = file.file_name.clone().unwrap_or_else(|| file.title.clone());
                view! {
                    <li>
                        <a href=href(locale, url) download=true lang="zh-CN">
                            <Icon name="download" />
                            <span>{name}</span>
                        </a>
                        " "
                        <span class="meta">{size}</span>
                    </li>
                }
                .into_any()
            }
            None => view! { <li class="meta">{file.why_not.clone()}</li> }.into_any(),
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <ul class="inline-list">{links}</ul> })
}
