//! The toolbar of a table: find, add a condition, order, choose columns; chips of what is in force. All of it forms and links.
use super::request::Asked;
use crate::page::PageCtx;
use crate::pages::parts::card;
use crate::ui::{ActiveFilter, Choices, Control, Details, Field, Icon, Tab, href};
use contract::tables::{Condition, OPERATORS, PAGE_SIZES, TablePage, TableQuery};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// The words of an operator.
fn operator(locale: Locale, op: &str) -> String {
    match op {
        "eq" => t!(locale, "explore-op-eq"),
        "ne" => t!(locale, "explore-op-ne"),
        "contains" => t!(locale, "explore-op-contains"),
        "not_contains" => t!(locale, "explore-op-not-contains"),
        "starts_with" => t!(locale, "explore-op-starts-with"),
        "gt" => t!(locale, "explore-op-gt"),
        "ge" => t!(locale, "explore-op-ge"),
        "lt" => t!(locale, "explore-op-lt"),
        "le" => t!(locale, "explore-op-le"),
        "in" => t!(locale, "explore-op-in"),
        "is_null" => t!(locale, "explore-op-is-null"),
        "not_null" => t!(locale, "explore-op-not-null"),
        other => other.to_owned(),
    }
}

/// The Chinese name of a column, else what stands in the address.
fn column_title(page: &TablePage, name: &str) -> String {
    page.columns
        .iter()
        .find(|column| column.name == name)
        .map_or_else(|| name.to_owned(), |column| column.title.clone())
}

/// The conditions, each with the page without it.
pub fn chips(ctx: &PageCtx, asked: &Asked, page: &TablePage) -> Vec<ActiveFilter> {
    let locale = ctx.locale;
    let shown = asked.shown();
    let without = |query: TableQuery| asked.path(&page.dataset, &TableQuery { offset: 0, ..query });
    let search = shown.search.as_ref().map(|text| ActiveFilter {
        group: t!(locale, "explore-search"),
        label: text.clone(),
        path: without(TableQuery { search: None, ..shown.clone() }),
    });
    let conditions = shown.conditions.iter().enumerate().map(|(at, condition)| {
        let mut rest = shown.clone();
        rest.conditions.remove(at);
        ActiveFilter {
            group: column_title(page, &condition.column),
            label: condition_words(locale, condition),
            path: without(rest),
        }
    });
    search.into_iter().chain(conditions).collect()
}

/// 属于 西湖区、上城区
fn condition_words(locale: Locale, condition: &Condition) -> String {
    let op = operator(locale, &condition.op);
    if condition.values.is_empty() { op } else { format!("{op} {}", texts::list(locale, &condition.values)) }
}

fn hidden(pairs: Vec<(String, String)>) -> Vec<AnyView> {
    pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any()).collect()
}

/// The forms.
pub fn toolbar(ctx: &PageCtx, asked: &Asked, page: &TablePage) -> impl IntoView + use<> {
    let action = href(ctx.locale, &format!("{}/table", card::path(&page.dataset)));
    view! {
        <div class="explore-tools">
            {search_form(ctx, asked, &action)}
            {condition_form(ctx, asked, page, &action)}
            {order_form(ctx, asked, page, &action)}
            {columns_form(ctx, asked, page, &action)}
        </div>
    }
}

fn search_form(ctx: &PageCtx, asked: &Asked, action: &str) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let value = asked.shown().search.clone().unwrap_or_default();
    view! {
        <form class="explore-search" method="get" action=action.to_owned() aria-label=t!(locale, "explore-search")>
            {hidden(asked.keep(&["search"]))}
            <label for="search">{t!(locale, "explore-search")}</label>
            <input type="search" id="search" name="search" value=value autocomplete="off" maxlength="100" />
            <button type="submit" class="button">
                <Icon name="search" />
                <span>{t!(locale, "explore-find")}</span>
            </button>
        </form>
    }
}

fn condition_form(ctx: &PageCtx, asked: &Asked, page: &TablePage, action: &str) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let (column, op, value) = asked.typed.clone();
    let mut columns = vec![(String::new(), t!(locale, "explore-column-choose"))];
    columns.extend(page.columns.iter().map(|column| (column.name.clone(), column.title.clone())));
    // A column that the table does not have was typed into the address: it stays to be seen.
    if !column.is_empty() && page.columns.iter().all(|known| known.name != column) {
        columns.push((column.clone(), column.clone()));
    }
    let operators = OPERATORS.iter().map(|op| ((*op).to_owned(), operator(locale, op))).collect();
    let error = asked.refusal.as_ref().map(|refusal| crate::pages::refusal_words(locale, refusal));
    let fault = asked.field_at_fault();
    let open = error.is_some() && fault != "search";
    let at = |name: &str| error.clone().filter(|_| fault == name);
    let (column_error, value_error) = (at("column"), at("value"));
    let (kept, action) = (hidden(asked.keep(&[])), action.to_owned());
    view! {
        <Details summary=t!(locale, "explore-add") open=open>
            <form class="explore-form" method="get" action=action>
                {kept}
                <Field name="column" label=t!(locale, "explore-column") value=column error=column_error control=Control::Select(columns) />
                <Field name="op" label=t!(locale, "explore-op") value=op control=Control::Select(operators) />
                <Field
                    name="value"
                    label=t!(locale, "explore-value")
                    value=value
                    hint=Some(t!(locale, "explore-value-hint"))
                    error=value_error
                />
                <button type="submit" class="button primary">
                    {t!(locale, "explore-apply")}
                </button>
            </form>
        </Details>
    }
}

fn order_form(ctx: &PageCtx, asked: &Asked, page: &TablePage, action: &str) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let now =
        asked.query.sort.first().map(|(name, descending)| if *descending { format!("-{name}") } else { name.clone() });
    let mut orders = vec![(String::new(), t!(locale, "explore-order-none"))];
    for column in &page.columns {
        let title = column.title.as_str();
        orders.push((column.name.clone(), t!(locale, "explore-order-up", column = title)));
        orders.push((format!("-{}", column.name), t!(locale, "explore-order-down", column = title)));
    }
    let (kept, action) = (hidden(asked.keep(&["sort"])), action.to_owned());
    view! {
        <Details summary=t!(locale, "explore-order")>
            <form class="explore-form short" method="get" action=action>
                {kept}
                <Field name="sort" label=t!(locale, "explore-order") value=now.unwrap_or_default() control=Control::Select(orders) />
                <button type="submit" class="button">
                    {t!(locale, "explore-apply")}
                </button>
            </form>
        </Details>
    }
}

fn columns_form(ctx: &PageCtx, asked: &Asked, page: &TablePage, action: &str) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let boxes = page
        .columns
        .iter()
        .map(|column| {
            let checked = page.shown.contains(&column.name);
            view! {
                <li>
                    <label>
                        <input type="checkbox" name="cols" value=column.name.clone() checked=checked />
                        <span lang="zh-CN">{column.title.clone()}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    let all = TableQuery { columns: None, ..asked.query.clone() };
    let all = (page.shown.len() < page.columns.len())
        .then(|| view! { <a class="button quiet" href=href(locale, &asked.path(&page.dataset, &all))>{t!(locale, "explore-columns-all")}</a> });
    let summary = t!(locale, "explore-columns", n = page.shown.len(), all = page.columns.len());
    let (kept, action) = (hidden(asked.keep(&["cols"])), action.to_owned());
    view! {
        <Details summary=summary>
            <form method="get" action=action>
                {kept}
                <fieldset class="explore-columns">
                    <legend>{t!(locale, "explore-columns-legend")}</legend>
                    <ul>{boxes}</ul>
                </fieldset>
                <div class="buttons">
                    <button type="submit" class="button">
                        {t!(locale, "explore-apply")}
                    </button>
                    {all}
                </div>
            </form>
        </Details>
    }
}

/// 表格 · 卡片, and rows a page.
pub fn choices(ctx: &PageCtx, asked: &Asked, page: &TablePage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let id = &page.dataset;
    let tab = |label: String, path: String, current: bool| Tab { label, path, count: None, current };
    let as_cards = |cards: bool| Asked { cards, ..asked.clone() }.path(id, &asked.query);
    let views = vec![
        tab(t!(locale, "explore-view-table"), as_cards(false), !asked.cards),
        tab(t!(locale, "explore-view-cards"), as_cards(true), asked.cards),
    ];
    let sizes = PAGE_SIZES
        .into_iter()
        .map(|limit| {
            // The first row shown stays on the page.
            let offset = asked.query.offset - asked.query.offset % u64::from(limit);
            let path = asked.path(id, &TableQuery { limit, offset, ..asked.query.clone() });
            tab(limit.to_string(), path, limit == asked.query.limit)
        })
        .collect::<Vec<_>>();
    view! {
        <div class="explore-choices">
            <Choices label=t!(locale, "explore-view") choices=views />
            <Choices label=t!(locale, "explore-per-page") choices=sizes />
        </div>
    }
}
