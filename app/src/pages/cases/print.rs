//! Pages to print: `/cases/{no}/receipt` 回执, `/cases/{no}/letter` 答复, `/cases/{no}/print` 案卷. A4, pages numbered, with number, time of
//! printing and the hashes of the documents.
use super::body;
use super::view::{crumbs, number};
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::case::application::Lines;
use crate::ui::case::{Clock, DocumentList, Messages, Timeline};
use crate::ui::{Definition, DefinitionList, href, site_name};
use contract::cases::{CaseFile, CaseView, Side, TimelineEntry};
use contract::{ErrorCode, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The event whose text is the answer.
const ANSWERED: &str = "answered";

/// The answer in the history of a case.
pub fn answer(case: &CaseView) -> Option<&TimelineEntry> {
    // What is decided about an application stands line by line on its page.
    let told = |entry: &&TimelineEntry| entry.event.value == ANSWERED && !entry.internal && case.application.is_none();
    case.timeline.iter().filter(told).max_by_key(|entry| entry.at)
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
                {answers(&ctx, &case)}
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

/// 案卷: everything, with the pictures among the documents; the others are named with their hashes and are parts of the archive. Audited.
///
/// # Errors
/// `not-found` or `forbidden` for those who may not take the file.
pub async fn file(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let file = ctx.ports.cases.case_file(&ctx.caller, &number(&params)).await?;
    let title = t!(ctx.locale, "print-file-title", number = file.case.head.number.as_str());
    let head = head(&ctx, &file.case, &title);
    let base = format!("/cases/{}", file.case.head.number);
    let page = Page::new(head, move || {
        let locale = ctx.locale;
        let names: Vec<_> =
            file.case.documents.iter().map(|one| href(locale, &format!("{base}/docs/{}", one.id))).collect();
        let archive = href(locale, &format!("{base}/print.zip"));
        view! {
            <p class="buttons">
                <a class="button" href=archive>
                    {t!(locale, "cases-print-archive")}
                </a>
            </p>
            {whole(&ctx, &file, &names)}
        }
    });
    Ok(page.cache(Cache::NoStore))
}

/// The whole file; `sources`: where each document the reader may open is, in the order of the list.
pub fn whole(ctx: &PageCtx, file: &CaseFile, sources: &[String]) -> AnyView {
    let locale = ctx.locale;
    let case = &file.case;
    let clocks = case
        .clocks
        .iter()
        .cloned()
        .map(|clock| view! { <Clock clock=clock today=ctx.today official=true named=true /> })
        .collect_view();
    let mut rows = facts(ctx, case);
    if case.side == Side::Official {
        rows.push(Definition::new(t!(locale, "cases-target"), body::target(ctx, case.target.clone())));
    }
    if let Some(applicant) = &case.applicant {
        rows.push(Definition::new(
            t!(locale, "cases-reporter", kind = case.head.kind.value.as_str()),
            applicant.name.clone(),
        ));
    }
    let mut timeline = case.timeline.clone();
    timeline.sort_by_key(|entry| entry.at);
    let at = format!("{} {}", texts::date(locale, texts::local_date(file.printed)), texts::time_of_day(file.printed));
    view! {
        <article class="case-document case-file">
            <h1>{t!(locale, "print-file-title", number = case.head.number.as_str())}</h1>
            <p>
                <strong>{case.head.title.clone()}</strong>
            </p>
            <DefinitionList rows=rows />
            {answers(ctx, case)}
            {clocks}
            <h2>{t!(locale, "cases-timeline")}</h2>
            <Timeline entries=timeline today=ctx.today />
            <h2>{t!(locale, "cases-messages")}</h2>
            <Messages messages=case.messages.clone() today=ctx.today />
            {enclosures(ctx, case, sources)}
            <p class="meta">{t!(locale, "print-by", who = file.printed_by.clone(), when = at)}</p>
        </article>
    }
    .into_any()
}

/// Every document with its whole hash, then the pictures one a page.
fn enclosures(ctx: &PageCtx, case: &CaseView, sources: &[String]) -> Option<AnyView> {
    let (locale, today) = (ctx.locale, ctx.today);
    if case.documents.is_empty() {
        return None;
    }
    let opened = || case.documents.iter().filter(|one| one.open).zip(sources).enumerate();
    let rows = opened()
        .map(|(n, (one, source))| {
            let when = format!(
                "{} {}",
                texts::date_short(locale, texts::local_date(one.at), today),
                texts::time_of_day(one.at)
            );
            view! {
                <li>
                    <p>
                        {format!("{}. ", n + 1)} <a href=source.clone() lang="zh-CN">{one.name.clone()}</a>
                    </p>
                    <p class="meta inline-list">
                        <span>{texts::t(locale, &format!("cases-document-{}", one.state.code()))}</span>
                        <span>{one.slot.label.clone()}</span>
                        <span>{texts::bytes(one.bytes)}</span>
                        <span>{t!(locale, "cases-document-from", from = one.from.as_str())}</span>
                        <span>{when}</span>
                    </p>
                    <p class="meta">"SHA-256 " <code class="long">{one.sha256.clone()}</code></p>
                </li>
            }
        })
        .collect_view();
    let pictures = opened()
        .filter(|(_, (one, _))| one.media.starts_with("image/"))
        .map(|(n, (one, source))| {
            view! {
                <figure class="evidence">
                    <img src=source.clone() alt=one.name.clone() />
                    <figcaption>{format!("{}. ", n + 1)} {one.name.clone()}</figcaption>
                </figure>
            }
        })
        .collect_view();
    let rest = opened().any(|(_, (one, _))| !one.media.starts_with("image/"));
    let rest = rest.then(|| view! { <p class="meta">{t!(locale, "print-enclosed")}</p> });
    Some(
        view! {
            <h2>{t!(locale, "cases-documents")}</h2>
            <ul class="document-list">{rows}</ul>
            {rest}
            {pictures}
        }
        .into_any(),
    )
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

fn answers(ctx: &PageCtx, case: &CaseView) -> impl IntoView + use<> {
    let rows = case
        .answers
        .iter()
        .map(|(name, value)| Definition::new(name.clone(), view! { <span class="pre-line">{value.clone()}</span> }))
        .collect();
    let today = ctx.today;
    let lines =
        case.application.as_ref().map(|part| view! { <Lines publishers=part.publishers.clone() today=today /> });
    view! {
        <DefinitionList rows=rows />
        {lines}
    }
}

fn documents(ctx: &PageCtx, case: &CaseView) -> Option<impl IntoView + use<>> {
    let (locale, today) = (ctx.locale, ctx.today);
    let documents = case.documents.clone();
    (!documents.is_empty()).then(|| {
        view! {
            <h2>{t!(locale, "cases-documents")}</h2>
            <DocumentList documents=documents base=None today=today />
        }
    })
}

/// Who printed what stands in the audit trail; here stands where it comes from and when.
fn foot(ctx: &PageCtx) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let site = site_name(&ctx.site, locale);
    view! { <p class="meta">{t!(locale, "print-foot", site = site, date = texts::date(locale, ctx.today))}</p> }
}
