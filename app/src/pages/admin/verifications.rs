//! `/admin/verifications` 身份核验: proofs that wait. `/admin/verifications/{id}`: look (recorded, with a reason), accept or refuse.
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::admin::people::REASON;
use crate::pages::parts::{dates, records, signed};
use crate::ui::{
    Buttons, Choice, Control, Empty, ErrorSummary, Field, Form, FormState, Hidden, Notice, Radios, SummaryList,
    SummaryRow, href,
};
use contract::accounts::{IdentityRow, RevealedIdentity};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const LIST: &str = "/admin/verifications";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` with the role that is missing.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let rows = ctx.ports.accounts.identities_to_verify(&ctx.caller).await?;
    let title = t!(ctx.locale, "verify-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || list(&ctx, title, rows)))
}

fn list(ctx: &PageCtx, title: String, rows: Vec<IdentityRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let list = if rows.is_empty() {
        view! { <Empty text=t!(locale, "verify-none") /> }.into_any()
    } else {
        let heads = ["verify-name", "verify-kind", "identity-proof", "identity-number", "verify-submitted", "acts"];
        let heads = heads.map(|key| texts::t(locale, key)).to_vec();
        let rows = rows
            .into_iter()
            .map(|row| {
                let act = if row.own {
                    t!(locale, "verify-own").into_any()
                } else {
                    let (path, about) = (href(locale, &format!("{LIST}/{}", row.id)), format!(" {}", row.name));
                    view! { <a href=path>{t!(locale, "verify-open")} <span class="visually-hidden">{about}</span></a> }
                        .into_any()
                };
                vec![
                    row.name.into_any(),
                    row.kind.label.into_any(),
                    row.proof.label.into_any(),
                    row.number.into_any(),
                    dates::instant(ctx, row.submitted).into_any(),
                    act,
                ]
            })
            .collect();
        records::table("verify-caption", t!(locale, "verify-caption"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "verify-lead")}</p>
        </div>
        {list}
    }
}

async fn row(ctx: &PageCtx, params: &Params) -> Result<IdentityRow, Ending> {
    signed::require(ctx)?;
    let rows = ctx.ports.accounts.identities_to_verify(&ctx.caller).await?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let found = rows.into_iter().find(|row| row.id == id && !row.own);
    found.ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
}

/// `/admin/verifications/{id}`
///
/// # Errors
/// `not-found` for proofs that do not wait, and for one's own.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let row = row(&ctx, &params).await?;
    Ok(shown(ctx, row, None))
}

fn shown(ctx: Arc<PageCtx>, row: IdentityRow, full: Option<RevealedIdentity>) -> crate::page::Page {
    let crumbs = [(t!(ctx.locale, "verify-title"), Some(LIST)), (row.name.clone(), None)];
    let head = signed::head(row.name.clone(), signed::desk_crumbs(&ctx, crumbs));
    signed::page(head, move || one_view(&ctx, row, full))
}

fn one_view(ctx: &PageCtx, row: IdentityRow, full: Option<RevealedIdentity>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [("decision", t!(locale, "verify-decision")), ("reason", t!(locale, "verify-reason"))];
    let state = FormState::of(ctx, fields).act("decide");
    let look = FormState::of(ctx, [("reason", t!(locale, "reveal-reason"))]).act("reveal");
    let errors = [state.errors(), look.errors()].concat();
    let masked = row.kind.value == "person" && full.is_none();
    let looking = look.has_errors() || ctx.param("act").as_deref() == Some("reveal");
    let (name, number) = match &full {
        Some(full) => (full.name.clone(), full.number.clone()),
        None => (row.name.clone(), row.number.clone()),
    };
    let told = full.is_some().then(|| view! { <Notice>{t!(locale, "reveal-recorded")}</Notice> });
    let rows = vec![
        SummaryRow::text(t!(locale, "verify-name"), name),
        SummaryRow::text(t!(locale, "verify-kind"), row.kind.label.clone()),
        SummaryRow::text(t!(locale, "identity-proof"), row.proof.label.clone()),
        SummaryRow::text(t!(locale, "identity-number"), number),
        SummaryRow::text(t!(locale, "verify-submitted"), dates::instant(ctx, row.submitted)),
    ];
    let here = format!("{LIST}/{}", row.id);
    let form = if looking && masked {
        view! {
            <Form action=here.clone()>
                <Hidden name="act" value="reveal" />
                <h2>{t!(locale, "reveal-title")}</h2>
                <Field
                    name="reason"
                    label=look.label("reason")
                    value=look.value("reason")
                    error=look.error("reason")
                    hint=t!(locale, "reveal-hint")
                    control=Control::area(2, REASON)
                />
                <Buttons label=t!(locale, "reveal-submit") cancel=here />
            </Form>
        }
        .into_any()
    } else {
        let way = masked.then(|| {
            view! {
                <p class="form-ways">
                    <a href=href(locale, &format!("{here}?act=reveal"))>{t!(locale, "reveal-title")}</a>
                </p>
            }
        });
        let choices = ["approve", "refuse"].map(|code| {
            Choice::new(code, texts::t(locale, &format!("verify-{code}")))
                .hint(texts::t(locale, &format!("verify-{code}-hint")))
        });
        view! {
            {way}
            <Form action=here>
                <Hidden name="act" value="decide" />
                <Radios
                    name="decision"
                    label=state.label("decision")
                    value=state.value("decision")
                    error=state.error("decision")
                    choices=choices.to_vec()
                />
                <Field
                    name="reason"
                    label=state.label("reason")
                    value=state.value("reason")
                    error=state.error("reason")
                    hint=t!(locale, "verify-reason-hint")
                    optional=true
                    control=Control::area(3, REASON)
                />
                <Buttons label=t!(locale, "verify-submit") cancel=LIST />
            </Form>
        }
        .into_any()
    };
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{row.name}</h1>
        </div>
        {told}
        <SummaryList rows=rows />
        <div class="form-questions">{form}</div>
    }
}

/// Reveals the number, or decides.
///
/// # Errors
/// As [`contract::accounts::Accounts::decide_identity`]; a revealed number is shown as the answer itself and nowhere else.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    let id = params.get("id").cloned().unwrap_or_default();
    let reason = form.text("reason");
    match (form.text("act").as_str(), form.text("decision").as_str()) {
        ("reveal", _) => {
            let row = row(&ctx, &params).await?;
            let full = signed::in_form(accounts.reveal_identity(&ctx.caller, &id, &reason).await)?;
            Err(Ending::Shown(Box::new(shown(ctx.clone(), row, Some(full)))))
        }
        ("decide", decision @ ("approve" | "refuse")) => {
            signed::in_form(accounts.decide_identity(&ctx.caller, &id, decision == "approve", &reason).await)?;
            Ok(Done::to(LIST).flash("identity-decided", ""))
        }
        ("decide", _) => {
            let missing = Refusal::new(ErrorCode::Required).field("decision");
            Err(Ending::Error(contract::PortError::Invalid(vec![missing])))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
