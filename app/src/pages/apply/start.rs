//! `/apply/new`: begin an application, with the dataset that was asked for, from nothing, in a draft that is there, or as a copy of a former one.
use super::{draft_title, path};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::{Choice, FormPage, FormState, Hidden, Notice, Radios, Tone, href};
use contract::applications::{StartView, forms};
use contract::{ErrorCode, FormData, PortError};
use domain::access::application::Section;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// How it is begun: `new`, `draft:<id>`, `copy:<number>`.
const HOW: &str = "how";

/// The choice.
///
/// # Errors
/// A redirect to sign in, which comes back here; `forbidden` for those who act for no party; those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let sent = ctx.submission.as_ref().and_then(|sent| sent.value(forms::DATASET)).map(str::to_owned);
    let asked = sent.or_else(|| ctx.param(forms::DATASET)).filter(|code| !code.is_empty());
    let found = ctx.ports.applications.start(&ctx.caller, asked.as_deref()).await;
    let (start, gone) = match found {
        Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::NotOffered => {
            (ctx.ports.applications.start(&ctx.caller, None).await?, true)
        }
        found => (found?, false),
    };
    let title = t!(ctx.locale, "apply-title");
    let mut head = signed::head(title.clone(), vec![(title, None)]);
    head.chinese_values = start.dataset.is_some();
    Ok(signed::page(head, move || view(&ctx, start, gone)))
}

fn view(ctx: &PageCtx, start: StartView, gone: bool) -> AnyView {
    let locale = ctx.locale;
    let label = t!(locale, "apply-how");
    let state = FormState::of(ctx, [(HOW, label.clone())]);
    let mut choices = vec![Choice::new("new", t!(locale, "apply-how-new"))];
    choices.extend(start.drafts.iter().map(|draft| {
        let name = draft_title(ctx, &draft.title);
        let changed = dates::instant(ctx, draft.changed);
        let about =
            t!(locale, "apply-how-draft-hint", n = draft.datasets, changed = changed, by = draft.changed_by.clone());
        Choice::new(format!("draft:{}", draft.id), t!(locale, "apply-how-draft", name = name)).hint(about)
    }));
    choices.extend(start.former.iter().filter_map(|former| {
        let number = former.numbers.first()?;
        let words = t!(locale, "apply-how-copy", name = former.title.clone(), number = number.clone());
        Some(Choice::new(format!("copy:{number}"), words).hint(t!(locale, "apply-how-copy-hint")))
    }));
    let asked = state.value(HOW);
    let value = match ctx.param(forms::COPY) {
        _ if !asked.is_empty() => asked,
        Some(number) => format!("copy:{number}"),
        None => "new".into(),
    };
    let pick = (choices.len() > 1).then(|| {
        view! { <Radios name=HOW label=label choices=choices value=value error=state.error(HOW) /> }
    });
    let gone = gone.then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "apply-not-offered")}</p>
            </Notice>
        }
    });
    let dataset = start.dataset.map(|dataset| {
        let page = format!("/data/{}", dataset.value);
        view! {
            <p>
                {t!(locale, "apply-with-dataset")} " "
                <a href=href(locale, &page) lang="zh-CN">
                    {dataset.label}
                </a>
            </p>
            <Hidden name=forms::DATASET value=dataset.value />
        }
    });
    let unverified = (!start.verified).then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "apply-unverified")}</p>
            </Notice>
        }
    });
    view! {
        <FormPage title=t!(locale, "apply-title") state=state lead=Some(t!(locale, "apply-new-lead"))>
            {gone}
            {unverified}
            {dataset}
            {pick}
            <crate::ui::Buttons label=t!(locale, "apply-begin") cancel="/my/drafts" cancel_label=t!(locale, "drafts-title") />
        </FormPage>
    }
    .into_any()
}

/// Begins it.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, mut sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    // The choice may stand in the address that another page's button posts to.
    for name in [forms::DATASET, forms::COPY] {
        if let (false, Some(value)) = (sent.has(name), ctx.param(name)) {
            sent.fields.push((name.into(), value));
        }
    }
    let how = sent.text(HOW);
    let added = match how.split_once(':') {
        Some(("draft", id)) => Some((forms::DRAFT, id.to_owned())),
        Some(("copy", number)) => Some((forms::COPY, number.to_owned())),
        _ => None,
    };
    if !how.is_empty() {
        sent.fields.retain(|(name, _)| name != forms::COPY && name != forms::DRAFT);
    }
    sent.fields.extend(added.map(|(name, value)| (name.to_owned(), value)));
    let id = signed::in_form(ctx.ports.applications.begin(&ctx.caller, &sent).await)?;
    if sent.has(forms::DRAFT) && sent.has(forms::DATASET) {
        return Ok(Done::to(super::section_path(&id, Section::Lines)).flash("apply-line-added", ""));
    }
    Ok(Done::to(path(&id)).flash("apply-begun", ""))
}
