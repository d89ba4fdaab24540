//! A question of a form: label, hint, source in law, error, control.
use leptos::prelude::*;
use texts::t;

use crate::islands::Counter;
use crate::ui::{context::locale, icon::Icon, raw::TextArea};

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
        /// Words: the browser may check spelling and capitalise. Not for codes, addresses, names of accounts.
        prose: bool,
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
    pub const TEXT: Self = Self::input("text");
    /// A date, written by the browser's own control.
    pub const DATE: Self = Self::input("date");
    /// An e-mail address of the reader.
    pub const EMAIL: Self =
        Self::Input { kind: "email", width: None, inputmode: Some("email"), autocomplete: Some("email"), prose: false };
    /// A telephone number of the reader.
    pub const PHONE: Self =
        Self::Input { kind: "tel", width: Some(20), inputmode: Some("tel"), autocomplete: Some("tel"), prose: false };
    /// The code of a second factor: six digits, or a recovery code, so letters are possible.
    pub const ONE_TIME_CODE: Self = Self::Input {
        kind: "text",
        width: Some(20),
        inputmode: None,
        autocomplete: Some("one-time-code"),
        prose: false,
    };

    const fn input(kind: &'static str) -> Self {
        Self::Input { kind, width: None, inputmode: None, autocomplete: None, prose: true }
    }

    /// A line of text that the browser may fill in, by its `autocomplete` token.
    pub const fn filled(autocomplete: &'static str) -> Self {
        Self::Input { kind: "text", width: None, inputmode: None, autocomplete: Some(autocomplete), prose: true }
    }

    /// A code or number of a known length: no spelling, no capitals put in.
    pub const fn code(width: u16) -> Self {
        Self::Input { kind: "text", width: Some(width), inputmode: None, autocomplete: Some("off"), prose: false }
    }

    /// A password; `current-password` or `new-password`. Never sent back, pasting and password managers work.
    pub const fn password(autocomplete: &'static str) -> Self {
        Self::Input { kind: "password", width: None, inputmode: None, autocomplete: Some(autocomplete), prose: false }
    }

    /// Several lines up to a number of characters.
    pub const fn area(rows: u16, limit: u32) -> Self {
        Self::TextArea { rows, limit: Some(limit) }
    }
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
    let limit = match &control {
        Control::TextArea { limit: Some(limit), .. } => Some(*limit),
        _ => None,
    };
    let described =
        described(&name, [("hint", hint.is_some()), ("limit", limit.is_some()), ("error", error.is_some())]);
    let invalid = error.as_ref().map(|_| "true");
    let class = if error.is_some() { "field invalid" } else { "field" };
    let counter = limit.map(|max| {
        // Words with a number that only the browser knows.
        let (one, many) = ("1", "{n}");
        view! {
            <Counter
                field=name.clone()
                max=max
                idle=t!(locale, "field-limit", n = max)
                words=[
                    t!(locale, "field-left-one", n = one),
                    t!(locale, "field-left", n = many),
                    t!(locale, "field-over-one", n = one),
                    t!(locale, "field-over", n = many),
                ]
                .to_vec()
            />
        }
    });
    let control = match control {
        Control::Input { kind, width, inputmode, autocomplete, prose } => view! {
            <input
                type=kind
                id=name.clone()
                name=name.clone()
                value=value
                size=width.map(|n| n.to_string())
                inputmode=inputmode
                autocomplete=autocomplete
                autocapitalize=(!prose).then_some("none")
                spellcheck=(!prose).then_some("false")
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any(),
        Control::TextArea { rows, .. } => {
            view! { <TextArea name=name.clone() value=value rows=rows described=described invalid=invalid.is_some() /> }
                .into_any()
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
            <label for=name.clone()>{label} {optional.then(Optional)}</label>
            <Notes name=name hint=hint source=source error=error />
            {control}
            {counter}
        </div>
    }
    .into_any()
}

/// （选填）
#[component]
pub(super) fn Optional() -> impl IntoView {
    view! { <span class="field-optional">{t!(locale(), "field-optional")}</span> }.into_any()
}

/// What stands between a label and its control: hint, source, error.
#[component]
pub(super) fn Notes(
    name: String,
    hint: Option<String>,
    source: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    view! {
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
    }
    .into_any()
}

/// The ids for `aria-describedby`: those of the parts that are there.
pub(super) fn described<const N: usize>(name: &str, parts: [(&str, bool); N]) -> Option<String> {
    let ids: Vec<_> = parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| format!("{name}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
