//! `/admin` 待办: what must I do first? Tabs with counts, groups by clock, filters in the address, acts on several cases at once.
mod bulk;
mod filters;

pub use bulk::submit;

use crate::islands::Shortcuts;
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::pages::admin::audit;
use crate::pages::parts::{desk, signed};
use crate::ui::{ButtonLink, Empty, Linked, Notice, Pagination, Tab, Tabs, href, with_query};
use contract::audit::ChainView;
use contract::cases::{QueuePage, QueueQuery, QueueTab};
use contract::{ErrorCode, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The queue as a file, with the parameters of the page.
pub const FILE: &str = "/admin/queue.csv";

/// The queue of the body the session acts for.
///
/// # Errors
/// `sign-in-needed`, `forbidden` for everybody who handles no cases.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    load(ctx, "/admin", QueueTab::default()).await
}

/// `/admin/cases` 办件查询: any case the reader may see, closed ones included.
///
/// # Errors
/// Those of the queue.
pub async fn search(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    load(ctx, "/admin/cases", QueueTab::All).await
}

async fn load(ctx: Arc<PageCtx>, path: &'static str, usual: QueueTab) -> PageResult {
    let mut query = QueueQuery::parse(&ctx.pairs());
    if ctx.param("tab").is_none() {
        query.tab = usual;
    }
    signed::require(&ctx)?;
    let alarm = audit::alarm(&ctx).await?;
    let queue = match ctx.ports.cases.queue(&ctx.caller, &query).await {
        // Who handles no cases has other work here: administrators, auditors.
        Err(PortError::Refused(refusal))
            if path == "/admin" && refusal.code == ErrorCode::Forbidden && !desk::places(&ctx).is_empty() =>
        {
            return places_only(ctx, alarm).await;
        }
        other => other?,
    };
    let searching = path != "/admin";
    let title = if searching { t!(ctx.locale, "queue-search-title") } else { t!(ctx.locale, "queue-title") };
    let crumbs = if searching {
        vec![(t!(ctx.locale, "queue-title"), Some("/admin".to_owned())), (title.clone(), None)]
    } else {
        vec![(title.clone(), None)]
    };
    let head = Head {
        title: format!("{title} — {}", queue.body),
        noindex: true,
        no_search_box: true,
        crumbs,
        island: true,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, path, query, queue, alarm)).cache(Cache::NoStore))
}

/// 工作台 for those without a queue: where their work is.
async fn places_only(ctx: Arc<PageCtx>, alarm: Option<ChainView>) -> PageResult {
    let weak = ctx.actor.signed_in().is_some_and(|signed| !signed.second_factor);
    let enrolled = if weak { Some(ctx.ports.accounts.me(&ctx.caller).await?.second_factor.enabled) } else { None };
    let title = t!(ctx.locale, "nav-desk");
    let head = signed::head(title.clone(), vec![(title.clone(), None)]);
    Ok(signed::page(head, move || {
        view! {
            <div class="page-head">
                <h1>{title}</h1>
            </div>
            {enrolled.map(|enrolled| desk::second_factor_hint(&ctx, enrolled))}
            {alarm.map(|chain| audit::chain(&ctx, chain))}
            {places(&ctx)}
        }
    }))
}

/// The other pages of the desk that the reader's roles open.
fn places(ctx: &PageCtx) -> Option<AnyView> {
    let locale = ctx.locale;
    let links: Vec<_> = desk::places(ctx)
        .into_iter()
        .map(|(key, path)| view! { <li><a href=href(locale, path)>{texts::t(locale, key)}</a></li> })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="case-section" aria-label=t!(locale, "nav-desk")>
                <ul class="inline-list">{links}</ul>
            </nav>
        }
        .into_any()
    })
}

/// The word on a tab.
fn tab_key(tab: QueueTab) -> &'static str {
    match tab {
        QueueTab::Mine => "queue-tab-mine",
        QueueTab::Office => "queue-tab-office",
        QueueTab::Waiting => "queue-tab-waiting",
        QueueTab::Overdue => "queue-tab-overdue",
        QueueTab::All => "queue-tab-all",
    }
}

/// The address of the queue with other values of some parameters.
fn address(path: &str, query: &QueueQuery, tab: QueueTab, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let pairs = QueueQuery { tab, ..query.clone() }.pairs();
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    with_query(path, pairs.chain([("page", page.as_str())]))
}

fn view(ctx: &PageCtx, path: &'static str, query: QueueQuery, queue: QueuePage, alarm: Option<ChainView>) -> AnyView {
    let locale = ctx.locale;
    let searching = path != "/admin";
    let count = |tab: QueueTab| queue.counts.iter().find(|(one, _)| *one == tab).map(|(_, count)| *count);
    let tabs = QueueTab::ALL
        .into_iter()
        .map(|tab| Tab {
            label: texts::t(locale, tab_key(tab)),
            path: address(path, &query, tab, 1),
            count: count(tab),
            current: tab == query.tab,
        })
        .collect::<Vec<_>>();
    let tabs = (!searching).then(|| view! { <Tabs label=t!(locale, "queue-tabs") tabs=tabs /> });
    let title = if searching {
        t!(locale, "queue-search-title")
    } else {
        t!(locale, "queue-heading", n = count(QueueTab::Office).unwrap_or_default())
    };
    let today = (!searching).then(|| {
        let average = queue.average_tenths.map(|tenths| {
            let days = format!("{}.{}", tenths / 10, tenths % 10);
            view! { <span>{t!(locale, "queue-average", days = days)}</span> }
        });
        view! {
            <p class="meta inline-list">
                <span>{t!(locale, "queue-today", due = queue.due_today, new = queue.new_today)}</span>
                {average}
            </p>
        }
    });
    let file = address(FILE, &query, query.tab, 1);
    let cut_short = queue.cut_short.then(|| view! { <Notice><p>{t!(locale, "queue-cut-short")}</p></Notice> });
    let pages = queue.total.div_ceil(u64::from(queue.per_page.max(1)));
    let (current, page_query) = (query.tab, query.clone());
    let page_path = move |n: u64| address(path, &page_query, current, n);
    let filters = filters::view(ctx, path, &query, &queue);
    let page = u64::from(queue.page);
    let list =
        if queue.groups.is_empty() { empty(ctx, &query, &queue) } else { bulk::rows(ctx, queue, &query, searching) };
    view! {
        <div class="queue-head">
            <div class="page-head">
                <h1>{title}</h1>
                {today}
            </div>
            <div class="buttons">
                {(!searching).then(|| view! { <ButtonLink path="/admin/cases">{t!(locale, "queue-search-title")}</ButtonLink> })}
                <ButtonLink path="/admin/counter">{t!(locale, "counter-title")}</ButtonLink>
                <ButtonLink path=file download=true>{t!(locale, "queue-file")}</ButtonLink>
            </div>
        </div>
        {alarm.map(|chain| audit::chain(ctx, chain))}
        {tabs}
        {shortcuts(ctx)}
        {filters}
        {cut_short}
        {list}
        <Pagination page=page pages=pages path=page_path />
        {places(ctx)}
    }
    .into_any()
}

/// The keys of the queue, for those who want them.
pub fn shortcuts(ctx: &PageCtx) -> AnyView {
    let locale = ctx.locale;
    let key = |key: &str, words: &str| (key.to_owned(), texts::t(locale, words));
    let keys = vec![
        key("j", "shortcuts-j"),
        key("k", "shortcuts-k"),
        key("Enter", "shortcuts-enter"),
        key("x", "shortcuts-x"),
        key("u", "shortcuts-u"),
        key("g q", "shortcuts-gq"),
        key("?", "shortcuts-help"),
    ];
    view! {
        <Shortcuts
            title=t!(locale, "shortcuts-title")
            close=t!(locale, "shortcuts-close")
            enabled=t!(locale, "shortcuts-enabled")
            note=t!(locale, "shortcuts-note")
            said_on=t!(locale, "shortcuts-said-on")
            said_off=t!(locale, "shortcuts-said-off")
            keys=keys
            queue=href(locale, "/admin")
        />
    }
    .into_any()
}

/// Nothing to do: the next deadline; nothing found: the way to all.
fn empty(ctx: &PageCtx, query: &QueueQuery, queue: &QueuePage) -> AnyView {
    let locale = ctx.locale;
    if query.is_narrowed() {
        let action = Linked::link(t!(locale, "filters-clear"), with_query(&ctx.path, [("tab", query.tab.code())]));
        return view! { <Empty text=t!(locale, "queue-none-found") action=Some(action) /> }.into_any();
    }
    let action = queue.next.as_ref().map(|(day, number)| {
        let date = texts::date_short(locale, *day, ctx.today);
        Linked::link(t!(locale, "queue-next", date = date, number = number.as_str()), format!("/cases/{number}"))
    });
    view! { <Empty text=t!(locale, "queue-none") action=action /> }.into_any()
}
