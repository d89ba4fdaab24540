//! `/admin/violations/new?agreement=…` 报告违规: somebody of a publisher or the authority suspects that a user breaks the agreement (B16). Linked
//! from the agreement and from the complaint that says so; without a number it asks for one first.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{
    Buttons, Checkboxes, Choice, Control, Definition, DefinitionList, Field, FormPage, FormState, Hidden, with_query,
};
use contract::oversight::{SuspicionPage, forms as names};
use contract::{ErrorCode, FormData, PortError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

pub const PATH: &str = "/admin/violations/new";
/// Longest text, in characters.
const MOST: u32 = 1000;
/// What the form that asks for the number sends as `act`.
const FIND: &str = "find";

/// What stands in the address or was sent.
fn given(ctx: &PageCtx, name: &str) -> Option<String> {
    let sent = ctx.submission.as_ref().and_then(|sent| sent.value(name)).map(str::to_owned);
    sent.or_else(|| ctx.param(name)).filter(|value| !value.trim().is_empty())
}

/// The form.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = given(&ctx, names::AGREEMENT);
    let about = match ctx.ports.oversight.suspicion(&ctx.caller, number.as_deref()).await {
        // The number that was sent is wrong: it is asked for again.
        Err(PortError::Invalid(_)) if ctx.submission.is_some() => None,
        Err(PortError::Invalid(_)) => return Err(Refusal::new(ErrorCode::NotFound).into()),
        about => about?,
    };
    let title = t!(ctx.locale, "suspicion-title");
    let above = (t!(ctx.locale, "violations-title"), Some(super::violations::PATH));
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [above, (title, None)]));
    head.chinese_values = true;
    Ok(signed::page(head, move || match about {
        Some(about) => view(&ctx, about),
        None => ask(&ctx),
    }))
}

/// Looks the agreement up, or opens the case.
///
/// # Errors
/// Every fault of the form.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, sent: FormData) -> FormResult {
    if sent.text("act") == FIND {
        let (number, complaint) = (sent.text(names::AGREEMENT), sent.text(names::COMPLAINT));
        let found = ctx.ports.oversight.suspicion(&ctx.caller, Some(&number)).await?;
        let number = found.map_or(number, |found| found.agreement);
        let query = [(names::AGREEMENT, number.as_str()), (names::COMPLAINT, complaint.as_str())];
        return Ok(Done::to(with_query(PATH, query)));
    }
    let number = ctx.ports.oversight.report(&ctx.caller, &sent).await?;
    Ok(Done::to(format!("/cases/{number}")).flash("violation-suspected", number))
}

/// Which agreement?
fn ask(ctx: &PageCtx) -> AnyView {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [(names::AGREEMENT, t!(locale, "suspicion-agreement"))]);
    let complaint = given(ctx, names::COMPLAINT).unwrap_or_default();
    view! {
        <FormPage title=t!(locale, "suspicion-title") state=state.clone() lead=Some(t!(locale, "suspicion-lead"))>
            <Hidden name="act" value=FIND />
            <Hidden name=names::COMPLAINT value=complaint />
            <Field
                name=names::AGREEMENT
                label=state.label(names::AGREEMENT)
                hint=Some(t!(locale, "suspicion-agreement-hint"))
                value=state.value(names::AGREEMENT)
                error=state.error(names::AGREEMENT)
                control=Control::TEXT
            />
            <Buttons label=t!(locale, "suspicion-find") cancel="/admin" />
        </FormPage>
    }
    .into_any()
}

fn view(ctx: &PageCtx, about: SuspicionPage) -> AnyView {
    let locale = ctx.locale;
    let mut state = FormState::of(
        ctx,
        [
            (names::DATASETS, t!(locale, "suspicion-datasets")),
            (names::TEXT, t!(locale, "suspicion-text")),
            (names::COMPLAINT, t!(locale, "suspicion-complaint")),
        ],
    );
    if let Some(complaint) = ctx.param(names::COMPLAINT) {
        state = state.known(names::COMPLAINT, complaint);
    }
    // There is nothing to choose where the body has opened one dataset alone.
    if let [only] = about.datasets.as_slice() {
        state = state.known(names::DATASETS, only.value.clone());
    }
    let rows = vec![
        Definition::new(t!(locale, "violation-agreement"), about.agreement.clone()),
        Definition::new(t!(locale, "suspicion-user"), view! { <span lang="zh-CN">{about.user}</span> }),
        Definition::new(t!(locale, "suspicion-service"), view! { <span lang="zh-CN">{about.service}</span> }),
    ];
    let choices = about.datasets.into_iter().map(|one| Choice::new(one.value, one.label)).collect();
    let cancel = format!("/cases/{}", contract::query::encode(&about.agreement));
    view! {
        <FormPage title=t!(locale, "suspicion-title") state=state.clone() lead=Some(t!(locale, "suspicion-lead"))>
            <Hidden name=names::AGREEMENT value=about.agreement />
            <div class="stack">
                <DefinitionList rows=rows />
                <Checkboxes
                    name=names::DATASETS
                    label=state.label(names::DATASETS)
                    choices=choices
                    values=state.values(names::DATASETS)
                    error=state.error(names::DATASETS)
                />
            </div>
            <Field
                name=names::TEXT
                label=state.label(names::TEXT)
                value=state.value(names::TEXT)
                error=state.error(names::TEXT)
                control=Control::TextArea { rows: 6, limit: Some(MOST) }
            />
            <Field
                name=names::COMPLAINT
                label=state.label(names::COMPLAINT)
                hint=Some(t!(locale, "suspicion-complaint-hint"))
                value=state.value(names::COMPLAINT)
                error=state.error(names::COMPLAINT)
                optional=true
                control=Control::TEXT
            />
            <Buttons label=t!(locale, "suspicion-submit") cancel=cancel />
        </FormPage>
    }
    .into_any()
}
