//! `/sign-in`: address and password; then, where one is set up, the code of the second factor. The way back is kept through both.
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::{Buttons, Control, Field, FormPage, FormState, Notice, href, with_query};
use contract::accounts::{Entered, SignInForm};
use contract::{Coded, FormData};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

fn state(ctx: &PageCtx) -> FormState {
    FormState::of(ctx, [("email", t!(ctx.locale, "account-email")), ("password", t!(ctx.locale, "account-password"))])
}

/// The page.
///
/// # Errors
/// A redirect for those who are signed in already.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    if ctx.actor.signed_in().is_some() {
        return Err(Ending::Redirect { to: signed::back(&ctx).unwrap_or_else(|| "/my".to_owned()), permanent: false });
    }
    let locale = ctx.locale;
    let title = t!(locale, "sign-in-title");
    let head = signed::head(title.clone(), vec![(title.clone(), None)]);
    let elsewhere = ctx.ports.accounts.providers(&ctx.caller).await?;
    Ok(signed::page(head, move || {
        let state = state(&ctx);
        let back = signed::back(&ctx);
        let way = |path: &str| href(locale, &with_query(path, back.as_deref().map(|back| ("back", back))));
        let from = back.is_some().then(|| view! { <Notice>{t!(locale, "sign-in-needed-note")}</Notice> });
        view! {
            {from}
            <FormPage title=title state=state.clone() lead=t!(locale, "sign-in-lead")>
                <Field
                    name="email"
                    label=t!(locale, "account-email")
                    value=state.value("email")
                    error=state.error("email")
                    control=USERNAME
                />
                <Field
                    name="password"
                    label=t!(locale, "account-password")
                    error=state.error("password")
                    control=Control::password("current-password")
                />
                <Buttons label=t!(locale, "sign-in-submit") />
            </FormPage>
            {providers(&ctx, elsewhere)}
            <ul class="form-ways">
                <li>
                    <a href=href(locale, "/sign-in/recover")>{t!(locale, "recover-title")}</a>
                </li>
                <li>
                    <a href=href(locale, "/sign-up/confirm")>{t!(locale, "confirm-again")}</a>
                </li>
                <li>
                    {t!(locale, "sign-in-no-account")} " " <a href=way("/sign-up")>{t!(locale, "sign-up-title")}</a>
                </li>
            </ul>
        }
    }))
}

/// Providers of sign-in: links, because a form must not lead to another site.
fn providers(ctx: &PageCtx, providers: Vec<Coded>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    let back = signed::back(ctx);
    (!providers.is_empty()).then(|| {
        let items = providers
            .into_iter()
            .map(|one| {
                let pairs = back.as_deref().map(|back| ("back", back));
                let address = href(locale, &with_query(&format!("/sign-in/with/{}", one.value), pairs));
                let label = t!(locale, "sign-in-with", provider = one.label.as_str());
                view! { <li><a class="button" href=address rel="nofollow">{label}</a></li> }
            })
            .collect_view();
        view! {
            <section class="sign-in-elsewhere">
                <h2>{t!(locale, "sign-in-elsewhere")}</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

/// The address is the name of the account: password managers file it as such.
const USERNAME: Control = Control::Input {
    kind: "email",
    width: None,
    inputmode: Some("email"),
    autocomplete: Some("username"),
    prose: false,
};

/// Takes address and password.
///
/// # Errors
/// As [`contract::accounts::Accounts::sign_in`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let sent = SignInForm { email: form.text("email"), password: form.raw("password").to_owned() };
    let entered = signed::in_form(ctx.ports.accounts.sign_in(&ctx.caller, sent).await)?;
    Ok(enter(&ctx, &entered))
}

/// Where a session leads that just began.
pub fn enter(ctx: &PageCtx, entered: &Entered) -> Done {
    let back = signed::back(ctx);
    let session = signed::session(entered);
    if entered.needs_second_factor {
        let pairs = back.as_deref().map(|back| ("back", back));
        return Done::to(with_query(signed::SECOND_FACTOR, pairs)).session(session);
    }
    if entered.must_enrol {
        return Done::to(signed::ENROL).flash("enrol-first", "").session(session);
    }
    Done::to(back.unwrap_or_else(|| entered.to.clone())).flash("signed-in", "").session(session)
}

/// `/sign-in/code`: the code of the app, or a recovery code.
///
/// # Errors
/// A redirect to the first step when it was not taken.
pub async fn second_factor(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    first_step(&ctx)?;
    let locale = ctx.locale;
    let title = t!(locale, "second-factor-title");
    let head = signed::head(
        title.clone(),
        vec![(t!(locale, "sign-in-title"), Some(signed::SIGN_IN.to_owned())), (title.clone(), None)],
    );
    Ok(signed::page(head, move || {
        let state = FormState::of(&ctx, [("code", t!(locale, "second-factor-code"))]);
        view! {
            <FormPage title=title state=state.clone() lead=t!(locale, "second-factor-lead")>
                <Field
                    name="code"
                    label=t!(locale, "second-factor-code")
                    hint=t!(locale, "second-factor-code-hint")
                    error=state.error("code")
                    control=Control::ONE_TIME_CODE
                />
                <Buttons label=t!(locale, "second-factor-submit") cancel="/sign-out" cancel_label=t!(locale, "second-factor-other") />
            </FormPage>
            <p class="form-ways">
                <a href=href(locale, "/sign-in/code/lost")>{t!(locale, "second-factor-lost-title")}</a>
            </p>
        }
    }))
}

/// Takes the code.
///
/// # Errors
/// As [`contract::accounts::Accounts::second_factor`].
pub async fn submit_second_factor(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    first_step(&ctx)?;
    let entered = signed::in_form(ctx.ports.accounts.second_factor(&ctx.caller, &form.text("code")).await)?;
    Ok(enter(&ctx, &entered))
}

/// `/sign-in/code/lost`: what happens when app and recovery codes are lost.
///
/// # Errors
/// A redirect to the first step when it was not taken.
pub async fn lost(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    first_step(&ctx)?;
    let locale = ctx.locale;
    let title = t!(locale, "second-factor-lost-title");
    let head = signed::head(
        title.clone(),
        vec![(t!(locale, "sign-in-title"), Some(signed::SIGN_IN.to_owned())), (title.clone(), None)],
    );
    Ok(signed::page(head, move || {
        let state = FormState::of::<&str, &str>(&ctx, []);
        let points = ["second-factor-lost-wait", "second-factor-lost-told", "second-factor-lost-stop"];
        let points = points.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
        view! {
            <FormPage title=title state=state lead=t!(locale, "second-factor-lost-lead")>
                <ul class="guide-list">{points}</ul>
                <Buttons label=t!(locale, "second-factor-lost-submit") danger=true cancel=signed::SECOND_FACTOR />
            </FormPage>
        }
    }))
}

/// Starts the waiting time.
///
/// # Errors
/// As [`contract::accounts::Accounts::lose_second_factor`].
pub async fn submit_lost(ctx: Arc<PageCtx>, _: Params, _: FormData) -> FormResult {
    first_step(&ctx)?;
    let loss = signed::in_form(ctx.ports.accounts.lose_second_factor(&ctx.caller).await)?;
    Ok(Done::to(signed::SIGN_IN).flash("second-factor-lost", dates::instant(&ctx, loss.from)))
}

/// The password was right in this session, or the reader is signed in.
fn first_step(ctx: &PageCtx) -> Result<(), Ending> {
    if ctx.caller.pending.is_some() {
        return Ok(());
    }
    let to = if ctx.actor.signed_in().is_some() { "/my" } else { signed::SIGN_IN };
    Err(Ending::Redirect { to: to.to_owned(), permanent: false })
}
