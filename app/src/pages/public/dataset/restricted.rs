//! What the action box of a restricted dataset says: the way to apply, when applications are accepted, what stands in this reader's way, and the
//! conditions, the same for everybody.
use crate::page::PageCtx;
use crate::pages::parts::opening;
use crate::pages::public::apply;
use crate::ui::{ButtonLink, Notice, Tone, href};
use contract::datasets::DatasetView;
use contract::opening::DatasetOpening;
use leptos::prelude::*;
use texts::t;

/// 申请获取 · 受理时间 · what stands in the way · 可选方式
pub fn offer(ctx: &PageCtx, code: &str, opening: &DatasetOpening) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let path = apply::for_dataset(apply::APPLY, Some(code));
    let held = opening.held.as_ref().map(|held| {
        let words = match held.last_day {
            Some(day) => t!(locale, "opening-held", day = texts::date(locale, day)),
            None => t!(locale, "opening-held-renewal"),
        };
        let path = held.path.clone();
        view! {
            <Notice tone=Tone::Success>{words}</Notice>
            <ButtonLink path=path primary=true>
                {t!(locale, "opening-held-use")}
            </ButtonLink>
        }
    });
    // Who has it needs no second one before all else.
    let first = held.is_none();
    let button = opening.may_apply.then(|| {
        view! {
            <ButtonLink path=path.clone() primary=first>
                {t!(locale, "opening-apply")}
            </ButtonLink>
        }
    });
    let staff = (!opening.may_apply).then(|| {
        view! {
            <p>
                {t!(locale, "opening-apply-staff")} " " <a href=href(locale, &path)>{t!(locale, "opening-steps")}</a>
            </p>
        }
    });
    let time = opening::acceptance(ctx, opening.acceptance);
    // The time stands above in words of its own.
    let others: Vec<_> = opening.obstacles.iter().filter(|one| one.code != "window-closed").cloned().collect();
    let closed =
        (others.len() < opening.obstacles.len()).then(|| view! { <p>{t!(locale, "opening-closed-draft")}</p> });
    let obstacles = (!others.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=Some(t!(locale, "opening-obstacles"))>
                {opening::obstacles(&others)}
            </Notice>
        }
    });
    let modes: Vec<_> = opening.modes.iter().map(|mode| mode.label.clone()).collect();
    let separator = t!(locale, "opening-separator");
    view! {
        {held}
        {button}
        {staff}
        <p class="action-label">{t!(locale, "opening-time")}</p>
        <p>{time}</p>
        {closed}
        {obstacles}
        <p class="action-label">{t!(locale, "opening-modes")}</p>
        <p>{modes.join(&separator)}</p>
    }
}

/// The published conditions; without them what the publisher states in the catalogue.
pub fn conditions(ctx: &PageCtx, view: &DatasetView, opening: Option<&DatasetOpening>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let in_force = opening.and_then(|opening| opening.conditions.as_ref());
    let shown = match (in_force, view.conditions.as_deref().map(str::trim).filter(|text| !text.is_empty())) {
        (Some(set), _) => opening::conditions(ctx, set).into_any(),
        (None, Some(text)) => view! {
            <p lang="zh-CN" class="pre-line">
                {text.to_owned()}
            </p>
        }
        .into_any(),
        (None, None) => view! { <p>{t!(locale, "dataset-conditions-none")}</p> }.into_any(),
    };
    let coming = opening.and_then(|opening| opening.coming.as_ref()).map(|set| {
        view! {
            <p class="action-label">{t!(locale, "opening-conditions-coming")}</p>
            {opening::conditions(ctx, set)}
        }
    });
    let before = opening.map(|opening| opening.earlier.as_slice()).unwrap_or_default();
    let before = (!before.is_empty()).then(|| {
        let sets = before.iter().map(|set| view! { <li>{opening::conditions(ctx, set)}</li> }).collect_view();
        view! {
            <details>
                <summary>{t!(locale, "opening-conditions-before", n = before.len())}</summary>
                <ul class="guide-list">{sets}</ul>
            </details>
        }
    });
    view! {
        <p class="action-label">{t!(locale, "dataset-conditions")}</p>
        {shown}
        {coming}
        {before}
    }
}
