//! `/recipients` 受限数据获取名单公示: who holds restricted data, for what, until when (B15, R-091)?
use crate::page::{Ending, Head, Page, PageCtx, PageResult, Params};
use crate::ui::{Control, Empty, Field, Linked, Pagination, href, with_query};
use chrono::NaiveDate;
use contract::oversight::{RecipientPage, RecipientQuery, RecipientRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/recipients";

/// The page.
///
/// # Errors
/// Those of the port. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let page = ctx.param("page").and_then(|page| page.parse().ok()).filter(|page| *page >= 1).unwrap_or(1);
    let query = RecipientQuery { text: ctx.param("q"), status: ctx.param("status"), page: Some(page) };
    let found = ctx.ports.oversight.recipients(&ctx.actor, ctx.locale, &query).await?;
    if page > 1 && found.rows.is_empty() {
        return Err(Ending::Redirect { to: address(PATH, &query, 1), permanent: false });
    }
    let title = t!(ctx.locale, "recipients-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "recipients-lead")),
        canonical: Some(PATH.into()),
        noindex: page > 1 || query.text.is_some() || query.status.is_some(),
        crumbs: vec![(title, None)],
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, query, found)))
}

/// The same question elsewhere.
fn address(path: &str, query: &RecipientQuery, page: u64) -> String {
    let text = query.text.as_deref().unwrap_or_default();
    let status = query.status.as_deref().unwrap_or_default();
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_query(path, [("q", text), ("status", status), ("page", page.as_str())])
}

fn view(ctx: &PageCtx, query: RecipientQuery, found: RecipientPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let pages = found.total.div_ceil(u64::from(found.per_page.max(1))).max(1);
    let page = u64::from(found.page);
    let asked = query.text.is_some() || query.status.is_some();
    let find = (found.total > 0 || asked).then(|| find(ctx, &query, &found));
    let csv = address("/recipients.csv", &query, 1);
    let download = (found.total > 0).then(|| {
        view! {
            <p>
                <a href=href(locale, &csv) download="">{t!(locale, "recipients-download")}</a>
            </p>
        }
    });
    let list = if !found.rows.is_empty() {
        table(ctx, found.total, found.rows).into_any()
    } else if asked {
        let action = Linked::link(t!(locale, "recipients-all"), PATH);
        view! { <Empty text=t!(locale, "recipients-not-found") action=Some(action) /> }.into_any()
    } else {
        let action = Linked::link(t!(locale, "recipients-restricted"), "/data?access_rights=RESTRICTED");
        view! { <Empty text=t!(locale, "recipients-none") action=Some(action) /> }.into_any()
    };
    let to = move |n: u64| address(PATH, &query, n);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "recipients-title")}</h1>
            <p class="lead">{t!(locale, "recipients-lead")}</p>
        </div>
        <div class="stack">{find} {list}</div>
        <Pagination page=page pages=pages path=to />
        {download}
        <p>
            <a href=href(locale, "/suggestions/new")>{t!(locale, "recipients-correct")}</a>
        </p>
    }
}

/// 更正我的条目: the form of suggestions, with the number of the agreement.
pub fn correction(agreement: &str) -> String {
    with_query("/suggestions/new", [("entry", agreement)])
}

/// 查找
fn find(ctx: &PageCtx, query: &RecipientQuery, found: &RecipientPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut options = vec![(String::new(), t!(locale, "recipients-any-status"))];
    options.extend(found.statuses.iter().map(|status| (status.value.clone(), status.label.clone())));
    view! {
        <form method="get" action=href(locale, PATH) class="form form-filter">
            <Field
                name="q"
                label=t!(locale, "recipients-find")
                value=query.text.clone().unwrap_or_default()
                optional=true
            />
            <Field
                name="status"
                label=t!(locale, "recipients-status")
                value=query.status.clone().unwrap_or_default()
                optional=true
                control=Control::Select(options)
            />
            <button type="submit" class="button">
                {t!(locale, "search-button")}
            </button>
        </form>
    }
}

fn table(ctx: &PageCtx, total: u64, rows: Vec<RecipientRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let rows = rows.into_iter().map(|row| line(ctx, row)).collect_view();
    let column = |key: &str| view! { <th scope="col">{texts::t(locale, key)}</th> };
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby="recipients-caption">
            <table class="plain-table stacks records-table">
                <caption id="recipients-caption">{t!(locale, "recipients-found", n = total)}</caption>
                <thead>
                    <tr>
                        {column("recipients-name")}
                        {column("recipients-service")}
                        {column("recipients-purpose")}
                        {column("recipients-datasets")}
                        {column("recipients-publishers")}
                        {column("recipients-term")}
                        {column("recipients-status")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn line(ctx: &PageCtx, row: RecipientRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let datasets = row
        .datasets
        .into_iter()
        .map(|dataset| {
            let path = format!("/data/{}", contract::query::encode(&dataset.value));
            view! {
                <li>
                    <a lang="zh-CN" href=href(locale, &path)>
                        {dataset.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    let publishers = row
        .publishers
        .into_iter()
        .map(|body| {
            let path = format!("/publishers/{}", body.code);
            view! {
                <li>
                    <a href=href(locale, &path)>{body.name}</a>
                </li>
            }
        })
        .collect_view();
    // A register says the year.
    let day =
        |day: NaiveDate| view! { <time datetime=texts::date_iso(day)>{texts::date(locale, day)}</time> }.into_any();
    let correct = row.own.map(|agreement| {
        let path = correction(&agreement);
        view! {
            <br />
            <a href=href(locale, &path)>{t!(locale, "recipients-correct-mine")}</a>
        }
    });
    let until = row.to.map(|to| view! { " – " {day(to)} });
    view! {
        <tr>
            <th scope="row" lang="zh-CN">
                {row.name}
            </th>
            <td lang="zh-CN" data-label=t!(locale, "recipients-service")>
                {row.service}
            </td>
            <td lang="zh-CN" data-label=t!(locale, "recipients-purpose")>
                {row.purpose}
            </td>
            <td data-label=t!(locale, "recipients-datasets")>
                <ul class="plain-list">{datasets}</ul>
            </td>
            <td data-label=t!(locale, "recipients-publishers")>
                <ul class="plain-list">{publishers}</ul>
            </td>
            <td data-label=t!(locale, "recipients-term")>{day(row.from)} {until}</td>
            <td data-label=t!(locale, "recipients-status")>{row.status.label} {correct}</td>
        </tr>
    }
}
