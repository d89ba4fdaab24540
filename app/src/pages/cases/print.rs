//! Pages to print: `/cases/{no}/receipt` 回执, `/cases/{no}/letter` 答复, `/cases/{no}/file` 案卷. A4, with number, time of printing and
//! the hashes of the documents.
use super::body;
use super::view::{crumbs, number};
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::case::{Clock, DocumentList, Messages, Timeline};
use crate::ui::{Definition, DefinitionList, href, site_name};
use contract::cases::{CaseFile, CaseView, DocumentView, Side, TimelineEntry};
use contract::{ErrorCode, Refusal};
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The event whose text is the answer.
const ANSWERED: &str = "answered";

/// The answer in the history of a case.
pub fn answer(case: &CaseView) -> Option<&TimelineEntry> {
    case.timeline.iter().filter(|entry| entry.event.value == ANSWERED && !entry.internal).max_by_key(|entry| entry.at)
}

/// 回执: what was filed, when, with which documents, until when.
///
/// # Errors
/// `not-found` for everybody who has no part in the case.
pub async fn receipt(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let case = ctx.ports.cases.case(&ctx.caller, &number(&params)).await?;
    let title = t!(ctx.locale, "print-receipt-title", kind = case.head.kind.label.as_str());
    let head = head(&ctx, &case, &title);
    let page = Page::new(head, move || {
        let clock = case.head.clock.clone().map(|clock| view! { <Clock clock=clock today=ctx.today /> });
        let filed = texts::local_date(case.head.filed);
        let mut rows = facts(&ctx, &case);
        let when = format!("{} {}", texts::date(ctx.locale, filed), texts::time_of_day(case.head.filed));
        rows.push(Definition::new(t!(ctx.locale, "cases-filed-on"), when));
        view! {
            <article class="case-document">
                <h1>{title}</h1>
                <DefinitionList rows=rows />
                {answers(&case)}
                {documents(&ctx, &case)}
                {clock}
                {foot(&ctx)}
            </article>
        }
    });
    Ok(page.cache(Cache::NoStore))
}

/// 答复: the answer as a letter.
///
/// # Errors
/// `not-found` while there is no answer, and for everybody who has no part in the case.
pub async fn letter(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let case = ctx.ports.cases.case(&ctx.caller, &number(&params)).await?;
    let Some(answer) = answer(&case).cloned() else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
    let title = t!(ctx.locale, "print-letter-title", title = case.head.title.as_str());
    let head = head(&ctx, &case, &title);
    let page = Page::new(head, move || {
        let locale = ctx.locale;
        let rows = answer.facts.into_iter().map(|(name, value)| Definition::new(name, value)).collect();
        let day = texts::local_date(answer.at);
        view! {
            <article class="case-document">
                <h1>{title}</h1>
                <p>
                    <code>{case.head.number}</code>
                </p>
                <div class="letter">
                    <p>{t!(locale, "print-letter-salutation")}</p>
                    <p class="pre-line">{answer.text.unwrap_or_default()}</p>
                    <DefinitionList rows=rows />
                    <p class="letter-signature">
                        {answer.actor} <br /> <time datetime=texts::date_iso(day)>{texts::date(locale, day)}</time>
                    </p>
                </div>
                {foot(&ctx)}
            </article>
        }
    });
    Ok(page.cache(Cache::NoStore))
}

/// 案卷: everything, with the pictures among the documents; the others are named with their hashes. Printing it is audited.
///
/// # Errors
/// `not-found` or `forbidden` for those who may not take the file.
pub async fn file(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let file = ctx.ports.cases.case_file(&ctx.caller, &number(&params)).await?;
    let title = t!(ctx.locale, "print-file-title", number = file.case.head.number.as_str());
    let head = head(&ctx, &file.case, &title);
    Ok(Page::new(head, move || whole(&ctx, file, title)).cache(Cache::NoStore))
}

fn whole(ctx: &PageCtx, file: CaseFile, title: String) -> AnyView {
    let locale = ctx.locale;
    let CaseFile { case, documents: contents, printed, printed_by, .. } = file;
    let number = case.head.number.clone();
    let clocks = case
        .clocks
        .iter()
        .cloned()
        .map(|clock| view! { <Clock clock=clock today=ctx.today official=true named=true /> })
        .collect_view();
    let pictures = contents
        .into_iter()
        .filter(|(document, _)| document.media.starts_with("image/"))
        .map(|(document, _)| picture(locale, &number, document))
        .collect_view();
    let mut rows = facts(ctx, &case);
    rows.push(Definition::new(t!(locale, "cases-target"), body::target(ctx, case.target.clone())));
    if let Some(applicant) = &case.applicant {
        rows.push(Definition::new(t!(locale, "cases-reporter"), applicant.name.clone()));
    }
    let at = format!("{} {}", texts::date(locale, texts::local_date(printed)), texts::time_of_day(printed));
    view! {
        <article class="case-document">
            <h1>{title}</h1>
            <DefinitionList rows=rows />
            {answers(&case)}
            {clocks}
            <h2>{t!(locale, "cases-timeline")}</h2>
            <Timeline entries=case.timeline.clone() newest_first=true today=ctx.today />
            <h2>{t!(locale, "cases-messages")}</h2>
            <Messages messages=case.messages.clone() today=ctx.today />
            {documents(ctx, &case)}
            {pictures}
            <p class="meta">{t!(locale, "print-by", who = printed_by, when = at)}</p>
        </article>
    }
    .into_any()
}

/// A picture of the file, from the address that shows it to those who may see it.
fn picture(locale: Locale, number: &str, document: DocumentView) -> impl IntoView + use<> {
    let source = href(locale, &format!("/cases/{number}/docs/{}", document.id));
    view! {
        <figure class="evidence">
            <img src=source alt=document.name.clone() />
            <figcaption>
                {document.name} " " <code>{document.sha256}</code>
            </figcaption>
        </figure>
    }
}

fn head(ctx: &PageCtx, case: &CaseView, title: &str) -> Head {
    let number = &case.head.number;
    let mut crumbs = crumbs(ctx, case.side, number);
    if let Some(last) = crumbs.last_mut() {
        last.1 = Some(format!("/cases/{number}"));
    }
    crumbs.push((title.to_owned(), None));
    Head { title: format!("{number} {title}"), noindex: true, no_search_box: true, crumbs, ..Head::default() }
}

fn facts(ctx: &PageCtx, case: &CaseView) -> Vec<Definition> {
    let locale = ctx.locale;
    let mut rows = vec![
        Definition::new(t!(locale, "track-number"), view! { <code>{case.head.number.clone()}</code> }),
        Definition::new(t!(locale, "cases-kind"), case.head.kind.label.clone()),
        Definition::new(t!(locale, "cases-state"), case.head.state.label.clone()),
    ];
    if let Some(with) = &case.head.with {
        rows.push(Definition::new(t!(locale, "cases-with"), with.clone()));
    }
    if case.side != Side::Official {
        rows.push(Definition::new(t!(locale, "cases-target"), body::target(ctx, case.target.clone())));
    }
    rows
}

fn answers(case: &CaseView) -> impl IntoView + use<> {
    let rows = case
        .answers
        .iter()
        .map(|(name, value)| Definition::new(name.clone(), view! { <span class="pre-line">{value.clone()}</span> }))
        .collect();
    view! { <DefinitionList rows=rows /> }
}

fn documents(ctx: &PageCtx, case: &CaseView) -> Option<impl IntoView + use<>> {
    let (locale, today) = (ctx.locale, ctx.today);
    let documents = case.documents.clone();
    (!documents.is_empty()).then(|| {
        view! {
            <h2>{t!(locale, "cases-documents")}</h2>
            <DocumentList documents=documents number=None today=today />
        }
    })
}

/// Who printed what stands in the audit trail; here stands where it comes from and when.
fn foot(ctx: &PageCtx) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let site = site_name(&ctx.site, locale);
    view! { <p class="meta">{t!(locale, "print-foot", site = site, date = texts::date(locale, ctx.today))}</p> }
}
