//! The action box: how the data is had, or why it is not.
use super::restricted;
use crate::page::PageCtx;
use crate::pages::parts::{card, dataset, words};
use crate::ui::{ActionBox, ButtonLink, Details, ExternalLink, Icon, href};
use contract::datasets::{DataAccess, DatasetView, FileView};
use contract::opening::DatasetOpening;
use contract::query::encode;
use leptos::prelude::*;
use texts::t;

/// The box of a dataset.
pub fn action_box(ctx: &PageCtx, view: &DatasetView, opening: Option<&DatasetOpening>) -> AnyView {
    match view.data {
        DataAccess::Open => open(ctx, view).into_any(),
        DataAccess::ApplicationNeeded => application(ctx, view, opening).into_any(),
        DataAccess::Suspended => suspended(ctx, view).into_any(),
        DataAccess::External => external(ctx, view).into_any(),
        DataAccess::None => nothing(ctx, view).into_any(),
    }
}

/// The words of a file on its link: CSV（供 Excel 打开，12.4 MB）. Sizes stand where they are known.
pub fn file_words(ctx: &PageCtx, file: &FileView) -> String {
    let locale = ctx.locale;
    let variant = match file.slot.as_str() {
        "original" => Some(t!(locale, "dataset-file-original")),
        "csv;encoding=utf-8-bom" => Some(t!(locale, "dataset-file-excel")),
        "csv;encoding=gb18030" => Some("GB18030".to_owned()),
        _ => None,
    };
    let facts: Vec<String> = variant.into_iter().chain(file.bytes.map(texts::bytes)).collect();
    if facts.is_empty() {
        return file.format.label.clone();
    }
    let facts = facts.join(&t!(locale, "dataset-file-separator"));
    t!(locale, "dataset-file", format = file.format.label.as_str(), facts = facts)
}

/// 下载 CSV（12.4 MB） · 其他格式 · 在线查看 · 用接口: at once, free, without sign-in.
fn open(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let files: Vec<&FileView> =
        view.files.iter().filter(|file| file.url.is_some() && file.external_host.is_none()).collect();
    let primary = files.iter().position(|file| file.slot == "csv").or_else(|| (!files.is_empty()).then_some(0));
    let button = primary.and_then(|at| files.get(at)).map(|file| {
        let words = t!(locale, "dataset-download", file = file_words(ctx, file));
        let path = file.url.clone().unwrap_or_default();
        view! {
            <ButtonLink path=path primary=true download=true>
                <Icon name="download" />
                <span>{words}</span>
            </ButtonLink>
        }
    });
    // Of several tables the first is offered here; all of them are on the page of files.
    let title = primary.and_then(|at| files.get(at)).map(|file| file.title.clone()).unwrap_or_default();
    let others: Vec<_> = files
        .iter()
        .enumerate()
        .filter(|(at, file)| Some(*at) != primary && (file.title == title || file.slot == "original"))
        .map(|(_, file)| {
            let path = href(locale, file.url.as_deref().unwrap_or_default());
            view! { <li><a href=path download=true>{file_words(ctx, file)}</a></li> }
        })
        .collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <div>
                <p class="action-label">{t!(locale, "dataset-other-formats")}</p>
                <ul class="inline-list">{others}</ul>
            </div>
        }
    });
    let more = (view.tables.len() > 1).then(|| {
        let path = format!("{}/files", card::path(&view.card.id));
        view! { <p><a href=href(locale, &path)>{t!(locale, "dataset-all-tables", n = view.tables.len())}</a></p> }
    });
    let none = primary.is_none().then(|| {
        let why = view.files.iter().find_map(|file| file.why_not.clone());
        view! { <p>{why.unwrap_or_else(|| t!(locale, "dataset-no-file"))}</p> }
    });
    let look = (!view.tables.is_empty()).then(|| {
        let path = card::path(&view.card.id);
        view! {
            <ul class="inline-list">
                <li>
                    <a href=href(locale, &format!("{path}/table"))>
                        <Icon name="table-2" />
                        <span>{t!(locale, "dataset-look")}</span>
                    </a>
                </li>
                <li>
                    <a href=href(locale, &format!("{path}/files#api"))>
                        <Icon name="code" />
                        <span>{t!(locale, "dataset-api")}</span>
                    </a>
                </li>
            </ul>
        }
    });
    view! {
        <ActionBox label=t!(locale, "dataset-get")>
            {button} {none} {others} {more} {look} <p class="meta">{t!(locale, "dataset-free")}</p>
        </ActionBox>
    }
}

/// 申请获取, when, under which conditions, in which ways, what stands in the way: there is no file to link to.
fn application(ctx: &PageCtx, view: &DatasetView, opening: Option<&DatasetOpening>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let label = words::inside(ctx, view.card.access_rights.label.clone());
    let lead = if view.card.access_rights_assumed {
        t!(locale, "dataset-apply-assumed", label = words::inside(ctx, words::restricted(ctx)))
    } else {
        t!(locale, "dataset-apply-lead", label = label)
    };
    let offer = opening.map(|opening| restricted::offer(ctx, &view.card.id, opening));
    let conditions = restricted::conditions(ctx, view, opening);
    let contact = contact(ctx, view);
    view! {
        <ActionBox label=t!(locale, "dataset-get")>
            <p>
                <strong>{lead}</strong>
            </p>
            {offer}
            {conditions}
            <p class="action-label">{t!(locale, "dataset-reach")}</p>
            <p>{t!(locale, "dataset-reach-lead")}</p>
            {contact}
            <p class="meta">{t!(locale, "dataset-structure-only")}</p>
        </ActionBox>
    }
}

/// 中止开放: what stopped, since when, why; nothing to press.
fn suspended(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let words = view.card.suspended.as_ref().map(|suspension| dataset::suspension_words(ctx, suspension));
    let (title, text) = words.unwrap_or_else(|| (t!(locale, "card-suspended"), t!(locale, "error-suspended")));
    view! {
        <ActionBox label=t!(locale, "dataset-get") warning=true>
            <p>
                <strong>
                    <Icon name="circle-pause" />
                    {title}
                </strong>
            </p>
            <p>{text}</p>
        </ActionBox>
    }
}

/// 数据在来源平台 · 打开（离开本站）
fn external(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let files = view.files.iter().filter_map(|file| file.url.clone());
    let first = files.chain(view.landing_page.clone()).next();
    let source = view.source_name.as_ref().map(|name| view! { <p lang="zh-CN">{name.clone()}</p> });
    let link = first.map(
        |address| view! { <ExternalLink address=address label=t!(locale, "dataset-external-open") button=true /> },
    );
    let observed = card::freshness(ctx, &view.card.freshness)
        .filter(|_| view.card.freshness.observed.is_some())
        .map(|note| view! { <p class="meta">{note.words}</p> });
    view! {
        <ActionBox label=t!(locale, "dataset-get")>
            <p>
                <strong>{t!(locale, "dataset-external")}</strong>
            </p>
            {source} {link} <p class="meta">{t!(locale, "dataset-external-note")}</p> {observed}
        </ActionBox>
    }
}

/// Described only.
fn nothing(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let contact = contact(ctx, view);
    view! {
        <ActionBox label=t!(locale, "dataset-get")>
            <p>
                <strong>{t!(locale, "dataset-nothing")}</strong>
            </p>
            <p>{t!(locale, "dataset-nothing-note")}</p>
            {contact}
        </ActionBox>
    }
}

/// The ways to the publisher: its contact, its page here, the source platform.
fn contact(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let publisher = format!("/publishers/{}", encode(&view.card.publisher.code));
    let contact = view.contact.as_ref().filter(|contact| !contact.trim().is_empty()).map(|contact| {
        view! {
            <li>
                {t!(locale, "dataset-contact")} " " <span lang="zh-CN">{contact.clone()}</span>
            </li>
        }
    });
    let source = view.landing_page.clone().map(|address| {
        view! {
            <li>
                <ExternalLink address=address label=t!(locale, "dataset-source-platform") />
            </li>
        }
    });
    view! {
        <ul class="action-ways">
            {contact}
            <li>
                <a href=href(locale, &publisher) lang="zh-CN">
                    {view.card.publisher.name.clone()}
                </a>
            </li>
            {source}
        </ul>
    }
}

/// 质量 6/7 with what was checked.
pub fn quality_details(ctx: &PageCtx, view: &DatasetView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let passed = view.quality.iter().filter(|check| check.passed).count();
    let lines = view
        .quality
        .iter()
        .map(|check| {
            let (icon, word) = if check.passed {
                (view! { <Icon name="check" /> }.into_any(), t!(locale, "dataset-check-passed"))
            } else {
                (view! { <Icon name="x" /> }.into_any(), t!(locale, "dataset-check-failed"))
            };
            let class = if check.passed { "check passed" } else { "check failed" };
            view! {
                <li class=class>
                    {icon} <span class="check-word">{word}</span> <span>{check.text.clone()}</span>
                </li>
            }
        })
        .collect_view();
    let summary = t!(locale, "dataset-quality-summary", n = passed, all = view.quality.len());
    view! {
        <Details summary=summary>
            <ul class="checks">{lines}</ul>
        </Details>
    }
}
