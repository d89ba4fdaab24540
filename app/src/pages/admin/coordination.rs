//! `/admin/coordination` 组织协调 (B09 step 6): where every publisher of a running application stands, joint applications first.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{records, signed};
use crate::ui::case::{ClockChip, StateTag};
use crate::ui::{Empty, href};
use contract::cases::{CoordinatedView, CoordinationPage, CoordinationRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the port: for the authority alone.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let found = ctx.ports.cases.coordination(&ctx.caller).await?;
    let title = t!(ctx.locale, "coordination-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, found)))
}

fn view(ctx: &PageCtx, found: CoordinationPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let lead = t!(locale, "coordination-lead", running = found.running, joint = found.joint, overdue = found.overdue);
    let list = if found.rows.is_empty() {
        view! { <Empty text=t!(locale, "coordination-none") /> }.into_any()
    } else {
        let heads = ["coordination-case", "coordination-state", "coordination-publishers", "coordination-act"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = found.rows.into_iter().map(|row| cells(ctx, row)).collect();
        records::table("coordination", t!(locale, "coordination-title"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "coordination-title")}</h1>
            <p class="lead">{found.authority} " · " {lead}</p>
        </div>
        {list}
    }
}

fn cells(ctx: &PageCtx, row: CoordinationRow) -> Vec<AnyView> {
    let (locale, today) = (ctx.locale, ctx.today);
    let path = href(locale, &format!("/cases/{}", row.head.number));
    let urge = href(locale, &format!("/cases/{}/do/remind", row.head.number));
    let joint = row.joint.then(|| view! { <span class="application-tag">{t!(locale, "application-joint")}</span> });
    let publishers = row.publishers.into_iter().map(|one| publisher(ctx, one)).collect_view();
    let clock = row.head.clock.map(|clock| view! { <ClockChip clock=clock today=today /> });
    let remind = row.remind.then(|| {
        view! { <a class="button" href=urge>{t!(locale, "coordination-remind")}</a> }
    });
    vec![
        view! {
            <a href=path>{row.head.number}</a>
            <br />
            <span lang="zh-CN">{row.head.title}</span>
            " "
            {joint}
        }
        .into_any(),
        view! { <StateTag label=row.head.state.label turn=row.head.turn /> {clock} }.into_any(),
        view! { <ul class="coordinated">{publishers}</ul> }.into_any(),
        remind.into_any(),
    ]
}

fn publisher(ctx: &PageCtx, one: CoordinatedView) -> impl IntoView + use<> {
    let (locale, today) = (ctx.locale, ctx.today);
    let lines = t!(locale, "coordination-lines", n = one.lines);
    let clock = one.clock.map(|clock| view! { <ClockChip clock=clock today=today /> });
    let why = one.explained.map(|explained| {
        let key = if explained { "coordination-explained" } else { "coordination-unexplained" };
        view! { <span class="meta">{texts::t(locale, key)}</span> }
    });
    view! {
        <li>
            <span lang="zh-CN">{one.publisher.name}</span>
            " · "
            {one.state.label}
            " · "
            {lines}
            " "
            {clock}
            " "
            {why}
        </li>
    }
}
