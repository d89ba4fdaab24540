//! What is done with a profile beside changing its values: it becomes the active one, gets what it lacks, is copied under another name.
use super::{DRAFTS, NOTE, PATH, name};
use crate::page::{Done, FormResult, PageCtx, Params};
use crate::pages::parts::records;
use crate::ui::{Buttons, Control, Field, Form, FormState, Hidden};
use contract::FormData;
use contract::regulation::{Adoption, MissingKey, NewProfile};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Takes the forms of the page.
///
/// # Errors
/// Those of the port.
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let (port, name) = (&ctx.ports.regulation, name(&params));
    match form.text("act").as_str() {
        "adopt" => {
            let chosen = form.text("key");
            let (from, key) = chosen.split_once(':').unwrap_or_default();
            let adoption = Adoption {
                key: key.to_owned(),
                from: from.to_owned(),
                article: form.text("article"),
                reason: form.text("adopt_reason"),
            };
            let draft = port.adopt(&ctx.caller, name, adoption).await?;
            Ok(Done::to(format!("{DRAFTS}/{draft}")).flash("profile-drafted", ""))
        }
        "copy" => {
            let new = NewProfile {
                name: form.text("name"),
                title_zh: form.text("title_zh"),
                title_en: form.text("title_en"),
                reason: form.text("copy_reason"),
            };
            let copy = port.copy_profile(&ctx.caller, name, new).await?;
            Ok(Done::to(format!("{PATH}/{copy}")).flash("profile-copied", ""))
        }
        _ => {
            let draft = port.propose_activation(&ctx.caller, name, &form.text("reason")).await?;
            Ok(Done::to(format!("{DRAFTS}/{draft}")).flash("profile-proposed", ""))
        }
    }
}

/// The state of the three forms: of activation, of taking over, of copying.
pub(super) fn states(ctx: &PageCtx) -> [FormState; 3] {
    let reason = |name| (name, t!(ctx.locale, "rules-reason"));
    let activate = FormState::of(ctx, [reason("reason")]).act("activate");
    let adopt = [
        ("key", t!(ctx.locale, "profiles-missing-key")),
        ("article", t!(ctx.locale, "profiles-article")),
        reason("adopt_reason"),
    ];
    let copy = [
        ("name", t!(ctx.locale, "profiles-name")),
        ("title_zh", t!(ctx.locale, "profiles-copy-zh")),
        ("title_en", t!(ctx.locale, "profiles-copy-en")),
        reason("copy_reason"),
    ];
    [activate, FormState::of(ctx, adopt).act("adopt"), FormState::of(ctx, copy).act("copy")]
}

/// The profile becomes the active one, if another person agrees.
pub(super) fn activate(ctx: &PageCtx, state: FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    view! {
        <section class="section" aria-labelledby="activate">
            <h2 id="activate">{t!(locale, "profiles-activate")}</h2>
            <p>{t!(locale, "profiles-activate-text")}</p>
            <Form>
                <Hidden name="act" value="activate" />
                {reason(&state, "reason")}
                <Buttons label=t!(locale, "profiles-activate-button") />
            </Form>
        </section>
    }
    .into_any()
}

/// Each form of the page has a name of its own for it.
fn reason(state: &FormState, name: &'static str) -> impl IntoView + use<> {
    view! { <Field name=name label=state.label(name) value=state.value(name) error=state.error(name) control=Control::area(2, NOTE) /> }
        .into_any()
}

/// What the profile lacks, and the form that takes it over from another one.
pub(super) fn missing(ctx: &PageCtx, state: Option<FormState>, rows: Vec<MissingKey>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    if rows.is_empty() {
        return ().into_any();
    }
    let choices: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            let words = row.label.as_ref().map_or_else(|| row.key.clone(), |label| format!("{label} · {}", row.key));
            (format!("{}:{}", row.from, row.key), format!("{words} ({})", row.from))
        })
        .collect();
    let heads =
        ["profiles-value-name", "profiles-missing-from", "profiles-value"].map(|key| texts::t(locale, key)).into();
    let rows = rows
        .into_iter()
        .map(|row| {
            let label = row.label.map(|label| view! { <span>{label}</span> <br /> });
            vec![
                view! { {label} <code>{row.key}</code> }.into_any(),
                view! { <code>{row.from}</code> }.into_any(),
                view! { <span lang="zh-CN">{row.values}</span> }.into_any(),
            ]
        })
        .collect();
    let form = state.map(|state| {
        view! {
            <Form>
                <Hidden name="act" value="adopt" />
                <Field name="key" label=state.label("key") value=state.value("key") error=state.error("key") control=Control::Select(choices) />
                <Field name="article" label=state.label("article") value=state.value("article") error=state.error("article") hint=t!(locale, "profiles-article-hint") control=Control::code(20) />
                {reason(&state, "adopt_reason")}
                <Buttons label=t!(locale, "profiles-edit-button") />
            </Form>
        }
    });
    view! {
        <section class="section">
            <h2>{t!(locale, "profiles-missing")}</h2>
            <p>{t!(locale, "profiles-missing-text")}</p>
            {records::table("missing", t!(locale, "profiles-missing"), heads, rows)}
            {form}
        </section>
    }
    .into_any()
}

/// 复制为新配置
pub(super) fn copy(ctx: &PageCtx, state: FormState) -> impl IntoView + use<> {
    let locale = ctx.locale;
    view! {
        <section class="section" aria-labelledby="copy">
            <h2 id="copy">{t!(locale, "profiles-copy")}</h2>
            <p>{t!(locale, "profiles-copy-text")}</p>
            <Form>
                <Hidden name="act" value="copy" />
                <Field name="name" label=state.label("name") value=state.value("name") error=state.error("name") hint=t!(locale, "profiles-copy-name-hint") control=Control::code(24) />
                <Field name="title_zh" label=state.label("title_zh") value=state.value("title_zh") error=state.error("title_zh") />
                <Field name="title_en" label=state.label("title_en") value=state.value("title_en") error=state.error("title_en") />
                {reason(&state, "copy_reason")}
                <Buttons label=t!(locale, "profiles-copy-button") />
            </Form>
        </section>
    }
    .into_any()
}
