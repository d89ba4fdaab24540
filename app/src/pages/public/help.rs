//! `/help`, `/help/{topic}`: how to find, get, judge and cite data; what an error means; whom to ask.
mod topics;

use crate::page::{Head, Page, PageCtx, PageResult, Params};
use crate::pages::parts::guide;
use crate::ui::href;
use contract::{ErrorCode, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;
use topics::{TOPICS, Topic};

/// The list of topics.
///
/// # Errors
/// None; the signature is that of every page.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    let title = t!(ctx.locale, "nav-help");
    let head = Head {
        title: title.clone(),
        description: Some(t!(ctx.locale, "guide-lead")),
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || {
        let locale = ctx.locale;
        let topics = TOPICS
            .iter()
            .map(|topic| {
                view! {
                    <li>
                        <h2>
                            <a href=href(locale, &format!("/help/{}", topic.name))>{guide::say(&ctx, topic.title)}</a>
                        </h2>
                        <p>{guide::say(&ctx, topic.lead)}</p>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="page-head">
                <h1>{t!(locale, "nav-help")}</h1>
                <p class="lead">{t!(locale, "guide-lead")}</p>
            </div>
            <ul class="guide-topics">{topics}</ul>
        }
    }))
}

/// One topic.
///
/// # Errors
/// `not-found` for a topic that is none.
pub async fn topic(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let name = params.get("topic").map_or("", String::as_str);
    let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) else {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    };
    let title = guide::say(&ctx, topic.title);
    let head = Head {
        title: format!("{title} — {}", t!(ctx.locale, "nav-help")),
        description: Some(guide::say(&ctx, topic.lead)),
        crumbs: vec![(t!(ctx.locale, "nav-help"), Some("/help".into())), (title, None)],
        ..Head::default()
    };
    Ok(Page::new(head, move || view(&ctx, topic)))
}

fn view(ctx: &PageCtx, topic: &Topic) -> impl IntoView + use<> {
    let contents = (topic.sections.len() > 2).then(|| guide::contents(ctx, topic.sections));
    let errors = (topic.name == "errors").then(|| errors(ctx));
    let contact = (topic.name == "contact").then(|| {
        view! {
            <section id="us" class="guide-section prose" aria-labelledby="us-heading">
                <h2 id="us-heading">{t!(ctx.locale, "guide-contact-us")}</h2>
                {guide::contact(ctx)}
            </section>
        }
    });
    view! {
        <div class="page-head">
            <h1>{guide::say(ctx, topic.title)}</h1>
            <p class="lead">{guide::say(ctx, topic.lead)}</p>
        </div>
        {contents}
        {contact}
        {guide::sections(ctx, topic.sections)}
        {errors}
    }
}

/// Every code with its status and its sentence; a problem document's `type` leads to `#code`.
fn errors(ctx: &PageCtx) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let rows = ErrorCode::ALL
        .iter()
        .map(|code| {
            let words = texts::t_args(locale, &format!("error-{}", code.code()), &placeholder());
            view! {
                <tr id=code.code()>
                    <th scope="row">
                        <code>{code.code()}</code>
                    </th>
                    <td class="number">{code.status().to_string()}</td>
                    <td class="wide">{words}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-region items-region" role="region" tabindex="0" aria-labelledby="errors-caption">
            <table class="plain-table stacks errors-table">
                <caption id="errors-caption">{t!(locale, "guide-errors-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "guide-errors-code")}</th>
                        <th scope="col" class="number">{t!(locale, "guide-errors-status")}</th>
                        <th scope="col">{t!(locale, "guide-errors-meaning")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Where a sentence names a parameter, the list has a blank.
fn placeholder() -> texts::FluentArgs<'static> {
    let mut args = texts::FluentArgs::new();
    for name in super::error::UNTOLD.iter().copied().chain(["field"]) {
        args.set(name, "…");
    }
    args
}
