//! `/cases/{no}/do/{command}`: what happens, who is told, whether it can be undone, what it asks, and the button that names the act.
use super::view::{crumbs, number};
use crate::page::{Cache, Done, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::pages::public::complaint::evidence_kinds;
use crate::ui::case::{Basis, CaseHead};
use crate::ui::{
    Buttons, Choice, Control, Definition, DefinitionList, Details, ErrorSummary, Field, FileSlot, Form, FormState,
    Hidden, Radios, Tick,
};
use contract::cases::forms::command as names;
use contract::cases::{CommandField, CommandView, FieldControl, Side};
use contract::{ErrorCode, FormData, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// More answers than this are offered in a list that opens.
const MANY: usize = 7;

/// The page of a command.
///
/// # Errors
/// `not-found` for those without a part in the case; `forbidden` when the command is not allowed now.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let (number, code) = (number(&params), command(&params));
    let view = ctx.ports.cases.command_page(&ctx.caller, &number, &code).await?;
    let side = if ctx.viewer.as_ref().is_some_and(|viewer| viewer.staff) { Side::Official } else { Side::Applicant };
    let mut crumbs = crumbs(&ctx, side, &number);
    if let Some(last) = crumbs.last_mut() {
        last.1 = Some(format!("/cases/{number}"));
    }
    crumbs.push((view.command.label.clone(), None));
    let head = Head {
        title: format!("{} — {number}", view.command.label),
        noindex: true,
        island: true,
        no_search_box: true,
        crumbs,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || render(&ctx, view)).cache(Cache::NoStore))
}

/// Does it.
///
/// # Errors
/// Every fault of the form. Where somebody else acted meanwhile the page comes back with everything typed and the case as it is now.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let (number, code) = (number(&params), command(&params));
    let ending = ctx.ports.cases.do_command(&ctx.caller, &number, &code, &form).await.map_err(|error| match error {
        PortError::Refused(refusal) if refusal.code == ErrorCode::Conflict => PortError::Invalid(vec![refusal]),
        other => other,
    })?;
    let to = match (ending.visible, ending.next) {
        (true, Some(next)) => format!("/cases/{}?next={next}", ending.number),
        (true, None) => format!("/cases/{}", ending.number),
        (false, _) => "/admin".to_owned(),
    };
    // A command without a sentence of its own still says that it was done.
    let said = format!("case-{code}");
    let said = if texts::has(ctx.locale, &format!("flash-{said}")) { said } else { "case-done".to_owned() };
    Ok(Done::to(to).flash(&said, ending.number))
}

fn command(params: &Params) -> String {
    params.get("command").cloned().unwrap_or_default()
}

fn render(ctx: &PageCtx, view: CommandView) -> AnyView {
    let locale = ctx.locale;
    let fields = view.fields.iter().map(|field| (field.name.clone(), field.label.clone()));
    let known = view.fields.iter().map(|field| (field.name.clone(), field.value.clone()));
    let mut state = FormState::of(ctx, fields);
    for (name, value) in known.filter(|(_, value)| !value.is_empty()) {
        state = state.known(name, value);
    }
    let files = view.fields.iter().any(|field| field.control == FieldControl::Files);
    let questions = view.fields.into_iter().map(|field| question(ctx, &state, field)).collect_view();
    let lines = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let mut about =
        vec![Definition::new(t!(locale, "command-effects"), view! { <ul class="effects">{lines(view.effects)}</ul> })];
    if !view.told.is_empty() {
        about.push(Definition::new(t!(locale, "command-told"), view! { <ul class="effects">{lines(view.told)}</ul> }));
    }
    if !view.undo.is_empty() {
        about.push(Definition::new(t!(locale, "command-undo"), view.undo));
    }
    if !view.basis.is_empty() {
        about.push(Definition::new(t!(locale, "cases-rules"), view! { <Basis sources=view.basis /> }));
    }
    let facts = (!view.facts.is_empty()).then(|| {
        let rows = view
            .facts
            .into_iter()
            .map(|(name, value)| Definition::new(name, view! { <span class="pre-line">{value}</span> }))
            .collect();
        view! {
            <Details summary=t!(locale, "cases-answers")>
                <DefinitionList rows=rows />
            </Details>
        }
    });
    let official = ctx.viewer.as_ref().is_some_and(|viewer| viewer.staff);
    let cancel = format!("/cases/{}", view.head.number);
    view! {
        <ErrorSummary errors=state.errors() />
        <div class="page-head">
            <h1>{view.command.label.clone()}</h1>
        </div>
        <CaseHead head=view.head today=ctx.today official=official heading=false />
        {facts}
        <div class="command-about">
            <DefinitionList rows=about />
        </div>
        <Form files=files>
            <Hidden name=names::VERSION value=view.version.to_string() />
            {questions}
            <Buttons
                label=view.command.label
                danger=view.command.danger
                cancel=cancel
                cancel_label=t!(locale, "command-cancel")
            />
        </Form>
    }
    .into_any()
}

fn question(ctx: &PageCtx, state: &FormState, field: CommandField) -> AnyView {
    let locale = ctx.locale;
    let CommandField { name, label, hint, control, required, min, max, internal, .. } = field;
    // What the port says of a question is enough; the rest is said where it is silent.
    let bounds = || (min > 1).then(|| t!(locale, "command-min", n = min));
    let hint = hint.or_else(bounds).or_else(|| internal.then(|| t!(locale, "command-internal")));
    let (value, error) = (state.value(&name), state.error(&name));
    let limit = (max > 0).then_some(max);
    let optional = !required;
    let line = |control: Control| {
        view! {
            <Field
                name=name.clone()
                label=label.clone()
                value=value.clone()
                hint=hint.clone()
                error=error.clone()
                optional=optional
                control=control
            />
        }
        .into_any()
    };
    match control {
        FieldControl::Text => line(Control::TEXT),
        FieldControl::TextArea => line(Control::TextArea { rows: 6, limit }),
        FieldControl::Number => line(Control::Input {
            kind: "text",
            width: Some(6),
            inputmode: Some("numeric"),
            autocomplete: Some("off"),
            prose: false,
        }),
        FieldControl::Date => line(Control::DATE),
        FieldControl::Choice(choices) if choices.len() > MANY => {
            let nothing = (String::new(), t!(locale, "command-choose"));
            let options = std::iter::once(nothing).chain(choices.into_iter().map(|one| (one.value, one.label)));
            line(Control::Select(options.collect()))
        }
        FieldControl::Choice(choices) => {
            let choices = choices.into_iter().map(|one| Choice::new(one.value, one.label)).collect();
            view! {
                <Radios name=name label=label choices=choices value=value hint=hint error=error optional=optional />
            }
            .into_any()
        }
        FieldControl::Checkbox => {
            let checked = state.ticked(&name);
            view! { <Tick name=name label=label checked=checked hint=hint error=error /> }.into_any()
        }
        FieldControl::Files => view! {
            <FileSlot name=name label=label kinds=evidence_kinds() error=error optional=optional multiple=true />
        }
        .into_any(),
    }
}
