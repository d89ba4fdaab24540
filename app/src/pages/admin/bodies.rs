//! `/admin/bodies` 公共管理和服务机构: the list, a new one, and the form of one. For system administrators.
mod one;

pub use one::{end, one, submit_end, submit_one};

use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::persons::OTHERS_EMAIL;
use crate::pages::parts::{dates, records, signed};
use crate::ui::{
    Badge, BadgeKind, ButtonLink, Buttons, Control, Empty, Field, FormPage, FormState, Pagination, Tick, href,
    with_query,
};
use contract::FormData;
use contract::accounts::BodyProfileForm;
use contract::directory::{BodyChoices, BodyForm, BodyPage, BodyQuery, BodyRow, ManagedBody};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const BODIES: &str = "/admin/bodies";
/// Fields of the body itself, in the order of the page.
const FIELDS: [&str; 7] = ["name", "name_en", "level", "region", "body_type", "parent", "website"];
/// Those of its contacts and filings, as on `/admin/body`.
const PROFILE: [&str; 7] =
    ["lead", "contact", "contact_phone", "contact_email", "security_lead", "chief_data_officer", "cdo_filed"];

/// The list.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let page = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let query = BodyQuery { text: ctx.param("q"), level: ctx.param("level"), ended: ctx.param("ended"), page };
    let bodies = ctx.ports.directory.bodies(&ctx.caller, &query).await?;
    let title = t!(ctx.locale, "directory-bodies-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    head.chinese_values = true;
    Ok(signed::page(head, move || list(&ctx, query, bodies)))
}

/// How a body stands, in words; what ended stands out.
fn state_of(ctx: &PageCtx, row: &BodyRow) -> AnyView {
    match row.ended {
        Some(at) => {
            let label = t!(ctx.locale, "directory-ended", on = dates::instant(ctx, at));
            view! { <Badge kind=BadgeKind::Withdrawn label=label /> }.into_any()
        }
        None if row.authority => t!(ctx.locale, "directory-authority").into_any(),
        None => t!(ctx.locale, "directory-active").into_any(),
    }
}

fn list(ctx: &PageCtx, query: BodyQuery, bodies: BodyPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let value = |text: &Option<String>| text.clone().unwrap_or_default();
    let (text, level, ended) = (value(&query.text), value(&query.level), value(&query.ended));
    let levels = std::iter::once((String::new(), t!(locale, "directory-any-level")))
        .chain(bodies.levels.into_iter().map(|level| (level.value, level.label)))
        .collect();
    let standing = [("", "directory-active"), ("yes", "directory-only-ended"), ("all", "directory-all")];
    let standing = standing.map(|(code, key)| (code.to_owned(), texts::t(locale, key))).into();
    let pages = bodies.total.div_ceil(u64::from(bodies.per_page.max(1)));
    let kept = (text.clone(), level.clone(), ended.clone());
    let address = move |n: u64| {
        let page = n.to_string();
        with_query(BODIES, [("q", kept.0.as_str()), ("level", &kept.1), ("ended", &kept.2), ("page", &page)])
    };
    let found = if bodies.rows.is_empty() {
        view! { <Empty text=t!(locale, "directory-bodies-none") /> }.into_any()
    } else {
        let heads = ["body-name", "body-level", "body-region", "directory-type", "directory-people", "directory-state"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = bodies
            .rows
            .into_iter()
            .map(|row| {
                let state = state_of(ctx, &row);
                let path = href(locale, &format!("{BODIES}/{}", row.code));
                vec![
                    view! { <a href=path>{row.name}</a> }.into_any(),
                    row.level.label.into_any(),
                    row.region.label.into_any(),
                    row.body_type.map(|kind| kind.label).unwrap_or_default().into_any(),
                    row.people.to_string().into_any(),
                    state,
                ]
            })
            .collect();
        let caption = t!(locale, "directory-bodies-count", n = bodies.total);
        records::table("bodies-caption", caption, heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "directory-bodies-title")}</h1>
            <p class="lead">{t!(locale, "directory-bodies-lead")}</p>
        </div>
        <div class="buttons">
            <ButtonLink path="/admin/bodies/new">{t!(locale, "directory-body-new")}</ButtonLink>
        </div>
        <form method="get" action=href(locale, BODIES) class="queue-filters">
            <Field name="q" label=t!(locale, "directory-body-words") value=text />
            <Field name="level" label=t!(locale, "body-level") value=level control=Control::Select(levels) />
            <Field name="ended" label=t!(locale, "directory-state") value=ended control=Control::Select(standing) />
            <button type="submit" class="button">
                {t!(locale, "filters-apply")}
            </button>
        </form>
        {found}
        <Pagination page=u64::from(bodies.page) pages=pages path=address />
    }
}

fn label(ctx: &PageCtx, field: &str) -> String {
    let key = match field {
        "name" | "level" | "region" | "parent" => format!("body-{field}"),
        "name_en" | "website" | "authority" => format!("directory-{field}"),
        "body_type" => "directory-type".to_owned(),
        _ => format!("body-{field}"),
    };
    texts::t(ctx.locale, &key)
}

fn state(ctx: &PageCtx) -> FormState {
    let names = FIELDS.into_iter().chain(["authority"]).chain(PROFILE);
    FormState::of(ctx, names.map(|name| (name, label(ctx, name))))
}

/// The form with what is known.
fn known(mut state: FormState, body: &ManagedBody) -> FormState {
    let text = |value: &Option<contract::Coded>| value.as_ref().map(|one| one.value.clone()).unwrap_or_default();
    let values = [
        ("name", body.row.name.clone()),
        ("name_en", body.name_en.clone()),
        ("level", body.row.level.value.clone()),
        ("region", body.row.region.value.clone()),
        ("body_type", text(&body.row.body_type)),
        ("parent", body.parent.as_ref().map(|above| above.code.clone()).unwrap_or_default()),
        ("website", body.website.clone()),
        ("authority", if body.row.authority { "yes".to_owned() } else { String::new() }),
        ("lead", body.lead.clone()),
        ("contact", body.contact.clone()),
        ("contact_phone", body.contact_phone.clone()),
        ("contact_email", body.contact_email.clone()),
        ("security_lead", body.security_lead.clone()),
        ("chief_data_officer", body.chief_data_officer.clone()),
        ("cdo_filed", body.cdo_filed.map(|day| day.to_string()).unwrap_or_default()),
    ];
    for (name, value) in values {
        state = state.known(name, value);
    }
    state
}

fn question(ctx: &PageCtx, state: &FormState, choices: &BodyChoices, field: &'static str) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let options = |none: &str, all: &[contract::Coded]| {
        let first = (String::new(), texts::t(locale, none));
        let rest = all.iter().map(|one| (one.value.clone(), one.label.clone()));
        Control::Select(std::iter::once(first).chain(rest).collect())
    };
    let plain = Control::Input { kind: "text", width: None, inputmode: None, autocomplete: Some("off"), prose: false };
    let control = match field {
        "level" => options("directory-choose", &choices.levels),
        "body_type" => options("directory-type-unknown", &choices.types),
        "region" => Control::code(6),
        "contact_email" => OTHERS_EMAIL,
        "cdo_filed" => Control::DATE,
        _ => plain,
    };
    let hints = [format!("directory-{field}-hint"), format!("body-{field}-hint")];
    let hint = hints.into_iter().find(|key| texts::has(locale, key)).map(|key| texts::t(locale, &key));
    let optional = !matches!(field, "name" | "level" | "region");
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

fn form(
    ctx: &PageCtx,
    title: String,
    state: FormState,
    choices: &BodyChoices,
    cancel: String,
) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let about = FIELDS.map(|field| question(ctx, &state, choices, field)).collect_view();
    let people = PROFILE.map(|field| question(ctx, &state, choices, field)).collect_view();
    let authority = state.ticked("authority");
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "directory-body-form-lead")>
            <h2>{t!(locale, "directory-part-body")}</h2>
            {about}
            <Tick
                name="authority"
                label=state.label("authority")
                checked=authority
                hint=t!(locale, "directory-authority-hint")
                error=state.error("authority")
            />
            <h2>{t!(locale, "directory-part-people")}</h2>
            <p>{t!(locale, "directory-part-people-note")}</p>
            {people}
            <Buttons label=t!(locale, "directory-body-save") cancel=cancel />
        </FormPage>
    }
}

/// `/admin/bodies/new`
///
/// # Errors
/// Those of the port.
pub async fn new(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let choices = ctx.ports.directory.body_choices(&ctx.caller).await?;
    let title = t!(ctx.locale, "directory-body-new");
    let crumbs = [(t!(ctx.locale, "directory-bodies-title"), Some(BODIES)), (title.clone(), None)];
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || form(&ctx, title, state(&ctx), &choices, BODIES.to_owned())))
}

fn sent(form: &FormData) -> BodyForm {
    BodyForm {
        name: form.text("name"),
        name_en: form.text("name_en"),
        level: form.text("level"),
        region: form.text("region"),
        parent: form.text("parent"),
        body_type: form.text("body_type"),
        authority: form.has("authority"),
        website: form.text("website"),
        profile: BodyProfileForm {
            lead: form.text("lead"),
            contact: form.text("contact"),
            contact_phone: form.text("contact_phone"),
            contact_email: form.text("contact_email"),
            chief_data_officer: form.text("chief_data_officer"),
            cdo_filed: form.text("cdo_filed"),
            security_lead: form.text("security_lead"),
        },
    }
}

/// Enters it; the page of the new body asks for its first administrator.
///
/// # Errors
/// As [`contract::directory::Directory::create_body`].
pub async fn submit_new(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let code = signed::in_form(ctx.ports.directory.create_body(&ctx.caller, sent(&form)).await)?;
    Ok(Done::to(format!("{BODIES}/{code}")).flash("body-created", form.text("name")))
}

fn code(params: &Params) -> &str {
    params.get("id").map(String::as_str).unwrap_or_default()
}

/// `/admin/bodies/{id}/edit`
///
/// # Errors
/// Those of the port.
pub async fn edit(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let body = ctx.ports.directory.body(&ctx.caller, code(&params)).await?;
    let choices = ctx.ports.directory.body_choices(&ctx.caller).await?;
    let title = t!(ctx.locale, "directory-body-edit");
    let back = format!("{BODIES}/{}", body.row.code);
    let crumbs = [
        (t!(ctx.locale, "directory-bodies-title"), Some(BODIES)),
        (body.row.name.clone(), Some(back.as_str())),
        (title.clone(), None),
    ];
    let head = signed::head(format!("{title} — {}", body.row.name), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || form(&ctx, title, known(state(&ctx), &body), &choices, back)))
}

/// Saves it.
///
/// # Errors
/// As [`contract::directory::Directory::edit_body`].
pub async fn submit_edit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let code = code(&params);
    signed::in_form(ctx.ports.directory.edit_body(&ctx.caller, code, sent(&form)).await)?;
    Ok(Done::to(format!("{BODIES}/{code}")).flash("body-saved", ""))
}
