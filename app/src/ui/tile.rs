//! Figures.
use leptos::prelude::*;
use texts::count;

use super::context::{href, locale};

/// A figure with its unit and name; the whole tile is a link to the list that yields exactly this figure.
#[component]
pub fn Tile(
    /// The figure.
    figure: u64,
    /// The unit right behind it, such as 个; may be empty.
    #[prop(optional, into)]
    unit: String,
    /// What is counted.
    #[prop(into)]
    name: String,
    /// Change or time in words, such as 今天更新 36 个.
    #[prop(optional_no_strip, into)]
    note: Option<String>,
    /// The list, without language.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    view! {
        <a class="tile" href=href(locale(), &path)>
            <span class="tile-figure">
                {count(figure)} <span class="tile-unit">{unit}</span>
            </span>
            <span class="tile-name">{name}</span>
            {note.map(|note| view! { <span class="tile-note">{note}</span> })}
        </a>
    }
    .into_any()
}

/// A row of tiles; 2 × 2 on phones.
#[component]
pub fn Tiles(children: Children) -> impl IntoView {
    view! { <div class="tiles">{children()}</div> }
    .into_any()
}
