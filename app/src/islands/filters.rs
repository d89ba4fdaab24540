//! Filters that act as they are ticked: the new page is fetched and its parts put in place, so that focus, an open sheet and the scroll
//! position stay. The address is that of the page without scripts; whatever goes wrong, the browser goes there itself.
use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::browser;

/// What of the page follows the filters: the same selectors in this page and in the fetched one.
const PARTS: [&str; 7] = [
    "[data-live=head]",
    "[data-live=chips]",
    "[data-live=button]",
    ".filters-groups",
    "[data-live=foot]",
    "#results",
    ".prefs",
];
/// The results, dimmed while they are out of date.
const RESULTS: &str = "#results";

/// Makes the form of filters in `children` apply at each change, and its long groups searchable.
#[island]
pub fn LiveFilters(children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let awake = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let turn = StoredValue::new(0_u32);
    // The query of what is shown; none until the first change.
    let shown = StoredValue::new(None::<String>);

    if cfg!(target_arch = "wasm32") {
        Effect::new(move || awake.set(true));
        let back = window_event_listener(ev::popstate, move |_| {
            // Back and forth between states that this island made: the server knows them all. Anchors are not its business.
            let now = window().location().search().unwrap_or_default();
            if shown.get_value().is_some_and(|shown| shown != now) {
                browser::reload();
            }
        });
        on_cleanup(move || back.remove());
    }

    let on_change = move |ev: web_sys::Event| {
        let Some(field) = target(&ev).filter(|field| field.type_() == "checkbox") else { return };
        let Some((path, query)) = field.form().and_then(|form| asked(&form)) else { return };
        let now = turn
            .try_update_value(|turn| {
                *turn += 1;
                *turn
            })
            .unwrap_or_default();
        browser::set_busy(RESULTS, true);
        spawn_local(async move {
            let address = format!("{path}{query}");
            let page = browser::get_text(&address).await;
            if turn.try_get_value() != Some(now) {
                return;
            }
            let Some(page) = page.and_then(|text| browser::parse(&text)) else { return browser::go(&address) };
            if !browser::replace(&page, &PARTS) {
                return browser::go(&address);
            }
            browser::set_busy(RESULTS, false);
            browser::push(&address);
            shown.set_value(Some(query));
            focus(&field);
            said.set(browser::text_of("[data-live=head] [role=status]"));
        });
    };
    let on_input = move |ev: web_sys::Event| {
        if let Some(field) = target(&ev).filter(|field| field.has_attribute("data-find")) {
            find(&field);
        }
    };
    let on_key = move |ev: ev::KeyboardEvent| {
        // In a form Enter would send it; here it has done its work.
        if ev.key() == "Enter" && target(&ev).is_some_and(|field| field.has_attribute("data-find")) {
            ev.prevent_default();
        }
    };
    let on_submit = move |ev: ev::SubmitEvent| {
        // On a phone the results behind the sheet are already those of the filters.
        if shown.get_value().is_some() && browser::close_sheet("#filters") {
            ev.prevent_default();
            browser::focus_on(RESULTS);
        }
    };
    view! {
        <div
            class="live-filters"
            node_ref=root
            data-awake=move || awake.get().then_some("")
            on:change=on_change
            on:input=on_input
            on:keydown=on_key
            on:submit=on_submit
        >
            {children()}
            <p class="visually-hidden" role="status">
                {move || said.get()}
            </p>
        </div>
    }
}

fn target(ev: &web_sys::Event) -> Option<web_sys::HtmlInputElement> {
    ev.target()?.dyn_into().ok()
}

/// Path and query (with its question mark) that the form asks for.
fn asked(form: &web_sys::HtmlFormElement) -> Option<(String, String)> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let query = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let query = String::from(query.to_string());
    Some((form.get_attribute("action")?, if query.is_empty() { query } else { format!("?{query}") }))
}

/// Puts the focus on the field of the new page that stands for `old`, opening its group if it moved into 更多.
fn focus(old: &web_sys::HtmlInputElement) {
    let escape = |text: String| text.replace('\\', "\\\\").replace('"', "\\\"");
    let selector = format!("#filters input[name=\"{}\"][value=\"{}\"]", escape(old.name()), escape(old.value()));
    let Some(field) = document().query_selector(&selector).ok().flatten() else { return };
    if let Ok(Some(more)) = field.closest("details") {
        // Fails only for names that are no names.
        drop(more.set_attribute("open", ""));
    }
    if let Ok(field) = field.dyn_into::<web_sys::HtmlElement>() {
        // A field that cannot be focused leaves the focus where it is.
        drop(field.focus());
    }
}

/// Shows the values of a group that hold what is typed, and says so when there is none.
fn find(field: &web_sys::HtmlInputElement) {
    let Ok(Some(group)) = field.closest("details") else { return };
    let typed = field.value().trim().to_lowercase();
    let lines = group.get_elements_by_tag_name("li");
    let mut any = false;
    for at in 0..lines.length() {
        let Some(line) = lines.item(at) else { continue };
        let label = line.query_selector(".facet-label").ok().flatten().and_then(|label| label.text_content());
        let fits = fits(&label.unwrap_or_default(), &typed);
        any |= fits;
        browser::set_hidden(&line, !fits);
    }
    if let Ok(Some(none)) = group.query_selector(".facet-none") {
        browser::set_hidden(&none, any);
    }
}

/// Whether a label holds what is typed (lower case).
fn fits(label: &str, typed: &str) -> bool {
    label.to_lowercase().contains(typed)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn values_are_found_by_any_part_in_any_case() {
        assert!(fits("杭州市统计局", "统计") && fits("XLSX", "xls") && fits("任何", ""));
        assert!(!fits("杭州市统计局", "宁波"));
    }
}
