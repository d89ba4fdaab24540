//! `/admin/calendar` 工作日历 and `/admin/calendar/{year}`: which days count? Changes are a draft until they are published as a version.
mod grid;

use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, rules, signed};
use crate::ui::form::{ActButton, FileKinds, FileSlot};
use crate::ui::{Buttons, Choice, Control, ErrorSummary, Field, Form, FormState, Hidden, Notice, Radios, Tone, href};
use contract::regulation::{CalendarEdit, CalendarEffect, CalendarRow, CalendarView, ExceptionRow};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/calendar";
/// Where `server` answers with the published calendar as a file.
pub const EXPORT: &str = "/admin/calendar/{year}/export";
/// The most characters of a pasted notice or table.
const PASTE: u32 = 60_000;
const NOTE: u32 = 500;

/// The years.
///
/// # Errors
/// A redirect to sign in; `forbidden` naming the role.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let years = ctx.ports.regulation.calendars(&ctx.caller).await?;
    let title = t!(ctx.locale, "calendar-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, years)))
}

fn list(ctx: &PageCtx, years: Vec<CalendarRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["calendar-year", "calendar-version", "calendar-days", "calendar-source", "calendar-since"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = years
        .into_iter()
        .map(|year| {
            let days = if year.has_data {
                t!(locale, "calendar-counts", rest = year.rest, work = year.work)
            } else {
                t!(locale, "calendar-no-data")
            };
            let draft = year.draft.then(|| view! { <span class="badge">{t!(locale, "calendar-draft")}</span> });
            let version = if year.version == 0 { String::new() } else { year.version.to_string() };
            vec![
                view! {
                    <a href=href(locale, &format!("{PATH}/{}", year.year))>{year.year.to_string()}</a>
                    " "
                    {draft}
                }
                .into_any(),
                version.into_any(),
                days.into_any(),
                year.source.into_any(),
                year.since.map(|at| dates::instant(ctx, at)).unwrap_or_default().into_any(),
            ]
        })
        .collect();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "calendar-title")}</h1>
            <p class="lead">{t!(locale, "calendar-lead")}</p>
        </div>
        {records::table("calendars", t!(locale, "calendar-years"), heads, rows)}
    }
}

/// One year.
///
/// # Errors
/// As [`page`]; `not-found` for no year.
pub async fn year(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let found = ctx.ports.regulation.calendar(&ctx.caller, number(&params)?).await?;
    let title = t!(ctx.locale, "calendar-year-title", year = found.row.year.to_string());
    let crumbs = signed::desk_crumbs(&ctx, [(t!(ctx.locale, "calendar-title"), Some(PATH)), (title.clone(), None)]);
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || view(&ctx, title, found)))
}

fn number(params: &Params) -> Result<i32, Ending> {
    let year = params.get("year").and_then(|year| year.parse().ok());
    year.ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
}

/// Takes the forms of the year.
///
/// # Errors
/// Those of the port.
pub async fn submit_year(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let year = number(&params)?;
    let port = &ctx.ports.regulation;
    let here = format!("{PATH}/{year}");
    let edit = match form.text("act").as_str() {
        "publish" => {
            let version = port.publish_calendar(&ctx.caller, year, &form.text("source")).await?;
            return Ok(Done::to(here).flash("calendar-published", version.to_string()));
        }
        "set" => CalendarEdit::Set {
            date: form.text("date"),
            kind: form.text("kind"),
            name: form.text("name"),
            reason: form.text("reason"),
        },
        "remove" => CalendarEdit::Remove { date: form.text("id"), reason: form.text("reason") },
        "paste" => CalendarEdit::Paste { text: pasted(&form) },
        "discard" => CalendarEdit::Discard,
        _ => return Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    };
    let discarded = edit == CalendarEdit::Discard;
    port.edit_calendar(&ctx.caller, year, edit).await?;
    Ok(Done::to(here).flash(if discarded { "draft-discarded" } else { "calendar-drafted" }, ""))
}

/// The file, if one was chosen; else what was typed.
fn pasted(form: &FormData) -> String {
    let file = form.uploads("file").next().filter(|file| !file.bytes.is_empty());
    file.map_or_else(|| form.text("text"), |file| String::from_utf8_lossy(&file.bytes).into_owned())
}

/// The published calendar as a file.
fn exports(ctx: &PageCtx, year: i32) -> impl IntoView + use<> {
    let link = |format: &str| href(ctx.locale, &format!("{PATH}/{year}/export?format={format}"));
    view! {
        <section class="section" aria-labelledby="export">
            <h2 id="export">{t!(ctx.locale, "calendar-export")}</h2>
            <p class="buttons">
                <a class="button" href=link("ics") download rel="nofollow">"iCalendar (ICS)"</a>
                <a class="button" href=link("toml") download rel="nofollow">"TOML"</a>
            </p>
        </section>
    }
    .into_any()
}

fn view(ctx: &PageCtx, title: String, found: CalendarView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let row = found.row;
    let edit = found.may_edit;
    let label = |key: &'static str| texts::t(locale, key);
    let set = FormState::of(
        ctx,
        [
            ("date", label("calendar-date")),
            ("kind", label("calendar-kind")),
            ("name", label("calendar-name")),
            ("reason", label("rules-reason")),
        ],
    );
    let set = set.act("set");
    let paste = FormState::of(ctx, [("text", label("calendar-paste"))]).act("paste");
    let publish = FormState::of(ctx, [("source", label("calendar-source"))]).act("publish");
    let remove =
        FormState::of(ctx, [("date", label("calendar-date")), ("reason", label("rules-reason"))]).act("remove");
    let errors = [&set, &paste, &publish, &remove].into_iter().flat_map(FormState::errors).collect::<Vec<_>>();
    let missing = (!row.has_data).then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "calendar-missing", year = row.year.to_string(), n = found.provisional)}</p>
            </Notice>
        }
    });
    let drafted = found.effect.map(|effect| draft(ctx, effect, edit, publish));
    let forms = edit.then(|| forms(ctx, set, paste));
    let exports = (row.version > 0).then(|| exports(ctx, row.year));
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "calendar-lead")}</p>
        </div>
        {missing}
        {drafted}
        {grid::year(ctx, found.days)}
        {exceptions(ctx, found.exceptions, edit)}
        {forms}
        {exports}
        {rules::history(ctx, found.history)}
    }
}

/// What the draft changes, and its publication.
fn draft(ctx: &PageCtx, effect: CalendarEffect, edit: bool, state: FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let running = t!(locale, "calendar-recounted", n = effect.running, moved = effect.moved.len());
    let publish = edit.then(|| {
        view! {
            <Form>
                <Hidden name="act" value="publish" />
                <Field name="source" label=state.label("source") value=state.value("source") error=state.error("source") hint=t!(locale, "calendar-source-hint") />
                <Buttons label=t!(locale, "calendar-publish") />
            </Form>
            <ActButton act="discard" label=t!(locale, "rules-discard") />
        }
    });
    view! {
        <section aria-labelledby="draft" class="section draft-box">
            <h2 id="draft">{t!(locale, "calendar-draft-title")}</h2>
            <p>{running}</p>
            {rules::dues(ctx, "moved", t!(locale, "calendar-moved"), effect.moved)}
            {rules::dues(ctx, "samples", t!(locale, "rules-samples"), effect.samples)}
            {publish}
        </section>
    }
    .into_any()
}

fn exceptions(ctx: &PageCtx, rows: Vec<ExceptionRow>, edit: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["calendar-date", "calendar-kind", "calendar-name"];
    let heads: Vec<String> =
        heads.map(|key| texts::t(locale, key)).into_iter().chain(edit.then(|| t!(locale, "acts"))).collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            let date = texts::date_weekday(locale, row.date);
            let kind = texts::t(locale, if row.rest { "calendar-rest" } else { "calendar-work" });
            let mark = row.changed.map(|added| {
                let key = if added { "calendar-added" } else { "calendar-removed" };
                view! { <span class="badge">{texts::t(locale, key)}</span> }
            });
            let mut cells = vec![
                view! { {date.clone()} " " {mark} }.into_any(),
                kind.into_any(),
                view! { <span lang="zh-CN">{row.name}</span> }.into_any(),
            ];
            if edit {
                // A day that is over is changed with a reason: by the form below, not by one button.
                cells.push(if row.changed == Some(false) || row.locked {
                    ().into_any()
                } else {
                    view! { <ActButton act="remove" id=row.date.to_string() label=t!(locale, "calendar-remove") about=Some(date) /> }
                        .into_any()
                });
            }
            cells
        })
        .collect();
    records::table("exceptions", t!(locale, "calendar-exceptions"), heads, rows)
}

fn forms(ctx: &PageCtx, set: FormState, paste: FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let kinds =
        vec![Choice::new("rest", t!(locale, "calendar-rest")), Choice::new("work", t!(locale, "calendar-work"))];
    let taken = FileKinds { accept: ".ics,.toml,.json,.txt".into(), words: "ICS, TOML, JSON".into(), max_mb: 1 };
    view! {
        <section class="section" aria-labelledby="add-day">
            <h2 id="add-day">{t!(locale, "calendar-add")}</h2>
            <Form>
                <Hidden name="act" value="set" />
                <Field name="date" label=set.label("date") value=set.value("date") error=set.error("date") control=Control::DATE />
                <Radios name="kind" label=set.label("kind") choices=kinds value=set.value("kind") error=set.error("kind") />
                <Field name="name" label=set.label("name") value=set.value("name") error=set.error("name") hint=t!(locale, "calendar-name-hint") />
                <Field name="reason" label=set.label("reason") value=set.value("reason") error=set.error("reason") hint=t!(locale, "calendar-reason-hint") optional=true control=Control::area(2, NOTE) />
                <Buttons label=t!(locale, "calendar-add-button") />
            </Form>
        </section>
        <section class="section" aria-labelledby="paste-year">
            <h2 id="paste-year">{t!(locale, "calendar-paste-title")}</h2>
            <Form files=true>
                <Hidden name="act" value="paste" />
                <FileSlot name="file" label=t!(locale, "calendar-file") kinds=taken optional=true />
                <Field name="text" label=paste.label("text") value=paste.value("text") error=paste.error("text") hint=t!(locale, "calendar-paste-hint") control=Control::area(8, PASTE) />
                <Buttons label=t!(locale, "calendar-paste-button") />
            </Form>
        </section>
    }
    .into_any()
}
