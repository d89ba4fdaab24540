//! `/complaints/receipt`: number and query code, shown once; what happens next, by when, by which article.
use super::RECEIPT;
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::ui::case::{Clock, DocumentList};
use crate::ui::{Copy, Definition, DefinitionList, Empty, Icon, Linked, href};
use contract::cases::CaseView;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The receipt of what was filed a moment ago. Opened again, it says where the case can be followed.
///
/// # Errors
/// None of its own: a case that cannot be read is told like a receipt that was shown already.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let secret = ctx.flash.as_ref().filter(|flash| flash.code == RECEIPT).map(|flash| flash.value.clone());
    let (number, code) = secret.as_deref().and_then(|value| value.split_once(' ')).unwrap_or_default();
    let case = match number {
        "" => None,
        number => ctx.ports.cases.track(&ctx.caller, number, code).await.ok(),
    };
    let (number, code) = (number.to_owned(), code.to_owned());
    let title = t!(ctx.locale, "receipt-title");
    let head = Head {
        title: title.clone(),
        noindex: true,
        island: true,
        no_search_box: true,
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    let page = Page::new(head, move || if number.is_empty() { over(&ctx) } else { view(&ctx, number, code, case) });
    Ok(page.cache(Cache::NoStore))
}

fn over(ctx: &PageCtx) -> AnyView {
    let locale = ctx.locale;
    let action = Linked::link(t!(locale, "track-title"), "/track");
    view! {
        <div class="page-head">
            <h1>{t!(locale, "receipt-title")}</h1>
        </div>
        <Empty text=t!(locale, "receipt-over") action=Some(action) />
    }
    .into_any()
}

fn view(ctx: &PageCtx, number: String, code: String, case: Option<CaseView>) -> AnyView {
    let locale = ctx.locale;
    let staff = ctx.viewer.as_ref().is_some_and(|viewer| viewer.staff);
    let follow = ctx.viewer.is_some().then(|| {
        let path = href(locale, &format!("/cases/{number}"));
        view! { <li><a href=path>{t!(locale, "receipt-open")}</a></li> }
    });
    let next = case.map(|case| {
        let with = case.head.with.clone().map(|body| view! { <p>{t!(locale, "cases-turn-body", body = body)}</p> });
        let clock = case.head.clock.clone().map(|clock| view! { <Clock clock=clock today=ctx.today /> });
        let title = Definition::new(t!(locale, "complaint-subject"), case.head.title.clone());
        let answers = case
            .answers
            .into_iter()
            .map(|(name, value)| Definition::new(name, view! { <span class="pre-line">{value}</span> }));
        let answers: Vec<_> = std::iter::once(title).chain(answers).collect();
        let documents = (!case.documents.is_empty()).then(|| {
            view! {
                <h2>{t!(locale, "cases-documents")}</h2>
                <DocumentList documents=case.documents base=None today=ctx.today />
            }
        });
        view! {
            <section class="case-section">
                <h2>{t!(locale, "receipt-next")}</h2>
                <p>{t!(locale, "receipt-next-text")}</p>
                {with}
                {clock}
            </section>
            <section class="case-section">
                <h2>{t!(locale, "cases-answers")}</h2>
                <DefinitionList rows=answers />
                {documents}
            </section>
        }
    });
    let lead = if staff { t!(locale, "receipt-lead-counter") } else { t!(locale, "receipt-lead") };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "receipt-title")}</h1>
            <p class="lead">{lead}</p>
        </div>
        <section class="case-section receipt">
            <h2 class="visually-hidden">{t!(locale, "receipt-codes")}</h2>
            <p>{t!(locale, "receipt-number")}</p>
            <p>
                <code class="receipt-code">{number.clone()}</code>
                " "
                <Copy text=number />
            </p>
            <p>{t!(locale, "receipt-code")}</p>
            <p>
                <code class="receipt-code">{code.clone()}</code>
                " "
                <Copy text=code />
            </p>
            <p class="with-icon">
                <Icon name="triangle-alert" />
                <span>{t!(locale, "receipt-once")}</span>
            </p>
        </section>
        {next}
        <ul class="inline-list case-section">
            {follow}
            <li>
                <a href=href(locale, "/track")>{t!(locale, "track-title")}</a>
            </li>
            <li>
                <a href=href(locale, "/")>{t!(locale, "nav-home")}</a>
            </li>
        </ul>
    }
    .into_any()
}
