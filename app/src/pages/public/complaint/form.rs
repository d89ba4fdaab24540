//! The questions of a complaint or suggestion.
use super::target::{Found, PICK};
use super::{CHECK, Form, STEP, required, save_button};
use crate::page::PageCtx;
use crate::ui::{Buttons, Choice, Control, Details, Field, FormPage, FormState, Hidden, Notice, Radios, Tick, href};
use contract::cases::forms::complaint as names;
use contract::{FormData, Refusal};
use domain::cases::CaseNumber;
use leptos::prelude::*;
use texts::t;

/// The fields in the order of the page, with their labels.
pub fn fields(ctx: &PageCtx) -> Vec<(&'static str, String)> {
    let label = |key: &str| texts::t(ctx.locale, key);
    vec![
        (names::TARGET_KIND, label("complaint-target-kind")),
        (names::TARGET, label("complaint-target")),
        (PICK, label("complaint-target-pick")),
        (names::TARGET_TEXT, label("complaint-target-text")),
        (names::SUBJECT, label("complaint-subject")),
        (names::FACTS, label("complaint-facts")),
        (names::WISH, label("complaint-wish")),
        (names::ANONYMOUS, label("complaint-anonymous")),
        (names::NAME, label("complaint-name")),
        (names::PHONE, label("complaint-phone")),
        (names::EMAIL, label("complaint-email")),
        (names::EVIDENCE, label("complaint-evidence")),
    ]
}

/// What is missing, seen before the answers are shown; the port judges the rest.
pub fn faults(_: &PageCtx, form: &FormData) -> Vec<Refusal> {
    let mut wanted = vec![names::SUBJECT, names::FACTS];
    if !form.has(names::ANONYMOUS) {
        wanted.push(names::NAME);
    }
    wanted.into_iter().filter(|name| form.text(name).is_empty()).map(required).collect()
}

/// Whether it is filed as somebody the portal knows: they are not asked for what they said before, and hear of it in their account.
fn known(ctx: &PageCtx) -> bool {
    ctx.actor.signed_in().is_some_and(|signed| signed.acting.party().is_some())
}

/// The state of the form: what was sent, else what the address names and what is known of the reader.
pub fn state(ctx: &PageCtx, target: &Found) -> FormState {
    let mut state = FormState::of(ctx, fields(ctx));
    if let Some(viewer) = ctx.viewer.as_ref().filter(|_| known(ctx)) {
        state = state.known(names::NAME, viewer.name.clone());
    }
    if let Found::One(_, name) = target {
        let kind = if ctx.param("body").is_some() { "body" } else { "dataset" };
        state = state.known(names::TARGET_KIND, kind).known(names::TARGET, name.clone());
    }
    // 报告安全风险 from an agreement: what it is about stands there already.
    let named = |name| ctx.param(name).filter(|number| number.parse::<CaseNumber>().is_ok());
    if let Some(number) = named("risk") {
        state = state.known(names::SUBJECT, t!(ctx.locale, "complaint-subject-risk", number = number));
    }
    // 更正我的条目 of the register of recipients.
    if let Some(number) = named("entry") {
        state = state.known(names::SUBJECT, t!(ctx.locale, "suggestion-subject-entry", number = number));
    }
    state
}

/// The page.
pub fn view(ctx: &PageCtx, form: Form, target: Found) -> AnyView {
    let locale = ctx.locale;
    let state = state(ctx, &target);
    let body = questions(ctx, form, &state, &target);
    let title = form.say(ctx, "title");
    let lead = form.say(ctx, "lead");
    let save = save_button(ctx);
    let version = version(&state);
    let safe = (form == Form::Complaint).then(|| {
        view! {
            <Notice>
                <p>{t!(locale, "complaint-safe")}</p>
            </Notice>
        }
    });
    view! {
        <div class="complaint">
            <FormPage title=title state=state lead=Some(lead)>
                {version}
                {safe}
                {body}
                <Buttons label=t!(locale, "complaint-continue") name=Some(STEP.to_owned()) value=Some(CHECK.to_owned())>
                    {save}
                </Buttons>
            </FormPage>
            <p class="meta">
                {t!(locale, "complaint-other-ways")} " " <a href=href(locale, "/help/contact")>{t!(locale, "guide-contact")}</a> " · "
                <a href=href(locale, "/track")>{t!(locale, "track-title")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Of which version of a draft the form was made, so that it overwrites no other.
pub fn version(state: &FormState) -> Option<AnyView> {
    let version = Some(state.value(names::DRAFT_VERSION)).filter(|version| !version.is_empty())?;
    Some(view! { <Hidden name=names::DRAFT_VERSION value=version /> }.into_any())
}

/// What every way of entering it asks.
pub fn questions(ctx: &PageCtx, form: Form, state: &FormState, target: &Found) -> AnyView {
    let locale = ctx.locale;
    let label = |key: &str| texts::t(locale, key);
    let kinds = names::TARGET_KINDS
        .into_iter()
        .map(|kind| Choice::new(kind, label(&format!("complaint-target-{kind}"))))
        .collect::<Vec<_>>();
    // Where the text names several, they are offered to choose from.
    let pick = match target {
        Found::Several(likely) => {
            let likely: Vec<_> =
                likely.iter().map(|(code, name)| Choice::new(code.clone(), name.clone()).hint(code.clone())).collect();
            Some(view! {
                <div lang="zh-CN">
                    <Radios name=PICK label=label("complaint-target-pick") choices=likely value=state.value(PICK) />
                </div>
            })
        }
        Found::One(..) | Found::Nothing => None,
    };
    view! {
        <h2>{t!(locale, "complaint-part-target")}</h2>
        <Radios
            name=names::TARGET_KIND
            label=state.label(names::TARGET_KIND)
            choices=kinds
            value=state.value(names::TARGET_KIND)
            error=state.error(names::TARGET_KIND)
        />
        <Field
            name=names::TARGET
            label=state.label(names::TARGET)
            value=state.value(names::TARGET)
            hint=label("complaint-target-hint")
            error=state.error(names::TARGET)
        />
        {pick}
        <Field
            name=names::TARGET_TEXT
            label=state.label(names::TARGET_TEXT)
            value=state.value(names::TARGET_TEXT)
            hint=label("complaint-target-text-hint")
            error=state.error(names::TARGET_TEXT)
            optional=true
        />
        <h2>{t!(locale, "complaint-part-facts")}</h2>
        <Field
            name=names::SUBJECT
            label=state.label(names::SUBJECT)
            value=state.value(names::SUBJECT)
            hint=label("complaint-subject-hint")
            error=state.error(names::SUBJECT)
        />
        <Field
            name=names::FACTS
            label=form.say(ctx, "facts")
            value=state.value(names::FACTS)
            hint=form.say(ctx, "facts-hint")
            error=state.error(names::FACTS)
            control=Control::TextArea { rows: 8, limit: Some(names::FACTS_MAX) }
        />
        <Field
            name=names::WISH
            label=state.label(names::WISH)
            value=state.value(names::WISH)
            error=state.error(names::WISH)
            optional=true
            control=Control::TextArea { rows: 3, limit: Some(names::WISH_MAX) }
        />
        <h2>{t!(locale, "complaint-part-you")}</h2>
        <Tick
            name=names::ANONYMOUS
            label=state.label(names::ANONYMOUS)
            checked=state.ticked(names::ANONYMOUS)
            hint=label("complaint-anonymous-hint")
            error=state.error(names::ANONYMOUS)
        />
        <div class="named-only">
            <Field
                name=names::NAME
                label=state.label(names::NAME)
                value=state.value(names::NAME)
                hint=label("complaint-name-hint")
                error=state.error(names::NAME)
                control=Control::filled("name")
            />
            <Field
                name=names::PHONE
                label=state.label(names::PHONE)
                value=state.value(names::PHONE)
                error=state.error(names::PHONE)
                optional=true
                control=Control::PHONE
            />
            <Field
                name=names::EMAIL
                label=state.label(names::EMAIL)
                value=state.value(names::EMAIL)
                hint=label(if known(ctx) { "complaint-email-hint-account" } else { "complaint-email-hint" })
                error=state.error(names::EMAIL)
                optional=true
                control=Control::EMAIL
            />
            <Details summary=label("complaint-why")>
                <p>{t!(locale, "complaint-why-text")}</p>
            </Details>
        </div>
    }
    .into_any()
}
