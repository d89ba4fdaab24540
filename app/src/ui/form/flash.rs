//! What the last form did, said once at the top of the next page.
use leptos::prelude::*;
use texts::FluentArgs;

use crate::page;
use crate::ui::context::locale;
use crate::ui::messages::{Flash, Tone};

/// `flash-<code>` with its fact. It stays until the next page; an unknown code says nothing.
#[component]
pub fn FlashBanner(flash: Option<page::Flash>) -> impl IntoView {
    let locale = locale();
    let Some(flash) = flash else { return ().into_any() };
    let key = format!("flash-{}", flash.code);
    if !texts::has(locale, &key) {
        return ().into_any();
    }
    let mut args = FluentArgs::new();
    args.set("value", flash.value);
    let words = texts::t_args(locale, &key, &args);
    view! {
        <Flash tone=Tone::Success>
            <p>{words}</p>
        </Flash>
    }
    .into_any()
}
