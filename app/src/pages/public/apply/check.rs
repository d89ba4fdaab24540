//! `/apply/check` 资格自查: one question a page, everything in the address, nothing stored; then what is met, what is missing and the way on.
use super::{APPLY, BEGIN, CHECK, dataset_line, for_dataset};
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::card;
use crate::ui::case::Basis;
use crate::ui::{
    ButtonLink, Checkboxes, Choice, ErrorSummary, FieldError, Hidden, Icon, Notice, Radios, Tone, href, with_query,
};
use contract::opening::{AppliedFor, CheckLine, CheckState, SelfAnswers, SelfCheck, SelfQuestion};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Names of the answers in the address, in the order of the questions.
const NAMES: [&str; 6] = ["dataset", "kind", "level", "lists", "known", "sensitive"];

/// The page.
///
/// # Errors
/// Those of the port: a dataset nobody may know of, a withdrawn one.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let answers = answers(&ctx);
    let found = ctx.ports.opening.self_check(&ctx.caller, &answers).await?;
    let title = t!(ctx.locale, "opening-check-title");
    let crumbs = vec![(t!(ctx.locale, "opening-apply-title"), Some(APPLY.to_owned())), (title.clone(), None)];
    let name = match &found {
        SelfCheck::Ask(question) => format!("{} — {title}", question.question),
        SelfCheck::Result { .. } => format!("{} — {title}", t!(ctx.locale, "opening-check-result")),
    };
    let head = Head { title: name, noindex: true, crumbs, ..Head::default() };
    Ok(Page::new(head, move || match found {
        SelfCheck::Ask(question) => ask(&ctx, question).into_any(),
        SelfCheck::Result { dataset, lines, missing } => result(&ctx, dataset, lines, missing).into_any(),
    }))
}

fn answers(ctx: &PageCtx) -> SelfAnswers {
    let pairs = ctx.pairs();
    let all = |name: &str| pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
    let one = |name: &str| all(name).into_iter().next().unwrap_or_default();
    SelfAnswers {
        dataset: one("dataset"),
        kind: one("kind"),
        level: one("level"),
        lists: all("lists"),
        known: one("known"),
        sensitive: one("sensitive"),
    }
}

/// What was answered, as it goes into the next address; without one question and those after it where it is asked again.
fn kept(ctx: &PageCtx, until: Option<&str>) -> Vec<(String, String)> {
    let end = until.and_then(|name| NAMES.iter().position(|one| *one == name)).unwrap_or(NAMES.len());
    let kept = &NAMES[..end];
    ctx.pairs().into_iter().filter(|(name, value)| kept.contains(&name.as_str()) && !value.is_empty()).collect()
}

fn ask(ctx: &PageCtx, question: SelfQuestion) -> impl IntoView + use<> {
    let locale = ctx.locale;
    // Sent without an answer: the button names the question it was for.
    let empty = ctx.param("asked").is_some_and(|asked| asked == question.name);
    let error = empty.then(|| t!(locale, "opening-check-choose"));
    let errors: Vec<FieldError> =
        error.iter().map(|message| FieldError { field: question.name.clone(), message: message.clone() }).collect();
    let hidden = kept(ctx, Some(&question.name))
        .into_iter()
        .map(|(name, value)| view! { <Hidden name=name value=value /> })
        .collect_view();
    let choices: Vec<Choice> =
        question.choices.iter().map(|choice| Choice::new(choice.value.clone(), choice.label.clone())).collect();
    let control = if question.several {
        view! {
            <Checkboxes name=question.name.clone() label=question.question.clone() choices=choices hint=question.hint.clone() error=error />
        }
        .into_any()
    } else {
        view! {
            <Radios name=question.name.clone() label=question.question.clone() choices=choices hint=question.hint.clone() error=error />
        }
        .into_any()
    };
    let dataset = ctx.param("dataset");
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head form-head">
            <h1>{t!(locale, "opening-check-title")}</h1>
            <p class="lead">{t!(locale, "opening-check-at", at = question.at, of = question.of)}</p>
        </div>
        <form method="get" action=href(locale, CHECK) class="form">
            {hidden}
            {control}
            <p class="meta">
                <Basis sources=question.basis />
            </p>
            <div class="buttons form-buttons">
                <button type="submit" class="button primary" name="asked" value=question.name>
                    {t!(locale, "opening-check-next")}
                </button>
                <a class="button quiet" href=href(locale, &for_dataset(APPLY, dataset.as_deref()))>
                    {t!(locale, "form-cancel")}
                </a>
            </div>
        </form>
        <p class="meta">{t!(locale, "opening-check-stored")}</p>
    }
}

fn result(ctx: &PageCtx, dataset: Option<AppliedFor>, lines: Vec<CheckLine>, missing: u32) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let code = dataset.as_ref().map(|dataset| dataset.code.clone());
    let offered = dataset.as_ref().is_none_or(|dataset| dataset.offered);
    let about = dataset.as_ref().map(|dataset| dataset_line(ctx, dataset));
    let lines = lines.into_iter().map(|one| line(ctx, one)).collect_view();
    let heading =
        if missing == 0 { t!(locale, "opening-check-fine") } else { t!(locale, "opening-check-missing", n = missing) };
    let tone = if missing == 0 { Tone::Success } else { Tone::Warning };
    let begin = offered.then(|| {
        let key = if missing == 0 { "opening-begin" } else { "opening-begin-draft" };
        view! { <ButtonLink path=for_dataset(BEGIN, code.as_deref()) primary=true>{texts::t(locale, key)}</ButtonLink> }
    });
    let look = code.as_ref().map(|code| {
        view! { <ButtonLink path=card::path(code)>{t!(locale, "opening-back-dataset")}</ButtonLink> }
    });
    // Every answer can be changed: from there on the questions come again.
    let changes = NAMES[1..]
        .iter()
        .filter(|name| ctx.param(name).is_some())
        .map(|name| {
            let pairs = kept(ctx, Some(name));
            let path = with_query(CHECK, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            let words = texts::t(locale, &format!("opening-question-{name}"));
            view! { <li><a href=href(locale, &path)>{words}</a></li> }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-check-result")}</h1>
            {about}
        </div>
        <Notice tone=tone title=Some(heading)>
            <p>{t!(locale, "opening-check-no-decision")}</p>
        </Notice>
        <ul class="checks self-check">{lines}</ul>
        <div class="buttons">{begin} {look}</div>
        <section class="section" aria-labelledby="change">
            <h2 id="change">{t!(locale, "opening-check-change")}</h2>
            <ul class="guide-list">{changes}</ul>
        </section>
    }
}

/// ✔ / ✖ / 需要补充: an icon and always a word.
fn line(ctx: &PageCtx, line: CheckLine) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let (class, icon, key) = match line.state {
        CheckState::Met => ("check passed", "check", "opening-state-met"),
        CheckState::NotMet => ("check failed", "x", "opening-state-not-met"),
        CheckState::ToDo => ("check todo", "info", "opening-state-to-do"),
    };
    let way = line.way.map(|way| view! { <p class="meta">{way}</p> });
    view! {
        <li class=class>
            <Icon name=icon />
            <span class="check-word">{texts::t(locale, key)}</span>
            <div>
                <span>{line.text}</span>
                " "
                <Basis sources=line.basis />
                {way}
            </div>
        </li>
    }
}
