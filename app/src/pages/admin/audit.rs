//! `/admin/audit` 审计日志: who did what to which object when, and is the record whole? `/admin/audit/{seq}`: one row with everything.
mod row;

pub use row::row;

use crate::page::{Ending, PageCtx, PageResult, Params};
use crate::pages::parts::{records, signed};
use crate::ui::{Control, Empty, Field, Linked, Notice, Pagination, Tone, href, with_query};
use contract::audit::{AuditLine, AuditPage, AuditQuery, ChainView, Change};
use domain::policy::{Action, ResourceFacts, authorize};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/audit";
/// Where `server` answers with the rows as a file.
pub const EXPORT: &str = "/admin/audit/export";
/// Names of the filters, in the order of the form.
const FILTERS: [&str; 9] = ["person", "body", "action", "object", "case", "from", "until", "outcome", "address"];

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` naming the role. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = ctx.param("page").and_then(|page| page.parse().ok()).filter(|page| *page >= 1).unwrap_or(1);
    let found = ctx.ports.audit.search(&ctx.caller, &query(&ctx.pairs(), number)).await?;
    if number > 1 && found.rows.is_empty() {
        return Err(Ending::Redirect { to: address(&ctx, 1), permanent: false });
    }
    let title = t!(ctx.locale, "audit-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || view(&ctx, found)))
}

/// The query of an address; the export reads the same.
pub fn query(pairs: &[(String, String)], page: u32) -> AuditQuery {
    let text = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim().to_owned()).unwrap_or_default();
    AuditQuery {
        person: text("person"),
        body: text("body"),
        action: text("action"),
        object: text("object"),
        case: text("case"),
        from: text("from").parse().ok(),
        until: text("until").parse().ok(),
        outcome: text("outcome"),
        address: text("address"),
        page,
    }
}

/// The list with the filters of this address, at a page.
fn address(ctx: &PageCtx, page: u64) -> String {
    filtered(ctx, PATH, &[("page", if page > 1 { page.to_string() } else { String::new() })])
}

fn filtered(ctx: &PageCtx, path: &str, more: &[(&str, String)]) -> String {
    let values: Vec<(&str, String)> =
        FILTERS.iter().map(|name| (*name, ctx.param(name).unwrap_or_default())).chain(more.iter().cloned()).collect();
    with_query(path, values.iter().map(|(name, value)| (*name, value.as_str())))
}

fn view(ctx: &Arc<PageCtx>, found: AuditPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let pages = found.total.div_ceil(u64::from(found.per_page.max(1))).max(1);
    let number = u64::from(found.page);
    let form = form(ctx, &found);
    let export = exports(ctx, found.total);
    let reach = found.reach.clone().map(|reach| view! { <p class="meta">{reach}</p> });
    let kept =
        t!(locale, "audit-retention", years = found.retention_years.to_string(), least = found.least_years.to_string());
    let list = if found.rows.is_empty() {
        let action = Linked::link(t!(locale, "audit-clear"), PATH);
        view! { <Empty text=t!(locale, "audit-none") action=Some(action) /> }.into_any()
    } else {
        table(ctx, found.total, found.rows).into_any()
    };
    let path = {
        let ctx = ctx.clone();
        move |n| address(&ctx, n)
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "audit-title")}</h1>
            <p class="lead">{t!(locale, "audit-lead")}</p>
        </div>
        {chain(ctx, found.chain)}
        {reach}
        {form}
        {list}
        <Pagination page=number pages=pages path=path />
        {export}
        <p class="meta">{kept}</p>
    }
}

/// 链校验不符, for the desk of those who read the trail; nothing while it is whole.
///
/// # Errors
/// Those of the port.
pub async fn alarm(ctx: &PageCtx) -> Result<Option<ChainView>, Ending> {
    if authorize(&ctx.actor, Action::ReadAudit, &ResourceFacts::Portal).is_err() {
        return Ok(None);
    }
    let chain = ctx.ports.audit.chain(&ctx.caller).await?;
    Ok(chain.broken.is_some().then_some(chain))
}

/// 链校验完整，至第 128,440 条 or 第 88,012 条校验不符.
pub(super) fn chain(ctx: &PageCtx, chain: ChainView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let when = chain.at.map(|at| crate::pages::parts::dates::instant(ctx, at)).unwrap_or_default();
    let (tone, words) = match chain.broken {
        Some((seq, why)) => (
            Tone::Danger,
            t!(locale, "audit-chain-broken", n = texts::count(seq.unsigned_abs()), why = why.label, when = when),
        ),
        None if chain.at.is_none() => (Tone::Info, t!(locale, "audit-chain-unchecked")),
        None => (
            Tone::Success,
            t!(locale, "audit-chain-whole", n = texts::count(chain.verified.unsigned_abs()), when = when),
        ),
    };
    let left = (chain.left > 0).then(|| t!(locale, "audit-chain-left", n = texts::count(chain.left.unsigned_abs())));
    view! {
        <Notice tone=tone>
            <p>{words} {left.map(|left| format!(" {left}"))}</p>
        </Notice>
    }
    .into_any()
}

fn form(ctx: &PageCtx, found: &AuditPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let value = |name: &str| ctx.param(name).unwrap_or_default();
    let actions = std::iter::once((String::new(), t!(locale, "audit-any")))
        .chain(found.actions.iter().map(|kind| (kind.value.clone(), kind.label.clone())))
        .collect();
    let outcomes = vec![
        (String::new(), t!(locale, "audit-any")),
        ("done".to_owned(), t!(locale, "audit-done")),
        ("refused".to_owned(), t!(locale, "audit-refused")),
    ];
    let used = FILTERS.iter().any(|name| ctx.param(name).is_some());
    let clear = used.then(|| view! { <a class="button quiet" href=href(locale, PATH)>{t!(locale, "audit-clear")}</a> });
    view! {
        <form class="filter-form" method="get" action=href(locale, PATH) aria-label=t!(locale, "audit-filter-label")>
            <Field name="person" label=t!(locale, "audit-person") value=value("person") control=Control::code(24) />
            <Field name="body" label=t!(locale, "audit-body") value=value("body") control=Control::code(12) />
            <Field name="action" label=t!(locale, "audit-action") value=value("action") control=Control::Select(actions) />
            <Field name="object" label=t!(locale, "audit-object") value=value("object") control=Control::code(24) />
            <Field name="case" label=t!(locale, "audit-case") value=value("case") control=Control::code(20) />
            <Field name="from" label=t!(locale, "audit-from") value=value("from") control=Control::DATE />
            <Field name="until" label=t!(locale, "audit-until") value=value("until") control=Control::DATE />
            <Field name="outcome" label=t!(locale, "audit-outcome") value=value("outcome") control=Control::Select(outcomes) />
            <Field name="address" label=t!(locale, "audit-address") value=value("address") control=Control::code(24) />
            <button type="submit" class="button primary">
                {t!(locale, "audit-filter")}
            </button>
            {clear}
        </form>
    }
    .into_any()
}

/// Taking rows away is an act of its own: said before it is done.
fn exports(ctx: &PageCtx, total: u64) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let link = |format: &str| href(locale, &filtered(ctx, EXPORT, &[("format", format.to_owned())]));
    view! {
        <section class="section" aria-labelledby="audit-export">
            <h2 id="audit-export">{t!(locale, "audit-export", n = total)}</h2>
            <p>{t!(locale, "audit-export-recorded")}</p>
            <p class="buttons">
                <a class="button" href=link("csv") download rel="nofollow">"CSV"</a>
                <a class="button" href=link("jsonl") download rel="nofollow">"JSON Lines"</a>
            </p>
        </section>
    }
    .into_any()
}

fn table(ctx: &PageCtx, total: u64, rows: Vec<AuditLine>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["audit-time", "audit-who", "audit-act", "audit-object", "audit-changes", "audit-reason", "audit-hash"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = rows.into_iter().map(|row| cells(ctx, row)).collect();
    records::table("audit-rows", t!(locale, "audit-found", n = total), heads, rows)
}

fn cells(ctx: &PageCtx, row: AuditLine) -> Vec<AnyView> {
    let locale = ctx.locale;
    let path = href(locale, &format!("{PATH}/{}", row.seq));
    let time = instant(&row);
    let who = row.role.map_or_else(|| row.acting.clone(), |role| format!("{} · {}", row.acting, role.label));
    let account = row.account.map(|id| view! { <br /> <span class="meta"><code>{id}</code></span> });
    let refused = (!row.done).then(|| view! { <span class="badge warn">{row.outcome.label}</span> });
    let case = row.case.map(|case| view! { <span class="meta">{case}</span> });
    vec![
        view! {
            <a href=path>{texts::count(row.seq.unsigned_abs())}</a>
            <br />
            <span class="meta">{time}</span>
        }
        .into_any(),
        view! { {who} {account} }.into_any(),
        view! { {row.action.label} " " {refused} }.into_any(),
        view! { {row.object_kind.label} " " <code>{row.object}</code> {case} }.into_any(),
        changes(row.changes).into_any(),
        row.reason.unwrap_or_default().into_any(),
        view! { <code>{row.hash}</code> }.into_any(),
    ]
}

/// To the millisecond, with seconds: order within a second matters here.
fn instant(line: &AuditLine) -> String {
    format!(
        "{}.{:03}",
        texts::instant_iso(line.at).trim_end_matches("+08:00").replace('T', " "),
        line.at.timestamp_subsec_millis()
    )
}

/// `state: accepted → answered`
fn changes(changes: Vec<Change>) -> impl IntoView {
    let items = changes
        .into_iter()
        .map(|change| {
            let (before, after) =
                (change.before.unwrap_or_else(|| "–".into()), change.after.unwrap_or_else(|| "–".into()));
            view! {
                <li>
                    <code>{change.name}</code>
                    {format!(": {before} → {after}")}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain-list">{items}</ul> }.into_any()
}
