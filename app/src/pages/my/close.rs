//! `/my/account/close`: what happens, what stays, and the password.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params, SessionCookie};
use crate::pages::my::account::OWN_DATA;
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::signed;
use crate::ui::{Buttons, FormPage, FormState};
use contract::FormData;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let locale = ctx.locale;
    let proof = Proof::of(&ctx).await?;
    let title = t!(locale, "close-title");
    let crumbs = signed::my_crumbs(&ctx, [(t!(locale, "account-title"), Some("/my/account")), (title.clone(), None)]);
    Ok(signed::page(signed::head(title.clone(), crumbs), move || {
        let state = FormState::of(&ctx, [("password", t!(locale, "account-password-current"))]);
        let points = ["close-sessions", "close-cases", "close-kept"];
        let points = points.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "close-lead")>
                <ul class="guide-list">
                    {points} <li>
                        <a href=OWN_DATA download="account.json">{t!(locale, "account-data-copy")}</a>
                    </li>
                </ul>
                {proof.field(&ctx, &state, "password")}
                <Buttons label=t!(locale, "close-submit") danger=true cancel="/my/account" />
            </FormPage>
        }
    }))
}

/// Closes the account.
///
/// # Errors
/// As [`contract::accounts::Accounts::close_account`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    signed::in_form(ctx.ports.accounts.close_account(&ctx.caller, form.raw("password")).await)?;
    Ok(Done::to("/").flash("account-closed", "").session(SessionCookie::Clear))
}
