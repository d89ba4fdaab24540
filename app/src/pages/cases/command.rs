//! `/cases/{no}/do/{command}`: what happens, who is told, whether it can be undone, what it asks, and the button that names the act.
use super::evidence::{self, FORM, Opened};
use super::place::Place;
use super::questions::questions;
use super::templates;
use super::view::crumbs;
use crate::page::{Cache, Done, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::confirm::Proof;
use crate::ui::case::{Basis, CaseHead};
use crate::ui::{Buttons, Definition, DefinitionList, Details, ErrorSummary, Form, FormState, Hidden};
use contract::cases::forms::command as names;
use contract::cases::{CommandView, FieldControl, Neighbours, Preview, Side};
use contract::{ErrorCode, FormData, PortError};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The button that shows what would be told.
const PREVIEW: &str = "preview";

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
    let opened = Opened::of(&ctx, &place, &view.documents);
    let frames = opened.frames();
    let shown = move || match signing {
        Some((signing, proof)) => super::sign::render(&ctx, &place, view, signing, &proof),
        None => render(&ctx, &place, view, preview, steps, opened),
    };
    Ok(Page::new(head, shown).cache(Cache::NoStore).frames(frames))
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
    // Other documents beside the same form: nothing is decided, and nothing typed is lost.
    if evidence::asked(&form) {
        return Err(Ending::Shown(Box::new(shown(super::asked(&ctx, &form), place, code, None).await?)));
    }
    if let Some(question) = form.optional(templates::INSERT) {
        let form = templates::inserted(&ctx, &place, code, &question, form).await?;
        return Err(Ending::Shown(Box::new(shown(super::asked(&ctx, &form), place, code, None).await?)));
    }
    let done = match form.has(PREVIEW) {
        true => Err(cases.preview(&place.caller, &place.number, code, &form).await.map_err(meanwhile)?),
        false => match cases.do_command(&place.caller, &place.number, code, &form).await {
            // A refusal is read before it is sent: the way there is the preview.
            Err(PortError::Unread(preview)) => Err(*preview),
            done => Ok(done.map_err(meanwhile)?),
        },
    };
    let ending = match done {
        Ok(ending) => ending,
        Err(preview) => {
            return Err(Ending::Shown(Box::new(shown(super::asked(&ctx, &form), place, code, Some(preview)).await?)));
        }
    };
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
    opened: Opened,
) -> AnyView {
    let locale = ctx.locale;
    let fields = view.fields.iter().flat_map(|field| {
        let template = templates::label(ctx, field).map(|label| (templates::name(&field.name), label));
        std::iter::once((field.name.clone(), field.label.clone())).chain(template)
    });
    let fields: Vec<_> = fields.collect();
    // Where a form has other buttons before its own, the Enter key still presses its own.
    let several = view.application.is_some() || view.fields.iter().any(|field| !field.templates.is_empty());
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
    let previewed = preview.as_ref().map(|preview| preview.token.clone());
    // What was looked at is sent by a button that says so.
    let send = match &preview {
        Some(preview) if preview.obliged => t!(locale, "command-send"),
        _ => view.command.label,
    };
    let carried = opened.hidden();
    let begun = templates::carried(&state);
    let panel = view! {
        {facts}
        <div class="command-about">
            <DefinitionList rows=about />
        </div>
        {preview.map(|preview| super::preview::view(ctx, preview, sent_files))}
        <Form files=files id=FORM.to_owned()>
            <Hidden name=names::VERSION value=view.version.to_string() />
            {previewed.map(|token| view! { <Hidden name=names::PREVIEWED value=token /> })}
            {carried}
            {begun}
            {questions}
            <Buttons
                label=send
                danger=view.command.danger
                cancel=cancel
                cancel_label=t!(locale, "command-cancel")
            >
                {again}
            </Buttons>
        </Form>
    };
    let evidence = view.application.map(|part| evidence::view(ctx, place, part, view.documents, &opened));
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
        {several.then(evidence::enter)}
        {body}
    }
    .into_any()
}
