//! Lists of agreements, for `/my/agreements` and `/admin/agreements`: tabs with counts, and what is next about each.
use crate::page::PageCtx;
use crate::pages::cases::agreement::when;
use crate::pages::parts::records;
use crate::ui::{Pagination, Tab, Tabs, href, with_query};
use contract::agreements::{AgreementItem, AgreementList, AgreementQuery};
use contract::cases::Turn;
use domain::access::agreement::Group;
use leptos::prelude::*;
use texts::t;

/// What the address asks for.
pub fn asked(ctx: &PageCtx) -> AgreementQuery {
    AgreementQuery::parse(ctx.param(AgreementQuery::GROUP).as_deref(), ctx.param("page").as_deref())
}

/// The word on a tab.
const fn tab_key(query: AgreementQuery) -> &'static str {
    match query {
        AgreementQuery { yours: true, .. } => "agreements-tab-yours",
        AgreementQuery { group: None, .. } => "agreements-tab-all",
        AgreementQuery { group: Some(Group::Preparing), .. } => "agreements-tab-preparing",
        AgreementQuery { group: Some(Group::InForce), .. } => "agreements-tab-in-force",
        AgreementQuery { group: Some(Group::Destroying), .. } => "agreements-tab-destroying",
        AgreementQuery { group: Some(Group::Over), .. } => "agreements-tab-over",
    }
}

/// The list; `none` = what stands there where there is no agreement at all.
pub fn list(
    ctx: &PageCtx,
    here: &'static str,
    query: AgreementQuery,
    list: AgreementList,
    (title, lead, none): (String, String, String),
) -> AnyView {
    let locale = ctx.locale;
    let at = |query: AgreementQuery, page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_query(here, [(AgreementQuery::GROUP, query.code()), ("page", page.as_str())])
    };
    let tabs = list.counts.iter().map(|(one, count)| Tab {
        label: texts::t(locale, tab_key(*one)),
        path: at(*one, 1),
        count: Some(*count),
        current: (one.group, one.yours) == (query.group, query.yours),
    });
    let tabs: Vec<_> = tabs.collect();
    let any = list.counts.iter().any(|(_, count)| *count > 0);
    let pages = list.total.div_ceil(u64::from(list.per_page.max(1)));
    let body = if list.rows.is_empty() {
        let none = if any { t!(locale, "agreements-none-here") } else { none };
        view! { <p>{none}</p> }.into_any()
    } else {
        let heads = [
            "agreements-what",
            "agreements-parties",
            "agreements-state",
            "agreements-term",
            "agreements-turn",
            "agreements-act",
        ];
        let heads = heads.map(|key| texts::t(locale, key)).to_vec();
        let rows = list.rows.into_iter().map(|one| cells(ctx, one)).collect();
        records::table("agreements-caption", t!(locale, "agreements-caption"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
        </div>
        {any.then(|| view! { <Tabs label=t!(locale, "agreements-tabs") tabs=tabs /> })}
        {body}
        <Pagination page=u64::from(list.page) pages=pages path=move |page| at(query, page) />
    }
    .into_any()
}

fn cells(ctx: &PageCtx, one: AgreementItem) -> Vec<AnyView> {
    let locale = ctx.locale;
    let case = format!("/cases/{}", one.number);
    let version = (one.version > 1).then(|| t!(locale, "agreements-nth", n = one.version));
    let what = view! {
        <a href=href(locale, &case)>{one.number.clone()}</a>
        {version.map(|version| view! { " " <span class="tag">{version}</span> })}
        <span class="field-hint" lang="zh-CN">
            {one.titles.join("、")}
        </span>
    };
    let parties = view! {
        <span lang="zh-CN">{one.party_a.clone()}</span>
        <br />
        <span lang="zh-CN">{one.party_b.clone()}</span>
    };
    let signed = one.signed.map(|at| {
        view! { <span class="field-hint">{format!("{} {}", t!(locale, "agreement-signed"), when(ctx, at))}</span> }
    });
    let turn = match (&one.turn, &one.with) {
        (Turn::Yours, _) => view! { <strong>{t!(locale, "agreements-turn-yours")}</strong> }.into_any(),
        (_, Some(with)) => view! { <span lang="zh-CN">{with.clone()}</span> }.into_any(),
        (_, None) => t!(locale, "agreements-turn-nobody").into_any(),
    };
    let act = match &one.act {
        Some(act) => (format!("{case}/do/{}", act.code), act.label.clone()),
        None => (case, t!(locale, "agreements-look")),
    };
    let act = view! {
        <a href=href(locale, &act.0)>
            {act.1} <span class="visually-hidden">{format!(" {}", one.number)}</span>
        </a>
    };
    vec![
        what.into_any(),
        parties.into_any(),
        view! {
            {one.state.label.clone()}
            {signed}
        }
        .into_any(),
        term(ctx, &one),
        turn,
        act.into_any(),
    ]
}

/// Until when, and how many days are left; before it is signed how long it will run.
fn term(ctx: &PageCtx, one: &AgreementItem) -> AnyView {
    let locale = ctx.locale;
    let Some((label, day)) = &one.until else {
        let term = (!one.term.is_empty()).then(|| t!(locale, "agreements-term-of", term = one.term.as_str()));
        return term.into_any();
    };
    let left = one.days_left.map(|days| match days {
        0.. => t!(locale, "agreements-days-left", n = days),
        past => t!(locale, "agreements-days-past", n = -past),
    });
    view! {
        {label.clone()}
        <br />
        <time datetime=texts::date_iso(*day)>{texts::date(locale, *day)}</time>
        {left.map(|left| view! { <span class="field-hint">{left}</span> })}
    }
    .into_any()
}
