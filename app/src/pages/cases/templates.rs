//! 意见模板 beside the questions of a decision: chosen and put in by a button of the form, so that it works without scripts and nothing typed is lost.
use super::place::Place;
use crate::page::{Ending, PageCtx};
use crate::ui::{Control, Field, FormState, Hidden, href};
use contract::cases::CommandField;
use contract::cases::forms::opinion::INSERTED;
use contract::{ErrorCode, FormData, PortError, Refusal};
use leptos::prelude::*;
use texts::t;

/// The button that puts a template in; its value is the question.
pub const INSERT: &str = "insert";

/// Name of the choice of a template for a question.
pub fn name(question: &str) -> String {
    format!("template-{question}")
}

/// What the choice is called, where there is one.
pub fn label(ctx: &PageCtx, field: &CommandField) -> Option<String> {
    (!field.templates.is_empty()).then(|| t!(ctx.locale, "opinions-choose", question = field.label.as_str()))
}

/// The choice and its button, above the question.
pub fn choice(ctx: &PageCtx, state: &FormState, field: &CommandField) -> Option<AnyView> {
    let locale = ctx.locale;
    let label = label(ctx, field)?;
    let name = name(&field.name);
    let options = std::iter::once((String::new(), t!(locale, "command-choose")))
        .chain(field.templates.iter().map(|one| (one.value.clone(), one.label.clone())));
    // After the answer the reader is where the words are.
    let query = if ctx.query.is_empty() { String::new() } else { format!("?{}", ctx.query) };
    let action = href(locale, &format!("{}{query}#{}", ctx.path, field.name));
    let (value, error) = (state.value(&name), state.error(&name));
    Some(
        view! {
            <div class="opinion-choice">
                <Field
                    name=name
                    label=label
                    value=value
                    error=error
                    optional=true
                    control=Control::Select(options.collect())
                />
                <button type="submit" class="button small" formaction=action name=INSERT value=field.name.clone()>
                    {t!(locale, "opinions-insert")}
                    <span class="visually-hidden">" " {field.label.clone()}</span>
                </button>
            </div>
        }
        .into_any(),
    )
}

/// The templates whose words were put in so far, carried along by the form.
pub fn carried(state: &FormState) -> impl IntoView + use<> {
    let named = state.values(INSERTED);
    named.into_iter().map(|one| view! { <Hidden name=INSERTED value=one /> }).collect_view()
}

/// The form with the words of the chosen template in its question, everything else as it was typed.
///
/// # Errors
/// `required` where none was chosen; those of the port.
pub async fn inserted(
    ctx: &PageCtx,
    place: &Place,
    command: &str,
    question: &str,
    mut form: FormData,
) -> Result<FormData, Ending> {
    let template = form.text(&name(question));
    if template.is_empty() {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::Required).field(name(question))]).into());
    }
    let text = ctx.ports.cases.opinion_text(&place.caller, &place.number, command, question, &template).await?;
    let text = domain::opinions::inserted(form.raw(question), &text);
    form.fields.retain(|(name, value)| name != question && !(name == INSERTED && *value == template));
    form.fields.push((question.to_owned(), text));
    form.fields.push((INSERTED.to_owned(), template));
    Ok(form)
}
