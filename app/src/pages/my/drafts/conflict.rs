//! A draft that another window saved meanwhile: both side by side, and the question which to keep (ui 4.3). Nothing was written.
use super::{DRAFTS, set_version};
use crate::page::{Page, PageCtx};
use crate::pages::parts::{records, signed};
use crate::pages::public::complaint::{self, Form, SAVE, STEP};
use crate::ui::{Form as Sent, Hidden, href};
use contract::FormData;
use contract::cases::DraftView;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
pub fn page(ctx: Arc<PageCtx>, draft: DraftView, form: Form, sent: FormData) -> Page {
    let title = t!(ctx.locale, "draft-conflict-title");
    let crumbs = [(t!(ctx.locale, "drafts-title"), Some(DRAFTS)), (title.clone(), None)];
    let mut head = signed::head(title, signed::my_crumbs(&ctx, crumbs));
    head.chinese_values = true;
    signed::page(head, move || view(&ctx, draft, form, sent)).status(409)
}

fn view(ctx: &PageCtx, draft: DraftView, form: Form, sent: FormData) -> AnyView {
    let locale = ctx.locale;
    let kept =
        |name: &str| draft.values.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim().to_owned()).unwrap_or_default();
    let rows: Vec<_> = complaint::fields(ctx)
        .into_iter()
        .filter(|(name, _)| !kept(name).is_empty() || !sent.text(name).is_empty())
        .map(|(name, label)| {
            let (there, here) = (kept(name), sent.text(name));
            let differs = (there != here).then(|| view! { <strong>{t!(locale, "draft-conflict-differs")}</strong> });
            let cell = |text: String| {
                if text.is_empty() {
                    t!(locale, "draft-conflict-empty").into_any()
                } else {
                    view! { <span class="pre-line">{text}</span> }.into_any()
                }
            };
            vec![view! { <span>{label} " " {differs}</span> }.into_any(), cell(there), cell(here)]
        })
        .collect();
    let heads =
        ["draft-conflict-field", "draft-conflict-there", "draft-conflict-here"].map(|key| texts::t(locale, key)).into();
    // Kept with the version that is there now: whoever chooses has seen it.
    let mut fields = sent.fields;
    set_version(&mut fields, draft.version);
    let carried = fields
        .into_iter()
        .filter(|(name, _)| name != STEP)
        .map(|(name, value)| view! { <Hidden name=name value=value /> })
        .collect_view();
    let path = format!("{DRAFTS}/{}", draft.id);
    let at = texts::time_of_day(draft.changed);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "draft-conflict-title")}</h1>
            <p class="lead" role="alert">
                {t!(locale, "draft-conflict-lead", time = at)}
            </p>
        </div>
        {records::table("draft-conflict", form.say(ctx, "title"), heads, rows)}
        <Sent action=Some(path.clone())>
            {carried}
            <div class="buttons">
                <button type="submit" class="button" name=STEP value=SAVE>
                    {t!(locale, "draft-conflict-keep-here")}
                </button>
                <a class="button" href=href(locale, &path)>
                    {t!(locale, "draft-conflict-keep-there")}
                </a>
            </div>
        </Sent>
    }
    .into_any()
}
