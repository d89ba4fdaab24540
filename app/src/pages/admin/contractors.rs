//! `/admin/contractors` 外包: contracts with service contractors. `/admin/contractors/{id}`: 一键收回, and the proof of deletion.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::admin::people::REASON;
use crate::pages::parts::{dates, records, signed};
use crate::ui::{
    Badge, BadgeKind, Buttons, Control, Empty, ErrorSummary, Field, Form, FormPage, FormState, Hidden, SummaryList,
    SummaryRow, href,
};
use contract::accounts::{ContractForm, ContractRow};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const CONTRACTORS: &str = "/admin/contractors";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` with the role that is missing.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let people = ctx.ports.accounts.people(&ctx.caller).await?;
    let title = t!(ctx.locale, "contractors-title");
    let crumbs = [(t!(ctx.locale, "people-title"), Some("/admin/people")), (title.clone(), None)];
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || view(&ctx, title, people.contracts, people.may_manage)))
}

/// The state of a contract in words; what is overdue stands out.
fn state_of(ctx: &PageCtx, row: &ContractRow) -> AnyView {
    let locale = ctx.locale;
    match row.ended {
        Some(_) if row.deletion_proof_due => {
            view! { <Badge kind=BadgeKind::Overdue label=t!(locale, "contract-proof-due") /> }.into_any()
        }
        Some(ended) => t!(locale, "contract-ended", on = dates::instant(ctx, ended)).into_any(),
        None if row.overdue => {
            view! { <Badge kind=BadgeKind::Overdue label=t!(locale, "contract-overdue") /> }.into_any()
        }
        None => t!(locale, "contract-running").into_any(),
    }
}

fn view(ctx: &PageCtx, title: String, contracts: Vec<ContractRow>, manage: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [
        ("contractor", t!(locale, "contractor")),
        ("number", t!(locale, "contract-number")),
        ("until", t!(locale, "contract-until")),
    ];
    let state = FormState::of(ctx, fields);
    let list = if contracts.is_empty() {
        view! { <Empty text=t!(locale, "contractors-none") /> }.into_any()
    } else {
        let heads = ["contractor", "contract-number", "contract-until", "contract-people", "contract-state"];
        let heads = heads.map(|key| texts::t(locale, key)).into_iter();
        let heads = heads.chain(manage.then(|| t!(locale, "acts"))).collect();
        let rows = contracts
            .into_iter()
            .map(|row| {
                let mut cells = vec![
                    row.contractor.clone().into_any(),
                    row.number.clone().into_any(),
                    dates::day_view(ctx, row.until).into_any(),
                    row.people.to_string().into_any(),
                    state_of(ctx, &row),
                ];
                if manage {
                    let key = if row.ended.is_none() { "contract-end-title" } else { "contract-open" };
                    let (path, about) =
                        (href(locale, &format!("{CONTRACTORS}/{}", row.id)), format!(" {}", row.contractor));
                    cells.push(
                        view! { <a href=path>{texts::t(locale, key)} <span class="visually-hidden">{about}</span></a> }
                            .into_any(),
                    );
                }
                cells
            })
            .collect();
        records::table("contracts-caption", t!(locale, "contractors-caption"), heads, rows).into_any()
    };
    let errors = state.errors();
    let create = manage.then(|| {
        view! {
            <section class="section" id="create">
                <h2>{t!(locale, "contract-create")}</h2>
                <Form>
                    <Field
                        name="contractor"
                        label=state.label("contractor")
                        value=state.value("contractor")
                        error=state.error("contractor")
                    />
                    <Field
                        name="number"
                        label=state.label("number")
                        value=state.value("number")
                        error=state.error("number")
                        control=Control::code(30)
                    />
                    <Field
                        name="until"
                        label=state.label("until")
                        value=state.value("until")
                        error=state.error("until")
                        hint=t!(locale, "date-hint")
                        control=Control::DATE
                    />
                    <Buttons label=t!(locale, "contract-create-submit") cancel="/admin/people" />
                </Form>
            </section>
        }
    });
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "contractors-lead")}</p>
        </div>
        {list}
        {create}
    }
}

/// Notes a contract.
///
/// # Errors
/// As [`contract::accounts::Accounts::create_contract`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let sent =
        ContractForm { contractor: form.text("contractor"), number: form.text("number"), until: form.text("until") };
    signed::in_form(ctx.ports.accounts.create_contract(&ctx.caller, sent).await)?;
    Ok(Done::to(CONTRACTORS).flash("contract-created", form.text("contractor")))
}

/// `/admin/contractors/{id}`
///
/// # Errors
/// `not-found` for unknown contracts and for readers who may not manage.
pub async fn contract(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let people = ctx.ports.accounts.people(&ctx.caller).await?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let manage = people.may_manage;
    let found = people.contracts.into_iter().find(|contract| manage && contract.id == id);
    let row = found.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let crumbs = [(t!(ctx.locale, "contractors-title"), Some(CONTRACTORS)), (row.contractor.clone(), None)];
    let head = signed::head(row.contractor.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || contract_view(&ctx, row)))
}

fn contract_view(ctx: &PageCtx, row: ContractRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut rows = vec![
        SummaryRow::text(t!(locale, "contract-number"), row.number.clone()),
        SummaryRow::text(t!(locale, "contract-until"), dates::day(ctx, row.until)),
        SummaryRow::text(t!(locale, "contract-people"), row.people.to_string()),
        SummaryRow::of(t!(locale, "contract-state"), state_of(ctx, &row)),
    ];
    if let Some(proof) = row.deletion_proof {
        rows.push(SummaryRow::text(t!(locale, "contract-proof"), dates::instant(ctx, proof)));
    }
    if row.ended.is_none() {
        let state = FormState::of(ctx, [("reason", t!(locale, "reason"))]);
        let points = ["contract-end-access", "contract-end-proof", "contract-end-trail"];
        let points = points.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
        return view! {
            <FormPage title=row.contractor state=state.clone() lead=t!(locale, "contract-end-lead")>
                <Hidden name="act" value="end" />
                <SummaryList rows=rows />
                <h2>{t!(locale, "contract-end-what")}</h2>
                <ul class="guide-list">{points}</ul>
                <div class="form-questions">
                    <Field
                        name="reason"
                        label=state.label("reason")
                        value=state.value("reason")
                        error=state.error("reason")
                        hint=t!(locale, "reason-hint")
                        control=Control::area(3, REASON)
                    />
                </div>
                <Buttons label=t!(locale, "contract-end-submit") danger=true cancel=CONTRACTORS />
            </FormPage>
        }
        .into_any();
    }
    if row.deletion_proof_due {
        let state = FormState::of(ctx, [("note", t!(locale, "contract-proof-note"))]);
        return view! {
            <FormPage title=row.contractor state=state.clone() lead=t!(locale, "contract-proof-lead")>
                <Hidden name="act" value="proof" />
                <SummaryList rows=rows />
                <div class="form-questions">
                    <Field
                        name="note"
                        label=state.label("note")
                        value=state.value("note")
                        error=state.error("note")
                        hint=t!(locale, "contract-proof-hint")
                        control=Control::area(3, REASON)
                    />
                </div>
                <Buttons label=t!(locale, "contract-proof-submit") cancel=CONTRACTORS />
            </FormPage>
        }
        .into_any();
    }
    view! {
        <div class="page-head">
            <h1>{row.contractor}</h1>
        </div>
        <SummaryList rows=rows />
    }
    .into_any()
}

/// Takes all access back, or notes the proof.
///
/// # Errors
/// As [`contract::accounts::Accounts::end_contract`].
pub async fn submit_contract(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    match form.text("act").as_str() {
        "end" => {
            let done = signed::in_form(accounts.end_contract(&ctx.caller, id, &form.text("reason")).await)?;
            Ok(Done::to(CONTRACTORS).flash("contract-ended", done.people.to_string()))
        }
        "proof" => {
            signed::in_form(accounts.record_deletion_proof(&ctx.caller, id, &form.text("note")).await)?;
            Ok(Done::to(CONTRACTORS).flash("contract-proof", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
