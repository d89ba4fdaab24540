//! `/admin/profiles` 规则: which profiles there are; `/admin/profiles/{id}`: every value with its source; `…/edit`: one value changes, in a
//! draft. `/admin/profile-drafts/{id}`: what the draft changes for whom, and its publication by another person.
mod draft;
mod edit;
mod more;

pub use draft::{draft, submit_draft};
pub use edit::{edit, submit_edit};
pub use more::submit_one;

use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, rules, signed};
use crate::ui::{ErrorSummary, FormState, Notice, Tone, href, with_query};
use contract::regulation::{ProfileRow, ProfileView, ValueGroup, ValueRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/profiles";
const DRAFTS: &str = "/admin/profile-drafts";
const NOTE: u32 = 500;

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden` naming the role.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let profiles = ctx.ports.regulation.profiles(&ctx.caller).await?;
    let title = t!(ctx.locale, "profiles-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, profiles)))
}

fn list(ctx: &PageCtx, profiles: Vec<ProfileRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["profiles-document", "profiles-name", "profiles-state", "rules-version", "rules-when"];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = profiles
        .into_iter()
        .map(|row| {
            vec![
                view! { <a href=href(locale, &format!("{PATH}/{}", row.name))>{row.title.clone()}</a> }.into_any(),
                view! { <code>{row.name.clone()}</code> }.into_any(),
                state(ctx, &row).into_any(),
                view! { <code>{row.version.clone()}</code> {format!(" ({})", row.versions)} }.into_any(),
                dates::instant(ctx, row.since).into_any(),
            ]
        })
        .collect();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "profiles-title")}</h1>
            <p class="lead">{t!(locale, "profiles-lead")}</p>
        </div>
        {records::table("profiles", t!(locale, "profiles-title"), heads, rows)}
    }
}

/// 在用 · 征求意见稿 · 有草稿
fn state(ctx: &PageCtx, row: &ProfileRow) -> impl IntoView + use<> {
    let badge = |there: bool, class: &'static str, key: &str| {
        let words = texts::t(ctx.locale, key);
        there.then(|| view! { <span class=class>{words}</span> " " })
    };
    let draft = row.open_draft.clone().map(|id| {
        view! { <a href=href(ctx.locale, &format!("{DRAFTS}/{id}"))>{t!(ctx.locale, "profiles-open-draft")}</a> }
    });
    view! {
        {badge(row.active, "badge ok", "profiles-active")}
        {badge(row.draft_document, "badge warn", "profiles-draft-document")}
        {draft}
    }
    .into_any()
}

/// One profile.
///
/// # Errors
/// As [`page`]; `not-found`.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let found = ctx.ports.regulation.profile(&ctx.caller, name(&params)).await?;
    let title = found.row.title.clone();
    let crumbs = signed::desk_crumbs(&ctx, [(t!(ctx.locale, "profiles-title"), Some(PATH)), (title.clone(), None)]);
    let head = signed::head(title, crumbs);
    Ok(signed::page(head, move || view(&ctx, found)))
}

fn name(params: &Params) -> &str {
    params.get("id").map(String::as_str).unwrap_or_default()
}

fn view(ctx: &PageCtx, found: ProfileView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let row = found.row;
    let states = more::states(ctx);
    let errors = states.iter().flat_map(FormState::errors).collect::<Vec<_>>();
    let [activate, adopt, copy] = states;
    let not_law = row.draft_document.then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "profiles-not-law")}</p>
            </Notice>
        }
    });
    let inherits = (!found.inherits.is_empty())
        .then(|| view! { <p class="meta">{t!(locale, "profiles-inherits", from = found.inherits.join(", "))}</p> });
    let edit = found.may_edit;
    let activate = (edit && !row.active && row.open_draft.is_none()).then(|| more::activate(ctx, activate));
    let missing = more::missing(ctx, edit.then_some(adopt), found.missing);
    let copy = edit.then(|| more::copy(ctx, copy));
    let name = row.name.clone();
    let contents = found
        .groups
        .iter()
        .map(|group| {
            let path = format!("#{}", group.code);
            view! { <li><a href=path>{group.label.clone()}</a></li> }
        })
        .collect_view();
    let groups = found.groups.into_iter().map(|values| group(ctx, &name, values, edit)).collect_view();
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{row.title.clone()}</h1>
            <p class="lead">{state(ctx, &row)}</p>
        </div>
        {not_law}
        {inherits}
        <nav aria-label=t!(locale, "profiles-groups")>
            <ul class="group-nav">{contents}</ul>
        </nav>
        {groups}
        {missing}
        {activate}
        {copy}
        {rules::history(ctx, found.history)}
    }
}

fn group(ctx: &PageCtx, name: &str, values: ValueGroup, edit: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["profiles-value-name", "profiles-value", "profiles-strength", "profiles-source"];
    let heads: Vec<String> =
        heads.map(|key| texts::t(locale, key)).into_iter().chain(edit.then(|| t!(locale, "acts"))).collect();
    let caption = format!("{}-caption", values.code);
    let rows = values.rows.into_iter().map(|row| cells(ctx, name, row, edit)).collect();
    view! {
        <section id=values.code class="section value-group">
            <h2>{values.label.clone()}</h2>
            {records::table_of(caption, values.label, heads, rows)}
        </section>
    }
    .into_any()
}

fn cells(ctx: &PageCtx, name: &str, row: ValueRow, edit: bool) -> Vec<AnyView> {
    let locale = ctx.locale;
    let sources = row
        .sources
        .into_iter()
        .map(|(article, path)| match path {
            Some(path) => view! { <a href=href(locale, &path)>{article}</a> " " }.into_any(),
            None => view! { <span>{article}</span> " " }.into_any(),
        })
        .collect_view();
    let inherited =
        row.inherited.map(|from| view! { <span class="meta">{t!(locale, "profiles-inherited", from = from)}</span> });
    let drafted =
        row.drafted.map(|value| view! { <span class="badge">{t!(locale, "profiles-drafted", value = value)}</span> });
    let label = row.label.map(|label| view! { <span>{label}</span> <br /> });
    let key = row.key;
    let path = href(locale, &with_query(&format!("{PATH}/{name}/edit"), [("key", key.as_str())]));
    let mut cells = vec![
        view! { {label} <code>{key.clone()}</code> }.into_any(),
        view! { <span lang="zh-CN">{row.value}</span> " " {drafted} {inherited} }.into_any(),
        row.strength.map(|strength| strength.label).unwrap_or_default().into_any(),
        sources.into_any(),
    ];
    if edit {
        cells.push(
            view! {
                <a href=path rel="nofollow">
                    {t!(locale, "profiles-edit")} <span class="visually-hidden">{format!(" {key}")}</span>
                </a>
            }
            .into_any(),
        );
    }
    cells
}
