//! `/stats` 开放统计: how much is open, what came of the applications for restricted data, and how long each step took at each body?
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::words;
use crate::ui::{Tile, Tiles, href, with_query};
use contract::datasets::HomeView;
use contract::statistics::{AccessStatistics, StepRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the ports; a year without applications is not found.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let year = ctx.param("year").and_then(|year| year.parse().ok());
    let home = ctx.ports.datasets.home(&ctx.actor, ctx.locale).await?;
    let found = ctx.ports.statistics.access(&ctx.actor, ctx.locale, year).await?;
    let title = t!(ctx.locale, "stats-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "stats-lead")),
        canonical: Some("/stats".into()),
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, home, found)))
}

fn view(ctx: &PageCtx, home: HomeView, found: AccessStatistics) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let publishers = t!(locale, "stats-tile-publishers", label = words::publisher(ctx));
    let public = words::public(ctx);
    let as_of = format!("{} {}", texts::date(locale, texts::local_date(found.as_of)), texts::time_of_day(found.as_of));
    let year = found.year.map(|year| year.to_string()).unwrap_or_default();
    let csv = with_query("/stats/applications.csv", [("year", year.as_str())]);
    let figures = if found.applications == 0 {
        view! { <p>{t!(locale, "stats-none")}</p> }.into_any()
    } else {
        applications(ctx, &found).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "stats-title")}</h1>
            <p class="lead">{t!(locale, "stats-lead")}</p>
        </div>
        <section aria-labelledby="stats-data">
            <h2 id="stats-data">{t!(locale, "stats-data")}</h2>
            <Tiles>
                <Tile figure=home.datasets name=t!(locale, "stats-tile-datasets") path="/data" />
                <Tile figure=home.public name=public path="/data?access_rights=PUBLIC" />
                <Tile figure=home.with_table name=t!(locale, "stats-tile-tables") path="/data?has_table=true" />
                <Tile figure=home.publishers name=publishers path="/publishers" />
            </Tiles>
        </section>
        <section aria-labelledby="stats-applications">
            <h2 id="stats-applications">{t!(locale, "stats-applications")}</h2>
            {periods(ctx, &found)}
            {figures}
            <p class="hint">{t!(locale, "stats-as-of", at = as_of)}</p>
            <p>
                <a href=href(locale, &csv) download="">{t!(locale, "stats-download")}</a>
            </p>
        </section>
    }
}

/// The years to choose from.
fn periods(ctx: &PageCtx, found: &AccessStatistics) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let one = |label: String, path: String, current: bool| {
        view! {
            <li>
                <a href=href(locale, &path) aria-current=current.then_some("page")>{label}</a>
            </li>
        }
    };
    let all = one(t!(locale, "stats-all-years"), "/stats".into(), found.year.is_none());
    let each = found
        .years
        .iter()
        .map(|year| {
            let text = year.to_string();
            one(t!(locale, "stats-year", year = text.clone()), format!("/stats?year={text}"), found.year == Some(*year))
        })
        .collect_view();
    (!found.years.is_empty()).then(|| {
        view! { <nav aria-label=t!(locale, "stats-period")><ul class="inline-list">{all} {each}</ul></nav> }
    })
}

fn applications(ctx: &PageCtx, found: &AccessStatistics) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let outcomes = found
        .outcomes
        .iter()
        .map(|(outcome, n)| {
            view! {
                <div>
                    <dt>{outcome.label.clone()}</dt>
                    <dd>{texts::count(*n as u64)}</dd>
                </div>
            }
        })
        .collect_view();
    let all = found.steps.iter().map(|step| line(ctx, None, step)).collect_view();
    let bodies = found
        .bodies
        .iter()
        .map(|row| {
            let number = |key: &str, n: usize| {
                view! { <td class="number" data-label=t!(locale, key)>{texts::count(n as u64)}</td> }
            };
            view! {
                <tr>
                    <th scope="row" lang="zh-CN">{row.body.name.clone()}</th>
                    {number("stats-col-applications", row.applications)}
                    {number("stats-col-lines", row.lines)}
                    {number("stats-col-agreed", row.lines_agreed)}
                    {number("stats-col-refused", row.lines_refused)}
                </tr>
            }
        })
        .collect_view();
    let steps = found
        .bodies
        .iter()
        .flat_map(|row| row.steps.iter().map(|step| line(ctx, Some(row.body.name.clone()), step)))
        .collect_view();
    view! {
        <p>{t!(locale, "stats-count", n = found.applications)}</p>
        <dl class="facts">{outcomes}</dl>
        <h3 id="stats-steps">{t!(locale, "stats-steps")}</h3>
        <p class="hint">{t!(locale, "stats-steps-hint")}</p>
        {steps_table(ctx, "stats-steps", false, all)}
        <h3 id="stats-bodies">{t!(locale, "stats-bodies")}</h3>
        <div class="table-region" role="region" tabindex="0" aria-labelledby="stats-bodies">
            <table class="plain-table stacks">
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "stats-col-body")}</th>
                        <th scope="col" class="number">{t!(locale, "stats-col-applications")}</th>
                        <th scope="col" class="number">{t!(locale, "stats-col-lines")}</th>
                        <th scope="col" class="number">{t!(locale, "stats-col-agreed")}</th>
                        <th scope="col" class="number">{t!(locale, "stats-col-refused")}</th>
                    </tr>
                </thead>
                <tbody>{bodies}</tbody>
            </table>
        </div>
        <h3 id="stats-body-steps">{t!(locale, "stats-body-steps")}</h3>
        {steps_table(ctx, "stats-body-steps", true, steps)}
    }
}

fn steps_table<R: IntoView>(ctx: &PageCtx, label: &'static str, bodies: bool, rows: R) -> impl IntoView + use<R> {
    let locale = ctx.locale;
    let body = bodies.then(|| view! { <th scope="col">{t!(locale, "stats-col-body")}</th> });
    let number = |key: &str| view! { <th scope="col" class="number">{t!(locale, key)}</th> };
    view! {
        <div class="table-region" role="region" tabindex="0" aria-labelledby=label>
            <table class="plain-table stacks">
                <thead>
                    <tr>
                        {body}
                        <th scope="col">{t!(locale, "stats-col-step")}</th>
                        {number("stats-col-done")}
                        {number("stats-col-average")}
                        {number("stats-col-longest")}
                        {number("stats-col-late")}
                        {number("stats-col-open")}
                        {number("stats-col-overdue")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A step, of a body or of all of them.
fn line(ctx: &PageCtx, body: Option<String>, step: &StepRow) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let number = |key: &str, text: String| view! { <td class="number" data-label=t!(locale, key)>{text}</td> };
    let count = |key: &str, n: usize| number(key, texts::count(n as u64));
    let none = || t!(locale, "stats-nothing");
    let label = step.step.label.clone();
    let named = match body {
        Some(name) => view! {
            <th scope="row" lang="zh-CN">{name}</th>
            <td data-label=t!(locale, "stats-col-step")>{label}</td>
        }
        .into_any(),
        None => view! { <th scope="row">{label}</th> }.into_any(),
    };
    view! {
        <tr>
            {named}
            {count("stats-col-done", step.done)}
            {number("stats-col-average", step.average.clone().unwrap_or_else(none))}
            {number("stats-col-longest", step.longest.map_or_else(none, |days| days.to_string()))}
            {count("stats-col-late", step.late)}
            {count("stats-col-open", step.open)}
            {count("stats-col-overdue", step.overdue)}
        </tr>
    }
}
