//! `/my/account` 账号与安全: who the account belongs to, how it is protected, where it is signed in.
mod lists;

use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::my::home;
use crate::pages::parts::signed;
use crate::ui::{ActButton, SummaryList, SummaryRow, TaskList, href};
use contract::accounts::AccountView;
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Where the copy of one's own data is served as JSON.
pub const OWN_DATA: &str = "/my/account/data.json";

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let account = ctx.ports.accounts.me(&ctx.caller).await?;
    let title = t!(ctx.locale, "account-title");
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, account)))
}

fn view(ctx: &PageCtx, title: String, account: AccountView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let tasks = home::to_do(ctx, &account);
    let tasks = (!tasks.is_empty()).then(|| view! { <TaskList groups=vec![(t!(locale, "my-complete"), tasks)] /> });
    let others = account.sessions.len() > 1;
    let others = others.then(|| view! { <ActButton act="end-others" label=t!(locale, "session-end-others") /> });
    view! {
        <div class="page-head">
            <h1>{title}</h1>
        </div>
        {tasks}
        <section class="section">
            <h2>{t!(locale, "account-profile")}</h2>
            <SummaryList rows=profile(ctx, &account) />
        </section>
        <section class="section">
            <h2>{t!(locale, "account-security")}</h2>
            <SummaryList rows=security(ctx, &account) />
        </section>
        <section class="section">
            <h2>{t!(locale, "account-capacities")}</h2>
            {lists::capacities(ctx, account.capacities)}
        </section>
        <section class="section" id="sessions">
            <h2>{t!(locale, "account-sessions")}</h2>
            {lists::sessions(ctx, account.sessions)}
            {others}
        </section>
        <section class="section">
            <h2>{t!(locale, "account-history")}</h2>
            {lists::history(ctx, account.recent)}
        </section>
        <section class="section">
            <h2>{t!(locale, "account-data")}</h2>
            <ul class="guide-list">
                <li>
                    <a href=OWN_DATA download="account.json">{t!(locale, "account-data-copy")}</a>
                    " " {t!(locale, "account-data-copy-note")}
                </li>
                <li>
                    <a href=href(locale, "/my/account/close")>{t!(locale, "close-title")}</a>
                </li>
            </ul>
        </section>
    }
}

fn profile(ctx: &PageCtx, account: &AccountView) -> Vec<SummaryRow> {
    let locale = ctx.locale;
    let identity = &account.identity;
    let proof = [identity.proof.as_ref().map(|proof| proof.label.clone()), identity.number_masked.clone()];
    let proof = proof.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let state = match &identity.reason {
        Some(reason) => {
            t!(locale, "identity-state-reason", state = identity.verification.label.as_str(), reason = reason.as_str())
        }
        None => identity.verification.label.clone(),
    };
    let mut verified = SummaryRow::text(t!(locale, "identity-verification"), state);
    // A proof that is being looked at, or was accepted, is not given again.
    if matches!(identity.verification.value.as_str(), "unverified" | "refused") {
        verified = verified.change("/my/account/identity");
    }
    let email = match &account.email_pending {
        Some(pending) => t!(locale, "email-pending", email = account.email_masked.as_str(), pending = pending.as_str()),
        None if account.email_confirmed => t!(locale, "email-confirmed", email = account.email_masked.as_str()),
        None => t!(locale, "email-unconfirmed", email = account.email_masked.as_str()),
    };
    let mut rows = vec![
        SummaryRow::text(t!(locale, "account-name"), account.name.clone()),
        SummaryRow::text(t!(locale, "account-state"), account.state.label.clone()),
        verified,
    ];
    if !proof.is_empty() {
        rows.push(SummaryRow::text(t!(locale, "identity-proof"), proof));
    }
    rows.push(SummaryRow::text(t!(locale, "account-email"), email).change("/my/account/email"));
    rows
}

fn security(ctx: &PageCtx, account: &AccountView) -> Vec<SummaryRow> {
    let locale = ctx.locale;
    let factor = &account.second_factor;
    let words = match factor.ends {
        Some(ends) => t!(locale, "second-factor-ends", at = crate::pages::parts::dates::instant(ctx, ends)),
        None if factor.enabled => t!(locale, "second-factor-on"),
        None if factor.obligatory => t!(locale, "second-factor-needed"),
        None => t!(locale, "second-factor-off"),
    };
    let mut rows = vec![
        // Without a password there is none to change: the ways in say how to get one.
        match account.password_set {
            true => SummaryRow::text(t!(locale, "account-password"), t!(locale, "account-password-set"))
                .change("/my/account/password"),
            false => SummaryRow::text(t!(locale, "account-password"), t!(locale, "ways-in-no-password")),
        },
        SummaryRow::text(t!(locale, "ways-in-title"), t!(locale, "ways-in-row")).change(signed::WAYS_IN),
        SummaryRow::text(t!(locale, "second-factor"), words).change(signed::ENROL),
    ];
    if factor.enabled {
        let left = t!(locale, "recovery-left", n = factor.recovery_codes_left);
        rows.push(SummaryRow::text(t!(locale, "recovery-codes"), left).change("/my/account/recovery-codes"));
    }
    rows
}

/// Ends one session, or all others.
///
/// # Errors
/// As [`contract::accounts::Accounts::revoke_session`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    match form.text("act").as_str() {
        "end-session" => accounts.revoke_session(&ctx.caller, &form.text("id")).await?,
        "end-others" => accounts.revoke_other_sessions(&ctx.caller).await?,
        _ => return Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
    Ok(Done::to("/my/account#sessions").flash("session-ended", ""))
}
