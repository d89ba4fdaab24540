//! Help in one place, and the footer whose empty slots are not shown.
use leptos::prelude::*;
use texts::{Locale, t};

use crate::ui::{
    context::{ATOM_PATH, href, in_language, locale, site},
    icon::Icon,
};

/// The pages of the footer: key of the word, path.
const PAGES: [(&str, &str); 13] = [
    ("nav-themes", "/themes"),
    ("opening-apply-title", "/apply"),
    ("opening-notices-title", "/notices"),
    ("complaint-title", "/complaints/new"),
    ("track-title", "/track"),
    ("nav-help", "/help"),
    ("footer-developers", "/developers"),
    ("footer-law", "/law"),
    ("stats-title", "/stats"),
    ("recipients-title", "/recipients"),
    ("footer-accessibility", "/accessibility"),
    ("footer-sitemap", "/sitemap"),
    ("footer-atom", ATOM_PATH),
];

/// The last block before the footer on every page.
#[component]
pub(super) fn HelpBlock() -> impl IntoView {
    let (locale, site) = (locale(), site());
    let phone = site.phone.clone().map(|phone| {
        let address = format!("tel:{}", phone.replace(' ', ""));
        view! {
            <a class="help-phone" href=address>
                <Icon name="phone" />
                <span>{phone}</span>
            </a>
        }
    });
    let hours = site
        .phone
        .is_some()
        .then(|| site.hours.clone())
        .flatten()
        .map(|hours| view! { <span class="help-hours">{hours}</span> });
    let mail = site.email.clone().map(|address| {
        let target = format!("mailto:{address}");
        view! {
            <a href=target>
                <Icon name="mail" />
                <span>{address}</span>
            </a>
        }
    });
    view! {
        <section class="help-block" aria-labelledby="help-block-title">
            <div class="container">
                <h2 id="help-block-title">{t!(locale, "help-block-title")}</h2>
                <p>
                    {phone} {hours} {mail} <a href=href(locale, "/help")>
                        <Icon name="circle-help" />
                        <span>{t!(locale, "help-block-questions")}</span>
                    </a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

#[component]
pub(super) fn Footer() -> impl IntoView {
    let (locale, site) = (locale(), site());
    let pages = PAGES
        .map(|(key, path)| {
            view! {
                <li>
                    <a href=href(locale, path)>{t(locale, key)}</a>
                </li>
            }
        })
        .collect_view();
    let organiser = site.organiser.as_ref().map(|name| in_language(locale, name, site.organiser_en.as_ref()));
    let slots = [
        ("footer-organiser", organiser),
        ("footer-operator", site.operator.clone()),
        ("footer-site-code", site.site_code.clone()),
    ];
    let slots: Vec<_> = slots
        .into_iter()
        .filter_map(|(key, value)| value.filter(|value| !value.is_empty()).map(|value| (t(locale, key), value)))
        .map(|(name, value)| view! { <li>{label(locale, &name)} {value}</li> })
        .collect();
    let filings: Vec<_> =
        [(site.icp.clone(), "https://beian.miit.gov.cn/"), (site.police.clone(), "https://beian.mps.gov.cn/")]
            .into_iter()
            .filter_map(|(number, address)| {
                let number = number.filter(|number| !number.is_empty())?;
                let host = address.trim_start_matches("https://").trim_end_matches('/');
                Some(view! {
                    <li>
                        <a href=address rel="external">
                            {number}
                            <span class="leaves">{t!(locale, "leaves-site", host = host)}</span>
                        </a>
                    </li>
                })
            })
            .collect();
    let any_slot = !slots.is_empty() || !filings.is_empty();
    let version = (!site.version.is_empty()).then(|| {
        let version = site.version.clone();
        view! { <li>{label(locale, &t!(locale, "footer-version"))} {version}</li> }
    });
    let updated = site.catalogue_updated.map(|at| {
        let words = format!("{} {}", texts::date(locale, texts::local_date(at)), texts::time_of_day(at));
        view! {
            <li>
                {label(locale, &t!(locale, "footer-updated"))} <time datetime=texts::instant_iso(at)>{words}</time>
            </li>
        }
    });
    view! {
        <footer class="site-footer">
            <div class="container">
                <nav aria-label=t!(locale, "footer-nav-label")>
                    <ul class="footer-pages">{pages}</ul>
                </nav>
                {any_slot.then(|| view! { <ul class="footer-slots">{slots}{filings}</ul> })}
                <ul class="footer-version">{updated} {version}</ul>
            </div>
        </footer>
    }
    .into_any()
}

/// A name before its value, with the colon of the language.
fn label(locale: Locale, name: &str) -> String {
    match locale {
        Locale::ZhCn => format!("{name}："),
        Locale::En => format!("{name}: "),
    }
}
