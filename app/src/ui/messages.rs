//! What a page tells its reader: flash and notice.
use leptos::prelude::*;

use super::icon::Icon;

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
