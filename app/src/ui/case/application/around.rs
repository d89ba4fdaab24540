//! What an official compares an application with: automatic checks, conditions, the applicant's record, others, opinions.
use super::stamp;
use crate::ui::context::{href, locale};
use crate::ui::icon::Icon;
use crate::ui::text::{Definition, DefinitionList};
use contract::cases::{CheckLevel, CheckView, ConditionView, OpinionView, RelatedView};
use leptos::prelude::*;
use texts::t;

/// A check with its sign; the word says the same as the colour.
fn check(check: CheckView) -> impl IntoView {
    let locale = locale();
    let (class, icon, word) = match check.level {
        CheckLevel::Good => ("check good", "circle-check", "application-check-good"),
        CheckLevel::Look => ("check look", "circle-alert", "application-check-look"),
        CheckLevel::Bad => ("check bad", "x", "application-check-bad"),
    };
    let at = check.at.map(|at| {
        view! {
            " "
            <time class="meta" datetime=texts::instant_iso(at)>
                {stamp(locale, at)}
            </time>
        }
    });
    view! {
        <span class=class>
            <Icon name=icon />
            <span class="visually-hidden">{texts::t(locale, word)}</span>
            " "
            {check.text}
            {at}
        </span>
    }
}

/// 自动核对 and 公布的开放条件.
#[component]
pub fn Checks(checks: Vec<CheckView>, conditions: Vec<ConditionView>) -> impl IntoView {
    let locale = locale();
    let good = checks.iter().filter(|one| one.level == CheckLevel::Good).count();
    let look = checks.len() - good;
    let rows = checks.into_iter().map(|one| view! { <li>{check(one)}</li> }).collect_view();
    let conditions = (!conditions.is_empty()).then(|| {
        let rows = conditions
            .into_iter()
            .map(|one| {
                view! {
                    <li>
                        <span lang="zh-CN">{one.dataset}</span>
                        " · "
                        {one.text}
                        <br />
                        {check(one.check)}
                    </li>
                }
            })
            .collect_view();
        view! {
            <h3>{t!(locale, "application-conditions")}</h3>
            <ul class="check-list">{rows}</ul>
        }
    });
    view! {
        <section class="case-section" aria-labelledby="checks">
            <h2 id="checks">{t!(locale, "application-checks", good = good, look = look)}</h2>
            <ul class="check-list">{rows}</ul>
            {conditions}
        </section>
    }
}

/// What else there is: the applicant's record, others who want the same data, opinions inside the offices.
#[component]
pub fn Around(record: Vec<RelatedView>, others: Vec<RelatedView>, opinions: Vec<OpinionView>) -> impl IntoView {
    let locale = locale();
    let list = |key: &str, none: &str, rows: Vec<RelatedView>| {
        let rows = if rows.is_empty() {
            view! { <p class="meta">{texts::t(locale, none)}</p> }.into_any()
        } else {
            let rows = rows.into_iter().map(related).collect_view();
            view! { <ul class="guide-list">{rows}</ul> }.into_any()
        };
        view! {
            <h3>{texts::t(locale, key)}</h3>
            {rows}
        }
    };
    let opinions = (!opinions.is_empty()).then(|| {
        let rows = opinions
            .into_iter()
            .map(|one| {
                let head = format!("{} · {} · {}", stamp(locale, one.at), one.body, one.event.label);
                Definition::new(head, view! { <span class="pre-line">{one.text}</span> })
            })
            .collect();
        view! {
            <h3>{t!(locale, "application-opinions")}</h3>
            <DefinitionList rows=rows />
        }
    });
    view! {
        <section class="case-section" aria-labelledby="around">
            <h2 id="around">{t!(locale, "application-around")}</h2>
            {opinions}
            {list("application-record", "application-record-none", record)}
            {list("application-others", "application-others-none", others)}
        </section>
    }
}

fn related(one: RelatedView) -> impl IntoView {
    let locale = locale();
    let number = match one.path {
        Some(path) => view! { <a href=href(locale, &path)>{one.number}</a> }.into_any(),
        None => one.number.into_any(),
    };
    view! { <li>{number} " " <span lang="zh-CN">{one.title}</span> " · " {one.state.label}</li> }
}
