//! What islands of forms ask of the browser, besides what all do.
use leptos::prelude::window_event_listener_untyped;

pub use crate::islands::browser::*;

mod control;
mod part;
mod send;

pub use control::{clear, has_fault, mark, value_of};
pub use part::{focused, form_of, has_file, refresh};
pub use send::{Outcome, send};

/// Hears of something that happens anywhere on this page, as long as it stands.
pub fn listen(name: &str, heard: impl Fn(web_sys::Event) + 'static) {
    // One kind of closure for all: each of its own would be compiled anew.
    let heard: Box<dyn Fn(web_sys::Event)> = Box::new(heard);
    drop(window_event_listener_untyped(name, heard));
}

/// Writes the words of a part of the page.
pub fn say(part: Option<&web_sys::Element>, text: &str) {
    if let Some(part) = part {
        part.set_text_content(Some(text));
    }
}
