//! `/my/account/identity`: one proof of who the person or organisation is. One is enough, and no face is asked for.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Buttons, Choice, Control, Field, FormPage, FormState, Hidden, Radios, SummaryList, SummaryRow};
use contract::FormData;
use contract::accounts::{IdentityForm, IdentityView};
use domain::account::Acting;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Documents of persons, as the port names them.
const PROOFS: [&str; 5] = ["resident-id", "passport", "hk-macao-permit", "taiwan-permit", "foreign-permanent-resident"];

/// What the page is about: the party of this session.
struct Party {
    name: String,
    identity: IdentityView,
    /// The code of an organisation, known from its registration.
    uscc: Option<String>,
}

async fn party(ctx: &PageCtx) -> Result<Party, crate::page::Ending> {
    let signed = signed::require(ctx)?;
    let accounts = &ctx.ports.accounts;
    if matches!(signed.acting, Acting::Organisation { .. }) {
        let organisation = accounts.organisation(&ctx.caller).await?;
        let (name, identity) = (organisation.name, organisation.identity);
        return Ok(Party { name, identity, uscc: Some(organisation.uscc) });
    }
    let account = accounts.me(&ctx.caller).await?;
    Ok(Party { name: account.name, identity: account.identity, uscc: None })
}

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let party = party(&ctx).await?;
    let title = t!(ctx.locale, "identity-title");
    let crumbs =
        signed::my_crumbs(&ctx, [(t!(ctx.locale, "account-title"), Some("/my/account")), (title.clone(), None)]);
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || view(&ctx, title, party)))
}

fn view(ctx: &PageCtx, title: String, party: Party) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let identity = party.identity;
    let open = matches!(identity.verification.value.as_str(), "unverified" | "refused");
    let mut rows = vec![SummaryRow::text(t!(locale, "identity-verification"), identity.verification.label.clone())];
    rows.extend(identity.reason.map(|reason| SummaryRow::text(t!(locale, "identity-reason"), reason)));
    rows.extend(identity.number_masked.map(|number| SummaryRow::text(t!(locale, "identity-number"), number)));
    if !open {
        return view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t!(locale, "identity-lead-known")}</p>
            </div>
            <SummaryList rows=rows />
        }
        .into_any();
    }
    let fields = [
        ("proof", t!(locale, "identity-proof")),
        ("number", t!(locale, "identity-number")),
        ("name", t!(locale, "identity-name")),
    ];
    let state = FormState::of(ctx, fields).known("name", party.name).known("proof", PROOFS[0]);
    let refused = identity.verification.value == "refused";
    let known = refused.then(|| view! { <SummaryList rows=rows /> });
    let questions = match party.uscc {
        Some(uscc) => view! {
            <SummaryList rows=vec![
                SummaryRow::text(t!(locale, "organisation-name"), state.value("name")),
                SummaryRow::text(t!(locale, "organisation-uscc"), uscc.clone()),
            ] />
            <Hidden name="proof" value="uscc" />
            <Hidden name="number" value=uscc />
            <Hidden name="name" value=state.value("name") />
        }
        .into_any(),
        None => {
            let proofs = PROOFS.map(|proof| Choice::new(proof, texts::t(locale, &format!("identity-proof-{proof}"))));
            view! {
                <Radios
                    name="proof"
                    label=state.label("proof")
                    value=state.value("proof")
                    error=state.error("proof")
                    choices=proofs.to_vec()
                />
                <Field
                    name="number"
                    label=state.label("number")
                    value=state.value("number")
                    error=state.error("number")
                    hint=t!(locale, "identity-number-hint")
                    control=Control::code(24)
                />
                <Field
                    name="name"
                    label=state.label("name")
                    value=state.value("name")
                    error=state.error("name")
                    hint=t!(locale, "identity-name-hint")
                    control=Control::filled("name")
                />
            }
            .into_any()
        }
    };
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "identity-lead")>
            {known} {questions} <Buttons label=t!(locale, "identity-submit") cancel="/my/account" />
        </FormPage>
    }
    .into_any()
}

/// Hands in the proof.
///
/// # Errors
/// As [`contract::accounts::Accounts::submit_identity`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let sent = IdentityForm { proof: form.text("proof"), number: form.text("number"), name: form.text("name") };
    signed::in_form(ctx.ports.accounts.submit_identity(&ctx.caller, sent).await)?;
    Ok(Done::to("/my/account").flash("identity-submitted", ""))
}
