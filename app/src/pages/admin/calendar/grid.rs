//! Twelve months; each day that is an exception has a letter, 休 or 班, besides its tint.
use crate::page::PageCtx;
use chrono::{Datelike, NaiveDate};
use contract::regulation::{DayCell, DayMark};
use leptos::prelude::*;
use texts::t;

pub(super) fn year(ctx: &PageCtx, days: Vec<DayCell>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let months = (1..=12)
        .map(|month| {
            let days: Vec<DayCell> = days.iter().filter(|day| day.date.month() == month).cloned().collect();
            self::month(ctx, month, days)
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="year-grid">
            <h2 id="year-grid">{t!(locale, "calendar-grid")}</h2>
            <p class="meta">{t!(locale, "calendar-legend")}</p>
            <div class="year-grid">{months}</div>
        </section>
    }
    .into_any()
}

fn month(ctx: &PageCtx, month: u32, days: Vec<DayCell>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = (1..=7_u32)
        .map(|day| view! { <th scope="col">{texts::t(locale, &format!("calendar-weekday-{day}"))}</th> })
        .collect_view();
    // Weeks begin on Monday.
    let lead = days.first().map_or(0, |day| day.date.weekday().num_days_from_monday() as usize);
    let mut cells: Vec<Option<DayCell>> = std::iter::repeat_n(None, lead).chain(days.into_iter().map(Some)).collect();
    cells.resize(cells.len().next_multiple_of(7), None);
    let weeks = cells
        .chunks(7)
        .map(|week| {
            let days = week.iter().cloned().map(|day| self::day(ctx, day)).collect_view();
            view! { <tr>{days}</tr> }
        })
        .collect_view();
    view! {
        <table class="month">
            <caption>{t!(locale, "calendar-month", n = month.to_string())}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .into_any()
}

fn day(ctx: &PageCtx, day: Option<DayCell>) -> impl IntoView + use<> {
    let Some(day) = day else { return view! { <td></td> }.into_any() };
    let (class, letter) = match day.mark {
        DayMark::Weekday => ("", None),
        DayMark::Weekend => ("weekend", None),
        DayMark::Rest => ("rest", Some("calendar-letter-rest")),
        DayMark::Work => ("work", Some("calendar-letter-work")),
    };
    let letter = letter.map(|key| view! { <span class="mark">{texts::t(ctx.locale, key)}</span> });
    let number = day.date.day().to_string();
    view! {
        <td class=class title=day.name>
            <time datetime=iso(day.date)>{number}</time>
            {letter}
        </td>
    }
    .into_any()
}

fn iso(date: NaiveDate) -> String {
    texts::date_iso(date)
}
