//! Examples to copy.
use leptos::prelude::*;
use texts::t;

use super::context::locale;
use crate::islands::CopyButton;

/// A piece of code with its language, and a button that copies it where scripts run: the page has `head.island`.
#[component]
pub fn CodeExample(
    /// The language in words: curl, Python, R, SQL.
    #[prop(into)]
    language: String,
    /// The text.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    let label = language.clone();
    view! {
        <figure class="code-example">
            <figcaption>{language}</figcaption>
            <Copy text=code.clone() />
            <pre tabindex="0" role="region" aria-label=label>
                <code>{code}</code>
            </pre>
        </figure>
    }
    .into_any()
}

/// The button that copies a text: 复制 → 已复制. Absent where scripts do not run. The page has `head.island`.
#[component]
pub fn Copy(
    /// What is copied.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let locale = locale();
    view! {
        <CopyButton text=text label=t!(locale, "copy") done=t!(locale, "copied") />
    }
    .into_any()
}
