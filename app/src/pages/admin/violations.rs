//! `/admin/violations` 违规处置: which users break their agreements, how far is each case, until when is it to be rectified, what is in the
//! credit record (B16)?
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{records, signed};
use crate::ui::{ButtonLink, Pagination, Tab, Tabs, href, with_query};
use contract::cases::Turn;
use contract::oversight::{ViolationItem, ViolationList, ViolationQuery};
use domain::access::violation::Group;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

pub const PATH: &str = "/admin/violations";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` for those who handle no violations.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let query = ViolationQuery::parse(ctx.param(ViolationQuery::GROUP).as_deref(), ctx.param("page").as_deref());
    let list = ctx.ports.oversight.violations(&ctx.caller, query).await?;
    let title = t!(ctx.locale, "violations-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    head.chinese_values = !list.rows.is_empty();
    Ok(signed::page(head, move || view(&ctx, title, query, list)))
}

/// The word on a tab.
const fn tab_key(group: Option<Group>) -> &'static str {
    match group {
        None => "violations-tab-all",
        Some(Group::Yours) => "violations-tab-yours",
        Some(Group::Suspected) => "violations-tab-suspected",
        Some(Group::Rectifying) => "violations-tab-rectifying",
        Some(Group::Overdue) => "violations-tab-overdue",
        Some(Group::HandedIn) => "violations-tab-handed-in",
        Some(Group::Credit) => "violations-tab-credit",
        Some(Group::Over) => "violations-tab-over",
    }
}

fn at(group: Option<Group>, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_query(PATH, [(ViolationQuery::GROUP, group.map_or("", Group::code)), ("page", page.as_str())])
}

fn view(ctx: &PageCtx, title: String, query: ViolationQuery, list: ViolationList) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let tabs = list.counts.iter().map(|(group, count)| Tab {
        label: texts::t(locale, tab_key(*group)),
        path: at(*group, 1),
        count: Some(*count),
        current: *group == query.group,
    });
    let tabs: Vec<_> = tabs.collect();
    let any = list.counts.iter().any(|(_, count)| *count > 0);
    let pages = list.total.div_ceil(u64::from(list.per_page.max(1)));
    let body = if list.rows.is_empty() {
        let none = if any { t!(locale, "violations-none-here") } else { t!(locale, "violations-none") };
        view! { <p>{none}</p> }.into_any()
    } else {
        let heads = [
            "violations-what",
            "violations-user",
            "violations-state",
            "violations-until",
            "violations-credit",
            "violations-turn",
            "violations-act",
        ];
        let heads = heads.map(|key| texts::t(locale, key)).to_vec();
        let rows = list.rows.into_iter().map(|one| cells(ctx, one)).collect();
        records::table("violations-caption", t!(locale, "violations-caption"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "violations-lead")}</p>
        </div>
        <p>
            <ButtonLink path=super::violation::PATH>{t!(locale, "suspicion-title")}</ButtonLink>
        </p>
        {any.then(|| view! { <Tabs label=t!(locale, "violations-tabs") tabs=tabs /> })}
        {body}
        <Pagination page=u64::from(query.page) pages=pages path=move |page| at(query.group, page) />
    }
}

fn cells(ctx: &PageCtx, one: ViolationItem) -> Vec<AnyView> {
    let locale = ctx.locale;
    let day = |day| view! { <time datetime=texts::date_iso(day)>{texts::date(locale, day)}</time> };
    let case = format!("/cases/{}", one.number);
    let agreement = href(locale, &format!("/cases/{}", one.agreement));
    let what = view! {
        <a href=href(locale, &case)>{one.number.clone()}</a>
        <span class="field-hint" lang="zh-CN">
            {one.datasets.join("、")}
        </span>
    };
    let user = view! {
        <span lang="zh-CN">{one.user.clone()}</span>
        <br />
        <a href=agreement>{one.agreement.clone()}</a>
    };
    let until = one.rectify_by.map(|(by, left)| {
        let left = match left {
            0.. => t!(locale, "agreements-days-left", n = left),
            past => t!(locale, "agreements-days-past", n = -past),
        };
        view! {
            {day(by)}
            <span class="field-hint">{left}</span>
        }
    });
    let credit = one.credit.map(|(step, since)| {
        view! {
            {step.label}
            <br />
            {day(since)}
        }
    });
    let turn = match (&one.turn, &one.with) {
        (Turn::Yours, _) => view! { <strong>{t!(locale, "agreements-turn-yours")}</strong> }.into_any(),
        (_, Some(with)) => view! { <span lang="zh-CN">{with.clone()}</span> }.into_any(),
        (_, None) => t!(locale, "agreements-turn-nobody").into_any(),
    };
    let (path, label) = match &one.act {
        Some(act) => (format!("{case}/do/{}", act.code), act.label.clone()),
        None => (case, t!(locale, "agreements-look")),
    };
    let act = view! {
        <a href=href(locale, &path)>
            {label} <span class="visually-hidden">{format!(" {}", one.number)}</span>
        </a>
    };
    let none = || t!(locale, "violations-nothing");
    vec![
        what.into_any(),
        user.into_any(),
        one.state.label.into_any(),
        until.map_or_else(|| none().into_any(), |until| until.into_any()),
        credit.map_or_else(|| none().into_any(), |credit| credit.into_any()),
        turn,
        act.into_any(),
    ]
}
