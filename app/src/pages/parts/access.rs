//! What an entitlement opens, in words: for `/my/access`, `/admin/deliveries` and the logs of both.
use super::{dates, records};
use crate::page::PageCtx;
use crate::ui::{Pagination, SummaryList, SummaryRow, href, with_query};
use contract::deliveries::{AccessView, LogPage, LogRow, UsageView};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// 数据范围
pub fn range(ctx: &PageCtx, access: &AccessView) -> String {
    let locale = ctx.locale;
    let day = |day| texts::date(locale, day);
    let days = match (access.from, access.to) {
        (Some(from), Some(to)) => Some(t!(locale, "access-range-days", from = day(from), to = day(to))),
        (Some(from), None) => Some(t!(locale, "access-range-from", from = day(from))),
        (None, Some(to)) => Some(t!(locale, "access-range-to", to = day(to))),
        (None, None) => None,
    };
    let regions = (!access.regions.is_empty()).then(|| texts::list(locale, &access.regions));
    let parts: Vec<String> = days.into_iter().chain(regions).collect();
    if parts.is_empty() { t!(locale, "access-range-all") } else { parts.join(" · ") }
}

/// Until when, in words.
pub fn until(ctx: &PageCtx, access: &AccessView) -> String {
    match access.last_day {
        Some(day) => t!(ctx.locale, "access-until-day", day = texts::date(ctx.locale, day)),
        None => t!(ctx.locale, "access-until-renewal"),
    }
}

/// How much is used, as a meter and in words.
pub fn usage(locale: Locale, usage: &UsageView) -> impl IntoView + use<> {
    let unit = usage.unit.label.clone();
    let words = t!(
        locale,
        "access-usage-used",
        unit = unit,
        used = texts::count(usage.used),
        count = texts::count(usage.count)
    );
    let warned =
        usage.warned.then(|| view! { <strong class="usage-warned">{t!(locale, "access-usage-warned")}</strong> });
    let class = if usage.warned { "usage-meter warned" } else { "usage-meter" };
    view! {
        <meter
            class=class
            min="0"
            max=usage.count.to_string()
            value=usage.used.min(usage.count).to_string()
            aria-label=words.clone()
        ></meter>
        <span class="usage-words">{words} " " {warned}</span>
    }
}

/// A call to copy by hand: what may hold a secret is given to no script.
pub fn call(label: String, code: String) -> impl IntoView {
    view! {
        <figure class="code-example">
            <pre tabindex="0" role="region" aria-label=label>
                <code>{code}</code>
            </pre>
        </figure>
    }
}

/// A link to the agreement.
pub fn agreement(locale: Locale, number: &str) -> impl IntoView + use<> {
    view! { <a href=href(locale, &format!("/cases/{number}"))>{number.to_owned()}</a> }
}

/// The facts of an entitlement; `log` = where its accesses are shown.
pub fn facts(ctx: &PageCtx, access: &AccessView, log: Option<String>) -> Vec<SummaryRow> {
    let locale = ctx.locale;
    let text = |key: &str, value: String| SummaryRow::text(texts::t(locale, key), value);
    let publisher = access.publisher.clone();
    let publisher = view! {
        <a href=href(locale, &format!("/publishers/{}", publisher.code)) lang="zh-CN">
            {publisher.name}
        </a>
    };
    let mut rows = vec![
        text("access-state", access.state.label.clone()),
        SummaryRow::of(t!(locale, "access-agreement"), agreement(locale, &access.agreement)),
        SummaryRow::of(t!(locale, "access-publisher"), publisher),
        text("access-mode", access.mode.label.clone()),
        text("access-items", texts::list(locale, &access.labels)),
        text("access-range", range(ctx, access)),
    ];
    if !access.system.is_empty() {
        rows.push(text("access-system", access.system.clone()));
    }
    rows.push(text("access-until", until(ctx, access)));
    rows.extend(access.version.map(|n| text("access-version", t!(locale, "access-version-number", n = n))));
    rows.extend(access.usage.as_ref().map(|one| SummaryRow::of(t!(locale, "access-usage"), usage(locale, one))));
    let count = t!(locale, "access-accesses-count", n = access.accesses, refused = access.refused);
    let log = log.map(|path| {
        let about = access.title.clone();
        view! {
            " "
            <a href=href(locale, &path)>
                {t!(locale, "access-log-link")} <span class="visually-hidden">{format!(" {about}")}</span>
            </a>
        }
    });
    rows.push(SummaryRow::of(t!(locale, "access-accesses"), view! { {count} {log} }));
    rows
}

/// What is no more.
pub fn gone(locale: Locale, access: &AccessView) -> Option<impl IntoView + use<>> {
    let items = access.gone.clone();
    (!items.is_empty()).then(|| {
        let items = items
            .into_iter()
            .map(|gone| {
                let words = match gone.version {
                    0 => t!(locale, "access-gone-never", item = gone.item),
                    n => t!(locale, "access-gone", item = gone.item, version = n),
                };
                view! { <li>{words}</li> }
            })
            .collect_view();
        view! {
            <ul class="guide-list">{items}</ul>
            <p>{t!(locale, "access-gone-note")}</p>
        }
    })
}

/// The page of a log.
pub fn log(ctx: &PageCtx, log: LogPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let lead = t!(locale, "log-lead", dataset = log.access.title.as_str(), agreement = log.access.agreement.as_str());
    let rows = facts(ctx, &log.access, None);
    let path = ctx.path.clone();
    let pages = log.pages;
    let body = if log.rows.is_empty() {
        view! { <p>{t!(locale, "log-none")}</p> }.into_any()
    } else {
        let mut heads = vec!["log-at", "log-result", "log-items", "log-amount", "log-with"];
        if log.own {
            heads.push("log-address");
        }
        let heads = heads.into_iter().map(|key| texts::t(locale, key)).collect();
        let own = log.own;
        let rows = log.rows.into_iter().map(|row| cells(ctx, row, own)).collect();
        records::table("log-caption", t!(locale, "log-caption"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "log-title")}</h1>
            <p class="lead">{lead}</p>
        </div>
        <SummaryList rows=rows />
        <section class="section">{body}</section>
        <Pagination
            page=log.page
            pages=pages
            path=move |page: u64| with_query(&path, [("page", page.to_string().as_str())])
        />
    }
}

fn cells(ctx: &PageCtx, row: LogRow, own: bool) -> Vec<AnyView> {
    let locale = ctx.locale;
    let result = match row.refusal {
        None => t!(locale, "log-granted").into_any(),
        Some(why) => view! { <span class="log-refused">{t!(locale, "log-refused", why = why.label)}</span> }.into_any(),
    };
    let rows = row.rows.map(|n| t!(locale, "log-rows", n = n));
    let bytes = row.bytes.map(texts::bytes);
    let amount: Vec<String> = rows.into_iter().chain(bytes).collect();
    let with = match row.key {
        Some(prefix) => t!(locale, "log-with-key", prefix = prefix),
        None if row.mode.value == "api" => String::new(),
        None => t!(locale, "log-with-account"),
    };
    let mut cells = vec![
        dates::instant(ctx, row.at).into_any(),
        view! { {row.mode.label} " · " {result} }.into_any(),
        texts::list(locale, &row.items).into_any(),
        amount.join(" · ").into_any(),
        with.into_any(),
    ];
    if own {
        cells.push(row.address.unwrap_or_default().into_any());
    }
    cells
}
