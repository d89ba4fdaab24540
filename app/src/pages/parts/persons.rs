//! Questions about persons that several forms ask in the same words.
use crate::ui::{Control, Field, FormState};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// Somebody else's address: no browser fills it in.
pub const OTHERS_EMAIL: Control =
    Control::Input { kind: "email", width: None, inputmode: Some("email"), autocomplete: Some("off"), prose: false };

/// Whom an invitation goes to (`email`).
pub fn invited(locale: Locale, state: &FormState) -> AnyView {
    view! {
        <Field
            name="email"
            label=state.label("email")
            value=state.value("email")
            error=state.error("email")
            hint=t!(locale, "invite-email-hint")
            control=OTHERS_EMAIL
        />
    }
    .into_any()
}

/// The reader's own `name` and `email`, for a new account.
pub fn own(locale: Locale, state: &FormState, email_hint: String) -> AnyView {
    view! {
        <Field
            name="name"
            label=state.label("name")
            value=state.value("name")
            error=state.error("name")
            hint=t!(locale, "account-name-hint")
            control=Control::filled("name")
        />
        <Field
            name="email"
            label=state.label("email")
            value=state.value("email")
            error=state.error("email")
            hint=email_hint
            control=Control::EMAIL
        />
    }
    .into_any()
}
