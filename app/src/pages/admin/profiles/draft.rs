//! A draft: what changes for whom if it is published, and what may be done with it now.
use super::{DRAFTS, NOTE, PATH};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{records, rules, signed};
use crate::ui::form::ActButton;
use crate::ui::{Buttons, Control, ErrorSummary, Field, Form, FormState, Hidden, Notice, Tone, href};
use contract::regulation::{DraftAct, DraftView, ProfileEffect, ValueChange};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn draft(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let trial = ctx.param("trial").and_then(|day| day.parse().ok());
    let found = ctx.ports.regulation.draft(&ctx.caller, id(&params), trial).await?;
    let title = t!(ctx.locale, "draft-title", name = found.profile.title.clone());
    let of = format!("{PATH}/{}", found.profile.name);
    let crumbs = signed::desk_crumbs(
        &ctx,
        [
            (t!(ctx.locale, "profiles-title"), Some(PATH)),
            (found.profile.title.clone(), Some(&of)),
            (title.clone(), None),
        ],
    );
    let head = signed::head(title.clone(), crumbs);
    Ok(signed::page(head, move || view(&ctx, title, found)))
}

fn id(params: &Params) -> &str {
    params.get("id").map(String::as_str).unwrap_or_default()
}

/// Takes the forms of the draft.
///
/// # Errors
/// Those of the port.
pub async fn submit_draft(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let id = id(&params);
    let (act, flash) = match form.text("act").as_str() {
        "revert" => (DraftAct::Revert { key: form.text("id") }, "profile-drafted"),
        "propose" => (DraftAct::Propose, "profile-proposed"),
        "confirm" => {
            let (title, valid_from) = (form.text("title"), form.text("valid_from"));
            // What is to hold later waits for its day: the page says so.
            (DraftAct::Confirm { title, valid_from }, "profile-confirmed")
        }
        "refuse" => (DraftAct::Refuse { note: form.text("note") }, "profile-refused"),
        "discard" => (DraftAct::Discard, "draft-discarded"),
        _ => return Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    };
    ctx.ports.regulation.act_on_draft(&ctx.caller, id, act).await?;
    Ok(Done::to(format!("{DRAFTS}/{id}")).flash(flash, ""))
}

fn view(ctx: &PageCtx, title: String, found: DraftView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let confirm =
        FormState::of(ctx, [("title", t!(locale, "draft-type-title")), ("valid_from", t!(locale, "draft-valid-from"))]);
    let confirm = confirm.act("confirm");
    let refuse = FormState::of(ctx, [("note", t!(locale, "draft-note"))]).act("refuse");
    let propose = FormState::of(ctx, [("", String::new())]).act("propose");
    let errors = [&confirm, &refuse, &propose].into_iter().flat_map(FormState::errors).collect::<Vec<_>>();
    let activates = found.activates.then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>{t!(locale, "draft-activates")}</p>
            </Notice>
        }
    });
    let waiting = (found.state.value == "proposed" && !found.may_confirm).then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>{t!(locale, "draft-waiting")}</p>
            </Notice>
        }
    });
    let scheduled = found.valid_from.filter(|_| found.state.value == "scheduled").map(|day| {
        let words = t!(locale, "draft-scheduled", day = texts::date_weekday(locale, day));
        let discard =
            found.may_discard.then(|| view! { <ActButton act="discard" label=t!(locale, "rules-discard") /> });
        view! {
            <Notice tone=Tone::Info>
                <p>{words}</p>
            </Notice>
            {discard}
        }
    });
    let note = found.note.clone().map(|note| view! { <p>{t!(locale, "draft-noted", note = note)}</p> });
    let more = format!("{PATH}/{}", found.profile.name);
    let own = found.may_edit.then(|| {
        view! {
            <p class="form-ways">
                <a href=href(locale, &more)>{t!(locale, "draft-more")}</a>
            </p>
            <div class="buttons">
                <ActButton act="propose" label=t!(locale, "draft-propose") />
                <ActButton act="discard" label=t!(locale, "rules-discard") />
            </div>
        }
    });
    let decide = found.may_confirm.then(|| decide(ctx, confirm, refuse, found.title_to_type.clone()));
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "draft-state", state = found.state.label.clone(), by = found.by.clone())}</p>
        </div>
        {activates}
        {waiting}
        {scheduled}
        {note}
        {changes(ctx, found.changes, found.may_edit)}
        {effect(ctx, &found.id, found.effect)}
        {own}
        {decide}
    }
}

fn changes(ctx: &PageCtx, rows: Vec<ValueChange>, edit: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = ["profiles-value-name", "rules-before", "rules-after", "profiles-article", "rules-reason", "rules-by"];
    let heads: Vec<String> =
        heads.map(|key| texts::t(locale, key)).into_iter().chain(edit.then(|| t!(locale, "acts"))).collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            let label = row.label.map(|label| view! { <span>{label}</span> <br /> });
            let mut cells = vec![
                view! { {label} <code>{row.key.clone()}</code> }.into_any(),
                row.before.into_any(),
                row.after.into_any(),
                row.article.into_any(),
                row.reason.into_any(),
                view! { <code>{row.by}</code> }.into_any(),
            ];
            if edit {
                let about = Some(row.key.clone());
                cells.push(
                    view! { <ActButton act="revert" id=row.key label=t!(locale, "draft-revert") about=about /> }
                        .into_any(),
                );
            }
            cells
        })
        .collect();
    records::table("changes", t!(locale, "draft-changes"), heads, rows).into_any()
}

/// Dates, steps, words; new cases only.
fn effect(ctx: &PageCtx, id: &str, effect: ProfileEffect) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let day = effect.trial.as_ref().map(|(day, _)| texts::date_iso(*day)).unwrap_or_default();
    let tried = effect.trial.map(|(day, rows)| {
        let caption = t!(locale, "draft-trial-from", day = texts::date_weekday(locale, day));
        rules::dues(ctx, "trial-dues", caption, rows)
    });
    let address = href(locale, &format!("{DRAFTS}/{id}"));
    let trial = view! {
        <form class="filter-form" method="get" action=address aria-label=t!(locale, "draft-trial")>
            <Field name="trial" label=t!(locale, "draft-trial") value=day control=Control::DATE hint=t!(locale, "draft-trial-hint") />
            <button type="submit" class="button">
                {t!(locale, "draft-trial-button")}
            </button>
        </form>
    };
    let steps = effect.steps.map(|(before, after)| {
        let list = |steps: Vec<String>| steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
        view! {
            <h3>{t!(locale, "draft-steps")}</h3>
            <div class="two-columns">
                <div><p>{t!(locale, "rules-before")}</p><ol>{list(before)}</ol></div>
                <div><p>{t!(locale, "rules-after")}</p><ol>{list(after)}</ol></div>
            </div>
        }
    });
    let labels = (!effect.labels.is_empty()).then(|| {
        let heads = ["profiles-value-name", "rules-before", "rules-after"].map(|key| texts::t(locale, key)).into();
        let rows = effect
            .labels
            .into_iter()
            .map(|(key, before, after)| {
                vec![view! { <code>{key}</code> }.into_any(), before.into_any(), after.into_any()]
            })
            .collect();
        records::table("labels", t!(locale, "draft-labels"), heads, rows)
    });
    let checks = (!effect.checks.is_empty()).then(|| {
        let checks = effect.checks.into_iter().map(|check| view! { <li>{check}</li> }).collect_view();
        view! {
            <Notice tone=Tone::Warning title=t!(locale, "draft-checks")>
                <ul class="guide-list">{checks}</ul>
            </Notice>
        }
    });
    view! {
        <section class="section" aria-labelledby="effect">
            <h2 id="effect">{t!(locale, "draft-effect")}</h2>
            {checks}
            <p>{t!(locale, "draft-running", n = effect.running)}</p>
            {rules::dues(ctx, "dues", t!(locale, "rules-samples"), effect.dues)}
            {trial}
            {tried}
            {steps}
            {labels}
        </section>
    }
    .into_any()
}

fn decide(ctx: &PageCtx, confirm: FormState, refuse: FormState, title: Option<String>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let typed = title.map(|title| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "draft-not-law", title = title)}</p>
            </Notice>
            <Field name="title" label=confirm.label("title") value=confirm.value("title") error=confirm.error("title") />
        }
    });
    view! {
        <section class="section" aria-labelledby="confirm">
            <h2 id="confirm">{t!(locale, "draft-confirm-title")}</h2>
            <Form>
                <Hidden name="act" value="confirm" />
                {typed}
                <Field name="valid_from" label=confirm.label("valid_from") value=confirm.value("valid_from") error=confirm.error("valid_from") hint=t!(locale, "draft-valid-from-hint") optional=true control=Control::DATE />
                <Buttons label=t!(locale, "draft-confirm") />
            </Form>
            <Form>
                <Hidden name="act" value="refuse" />
                <Field name="note" label=refuse.label("note") value=refuse.value("note") error=refuse.error("note") control=Control::area(2, NOTE) />
                <Buttons label=t!(locale, "draft-refuse") danger=true />
            </Form>
        </section>
    }
    .into_any()
}
