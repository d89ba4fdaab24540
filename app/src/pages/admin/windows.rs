//! `/admin/windows` 受理时间: windows of the authority and the months the profile proposes; `/admin/windows/{id}`: one of them, announced,
//! prolonged or cancelled together with its announcement. Where applications are accepted on any day, the page says so.
use super::notices::{text_fields, text_questions};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{records, signed};
use crate::ui::case::Basis;
use crate::ui::{
    Buttons, Control, Empty, ErrorSummary, Field, Form, FormState, Hidden, Notice, SummaryList, SummaryRow, href,
};
use contract::FormData;
use contract::opening::{NoticeWords, WindowDesk, WindowRow, WindowView};
use contract::query::encode;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/windows";

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let desk = ctx.ports.opening.windows(&ctx.caller).await?;
    let title = t!(ctx.locale, "opening-windows-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, desk)))
}

/// 2027年3月1日至3月31日
fn span(ctx: &PageCtx, row: &WindowRow) -> String {
    let (first, last) = (texts::date(ctx.locale, row.first), texts::date(ctx.locale, row.last));
    t!(ctx.locale, "opening-span", first = first, last = last)
}

fn list(ctx: &PageCtx, desk: WindowDesk) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(
        ctx,
        [("first", t!(locale, "opening-window-first")), ("last", t!(locale, "opening-window-last"))],
    );
    let errors = state.errors();
    let head = view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-windows-title")}</h1>
            <p class="lead">{t!(locale, "opening-windows-lead")} " " <Basis sources=desk.basis /></p>
        </div>
    };
    if desk.always {
        let note = view! {
            <Notice title=Some(t!(locale, "opening-windows-always-title"))>
                <p>{t!(locale, "opening-windows-always")}</p>
            </Notice>
        };
        return view! { {head} {note} }.into_any();
    }
    let rows = if desk.rows.is_empty() {
        view! { <Empty text=t!(locale, "opening-windows-none") /> }.into_any()
    } else {
        let heads = ["opening-window-days", "opening-state", "opening-window-notice"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = desk
            .rows
            .into_iter()
            .map(|row| {
                let path = href(locale, &format!("{PATH}/{}", encode(&row.id)));
                let notice = row
                    .notice
                    .clone()
                    .map(|notice| view! { <a href=href(locale, &notice)>{t!(locale, "opening-read")}</a> });
                vec![
                    view! { <a href=path>{span(ctx, &row)}</a> }.into_any(),
                    row.state.label.into_any(),
                    notice.into_any(),
                ]
            })
            .collect();
        records::table("windows", t!(locale, "opening-windows-title"), heads, rows).into_any()
    };
    let proposals = desk
        .proposals
        .into_iter()
        .map(|one| {
            let words = t!(
                locale,
                "opening-window-propose",
                first = texts::date(locale, one.first),
                last = texts::date(locale, one.last)
            );
            view! {
                <li>
                    <Form class="act">
                        <Hidden name="first" value=one.first.to_string() />
                        <Hidden name="last" value=one.last.to_string() />
                        <button type="submit" class="button small">
                            {words}
                        </button>
                    </Form>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let proposals = (!proposals.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="proposals">
                <h2 id="proposals">{t!(locale, "opening-window-proposals")}</h2>
                <p>{t!(locale, "opening-window-proposals-lead")}</p>
                <ul class="inline-list">{proposals}</ul>
            </section>
        }
    });
    view! {
        <ErrorSummary errors=errors />
        {head}
        {rows}
        {proposals}
        <section class="section" aria-labelledby="draft">
            <h2 id="draft">{t!(locale, "opening-window-new")}</h2>
            <Form>
                {date(&state, "first")}
                {date(&state, "last")}
                <Buttons label=t!(locale, "opening-window-draft") />
            </Form>
        </section>
    }
    .into_any()
}

fn date(state: &FormState, name: &'static str) -> impl IntoView + use<> {
    view! {
        <Field name=name label=state.label(name) value=state.value(name) error=state.error(name) control=Control::DATE />
    }
}

/// Drafts a window.
///
/// # Errors
/// As [`contract::opening::Opening::draft_window`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = signed::in_form(ctx.ports.opening.draft_window(&ctx.caller, &form).await)?;
    Ok(Done::to(format!("{PATH}/{id}")).flash("window-drafted", ""))
}

fn id(params: &Params) -> &str {
    params.get("id").map_or("", String::as_str)
}

/// One window.
///
/// # Errors
/// As [`page`]; `not-found` for windows of others.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let found = ctx.ports.opening.window(&ctx.caller, id(&params)).await?;
    let title = span(&ctx, &found.row);
    let crumbs = [(t!(ctx.locale, "opening-windows-title"), Some(PATH)), (title.clone(), None)];
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || view(&ctx, title, found)))
}

fn view(ctx: &PageCtx, title: String, found: WindowView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [("first", t!(locale, "opening-window-first")), ("last", t!(locale, "opening-window-last"))];
    let all = FormState::of(ctx, fields.into_iter().chain(text_fields(ctx)));
    let errors = all.errors();
    let mut rows = vec![SummaryRow::text(t!(locale, "opening-state"), found.row.state.label.clone())];
    if let Some(notice) = found.row.notice.clone() {
        let link = view! { <a href=href(locale, &notice)>{t!(locale, "opening-read")}</a> };
        rows.push(SummaryRow::of(t!(locale, "opening-window-notice"), link));
    }
    // One form is open at a time: the first act, or the one the reader chose or sent.
    let sent = ctx.submission.as_ref().and_then(|sent| sent.value("act").map(str::to_owned));
    let wanted = sent.or_else(|| ctx.param("act"));
    let chosen =
        found.acts.iter().find(|(act, _)| Some(act) == wanted.as_ref()).or_else(|| found.acts.first()).cloned();
    let others = found
        .acts
        .iter()
        .filter(|(act, _)| chosen.as_ref().is_none_or(|(one, _)| one != act))
        .map(|(act, _)| {
            let path = format!("{PATH}/{}?act={act}", encode(&found.row.id));
            view! { <li><a href=href(locale, &path)>{texts::t(locale, &format!("opening-window-{act}"))}</a></li> }
        })
        .collect::<Vec<_>>();
    let others = (!others.is_empty()).then(|| {
        view! {
            <nav aria-label=t!(locale, "opening-window-acts")>
                <ul class="inline-list">{others}</ul>
            </nav>
        }
    });
    let form = chosen.map(|(act, words)| act_form(ctx, &all, &found.row, act, words));
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
        </div>
        <SummaryList rows=rows />
        {others}
        {form}
    }
}

fn act_form(
    ctx: &PageCtx,
    all: &FormState,
    row: &WindowRow,
    act: String,
    words: Option<NoticeWords>,
) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mut state = all.clone().known("last", row.last.to_string()).known("first", row.first.to_string());
    let text = words.map(|words| {
        state = state
            .clone()
            .known("title", words.title)
            .known("body", words.body)
            .known("title_en", words.title_en)
            .known("body_en", words.body_en);
        text_questions(ctx, &state)
    });
    let first = (act == "draft").then(|| date(&state, "first"));
    let last = (act == "draft" || act == "prolong").then(|| date(&state, "last"));
    let lead = texts::t(locale, &format!("opening-window-{act}-lead"));
    let label = texts::t(locale, &format!("opening-window-{act}-submit"));
    let heading = texts::t(locale, &format!("opening-window-{act}"));
    let danger = act == "cancel";
    view! {
        <section class="section" aria-labelledby="act">
            <h2 id="act">{heading}</h2>
            <p>{lead}</p>
            <Form>
                <Hidden name="act" value=act />
                {first}
                {last}
                {text}
                <Buttons label=label danger=danger cancel=PATH />
            </Form>
        </section>
    }
}

/// Changes, announces, prolongs or cancels.
///
/// # Errors
/// As [`contract::opening::Opening::act_on_window`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = id(&params);
    let notice = signed::in_form(ctx.ports.opening.act_on_window(&ctx.caller, id, &form).await)?;
    let flash = format!("window-{}", form.text("act"));
    let to = if notice.is_none() && form.text("act") == "cancel" { PATH.to_owned() } else { format!("{PATH}/{id}") };
    Ok(Done::to(to).flash(&flash, ""))
}
