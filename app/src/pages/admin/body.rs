//! `/admin/body` 机构信息: who answers for open data in the body; what the law wants filed.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::{Buttons, Control, Field, FormPage, FormState, Notice, SummaryList, SummaryRow, Tone};
use contract::FormData;
use contract::accounts::{BodyProfileForm, BodyProfileView};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The fields, in the order of the page.
const FIELDS: [&str; 7] =
    ["lead", "contact", "contact_phone", "contact_email", "security_lead", "chief_data_officer", "cdo_filed"];

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` for those who work for no body.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let profile = ctx.ports.accounts.body_profile(&ctx.caller).await?;
    let title = t!(ctx.locale, "body-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, profile)))
}

fn label(ctx: &PageCtx, field: &str) -> String {
    texts::t(ctx.locale, &format!("body-{field}"))
}

fn stored(profile: &BodyProfileView, field: &str) -> String {
    match field {
        "lead" => profile.lead.clone(),
        "contact" => profile.contact.clone(),
        "contact_phone" => profile.contact_phone.clone(),
        "contact_email" => profile.contact_email.clone(),
        "security_lead" => profile.security_lead.clone(),
        "chief_data_officer" => profile.chief_data_officer.clone(),
        _ => profile.cdo_filed.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn view(ctx: &PageCtx, title: String, profile: BodyProfileView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let level = if profile.authority {
        t!(locale, "body-level-authority", level = profile.level.label.as_str())
    } else {
        profile.level.label.clone()
    };
    let mut rows = vec![
        SummaryRow::text(t!(locale, "body-name"), profile.body.name.clone()),
        SummaryRow::text(t!(locale, "body-level"), level),
        SummaryRow::text(t!(locale, "body-region"), profile.region.label.clone()),
    ];
    rows.extend(profile.parent.clone().map(|parent| SummaryRow::text(t!(locale, "body-parent"), parent.name)));
    rows.extend(profile.changed.map(|at| SummaryRow::text(t!(locale, "body-changed"), dates::instant(ctx, at))));
    let missing: Vec<String> = profile.missing.iter().map(|field| label(ctx, field)).collect();
    let missing = (!missing.is_empty()).then(|| {
        let names: Vec<&str> = missing.iter().map(String::as_str).collect();
        let words = t!(locale, "body-missing", names = texts::list(locale, &names));
        view! { <Notice tone=Tone::Warning>{words}</Notice> }
    });
    if !profile.may_edit {
        rows.extend(FIELDS.map(|field| SummaryRow::text(label(ctx, field), stored(&profile, field))));
        return view! {
            <div class="page-head">
                <h1>{title}</h1>
            </div>
            {missing}
            <SummaryList rows=rows />
        }
        .into_any();
    }
    let mut state = FormState::of(ctx, FIELDS.map(|field| (field, label(ctx, field))));
    for field in FIELDS {
        state = state.known(field, stored(&profile, field));
    }
    let questions = FIELDS.map(|field| question(ctx, &state, field)).collect_view();
    view! {
        {missing}
        <FormPage title=title state=state lead=t!(locale, "body-lead-sentence")>
            <SummaryList rows=rows />
            <div class="form-questions">{questions}</div>
            <Buttons label=t!(locale, "body-submit") cancel="/admin" />
        </FormPage>
    }
    .into_any()
}

fn question(ctx: &PageCtx, state: &FormState, field: &'static str) -> impl IntoView + use<> {
    let control = match field {
        "contact_phone" => Control::Input {
            kind: "tel",
            width: Some(20),
            inputmode: Some("tel"),
            autocomplete: Some("off"),
            prose: false,
        },
        "contact_email" => crate::pages::parts::persons::OTHERS_EMAIL,
        "cdo_filed" => Control::DATE,
        _ => Control::Input { kind: "text", width: None, inputmode: None, autocomplete: Some("off"), prose: false },
    };
    let hint = format!("body-{field}-hint");
    let hint = texts::has(ctx.locale, &hint).then(|| texts::t(ctx.locale, &hint));
    let optional = matches!(field, "chief_data_officer" | "cdo_filed");
    view! {
        <Field
            name=field
            label=state.label(field)
            value=state.value(field)
            error=state.error(field)
            hint=hint
            optional=optional
            control=control
        />
    }
}

/// Saves it.
///
/// # Errors
/// As [`contract::accounts::Accounts::set_body_profile`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let sent = BodyProfileForm {
        lead: form.text("lead"),
        contact: form.text("contact"),
        contact_phone: form.text("contact_phone"),
        contact_email: form.text("contact_email"),
        chief_data_officer: form.text("chief_data_officer"),
        cdo_filed: form.text("cdo_filed"),
        security_lead: form.text("security_lead"),
    };
    signed::in_form(ctx.ports.accounts.set_body_profile(&ctx.caller, sent).await)?;
    Ok(Done::to("/admin/body").flash("body-saved", ""))
}
