//! `/apply/…` 申请受限开放数据 (B09 step 1; ui 5.5): begin, fill in section by section, check, submit, receipt. Everything is saved as it is
//! sent, right or wrong; pages are made from what is stored, so that nothing typed is lost and a colleague goes on where another left off.
pub mod blocks;
pub mod check;
pub mod commitment;
pub mod conflict;
pub mod fields;
pub mod line;
pub mod lines;
mod live;
pub mod papers;
pub mod receipt;
pub mod section;
pub mod start;
pub mod stopped;
pub mod tasks;

use crate::page::{Done, Ending, Head, PageCtx, Params};
use crate::pages::parts::signed;
use crate::ui::FormState;
use contract::applications::{DraftView, Saved, forms};
use contract::{ErrorCode, FormData, PortResult, Refusal, Submission};
use domain::access::application::{Progress, Section};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Name of the field that says which button was pressed.
pub const STEP: &str = "step";
/// 保存并继续
pub const CONTINUE: &str = "continue";
/// 保存，稍后再填
pub const LATER: &str = "later";
/// Saves, and gives one more block to fill in.
pub const MORE: &str = "more";
/// Parameter of an address: show what is missing, too.
pub const CHECK: &str = "check";

/// The address of a draft.
pub fn path(id: &str) -> String {
    format!("/apply/{id}")
}

/// The address of a section of a draft.
pub fn section_path(id: &str, section: Section) -> String {
    format!("/apply/{id}/{}", section.code())
}

/// A parameter of the address.
pub fn param<'a>(params: &'a Params, name: &str) -> &'a str {
    params.get(name).map(String::as_str).unwrap_or_default()
}

/// The draft of the address, not filed yet; one that is leads to its receipt.
///
/// # Errors
/// A redirect to sign in or to the receipt; those of the port.
pub async fn load(ctx: &PageCtx, params: &Params) -> Result<DraftView, Ending> {
    signed::require(ctx)?;
    let section = Section::from_code(param(params, "section"));
    let draft = ctx.ports.applications.draft(&ctx.caller, param(params, "id"), section).await?;
    match draft.filed {
        Some(_) => Err(Ending::Redirect { to: format!("{}/receipt", path(&draft.id)), permanent: false }),
        None => Ok(draft),
    }
}

/// The section of the address.
///
/// # Errors
/// `not-found` for any other word.
pub fn section_of(params: &Params) -> Result<Section, Ending> {
    Section::from_code(param(params, "section")).ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
}

/// The name of a section.
pub fn section_title(ctx: &PageCtx, section: Section) -> String {
    texts::t(ctx.locale, &format!("apply-section-{}", section.code()))
}

/// 申请：停车通; without a name 申请受限开放数据.
pub fn draft_title(ctx: &PageCtx, name: &str) -> String {
    if name.trim().is_empty() { t!(ctx.locale, "apply-title") } else { t!(ctx.locale, "apply-title-of", name = name) }
}

/// The head of a page below a draft.
pub fn head(ctx: &PageCtx, draft: &DraftView, title: &str) -> Head {
    let drafts = (t!(ctx.locale, "drafts-title"), Some("/my/drafts"));
    let list = path(&draft.id);
    let name = draft_title(ctx, &draft.form.service_name);
    let crumbs = signed::my_crumbs(ctx, [drafts, (name, Some(&list)), (title.to_owned(), None)]);
    signed::head(title, crumbs)
}

/// The state of a page's form, made from what is stored: `values` by field, `labels` in the order of the page. Shown faults are those the
/// form came back with; else those of the draft where it was looked at before and something is wrong, or `?check` asks for all.
pub fn state(
    ctx: &PageCtx,
    draft: &DraftView,
    progress: Progress,
    labels: Vec<(String, String)>,
    values: Vec<(String, String)>,
) -> FormState {
    let known = |refusal: &&Refusal| labels.iter().any(|(name, _)| refusal.field.as_deref() == Some(name));
    let errors = match &ctx.submission {
        Some(sent) => sent.errors.clone(),
        None if progress == Progress::Problem || ctx.param(CHECK).is_some() => {
            draft.faults.iter().filter(known).cloned().collect()
        }
        None => Vec::new(),
    };
    let made = PageCtx { submission: Some(Arc::new(Submission { values, errors })), ..ctx.clone() };
    FormState::of(&made, labels)
}

/// What every form of a section carries.
pub fn stamp(value: &str) -> impl IntoView + use<> {
    let value = value.to_owned();
    // Browsers that put typed texts back after a reload would put back the stamp of the page before.
    view! { <input type="hidden" name=forms::STAMP value=value autocomplete="off" /> }
}

/// The answer to a form that its own page saved while somebody types; faults are told when they press a button.
pub fn kept(ctx: &PageCtx, here: &str, sent: &FormData, saved: &PortResult<Saved>) -> Option<Done> {
    let saved = saved.as_ref().ok().filter(|_| sent.has(forms::TYPING))?;
    let said = t!(ctx.locale, "live-saved", time = texts::time_of_day(saved.at));
    Some(Done::to(here).kept(saved.stamp.clone(), said))
}

/// Faults of fields that the page shows under another name: the row of a list stands at its list.
pub fn at_page(faults: Vec<Refusal>) -> Vec<Refusal> {
    let place = |mut fault: Refusal| {
        if fault.field.as_deref().is_some_and(|field| field.starts_with("feedback_dimensions.")) {
            fault.field = Some("feedback_dimensions".into());
        }
        fault
    };
    faults.into_iter().map(place).collect()
}

/// 保存并继续 · 保存，稍后再填
#[component]
pub fn SaveButtons(
    /// Where 返回任务列表 leads.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let locale = crate::ui::locale();
    view! {
        <div class="buttons form-buttons">
            <button type="submit" class="button primary" name=STEP value=CONTINUE>
                {t!(locale, "apply-save-continue")}
            </button>
            <button type="submit" class="button" name=STEP value=LATER>
                {t!(locale, "apply-save-later")}
            </button>
            <a class="button quiet" href=crate::ui::href(locale, &back)>
                {t!(locale, "apply-back-to-list")}
            </a>
        </div>
    }
    .into_any()
}
