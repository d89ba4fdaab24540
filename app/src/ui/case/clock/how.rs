//! 怎样计算: start and stop events, the days counted, and the versions of the rules (R-143, R-145, N1, N6).
use chrono::NaiveDate;
use contract::cases::ClockView;
use leptos::prelude::*;
use texts::t;

use super::words;
use crate::ui::context::locale;
use crate::ui::text::{Definition, DefinitionList, Details};

#[component]
pub fn How(clock: ClockView, today: NaiveDate) -> impl IntoView {
    let locale = locale();
    let started = texts::date_short(locale, clock.started, today);
    let start = t!(locale, "clock-how-start-value", event = clock.start_event.label.as_str(), date = started);
    let mut rows = vec![Definition::new(t!(locale, "clock-how-start"), start)];
    if let Some(period) = clock.period {
        rows.push(Definition::new(t!(locale, "clock-how-length"), words::period(locale, period)));
    }
    if !clock.counted.is_empty() {
        let days = clock
            .counted
            .iter()
            .map(|day| {
                let note = match (day.make_up, day.assumed) {
                    (true, _) => Some(t!(locale, "clock-how-make-up")),
                    (false, true) => Some(t!(locale, "clock-how-assumed")),
                    (false, false) => None,
                };
                view! {
                    <li>
                        <time datetime=texts::date_iso(day.date)>{texts::date_short(locale, day.date, today)}</time>
                        {note}
                    </li>
                }
            })
            .collect_view();
        rows.push(Definition::new(t!(locale, "clock-how-counted"), view! { <ol class="counted-days">{days}</ol> }));
    }
    if let Some(due) = clock.due {
        let end = t!(locale, "clock-how-end-value", date = texts::date_weekday(locale, due));
        rows.push(Definition::new(t!(locale, "clock-how-end"), end));
    }
    rows.push(Definition::new(t!(locale, "clock-how-stop"), clock.stop_event.label.clone()));
    if !clock.profile.is_empty() {
        rows.push(Definition::new(t!(locale, "clock-how-profile"), view! { <code>{clock.profile.clone()}</code> }));
    }
    if !clock.calendars.is_empty() {
        let calendars = clock.calendars.join(&t!(locale, "cases-list-separator"));
        rows.push(Definition::new(t!(locale, "clock-how-calendar"), view! { <code>{calendars}</code> }));
    }
    view! {
        <Details summary=t!(locale, "clock-how")>
            <DefinitionList rows=rows />
        </Details>
    }
    .into_any()
}
