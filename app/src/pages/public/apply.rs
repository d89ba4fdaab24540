//! `/apply` 申请受限开放数据: can I, what will it take, how long? (R-050, R-056…R-059). `/apply/check` is in [`check`]. For everybody, without
//! sign-in; only the reminder asks for an account.
mod check;

pub use check::page as check_page;

use crate::page::{Done, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::{card, guide, opening, signed};
use crate::ui::case::Basis;
use crate::ui::{ActButton, ButtonLink, Notice, Tone, href, with_query};
use contract::opening::{AcceptanceView, AppliedFor, ProcedureView, StepView};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
pub const APPLY: &str = "/apply";
/// The self-check.
const CHECK: &str = "/apply/check";
/// Where a form is begun.
pub const BEGIN: &str = "/apply/new";

/// An address of ours with the dataset in it.
pub fn for_dataset(path: &str, code: Option<&str>) -> String {
    with_query(path, [("dataset", code.unwrap_or_default())])
}

/// The page.
///
/// # Errors
/// Those of the port: a dataset nobody may know of, a withdrawn one.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let dataset = ctx.param("dataset");
    let found = ctx.ports.opening.procedure(&ctx.caller, dataset.as_deref()).await?;
    let title = t!(ctx.locale, "opening-apply-title");
    let mut crumbs = Vec::new();
    if let Some(dataset) = &found.dataset {
        crumbs.push((t!(ctx.locale, "nav-data"), Some("/data".to_owned())));
        crumbs.push((dataset.title.clone(), Some(card::path(&dataset.code))));
    }
    crumbs.push((title.clone(), None));
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "opening-apply-description")),
        canonical: Some(APPLY.to_owned()),
        crumbs,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, title, found)))
}

/// The dataset applied for, by its publisher.
pub fn dataset_line(ctx: &PageCtx, dataset: &AppliedFor) -> impl IntoView + use<> {
    let path = href(ctx.locale, &card::path(&dataset.code));
    view! {
        <p class="lead">
            <a href=path lang="zh-CN">
                {dataset.title.clone()}
            </a>
            " · "
            <span lang="zh-CN">{dataset.publisher.name.clone()}</span>
        </p>
    }
}

fn view(ctx: &PageCtx, title: String, found: ProcedureView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let code = found.dataset.as_ref().map(|dataset| dataset.code.clone());
    let offered = found.dataset.as_ref().is_none_or(|dataset| dataset.offered);
    let dataset = found.dataset.as_ref().map(|dataset| dataset_line(ctx, dataset));
    let obstacles = (!found.obstacles.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=Some(t!(locale, "opening-obstacles"))>
                {opening::obstacles(&found.obstacles)}
            </Notice>
        }
    });
    let steps = found.steps.into_iter().map(|one| step(ctx, one)).collect_view();
    let papers = found.papers.into_iter().map(|paper| view! { <li>{paper}</li> }).collect_view();
    let conditions = found.conditions.as_ref().map(|set| {
        view! {
            <section class="guide-section prose" aria-labelledby="conditions">
                <h2 id="conditions">{t!(locale, "opening-conditions")}</h2>
                {opening::conditions(ctx, set)}
            </section>
        }
    });
    let time = time(ctx, found.acceptance, found.notice, found.reminder, code.as_deref());
    let begin = offered.then(|| {
        let path = for_dataset(BEGIN, code.as_deref());
        let key = if code.is_some() { "opening-begin" } else { "opening-begin-any" };
        view! { <ButtonLink path=path>{texts::t(locale, key)}</ButtonLink> }
    });
    let first = offered.then(|| {
        view! {
            <ButtonLink path=for_dataset(CHECK, code.as_deref()) primary=true>
                {t!(locale, "opening-check-start")}
            </ButtonLink>
        }
    });
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            {dataset}
            <p class="lead">{t!(locale, "opening-apply-lead")}</p>
        </div>
        {obstacles}
        {time}
        <div class="buttons">{first} {begin}</div>
        <ul class="inline-list">
            <li>
                <a href=href(locale, "/my/drafts")>{t!(locale, "opening-go-on")}</a>
            </li>
            <li>
                <a href=href(locale, "/track")>{t!(locale, "track-title")}</a>
            </li>
            <li>
                <a href=href(locale, "/data?access_rights=RESTRICTED")>{t!(locale, "opening-find-restricted")}</a>
            </li>
        </ul>
        {conditions}
        <section class="guide-section prose" aria-labelledby="steps">
            <h2 id="steps">{t!(locale, "opening-steps")}</h2>
            <ol class="guide-list">{steps}</ol>
            <p class="meta">
                <Basis sources=found.basis />
            </p>
        </section>
        <section class="guide-section prose" aria-labelledby="who">
            <h2 id="who">{t!(locale, "opening-who")}</h2>
            <p>{t!(locale, "opening-who-text")}</p>
        </section>
        <section class="guide-section prose" aria-labelledby="papers">
            <h2 id="papers">{t!(locale, "opening-papers")}</h2>
            <ul class="guide-list">{papers}</ul>
            <p>{t!(locale, "opening-papers-known")}</p>
        </section>
        <section class="guide-section prose" aria-labelledby="cost">
            <h2 id="cost">{t!(locale, "opening-cost")}</h2>
            <p>{t!(locale, "opening-cost-text")}</p>
        </section>
        <section class="guide-section prose" aria-labelledby="other-ways">
            <h2 id="other-ways">{t!(locale, "opening-other-ways")}</h2>
            {guide::contact(ctx)}
        </section>
    }
}

/// 规范性审查〔主管部门〕 原则上 15 个工作日
fn step(ctx: &PageCtx, step: StepView) -> impl IntoView + use<> {
    let length = step.length.map(|length| view! { <span class="meta">" · " {length}</span> });
    let owner = t!(ctx.locale, "opening-step-owner", owner = step.owner);
    view! {
        <li>
            <strong>{step.step.label}</strong>
            {owner}
            {length}
            " "
            <Basis sources=step.basis />
        </li>
    }
}

/// 受理时间, its announcement, and 到时提醒我.
fn time(
    ctx: &PageCtx,
    acceptance: AcceptanceView,
    notice: Option<(String, String)>,
    reminder: Option<bool>,
    code: Option<&str>,
) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let closed = matches!(acceptance, AcceptanceView::Closed { .. });
    let notice = notice.map(|(code, title)| {
        view! {
            <p>
                <a href=href(locale, &format!("/notices/{code}"))>{title}</a>
            </p>
        }
    });
    let draft = closed.then(|| view! { <p>{t!(locale, "opening-closed-draft")}</p> });
    let action = for_dataset(APPLY, code);
    let remind = match reminder {
        Some(true) => view! {
            <p>{t!(locale, "opening-reminded")}</p>
            <ActButton act="forget" label=t!(locale, "opening-forget") action=action />
        }
        .into_any(),
        Some(false) => view! { <ActButton act="remind" label=t!(locale, "opening-remind") action=action /> }.into_any(),
        None if closed && ctx.actor.signed_in().is_none() => {
            view! { <p><a href=href(locale, &signed::sign_in_path(ctx)) rel="nofollow">{t!(locale, "opening-remind-sign-in")}</a></p> }
                .into_any()
        }
        None => ().into_any(),
    };
    let tone = if closed { Tone::Warning } else { Tone::Info };
    let words = opening::acceptance(ctx, acceptance);
    view! {
        <Notice tone=tone title=Some(t!(locale, "opening-time"))>
            <p>{words}</p>
            {notice} {draft} {remind}
        </Notice>
    }
}

/// Asks to be reminded, or no longer.
///
/// # Errors
/// As [`contract::opening::Opening::remind`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let dataset = ctx.param("dataset");
    let wanted = match form.text("act").as_str() {
        "remind" => true,
        "forget" => false,
        _ => return Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    };
    ctx.ports.opening.remind(&ctx.caller, dataset.as_deref(), wanted).await?;
    let flash = if wanted { "window-remind" } else { "window-forget" };
    Ok(Done::to(for_dataset(APPLY, dataset.as_deref())).flash(flash, ""))
}
