//! `/cases/{no}/do/{command}`: what happens, who is told, whether it can be undone, what it asks, and the button that names the act.
use super::place::Place;
use super::view::crumbs;
use crate::page::{Cache, Done, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::pages::public::complaint::evidence_kinds;
use crate::ui::case::application::Evidence;
use crate::ui::case::{Basis, CaseHead, DocumentList};
use crate::ui::{
    Buttons, Checkboxes, Choice, Control, Definition, DefinitionList, Details, ErrorSummary, Field, FileSlot, Form,
    FormState, Hidden, Radios, Tick,
};
use contract::cases::forms::command as names;
use contract::cases::{
    ApplicationPart, CommandField, CommandView, DocumentView, FieldControl, Neighbours, Preview, Side,
};
use contract::{ErrorCode, FormData, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The button that shows what would be told.
const PREVIEW: &str = "preview";
/// More answers than this are offered in a list that opens.
const MANY: usize = 7;

/// The page of a command.
///
/// # Errors
/// `not-found` for those without a part in the case; `forbidden` when the command is not allowed now.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let place = Place::signed(&ctx, &params)?;
    shown(ctx, place, &command(&params), None).await
}

/// The same page from wherever the case is looked at; with what would be told, where that was asked for.
///
/// # Errors
/// Those of [`page`].
pub async fn shown(ctx: Arc<PageCtx>, place: Place, code: &str, preview: Option<Preview>) -> PageResult {
    let view = ctx.ports.cases.command_page(&place.caller, &place.number, code).await?;
    let steps = place.neighbours(&ctx).await;
    let mut crumbs = crumbs(&ctx, place.side, &place.number);
    if let Some(last) = crumbs.last_mut() {
        last.1 = Some(place.base.clone());
    }
    crumbs.push((view.command.label.clone(), None));
    let head = Head {
        title: format!("{} — {}", view.command.label, place.number),
        noindex: true,
        island: true,
        no_search_box: true,
        crumbs,
        chinese_values: true,
        ..Head::default()
    };
    // An agreement is signed on a page of its own, by whoever proves again who they are.
    let signing = match view.signing.clone() {
        Some(signing) => Some((signing, Proof::of(&ctx).await?)),
        None => None,
    };
    let shown = move || match signing {
        Some((signing, proof)) => super::sign::render(&ctx, &place, view, signing, &proof),
        None => render(&ctx, &place, view, preview, steps),
    };
    Ok(Page::new(head, shown).cache(Cache::NoStore))
}

/// Does it.
///
/// # Errors
/// Every fault of the form. Where somebody else acted meanwhile the page comes back with everything typed and the case as it is now.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let place = Place::signed(&ctx, &params)?;
    taken(ctx, place, &command(&params), form).await
}

/// Takes the form from wherever the case is looked at: shows what would be told, or does it.
///
/// # Errors
/// Those of [`submit`].
pub async fn taken(ctx: Arc<PageCtx>, place: Place, code: &str, form: FormData) -> FormResult {
    let cases = ctx.ports.cases.clone();
    if form.has(PREVIEW) {
        let preview = cases.preview(&place.caller, &place.number, code, &form).await.map_err(meanwhile)?;
        return Err(Ending::Shown(Box::new(shown(super::asked(&ctx, &form), place, code, Some(preview)).await?)));
    }
    let ending = cases.do_command(&place.caller, &place.number, code, &form).await.map_err(meanwhile)?;
    let to = match (ending.visible, &ending.next) {
        (true, Some(next)) => place.path("", &[("next", next)]),
        (true, None) => place.path("", &[]),
        (false, _) => "/admin".to_owned(),
    };
    // A command without a sentence of its own still says that it was done.
    // Words of the kind first: an opinion on an application is no answer to a complaint.
    let kind = place.number.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = format!("case-{kind}-{code}");
    let said = if texts::has(ctx.locale, &format!("flash-{own}")) { own } else { format!("case-{code}") };
    let said = if texts::has(ctx.locale, &format!("flash-{said}")) { said } else { "case-done".to_owned() };
    Ok(Done::to(to).flash(&said, ending.number))
}

/// Where somebody else acted meanwhile, the page of the form says so.
fn meanwhile(error: PortError) -> PortError {
    match error {
        PortError::Refused(refusal) if refusal.code == ErrorCode::Conflict => PortError::Invalid(vec![refusal]),
        other => other,
    }
}

fn command(params: &Params) -> String {
    params.get("command").cloned().unwrap_or_default()
}

fn render(
    ctx: &PageCtx,
    place: &Place,
    view: CommandView,
    preview: Option<Preview>,
    steps: Option<Neighbours>,
) -> AnyView {
    let locale = ctx.locale;
    let fields = view.fields.iter().map(|field| (field.name.clone(), field.label.clone()));
    let known = view.fields.iter().flat_map(|field| {
        let several = matches!(field.control, FieldControl::Checks(_));
        let values: Vec<&str> = if several { field.value.lines().collect() } else { vec![&field.value] };
        values.into_iter().map(|value| (field.name.clone(), value.to_owned())).collect::<Vec<_>>()
    });
    let mut state = FormState::of(ctx, fields);
    for (name, value) in known.filter(|(_, value)| !value.is_empty()) {
        state = state.known(name, value);
    }
    let files = view.fields.iter().any(|field| field.control == FieldControl::Files);
    let questions = questions(ctx, &state, &view.head.kind.value, view.fields);
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
    let official = place.side == Side::Official;
    let cancel = place.path("", &[]);
    let sent_files = files && preview.is_some();
    let again = view.preview.then(|| {
        view! {
            <button type="submit" class="button" name=PREVIEW value="yes">
                {t!(locale, "command-preview")}
            </button>
        }
    });
    let label = view.command.label.clone();
    let panel = view! {
        {facts}
        <div class="command-about">
            <DefinitionList rows=about />
        </div>
        {preview.map(|preview| super::preview::view(ctx, preview, sent_files))}
        <Form files=files>
            <Hidden name=names::VERSION value=view.version.to_string() />
            {questions}
            <Buttons
                label=view.command.label
                danger=view.command.danger
                cancel=cancel
                cancel_label=t!(locale, "command-cancel")
            >
                {again}
            </Buttons>
        </Form>
    };
    let evidence = view.application.map(|part| evidence(ctx, place, part, view.documents));
    let body = match evidence {
        // Ui 5.8: what it is decided by on the left, the decision on the right; below one another where there is no room.
        Some(evidence) => view! {
            <p class="decision-skip"><a href="#decision">{t!(locale, "application-to-decision")}</a></p>
            <div class="decision-layout">
                <div class="decision-evidence">{evidence}</div>
                <section class="decision-side" id="decision" aria-label=t!(locale, "application-decision")>
                    {panel}
                </section>
            </div>
        }
        .into_any(),
        None => panel.into_any(),
    };
    view! {
        {place.steps(ctx, steps)}
        <ErrorSummary errors=state.errors() />
        <div class="page-head">
            <h1>{label}</h1>
        </div>
        <CaseHead head=view.head today=ctx.today official=official heading=false />
        {body}
    }
    .into_any()
}

fn evidence(ctx: &PageCtx, place: &Place, part: ApplicationPart, documents: Vec<DocumentView>) -> AnyView {
    let (locale, today) = (ctx.locale, ctx.today);
    let documents = (!documents.is_empty()).then(|| {
        view! {
            <section class="case-section" aria-labelledby="documents">
                <h2 id="documents">{t!(locale, "cases-documents")}</h2>
                <DocumentList documents=documents base=place.base.clone() today=today />
            </section>
        }
    });
    view! { <Evidence part=part documents=documents.into_any() today=today /> }.into_any()
}

/// The questions; those about one thing stand together under its name.
fn questions(ctx: &PageCtx, state: &FormState, kind: &str, fields: Vec<CommandField>) -> AnyView {
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
