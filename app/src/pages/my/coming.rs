//! 近期到期 of `/my`: agreements that end soon, with their renewal, and duties whose day comes near (ui 5.18).
use crate::page::PageCtx;
use crate::pages::cases::duties;
use crate::ui::href;
use chrono::NaiveDate;
use contract::agreements::ComingDay;
use leptos::prelude::*;
use texts::t;

/// The section; nothing where no day comes near.
pub fn section(ctx: &PageCtx, coming: Vec<ComingDay>) -> Option<AnyView> {
    if coming.is_empty() {
        return None;
    }
    let locale = ctx.locale;
    let rows = coming.into_iter().map(|one| row(ctx, one)).collect_view();
    Some(
        view! {
            <section class="case-section" aria-labelledby="coming">
                <h2 id="coming">{t!(locale, "coming-title")}</h2>
                <ul class="guide-list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(ctx: &PageCtx, one: ComingDay) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let day = |key: &str, (day, left): (NaiveDate, i64)| {
        let left = t!(locale, "agreements-days-left", n = left);
        view! {
            <br />
            {texts::t(locale, key)}
            " "
            <time datetime=texts::date_iso(day)>{texts::date(locale, day)}</time>
            {format!(" · {left}")}
        }
    };
    let ends = one.ends.map(|ends| day("agreement-date-last-day", ends));
    let build = one.build.map(|build| day("agreement-date-build", build));
    let renew = one.renewable.then(|| {
        let about = format!(" {}", one.number);
        view! {
            <br />
            <a href=href(locale, &duties::renewal(&one.number))>
                {t!(locale, "duty-renew")} <span class="visually-hidden">{about}</span>
            </a>
        }
    });
    let path = href(locale, &format!("/cases/{}", one.number));
    view! {
        <li>
            <a href=path>{t!(locale, "coming-agreement", number = one.number.as_str())}</a>
            " "
            <span lang="zh-CN">{one.titles.join("、")}</span>
            {ends}
            {build}
            {renew}
        </li>
    }
}
