//! A file to send with a form: what it is for, which kinds and what size are taken.
use leptos::prelude::*;
use texts::t;

use super::field::{Notes, Optional, described};
use crate::ui::context::locale;

/// What a [`FileSlot`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileKinds {
    /// The `accept` attribute: `.pdf,.jpg,.png`.
    pub accept: String,
    /// The kinds in words: `PDF、JPG、PNG`.
    pub words: String,
    /// The most megabytes (2^20 bytes) of one file.
    pub max_mb: u64,
}

/// A file input. The form around it must be sent with its files (`files=true` of [`super::Form`]).
#[component]
pub fn FileSlot(
    #[prop(into)] name: String,
    /// The name of the document.
    #[prop(into)]
    label: String,
    kinds: FileKinds,
    /// What it is for.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    #[prop(optional_no_strip, into)] source: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] multiple: bool,
    /// Around it an island takes files that are dropped: where, in words.
    #[prop(optional_no_strip, into)]
    drop: Option<String>,
) -> impl IntoView {
    let locale = locale();
    let class = if error.is_some() { "field file-slot invalid" } else { "field file-slot" };
    let described = described(&name, [("hint", hint.is_some()), ("kinds", true), ("error", error.is_some())]);
    let invalid = error.as_ref().map(|_| "true");
    let kinds_id = format!("{name}-kinds");
    let key = if multiple { "file-kinds-each" } else { "file-kinds" };
    let mut args = texts::FluentArgs::new();
    args.set("kinds", kinds.words);
    args.set("max_mb", kinds.max_mb);
    let taken = texts::t_args(locale, key, &args);
    let again = error.is_some().then(|| view! { <p class="field-hint">{t!(locale, "file-again")}</p> });
    view! {
        <div class=class>
            <label for=name.clone()>{label} {optional.then(Optional)}</label>
            <Notes name=name.clone() hint=hint source=source error=error />
            <p class="field-hint" id=kinds_id>{taken}</p>
            {again}
            {drop.map(|words| view! { <p class="field-hint upload-drop">{words}</p> })}
            <input
                type="file"
                id=name.clone()
                name=name
                accept=kinds.accept
                multiple=multiple
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
    }
    .into_any()
}
