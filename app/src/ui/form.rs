//! A question of a form: label, hint, source in law, error, control.
use leptos::prelude::*;
use texts::t;

use super::{context::locale, icon::Icon, raw::TextArea};

/// The control of a [`Field`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// `<input>` of a type (`text`, `number`, `date`, …); width in characters if the answer has a length.
    Input {
        /// The `type`.
        kind: &'static str,
        /// Visible width in characters.
        width: Option<u16>,
        /// The `inputmode`, such as `numeric`.
        inputmode: Option<&'static str>,
        /// The `autocomplete` token.
        autocomplete: Option<&'static str>,
    },
    /// Several lines.
    TextArea {
        /// Visible lines.
        rows: u16,
        /// The most characters accepted, said under the box; typing is never blocked.
        limit: Option<u32>,
    },
    /// One of several: (value, words).
    Select(Vec<(String, String)>),
}

impl Control {
    /// A line of text.
    pub const TEXT: Self = Self::Input { kind: "text", width: None, inputmode: None, autocomplete: None };
}

/// One question. Required is the default; an optional one says so.
#[component]
pub fn Field(
    /// The name in the form, and the id of the control.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    /// One short sentence, no link.
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// Where the question comes from, such as 依据 工作指引附件 1.
    #[prop(optional_no_strip, into)]
    source: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(default = Control::TEXT)] control: Control,
) -> impl IntoView {
    let locale = locale();
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = [hint.as_ref().map(|_| hint_id.as_str()), error.as_ref().map(|_| error_id.as_str())];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let described = (!described.is_empty()).then_some(described);
    let invalid = error.as_ref().map(|_| "true");
    let limit = match &control {
        Control::TextArea { limit: Some(limit), .. } => Some(*limit),
        _ => None,
    };
    let class = if error.is_some() { "field invalid" } else { "field" };
    let control = match control {
        Control::Input { kind, width, inputmode, autocomplete } => view! {
            <input
                type=kind
                id=name.clone()
                name=name.clone()
                value=value
                size=width.map(|n| n.to_string())
                inputmode=inputmode
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any(),
        Control::TextArea { rows, .. } => {
            view! { <TextArea name=name.clone() value=value rows=rows described=described invalid=invalid.is_some() /> }.into_any()
        }
        Control::Select(options) => {
            let options = options
                .into_iter()
                .map(|(code, words)| {
                    let selected = code == value;
                    view! {
                        <option value=code selected=selected>
                            {words}
                        </option>
                    }
                })
                .collect_view();
            view! {
                <select id=name.clone() name=name.clone() aria-describedby=described aria-invalid=invalid>
                    {options}
                </select>
            }
            .into_any()
        }
    };
    view! {
        <div class=class>
            <label for=name.clone()>
                {label} {optional.then(|| view! { <span class="field-optional">{t!(locale, "field-optional")}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {source.map(|source| view! { <p class="field-source">{source}</p> })}
            {error
                .map(|error| {
                    view! {
                        <p class="field-error" id=error_id>
                            <Icon name="circle-alert" />
                            <span>{error}</span>
                        </p>
                    }
                })}
            {control}
            {limit.map(|n| view! { <p class="field-counter">{t!(locale, "field-limit", n = n)}</p> })}
        </div>
    }
    .into_any()
}
