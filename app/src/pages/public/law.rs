//! `/law`, `/law/{doc}`: what exactly does it say? The target of every 依据.
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::ui::{Badge, BadgeKind, Details, Empty, Notice, href};
use contract::law::{ArticleView, LawRow, LawView};
use contract::query::encode;
use domain::locale::Locale;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The list of documents.
///
/// # Errors
/// Those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let documents = ctx.ports.law.documents(ctx.locale).await?;
    let title = t!(ctx.locale, "footer-law");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "law-lead")),
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || list(&ctx, documents)))
}

/// One document with its articles; `#art-n` leads to one.
///
/// # Errors
/// Those of the port.
pub async fn document(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let code = params.get("doc").map_or("", String::as_str);
    let law = ctx.ports.law.document(ctx.locale, code).await?;
    let head = Head {
        title: format!("{} — {}", law.row.title, t!(ctx.locale, "footer-law")),
        description: Some(t!(ctx.locale, "law-description", title = law.row.title.as_str())),
        crumbs: vec![(t!(ctx.locale, "footer-law"), Some("/law".into())), (law.row.title.clone(), None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, law)))
}

fn list(ctx: &PageCtx, documents: Vec<LawRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let body = if documents.is_empty() {
        view! { <Empty text=t!(locale, "law-none") /> }.into_any()
    } else {
        let rows = documents
            .into_iter()
            .map(|row| {
                let note = row.note.map(|note| view! { <p class="meta">{note}</p> });
                view! {
                    <li class="law-row">
                        <span class="row-title">
                            <a href=href(locale, &format!("/law/{}", encode(&row.code)))>{row.title}</a>
                            <Badge kind=BadgeKind::Neutral label=row.status />
                        </span>
                        <span class="meta">{t!(locale, "law-articles", n = row.articles)}</span>
                        {note}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="row-list">{rows}</ul> }.into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "footer-law")}</h1>
            <p class="lead">{t!(locale, "law-lead")}</p>
        </div>
        {body}
    }
}

fn view(ctx: &PageCtx, law: LawView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let imported = law.articles.iter().any(|article| article.official.is_some());
    let note = if imported { t!(locale, "law-note-imported") } else { t!(locale, "law-note") };
    let about = law.row.note.map(|note| view! { <p>{note}</p> });
    let contents = law
        .articles
        .iter()
        .map(|article| view! { <li><a href=format!("#art-{}", article.number)>{article.heading.clone()}</a></li> })
        .collect_view();
    let articles = law.articles.into_iter().map(|one| article(locale, one, imported)).collect_view();
    view! {
        <div class="page-head">
            <div class="badges">
                <Badge kind=BadgeKind::Neutral label=law.row.status />
            </div>
            <h1>{law.row.title}</h1>
            {about}
        </div>
        <Notice title=Some(t!(locale, "law-note-title"))>{note}</Notice>
        <Details summary=t!(locale, "law-contents")>
            <ul class="inline-list">{contents}</ul>
        </Details>
        <div class="law-articles">{articles}</div>
    }
}

/// Our sentence, and the official text where the operator imported it: the latter stands first, it is what counts. `labelled`
/// where a document has both: which is which then stands above each.
fn article(locale: Locale, article: ArticleView, labelled: bool) -> impl IntoView + use<> {
    let official = article.official.map(|text| {
        view! {
            <p class="action-label">{t!(locale, "law-official")}</p>
            <blockquote lang="zh-CN" class="pre-line law-official">
                {text}
            </blockquote>
        }
    });
    let id = format!("art-{}", article.number);
    let heading = format!("art-{}-heading", article.number);
    let named = heading.clone();
    let label = labelled.then(|| view! { <p class="action-label">{t!(locale, "law-summary")}</p> });
    view! {
        <section id=id class="law-article" aria-labelledby=named>
            <h2 id=heading>{article.heading}</h2>
            <div class="law-text">{official} {label} <p>{article.summary}</p></div>
        </section>
    }
}
