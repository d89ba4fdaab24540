//! The form around its questions: summary of errors, heading, the element, its buttons.
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

use super::state::{FieldError, FormState};
use crate::page::PageCtx;
use crate::ui::context::{href, locale};

/// First in `<main>` after a refused form: how many things to correct, each a link to its control.
#[component]
pub fn ErrorSummary(errors: Vec<FieldError>) -> impl IntoView {
    let locale = locale();
    if errors.is_empty() {
        return ().into_any();
    }
    let title = t!(locale, "error-summary-title", n = errors.len());
    let items = errors
        .into_iter()
        .map(|error| match error.field.as_str() {
            "" => view! { <li><span>{error.message}</span></li> }.into_any(),
            field => view! { <li><a href=format!("#{field}")>{error.message}</a></li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{title}</h2>
            <ul>{items}</ul>
        </div>
    }
    .into_any()
}

/// `<form method="post" novalidate>` to the address of the page it stands on, query included; the server checks.
#[component]
pub fn Form(
    /// Another address of ours, without language.
    #[prop(optional_no_strip, into)]
    action: Option<String>,
    /// Sends files.
    #[prop(optional)]
    files: bool,
    #[prop(optional, into)] class: String,
    /// By which buttons elsewhere on the page belong to it.
    #[prop(optional_no_strip, into)]
    id: Option<String>,
    children: Children,
) -> impl IntoView {
    let address = action.or_else(|| {
        let ctx = use_context::<Arc<PageCtx>>()?;
        Some(if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) })
    });
    let address = address.map(|path| href(locale(), &path));
    let class = if class.is_empty() { "form".to_owned() } else { format!("form {class}") };
    view! {
        <form id=id method="post" action=address class=class enctype=files.then_some("multipart/form-data") novalidate accept-charset="utf-8">
            {children()}
        </form>
    }
    .into_any()
}

/// A page that is one form: summary of errors, heading, lead, the form. Put [`Buttons`] last.
#[component]
pub fn FormPage(
    /// The `<h1>`.
    #[prop(into)]
    title: String,
    state: FormState,
    /// The first sentence.
    #[prop(optional_no_strip, into)]
    lead: Option<String>,
    #[prop(optional_no_strip, into)] action: Option<String>,
    #[prop(optional)] files: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <ErrorSummary errors=state.errors() />
        <div class="page-head form-head">
            <h1>{title}</h1>
            {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        </div>
        <Form action=action files=files>
            {children()}
        </Form>
    }
    .into_any()
}

/// The button that names the act, and the way out beside it.
#[component]
pub fn Buttons(
    /// Verb and object, such as 提交申请.
    #[prop(into)]
    label: String,
    /// What the button sends, where a form has several.
    #[prop(optional_no_strip, into)]
    name: Option<String>,
    #[prop(optional_no_strip, into)] value: Option<String>,
    /// The act takes something away.
    #[prop(optional)]
    danger: bool,
    /// Where 不继续，返回 leads.
    #[prop(optional, into)]
    cancel: String,
    /// Other words for it.
    #[prop(optional, into)]
    cancel_label: String,
    /// More buttons or links, after the first.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = locale();
    let class = if danger { "button primary danger" } else { "button primary" };
    let cancel = (!cancel.is_empty()).then(|| {
        let label = if cancel_label.is_empty() { t!(locale, "form-cancel") } else { cancel_label };
        let path = cancel;
        view! { <a class="button quiet" href=href(locale, &path)>{label}</a> }
    });
    view! {
        <div class="buttons form-buttons">
            <button type="submit" class=class name=name value=value>
                {label}
            </button>
            {children.map(|children| children())}
            {cancel}
        </div>
    }
    .into_any()
}

/// A value that the form carries along.
#[component]
pub fn Hidden(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// A whole form that is one button: an act on one row of a list. It sends `act` and `id`.
#[component]
pub fn ActButton(
    /// The name of the act.
    act: &'static str,
    #[prop(optional, into)] id: String,
    /// Verb and object.
    #[prop(into)]
    label: String,
    /// What it is about, for those who do not see the row.
    #[prop(optional_no_strip, into)]
    about: Option<String>,
    #[prop(optional_no_strip, into)] action: Option<String>,
) -> impl IntoView {
    let about = about.map(|about| view! { <span class="visually-hidden">{format!(" {about}")}</span> });
    view! {
        <Form class="act" action=action>
            <Hidden name="act" value=act />
            {(!id.is_empty()).then(|| view! { <Hidden name="id" value=id /> })}
            <button type="submit" class="button small">
                {label} {about}
            </button>
        </Form>
    }
    .into_any()
}
