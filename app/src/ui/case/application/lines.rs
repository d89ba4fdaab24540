//! The demand list by publisher.
use crate::ui::Details;
use crate::ui::case::Clock;
use crate::ui::context::{href, locale};
use crate::ui::text::{Definition, DefinitionList};
use chrono::NaiveDate;
use contract::cases::{ItemView, LineView, PublisherPart};
use leptos::prelude::*;
use texts::t;

/// Items shown before the rest is folded.
const ITEMS: usize = 12;

/// The lines by publisher, with decision, basis and reason.
#[component]
pub fn Lines(publishers: Vec<PublisherPart>, today: NaiveDate, #[prop(optional)] official: bool) -> impl IntoView {
    let locale = locale();
    let publishers = publishers
        .into_iter()
        .map(|part| {
            let code = contract::query::encode(&part.publisher.code).to_string();
            let path = href(locale, &format!("/publishers/{code}"));
            let own = part.own.then(|| view! { <span class="application-tag">{t!(locale, "application-own")}</span> });
            let clock =
                part.clock.map(|clock| view! { <Clock clock=clock today=today official=official named=true /> });
            let lines = part.lines.into_iter().map(|one| line(one, official)).collect_view();
            view! {
                <li class="publisher-lines">
                    <h3>
                        <a href=path lang="zh-CN">
                            {part.publisher.name}
                        </a>
                        " "
                        <span class="state-tag">{part.state.label}</span>
                        " "
                        {own}
                    </h3>
                    {clock}
                    <ol class="request-lines">{lines}</ol>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="case-section" aria-labelledby="lines">
            <h2 id="lines">{t!(locale, "application-lines")}</h2>
            <ul class="plain-list">{publishers}</ul>
        </section>
    }
}

fn line(line: LineView, official: bool) -> impl IntoView {
    let locale = locale();
    let title = match line.path {
        Some(path) => view! { <a href=href(locale, &path) lang="zh-CN">{line.dataset}</a> }.into_any(),
        None => view! { <span lang="zh-CN">{line.dataset}</span> }.into_any(),
    };
    let tone = match line.decision.value.as_str() {
        "agreed" | "agreed-so-far" => "state-tag done",
        "refused" => "state-tag ended",
        _ => "state-tag",
    };
    let asked = t!(locale, "application-items", n = line.items.len(), of = line.of_items);
    let row = |key: &str, value: String| {
        (!value.trim().is_empty())
            .then(|| Definition::new(texts::t(locale, key), view! { <span class="pre-line">{value}</span> }))
    };
    let decided = match (line.on, &line.step) {
        (Some(on), Some(step)) => Some(format!("{} · {}", texts::date(locale, on), step.label)),
        (Some(on), None) => Some(texts::date(locale, on)),
        _ => None,
    };
    let before = line
        .before
        .filter(|_| official)
        .map(|(agreed, refused)| t!(locale, "application-before", agreed = agreed, refused = refused));
    let rows: Vec<Definition> = [
        row("application-decided", decided.unwrap_or_default()),
        row("application-condition", line.condition.unwrap_or_default()),
        row("application-basis", line.basis.unwrap_or_default()),
        row("application-reason", line.reason.unwrap_or_default()),
        row(
            "application-mode",
            [Some(line.mode.label), line.volume].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ),
        row("application-range", line.range),
        row("application-scenario", line.scenario),
        row("application-necessity", line.necessity),
        row("application-consent", line.consent.map(|consent| consent.label).unwrap_or_default()),
        row("application-earlier", before.unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <li value=line.no.to_string()>
            <p class="request-line">{title} " " <span class=tone>{line.decision.label}</span></p>
            <Details summary=asked open=official>
                {items(line.items)}
            </Details>
            <DefinitionList rows=rows />
        </li>
    }
}

/// Sensitive items first; a long list is folded.
fn items(mut items: Vec<ItemView>) -> impl IntoView {
    let locale = locale();
    items.sort_by_key(|item| !item.sensitive);
    let row = |item: ItemView| {
        let sensitive = item
            .sensitive
            .then(|| view! { <span class="application-tag warn">{t!(locale, "application-sensitive")}</span> });
        let meaning = item.meaning.map(|text| view! { <span class="meta">{text}</span> });
        view! { <li><span lang="zh-CN">{item.name}</span> " " {sensitive} " " {meaning}</li> }
    };
    let rest = if items.len() > ITEMS { items.split_off(ITEMS) } else { Vec::new() };
    let more = (!rest.is_empty()).then(|| {
        let label = t!(locale, "application-more-items", n = rest.len());
        let rest = rest.into_iter().map(row).collect_view();
        view! {
            <Details summary=label>
                <ul class="item-list">{rest}</ul>
            </Details>
        }
    });
    view! {
        <ul class="item-list">{items.into_iter().map(row).collect_view()}</ul>
        {more}
    }
}
