//! What the editors of calendars and profiles share: ends of periods before and after, and the history.
use super::{dates, records};
use crate::page::PageCtx;
use crate::ui::Details;
use chrono::NaiveDate;
use contract::regulation::{DueChange, HistoryRow, VersionChange};
use leptos::prelude::*;
use texts::t;

/// Start, end before, end after; nothing when nothing changes.
pub fn dues(ctx: &PageCtx, id: &'static str, caption: String, rows: Vec<DueChange>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = ["rules-period", "rules-start", "rules-end-before", "rules-end-after"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = rows
        .into_iter()
        .map(|row| {
            let label = match row.length {
                Some(n) => format!("{} · {}", row.label, t!(locale, "rules-working-days", n = n)),
                None => row.label,
            };
            vec![
                label.into_any(),
                texts::date_weekday(locale, row.start).into_any(),
                end(ctx, row.before, row.before_provisional).into_any(),
                end(ctx, row.after, row.after_provisional).into_any(),
            ]
        })
        .collect();
    records::table(id, caption, heads, rows).into_any()
}

fn end(ctx: &PageCtx, date: Option<NaiveDate>, provisional: bool) -> String {
    let Some(date) = date else { return "–".to_owned() };
    let day = texts::date_weekday(ctx.locale, date);
    if provisional { t!(ctx.locale, "rules-provisional", date = day) } else { day }
}

/// What a version says otherwise than the one before, folded: many values may change at once.
fn changes(ctx: &PageCtx, rows: Vec<VersionChange>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let of = rows.len();
    let none = || t!(locale, "rules-no-value");
    let lines = rows
        .into_iter()
        .map(|row| {
            let label = row.label.map(|label| view! { <span>{label}</span> <br /> });
            let (before, after) = (row.before.unwrap_or_else(none), row.after.unwrap_or_else(none));
            view! {
                <li>
                    {label} <code>{row.key}</code> <br /> <span lang="zh-CN"><del>{before}</del> " → " <ins>{after}</ins></span>
                </li>
            }
        })
        .collect_view();
    (of > 0).then(|| {
        view! {
            <Details summary=t!(locale, "rules-changed", n = of)>
                <ul class="version-changes">{lines}</ul>
            </Details>
        }
    })
}

/// Who published what, and when; of versions also what they changed.
pub fn history(ctx: &PageCtx, rows: Vec<HistoryRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = ["rules-when", "rules-act", "rules-version", "rules-by", "rules-note"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = rows
        .into_iter()
        .map(|row| {
            vec![
                dates::instant(ctx, row.at).into_any(),
                row.act.label.into_any(),
                view! { <code>{row.version}</code> }.into_any(),
                view! { <code>{row.by}</code> }.into_any(),
                view! { {row.note} {changes(ctx, row.changes)} }.into_any(),
            ]
        })
        .collect();
    records::table("history", t!(locale, "rules-history"), heads, rows).into_any()
}
