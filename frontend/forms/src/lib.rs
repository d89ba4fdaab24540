//! The entry point on pages with a form that islands help with: the islands of `frontend`, and those of forms.

// Without this the linker drops the crate, and every island with it.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the boot script, before it visits the islands of the page.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
