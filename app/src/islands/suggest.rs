//! Suggestions while typing: a combobox around the search form the server sent.
use std::time::Duration;

use contract::query::encode;
use leptos::{ev, html, prelude::*, task::spawn_local};
use serde::Deserialize;
use wasm_bindgen::JsCast;

use super::browser;
use crate::ui::Marked;

/// The pause after the last key before the server is asked.
const PAUSE: Duration = Duration::from_millis(150);

/// A suggestion, as `GET /api/v1/suggest?q=` answers them in a JSON array, best first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Suggestion {
    /// `dataset`, `item`, `publisher` or `theme`.
    pub kind: String,
    /// What is shown.
    pub text: String,
    /// The path it leads to, without language.
    pub url: String,
    /// Byte ranges of the hits in `text`.
    #[serde(default)]
    pub ranges: Vec<(u32, u32)>,
}

/// Whether a text is worth asking for: one 汉字, or two letters or digits.
fn worth_asking(text: &str) -> bool {
    let mut latin = 0;
    text.chars().any(|c| {
        latin += usize::from(c.is_alphanumeric());
        latin >= 2 || ('\u{3400}'..='\u{9fff}').contains(&c) || c >= '\u{20000}'
    })
}

/// The option after (`step` 1) or before (-1) the one in hand; past either end lies the text field (none).
fn stepped(active: Option<usize>, step: i32, options: usize) -> Option<usize> {
    let places = options as i32 + 1;
    let now = active.map_or(options as i32, |at| at as i32);
    let next = (now + step).rem_euclid(places);
    (next < options as i32).then_some(next as usize)
}

/// Makes the search box in `children` a combobox (`role`s, arrow keys, Enter, Esc) with a list under it.
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
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let asked = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let turn = StoredValue::new(0_u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let list_id = format!("{input_id}-list");
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };

    // The options in the order they are shown: group by group, then 全部结果.
    let groups = {
        let kinds = kinds.clone();
        move || {
            let all = found.get();
            let mut at = 0;
            let mut groups = Vec::new();
            for (kind, word) in &kinds {
                let members: Vec<(usize, Suggestion)> =
                    all.iter().filter(|s| s.kind == *kind).map(|s| { at += 1; (at - 1, s.clone()) }).collect();
                if !members.is_empty() {
                    groups.push((word.clone(), members));
                }
            }
            (groups, at)
        }
    };
    let targets = {
        let groups = groups.clone();
        let prefix = prefix.clone();
        move || -> Vec<String> {
            let (groups, _) = groups();
            let own = groups.into_iter().flat_map(|(_, members)| members).map(|(_, s)| format!("{prefix}{}", s.url));
            own.chain([format!("{prefix}/data?q={}", encode(&asked.get_untracked()))]).collect()
        }
    };

    let close = move || {
        open.set(false);
        active.set(None);
    };
    let ask = move |text: String| {
        let now = turn.try_update_value(|turn| { *turn += 1; *turn }).unwrap_or_default();
        if let Some(running) = timer.get_value() {
            running.clear();
        }
        let text = text.trim().to_owned();
        if !worth_asking(&text) {
            found.set(Vec::new());
            close();
            return;
        }
        let wait = set_timeout_with_handle(
            move || {
                spawn_local(async move {
                    let address = format!("/api/v1/suggest?q={}", encode(&text));
                    let answer = browser::get_text(&address).await.and_then(|body| serde_json::from_str(&body).ok());
                    // A later key has been pressed, or the reader has left: this answer is nobody's.
                    if turn.try_get_value() != Some(now) {
                        return;
                    }
                    if let Some(answer) = answer {
                        asked.set(text);
                        found.set(answer);
                        active.set(None);
                        open.set(true);
                    }
                });
            },
            PAUSE,
        );
        timer.set_value(wait.ok());
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
            ask(event_target_value(&ev));
        }
    };
    let on_composed = move |ev: ev::CompositionEvent| ask(event_target_value(&ev));
    let on_key = {
        let (targets, groups) = (targets.clone(), groups.clone());
        move |ev: ev::KeyboardEvent| {
            if ev.is_composing() {
                return;
            }
            let options = groups().1 + 1;
            match ev.key().as_str() {
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
                        browser::go(&target);
                    }
                }
                "Escape" if open.get_untracked() => {
                    ev.prevent_default();
                    close();
                }
                _ => {}
            }
        }
    };

    let announced = move || {
        if !open.get() {
            return String::new();
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
        Some(view! {
            {groups}
            <div class="suggest-all">{option(options, last, all.into_any())}</div>
        })
    };
    view! {
        <div
            class="search"
            node_ref=root
            on:input=on_input
            on:compositionend=on_composed
            on:keydown=on_key
            on:focusout=move |_| close()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_han_character_or_two_letters_are_enough() {
        for (text, enough) in [("停", true), ("𠮷", true), ("t", false), ("tc", true), (" t ", false), ("?!", false), ("5", false), ("5g", true)] {
            assert_eq!(worth_asking(text), enough, "{text}");
        }
    }

    #[test]
    fn arrows_go_round_through_the_field() {
        assert_eq!(stepped(None, 1, 3), Some(0));
        assert_eq!(stepped(Some(2), 1, 3), None);
        assert_eq!(stepped(None, -1, 3), Some(2));
        assert_eq!(stepped(Some(0), -1, 3), None);
    }
}
