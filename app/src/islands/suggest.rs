//! Suggestions while typing: a combobox around the search form the server sent.
use contract::query::encode;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

mod options;
mod recent;
mod state;

pub use options::Suggestion;

use super::browser;
use crate::ui::Marked;
use options::{grouped, stepped};
use state::State;

/// Makes the search box in `children` a combobox (`role`s, arrow keys, Enter, Esc) with a list under it. Before anything is typed the
/// list holds 最近搜索, kept in this browser alone, and a last option that forgets them.
#[island]
pub fn SearchSuggest(
    /// The id of the input in `children`.
    input_id: String,
    /// `/en` or nothing, put before the paths of suggestions.
    prefix: String,
    /// The name of the list.
    label: String,
    /// The headings of the groups: kind, word; in the order shown.
    kinds: Vec<(String, String)>,
    /// The last option; `{q}` is what was typed.
    all_results: String,
    /// 1 条建议
    count_one: String,
    /// `{n}` 条建议
    count_many: String,
    /// 清除最近搜索
    clear: String,
    /// 已清除最近搜索, announced.
    cleared: String,
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let state = State::new();
    let State { asked, found, open, active, forgotten, .. } = state;
    let list_id = format!("{input_id}-list");
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };

    let groups = {
        let kinds = kinds.clone();
        move || grouped(&kinds, found.get())
    };
    let targets = {
        let groups = groups.clone();
        let prefix = prefix.clone();
        move || -> Vec<String> {
            let (groups, _) = groups();
            let own = groups.into_iter().flat_map(|(_, members)| members).map(|(_, s)| format!("{prefix}{}", s.url));
            // The last option: all results, or before anything is typed to forget the recent searches.
            let asked = asked.get_untracked();
            let last = if asked.is_empty() { String::new() } else { format!("{prefix}/data?q={}", encode(&asked)) };
            own.chain([last]).collect()
        }
    };

    if cfg!(target_arch = "wasm32") {
        let (list_id, option_id) = (list_id.clone(), option_id.clone());
        Effect::new(move || {
            let input = root.get().and_then(|root| root.query_selector("input[type=search]").ok().flatten());
            let Some(input) = input else { return };
            let set = |name: &str, value: &str| {
                // Fails only for names that are no names.
                let _ = input.set_attribute(name, value);
            };
            set("role", "combobox");
            set("aria-autocomplete", "list");
            set("aria-controls", &list_id);
            set("aria-expanded", if open.get() { "true" } else { "false" });
            match active.get() {
                Some(at) => set("aria-activedescendant", &option_id(at)),
                None => drop(input.remove_attribute("aria-activedescendant")),
            }
        });
    }

    let on_input = move |ev: ev::Event| {
        // Letters on their way to a 汉字 are not yet what is searched for; `compositionend` brings the word.
        let composing = ev.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
        if !composing {
            state.ask(event_target_value(&ev));
        }
    };
    let on_composed = move |ev: ev::CompositionEvent| state.ask(event_target_value(&ev));
    let on_key = {
        let (targets, groups) = (targets.clone(), groups.clone());
        move |ev: ev::KeyboardEvent| {
            if ev.is_composing() {
                return;
            }
            let options = groups().1 + 1;
            match ev.key().as_str() {
                "ArrowDown" if found.get_untracked().is_empty() && event_target_value(&ev).trim().is_empty() => {
                    ev.prevent_default();
                    state.show_recent();
                }
                "ArrowDown" | "ArrowUp" if !found.get_untracked().is_empty() => {
                    ev.prevent_default();
                    let step = if ev.key() == "ArrowDown" { 1 } else { -1 };
                    if open.get_untracked() {
                        active.update(|at| *at = stepped(*at, step, options));
                    } else {
                        open.set(true);
                    }
                }
                "Enter" if open.get_untracked() => {
                    if let Some(target) = active.get_untracked().and_then(|at| targets().get(at).cloned()) {
                        ev.prevent_default();
                        if target.is_empty() {
                            state.forget_recent();
                        } else {
                            if active.get_untracked().is_some_and(|at| at + 1 == options) {
                                recent::remember(&asked.get_untracked());
                            }
                            browser::go(&target);
                        }
                    }
                }
                "Escape" if open.get_untracked() => {
                    ev.prevent_default();
                    state.close();
                }
                _ => {}
            }
        }
    };

    // A field that is entered empty offers what was searched for before.
    let on_enter = move |ev: web_sys::Event| {
        let field = ev.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if field.is_some_and(|field| field.value().trim().is_empty()) && !open.get_untracked() {
            state.show_recent();
        }
    };
    let on_submit = move |_| {
        if let Some(words) = root.get_untracked().and_then(|root| typed(&root)) {
            recent::remember(&words);
        }
    };
    let announced = move || {
        if !open.get() {
            return if forgotten.get() { cleared.clone() } else { String::new() };
        }
        match found.get().len() {
            1 => count_one.clone(),
            n => count_many.replace("{n}", &n.to_string()),
        }
    };
    let option = {
        let option_id = option_id.clone();
        move |at: usize, target: String, inside: AnyView| {
            view! {
                <a
                    role="option"
                    id=option_id(at)
                    class="suggest-option"
                    href=target
                    tabindex="-1"
                    aria-selected=move || if active.get() == Some(at) { "true" } else { "false" }
                >
                    {inside}
                </a>
            }
        }
    };
    let list = move || {
        let (groups, options) = groups();
        if options == 0 {
            return None;
        }
        let targets = targets();
        let last = targets.last().cloned().unwrap_or_default();
        let all = all_results.replace("{q}", &asked.get());
        let before_typing = asked.get().is_empty();
        let option = option.clone();
        let groups = groups
            .into_iter()
            .map(|(word, members)| {
                let members = members
                    .into_iter()
                    .map(|(at, s)| {
                        let inside = view! { <Marked text=s.text ranges=s.ranges /> }.into_any();
                        option(at, targets[at].clone(), inside)
                    })
                    .collect_view();
                let name = word.clone();
                view! {
                    <div role="group" aria-label=name>
                        <div class="suggest-head" aria-hidden="true">
                            {word}
                        </div>
                        {members}
                    </div>
                }
            })
            .collect_view();
        let end = if before_typing {
            view! {
                <div
                    role="option"
                    id=option_id(options)
                    class="suggest-option"
                    aria-selected=move || if active.get() == Some(options) { "true" } else { "false" }
                    on:click=move |_| state.forget_recent()
                >
                    {clear.clone()}
                </div>
            }
            .into_any()
        } else {
            let remember = move |_| recent::remember(&asked.get_untracked());
            view! { <div on:click=remember>{option(options, last, all.into_any())}</div> }.into_any()
        };
        Some(view! {
            {groups}
            <div class="suggest-all">{end}</div>
        })
    };
    view! {
        <div
            class="search"
            node_ref=root
            on:input=on_input
            on:compositionend=on_composed
            on:keydown=on_key
            on:submit=on_submit
            on:focusin=move |ev| on_enter(ev.into())
            on:click=move |ev| on_enter(ev.into())
            on:focusout=move |_| state.close()
        >
            {children()}
            <div
                class="suggest"
                id=list_id
                role="listbox"
                aria-label=label
                hidden=move || !open.get() || found.get().is_empty()
                // The field keeps the focus while an option is pressed.
                on:mousedown=move |ev| ev.prevent_default()
            >
                {list}
            </div>
            <div class="visually-hidden" role="status">
                {announced}
            </div>
        </div>
    }
}

/// What stands in the search field.
fn typed(root: &web_sys::Element) -> Option<String> {
    let field = root.query_selector("input[type=search]").ok()??;
    Some(field.dyn_into::<web_sys::HtmlInputElement>().ok()?.value())
}
