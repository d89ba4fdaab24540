//! `/sitemap` 站点地图: where is what. `/sitemap.xml` is the one for search engines.
use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::words;
use crate::ui::href;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// Those of the port of laws.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let laws = ctx.ports.law.documents(ctx.locale).await?;
    let locale = ctx.locale;
    let title = t!(locale, "footer-sitemap");
    let one = |label: String, path: &str| (label, path.to_owned());
    let groups = vec![
        (
            t!(locale, "nav-data"),
            vec![
                one(t!(locale, "nav-home"), "/"),
                one(t!(locale, "guide-map-all"), "/data"),
                one(t!(locale, "guide-map-tables"), "/data?has_table=true"),
                one(t!(locale, "nav-themes"), "/themes"),
                one(words::publishers(&ctx), "/publishers"),
                one(t!(locale, "stats-title"), "/stats"),
                one(t!(locale, "recipients-title"), "/recipients"),
            ],
        ),
        (
            t!(locale, "channels-services"),
            vec![
                one(t!(locale, "opening-apply-title"), "/apply"),
                one(t!(locale, "opening-check-title"), "/apply/check"),
                one(t!(locale, "opening-notices-title"), "/notices"),
                one(t!(locale, "complaint-title"), "/complaints/new"),
                one(t!(locale, "suggestion-title"), "/suggestions/new"),
                one(t!(locale, "track-title"), "/track"),
                one(t!(locale, "verify-page-title"), "/verify"),
            ],
        ),
        (
            t!(locale, "nav-help"),
            vec![
                one(t!(locale, "nav-help"), "/help"),
                one(t!(locale, "guide-search"), "/help/search"),
                one(t!(locale, "guide-download"), "/help/download"),
                one(t!(locale, "guide-quality"), "/help/quality"),
                one(t!(locale, "guide-citation"), "/help/citation"),
                one(t!(locale, "guide-errors"), "/help/errors"),
                one(t!(locale, "guide-contact"), "/help/contact"),
                one(t!(locale, "footer-accessibility"), "/accessibility"),
            ],
        ),
        (
            t!(locale, "footer-developers"),
            vec![
                one(t!(locale, "guide-dev-lead-short"), "/developers"),
                one(t!(locale, "guide-dev-openapi"), "/openapi.json"),
                one(t!(locale, "guide-dev-catalog-json"), "/catalog.json"),
                one(t!(locale, "guide-dev-feed"), "/feeds/new.atom"),
                one(t!(locale, "guide-dev-sitemap"), "/sitemap.xml"),
            ],
        ),
        (
            t!(locale, "footer-law"),
            std::iter::once(one(t!(locale, "footer-law"), "/law"))
                .chain(laws.into_iter().map(|law| (law.title, format!("/law/{}", contract::query::encode(&law.code)))))
                .collect(),
        ),
    ];
    let head = Head { title: title.clone(), crumbs: vec![(title, None)], ..Head::default() };
    Ok(Page::new(head, move || view(&ctx, groups)))
}

fn view(ctx: &PageCtx, groups: Vec<(String, Vec<(String, String)>)>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let groups = groups
        .into_iter()
        .map(|(heading, links)| {
            let links = links
                .into_iter()
                .map(|(label, path)| view! { <li><a href=href(locale, &path)>{label}</a></li> })
                .collect_view();
            view! {
                <section>
                    <h2>{heading}</h2>
                    <ul class="map-list">{links}</ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1>{t!(locale, "footer-sitemap")}</h1>
        </div>
        <div class="columns">{groups}</div>
    }
}
