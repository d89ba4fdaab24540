//! `/sign-up`: for oneself or for an organisation; what is asked and why. Open data needs no account, and the page says so first.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{persons, signed};
use crate::ui::{Buttons, Choice, Control, Field, FormPage, FormState, Hidden, Notice, Radios, Tick, href, with_query};
use contract::FormData;
use contract::accounts::{OrganisationForm, RegisterForm};
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// What `as` may be.
const KINDS: [&str; 2] = ["person", "organisation"];

/// The page: first the choice, then the form for it.
///
/// # Errors
/// None.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let locale = ctx.locale;
    let kind = ctx.param("as").filter(|kind| KINDS.contains(&kind.as_str()));
    let title = match kind.as_deref() {
        Some(kind) => texts::t(locale, &format!("sign-up-title-{kind}")),
        None => t!(locale, "sign-up-title"),
    };
    let mut crumbs = vec![(t!(locale, "sign-up-title"), kind.is_some().then(|| "/sign-up".to_owned()))];
    crumbs.extend(kind.is_some().then(|| (title.clone(), None)));
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || match kind {
        None => choice(&ctx, title).into_any(),
        Some(kind) => form(&ctx, title, kind == "organisation").into_any(),
    }))
}

fn choice(ctx: &PageCtx, title: String) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let back = signed::back(ctx);
    let cards = KINDS
        .map(|kind| {
            let pairs = [("as", kind)].into_iter().chain(back.as_deref().map(|back| ("back", back)));
            view! {
                <li class="choice-card">
                    <h2>
                        <a href=href(locale, &with_query("/sign-up", pairs))>{texts::t(locale, &format!("sign-up-as-{kind}"))}</a>
                    </h2>
                    <p>{texts::t(locale, &format!("sign-up-as-{kind}-note"))}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "sign-up-lead")}</p>
        </div>
        <Notice title=t!(locale, "sign-up-free")>
            <p>{t!(locale, "sign-up-free-note")}</p>
        </Notice>
        <ul class="choice-cards">{cards}</ul>
        <p class="form-ways">
            {t!(locale, "sign-up-have")} " " <a href=href(locale, signed::SIGN_IN)>{t!(locale, "sign-in-title")}</a>
        </p>
    }
}

/// The fields of an organisation: also those of `/my/account/organisation`.
pub fn organisation_fields(ctx: &PageCtx) -> [(&'static str, String); 3] {
    [
        ("organisation_kind", t!(ctx.locale, "organisation-kind")),
        ("organisation_name", t!(ctx.locale, "organisation-name")),
        ("uscc", t!(ctx.locale, "organisation-uscc")),
    ]
}

/// The questions of an organisation.
pub fn organisation_questions(ctx: &PageCtx, state: &FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let kinds = ["legal-person", "unincorporated"].map(|kind| {
        Choice::new(kind, texts::t(locale, &format!("party-{kind}")))
            .hint(texts::t(locale, &format!("party-{kind}-hint")))
    });
    view! {
        <Radios
            name="organisation_kind"
            label=state.label("organisation_kind")
            value=state.value("organisation_kind")
            error=state.error("organisation_kind")
            choices=kinds.to_vec()
        />
        <Field
            name="organisation_name"
            label=state.label("organisation_name")
            value=state.value("organisation_name")
            error=state.error("organisation_name")
            hint=t!(locale, "organisation-name-hint")
            control=Control::filled("organization")
        />
        <Field
            name="uscc"
            label=state.label("uscc")
            value=state.value("uscc")
            error=state.error("uscc")
            hint=t!(locale, "organisation-uscc-hint")
            control=Control::code(24)
        />
    }
}

/// What becomes of the data of an account; also on `/sign-in/new`.
pub fn terms(locale: Locale) -> impl IntoView + use<> {
    let terms = ["sign-up-terms-use", "sign-up-terms-kept", "sign-up-terms-rights"];
    let terms = terms.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
    view! { <ul class="guide-list">{terms}</ul> }
}

fn form(ctx: &PageCtx, title: String, organisation: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let own = [
        ("name", t!(locale, "account-name")),
        ("email", t!(locale, "account-email")),
        ("password", t!(locale, "account-password")),
        ("terms", t!(locale, "sign-up-terms")),
    ];
    let asked = if organisation { organisation_fields(ctx).to_vec() } else { Vec::new() };
    let state = FormState::of(ctx, asked.into_iter().chain(own));
    let questions = organisation.then(|| {
        view! {
            <h2>{t!(locale, "sign-up-organisation")}</h2>
            <p class="field-hint">{t!(locale, "sign-up-organisation-note")}</p>
            {organisation_questions(ctx, &state)}
            <h2>{t!(locale, "sign-up-you")}</h2>
        }
    });
    let lead = if organisation { t!(locale, "sign-up-lead-organisation") } else { t!(locale, "sign-up-lead-person") };
    view! {
        <FormPage title=title state=state.clone() lead=lead>
            <Hidden name="as" value=if organisation { "organisation" } else { "person" } />
            {questions}
            {persons::own(locale, &state, t!(locale, "account-email-hint"))}
            <Field
                name="password"
                label=state.label("password")
                error=state.error("password")
                hint=t!(locale, "account-password-hint")
                control=Control::password("new-password")
            />
            <h2>{t!(locale, "sign-up-terms-heading")}</h2>
            {terms(locale)}
            <Tick name="terms" label=t!(locale, "sign-up-terms") checked=state.ticked("terms") error=state.error("terms") />
            <Buttons label=t!(locale, "sign-up-submit") />
        </FormPage>
    }
}

/// Makes the account; the answer is the same whether the address is known or not.
///
/// # Errors
/// As [`contract::accounts::Accounts::register`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let organisation = (form.text("as") == "organisation").then(|| organisation_of(&form));
    let sent = RegisterForm {
        email: form.text("email"),
        password: form.raw("password").to_owned(),
        name: form.text("name"),
        terms: form.has("terms"),
        organisation,
    };
    let registered = signed::in_form(ctx.ports.accounts.register(&ctx.caller, sent).await)?;
    Ok(Done::to("/sign-up/sent").flash("registered", registered.email))
}

/// The organisation in a form.
pub fn organisation_of(form: &FormData) -> OrganisationForm {
    OrganisationForm {
        kind: form.text("organisation_kind"),
        name: form.text("organisation_name"),
        uscc: form.text("uscc"),
    }
}

/// `/sign-up/sent`: what happens next.
///
/// # Errors
/// None.
pub async fn sent(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let locale = ctx.locale;
    let title = t!(locale, "sign-up-sent-title");
    let head = signed::head(
        title.clone(),
        vec![(t!(locale, "sign-up-title"), Some("/sign-up".to_owned())), (title.clone(), None)],
    );
    Ok(signed::page(head, move || {
        let steps = ["sign-up-next-mail", "sign-up-next-sign-in", "sign-up-next-identity"];
        let steps = steps.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
        view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t!(locale, "sign-up-sent-lead")}</p>
            </div>
            <h2>{t!(locale, "sign-up-next")}</h2>
            <ol class="guide-list">{steps}</ol>
            <p class="form-ways">
                {t!(locale, "sign-up-no-mail")} " " <a href=href(locale, "/sign-up/confirm")>{t!(locale, "confirm-again")}</a>
            </p>
        }
    }))
}
