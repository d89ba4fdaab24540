//! What stands on the page of a case and on `/track`: head, what can be done, history, and beside them what was filed.
use super::place::Place;
use super::ways;
use crate::page::PageCtx;
use crate::ui::case::application::{Around, Checks, Lines, Missing, Sections, Sentence, Supplied};
use crate::ui::case::{Basis, CaseHead, Clock, DecisionPanel, DocumentList, Messages, Timeline};
use crate::ui::{Definition, DefinitionList, href};
use contract::cases::{Applicant, ApplicationPart, CaseView, LinkView, Side, Target};
use leptos::prelude::*;
use texts::t;

/// Parts that belong to one of the pages only.
#[derive(Default)]
pub struct Extra {
    /// Under the thread: the box to write in.
    pub compose: Option<AnyView>,
    /// Under the reporter: the way to see them in full.
    pub unmask: Option<AnyView>,
    /// At the end of the side: notes, relations, assignment.
    pub desk: Option<AnyView>,
    /// Links to the printable pages.
    pub prints: Option<AnyView>,
    /// At the end of what can be done: the way out of `/track`.
    pub leave: Option<AnyView>,
    /// Above everything: the next case of the queue.
    pub next: Option<AnyView>,
}

/// `order`: `newest` or `oldest`, where the reader chose one.
pub fn view(ctx: &PageCtx, place: &Place, case: CaseView, extra: Extra) -> AnyView {
    let (locale, today) = (ctx.locale, ctx.today);
    let ways = ways::of(ctx, &case);
    let official = case.side == Side::Official;
    let tracking = case.side == Side::Tracking;
    let key = case.head.clock.as_ref().map(|clock| clock.what.value.clone());
    let others: Vec<_> = case
        .clocks
        .into_iter()
        .filter(|clock| Some(&clock.what.value) != key.as_ref() || case.head.clock.as_ref() != Some(clock))
        .map(|clock| view! { <Clock clock=clock today=today official=official named=true /> })
        .collect();
    let agreement = case.agreement.map(|part| super::agreement::view(ctx, place.side, &place.number, part));
    let (newest, entries) = ordered(ctx, case.side, case.timeline);
    let switch = place.path("", &[("order", if newest { "oldest" } else { "newest" })]);
    let thread = (case.may_message || !tracking || !case.messages.is_empty()).then(|| {
        view! {
            <section class="case-section" aria-labelledby="messages">
                <h2 id="messages">{t!(locale, "cases-messages")}</h2>
                <Messages messages=case.messages today=today />
                {extra.compose}
            </section>
        }
    });
    let filed_as = [
        Definition::new(t!(locale, "cases-target"), target(ctx, case.target)),
        Definition::new(t!(locale, "cases-channel"), case.channel.label),
    ];
    let (application, answers) = match case.application {
        Some(part) => {
            let (main, filed) = application(ctx, part, official);
            (Some(main), view! { {filed} <DefinitionList rows=filed_as.into() /> }.into_any())
        }
        None => {
            let answers = case.answers.into_iter();
            let answers =
                answers.map(|(name, value)| Definition::new(name, view! { <span class="pre-line">{value}</span> }));
            (None, view! { <DefinitionList rows=answers.chain(filed_as).collect() /> }.into_any())
        }
    };
    let documents = (!case.documents.is_empty()).then(|| {
        view! {
            <section class="case-section" aria-labelledby="documents">
                <h2 id="documents">{t!(locale, "cases-documents")}</h2>
                <DocumentList documents=case.documents base=place.base.clone() today=today />
            </section>
        }
    });
    let people = match case.applicant {
        // Who follows a case by its code is who filed it, or found the receipt: they are told no more than they know.
        None if tracking && !case.anonymous => t!(locale, "cases-reporter-you").into_any(),
        applicant => reporter(ctx, applicant, case.applicant_hidden, case.anonymous),
    };
    let assignee = case.assignee.map(|who| Definition::new(t!(locale, "queue-owner"), who.label));
    let bodies = (!case.bodies.is_empty()).then(|| {
        let names = case
            .bodies
            .into_iter()
            .map(|body| {
                let path = href(locale, &format!("/publishers/{}", contract::query::encode(&body.code)));
                view! { <li lang="zh-CN"><a href=path>{body.name}</a></li> }
            })
            .collect_view();
        Definition::new(t!(locale, "cases-bodies"), view! { <ul class="inline-list">{names}</ul> })
    });
    let kind = case.head.kind.value.clone();
    let involved: Vec<_> = std::iter::once(Definition::new(t!(locale, "cases-reporter", kind = kind), people))
        .chain(assignee)
        .chain(bodies)
        .collect();
    let rules = Definition::new(t!(locale, "clock-how-profile"), view! { <code>{case.profile}</code> });
    let basis = (!case.basis.is_empty()).then(|| view! { <p><Basis sources=case.basis /></p> });
    view! {
        {extra.next}
        <CaseHead head=case.head today=today official=official />
        <div class="case-layout">
            <div class="case-main">
                <DecisionPanel base=place.base.clone() query=place.path("", &[]).replacen(&place.base, "", 1) commands=case.allowed />
                {ways}
                {extra.leave}
                {others}
                {application}
                {agreement}
                <section class="case-section" aria-labelledby="timeline">
                    <h2 id="timeline">{t!(locale, "cases-timeline")}</h2>
                    <Timeline entries=entries future=case.future newest_first=newest switch=switch today=today />
                </section>
                {thread}
            </div>
            <div class="case-side">
                <section class="case-section" aria-labelledby="answers">
                    <h2 id="answers">{t!(locale, "cases-answers")}</h2>
                    {answers}
                </section>
                {documents}
                <section class="case-section" aria-labelledby="involved">
                    <h2 id="involved">{t!(locale, "cases-involved")}</h2>
                    <DefinitionList rows=involved />
                    {extra.unmask}
                </section>
                {links(ctx, case.links)}
                <section class="case-section" aria-labelledby="rules">
                    <h2 id="rules">{t!(locale, "cases-rules")}</h2>
                    {basis}
                    <DefinitionList rows=vec![rules] />
                </section>
                {extra.desk}
                {extra.prints}
            </div>
        </div>
    }
    .into_any()
}

/// An application: what stands in the middle of its page, and what was filed.
fn application(ctx: &PageCtx, part: ApplicationPart, official: bool) -> (AnyView, AnyView) {
    let today = ctx.today;
    let notice = part.notice.map(|notice| view! { <Missing notice=notice official=official today=today /> });
    let supplied = (!part.supplied.is_empty()).then(|| view! { <Supplied supplied=part.supplied /> });
    let checks = official.then(|| view! { <Checks checks=part.checks conditions=part.conditions /> });
    let around = official.then(|| view! { <Around record=part.record others=part.others opinions=part.opinions /> });
    let main = view! {
        <Sentence text=part.sentence joint=part.joint />
        {notice}
        <Lines publishers=part.publishers today=today official=official />
        {supplied}
        {checks}
        {around}
    };
    (main.into_any(), view! { <Sections sections=part.sections /> }.into_any())
}

/// The history in the order asked for; whether that is newest first.
fn ordered<T>(ctx: &PageCtx, side: Side, mut entries: Vec<T>) -> (bool, Vec<T>) {
    let usual = side == Side::Official;
    let newest = match ctx.param("order").as_deref() {
        Some("newest") => true,
        Some("oldest") => false,
        _ => usual,
    };
    if newest != usual {
        entries.reverse();
    }
    (newest, entries)
}

/// What a complaint is about, a link where there is a page of it.
pub fn target(ctx: &PageCtx, target: Target) -> AnyView {
    let locale = ctx.locale;
    let name = target.name.map(|name| match target.path {
        Some(path) => view! { <a href=href(locale, &path) lang="zh-CN">{name}</a> }.into_any(),
        None => view! { <span lang="zh-CN">{name}</span> }.into_any(),
    });
    let text = target.text.map(|text| view! { <span class="pre-line">" " {text}</span> });
    view! { {target.kind.label} " " {name} {text} }.into_any()
}

/// Who filed it, as far as the reader may know.
fn reporter(ctx: &PageCtx, applicant: Option<Applicant>, hidden: bool, anonymous: bool) -> AnyView {
    let locale = ctx.locale;
    match applicant {
        Some(applicant) => {
            let parts = [applicant.number, applicant.contact, applicant.phone, applicant.email, applicant.address];
            let contact: Vec<_> = parts.into_iter().flatten().collect();
            let contact = contact.into_iter().map(|one| view! { <li>{one}</li> }).collect_view();
            view! {
                <span lang="zh-CN">{applicant.name}</span>
                <ul class="inline-list">{contact}</ul>
            }
            .into_any()
        }
        None if hidden => t!(locale, "cases-reporter-hidden").into_any(),
        None if anonymous => t!(locale, "cases-reporter-anonymous").into_any(),
        None => view! { <span class="missing">{t!(locale, "not-stated")}</span> }.into_any(),
    }
}

/// What it led to or came from.
fn links(ctx: &PageCtx, links: Vec<LinkView>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    if links.is_empty() {
        return None;
    }
    let items = links
        .into_iter()
        .map(|link| {
            let label = match link.path {
                Some(path) => view! { <a href=href(locale, &path)>{link.label}</a> }.into_any(),
                None => link.label.into_any(),
            };
            view! { <li>{link.relation.label} " " {label}</li> }
        })
        .collect_view();
    Some(view! {
        <section class="case-section" aria-labelledby="related">
            <h2 id="related">{t!(locale, "cases-related")}</h2>
            <ul class="guide-list">{items}</ul>
        </section>
    })
}
