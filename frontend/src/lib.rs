//! The entry point of the portal in the browser: it makes the islands of `app` known to `style/static/boot.js`, but for those of forms
//! (`frontend-forms`).

// Without this the linker drops the crate, and every island with it.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the boot script, before it visits the islands of the page.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
