//! 预览通知: what a decision will tell whom, word for word, above the form that sends it.
use crate::page::PageCtx;
use crate::ui::case::Timeline;
use contract::cases::{NoticePreview, Preview};
use leptos::prelude::*;
use texts::t;

/// The notices, and the line of the history as the reporter will read it. `files`: the form asks for files, which browsers do not keep.
pub fn view(ctx: &PageCtx, preview: Preview, files: bool) -> AnyView {
    let locale = ctx.locale;
    let none = preview.notices.is_empty().then(|| view! { <p>{t!(locale, "preview-none")}</p> });
    let notices = preview.notices.into_iter().map(|one| notice(ctx, one)).collect_view();
    let entry = preview.entry.map(|entry| {
        view! {
            <h3>{t!(locale, "preview-entry")}</h3>
            <Timeline entries=vec![entry] today=ctx.today />
        }
    });
    let obliged = preview.obliged.then(|| t!(locale, "preview-obliged"));
    let files = files.then(|| view! { <p class="meta">{t!(locale, "preview-files")}</p> });
    view! {
        <section class="case-preview" aria-labelledby="preview">
            <h2 id="preview" tabindex="-1" autofocus>
                {t!(locale, "preview-title")}
            </h2>
            <p class="meta">{t!(locale, "preview-lead")} " " {obliged}</p>
            {none}
            {notices}
            {entry}
            {files}
        </section>
    }
    .into_any()
}

fn notice(ctx: &PageCtx, notice: NoticePreview) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let link =
        notice.link.map(|link| view! { <p class="meta">{t!(locale, "preview-link")} " " <code>{link}</code></p> });
    view! {
        <article class="notice-preview">
            <p class="meta">{t!(locale, "preview-to", who = notice.to.label, n = notice.people)}</p>
            <p>
                <strong>{notice.subject}</strong>
            </p>
            <p class="pre-line">{notice.text}</p>
            {link}
        </article>
    }
}
