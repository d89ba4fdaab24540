//! The few things islands ask of the browser. Called from event handlers and effects alone, never on the server.
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this page may write to the clipboard (only secure contexts may).
pub fn can_copy() -> bool {
    js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object())
}

/// Copies a text; false if the browser refused.
pub async fn copy(text: &str) -> bool {
    can_copy() && JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// The body of a successful GET; nothing if the network or the server failed.
pub async fn get_text(address: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// Leaves for another page.
pub fn go(address: &str) {
    // Fails only for addresses that cannot be read; then the reader stays where the form still works.
    let _ = window().location().set_href(address);
}

/// The text this browser keeps under a name. Nothing where it keeps none, or nothing at all (private windows, blocked storage).
pub fn kept(name: &str) -> Option<String> {
    js_sys::Reflect::get(&storage()?, &name.into()).ok()?.as_string()
}

/// Keeps a text in this browser, nowhere else; nothing happens where storage is full or blocked.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        drop(js_sys::Reflect::set(&storage, &name.into(), &text.into()));
    }
}

/// Forgets what [`keep`] kept.
pub fn forget(name: &str) {
    if let Some(storage) = storage().and_then(|storage| storage.dyn_into::<js_sys::Object>().ok()) {
        drop(js_sys::Reflect::delete_property(&storage, &name.into()));
    }
}

fn storage() -> Option<JsValue> {
    // The getter itself throws where storage is blocked.
    js_sys::Reflect::get(&window(), &"localStorage".into()).ok().filter(JsValue::is_object)
}

/// The page anew, from the server.
pub fn reload() {
    // Fails only in documents that are gone.
    drop(window().location().reload());
}

/// Shows an address that the page now stands for, as a new step of the history.
pub fn push(address: &str) {
    if let Ok(history) = window().history() {
        // Refused (too many at once), the page is right all the same; only its address is that of before.
        drop(history.push_state_with_url(&JsValue::NULL, "", Some(address)));
    }
}

/// The parts of a document, inert: nothing in it runs or loads.
pub fn parse(html: &str) -> Option<web_sys::Document> {
    web_sys::DomParser::new().ok()?.parse_from_string(html, web_sys::SupportedType::TextHtml).ok()
}

/// Puts what `page` has at each of `selectors` into this page, its title too, and opens again what the reader had opened. False, and
/// nothing is changed, if one is missing on either side.
pub fn replace(page: &web_sys::Document, selectors: &[&str]) -> bool {
    let find = |selector: &&str| {
        let old = document().query_selector(selector).ok().flatten()?;
        Some((old, page.query_selector(selector).ok().flatten()?))
    };
    let Some(pairs) = selectors.iter().map(find).collect::<Option<Vec<_>>>() else { return false };
    for (old, new) in pairs {
        let opened = open_groups(&old);
        old.set_text_content(None);
        while let Some(child) = new.first_child() {
            // Taken from the one document into the other.
            drop(old.append_child(&child));
        }
        for group in opened {
            let selector = format!("[data-facet={group}] details");
            if let Ok(Some(details)) = old.query_selector(&selector) {
                drop(details.set_attribute("open", ""));
            }
        }
    }
    document().set_title(&page.title());
    true
}

/// The facets whose 更多 is open.
fn open_groups(part: &web_sys::Element) -> Vec<String> {
    let details = part.get_elements_by_tag_name("details");
    let open = (0..details.length()).filter_map(|at| details.item(at)).filter(|one| one.has_attribute("open"));
    open.filter_map(|one| one.parent_element()?.get_attribute("data-facet")).collect()
}

/// Marks a part of the page as being brought up to date.
pub fn set_busy(selector: &str, busy: bool) {
    if let Ok(Some(part)) = document().query_selector(selector) {
        drop(part.set_attribute("aria-busy", if busy { "true" } else { "false" }));
    }
}

/// Shows or hides an element.
pub fn set_hidden(element: &web_sys::Element, hidden: bool) {
    drop(if hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") });
}

/// The words of a part of the page.
pub fn text_of(selector: &str) -> String {
    document().query_selector(selector).ok().flatten().and_then(|part| part.text_content()).unwrap_or_default()
}

/// Puts the focus on a part of the page.
pub fn focus_on(selector: &str) {
    if let Some(part) = document().query_selector(selector).ok().flatten().and_then(|part| part.dyn_into().ok()) {
        let part: web_sys::HtmlElement = part;
        drop(part.focus());
    }
}

/// Closes a popover; false if it is not open, or the browser knows none.
pub fn close_sheet(selector: &str) -> bool {
    let Ok(Some(sheet)) = document().query_selector(selector) else { return false };
    // Older browsers cannot read this selector; there the sheet is a block of the page.
    if !sheet.matches(":popover-open").unwrap_or(false) {
        return false;
    }
    let hide = js_sys::Reflect::get(&sheet, &"hidePopover".into())
        .ok()
        .and_then(|hide| hide.dyn_into::<js_sys::Function>().ok());
    hide.is_some_and(|hide| hide.call0(&sheet).is_ok())
}

/// Shows a dialog above the page; false where the browser knows none.
pub fn show_dialog(dialog: &JsValue) -> bool {
    let show = js_sys::Reflect::get(dialog, &"showModal".into())
        .ok()
        .and_then(|show| show.dyn_into::<js_sys::Function>().ok());
    show.is_some_and(|show| show.call0(dialog).is_ok())
}

/// What a key does on a page of cases: j and k go to the next and the previous row, x ticks the row in focus, any letter presses the link that
/// names it. False if it does nothing here.
pub fn press(key: &str) -> bool {
    if key.len() != 1 || !key.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let rows = document().get_elements_by_class_name("queue-title");
    if rows.length() > 0 && matches!(key, "j" | "k") {
        return step(&rows, key == "j");
    }
    let selector = match key {
        "x" => ".queue-row:focus-within input[type=checkbox]".to_owned(),
        key => format!("[data-key={key}]"),
    };
    let found = document().query_selector(&selector).ok().flatten().and_then(|found| found.dyn_into().ok());
    let Some(found): Option<web_sys::HtmlElement> = found else { return false };
    found.click();
    true
}

/// Puts the focus on the row after or before the one that has it; on the first if none has.
fn step(rows: &web_sys::HtmlCollection, forward: bool) -> bool {
    let current = document().query_selector(".queue-row:focus-within .queue-title").ok().flatten();
    let at = current.and_then(|current| (0..rows.length()).find(|at| rows.item(*at).as_ref() == Some(&current)));
    let next = match at {
        None => 0,
        Some(at) if forward => at + 1,
        Some(at) => at.saturating_sub(1),
    };
    let Some(row) = rows.item(next).and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) else { return true };
    drop(row.focus());
    true
}
