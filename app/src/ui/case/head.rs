//! The head of a case and its row in a list: what it is about, its number, its state, whose turn it is, until when.
use chrono::NaiveDate;
use contract::cases::{CaseHead as Facts, ClockState, Turn};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

use super::clock::{Clock, ClockChip};
use crate::ui::code::Copy;
use crate::ui::context::{href, locale};
use crate::ui::icon::Icon;

/// The state as a word; colour only repeats whose turn it is. A missed hard deadline has a tag of its own.
#[component]
pub fn StateTag(
    /// The word.
    #[prop(into)]
    label: String,
    turn: Turn,
    /// A hard deadline was missed.
    #[prop(optional)]
    overdue: bool,
) -> impl IntoView {
    let locale = locale();
    let (class, icon) = match turn {
        Turn::Yours => ("state-tag yours", view! { <Icon name="arrow-right" /> }.into_any()),
        Turn::Others => ("state-tag", view! { <Icon name="clock" /> }.into_any()),
        Turn::Done => ("state-tag done", view! { <Icon name="circle-check" /> }.into_any()),
        Turn::Ended => ("state-tag ended", view! { <Icon name="x" /> }.into_any()),
    };
    let overdue = overdue.then(|| {
        view! {
            <span class="state-tag overdue">
                <Icon name="circle-alert" />
                <span>{t!(locale, "cases-overdue")}</span>
            </span>
        }
    });
    view! {
        <span class="state-tags">
            <span class=class>{icon} <span>{label}</span></span>
            {overdue}
        </span>
    }
    .into_any()
}

/// Whether the clock that matters is a hard one and over.
fn overdue(head: &Facts) -> bool {
    head.clock
        .as_ref()
        .is_some_and(|clock| matches!(clock.state, ClockState::Overdue { .. }) && clock.strength.value == "hard")
}

/// 现在轮到：省交通运输厅
fn whose_turn(locale: Locale, head: &Facts) -> String {
    match (head.turn, head.with.as_deref()) {
        (Turn::Yours, _) => t!(locale, "cases-turn-yours"),
        (Turn::Others, Some(body)) => t!(locale, "cases-turn-body", body = body),
        (Turn::Others, None) => t!(locale, "cases-turn-reporter", kind = head.kind.value.as_str()),
        (Turn::Done | Turn::Ended, _) => t!(locale, "cases-turn-nobody"),
    }
}

/// First on the page of a case. The page has `head.island` for the button that copies the number.
#[component]
pub fn CaseHead(
    head: Facts,
    today: NaiveDate,
    /// Read by staff.
    #[prop(optional)]
    official: bool,
    /// Its title is the `<h1>`; false where the page is about something else.
    #[prop(default = true)]
    heading: bool,
) -> impl IntoView {
    let locale = locale();
    let overdue = overdue(&head);
    let turn = whose_turn(locale, &head);
    let title = if heading {
        view! { <h1>{head.title}</h1> }.into_any()
    } else {
        view! { <p class="case-subject">{head.title}</p> }.into_any()
    };
    let clock = head.clock.map(|clock| view! { <Clock clock=clock today=today official=official /> });
    view! {
        <div class="case-head">
            <p class="case-line">
                <span class="case-kind">{head.kind.label}</span>
                <code class="case-number">{head.number.clone()}</code>
                <Copy text=head.number />
                <StateTag label=head.state.label turn=head.turn overdue=overdue />
            </p>
            {title}
            <p class="case-turn">{turn}</p>
            {clock}
        </div>
    }
    .into_any()
}

/// A case in a list: the title is the link, everything else says where it stands.
#[component]
pub fn CaseRow(
    head: Facts,
    today: NaiveDate,
    /// Depth of the heading: 2 or 3.
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    let locale = locale();
    let overdue = overdue(&head);
    let turn = whose_turn(locale, &head);
    let path = href(locale, &format!("/cases/{}", head.number));
    let title = head.title;
    let heading = if level == 2 {
        view! { <h2 class="case-title"><a href=path>{title}</a></h2> }.into_any()
    } else {
        view! { <h3 class="case-title"><a href=path>{title}</a></h3> }.into_any()
    };
    let clock = head.clock.map(|clock| view! { <ClockChip clock=clock today=today /> });
    let filed = texts::local_date(head.filed);
    view! {
        <li class="case-row">
            {heading}
            <p class="case-row-line">
                <StateTag label=head.state.label turn=head.turn overdue=overdue /> {clock}
            </p>
            <p class="meta inline-list">
                <span>{head.kind.label}</span>
                <code>{head.number}</code>
                <span>
                    {t!(locale, "cases-filed-on")} " "
                    <time datetime=texts::date_iso(filed)>{texts::date_short(locale, filed, today)}</time>
                </span>
                <span>{turn}</span>
            </p>
        </li>
    }
    .into_any()
}
