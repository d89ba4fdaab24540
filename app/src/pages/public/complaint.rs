//! `/complaints/new` 投诉举报, `/suggestions/new` 意见建议 (B21, R-127): one form, its answers to check, and the receipt that shows the
//! query code once. Files are chosen on the page of answers, so that going back and forth loses none.
mod check;
mod form;
mod receipt;
pub mod target;

use crate::page::{Cache, Done, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use contract::cases::forms::complaint as names;
use contract::{FormData, PortError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

pub use check::kinds as evidence_kinds;
pub use form::{faults, fields, questions};
pub use receipt::page as receipt_page;

/// Name of the field that says which button was pressed.
pub const STEP: &str = "step";
/// Show the answers to check.
pub const CHECK: &str = "check";
/// Back to the questions.
pub const EDIT: &str = "edit";
/// File it.
pub const FILE: &str = "file";
/// Keep it as a draft.
pub const SAVE: &str = "save";
/// The sentence that carries number and query code to the receipt, once.
pub const RECEIPT: &str = "case-receipt";

/// Which of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Complaint,
    Suggestion,
}

impl Form {
    /// By the address.
    pub fn of(ctx: &PageCtx) -> Self {
        if ctx.path.starts_with("/suggestions") { Self::Suggestion } else { Self::Complaint }
    }

    /// By the prefix of its numbers.
    pub fn of_kind(kind: &str) -> Option<Self> {
        [Self::Complaint, Self::Suggestion].into_iter().find(|form| form.kind() == kind)
    }

    /// The prefix of its numbers.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Complaint => "TS",
            Self::Suggestion => "JY",
        }
    }

    /// The message about this form: `complaint-<what>` or `suggestion-<what>`.
    pub fn say(self, ctx: &PageCtx, what: &str) -> String {
        let key = match self {
            Self::Complaint => format!("complaint-{what}"),
            Self::Suggestion => format!("suggestion-{what}"),
        };
        texts::t(ctx.locale, &key)
    }
}

/// The questions, or the answers to check.
///
/// # Errors
/// Those of the catalogue, when a target is named by its code.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let form = Form::of(&ctx);
    let title = form.say(&ctx, "title");
    shown(ctx, form, vec![(title, None)]).await
}

/// The questions or the answers of a form, wherever it stands: at its own address, or as a draft.
///
/// # Errors
/// As [`page`].
pub async fn shown(ctx: Arc<PageCtx>, form: Form, crumbs: Vec<(String, Option<String>)>) -> PageResult {
    let target = target::asked(&ctx).await;
    let checking = ctx.submission.as_ref().is_some_and(|sent| match sent.value(STEP) {
        Some(CHECK) => sent.errors.is_empty(),
        // A fault of the files is mended where the files are chosen.
        Some(FILE) => sent.errors.iter().all(|fault| fault.field.as_deref() == Some(names::EVIDENCE)),
        _ => false,
    });
    let title = form.say(&ctx, "title");
    let head = Head {
        title,
        description: Some(form.say(&ctx, "lead")),
        no_search_box: true,
        island: true,
        crumbs,
        ..Head::default()
    };
    let page = Page::new(
        head,
        move || if checking { check::view(&ctx, form, target) } else { form::view(&ctx, form, target) },
    );
    Ok(page.cache(Cache::NoStore))
}

/// Goes on to the answers, back to the questions, or files it.
///
/// # Errors
/// Every fault of the form; those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    let form = Form::of(&ctx);
    // Filed as somebody: whose session ended meanwhile signs in first, and finds everything again.
    if ctx.lapsed && !sent.has(names::ANONYMOUS) {
        signed::require(&ctx)?;
    }
    match sent.text(STEP).as_str() {
        FILE => file(&ctx, form, sent).await,
        SAVE => {
            signed::require(&ctx)?;
            let id = ctx.ports.cases.save_draft(&ctx.caller, None, form.kind(), &sent).await?;
            Ok(Done::to(format!("/my/drafts/{id}")).flash("draft-saved", ""))
        }
        step => {
            check(&ctx, step, &sent).await?;
            let page = page(crate::pages::cases::asked(&ctx, &sent), params).await?;
            Err(Ending::Shown(Box::new(page)))
        }
    }
}

/// Files it.
///
/// # Errors
/// Every fault of the form; those of the port.
pub async fn file(ctx: &PageCtx, form: Form, sent: FormData) -> FormResult {
    let resolved = with_target(ctx, sent).await?;
    let receipt = ctx.ports.cases.file_complaint(&ctx.caller, form.kind(), &resolved).await?;
    Ok(Done::to("/complaints/receipt").flash(RECEIPT, format!("{} {}", receipt.number, receipt.query_code)))
}

/// What is missing before the answers can be shown; on the way back nothing is.
///
/// # Errors
/// Every fault of the form.
pub async fn check(ctx: &PageCtx, step: &str, sent: &FormData) -> Result<(), Ending> {
    let mut faults = Vec::new();
    if step != EDIT {
        faults = form::faults(ctx, sent);
        faults.extend(target::fault(ctx, sent).await);
    }
    if faults.is_empty() { Ok(()) } else { Err(PortError::Invalid(faults).into()) }
}

/// The button that keeps a draft: for those who file for themselves or for an organisation.
pub(super) fn save_button(ctx: &PageCtx) -> Option<AnyView> {
    ctx.actor.signed_in()?.acting.party()?;
    Some(
        view! {
            <button type="submit" class="button" name=STEP value=SAVE>
                {t!(ctx.locale, "draft-save")}
            </button>
        }
        .into_any(),
    )
}

/// The form with the code of its target in place of what was typed to name it.
///
/// # Errors
/// `not-found` at the field when nothing, or more than one thing, has that name.
pub async fn with_target(ctx: &PageCtx, mut sent: FormData) -> Result<FormData, Ending> {
    if let Some(fault) = target::fault(ctx, &sent).await {
        return Err(PortError::Invalid(vec![fault]).into());
    }
    if let Some((code, _)) = target::of_form(ctx, &sent).await.one() {
        sent.fields.retain(|(name, _)| name != names::TARGET);
        sent.fields.push((names::TARGET.into(), code));
    }
    Ok(sent)
}

/// A required answer that is missing.
pub(super) fn required(field: &str) -> Refusal {
    Refusal::new(contract::ErrorCode::Required).field(field)
}

/// 投诉举报 · 意见建议 of a number.
pub fn kind_words(ctx: &PageCtx, kind: &str) -> String {
    if kind == "JY" { t!(ctx.locale, "suggestion-title") } else { t!(ctx.locale, "complaint-title") }
}
