//! What a page tells its reader: flash, notice, error summary.
use leptos::prelude::*;
use texts::t;

use super::{context::locale, icon::Icon};

/// The weight of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Done.
    Success,
    /// Mind this.
    Warning,
    /// It did not work.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice info",
            Self::Success => "notice ok",
            Self::Warning => "notice warn",
            Self::Danger => "notice danger",
        }
    }
}

/// A box in the flow of a page: a fact with its weight, as icon and words.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    /// A heading line.
    #[prop(optional_no_strip, into)]
    title: Option<String>,
    children: Children,
) -> impl IntoView {
    view! { <div class=tone.class()>{inside(tone, title, children)}</div> }
    .into_any()
}

/// The one banner at the top of `<main>` after a redirect. It stays until the next page.
#[component]
pub fn Flash(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    let role = if matches!(tone, Tone::Warning | Tone::Danger) { "alert" } else { "status" };
    view! { <div class=tone.class() role=role>{inside(tone, None, children)}</div> }
    .into_any()
}

fn inside(tone: Tone, title: Option<String>, children: Children) -> impl IntoView {
    let icon = match tone {
        Tone::Info => view! { <Icon name="info" /> },
        Tone::Success => view! { <Icon name="circle-check" /> },
        Tone::Warning => view! { <Icon name="triangle-alert" /> },
        Tone::Danger => view! { <Icon name="circle-alert" /> },
    };
    let title = title.map(|title| view! { <p class="notice-title">{title}</p> });
    view! {
        {icon}
        <div>{title} {children()}</div>
    }
}

/// An error of a field, in the words shown at the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the first control of the field.
    pub field: String,
    /// The words.
    pub message: String,
}

/// First in `<main>` after a refused form: how many things to correct, each a link to its control.
#[component]
pub fn ErrorSummary(errors: Vec<FieldError>) -> impl IntoView {
    let locale = locale();
    if errors.is_empty() {
        return ().into_any();
    }
    let title = t!(locale, "error-summary-title", n = errors.len());
    let items = errors
        .into_iter()
        .map(|error| view! { <li><a href=format!("#{}", error.field)>{error.message}</a></li> })
        .collect_view();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{title}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}
