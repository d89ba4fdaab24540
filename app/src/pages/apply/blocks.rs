//! Repeatable blocks: 应用场景 and 回流数据清单. A block that is left blank falls out; 再添加 saves and gives one more.
use super::MORE;
use super::fields::{RETURN_ITEM, SCENARIO};
use crate::page::PageCtx;
use crate::ui::{Control, Field, FormState};
use contract::applications::DraftView;
use domain::access::application::{Section, TEXT_MAX};
use leptos::prelude::*;
use texts::t;

/// Blocks on the page: those that are stored, one at least, one more where it was asked for.
pub fn shown(ctx: &PageCtx, draft: &DraftView, section: Section) -> usize {
    let stored = match section {
        Section::Service => draft.form.scenarios.len(),
        Section::Feedback => draft.form.return_items.len(),
        _ => return 0,
    };
    let more = usize::from(ctx.param("more").is_some() && ctx.submission.is_none());
    (stored + more).max(1)
}

fn more(words: String) -> AnyView {
    view! {
        <p>
            <button type="submit" class="button small" name=super::STEP value=MORE>
                {words}
            </button>
        </p>
    }
    .into_any()
}

/// The error of a list as a whole; its id is where the summary leads.
fn list_error(state: &FormState, name: &'static str) -> AnyView {
    match state.error(name) {
        Some(error) => view! { <p class="field-error" id=name tabindex="-1">{error}</p> }.into_any(),
        None => ().into_any(),
    }
}

/// 应用场景 (C1-10).
pub fn scenarios(ctx: &PageCtx, state: &FormState, shown: usize) -> AnyView {
    let locale = ctx.locale;
    let blocks = (0..shown)
        .map(|at| {
            let asked = SCENARIO
                .map(|name| {
                    let field = format!("scenarios.{at}.{name}");
                    view! {
                        <Field
                            label=texts::t(locale, &format!("apply-scenario-{name}"))
                            value=state.value(&field)
                            hint=texts::t(locale, &format!("apply-scenario-{name}-hint"))
                            error=state.error(&field)
                            control=Control::area(2, TEXT_MAX as u32)
                            name=field
                        />
                    }
                })
                .collect_view();
            view! {
                <fieldset class="apply-block">
                    <legend>{t!(locale, "apply-scenario", n = at + 1)}</legend>
                    {asked}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <h2>{t!(locale, "apply-scenarios")}</h2>
        <p class="field-hint">{t!(locale, "apply-scenarios-hint")}</p>
        {list_error(state, "scenarios")}
        {blocks}
        {more(t!(locale, "apply-scenario-more"))}
    }
    .into_any()
}

/// 回流数据清单, 反馈情况维度 (C1-17, 18).
pub fn feedback(ctx: &PageCtx, state: &FormState, shown: usize) -> AnyView {
    let locale = ctx.locale;
    let blocks = (0..shown)
        .map(|at| {
            let asked = RETURN_ITEM
                .map(|name| {
                    let field = format!("return_items.{at}.{name}");
                    view! {
                        <Field
                            label=texts::t(locale, &format!("apply-returned-{name}"))
                            value=state.value(&field)
                            error=state.error(&field)
                            name=field
                        />
                    }
                })
                .collect_view();
            view! {
                <fieldset class="apply-block apply-row">
                    <legend>{t!(locale, "apply-return-item", n = at + 1)}</legend>
                    {asked}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <h2>{t!(locale, "apply-return-items")}</h2>
        <p class="field-hint">{t!(locale, "apply-return-items-hint")}</p>
        {list_error(state, "return_items")}
        {blocks}
        {more(t!(locale, "apply-return-more"))}
        <Field
            name="no_return_reason"
            label=state.label("no_return_reason")
            value=state.value("no_return_reason")
            hint=t!(locale, "apply-no-return-reason-hint")
            error=state.error("no_return_reason")
            optional=true
            control=Control::area(2, TEXT_MAX as u32)
        />
        <Field
            name="feedback_dimensions"
            label=state.label("feedback_dimensions")
            value=state.value("feedback_dimensions")
            hint=t!(locale, "apply-feedback-dimensions-hint")
            error=state.error("feedback_dimensions")
            control=Control::TextArea { rows: 4, limit: None }
        />
    }
    .into_any()
}
