//! `/admin/counter` 窗口录入: an official enters what somebody brought to the counter; the clock starts on the day it came.
use crate::page::{Cache, Done, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::pages::public::complaint::{self, Form as Kind, target};
use crate::ui::{Buttons, Choice, Control, Field, FileSlot, FormPage, FormState, Radios};
use contract::cases::QueueQuery;
use contract::cases::forms::complaint as names;
use contract::{ErrorCode, FormData, PortError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Complaint or suggestion.
const KIND: &str = "kind";

/// The form.
///
/// # Errors
/// `sign-in-needed`, `forbidden` for everybody who handles no cases.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    // The queue knows who handles cases; the same people enter them.
    ctx.ports.cases.queue(&ctx.caller, &QueueQuery { page: 1, ..QueueQuery::default() }).await?;
    let target = target::asked(&ctx).await;
    let title = t!(ctx.locale, "counter-title");
    let head = Head {
        title: title.clone(),
        noindex: true,
        no_search_box: true,
        island: true,
        crumbs: vec![(t!(ctx.locale, "queue-title"), Some("/admin".into())), (title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, target)).cache(Cache::NoStore))
}

/// Enters it, and leads to the receipt for the visitor.
///
/// # Errors
/// Every fault of the form.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, sent: FormData) -> FormResult {
    let kind = sent.text(KIND);
    let mut faults = Vec::new();
    if ![Kind::Complaint, Kind::Suggestion].iter().any(|known| known.kind() == kind) {
        faults.push(Refusal::new(ErrorCode::Required).field(KIND));
    }
    faults.extend(target::fault(&ctx, &sent).await);
    if !faults.is_empty() {
        faults.extend(complaint::faults(&ctx, &sent));
        return Err(PortError::Invalid(faults).into());
    }
    let sent = complaint::with_target(&ctx, sent).await?;
    let receipt = ctx.ports.cases.enter_for_visitor(&ctx.caller, &kind, &sent).await?;
    Ok(Done::to("/complaints/receipt").flash(complaint::RECEIPT, format!("{} {}", receipt.number, receipt.query_code)))
}

fn view(ctx: &PageCtx, found: target::Found) -> AnyView {
    let locale = ctx.locale;
    let own = [
        (KIND, t!(locale, "cases-kind")),
        (names::CHANNEL, t!(locale, "counter-channel")),
        (names::RECEIVED, t!(locale, "counter-received")),
    ];
    let state = FormState::of(ctx, own.into_iter().chain(complaint::fields(ctx)));
    let kinds = vec![
        Choice::new(Kind::Complaint.kind(), t!(locale, "complaint-title")),
        Choice::new(Kind::Suggestion.kind(), t!(locale, "suggestion-title")),
    ];
    let channels = names::CHANNELS
        .into_iter()
        .map(|channel| Choice::new(channel, texts::t(locale, &format!("counter-channel-{channel}"))))
        .collect();
    let questions = complaint::questions(ctx, Kind::Complaint, &state, &found);
    let evidence = t!(locale, "complaint-evidence-hint", n = names::MAX_FILES);
    view! {
        <div class="complaint">
            <FormPage title=t!(locale, "counter-title") state=state.clone() lead=Some(t!(locale, "counter-lead")) files=true>
                <Radios name=KIND label=state.label(KIND) choices=kinds value=state.value(KIND) error=state.error(KIND) />
                <Radios
                    name=names::CHANNEL
                    label=state.label(names::CHANNEL)
                    choices=channels
                    value=state.value(names::CHANNEL)
                    error=state.error(names::CHANNEL)
                />
                <Field
                    name=names::RECEIVED
                    label=state.label(names::RECEIVED)
                    hint=Some(t!(locale, "counter-received-hint"))
                    value=state.value(names::RECEIVED)
                    error=state.error(names::RECEIVED)
                    optional=true
                    control=Control::DATE
                />
                {questions}
                <h2>{t!(locale, "complaint-part-evidence")}</h2>
                <FileSlot
                    name=names::EVIDENCE
                    label=state.label(names::EVIDENCE)
                    kinds=complaint::evidence_kinds()
                    hint=Some(evidence)
                    error=state.error(names::EVIDENCE)
                    optional=true
                    multiple=true
                />
                <Buttons label=t!(locale, "counter-submit") cancel="/admin" />
            </FormPage>
        </div>
    }
    .into_any()
}
