//! The few things islands ask of the browser. Called from event handlers and effects alone, never on the server.
use leptos::prelude::window;
use wasm_bindgen::JsCast;
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
