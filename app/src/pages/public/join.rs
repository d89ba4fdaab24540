//! `/sign-in/new`: somebody came back from a provider of sign-in with an identity that belongs to no account. They make one with it, or sign
//! in with what they have and link it. Nothing is linked by itself.
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{persons, signed};
use crate::pages::public::{sign_in, sign_up};
use crate::ui::{Buttons, FormPage, FormState, Notice, Tick, href, with_query};
use contract::FormData;
use contract::accounts::{JoinForm, Joined, OfferView};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The identity in the cookie.
///
/// # Errors
/// A redirect where there is none, or where a signed-in reader decides about it.
fn offered(ctx: &PageCtx) -> Result<Arc<str>, Ending> {
    let redirect = |to: &str| Ending::Redirect { to: to.to_owned(), permanent: false };
    match &ctx.offer {
        _ if ctx.actor.signed_in().is_some() => Err(redirect(signed::WAYS_IN)),
        Some(offer) => Ok(offer.clone()),
        None => Err(redirect(signed::SIGN_IN)),
    }
}

/// The page.
///
/// # Errors
/// A redirect without an identity; as [`contract::accounts::Accounts::offer`].
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let offer = ctx.ports.accounts.offer(&ctx.caller, &offered(&ctx)?).await?;
    let title = t!(ctx.locale, "join-title");
    let sign_in = (t!(ctx.locale, "sign-in-title"), Some(signed::SIGN_IN.to_owned()));
    let head = signed::head(title.clone(), vec![sign_in, (title.clone(), None)]);
    Ok(signed::page(head, move || view(&ctx, title, offer)))
}

fn view(ctx: &PageCtx, title: String, offer: OfferView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let provider = offer.provider.label.as_str();
    let lead = t!(locale, "join-lead", provider = provider, shown = offer.shown.as_str());
    let link = href(locale, &with_query(signed::SIGN_IN, [("back", signed::WAYS_IN)]));
    let note = t!(locale, "join-have-note", provider = provider);
    let closed = t!(locale, "join-closed", provider = provider);
    let have = view! {
        <Notice title=t!(locale, "join-have")>
            <p>{note}</p>
            <p>
                <a href=link>{t!(locale, "join-link")}</a>
            </p>
        </Notice>
    };
    if !offer.may_join {
        return view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
            </div>
            {have}
            <p>{closed}</p>
        }
        .into_any();
    }
    let fields = [
        ("name", t!(locale, "account-name")),
        ("email", t!(locale, "account-email")),
        ("terms", t!(locale, "sign-up-terms")),
    ];
    let state = FormState::of(ctx, fields).known("name", offer.name).known("email", offer.email);
    let hint = match offer.email_verified {
        true => t!(locale, "join-email-verified", provider = provider),
        false => t!(locale, "account-email-hint"),
    };
    view! {
        <FormPage title=title state=state.clone() lead=lead>
            {have}
            <h2>{t!(locale, "join-none")}</h2>
            {persons::own(locale, &state, hint)}
            <h2>{t!(locale, "sign-up-terms-heading")}</h2>
            {sign_up::terms(locale)}
            <Tick name="terms" label=t!(locale, "sign-up-terms") checked=state.ticked("terms") error=state.error("terms") />
            <Buttons label=t!(locale, "sign-up-submit") cancel=signed::SIGN_IN />
        </FormPage>
    }
    .into_any()
}

/// Makes the account.
///
/// # Errors
/// As [`contract::accounts::Accounts::join_with`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let offer = offered(&ctx)?;
    let sent = JoinForm { name: form.text("name"), email: form.text("email"), terms: form.has("terms") };
    let done = match signed::in_form(ctx.ports.accounts.join_with(&ctx.caller, &offer, sent).await)? {
        Joined::Entered(entered) => sign_in::enter(&ctx, &entered),
        Joined::Confirm(registered) => Done::to("/sign-up/sent").flash("registered", registered.email),
    };
    Ok(done.offer_taken())
}
