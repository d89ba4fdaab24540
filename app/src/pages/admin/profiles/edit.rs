//! One value changes, with a reason and the article it rests on.
use super::{DRAFTS, NOTE, PATH, name};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Buttons, Control, Field, FormPage, FormState, Hidden, SummaryList, SummaryRow};
use contract::regulation::{ValueEdit, ValueRow};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page; the value is named by the parameter `key`.
///
/// # Errors
/// A redirect to sign in; those of the port; `not-found` for no value.
pub async fn edit(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let found = ctx.ports.regulation.profile(&ctx.caller, name(&params)).await?;
    let key = ctx.param("key").unwrap_or_default();
    let missing = || Refusal::new(ErrorCode::NotFound);
    let row = found.groups.into_iter().flat_map(|group| group.rows).find(|row| row.key == key).ok_or_else(missing)?;
    if !found.may_edit {
        return Err(Refusal::new(ErrorCode::Forbidden).into());
    }
    let title = t!(ctx.locale, "profiles-edit-title");
    let of = format!("{PATH}/{}", found.row.name);
    let crumbs = signed::desk_crumbs(
        &ctx,
        [(t!(ctx.locale, "profiles-title"), Some(PATH)), (found.row.title.clone(), Some(&of)), (title.clone(), None)],
    );
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || view(&ctx, title, of, row)))
}

fn view(ctx: &PageCtx, title: String, back: String, row: ValueRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(
        ctx,
        [
            ("value", t!(locale, "profiles-new-value")),
            ("article", t!(locale, "profiles-article")),
            ("reason", t!(locale, "rules-reason")),
        ],
    );
    let state = state.known("value", row.drafted.clone().unwrap_or_else(|| row.value.clone()));
    let known = vec![
        SummaryRow::of(t!(locale, "profiles-value-name"), view! { <code>{row.key.clone()}</code> }),
        SummaryRow::text(t!(locale, "profiles-value"), row.value),
    ];
    let fields = view! {
        <SummaryList rows=known />
        <Hidden name="key" value=row.key />
        <Field name="value" label=state.label("value") value=state.value("value") error=state.error("value") hint=t!(locale, "profiles-value-hint") />
        <Field name="article" label=state.label("article") value=state.value("article") error=state.error("article") hint=t!(locale, "profiles-article-hint") control=Control::code(20) />
        <Field name="reason" label=state.label("reason") value=state.value("reason") error=state.error("reason") control=Control::area(3, NOTE) />
        <Buttons label=t!(locale, "profiles-edit-button") cancel=back />
    };
    view! {
        <FormPage title=title state=state lead=row.label>
            {fields}
        </FormPage>
    }
}

/// Puts the value into the draft.
///
/// # Errors
/// Those of the port.
pub async fn submit_edit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let edit = ValueEdit {
        key: form.text("key"),
        value: form.text("value"),
        reason: form.text("reason"),
        article: form.text("article"),
    };
    let draft = ctx.ports.regulation.edit_profile(&ctx.caller, name(&params), edit).await?;
    Ok(Done::to(format!("{DRAFTS}/{draft}")).flash("profile-drafted", ""))
}
