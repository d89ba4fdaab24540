//! `/admin/templates` 文本: commitment and agreement of the authority; `/admin/templates/{kind}`: the editor; `…/preview`: as it will be read.
//! A new version counts for what begins after it.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::{Buttons, Control, Details, Field, FormPage, FormState, Hidden, Notice, href};
use contract::FormData;
use contract::opening::{TextDesk, TextPreview, TextRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/templates";
const CLAUSE: u32 = 3000;
const TITLE: u32 = 100;
const NOTE: u32 = 300;
/// Empty rows below the clauses of an agreement.
const MORE: usize = 2;

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let rows = ctx.ports.opening.texts(&ctx.caller).await?;
    let title = t!(ctx.locale, "opening-texts-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, rows)))
}

fn list(ctx: &PageCtx, rows: Vec<TextRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["opening-text-name", "opening-text-version", "opening-state", "acts"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = rows
        .into_iter()
        .map(|row| {
            let path = format!("{PATH}/{}", row.kind.value);
            let version = match row.published {
                Some(at) => t!(locale, "opening-conditions-version", n = row.version, on = dates::instant(ctx, at)),
                None => t!(locale, "opening-text-shipped"),
            };
            let state = if row.draft { "opening-state-draft" } else { "opening-state-in-force" };
            vec![
                view! { <a href=href(locale, &path)>{row.kind.label}</a> }.into_any(),
                version.into_any(),
                texts::t(locale, state).into_any(),
                view! { <a href=href(locale, &format!("{path}/preview"))>{t!(locale, "opening-preview")}</a> }
                    .into_any(),
            ]
        })
        .collect();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-texts-title")}</h1>
            <p class="lead">{t!(locale, "opening-texts-lead")}</p>
        </div>
        {records::table("texts", t!(locale, "opening-texts-title"), heads, rows)}
    }
}

fn kind(params: &Params) -> &str {
    params.get("kind").map_or("", String::as_str)
}

/// The editor.
///
/// # Errors
/// As [`page`]; `not-found` for a text that does not exist.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let desk = ctx.ports.opening.text(&ctx.caller, kind(&params)).await?;
    let title = desk.kind.label.clone();
    let crumbs = [(t!(ctx.locale, "opening-texts-title"), Some(PATH)), (title.clone(), None)];
    let head = signed::head(title, signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || editor(&ctx, desk)))
}

fn field(at: usize, name: &str) -> String {
    format!("clauses.{at}.{name}")
}

fn editor(ctx: &PageCtx, desk: TextDesk) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let parts: &[&str] = if desk.titles { &["title", "zh"] } else { &["zh", "en"] };
    let rows = desk.clauses.len() + if desk.titles { MORE } else { 0 };
    let mut fields = Vec::new();
    for at in 0..rows {
        for part in parts {
            let name = texts::t(locale, &format!("opening-clause-{part}"));
            fields.push((field(at, part), t!(locale, "opening-clause-field", n = at + 1, part = name)));
        }
    }
    fields.push(("note".to_owned(), t!(locale, "opening-text-note")));
    let mut state = FormState::of(ctx, fields).known("note", desk.note.clone());
    for (at, clause) in desk.clauses.iter().enumerate() {
        state = state
            .known(field(at, "title"), clause.title.clone())
            .known(field(at, "zh"), clause.zh.clone())
            .known(field(at, "en"), clause.en.clone());
    }
    let mut set = String::new();
    let clauses = (0..rows)
        .map(|at| {
            let own = desk.clauses.get(at).map(|clause| clause.set.clone()).unwrap_or_default();
            let heading = (!own.is_empty() && own != set).then(|| {
                set.clone_from(&own);
                view! { <h2>{own}</h2> }
            });
            let question = |part: &'static str, control: Control, optional: bool| {
                let name = field(at, part);
                view! {
                    <Field
                        name=name.clone()
                        label=state.label(&name)
                        value=state.value(&name)
                        error=state.error(&name)
                        control=control
                        optional=optional
                    />
                }
            };
            let added = at >= desk.clauses.len();
            let title = desk.titles.then(|| question("title", Control::area(1, TITLE), added));
            let zh = question("zh", Control::area(4, CLAUSE), added);
            let en = (!desk.titles).then(|| question("en", Control::area(3, CLAUSE), true));
            view! { {heading} {title} {zh} {en} }
        })
        .collect_view();
    let blanks = (!desk.blanks.is_empty()).then(|| {
        let lines = desk
            .blanks
            .iter()
            .map(|blank| view! { <li><code>{blank.value.clone()}</code> " " {blank.label.clone()}</li> })
            .collect_view();
        view! {
            <Details summary=t!(locale, "opening-blanks")>
                <p>{t!(locale, "opening-blanks-lead")}</p>
                <ul class="guide-list">{lines}</ul>
            </Details>
        }
    });
    let versions = desk
        .versions
        .iter()
        .map(|version| {
            let words = match version.published {
                Some(at) => t!(locale, "opening-conditions-version", n = version.number, on = dates::instant(ctx, at)),
                None => t!(locale, "opening-text-shipped"),
            };
            let in_force = version.in_force.then(|| format!(" · {}", t!(locale, "opening-state-in-force")));
            let note = (!version.note.is_empty()).then(|| view! { <p class="meta">{version.note.clone()}</p> });
            view! { <li>{words} {in_force} {note}</li> }
        })
        .collect_view();
    let discard = desk.stored.then(|| {
        view! {
            <button type="submit" class="button" name="act" value="discard">
                {t!(locale, "opening-discard")}
            </button>
        }
    });
    let preview = href(locale, &format!("{PATH}/{}/preview", desk.kind.value));
    view! {
        <FormPage title=desk.kind.label.clone() state=state.clone() lead=t!(locale, "opening-text-lead", n = desk.number)>
            <Notice>
                <p>{t!(locale, "opening-text-running")}</p>
                <p>
                    <a href=preview>{t!(locale, "opening-preview")}</a>
                </p>
            </Notice>
            {blanks}
            <Hidden name="number" value=desk.number.to_string() />
            <div class="form-questions">{clauses}</div>
            <Field
                name="note"
                label=state.label("note")
                value=state.value("note")
                error=state.error("note")
                hint=t!(locale, "opening-text-note-hint")
                control=Control::area(2, NOTE)
            />
            <Buttons label=t!(locale, "opening-publish") name="act".to_owned() value="publish".to_owned() cancel=PATH>
                <button type="submit" class="button" name="act" value="save">
                    {t!(locale, "opening-save")}
                </button>
                {discard}
            </Buttons>
        </FormPage>
        <section class="section" aria-labelledby="versions">
            <h2 id="versions">{t!(locale, "opening-versions")}</h2>
            <ul class="guide-list">{versions}</ul>
        </section>
    }
}

/// Saves, publishes or discards.
///
/// # Errors
/// As [`contract::opening::Opening::write_text`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let kind = kind(&params);
    signed::in_form(ctx.ports.opening.write_text(&ctx.caller, kind, &form).await)?;
    Ok(match form.text("act").as_str() {
        "publish" => Done::to(PATH).flash("text-published", ""),
        "discard" => Done::to(PATH).flash("opening-discarded", ""),
        _ => Done::to(format!("{PATH}/{kind}/preview")).flash("opening-saved", ""),
    })
}

/// The text as it will be read.
///
/// # Errors
/// As [`one`].
pub async fn preview(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let text = ctx.ports.opening.text_preview(&ctx.caller, kind(&params)).await?;
    let title = t!(ctx.locale, "opening-preview");
    let path = format!("{PATH}/{}", text.kind.value);
    let crumbs = [
        (t!(ctx.locale, "opening-texts-title"), Some(PATH)),
        (text.kind.label.clone(), Some(path.as_str())),
        (title.clone(), None),
    ];
    let head = signed::head(format!("{} — {title}", text.kind.label), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || preview_view(&ctx, text)))
}

fn preview_view(ctx: &PageCtx, text: TextPreview) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let clauses = text
        .clauses
        .into_iter()
        .map(|(title, text)| {
            let title = (!title.is_empty()).then(|| view! { <strong>{title}</strong> });
            view! { <li lang="zh-CN">{title} <p class="pre-line">{text}</p></li> }
        })
        .collect_view();
    let key = if text.draft { "opening-preview-draft" } else { "opening-preview-in-force" };
    let path = href(locale, &format!("{PATH}/{}", text.kind.value));
    view! {
        <div class="page-head">
            <h1 lang="zh-CN">{text.kind.label}</h1>
            <p class="lead">{t!(locale, key, n = text.number)}</p>
        </div>
        <ol class="guide-list prose">{clauses}</ol>
        <p class="meta">"SHA-256 " <code>{text.sha256}</code></p>
        <p>
            <a href=path>{t!(locale, "opening-text-edit")}</a>
        </p>
    }
}
