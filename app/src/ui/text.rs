//! Small forms of text.
use leptos::prelude::*;

/// `<details>` with its summary.
#[component]
pub fn Details(#[prop(into)] summary: String, #[prop(optional)] open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary>{summary}</summary>
            <div class="details-body">{children()}</div>
        </details>
    }
    .into_any()
}

/// A name and its value.
pub struct Definition {
    /// The name.
    pub term: String,
    /// The value.
    pub value: AnyView,
}

impl Definition {
    /// A pair.
    pub fn new(term: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { term: term.into(), value: value.into_view().into_any() }
    }
}

/// `<dl>`: names left, values right; one under the other on phones.
#[component]
pub fn DefinitionList(rows: Vec<Definition>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <div>
                    <dt>{row.term}</dt>
                    <dd>{row.value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="definitions">{rows}</dl> }
    .into_any()
}
