//! `/verify`: was this text signed on this portal, when, by which parties? By number and hash, as they stand on every print, or by the file.
use crate::page::{Cache, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::cases::{agreement, asked};
use crate::ui::{
    Buttons, Control, Definition, DefinitionList, ErrorSummary, Field, FileKinds, FileSlot, Form, FormState, Notice,
    Tone,
};
use contract::agreements::{Verified, verifying as field};
use contract::{FormData, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Largest file, as the port takes it.
const MAX_MB: u64 = 20;

/// The two forms; with the answer where the address names number and hash.
///
/// # Errors
/// Those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let asked = |name| ctx.param(name);
    let answer = match (ctx.submission.is_none(), asked(field::NUMBER), asked(field::SHA256)) {
        (true, Some(number), Some(sha256)) => {
            let fields = vec![(field::NUMBER.to_owned(), number), (field::SHA256.to_owned(), sha256)];
            let form = FormData { fields, files: Vec::new() };
            match ctx.ports.agreements.verify(&ctx.caller, &form).await {
                Ok(found) => Some(found),
                // What is no number or hash belongs to no agreement.
                Err(PortError::Invalid(_)) => Some(None),
                Err(other) => return Err(other.into()),
            }
        }
        _ => None,
    };
    Ok(shown(ctx, answer))
}

/// Answers on the page itself: a file has no address.
///
/// # Errors
/// What is missing; `too-many-requests`.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let found = ctx.ports.agreements.verify(&ctx.caller, &form).await?;
    Err(Ending::Shown(Box::new(shown(asked(&ctx, &form), Some(found)))))
}

fn shown(ctx: Arc<PageCtx>, answer: Option<Option<Verified>>) -> Page {
    let title = t!(ctx.locale, "verify-page-title");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "verify-page-lead")),
        canonical: Some("/verify".into()),
        crumbs: vec![(title, None)],
        no_search_box: true,
        ..Head::default()
    };
    Page::new(head, move || view(&ctx, answer)).cache(Cache::NoStore)
}

fn view(ctx: &PageCtx, answer: Option<Option<Verified>>) -> AnyView {
    let locale = ctx.locale;
    let labels = [(field::NUMBER, "agreement-number"), (field::SHA256, "agreement-hash"), (field::FILE, "verify-file")];
    let mut state = FormState::of(ctx, labels.map(|(name, key)| (name.to_owned(), texts::t(locale, key))));
    for name in [field::NUMBER, field::SHA256] {
        if let Some(value) = ctx.param(name) {
            state = state.known(name.to_owned(), value);
        }
    }
    let errors = state.errors();
    let [number, sha256] = [field::NUMBER, field::SHA256].map(|name| (state.value(name), state.error(name)));
    let file_error = state.error(field::FILE);
    let kinds = FileKinds { accept: ".pdf,.txt".into(), words: "PDF、TXT".into(), max_mb: MAX_MB };
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{t!(locale, "verify-page-title")}</h1>
            <p class="lead">{t!(locale, "verify-page-lead")}</p>
        </div>
        {answer.map(|found| result(ctx, found))}
        <section class="case-section" aria-labelledby="by-number">
            <h2 id="by-number">{t!(locale, "verify-by-number")}</h2>
            <Form>
                <Field
                    name=field::NUMBER
                    label=t!(locale, "agreement-number")
                    value=number.0
                    error=number.1
                    control=Control::code(20)
                />
                <Field
                    name=field::SHA256
                    label=t!(locale, "agreement-hash")
                    hint=Some(t!(locale, "verify-hash-hint"))
                    value=sha256.0
                    error=sha256.1
                    control=Control::code(64)
                />
                <Buttons label=t!(locale, "verify-do") />
            </Form>
        </section>
        <section class="case-section" aria-labelledby="by-file">
            <h2 id="by-file">{t!(locale, "verify-by-file")}</h2>
            <Form files=true>
                <FileSlot
                    name=field::FILE
                    label=t!(locale, "verify-file")
                    hint=Some(t!(locale, "verify-file-hint"))
                    kinds=kinds
                    error=file_error
                />
                <Buttons label=t!(locale, "verify-do-file") />
            </Form>
        </section>
    }
    .into_any()
}

fn result(ctx: &PageCtx, found: Option<Verified>) -> AnyView {
    let locale = ctx.locale;
    let Some(found) = found else {
        return view! { <Notice tone=Tone::Warning>{t!(locale, "verify-unknown")}</Notice> }.into_any();
    };
    let rows = vec![
        Definition::new(t!(locale, "agreement-number"), view! { <code>{found.number}</code> }),
        Definition::new(t!(locale, "agreement-signed"), agreement::when(ctx, found.signed)),
        Definition::new(t!(locale, "agreement-party-a"), view! { <span lang="zh-CN">{found.party_a}</span> }),
        Definition::new(t!(locale, "agreement-party-b"), view! { <span lang="zh-CN">{found.party_b}</span> }),
        Definition::new(t!(locale, "cases-state"), found.state.label),
        Definition::new(t!(locale, "agreement-hash"), view! { <code class="hash">{found.sha256}</code> }),
        agreement::seal(ctx, found.sealed),
    ];
    view! {
        <Notice tone=Tone::Success>{t!(locale, "verify-known")}</Notice>
        <DefinitionList rows=rows />
    }
    .into_any()
}
