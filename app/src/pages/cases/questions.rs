//! The questions of a command, each by its kind of control.
use crate::page::PageCtx;
use crate::pages::public::complaint::evidence_kinds;
use crate::ui::{Checkboxes, Choice, Control, Field, FileSlot, FormState, Radios, Tick};
use contract::cases::{CommandField, FieldControl};
use leptos::prelude::*;
use texts::t;

/// More answers than this are offered in a list that opens.
const MANY: usize = 7;

/// The questions; those about one thing stand together under its name.
pub fn questions(ctx: &PageCtx, state: &FormState, kind: &str, fields: Vec<CommandField>) -> AnyView {
    let mut groups: Vec<(Option<String>, Vec<AnyView>)> = Vec::new();
    for field in fields {
        let group = field.group.clone();
        let asked = question(ctx, state, kind, field);
        match groups.last_mut() {
            Some((name, all)) if *name == group => all.push(asked),
            _ => groups.push((group, vec![asked])),
        }
    }
    let groups = groups.into_iter().map(|(group, fields)| match group {
        Some(name) => view! {
            <fieldset class="question-group">
                <legend>{name}</legend>
                {fields}
            </fieldset>
        }
        .into_any(),
        None => fields.into_any(),
    });
    groups.collect_view().into_any()
}

fn question(ctx: &PageCtx, state: &FormState, kind: &str, field: CommandField) -> AnyView {
    let locale = ctx.locale;
    let templates = super::templates::choice(ctx, state, &field);
    let CommandField { name, label, hint, control, required, min, max, internal, .. } = field;
    // What the port says of a question is enough; the rest is said where it is silent.
    let bounds = || (min > 1).then(|| t!(locale, "command-min", n = min));
    let hint = hint.or_else(bounds).or_else(|| internal.then(|| t!(locale, "command-internal", kind = kind)));
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
        FieldControl::TextArea => {
            let text = line(Control::TextArea { rows: 6, limit });
            view! { {templates} {text} }.into_any()
        }
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
        FieldControl::Checks(choices) => {
            let choices = choices.into_iter().map(|one| Choice::new(one.value, one.label)).collect();
            let values = state.values(&name);
            view! {
                <Checkboxes name=name label=label choices=choices values=values hint=hint error=error optional=optional />
            }
            .into_any()
        }
        FieldControl::Statement(clauses) => {
            let checked = state.ticked(&name);
            let clauses = clauses.into_iter().map(|clause| view! { <li lang="zh-CN">{clause}</li> }).collect_view();
            view! {
                <section class="apply-clauses" aria-label=label.clone()>
                    <ol>{clauses}</ol>
                </section>
                <Tick name=name label=label checked=checked hint=hint error=error />
            }
            .into_any()
        }
        FieldControl::Files => view! {
            <FileSlot name=name label=label kinds=evidence_kinds() error=error optional=optional multiple=true />
        }
        .into_any(),
    }
}
