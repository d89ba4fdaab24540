//! Keys of the work queue: j and k go from case to case, Enter opens (as every link does), x ticks, u leads back, g and then q
//! leads to the queue from anywhere in it, ? explains. Every key has
//! a link or a box beside it; keys do nothing while somebody types, and can be switched off (WCAG 2.1.4). The choice stays in this browser.
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::browser;

/// Under what the choice is kept.
const KEPT: &str = "shortcuts";
const OFF: &str = "off";
/// Where a key means what is typed or chosen, or belongs to a dialog.
const TYPING: &str = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";

/// A button that explains the keys, and the keys themselves. Hidden until it is awake.
#[island]
pub fn Shortcuts(
    /// On the button, and the heading of the explanation.
    title: String,
    /// Words of the button that closes it.
    close: String,
    /// Words of the box that switches the keys on.
    enabled: String,
    /// That they do nothing while somebody types.
    note: String,
    /// Announced once they are on, once they are off.
    said_on: String,
    said_off: String,
    /// Key and what it does.
    keys: Vec<(String, String)>,
    /// Address of the queue.
    queue: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    let on = RwSignal::new(true);
    let said = RwSignal::new(String::new());
    let dialog = NodeRef::<html::Dialog>::new();
    if cfg!(target_arch = "wasm32") {
        Effect::new(move || {
            on.set(browser::kept(KEPT).as_deref() != Some(OFF));
            awake.set(true);
        });
        // g was the key before this one.
        let led = StoredValue::new(false);
        let listener = window_event_listener(ev::keydown, move |ev| {
            if ev.ctrl_key() || ev.meta_key() || ev.alt_key() || ev.is_composing() || ev.default_prevented() {
                return;
            }
            if !on.get_untracked() || typing(&ev) {
                return;
            }
            let key = ev.key().to_lowercase();
            let after_g = led.get_value();
            led.set_value(key == "g");
            if after_g && key == "q" {
                browser::go(&queue);
                ev.prevent_default();
                return;
            }
            let done = if key == "?" { show(dialog) } else { browser::press(&key) };
            if done {
                ev.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    }
    let switch = move |ev: web_sys::Event| {
        let now = event_target_checked(&ev);
        on.set(now);
        if now {
            browser::forget(KEPT);
        } else {
            browser::keep(KEPT, OFF);
        }
        said.set(if now { said_on.clone() } else { said_off.clone() });
    };
    let explain = move |_| {
        show(dialog);
    };
    let rows = keys
        .into_iter()
        .map(|(key, does)| {
            view! {
                <div>
                    <dt>
                        <kbd>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                </div>
            }
        })
        .collect_view();
    let heading = title.clone();
    view! {
        <span class="shortcuts">
            <button type="button" class="button quiet small" hidden=move || !awake.get() on:click=explain>
                {title}
            </button>
            <dialog node_ref=dialog class="shortcuts-dialog" aria-labelledby="shortcuts-title">
                <h2 id="shortcuts-title">{heading}</h2>
                <dl class="keys">{rows}</dl>
                <p>{note}</p>
                <p class="tick">
                    <input type="checkbox" id="shortcuts-on" prop:checked=move || on.get() on:change=switch />
                    " "
                    <label for="shortcuts-on">{enabled}</label>
                </p>
                <form method="dialog">
                    <button type="submit" class="button primary">
                        {close}
                    </button>
                </form>
            </dialog>
            <span class="visually-hidden" role="status">
                {move || said.get()}
            </span>
        </span>
    }
}

/// Whether the key goes to something else.
fn typing(ev: &web_sys::KeyboardEvent) -> bool {
    let target = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest(TYPING).ok().flatten().is_some())
}

fn show(dialog: NodeRef<html::Dialog>) -> bool {
    dialog.get_untracked().is_some_and(|dialog| browser::show_dialog(&dialog))
}
