//! `/admin/bodies/{id}`: a body, its first administrator. `/admin/bodies/{id}/end`: its end, and who goes on with its cases.
use super::{BODIES, code, label, state_of};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::admin::people::REASON;
use crate::pages::my::organisation::invitations;
use crate::pages::parts::{dates, persons, signed};
use crate::ui::{
    Buttons, Control, ErrorSummary, Field, Form, FormPage, FormState, Hidden, Notice, SummaryList, SummaryRow, Tone,
    href,
};
use contract::directory::ManagedBody;
use contract::{BodyRef, ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the port.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let body = ctx.ports.directory.body(&ctx.caller, code(&params)).await?;
    let crumbs = [(t!(ctx.locale, "directory-bodies-title"), Some(BODIES)), (body.row.name.clone(), None)];
    let mut head = signed::head(body.row.name.clone(), signed::desk_crumbs(&ctx, crumbs));
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, body)))
}

/// A link to the page of another body.
fn linked(ctx: &PageCtx, body: &BodyRef) -> AnyView {
    let path = href(ctx.locale, &format!("{BODIES}/{}", body.code));
    view! { <a href=path>{body.name.clone()}</a> }.into_any()
}

fn rows(ctx: &PageCtx, body: &ManagedBody) -> Vec<SummaryRow> {
    let locale = ctx.locale;
    let kind = body.row.body_type.as_ref().map(|kind| kind.label.clone()).unwrap_or_default();
    let region = format!("{} {}", body.row.region.label, body.row.region.value);
    let mut rows = vec![
        SummaryRow::text(t!(locale, "directory-code"), body.row.code.clone()),
        SummaryRow::of(t!(locale, "directory-state"), state_of(ctx, &body.row)),
        SummaryRow::text(t!(locale, "directory-name_en"), body.name_en.clone()),
        SummaryRow::text(t!(locale, "body-level"), body.row.level.label.clone()),
        SummaryRow::text(t!(locale, "body-region"), region),
        SummaryRow::text(t!(locale, "directory-type"), kind),
    ];
    rows.extend(body.parent.as_ref().map(|above| SummaryRow::of(t!(locale, "body-parent"), linked(ctx, above))));
    rows.extend(
        body.successor.as_ref().map(|next| SummaryRow::of(t!(locale, "directory-successor"), linked(ctx, next))),
    );
    let filed = body.cdo_filed.map(|day| dates::day(ctx, day)).unwrap_or_default();
    let people = [
        ("lead", body.lead.clone()),
        ("contact", body.contact.clone()),
        ("contact_phone", body.contact_phone.clone()),
        ("contact_email", body.contact_email.clone()),
        ("security_lead", body.security_lead.clone()),
        ("chief_data_officer", body.chief_data_officer.clone()),
        ("cdo_filed", filed),
    ];
    rows.extend(people.map(|(field, value)| SummaryRow::text(label(ctx, field), value)));
    rows.push(SummaryRow::text(t!(locale, "directory-people"), body.row.people.to_string()));
    rows.push(SummaryRow::text(t!(locale, "directory-admins"), body.admins.to_string()));
    rows.push(SummaryRow::text(t!(locale, "directory-open-cases"), body.open_cases.to_string()));
    rows
}

fn view(ctx: &PageCtx, body: ManagedBody) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [("email", t!(locale, "account-email"))]).act("invite");
    let resume = FormState::of(ctx, [("reason", t!(locale, "reason"))]).act("resume");
    let errors = [state.errors(), resume.errors()].concat();
    let rows = rows(ctx, &body);
    let place = format!("{BODIES}/{}", body.row.code);
    let ended = body.row.ended.is_some();
    let invite = (!ended && body.admins == 0).then(|| {
        view! {
            <section class="section" id="invite">
                <h2>{t!(locale, "directory-first-admin")}</h2>
                <p>{t!(locale, "directory-first-admin-note")}</p>
                <Form>
                    <Hidden name="act" value="invite" />
                    {persons::invited(locale, &state)}
                    <Buttons label=t!(locale, "invite-submit") />
                </Form>
            </section>
        }
    });
    let again = ended.then(|| {
        view! {
            <section class="section" id="resume">
                <h2>{t!(locale, "directory-resume")}</h2>
                <p>{t!(locale, "directory-resume-note")}</p>
                <Form>
                    <Hidden name="act" value="resume" />
                    <Field
                        name="reason"
                        label=resume.label("reason")
                        value=resume.value("reason")
                        error=resume.error("reason")
                        hint=t!(locale, "reason-hint")
                        control=Control::area(3, REASON)
                    />
                    <Buttons label=t!(locale, "directory-resume-submit") />
                </Form>
            </section>
        }
    });
    let ways = (!ended).then(|| {
        view! {
            <p class="form-ways">
                <a href=href(locale, &format!("{place}/edit"))>{t!(locale, "directory-body-edit")}</a>
                " · "
                <a href=href(locale, &format!("{place}/end"))>{t!(locale, "directory-end")}</a>
            </p>
        }
    });
    let waiting = body.invitations;
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{body.row.name}</h1>
        </div>
        <SummaryList rows=rows />
        {ways}
        {invitations(ctx, waiting, false)}
        {invite}
        {again}
    }
}

/// Invites the first administrator, or takes the end back.
///
/// # Errors
/// As [`contract::directory::Directory::invite_admin`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let (directory, code) = (&ctx.ports.directory, code(&params));
    let back = Done::to(format!("{BODIES}/{code}"));
    match form.text("act").as_str() {
        "invite" => {
            let email = form.text("email");
            signed::in_form(directory.invite_admin(&ctx.caller, code, &email).await)?;
            Ok(back.flash("invited", email))
        }
        "resume" => {
            signed::in_form(directory.resume_body(&ctx.caller, code, &form.text("reason")).await)?;
            Ok(back.flash("body-resumed", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// `/admin/bodies/{id}/end`
///
/// # Errors
/// Those of the port.
pub async fn end(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let body = ctx.ports.directory.body(&ctx.caller, code(&params)).await?;
    let title = t!(ctx.locale, "directory-end");
    let back = format!("{BODIES}/{}", body.row.code);
    let crumbs = [
        (t!(ctx.locale, "directory-bodies-title"), Some(BODIES)),
        (body.row.name.clone(), Some(back.as_str())),
        (title.clone(), None),
    ];
    let head = signed::head(format!("{title} — {}", body.row.name), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || {
        let locale = ctx.locale;
        let fields = [("successor", t!(locale, "directory-successor")), ("reason", t!(locale, "reason"))];
        let state = FormState::of(&ctx, fields);
        let points = ["directory-end-people", "directory-end-cases", "directory-end-datasets", "directory-end-trail"];
        let points = points.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
        let needed = body.open_cases > 0 || body.row.authority;
        let open = (body.open_cases > 0).then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{t!(locale, "directory-end-open", n = body.open_cases)}</p>
                </Notice>
            }
        });
        let lead = t!(locale, "directory-end-lead", name = body.row.name.as_str());
        view! {
            <FormPage title=title state=state.clone() lead=Some(lead)>
                <ul class="guide-list">{points}</ul>
                {open}
                <Field
                    name="successor"
                    label=state.label("successor")
                    value=state.value("successor")
                    error=state.error("successor")
                    hint=t!(locale, "directory-successor-hint")
                    optional=!needed
                />
                <Field
                    name="reason"
                    label=state.label("reason")
                    value=state.value("reason")
                    error=state.error("reason")
                    hint=t!(locale, "reason-hint")
                    control=Control::area(3, REASON)
                />
                <Buttons label=t!(locale, "directory-end-submit") danger=true cancel=back />
            </FormPage>
        }
    }))
}

/// Ends it.
///
/// # Errors
/// As [`contract::directory::Directory::end_body`].
pub async fn submit_end(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let code = code(&params);
    let (successor, reason) = (form.text("successor"), form.text("reason"));
    let done = signed::in_form(ctx.ports.directory.end_body(&ctx.caller, code, &successor, &reason).await)?;
    Ok(Done::to(format!("{BODIES}/{code}")).flash("body-ended", done.cases.to_string()))
}
