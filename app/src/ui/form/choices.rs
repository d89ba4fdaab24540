//! Questions answered by choosing: one of several, several of several, one tick.
use leptos::prelude::*;

use super::field::{Notes, Optional, described};

/// One answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// The words.
    pub label: String,
    /// One sentence under the words.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// With one sentence under the words.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One of several. The first control has the name as its id, so that the error summary leads there.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    /// The question.
    #[prop(into)]
    label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] source: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let values = if value.is_empty() { Vec::new() } else { vec![value] };
    group(Group { kind: "radio", name, label, choices, values, hint, source, error, optional })
}

/// Any of several.
#[component]
pub fn Checkboxes(
    #[prop(into)] name: String,
    /// The question.
    #[prop(into)]
    label: String,
    choices: Vec<Choice>,
    #[prop(optional)] values: Vec<String>,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] source: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    group(Group { kind: "checkbox", name, label, choices, values, hint, source, error, optional })
}

/// One statement to tick, such as 我已逐条阅读. It sends `yes`.
#[component]
pub fn Tick(
    #[prop(into)] name: String,
    /// The statement.
    #[prop(into)]
    label: String,
    #[prop(optional)] checked: bool,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
) -> impl IntoView {
    let class = if error.is_some() { "field invalid" } else { "field" };
    let described = described(&name, [("hint", hint.is_some()), ("error", error.is_some())]);
    let invalid = error.as_ref().map(|_| "true");
    view! {
        <div class=class>
            <Notes name=name.clone() hint=hint source=None error=error />
            <div class="choice">
                <input type="checkbox" id=name.clone() name=name.clone() value="yes" checked=checked aria-describedby=described aria-invalid=invalid />
                <label for=name>{label}</label>
            </div>
        </div>
    }
    .into_any()
}

struct Group {
    kind: &'static str,
    name: String,
    label: String,
    choices: Vec<Choice>,
    values: Vec<String>,
    hint: Option<String>,
    source: Option<String>,
    error: Option<String>,
    optional: bool,
}

fn group(group: Group) -> impl IntoView {
    let Group { kind, name, label, choices, values, hint, source, error, optional } = group;
    let class = if error.is_some() { "field choice-field invalid" } else { "field choice-field" };
    let described = described(&name, [("hint", hint.is_some()), ("error", error.is_some())]);
    let invalid = (error.is_some() && kind == "checkbox").then_some("true");
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(n, choice)| {
            let id = if n == 0 { name.clone() } else { format!("{name}-{}", n + 1) };
            let hint_id = format!("{id}-about");
            let about = choice.hint.as_ref().map(|_| hint_id.clone());
            let checked = values.contains(&choice.value);
            view! {
                <div class="choice">
                    <input
                        type=kind
                        id=id.clone()
                        name=name.clone()
                        value=choice.value
                        checked=checked
                        aria-describedby=about
                        aria-invalid=invalid
                    />
                    <label for=id>{choice.label}</label>
                    {choice.hint.map(|hint| view! { <p class="choice-hint" id=hint_id>{hint}</p> })}
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{label} {optional.then(Optional)}</legend>
            <Notes name=name hint=hint source=source error=error />
            <div class="choice-list">{items}</div>
        </fieldset>
    }
    .into_any()
}
