//! `/my/account/second-factor` and `/my/account/recovery-codes`: setting up an authenticator app, and the codes for the day it is lost.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::{qr, signed};
use crate::ui::{Buttons, Control, Field, FormPage, FormState, Hidden, Notice, href};
use contract::accounts::{AccountView, TotpSetup};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const CODES: &str = "/my/account/recovery-codes";

fn head(ctx: &PageCtx, title: &str) -> crate::page::Head {
    let account = (t!(ctx.locale, "account-title"), Some("/my/account"));
    signed::head(title, signed::my_crumbs(ctx, [account, (title.to_owned(), None)]))
}

/// `/my/account/second-factor`
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let account = ctx.ports.accounts.me(&ctx.caller).await?;
    let proof = Proof::of(&ctx).await?;
    let title = t!(ctx.locale, "second-factor-set-up");
    let setup =
        if account.second_factor.enabled { None } else { Some(ctx.ports.accounts.begin_totp(&ctx.caller).await?) };
    Ok(signed::page(head(&ctx, &title), move || match setup {
        Some(setup) => enrol(&ctx, title, &account, &setup).into_any(),
        None => enabled(&ctx, title, &account, &proof).into_any(),
    }))
}

fn enrol(ctx: &PageCtx, title: String, account: &AccountView, setup: &TotpSetup) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [("code", t!(locale, "second-factor-code"))]);
    let why = account.second_factor.obligatory.then(|| view! { <Notice>{t!(locale, "second-factor-why")}</Notice> });
    let secret = setup.secret.clone();
    let picture = qr::view(&setup.url, t!(locale, "second-factor-picture"));
    view! {
        {why}
        <FormPage title=title state=state.clone() lead=t!(locale, "second-factor-set-up-lead")>
            <Hidden name="act" value="confirm" />
            <ol class="steps">
                <li>{t!(locale, "second-factor-step-app")}</li>
                <li>
                    {t!(locale, "second-factor-step-scan")} {picture}
                    <p class="field-hint">{t!(locale, "second-factor-step-type")}</p>
                    <p>
                        <code class="secret">{secret}</code>
                    </p>
                </li>
                <li>
                    <Field
                        name="code"
                        label=t!(locale, "second-factor-step-code")
                        hint=t!(locale, "second-factor-step-code-hint")
                        error=state.error("code")
                        control=Control::ONE_TIME_CODE
                    />
                </li>
            </ol>
            <Buttons label=t!(locale, "second-factor-confirm") cancel="/my/account" />
        </FormPage>
    }
}

fn enabled(ctx: &PageCtx, title: String, account: &AccountView, proof: &Proof) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [("password", t!(locale, "account-password-current"))]);
    if account.second_factor.obligatory {
        return view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t!(locale, "second-factor-on")}</p>
            </div>
            <p>{t!(locale, "second-factor-stays")}</p>
            <p class="form-ways">
                <a href=href(locale, CODES)>{t!(locale, "recovery-title")}</a>
            </p>
        }
        .into_any();
    }
    let question = proof.field(ctx, &state, "password");
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "second-factor-remove-lead")>
            <Hidden name="act" value="remove" />
            {question}
            <Buttons label=t!(locale, "second-factor-remove") danger=true cancel="/my/account" />
        </FormPage>
        <p class="form-ways">
            <a href=href(locale, CODES)>{t!(locale, "recovery-title")}</a>
        </p>
    }
    .into_any()
}

/// Confirms the app with its first code, or takes the second factor off.
///
/// # Errors
/// As [`contract::accounts::Accounts::confirm_totp`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    match form.text("act").as_str() {
        "confirm" => {
            let entered = signed::in_form(accounts.confirm_totp(&ctx.caller, &form.text("code")).await)?;
            Ok(Done::to(CODES).flash("second-factor-on", "").session(signed::session(&entered)))
        }
        "remove" => {
            signed::in_form(accounts.remove_totp(&ctx.caller, form.raw("password")).await)?;
            Ok(Done::to("/my/account").flash("second-factor-off", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// `/my/account/recovery-codes`: fresh codes, shown once; else the way to new ones.
///
/// # Errors
/// A redirect to sign in.
pub async fn recovery_codes(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let codes = ctx.ports.accounts.show_recovery_codes(&ctx.caller).await?;
    let proof = Proof::of(&ctx).await?;
    let title = t!(ctx.locale, "recovery-title");
    Ok(signed::page(head(&ctx, &title), move || {
        if codes.is_empty() { renew(&ctx, title, &proof).into_any() } else { fresh(&ctx, title, codes).into_any() }
    }))
}

fn fresh(ctx: &PageCtx, title: String, codes: Vec<String>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "recovery-lead")}</p>
        </div>
        <Notice title=t!(locale, "recovery-once")>
            <p>{t!(locale, "recovery-keep")}</p>
        </Notice>
        <ul class="recovery-codes">{codes}</ul>
        <p class="form-buttons">
            <a class="button primary" href=href(locale, "/my")>{t!(locale, "recovery-kept")}</a>
        </p>
    }
}

fn renew(ctx: &PageCtx, title: String, proof: &Proof) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [("password", t!(locale, "account-password-current"))]);
    let question = proof.field(ctx, &state, "password");
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "recovery-renew-lead")>
            {question}
            <Buttons label=t!(locale, "recovery-renew") cancel="/my/account" />
        </FormPage>
    }
}

/// Makes fresh codes; the old ones count no longer.
///
/// # Errors
/// As [`contract::accounts::Accounts::new_recovery_codes`].
pub async fn submit_recovery_codes(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    signed::in_form(ctx.ports.accounts.new_recovery_codes(&ctx.caller, form.raw("password")).await)?;
    Ok(Done::to(CODES))
}
