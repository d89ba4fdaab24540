//! A button that copies a text.
use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::browser;

/// How long 已复制 stays. Long enough to be read, short enough to invite a second copy.
const SHOWN: Duration = Duration::from_secs(3);

/// Copies `text`, says `done`. Hidden until it is awake (and where the browser lets nobody copy), so that nobody meets a
/// button that does nothing.
#[island]
pub fn CopyButton(
    /// What is copied.
    text: String,
    /// The word on the button.
    label: String,
    /// The word once it is copied, also announced.
    done: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    let copied = RwSignal::new(false);
    if cfg!(target_arch = "wasm32") {
        Effect::new(move || awake.set(browser::can_copy()));
    }
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            // A refusal leaves the text to be selected by hand, and the word as it was.
            if browser::copy(&text).await {
                copied.set(true);
                set_timeout(move || copied.set(false), SHOWN);
            }
        });
    };
    let announced = done.clone();
    view! {
        <span class="copy">
            <button type="button" class="button quiet" hidden=move || !awake.get() on:click=copy>
                {move || if copied.get() { done.clone() } else { label.clone() }}
            </button>
            <span class="visually-hidden" role="status">
                {move || if copied.get() { announced.clone() } else { String::new() }}
            </span>
        </span>
    }
}
