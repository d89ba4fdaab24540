//! 数据项 as a table: 中文名 · 字段名 · 类型 · 说明 · 单位 · 缺失率 · 是否脱敏. The same for every reader of a dataset.
use super::table_data;
use crate::page::PageCtx;
use contract::datasets::ItemView;
use leptos::prelude::*;
use texts::t;

/// The table. `all` is the number of data items of the dataset.
pub fn table(ctx: &PageCtx, items: Vec<ItemView>, all: usize) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let shown = items.len();
    let caption = if shown == all {
        t!(locale, "dataset-items-caption", n = all)
    } else {
        t!(locale, "dataset-items-caption-first", n = shown, all = all)
    };
    let measured = items.iter().any(|item| item.missing.is_some());
    let units = items.iter().any(|item| item.unit.as_ref().is_some_and(|unit| !unit.is_empty()));
    let rows = items.into_iter().map(|item| row(ctx, item, units, measured)).collect_view();
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby="items-caption">
            <table class="plain-table stacks items-table">
                <caption id="items-caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "item-title")}</th>
                        <th scope="col">{t!(locale, "item-name")}</th>
                        <th scope="col">{t!(locale, "item-type")}</th>
                        <th scope="col">{t!(locale, "item-description")}</th>
                        {units.then(|| view! { <th scope="col">{t!(locale, "item-unit")}</th> })}
                        {measured.then(|| view! { <th scope="col" class="number">{t!(locale, "dataset-item-missing")}</th> })}
                        <th scope="col">{t!(locale, "item-masked")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(ctx: &PageCtx, item: ItemView, units: bool, measured: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let missing = move || view! { <span class="null">{t!(locale, "not-stated")}</span> }.into_any();
    let stated = move |value: Option<String>| match value.filter(|value| !value.trim().is_empty()) {
        Some(value) => view! { <span lang="zh-CN">{value}</span> }.into_any(),
        None => missing(),
    };
    let share = item.missing.map(|share| {
        // A share of a million is exact to the digit the table shows.
        let per_million = (share.clamp(0.0, 1.0) * 1_000_000.0).round() as u64;
        texts::percent(per_million, 1_000_000)
    });
    let masked = if item.masked { t!(locale, "item-masked-yes") } else { t!(locale, "item-masked-no") };
    let flags = (!item.sensitivity.is_empty()).then(|| {
        let labels: Vec<&str> = item.sensitivity.iter().map(|coded| coded.label.as_str()).collect();
        format!("（{}）", texts::list(locale, &labels))
    });
    let flags = flags.map(|flags| match locale {
        domain::locale::Locale::ZhCn => flags,
        domain::locale::Locale::En => flags.replace('（', " (").replace('）', ")"),
    });
    let unit = match item.unit.filter(|unit| !unit.is_empty()) {
        Some(unit) => view! { <span lang="zh-CN">{unit}</span> }.into_any(),
        None => view! { <span class="null none">"—"</span> }.into_any(),
    };
    // A type in the words of this page is no Chinese value.
    let dtype = match item.data_type {
        Some(written) => match table_data::item_type(locale, written.clone()) {
            words if words == written => stated(Some(words)),
            words => words.into_any(),
        },
        None => missing(),
    };
    view! {
        <tr>
            <th scope="row">{stated(Some(item.title))}</th>
            <td>
                <code>{item.name}</code>
            </td>
            <td>{dtype}</td>
            <td class="wide">{stated(item.description)}</td>
            {units.then(|| view! { <td data-label=t!(locale, "item-unit")>{unit}</td> })}
            {measured.then(|| view! { <td class="number" data-label=t!(locale, "dataset-item-missing")>{share.unwrap_or_else(|| "—".to_owned())}</td> })}
            <td data-label=t!(locale, "item-masked")>{masked} {flags}</td>
        </tr>
    }
}
