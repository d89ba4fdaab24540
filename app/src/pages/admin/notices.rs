//! `/admin/notices` 公告: what the authority announced and is writing; `/admin/notices/{code}` (`new` for a new one): the editor. What is
//! published is corrected by a new version and never goes away (B35).
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::{ButtonLink, Buttons, Choice, Control, Empty, Field, FormPage, FormState, Hidden, Radios, href};
use contract::FormData;
use contract::opening::{AnnouncementDraft, AnnouncementRow};
use contract::query::encode;
use domain::access::announcement::{BODY_MAX, NOTE_MAX, TITLE_MAX};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The list.
pub const PATH: &str = "/admin/notices";
/// The address part of one that is not stored yet.
const NEW: &str = "new";

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let rows = ctx.ports.opening.own_announcements(&ctx.caller).await?;
    let title = t!(ctx.locale, "opening-desk-notices");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, rows)))
}

fn list(ctx: &PageCtx, rows: Vec<AnnouncementRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let found = if rows.is_empty() {
        view! { <Empty text=t!(locale, "opening-notices-none") /> }.into_any()
    } else {
        let heads = ["opening-notice-name", "opening-notice-kind", "opening-state", "opening-notice-issued", "acts"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = rows.into_iter().map(|row| cells(ctx, row)).collect();
        records::table("notices", t!(locale, "opening-desk-notices"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-desk-notices")}</h1>
            <p class="lead">{t!(locale, "opening-desk-notices-lead")}</p>
        </div>
        <div class="buttons">
            <ButtonLink path=format!("{PATH}/{NEW}")>{t!(locale, "opening-notice-new")}</ButtonLink>
        </div>
        {found}
    }
}

fn cells(ctx: &PageCtx, row: AnnouncementRow) -> Vec<AnyView> {
    let locale = ctx.locale;
    let edit = href(locale, &format!("{PATH}/{}", encode(&row.code)));
    let state = match (row.issued, row.draft) {
        (None, _) => "opening-state-draft",
        (Some(_), true) => "opening-state-correcting",
        (Some(_), false) => "opening-state-published",
    };
    let read = row.issued.map(|_| {
        let path = href(locale, &format!("/notices/{}", encode(&row.code)));
        let about = format!(" {}", row.title);
        view! { <a href=path>{t!(locale, "opening-read")} <span class="visually-hidden">{about}</span></a> }
    });
    vec![
        view! { <a href=edit>{row.title.clone()}</a> }.into_any(),
        row.kind.label.into_any(),
        texts::t(locale, state).into_any(),
        row.issued.map_or_else(|| "–".to_owned(), |at| dates::instant(ctx, at)).into_any(),
        read.into_any(),
    ]
}

fn code(params: &Params) -> Option<&str> {
    params.get("code").map(String::as_str).filter(|code| *code != NEW)
}

/// The editor.
///
/// # Errors
/// As [`page`]; `not-found` for announcements of others.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let draft = ctx.ports.opening.announcement_draft(&ctx.caller, code(&params)).await?;
    let key = if draft.code.is_none() { "opening-notice-new" } else { "opening-notice-edit" };
    let title = texts::t(ctx.locale, key);
    let crumbs = [(t!(ctx.locale, "opening-desk-notices"), Some(PATH)), (title.clone(), None)];
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || editor(&ctx, title, draft)))
}

/// Fields of a text in both languages, in the order of the page; also those of the announcement of a window.
pub fn text_fields(ctx: &PageCtx) -> [(&'static str, String); 4] {
    ["title", "body", "title_en", "body_en"]
        .map(|name| (name, texts::t(ctx.locale, &format!("opening-notice-{}", name.replace('_', "-")))))
}

/// Title and text in both languages; English may be left out.
pub fn text_questions(ctx: &PageCtx, state: &FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let limit = u32::try_from(BODY_MAX).unwrap_or(u32::MAX);
    let long = u32::try_from(TITLE_MAX).unwrap_or(u32::MAX);
    let question = |name: &'static str, control: Control, optional: bool, hint: Option<String>| {
        view! {
            <Field
                name=name
                label=state.label(name)
                value=state.value(name)
                error=state.error(name)
                control=control
                optional=optional
                hint=hint
            />
        }
    };
    view! {
        {question("title", Control::area(2, long), false, None)}
        {question("body", Control::area(10, limit), false, Some(t!(locale, "opening-notice-body-hint")))}
        {question("title_en", Control::area(2, long), true, Some(t!(locale, "opening-notice-en-hint")))}
        {question("body_en", Control::area(8, limit), true, None)}
    }
}

fn editor(ctx: &PageCtx, title: String, draft: AnnouncementDraft) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let correcting = draft.number > 1;
    let fields = text_fields(ctx)
        .into_iter()
        .chain([("kind", t!(locale, "opening-notice-kind")), ("note", t!(locale, "opening-notice-note"))]);
    let state = FormState::of(ctx, fields)
        .known("kind", draft.kind.clone())
        .known("title", draft.title.clone())
        .known("body", draft.body.clone())
        .known("title_en", draft.title_en.clone())
        .known("body_en", draft.body_en.clone())
        .known("note", draft.note.clone());
    let kinds: Vec<Choice> =
        draft.kinds.iter().map(|kind| Choice::new(kind.value.clone(), kind.label.clone())).collect();
    let kind = if draft.of_window || correcting {
        view! { <Hidden name="kind" value=draft.kind.clone() /> }.into_any()
    } else {
        view! { <Radios name="kind" label=state.label("kind") choices=kinds value=state.value("kind") /> }.into_any()
    };
    let note = correcting.then(|| {
        let limit = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
        view! {
            <Field
                name="note"
                label=state.label("note")
                value=state.value("note")
                error=state.error("note")
                hint=t!(locale, "opening-notice-note-hint")
                control=Control::area(2, limit)
            />
        }
    });
    let lead_key = if correcting { "opening-notice-correct-lead" } else { "opening-notice-lead" };
    let questions = text_questions(ctx, &state);
    let discard = draft.stored.then(|| {
        view! {
            <button type="submit" class="button" name="act" value="discard">
                {t!(locale, "opening-discard")}
            </button>
        }
    });
    let publish_key = if correcting { "opening-publish-correction" } else { "opening-publish" };
    view! {
        <FormPage title=title state=state.clone() lead=texts::t(locale, lead_key)>
            <Hidden name="version" value=draft.lock.to_string() />
            <div class="form-questions">{kind} {questions} {note}</div>
            <Buttons label=texts::t(locale, publish_key) name="act".to_owned() value="publish".to_owned() cancel=PATH>
                <button type="submit" class="button" name="act" value="save">
                    {t!(locale, "opening-save")}
                </button>
                {discard}
            </Buttons>
        </FormPage>
    }
}

/// Saves, publishes or discards.
///
/// # Errors
/// As [`contract::opening::Opening::write_announcement`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let written = ctx.ports.opening.write_announcement(&ctx.caller, code(&params), &form).await;
    let code = signed::in_form(written)?;
    Ok(match form.text("act").as_str() {
        "publish" => Done::to(format!("/notices/{code}")).flash("notice-published", ""),
        "discard" => Done::to(PATH).flash("opening-discarded", ""),
        _ => Done::to(format!("{PATH}/{code}")).flash("opening-saved", ""),
    })
}
