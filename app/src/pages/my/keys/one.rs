//! `/my/keys/{id}`: replacing a key, or revoking it.
use super::{HERE, shown, until, used};
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::parts::signed;
use crate::ui::{Buttons, FormPage, FormState, Hidden, SummaryList, SummaryRow, with_query};
use contract::deliveries::KeyRow;
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// `/my/keys/{id}`
///
/// # Errors
/// `not-found` for keys of others and those that have ended.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let keys = ctx.ports.deliveries.keys(&ctx.caller).await?;
    let proof = Proof::of(&ctx).await?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let row = keys.keys.iter().find(|row| row.id == id && matches!(row.state.value.as_str(), "works" | "retiring"));
    let row = row.cloned().ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let sent = ctx.submission.as_ref().and_then(|sent| sent.value("act").map(str::to_owned));
    let revoke = sent.or_else(|| ctx.param("act")).as_deref() != Some("rotate") || row.state.value == "retiring";
    let title = if revoke {
        t!(ctx.locale, "keys-revoke-title", prefix = row.prefix.as_str())
    } else {
        t!(ctx.locale, "keys-rotate-title", prefix = row.prefix.as_str())
    };
    let above = (t!(ctx.locale, "keys-title"), Some(HERE));
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [above, (title.clone(), None)]));
    Ok(signed::page(head, move || act(&ctx, title, &proof, &row, revoke)))
}

fn act(ctx: &PageCtx, title: String, proof: &Proof, row: &KeyRow, revoke: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [("password", t!(locale, "keys-password")), ("code", t!(locale, "keys-code"))];
    let state = FormState::of(ctx, fields);
    let rows = vec![
        SummaryRow::text(t!(locale, "keys-label"), row.label.clone()),
        SummaryRow::text(t!(locale, "keys-agreement"), row.agreement.clone()),
        SummaryRow::text(t!(locale, "keys-until"), until(ctx, row)),
        SummaryRow::text(t!(locale, "keys-used"), used(ctx, row)),
    ];
    let proof = proof.either(ctx, &state, ["password", "code"]);
    let (act, lead, button) = if revoke {
        ("revoke", t!(locale, "keys-revoke-lead"), t!(locale, "keys-revoke-submit"))
    } else {
        ("rotate", t!(locale, "keys-rotate-lead"), t!(locale, "keys-rotate-submit"))
    };
    let here = with_query(&format!("{HERE}/{}", row.id), [("act", act)]);
    view! {
        <FormPage
            title=title
            state=state.clone()
            lead=lead
            action=here
        >
            <SummaryList rows=rows />
            <Hidden name="act" value=act />
            {proof}
            <Buttons label=button danger=revoke cancel=HERE />
        </FormPage>
    }
}

/// Replaces or revokes.
///
/// # Errors
/// As the port; a new key is the answer itself.
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let deliveries = &ctx.ports.deliveries;
    let (password, code) = (form.raw("password"), form.text("code"));
    match form.text("act").as_str() {
        "rotate" => {
            let made = signed::in_form(deliveries.rotate_key(&ctx.caller, id, password, &code).await)?;
            Err(Ending::Shown(Box::new(shown(ctx.clone(), made))))
        }
        "revoke" => {
            let keys = deliveries.keys(&ctx.caller).await?;
            let prefix = keys.keys.into_iter().find(|row| row.id == id).map(|row| row.prefix).unwrap_or_default();
            signed::in_form(deliveries.revoke_key(&ctx.caller, id, password, &code).await)?;
            Ok(Done::to(HERE).flash("key-revoked", prefix))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
