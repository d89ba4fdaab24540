//! `/my/drafts` 草稿: what was begun and not filed. `/my/drafts/{id}`: the form as it was left, right or wrong (nothing typed is ever lost).
mod conflict;

use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::cases::asked;
use crate::pages::parts::{dates, records, signed};
use crate::pages::public::complaint::{self, FILE, Form, SAVE, STEP};
use crate::ui::form::ActButton;
use crate::ui::{Empty, Linked, href};
use contract::applications::DraftRow;
use contract::cases::DraftView;
use contract::cases::forms::complaint as names;
use contract::{ErrorCode, FormData, PortError, Refusal, Submission};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const DRAFTS: &str = "/my/drafts";

/// The list.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let drafts = ctx.ports.cases.drafts(&ctx.caller).await?;
    let applications = ctx.ports.applications.drafts(&ctx.caller).await?;
    let title = t!(ctx.locale, "drafts-title");
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title, None)]));
    head.chinese_values = !drafts.is_empty() || !applications.is_empty();
    Ok(signed::page(head, move || view(&ctx, drafts, applications)))
}

/// What a draft is called: its subject, or that it has none yet.
fn name(ctx: &PageCtx, draft: &DraftView) -> String {
    if draft.title.trim().is_empty() { t!(ctx.locale, "draft-untitled") } else { draft.title.clone() }
}

fn view(ctx: &PageCtx, drafts: Vec<DraftView>, applications: Vec<DraftRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let list = if drafts.is_empty() && applications.is_empty() {
        let action = Linked::link(t!(locale, "complaint-title"), "/complaints/new");
        view! { <Empty text=t!(locale, "drafts-none") action=Some(action) /> }.into_any()
    } else {
        let heads = ["draft-subject", "cases-kind", "draft-changed", "acts"].map(|key| texts::t(locale, key)).into();
        // Everything in one list, what was changed last first.
        let mut rows: Vec<_> = drafts
            .into_iter()
            .map(|draft| {
                let changed = draft.changed;
                let (name, path) = (name(ctx, &draft), href(locale, &format!("{DRAFTS}/{}", draft.id)));
                let label = t!(locale, "draft-discard");
                let cells = vec![
                    view! { <a href=path>{name.clone()}</a> }.into_any(),
                    draft.kind.label.into_any(),
                    dates::instant(ctx, draft.changed).into_any(),
                    view! { <ActButton act="discard" id=draft.id label=label about=Some(name) /> }.into_any(),
                ];
                (changed, cells)
            })
            .collect();
        rows.extend(applications.into_iter().map(|draft| (draft.changed, application(ctx, draft))));
        rows.sort_by_key(|(changed, _)| std::cmp::Reverse(*changed));
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        records::table("drafts-caption", t!(locale, "drafts-title"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "drafts-title")}</h1>
            <p class="lead">{t!(locale, "drafts-lead")}</p>
        </div>
        {list}
    }
}

/// The row of an application; colleagues see who saved last.
fn application(ctx: &PageCtx, draft: DraftRow) -> Vec<AnyView> {
    let locale = ctx.locale;
    let untitled = draft.title.trim().is_empty();
    let name = if untitled { t!(locale, "apply-draft-untitled", n = draft.datasets) } else { draft.title };
    let path = href(locale, &format!("/apply/{}", draft.id));
    let kept = t!(locale, "apply-kept-until", date = texts::date(locale, draft.kept_until));
    let changed = format!("{} · {} · {kept}", dates::instant(ctx, draft.changed), draft.changed_by);
    let label = t!(locale, "draft-discard");
    vec![
        view! { <a href=path>{name.clone()}</a> }.into_any(),
        t!(locale, "apply-title").into_any(),
        changed.into_any(),
        view! { <ActButton act="discard-application" id=draft.id label=label about=Some(name) /> }.into_any(),
    ]
}

/// Throws one away.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    match form.text("act").as_str() {
        "discard" => {
            ctx.ports.cases.discard_draft(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(DRAFTS).flash("draft-thrown-away", ""))
        }
        "discard-application" => {
            ctx.ports.applications.discard(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(DRAFTS).flash("draft-thrown-away", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// The draft of the address, and which form it is.
async fn found(ctx: &PageCtx, params: &Params) -> Result<(DraftView, Form), Ending> {
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let draft = ctx.ports.cases.draft(&ctx.caller, id).await?;
    let form = Form::of_kind(&draft.kind.value).ok_or_else(|| Refusal::new(ErrorCode::NotFound))?;
    Ok((draft, form))
}

async fn shown(ctx: Arc<PageCtx>, form: Form, name: String) -> PageResult {
    let crumbs = signed::my_crumbs(&ctx, [(t!(ctx.locale, "drafts-title"), Some(DRAFTS)), (name, None)]);
    let mut page = complaint::shown(ctx, form, crumbs).await?;
    (page.head.noindex, page.head.no_search_box) = (true, false);
    Ok(page)
}

/// A draft, to be gone on with.
///
/// # Errors
/// `not-found` where it is another party's.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let (draft, form) = found(&ctx, &params).await?;
    let name = name(&ctx, &draft);
    let ctx = match &ctx.submission {
        // Found wrong after it was kept: it is the version after the one it was sent with.
        Some(sent) => {
            let mut sent = Submission::clone(sent);
            let version = sent.value(names::DRAFT_VERSION).and_then(|version| version.parse().ok()).unwrap_or(0_i64);
            set_version(&mut sent.values, version + 1);
            Arc::new(PageCtx { submission: Some(Arc::new(sent)), ..PageCtx::clone(&ctx) })
        }
        None => {
            let mut fields = draft.values;
            set_version(&mut fields, draft.version);
            asked(&ctx, &FormData { fields, files: Vec::new() })
        }
    };
    shown(ctx, form, name).await
}

/// Says of which version the form is.
fn set_version(values: &mut Vec<(String, String)>, version: i64) {
    values.retain(|(name, _)| name != names::DRAFT_VERSION);
    values.push((names::DRAFT_VERSION.to_owned(), version.to_string()));
}

/// Keeps it, shows the answers, or files it: then the draft is gone. What was typed is kept before anything is said about it.
///
/// # Errors
/// Every fault of the form; those of the port.
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let (draft, form) = found(&ctx, &params).await?;
    let cases = &ctx.ports.cases;
    match cases.save_draft(&ctx.caller, Some(&draft.id), form.kind(), &sent).await {
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::Conflict => {
            // Read again: what is shown beside is what would be lost.
            let draft = cases.draft(&ctx.caller, &draft.id).await?;
            return Err(Ending::Shown(Box::new(conflict::page(ctx.clone(), draft, form, sent))));
        }
        other => other?,
    };
    match sent.text(STEP).as_str() {
        SAVE => Ok(Done::to(format!("{DRAFTS}/{}", draft.id)).flash("draft-saved", "")),
        FILE => {
            let done = complaint::file(&ctx, form, sent).await?;
            // It is filed; a draft that could not be removed is no more than a copy of it.
            let _ = cases.draft_filed(&ctx.caller, &draft.id).await;
            Ok(done)
        }
        step => {
            complaint::check(&ctx, step, &sent).await?;
            let mut sent = sent;
            let version = sent.text(names::DRAFT_VERSION).parse().unwrap_or(0_i64);
            set_version(&mut sent.fields, version + 1);
            let page = shown(asked(&ctx, &sent), form, name(&ctx, &draft)).await?;
            Err(Ending::Shown(Box::new(page)))
        }
    }
}
