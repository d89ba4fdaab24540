//! `/invitations?token=`: what the invitation is for, and the shortest way to accept it.
use crate::page::{FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::pages::public::sign_in;
use crate::ui::{Buttons, Control, Field, FormPage, FormState, SummaryList, SummaryRow, href};
use contract::FormData;
use contract::accounts::{AcceptForm, InvitationView};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// `link-expired` for a link that was used or is too old.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let token = ctx.param("token").unwrap_or_default();
    let invitation = ctx.ports.accounts.invitation(&ctx.caller, &token).await?;
    let locale = ctx.locale;
    let title = t!(locale, "invitation-title", inviter = invitation.inviter.as_str());
    let head = signed::head(title.clone(), vec![(t!(locale, "invitation"), None)]);
    Ok(signed::page(head, move || view(&ctx, title, invitation)))
}

fn view(ctx: &Arc<PageCtx>, title: String, invitation: InvitationView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state =
        FormState::of(ctx, [("name", t!(locale, "account-name")), ("password", t!(locale, "account-password"))]);
    let offered: Vec<&str> = invitation.offered.iter().map(|coded| coded.label.as_str()).collect();
    let rows = vec![
        SummaryRow::text(t!(locale, "invitation-inviter"), invitation.inviter.clone()),
        SummaryRow::text(t!(locale, "invitation-offered"), texts::list(locale, &offered)),
        SummaryRow::text(t!(locale, "invitation-for"), invitation.email_masked.clone()),
        SummaryRow::text(t!(locale, "invitation-until"), dates::instant(ctx, invitation.until)),
    ];
    let signed_in = ctx.actor.signed_in().is_some();
    if !signed_in && invitation.account_exists {
        return view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t!(locale, "invitation-sign-in-lead")}</p>
            </div>
            <SummaryList rows=rows />
            <p class="form-buttons">
                <a class="button primary" href=href(locale, &signed::sign_in_path(ctx))>
                    {t!(locale, "sign-in-title")}
                </a>
            </p>
        }
        .into_any();
    }
    let key = if signed_in { "invitation-lead-signed-in" } else { "invitation-lead-new" };
    let questions = (!signed_in).then(|| {
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
                name="password"
                label=state.label("password")
                error=state.error("password")
                hint=t!(locale, "account-password-hint")
                control=Control::password("new-password")
            />
        }
    });
    view! {
        <FormPage title=title state=state.clone() lead=texts::t(locale, key)>
            <SummaryList rows=rows />
            <div class="form-questions">{questions}</div>
            <Buttons label=t!(locale, "invitation-submit") cancel="/" />
        </FormPage>
    }
    .into_any()
}

/// Accepts.
///
/// # Errors
/// As [`contract::accounts::Accounts::accept_invitation`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let sent = AcceptForm {
        token: ctx.param("token").unwrap_or_default(),
        name: form.text("name"),
        password: form.raw("password").to_owned(),
    };
    let entered = signed::in_form(ctx.ports.accounts.accept_invitation(&ctx.caller, sent).await)?;
    let done = sign_in::enter(&ctx, &entered);
    Ok(if entered.must_enrol { done } else { done.flash("invitation-accepted", "") })
}
