//! `/admin/people` 人员与角色: the matrix person × role, what separations are not kept, invitations. `/admin/people/{id}`: roles and the end.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::my::organisation::invitations;
use crate::pages::parts::{dates, persons, records, signed};
use crate::ui::{
    Buttons, Checkboxes, Choice, Control, ErrorSummary, Field, Form, FormState, Hidden, Icon, Notice, Tone, href,
};
use contract::accounts::{ContractRow, PeopleView, PersonRow, StaffForm};
use contract::{Coded, ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PEOPLE: &str = "/admin/people";
/// The most characters of a reason; the port checks it.
pub const REASON: u32 = 500;

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` with the role that is missing.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let people = ctx.ports.accounts.people(&ctx.caller).await?;
    let title = t!(ctx.locale, "people-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, people)))
}

fn view(ctx: &PageCtx, title: String, people: PeopleView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let manage = people.may_manage;
    let fields = [
        ("email", t!(locale, "account-email")),
        ("roles", t!(locale, "roles")),
        ("contract", t!(locale, "staff-contract")),
    ];
    let state = FormState::of(ctx, fields).act("invite");
    let warnings = (!people.warnings.is_empty()).then(|| {
        let items = people.warnings.into_iter().map(|warning| view! { <li>{warning.label}</li> }).collect_view();
        view! {
            <Notice tone=Tone::Warning title=t!(locale, "people-warnings")>
                <ul class="guide-list">{items}</ul>
            </Notice>
        }
    });
    let running: Vec<ContractRow> = people.contracts.into_iter().filter(|contract| contract.ended.is_none()).collect();
    let invite = manage.then(|| invite(ctx, &state, &people.assignable, running));
    view! {
        <ErrorSummary errors=state.errors() />
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{people.body.name}</p>
        </div>
        {warnings}
        {matrix(ctx, people.rows, &people.roles, manage)}
        <p class="form-ways">
            <a href=href(locale, "/admin/contractors")>{t!(locale, "contractors-title")}</a>
        </p>
        {invitations(ctx, people.invitations, manage)}
        {invite}
    }
}

/// Persons down, roles across: a tick in words for those who do not see it.
fn matrix(ctx: &PageCtx, rows: Vec<PersonRow>, roles: &[Coded], manage: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = std::iter::once(t!(locale, "account-name"))
        .chain(roles.iter().map(|role| role.label.clone()))
        .chain([t!(locale, "second-factor"), t!(locale, "session-seen")])
        .chain(manage.then(|| t!(locale, "acts")))
        .collect();
    let rows = rows
        .into_iter()
        .map(|person| {
            let from = person.contractor.clone().map(|company| view! { <span class="meta">{company}</span> });
            let mut cells = vec![
                view! {
                    {person.name.clone()}
                    <span class="meta">{person.email_masked.clone()}</span>
                    {from}
                }
                .into_any(),
            ];
            cells.extend(roles.iter().map(|role| {
                if person.roles.iter().any(|held| held.value == role.value) {
                    view! {
                        <Icon name="check" />
                        <span class="visually-hidden">{t!(locale, "role-held")}</span>
                    }
                    .into_any()
                } else {
                    view! { <span class="null">"–"</span> }.into_any()
                }
            }));
            let factor = if person.second_factor { "second-factor-has" } else { "second-factor-lacks" };
            cells.push(texts::t(locale, factor).into_any());
            cells.push(match person.last_seen {
                Some(seen) => dates::instant(ctx, seen).into_any(),
                None => t!(locale, "never").into_any(),
            });
            if manage {
                let path = href(locale, &format!("{PEOPLE}/{}", person.id));
                let about = format!(" {}", person.name);
                cells.push(
                    view! { <a href=path>{t!(locale, "member-manage")} <span class="visually-hidden">{about}</span></a> }
                        .into_any(),
                );
            }
            cells
        })
        .collect();
    view! { <div class="matrix">{records::table("people-caption", t!(locale, "people-caption"), heads, rows)}</div> }
}

fn role_choices(roles: &[Coded]) -> Vec<Choice> {
    roles.iter().map(|role| Choice::new(role.value.clone(), role.label.clone())).collect()
}

fn invite(ctx: &PageCtx, state: &FormState, roles: &[Coded], running: Vec<ContractRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let (state, choices) = (state.clone(), role_choices(roles));
    let contract = (!running.is_empty()).then(|| {
        let own = (String::new(), t!(locale, "staff-own"));
        let each = running.into_iter().map(|row| (row.id, format!("{} {}", row.contractor, row.number)));
        view! {
            <Field
                name="contract"
                label=state.label("contract")
                value=state.value("contract")
                error=state.error("contract")
                hint=t!(locale, "staff-contract-hint")
                optional=true
                control=Control::Select(std::iter::once(own).chain(each).collect())
            />
        }
    });
    view! {
        <section class="section" id="invite">
            <h2>{t!(locale, "staff-invite")}</h2>
            <Form>
                <Hidden name="act" value="invite" />
                {persons::invited(locale, &state)}
                <Checkboxes
                    name="roles"
                    label=state.label("roles")
                    values=state.values("roles")
                    error=state.error("roles")
                    hint=t!(locale, "roles-hint")
                    choices=choices
                />
                {contract}
                <Buttons label=t!(locale, "invite-submit") />
            </Form>
        </section>
    }
}

/// Invites, or takes an invitation back.
///
/// # Errors
/// As [`contract::accounts::Accounts::invite_staff`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    match form.text("act").as_str() {
        "invite" => {
            let sent =
                StaffForm { email: form.text("email"), roles: form.all("roles"), contract: form.optional("contract") };
            let email = sent.email.clone();
            signed::in_form(accounts.invite_staff(&ctx.caller, sent).await)?;
            Ok(Done::to(PEOPLE).flash("invited", email))
        }
        "withdraw" => {
            accounts.withdraw_invitation(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(PEOPLE).flash("invitation-withdrawn", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// `/admin/people/{id}`
///
/// # Errors
/// `not-found` for unknown persons and for readers who may not manage.
pub async fn person(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let people = ctx.ports.accounts.people(&ctx.caller).await?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let manage = people.may_manage;
    let found = people.rows.into_iter().find(|person| manage && person.id == id);
    let person = found.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    let crumbs = [(t!(ctx.locale, "people-title"), Some(PEOPLE)), (person.name.clone(), None)];
    let head = signed::head(person.name.clone(), signed::desk_crumbs(&ctx, crumbs));
    let roles = people.assignable;
    Ok(signed::page(head, move || person_view(&ctx, person, &roles)))
}

fn person_view(ctx: &PageCtx, person: PersonRow, roles: &[Coded]) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [("roles", t!(locale, "roles")), ("reason", t!(locale, "reason"))];
    let mut state = FormState::of(ctx, fields).act("roles");
    for role in &person.roles {
        state = state.known("roles", role.value.clone());
    }
    let end = FormState::of(ctx, [("reason", t!(locale, "reason"))]).act("end");
    let errors = [state.errors(), end.errors()].concat();
    let name = person.name.clone();
    let points = ["staff-end-sessions", "staff-end-cases", "staff-end-trail"];
    let points = points.map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
    // Two fields of one page cannot share an id; the second form sends the same name from its own page.
    let choices = role_choices(roles);
    let ending = ctx.param("act").as_deref() == Some("end") || end.has_errors();
    let form = if ending {
        view! {
            <Form>
                <Hidden name="act" value="end" />
                <h2>{t!(locale, "staff-end-title")}</h2>
                <ul class="guide-list">{points}</ul>
                <Field
                    name="reason"
                    label=end.label("reason")
                    value=end.value("reason")
                    error=end.error("reason")
                    hint=t!(locale, "reason-hint")
                    control=Control::area(3, REASON)
                />
                <Buttons label=t!(locale, "staff-end-submit", name = name.as_str()) danger=true cancel=format!("{PEOPLE}/{}", person.id) />
            </Form>
        }
        .into_any()
    } else {
        view! {
            <Form>
                <Hidden name="act" value="roles" />
                <Checkboxes
                    name="roles"
                    label=state.label("roles")
                    values=state.values("roles")
                    error=state.error("roles")
                    hint=t!(locale, "roles-hint")
                    choices=choices
                />
                <Field
                    name="reason"
                    label=state.label("reason")
                    value=state.value("reason")
                    error=state.error("reason")
                    hint=t!(locale, "reason-hint")
                    control=Control::area(3, REASON)
                />
                <Buttons label=t!(locale, "roles-submit") cancel=PEOPLE />
            </Form>
            <p class="form-ways">
                <a href=href(locale, &format!("{PEOPLE}/{}?act=end", person.id))>{t!(locale, "staff-end-title")}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{person.name}</h1>
            <p class="lead">{person.email_masked}</p>
        </div>
        {form}
    }
}

/// Roles, or the end.
///
/// # Errors
/// As [`contract::accounts::Accounts::set_roles`].
pub async fn submit_person(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let reason = form.text("reason");
    match form.text("act").as_str() {
        "roles" => {
            signed::in_form(accounts.set_roles(&ctx.caller, id, &form.all("roles"), &reason).await)?;
            Ok(Done::to(PEOPLE).flash("roles-set", ""))
        }
        "end" => {
            let done = signed::in_form(accounts.end_staff(&ctx.caller, id, &reason).await)?;
            Ok(Done::to(PEOPLE).flash("staff-ended", done.cases.to_string()))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
