//! `/sign-out`: one button in the header; the page is for those who open the address.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params, SessionCookie};
use crate::pages::parts::signed;
use crate::ui::{Buttons, FormPage, FormState};
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
    let title = t!(locale, "sign-out");
    let head = signed::head(title.clone(), vec![(title.clone(), None)]);
    Ok(signed::page(head, move || {
        let state = FormState::of::<&str, &str>(&ctx, []);
        view! {
            <FormPage title=title state=state lead=t!(locale, "sign-out-lead")>
                <Buttons label=t!(locale, "sign-out") cancel="/" />
            </FormPage>
        }
    }))
}

/// Ends the session.
///
/// # Errors
/// As [`contract::accounts::Accounts::sign_out`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, _: FormData) -> FormResult {
    if ctx.actor.signed_in().is_some() || ctx.caller.pending.is_some() {
        ctx.ports.accounts.sign_out(&ctx.caller).await?;
    }
    Ok(Done::to("/").flash("signed-out", "").session(SessionCookie::Clear))
}
