//! `/cases/XY-…/agreement`: the text to print, with number, hash and the address where both can be verified (A4, page numbers by the browser).
use super::agreement;
use super::view::{crumbs, number};
use crate::page::{Cache, Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Definition, DefinitionList, Notice, Tone, site_name};
use contract::agreements::AgreementText;
use contract::cases::Side;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// `not-found` for everybody who has no part in the agreement.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = number(&params);
    let text = ctx.ports.agreements.text(&ctx.caller, &number).await?;
    let title = t!(ctx.locale, "agreement-title");
    let official = ctx.viewer.as_ref().is_some_and(|viewer| viewer.staff);
    let mut crumbs = crumbs(&ctx, if official { Side::Official } else { Side::Applicant }, &number);
    if let Some(last) = crumbs.last_mut() {
        last.1 = Some(format!("/cases/{number}"));
    }
    crumbs.push((title.clone(), None));
    let head = Head {
        title: format!("{number} {title}"),
        noindex: true,
        no_search_box: true,
        crumbs,
        chinese_values: true,
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, title, text)).cache(Cache::NoStore))
}

fn view(ctx: &PageCtx, title: String, text: AgreementText) -> AnyView {
    let locale = ctx.locale;
    let part = text.part;
    let number = text.head.number.clone();
    let mut rows = vec![
        Definition::new(t!(locale, "agreement-number"), view! { <code>{text.head.number}</code> }),
        Definition::new(t!(locale, "cases-state"), text.head.state.label),
        Definition::new(t!(locale, "agreement-party-a"), view! { <span lang="zh-CN">{part.party_a}</span> }),
        Definition::new(t!(locale, "agreement-party-b"), view! { <span lang="zh-CN">{part.party_b}</span> }),
    ];
    let draft =
        part.signed.is_none().then(|| view! { <Notice tone=Tone::Warning>{t!(locale, "agreement-draft")}</Notice> });
    if let Some(signed) = &part.signed {
        rows.extend(agreement::signature(ctx, signed));
    }
    if let Some(verify) = text.verify {
        rows.push(Definition::new(t!(locale, "agreement-verify-at"), view! { <span class="hash">{verify}</span> }));
    }
    let files = part.signed.as_ref().map(|signed| {
        view! { <ul class="inline-list no-print">{agreement::files(ctx, &number, signed)}</ul> }
    });
    let site = site_name(&ctx.site, locale);
    view! {
        <article class="case-document">
            <h1>{title}</h1>
            {files}
            {draft}
            <h2 class="visually-hidden">{t!(locale, "agreement-text")}</h2>
            {agreement::clauses(ctx, part.clauses)}
            <DefinitionList rows=rows />
            <p class="meta">{t!(locale, "print-foot", site = site, date = texts::date(locale, ctx.today))}</p>
        </article>
    }
    .into_any()
}
