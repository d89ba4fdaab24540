//! `/my/access` 获取的数据与用量: what the party may fetch, by which way, until when, and how much it used. `/my/access/{id}/log`: every access.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::cases::duties;
use crate::pages::parts::{access, signed};
use crate::ui::{ButtonLink, Notice, SummaryList, Tone, href, with_query};
use contract::deliveries::{AccessTable, AccessView};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const HERE: &str = "/my/access";
/// Formats in the order of how often they are opened by a double click, with their names; one without has words.
const FORMATS: [(&str, &str); 6] = [
    ("xlsx", "XLSX"),
    ("csv", "CSV"),
    // With the trace mark and the columns described beside it.
    ("csv.zip", ""),
    ("json", "JSON"),
    ("jsonl", "JSONL"),
    ("parquet", "Parquet"),
];

/// The page.
///
/// # Errors
/// A redirect to sign in; `not-found` for sessions that act for a body.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let all = ctx.ports.deliveries.access(&ctx.caller).await?;
    let title = t!(ctx.locale, "access-title");
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    head.chinese_values = !all.is_empty();
    Ok(signed::page(head, move || view(&ctx, title, all)))
}

fn view(ctx: &PageCtx, title: String, all: Vec<AccessView>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let none = all.is_empty();
    let body = if none {
        view! {
            <p>{t!(locale, "access-none")}</p>
            <p>
                {t!(locale, "access-none-how")} " "
                <a href=href(locale, "/data?access_rights=RESTRICTED")>{t!(locale, "access-none-find")}</a>
            </p>
        }
        .into_any()
    } else {
        all.into_iter().map(|one| card(ctx, one)).collect_view().into_any()
    };
    // Whoever has no data any more may still find a leak.
    let general =
        none.then(|| view! { <p><ButtonLink path="/complaints/new">{t!(locale, "duty-risk")}</ButtonLink></p> });
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "access-lead")}</p>
        </div>
        {general}
        {body}
    }
}

fn card(ctx: &PageCtx, one: AccessView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let title = match &one.dataset {
        Some(code) => view! { <a href=href(locale, &format!("/data/{code}"))>{one.title.clone()}</a> }.into_any(),
        None => one.title.clone().into_any(),
    };
    let rows = access::facts(ctx, &one, Some(format!("{HERE}/{}/log", one.id)));
    let closed = closed(ctx, &one);
    let gone = access::gone(locale, &one).map(|gone| view! { <Notice tone=Tone::Warning>{gone}</Notice> });
    let ways = if one.state.value != "open" {
        None
    } else if !one.available {
        Some(view! { <p>{t!(locale, "access-unavailable")}</p> }.into_any())
    } else if one.mode.value == "api" {
        Some(interface(ctx, &one).into_any())
    } else {
        Some(downloads(ctx, &one).into_any())
    };
    let risk = t!(locale, "access-risk", publisher = one.publisher.name.as_str());
    let report = duties::risk(one.dataset.as_deref(), &one.agreement);
    let renew = one.renewable.then(|| {
        let path = duties::renewal(&one.agreement);
        view! { <ButtonLink path=path>{t!(locale, "duty-renew")}</ButtonLink> }
    });
    let owed = (one.state.value == "open").then(|| {
        let path = href(locale, &format!("/cases/{}#duties", one.agreement));
        view! { <p><a href=path>{t!(locale, "access-duties")}</a></p> }
    });
    view! {
        <section class="section access-card" id=format!("e-{}", one.id)>
            <h2 lang="zh-CN">{title}</h2>
            {closed}
            {gone}
            <SummaryList rows=rows />
            {ways}
            {owed}
            <p class="field-hint">{risk}</p>
            <div class="buttons">
                {renew} <ButtonLink path=report>{t!(locale, "duty-risk")}</ButtonLink>
            </div>
        </section>
    }
}

/// 权限暂时关闭: because of which case, until when it is to be rectified, and where the report is handed in.
fn closed(ctx: &PageCtx, one: &AccessView) -> Option<AnyView> {
    let locale = ctx.locale;
    let shut = one.state.value == "user-closed";
    if !shut && one.closed_by.is_empty() {
        return None;
    }
    let lead = shut.then(|| view! { <p>{t!(locale, "access-closed-note")}</p> });
    let cases = one.closed_by.iter().map(|by| {
        let path = format!("/cases/{}", by.number);
        let until = by.rectify_by.map(|day| t!(locale, "access-closed-until", day = texts::date(locale, day)));
        let report = by.report.then(|| {
            let about = by.number.clone();
            view! {
                <p>
                    <a class="button primary" href=href(locale, &format!("{path}/do/hand-in"))>
                        {t!(locale, "access-closed-report")}
                        <span class="visually-hidden">{format!(" {about}")}</span>
                    </a>
                </p>
            }
        });
        view! {
            <li>
                <a href=href(locale, &path)>{t!(locale, "access-closed-case", number = by.number.as_str())}</a>
                {format!(" · {}", by.state.label)}
                {until.map(|until| format!(" · {until}"))}
                {report}
            </li>
        }
    });
    let cases = cases.collect_view();
    Some(
        view! {
            <Notice tone=Tone::Warning>
                {lead} <ul class="plain-list">{cases}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// Links to the files: each table in each format, without what is no more.
fn downloads(ctx: &PageCtx, one: &AccessView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let gone: Vec<&str> = one.gone.iter().map(|gone| gone.item.as_str()).collect();
    // Named only where something is missing: all of it otherwise.
    let rest: Vec<String> = match gone.is_empty() {
        true => Vec::new(),
        false => one.items.iter().filter(|item| !gone.contains(&item.as_str())).cloned().collect(),
    };
    let id = one.id.clone();
    let tables = one.tables.clone().into_iter().map(|table| files(ctx, &id, table, &rest)).collect_view();
    view! {
        <h3>{t!(locale, "access-download")}</h3>
        <ul class="access-tables">{tables}</ul>
    }
}

fn files(ctx: &PageCtx, id: &str, table: AccessTable, rest: &[String]) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let links = FORMATS
        .map(|(format, name)| {
            let path = format!("{HERE}/{id}/{}.{format}", table.code);
            let path = with_query(&path, rest.iter().map(|item| ("items", item.as_str())));
            let name = match name {
                "" => t!(locale, "access-download-packed"),
                name => name.to_owned(),
            };
            let about = t!(locale, "access-download-table", table = table.title.as_str());
            view! {
                <li>
                    <a href=href(locale, &path) rel="nofollow" download="">
                        <span class="visually-hidden">{format!("{about} ")}</span>
                        {name}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <li>
            <span lang="zh-CN">{table.title.clone()}</span>
            <ul class="access-formats">{links}</ul>
            <p class="field-hint">{t!(locale, "access-download-has", items = texts::list(locale, &table.items))}</p>
        </li>
    }
}

/// How the interface is called.
fn interface(ctx: &PageCtx, one: &AccessView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let base = ctx.site.base_url.clone();
    let call = format!("curl -H \"Authorization: Bearer $KEY\" \"{base}/api/v1/entitlements/{}/rows\"", one.id);
    view! {
        <h3>{t!(locale, "access-api")}</h3>
        <p>{t!(locale, "access-api-note")}</p>
        {access::call(t!(locale, "access-api"), call)}
        <p>
            <a href=href(locale, "/my/keys")>{t!(locale, "access-api-keys")}</a>
        </p>
    }
}

/// `/my/access/{id}/log`
///
/// # Errors
/// A redirect to sign in; `not-found` for what belongs to others.
pub async fn log(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let page = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let log = ctx.ports.deliveries.log(&ctx.caller, id, page).await?;
    let title = t!(ctx.locale, "log-title");
    let above = (t!(ctx.locale, "access-title"), Some(HERE));
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [above, (title, None)]));
    Ok(signed::page(head, move || access::log(&ctx, log)))
}
