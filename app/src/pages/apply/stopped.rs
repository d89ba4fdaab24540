//! Why an application was not accepted (S12): each obstacle with its own reason and article, and what is still wrong in the form. The draft is
//! kept.
use super::{head, path, section_title, tasks};
use crate::page::{Page, PageCtx};
use crate::pages::parts::signed;
use crate::ui::case::Basis;
use crate::ui::{ButtonLink, Notice, Tone, href};
use contract::Refusal;
use contract::applications::{DraftView, ObstacleView};
use domain::access::application::Section;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page, as the answer to a submission.
pub fn page(ctx: Arc<PageCtx>, draft: DraftView, faults: Vec<Refusal>, obstacles: Vec<ObstacleView>) -> Page {
    let head = head(&ctx, &draft, &t!(ctx.locale, "apply-stopped-title"));
    signed::page(head, move || view(&ctx, &draft, &faults, &obstacles)).status(422)
}

fn view(ctx: &PageCtx, draft: &DraftView, faults: &[Refusal], obstacles: &[ObstacleView]) -> AnyView {
    let locale = ctx.locale;
    let wrong: Vec<Section> = Section::ALL
        .iter()
        .copied()
        .filter(|section| faults.iter().any(|fault| fault.field.as_deref().map(Section::of) == Some(*section)))
        .collect();
    let mend = (!wrong.is_empty()).then(|| {
        let links = wrong
            .iter()
            .map(|section| {
                let to = tasks::mend_path(&draft.id, *section);
                view! {
                    <li>
                        <a href=href(locale, &to)>{section_title(ctx, *section)}</a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <h2>{t!(locale, "apply-stopped-faults")}</h2>
            <ul>{links}</ul>
        }
    });
    view! {
        <div class="page-head">
            <h1>{t!(locale, "apply-stopped-title")}</h1>
            <p class="lead">{t!(locale, "apply-stopped-lead")}</p>
        </div>
        {list(ctx, obstacles, Tone::Danger)}
        {mend}
        <div class="buttons form-buttons">
            <ButtonLink path=path(&draft.id) primary=true>
                {t!(locale, "apply-back-to-list")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

/// Obstacles, each in a box of its own.
pub fn list(_: &PageCtx, obstacles: &[ObstacleView], tone: Tone) -> AnyView {
    obstacles
        .iter()
        .map(|one| {
            let (way, basis) = (one.way.clone(), one.basis.clone());
            view! {
                <Notice tone=tone title=Some(one.reason.clone())>
                    <p>{way}</p>
                    <p class="meta">
                        <Basis sources=basis />
                    </p>
                </Notice>
            }
        })
        .collect_view()
        .into_any()
}
