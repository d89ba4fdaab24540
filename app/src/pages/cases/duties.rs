//! What the user of signed data owes and may do (ui 5.9, 6.2): build target, reports, the end of the term, leaks at once; to the data, and to
//! report a risk, which stands there as long as anybody may still hold data.
use crate::page::PageCtx;
use crate::ui::{ButtonLink, href, with_query};
use contract::cases::AgreementPart;
use leptos::prelude::*;
use texts::t;

/// The list below the standing of an agreement; nothing before it was signed.
pub fn view(ctx: &PageCtx, number: &str, part: &AgreementPart) -> Option<AnyView> {
    let locale = ctx.locale;
    part.signed.as_ref()?;
    let risk = view! { <ButtonLink path=risk(part.dataset.as_deref(), number)>{t!(locale, "duty-risk")}</ButtonLink> };
    let at_once = view! { <li>{t!(locale, "duty-leak")}</li> };
    if !part.in_force {
        return Some(section(ctx, view! { {at_once} }.into_any(), view! { {risk} }.into_any()));
    }
    let build = part.build.map(|build| {
        let until = match build.due {
            Some(due) => t!(locale, "duty-build-by", day = texts::date(locale, due)),
            None => t!(locale, "agreement-build-open", n = build.months),
        };
        view! { <li>{t!(locale, "duty-build", until = until)}</li> }
    });
    let term = part.last_day.map(|day| {
        let words = t!(locale, "duty-term", day = texts::date(locale, day));
        let renew =
            part.renewable.then(|| view! { " " <a href=href(locale, &renewal(number))>{t!(locale, "duty-renew")}</a> });
        view! { <li>{words} {renew}</li> }
    });
    let correct = href(locale, &crate::pages::public::recipients::correction(number));
    let list = view! {
        {build}
        <li>{t!(locale, "duty-report")}</li>
        {term}
        {at_once}
        <li>
            {t!(locale, "duty-published")} " " <a href=correct>{t!(locale, "recipients-correct-mine")}</a>
        </li>
    };
    let ways = view! {
        <ButtonLink path="/my/access" primary=true>
            {t!(locale, "duty-fetch")}
        </ButtonLink>
        {risk}
    };
    Some(section(ctx, list.into_any(), ways.into_any()))
}

fn section(ctx: &PageCtx, list: AnyView, ways: AnyView) -> AnyView {
    view! {
        <section class="case-section" aria-labelledby="duties">
            <h2 id="duties">{t!(ctx.locale, "duty-title")}</h2>
            <ul class="guide-list">{list}</ul>
            <div class="buttons">{ways}</div>
        </section>
    }
    .into_any()
}

/// Where a risk is reported: the form of complaints, with what is known.
pub fn risk(dataset: Option<&str>, agreement: &str) -> String {
    with_query("/complaints/new", [("dataset", dataset.unwrap_or_default()), ("risk", agreement)])
}

/// Where a renewal is asked for.
pub fn renewal(number: &str) -> String {
    format!("/cases/{number}/do/ask-renewal")
}
