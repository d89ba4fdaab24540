//! Parts of a page by their ids: the focus, the form of a control, and what a part becomes when the server has something new.
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlFormElement, HtmlInputElement};

/// What has the focus.
pub fn focused() -> Option<Element> {
    document().active_element()
}

/// Puts the focus on the element with an id.
fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What cannot be focused leaves the focus where it is.
        drop(element.focus());
    }
}

/// The form of the input with an id.
pub fn form_of(id: &str) -> Option<HtmlFormElement> {
    input(id)?.form()
}

/// Whether a file is chosen in the input with an id.
pub fn has_file(id: &str) -> bool {
    input(id).and_then(|input| input.files()).is_some_and(|files| files.length() > 0)
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts what `page` has at an id into this page. What is typed there, the focus, and with them the version of the form beside it (its
/// `stamp`, which counts files in) stay right. False, and nothing is changed, if one of the two has no such part.
pub fn refresh(page: &Document, id: &str) -> bool {
    let Some((old, new)) = document().get_element_by_id(id).zip(page.get_element_by_id(id)) else { return false };
    let at = focused().filter(|at| old.contains(Some(at))).map(|at| at.id());
    let typed: Vec<_> = inputs(&old).filter(|input| !matches!(&*input.type_(), "file" | "hidden")).collect();
    old.set_text_content(None);
    while let Some(child) = new.first_child() {
        // Taken from the one document into the other.
        drop(old.append_child(&child));
    }
    for before in typed.iter().filter(|before| !before.value().is_empty()) {
        if let Some(now) = input(&before.id()) {
            now.set_value(&before.value());
        }
    }
    if let Some(at) = at {
        focus_id(&at);
    }
    let stamp = |page: &Document| {
        let stamp = page.query_selector("form > input[name=stamp]").ok().flatten();
        stamp.and_then(|stamp| stamp.dyn_into::<HtmlInputElement>().ok())
    };
    if let Some((old, new)) = stamp(&document()).zip(stamp(page)) {
        old.set_value(&new.value());
    }
    true
}

fn inputs(part: &Element) -> impl Iterator<Item = HtmlInputElement> + use<> {
    let all = part.get_elements_by_tag_name("input");
    (0..all.length()).filter_map(move |at| all.item(at)?.dyn_into().ok())
}
