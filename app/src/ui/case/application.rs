//! An application for restricted data on its page and on the decision screen: lines by publisher, what was filed, what is checked.
mod around;
mod lines;

pub use around::{Around, Checks};
pub use lines::Lines;

use crate::ui::context::locale;
use crate::ui::text::{Definition, DefinitionList};
use crate::ui::{Notice, Tone};
use chrono::{DateTime, NaiveDate, Utc};
use contract::cases::{ApplicationPart, ChangeView, MissingView, SectionView, SuppliedView};
use domain::locale::Locale;
use leptos::prelude::*;
use texts::t;

/// 一句话
#[component]
pub fn Sentence(
    #[prop(into)] text: String,
    /// Two or more publishers take part.
    joint: bool,
) -> impl IntoView {
    let locale = locale();
    let joint = joint.then(|| view! { <span class="application-tag">{t!(locale, "application-joint")}</span> });
    view! { <p class="application-sentence">{text} " " {joint}</p> }
}

/// 补正: everything that is missing, once; or what was asked for and came.
#[component]
pub fn Missing(notice: MissingView, #[prop(optional)] official: bool, today: NaiveDate) -> impl IntoView {
    let locale = locale();
    let n = notice.materials.len();
    let title = if notice.open {
        t!(locale, "application-missing", n = n)
    } else {
        t!(locale, "application-was-missing", n = n)
    };
    let items = notice.materials.into_iter().map(|one| view! { <li>{one.label}</li> }).collect_view();
    let text = notice.text.map(|text| view! { <p class="pre-line">{text}</p> });
    let foot = (notice.open && !official).then(|| view! { <p>{t!(locale, "application-missing-foot")}</p> });
    let on = texts::date_short(locale, texts::local_date(notice.at), today);
    let tone = if notice.open { Tone::Warning } else { Tone::Info };
    view! {
        <Notice tone=tone title=Some(title)>
            <p class="meta">{on}</p>
            <ul class="guide-list">{items}</ul>
            {text}
            {foot}
        </Notice>
    }
}

/// 补正后的变化
#[component]
pub fn Supplied(supplied: Vec<SuppliedView>) -> impl IntoView {
    let locale = locale();
    let rows = supplied
        .into_iter()
        .map(|one| {
            let files = one.files.into_iter().map(|name| view! { <li lang="zh-CN">{name}</li> }).collect_view();
            let text = one.text.map(|text| view! { <span class="pre-line">{text}</span> });
            let at = stamp(locale, one.at);
            let changes = changes(locale, one.changes);
            Definition::new(
                one.material.label,
                view! {
                    <span class="meta">{at}</span>
                    {text}
                    <ul class="inline-list">{files}</ul>
                    {changes}
                },
            )
        })
        .collect();
    view! {
        <section class="case-section" aria-labelledby="supplied">
            <h2 id="supplied">{t!(locale, "application-supplied")}</h2>
            <DefinitionList rows=rows />
        </section>
    }
}

/// What stood there and what stands there now, answer by answer.
fn changes(locale: Locale, changes: Vec<ChangeView>) -> Option<AnyView> {
    let none = || t!(locale, "application-change-none");
    let text = |text: String| if text.is_empty() { none() } else { text };
    let rows: Vec<_> = changes
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <span class="meta">{one.question}</span>
                    <span class="pre-line">
                        <del aria-label=t!(locale, "application-change-before")>{text(one.before)}</del>
                        " → "
                        <ins aria-label=t!(locale, "application-change-after")>{text(one.after)}</ins>
                    </span>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="application-changes">{rows}</ul> }.into_any())
}

/// The form as it reads now.
#[component]
pub fn Sections(sections: Vec<SectionView>) -> impl IntoView {
    sections
        .into_iter()
        .map(|section| {
            let rows = section
                .rows
                .into_iter()
                .map(|(name, value)| Definition::new(name, view! { <span class="pre-line">{value}</span> }))
                .collect();
            view! {
                <h3>{section.title}</h3>
                <DefinitionList rows=rows />
            }
        })
        .collect_view()
}

/// Day and time.
fn stamp(locale: Locale, at: DateTime<Utc>) -> String {
    format!("{} {}", texts::date(locale, texts::local_date(at)), texts::time_of_day(at))
}

/// Everything an official looks at before deciding, in the order of ui 5.8; the documents stand between.
#[component]
pub fn Evidence(part: ApplicationPart, documents: AnyView, today: NaiveDate) -> impl IntoView {
    let locale = locale();
    let notice = part.notice.map(|notice| view! { <Missing notice=notice official=true today=today /> });
    let supplied = (!part.supplied.is_empty()).then(|| view! { <Supplied supplied=part.supplied /> });
    view! {
        <Sentence text=part.sentence joint=part.joint />
        {notice}
        {supplied}
        <Checks checks=part.checks conditions=part.conditions />
        <Lines publishers=part.publishers today=today official=true />
        {documents}
        <section class="case-section" aria-labelledby="form">
            <h2 id="form">{t!(locale, "application-form")}</h2>
            <Sections sections=part.sections />
        </section>
        <Around record=part.record others=part.others opinions=part.opinions />
    }
}
