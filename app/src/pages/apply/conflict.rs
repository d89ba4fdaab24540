//! 409: a colleague changed the same section meanwhile. Both states side by side; nothing typed is lost, and which one stays is chosen.
use super::{CONTINUE, STEP, fields, head, line, section_path, section_title};
use crate::page::{Page, PageCtx};
use crate::pages::parts::{dates, records, signed};
use crate::ui::{Form, Hidden, href};
use contract::FormData;
use contract::applications::{DraftView, forms};
use domain::access::application::Section;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page for a section.
pub fn section(ctx: Arc<PageCtx>, draft: DraftView, section: Section, sent: FormData) -> Page {
    let blocks = draft.form.scenarios.len().max(draft.form.return_items.len()).max(20);
    let labels = fields::labels(&ctx, &draft, section, blocks);
    let values = fields::values(&draft, section);
    let stamp = draft.stamp(section).to_owned();
    let path = section_path(&draft.id, section);
    let title = section_title(&ctx, section);
    page(ctx, draft, Both { labels, values, sent, stamp, path, title })
}

/// The page for a line.
pub fn of_line(ctx: Arc<PageCtx>, draft: DraftView, at: usize, sent: FormData) -> Page {
    let labels = line::labels(&ctx, at);
    let values = draft.form.lines.get(at).map(|one| line::values(at, one)).unwrap_or_default();
    let stamp = draft.lines.get(at).map(|line| line.stamp.clone()).unwrap_or_default();
    let path = line::path(&draft.id, at);
    let title = t!(ctx.locale, "apply-line", n = at + 1);
    page(ctx, draft, Both { labels, values, sent, stamp, path, title })
}

struct Both {
    labels: Vec<(String, String)>,
    values: Vec<(String, String)>,
    sent: FormData,
    stamp: String,
    path: String,
    title: String,
}

fn joined(values: &[(String, String)], name: &str) -> String {
    let all: Vec<_> = values.iter().filter(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str()).collect();
    all.join("\n")
}

fn page(ctx: Arc<PageCtx>, draft: DraftView, both: Both) -> Page {
    let head = head(&ctx, &draft, &t!(ctx.locale, "apply-conflict-title"));
    signed::page(head, move || view(&ctx, &draft, both)).status(409)
}

fn view(ctx: &PageCtx, draft: &DraftView, both: Both) -> AnyView {
    let locale = ctx.locale;
    let Both { labels, values, sent, stamp, path, title } = both;
    let differ = labels.into_iter().filter_map(|(name, label)| {
        let (theirs, mine) = (joined(&values, &name), joined(&sent.fields, &name).replace("\r\n", "\n"));
        (theirs.trim() != mine.trim()).then(|| {
            vec![
                label.into_any(),
                view! { <span class="pre-line">{theirs}</span> }.into_any(),
                view! { <span class="pre-line">{mine}</span> }.into_any(),
            ]
        })
    });
    let heads = ["apply-conflict-field", "apply-conflict-theirs", "apply-conflict-mine"];
    let heads = heads.map(|key| texts::t(locale, key)).to_vec();
    let table = records::table("apply-conflict", title, heads, differ.collect());
    let carried = sent
        .fields
        .into_iter()
        .filter(|(name, _)| name != forms::STAMP && name != STEP)
        .map(|(name, value)| view! { <Hidden name=name value=value /> })
        .collect_view();
    view! {
        <div class="page-head form-head">
            <h1>{t!(locale, "apply-conflict-title")}</h1>
            <p class="lead">
                {t!(locale, "apply-conflict-lead", who = draft.changed_by.clone())} " " {dates::instant(ctx, draft.changed)}
            </p>
        </div>
        {table}
        <Form action=Some(path.clone())>
            {carried}
            <Hidden name=forms::STAMP value=stamp />
            <div class="buttons form-buttons">
                <button type="submit" class="button primary" name=STEP value=CONTINUE>
                    {t!(locale, "apply-conflict-keep-mine")}
                </button>
                <a class="button" href=href(locale, &path)>
                    {t!(locale, "apply-conflict-keep-theirs")}
                </a>
            </div>
        </Form>
    }
    .into_any()
}
