//! `/my/account/password`, `/my/account/email`, `/my/account/organisation`: what a signed-in reader changes about the account.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::signed;
use crate::pages::public::sign_up;
use crate::ui::{Buttons, Control, Field, FormPage, FormState};
use contract::FormData;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const ACCOUNT: &str = "/my/account";

fn head(ctx: &PageCtx, title: &str) -> crate::page::Head {
    let crumbs = signed::my_crumbs(ctx, [(t!(ctx.locale, "account-title"), Some(ACCOUNT)), (title.to_owned(), None)]);
    signed::head(title, crumbs)
}

/// `/my/account/password`
///
/// # Errors
/// A redirect to sign in.
pub async fn password(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let locale = ctx.locale;
    let proof = Proof::of(&ctx).await?;
    let title = t!(locale, "password-title");
    Ok(signed::page(head(&ctx, &title), move || {
        let fields = [
            ("current_password", t!(locale, "account-password-current")),
            ("password", t!(locale, "account-password-new")),
        ];
        let state = FormState::of(&ctx, fields);
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "password-lead")>
                {proof.field(&ctx, &state, "current_password")}
                <Field
                    name="password"
                    label=state.label("password")
                    hint=t!(locale, "account-password-hint")
                    error=state.error("password")
                    control=Control::password("new-password")
                />
                <Buttons label=t!(locale, "password-submit") cancel=ACCOUNT />
            </FormPage>
        }
    }))
}

/// Changes the password; the other sessions end.
///
/// # Errors
/// As [`contract::accounts::Accounts::change_password`].
pub async fn submit_password(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let (current, new) = (form.raw("current_password"), form.raw("password"));
    let entered = signed::in_form(ctx.ports.accounts.change_password(&ctx.caller, current, new).await)?;
    Ok(Done::to(ACCOUNT).flash("password-changed", "").session(signed::session(&entered)))
}

/// `/my/account/email`
///
/// # Errors
/// A redirect to sign in.
pub async fn email(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let locale = ctx.locale;
    let proof = Proof::of(&ctx).await?;
    let title = t!(locale, "email-title");
    Ok(signed::page(head(&ctx, &title), move || {
        let fields = [("email", t!(locale, "account-email-new")), ("password", t!(locale, "account-password-current"))];
        let state = FormState::of(&ctx, fields);
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "email-lead")>
                <Field
                    name="email"
                    label=state.label("email")
                    value=state.value("email")
                    error=state.error("email")
                    control=Control::EMAIL
                />
                {proof.field(&ctx, &state, "password")}
                <Buttons label=t!(locale, "email-submit") cancel=ACCOUNT />
            </FormPage>
        }
    }))
}

/// Mails a link to the new address.
///
/// # Errors
/// As [`contract::accounts::Accounts::change_email`].
pub async fn submit_email(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let email = form.text("email");
    signed::in_form(ctx.ports.accounts.change_email(&ctx.caller, &email, form.raw("password")).await)?;
    Ok(Done::to(ACCOUNT).flash("link-sent", email))
}

/// `/my/account/organisation`: a further organisation.
///
/// # Errors
/// A redirect to sign in.
pub async fn organisation(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let locale = ctx.locale;
    let title = t!(locale, "organisation-add-title");
    Ok(signed::page(head(&ctx, &title), move || {
        let state = FormState::of(&ctx, sign_up::organisation_fields(&ctx));
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "organisation-add-lead")>
                {sign_up::organisation_questions(&ctx, &state)}
                <Buttons label=t!(locale, "organisation-add-submit") cancel=ACCOUNT />
            </FormPage>
        }
    }))
}

/// Adds it.
///
/// # Errors
/// As [`contract::accounts::Accounts::add_organisation`].
pub async fn submit_organisation(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let organisation = sign_up::organisation_of(&form);
    signed::in_form(ctx.ports.accounts.add_organisation(&ctx.caller, organisation).await)?;
    Ok(Done::to("/my/act-as").flash("organisation-added", form.text("organisation_name")))
}
