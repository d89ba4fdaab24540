//! A deadline as its reader needs it: how long is left, the date, the article, and under 怎样计算 how it was found (R-143…R-147).
//! It is announced when the page is loaded and never ticks.
mod how;
#[cfg(test)]
mod tests;
mod words;

use chrono::NaiveDate;
use contract::cases::ClockView;
use leptos::prelude::*;
use texts::t;

use crate::ui::context::locale;
use crate::ui::icon::Icon;
use how::How;
use words::Part;
pub use words::Tone;

/// From which side a clock is read: it says whose turn a pause is, and what passing a target means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Applicant,
    Official,
}

/// The clock in full: the sentence, its basis, and how it was counted.
#[component]
pub fn Clock(
    clock: ClockView,
    /// The legal date of the request.
    today: NaiveDate,
    /// Read by staff.
    #[prop(optional)]
    official: bool,
    /// Say what it is for and whose it is: where a case has several.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let locale = locale();
    let reader = if official { Reader::Official } else { Reader::Applicant };
    let lines = words::lines(locale, &clock, today, reader);
    let name = named.then(|| {
        let words = match clock.owner.as_deref() {
            Some(owner) => t!(locale, "clock-named-owner", name = clock.what.label.as_str(), owner = owner),
            None => clock.what.label.clone(),
        };
        view! { <span class="clock-name">{words}</span> }
    });
    view! {
        <div class=format!("clock-box {}", lines.tone.code())>
            {name}
            <p class="clock">{icon(lines.tone)} <span>{separated(lines.first)}</span></p>
            <p class="clock-basis">{separated(lines.second)}</p>
            <How clock=clock today=today />
        </div>
    }
    .into_any()
}

/// The clock in a few words, for rows of a list: 今天截止, 剩余 3 个工作日, 已逾期 2 个工作日.
#[component]
pub fn ClockChip(clock: ClockView, today: NaiveDate) -> impl IntoView {
    let locale = locale();
    let lines = words::lines(locale, &clock, today, Reader::Official);
    let date = clock.due.filter(|_| clock.state.is_open()).map(|due| {
        view! { <time class="clock-chip-date" datetime=texts::date_iso(due)>{texts::date_short(locale, due, today)}</time> }
    });
    view! {
        <span class=format!("clock-chip {}", lines.tone.code())>
            {icon(lines.tone)} <span>{words::chip(locale, &clock)}</span> {date}
        </span>
    }
    .into_any()
}

/// The weight of a clock; colour only repeats the words.
pub fn clock_tone(clock: &ClockView) -> Tone {
    words::tone(clock)
}

/// Parts with a middle dot between them.
fn separated(parts: Vec<Part>) -> impl IntoView {
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            let dot = (at > 0).then_some(" · ");
            view! { {dot} {part.view()} }
        })
        .collect_view()
}

fn icon(tone: Tone) -> AnyView {
    match tone {
        Tone::Plain => view! { <Icon name="clock" /> }.into_any(),
        Tone::Soon | Tone::PastTarget => view! { <Icon name="triangle-alert" /> }.into_any(),
        Tone::Provisional => view! { <Icon name="calendar" /> }.into_any(),
        Tone::Late => view! { <Icon name="circle-alert" /> }.into_any(),
        Tone::Waiting | Tone::Ended => view! { <Icon name="circle-pause" /> }.into_any(),
        Tone::Met => view! { <Icon name="circle-check" /> }.into_any(),
    }
}
