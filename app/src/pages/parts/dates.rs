//! Days and instants as running text has them, judged at the day of the request.
use crate::page::PageCtx;
use chrono::{DateTime, NaiveDate, Utc};
use domain::locale::Locale;
use leptos::prelude::*;

/// 9月28日, with the year where it is not this one.
pub fn day(ctx: &PageCtx, date: NaiveDate) -> String {
    texts::date_short(ctx.locale, date, ctx.today)
}

/// 10月9日 16:20
pub fn instant(ctx: &PageCtx, at: DateTime<Utc>) -> String {
    let (day, time) = (day(ctx, texts::local_date(at)), texts::time_of_day(at));
    match ctx.locale {
        Locale::ZhCn => format!("{day} {time}"),
        Locale::En => format!("{day}, {time}"),
    }
}

/// The day in `<time>`.
pub fn day_view(ctx: &PageCtx, date: NaiveDate) -> impl IntoView + use<> {
    let words = day(ctx, date);
    view! { <time datetime=texts::date_iso(date)>{words}</time> }
}
