//! `/sign-in/recover` mails a link; `/sign-in/reset?token=` takes the new password.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params, SessionCookie};
use crate::pages::parts::signed;
use crate::ui::{Buttons, Control, Field, FormPage, FormState};
use contract::FormData;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// `/sign-in/recover`
///
/// # Errors
/// None.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let locale = ctx.locale;
    let title = t!(locale, "recover-title");
    let head = signed::head(
        title.clone(),
        vec![(t!(locale, "sign-in-title"), Some(signed::SIGN_IN.to_owned())), (title.clone(), None)],
    );
    Ok(signed::page(head, move || {
        let state = FormState::of(&ctx, [("email", t!(locale, "account-email"))]);
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "recover-lead")>
                <Field
                    name="email"
                    label=state.label("email")
                    value=state.value("email")
                    error=state.error("email")
                    control=Control::EMAIL
                />
                <Buttons label=t!(locale, "recover-submit") cancel=signed::SIGN_IN />
            </FormPage>
        }
    }))
}

/// Mails the link; the answer is the same for unknown addresses.
///
/// # Errors
/// As [`contract::accounts::Accounts::request_reset`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let email = form.text("email");
    signed::in_form(ctx.ports.accounts.request_reset(&ctx.caller, &email).await)?;
    Ok(Done::to(signed::SIGN_IN).flash("link-sent", email))
}

/// `/sign-in/reset?token=`
///
/// # Errors
/// None.
pub async fn reset(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let locale = ctx.locale;
    let title = t!(locale, "reset-title");
    let head = signed::head(
        title.clone(),
        vec![(t!(locale, "sign-in-title"), Some(signed::SIGN_IN.to_owned())), (title.clone(), None)],
    );
    Ok(signed::page(head, move || {
        let state = FormState::of(&ctx, [("password", t!(locale, "account-password-new"))]);
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "reset-lead")>
                <Field
                    name="password"
                    label=state.label("password")
                    hint=t!(locale, "account-password-hint")
                    error=state.error("password")
                    control=Control::password("new-password")
                />
                <Buttons label=t!(locale, "reset-submit") />
            </FormPage>
            <p class="form-ways">
                <a href=crate::ui::href(locale, "/sign-in/recover")>{t!(locale, "reset-again")}</a>
            </p>
        }
    }))
}

/// Sets the password and ends every session.
///
/// # Errors
/// As [`contract::accounts::Accounts::reset_password`].
pub async fn submit_reset(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let token = ctx.param("token").unwrap_or_default();
    signed::in_form(ctx.ports.accounts.reset_password(&ctx.caller, &token, form.raw("password")).await)?;
    Ok(Done::to(signed::SIGN_IN).flash("password-reset", "").session(SessionCookie::Clear))
}
