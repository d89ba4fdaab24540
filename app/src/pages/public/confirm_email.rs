//! `/sign-up/confirm?token=`: the link of the mail shows a button, because programs that check mail open links too. Without a link the mail can
//! be asked for again.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Buttons, Control, Field, FormPage, FormState};
use contract::FormData;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// None.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let locale = ctx.locale;
    let confirms = ctx.param("token").is_some();
    let title = if confirms { t!(locale, "confirm-title") } else { t!(locale, "confirm-again") };
    let head = signed::head(title.clone(), vec![(title.clone(), None)]);
    Ok(signed::page(head, move || {
        let state = FormState::of(&ctx, [("email", t!(locale, "account-email"))]);
        if confirms {
            view! {
                <FormPage title=title state=state lead=t!(locale, "confirm-lead")>
                    <Buttons label=t!(locale, "confirm-submit") />
                </FormPage>
                <p class="form-ways">
                    <a href=crate::ui::href(locale, "/sign-up/confirm")>{t!(locale, "confirm-again")}</a>
                </p>
            }
            .into_any()
        } else {
            view! {
                <FormPage title=title state=state.clone() lead=t!(locale, "confirm-again-lead")>
                    <Field
                        name="email"
                        label=state.label("email")
                        value=state.value("email")
                        error=state.error("email")
                        control=Control::EMAIL
                    />
                    <Buttons label=t!(locale, "confirm-again-submit") cancel=signed::SIGN_IN />
                </FormPage>
            }
            .into_any()
        }
    }))
}

/// Confirms, or mails the link again.
///
/// # Errors
/// As [`contract::accounts::Accounts::confirm_email`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let accounts = &ctx.ports.accounts;
    match ctx.param("token") {
        Some(token) => {
            signed::in_form(accounts.confirm_email(&ctx.caller, &token).await)?;
            let to = if ctx.actor.signed_in().is_some() { "/my/account" } else { signed::SIGN_IN };
            Ok(Done::to(to).flash("email-confirmed", ""))
        }
        None => {
            let email = form.text("email");
            signed::in_form(accounts.resend_confirmation(&ctx.caller, &email).await)?;
            Ok(Done::to("/sign-up/sent").flash("link-sent", email))
        }
    }
}
