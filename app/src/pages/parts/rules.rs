//! What the editors of calendars and profiles share: ends of periods before and after, and the history.
use super::{dates, records};
use crate::page::PageCtx;
use chrono::NaiveDate;
use contract::regulation::{DueChange, HistoryRow};
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

/// Who published what, and when.
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
                row.note.into_any(),
            ]
        })
        .collect();
    records::table("history", t!(locale, "rules-history"), heads, rows).into_any()
}
