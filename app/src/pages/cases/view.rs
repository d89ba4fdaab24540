//! `/cases/{no}`: where is it, whose turn, by when, what can I do? Writing, notes and the other small acts post to the page itself.
use super::body::{self, Extra};
use super::place::Place;
use crate::page::{Cache, Done, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::ui::{Control, Details, Field, Form, FormState, Hidden, href};
use contract::cases::{CaseView, Side};
use contract::{Coded, FormData, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Name of the field that says what is sent.
pub const ACT: &str = "act";
pub const MESSAGE: &str = "message";
const NOTE: &str = "note";
const UNMASK: &str = "unmask";
const RELATE: &str = "relate";
const ASSIGN: &str = "assign";

/// The page.
///
/// # Errors
/// A redirect to sign in; `not-found` for everybody who has no part in the case.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let place = Place::signed(&ctx, &params)?;
    let number = place.number.clone();
    let mut case = ctx.ports.cases.case(&ctx.caller, &number).await?;
    let steps = place.neighbours(&ctx).await;
    let colleagues = if case.may_assign { ctx.ports.cases.colleagues(&ctx.caller).await? } else { Vec::new() };
    // The reason was given with the form in hand: the name is shown in the answer to it and nowhere else.
    let asked = ctx.submission.as_ref().filter(|sent| sent.errors.is_empty() && sent.value(ACT) == Some(UNMASK));
    let shown = match asked {
        Some(sent) => {
            let reason = sent.value(UNMASK).unwrap_or_default().to_owned();
            case.applicant = Some(ctx.ports.cases.unmask(&ctx.caller, &number, &reason).await?);
            true
        }
        None => false,
    };
    let head = Head {
        title: format!("{number} {}", case.head.title),
        noindex: true,
        island: true,
        crumbs: crumbs(&ctx, case.side, &number),
        chinese_values: true,
        ..Head::default()
    };
    let page = Page::new(head, move || {
        let mut extra = extra(&ctx, &place, &case, colleagues, shown);
        let steps = place.steps(&ctx, steps);
        extra.next = Some(view! { {steps} {extra.next} }.into_any());
        body::view(&ctx, &place, case, extra)
    });
    Ok(page.cache(Cache::NoStore))
}

/// Writes a message or note, shows the reporter in full, relates or assigns.
///
/// # Errors
/// Those of the port; what is wrong with a text is shown at its box.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let number = number(&params);
    let cases = ctx.ports.cases.clone();
    let place = Place::signed(&ctx, &params)?;
    let done = || Done::to(place.path("", &[]));
    match form.text(ACT).as_str() {
        MESSAGE => {
            let text = form.text(MESSAGE);
            cases.add_message(&ctx.caller, &number, &text).await.map_err(at(MESSAGE))?;
            Ok(done().flash("case-message", ""))
        }
        NOTE => {
            let text = form.text(NOTE);
            cases.add_note(&ctx.caller, &number, &text).await.map_err(at(NOTE))?;
            Ok(done().flash("case-note", ""))
        }
        RELATE => {
            let other = form.text(RELATE).to_uppercase();
            cases.relate(&ctx.caller, &number, &other).await.map_err(at(RELATE))?;
            Ok(done().flash("case-related", other))
        }
        ASSIGN => {
            let to = form.text(ASSIGN);
            cases
                .assign(&ctx.caller, std::slice::from_ref(&number), Some(to.as_str()).filter(|to| !to.is_empty()))
                .await
                .map_err(at(ASSIGN))?;
            Ok(done().flash("case-assigned", number.clone()))
        }
        // Asked for and audited while the page is built: the answer is the page itself, and no other address ever holds it.
        UNMASK => match form.text(UNMASK) {
            reason if reason.is_empty() => {
                Err(PortError::Invalid(vec![contract::Refusal::new(contract::ErrorCode::Required).field(UNMASK)])
                    .into())
            }
            _ => {
                let page = page(super::asked(&ctx, &form), params).await?;
                Err(Ending::Shown(Box::new(page)))
            }
        },
        _ => Ok(done()),
    }
}

/// The number of the address.
pub fn number(params: &Params) -> String {
    params.get("no").map(|number| number.to_uppercase()).unwrap_or_default()
}

/// Faults of a text stand at its box, whatever the port calls the field.
pub fn at(field: &'static str) -> impl Fn(PortError) -> Ending {
    move |error| match error {
        PortError::Invalid(faults) => {
            PortError::Invalid(faults.into_iter().map(|fault| fault.field(field)).collect()).into()
        }
        other => other.into(),
    }
}

/// 工作台 › 待办 › TS-… for staff, 个人中心 › 我的办件 › TS-… for the others.
pub fn crumbs(ctx: &PageCtx, side: Side, number: &str) -> Vec<(String, Option<String>)> {
    let locale = ctx.locale;
    let above = match side {
        Side::Official => vec![(t!(locale, "queue-title"), Some("/admin".to_owned()))],
        Side::Applicant => vec![(t!(locale, "requests-title"), Some("/my/requests".to_owned()))],
        Side::Tracking => vec![(t!(locale, "track-title"), Some("/track".to_owned()))],
    };
    above.into_iter().chain([(number.to_owned(), None)]).collect()
}

/// The state of one of the small forms: what was sent counts for the one that was sent.
fn state(ctx: &PageCtx, act: &str, label: String) -> FormState {
    FormState::of(ctx, [(act.to_owned(), label)]).act(act)
}

fn extra(ctx: &PageCtx, place: &Place, case: &CaseView, colleagues: Vec<Coded>, shown: bool) -> Extra {
    let locale = ctx.locale;
    let number = &case.head.number;
    let next = ctx
        .param("next")
        .filter(|next| next.len() < 24 && next.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let next = next.map(|next| {
        let path = href(locale, &place.other(&next));
        view! {
            <p class="case-compose">
                <a class="button" href=path>
                    {t!(locale, "cases-next", number = next)}
                </a>
            </p>
        }
        .into_any()
    });
    Extra {
        compose: case.may_message.then(|| compose(ctx, case.side, &case.head.kind.value)),
        unmask: (case.may_unmask && !shown && case.applicant.as_ref().is_some_and(|who| who.masked))
            .then(|| unmask(ctx, &case.head.kind.value)),
        desk: (case.may_note || case.may_assign).then(|| desk(ctx, case, colleagues)),
        prints: case.may_print.then(|| prints(ctx, number, case)),
        leave: None,
        next,
    }
}

/// The button of a small form: the page has one primary act, and it is not this.
fn send(label: String) -> AnyView {
    view! {
        <div class="buttons form-buttons">
            <button type="submit" class="button">
                {label}
            </button>
        </div>
    }
    .into_any()
}

/// The box to write a message in.
pub fn compose(ctx: &PageCtx, side: Side, kind: &str) -> AnyView {
    let locale = ctx.locale;
    let label = t!(locale, "cases-message");
    let state = state(ctx, MESSAGE, label.clone());
    let hint = if side == Side::Official {
        t!(locale, "cases-message-visible", kind = kind)
    } else {
        t!(locale, "cases-message-hint")
    };
    view! {
        <Form class="case-compose">
            <Hidden name=ACT value=MESSAGE />
            <Field
                name=MESSAGE
                label=label
                hint=Some(hint)
                value=state.value(MESSAGE)
                error=state.error(MESSAGE)
                control=Control::TextArea { rows: 3, limit: None }
            />
            {send(t!(locale, "cases-message-send"))}
        </Form>
    }
    .into_any()
}

fn unmask(ctx: &PageCtx, kind: &str) -> AnyView {
    let locale = ctx.locale;
    let label = t!(locale, "cases-unmask-reason");
    let state = state(ctx, UNMASK, label.clone());
    let open = state.has_errors();
    view! {
        <Details summary=t!(locale, "cases-unmask", kind = kind) open=open>
            <Form class="case-compose">
                <Hidden name=ACT value=UNMASK />
                <Field
                    name=UNMASK
                    label=label
                    hint=Some(t!(locale, "cases-unmask-hint"))
                    value=state.value(UNMASK)
                    error=state.error(UNMASK)
                />
                {send(t!(locale, "cases-unmask-show"))}
            </Form>
        </Details>
    }
    .into_any()
}

/// Note, relation, assignment: what only staff do, and nobody outside sees.
fn desk(ctx: &PageCtx, case: &CaseView, colleagues: Vec<Coded>) -> AnyView {
    let locale = ctx.locale;
    let note = case.may_note.then(|| {
        let label = t!(locale, "cases-note", kind = case.head.kind.value.as_str());
        let state = state(ctx, NOTE, label.clone());
        view! {
            <Form class="case-compose">
                <Hidden name=ACT value=NOTE />
                <Field
                    name=NOTE
                    label=label
                    hint=Some(t!(locale, "cases-note-hint"))
                    value=state.value(NOTE)
                    error=state.error(NOTE)
                    control=Control::TextArea { rows: 3, limit: None }
                />
                {send(t!(locale, "cases-note-save"))}
            </Form>
        }
    });
    let assign = case.may_assign.then(|| {
        let label = t!(locale, "queue-assign-to");
        let state = state(ctx, ASSIGN, label.clone());
        let known = case.assignee.as_ref().map(|who| who.value.clone()).unwrap_or_default();
        let options = std::iter::once((String::new(), t!(locale, "queue-no-owner")))
            .chain(colleagues.into_iter().map(|who| (who.value, who.label)))
            .collect();
        view! {
            <Form class="case-compose">
                <Hidden name=ACT value=ASSIGN />
                <Field name=ASSIGN label=label value=known error=state.error(ASSIGN) control=Control::Select(options) />
                {send(t!(locale, "queue-assign"))}
            </Form>
        }
    });
    let relate = case.may_note.then(|| {
        let label = t!(locale, "cases-relate");
        let state = state(ctx, RELATE, label.clone());
        view! {
            <Form class="case-compose">
                <Hidden name=ACT value=RELATE />
                <Field
                    name=RELATE
                    label=label
                    hint=Some(t!(locale, "cases-relate-hint"))
                    value=state.value(RELATE)
                    error=state.error(RELATE)
                    control=Control::code(20)
                />
                {send(t!(locale, "cases-relate-do"))}
            </Form>
        }
    });
    view! {
        <section class="case-section case-desk" aria-labelledby="desk">
            <h2 id="desk">{t!(locale, "cases-desk")}</h2>
            {assign}
            {note}
            {relate}
        </section>
    }
    .into_any()
}

fn prints(ctx: &PageCtx, number: &str, case: &CaseView) -> AnyView {
    let locale = ctx.locale;
    let link = |page: &str, key: &str| {
        let path = href(locale, &format!("/cases/{number}/{page}"));
        view! { <li><a href=path>{texts::t(locale, key)}</a></li> }
    };
    let letter = super::print::answer(case).is_some().then(|| link("letter", "cases-print-letter"));
    let file = link("print", "cases-print-file");
    let archive = link("print.zip", "cases-print-archive");
    view! {
        <section class="case-section" aria-labelledby="prints">
            <h2 id="prints">{t!(locale, "cases-print")}</h2>
            <ul class="guide-list">{link("receipt", "cases-print-receipt")} {letter} {file} {archive}</ul>
            <p class="meta">{t!(locale, "cases-print-recorded")}</p>
        </section>
    }
    .into_any()
}
