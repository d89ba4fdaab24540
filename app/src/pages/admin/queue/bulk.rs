//! Acts on several cases of the queue at once: 分派, 标记已接收, 催办, 导出. Never a decision (ui 5.7).
use super::FILE;
use crate::page::{Done, Ending, FormResult, PageCtx, Params};
use crate::pages::parts::signed;
use crate::pages::refusal_words;
use crate::ui::case::QueueList;
use crate::ui::{Control, Field, Form, FormState, Hidden, href, with_query};
use contract::cases::{BulkAct, BulkEnding, QueuePage, QueueQuery};
use contract::{ErrorCode, FormData};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Names of the form.
const NUMBER: &str = "number";
const TO: &str = "to";
const ACT: &str = "act";
/// What its buttons send; the one of assignment sends nothing.
const RECEIVE: &str = "receive";
const REMIND: &str = "remind";

/// Does with the ticked cases what the button says.
///
/// # Errors
/// Those of the port; cases that could not be done are named on the page that is the answer.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let numbers = form.all(NUMBER);
    let back = if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) };
    if numbers.is_empty() {
        return Ok(Done::to(back).flash("queue-nothing", ""));
    }
    let (act, code) = match form.text(ACT).as_str() {
        RECEIVE => (BulkAct::Receive, RECEIVE),
        REMIND => (BulkAct::Remind, REMIND),
        _ => {
            let done = ctx.ports.cases.assign(&ctx.caller, &numbers, form.optional(TO).as_deref()).await?;
            return Ok(Done::to(back).flash("queue-assigned", done.to_string()));
        }
    };
    let ending = ctx.ports.cases.bulk(&ctx.caller, act, &numbers).await?;
    if ending.refused.is_empty() {
        return Ok(Done::to(back).flash(&format!("queue-{code}"), ending.done.to_string()));
    }
    Err(Ending::Shown(Box::new(ended(ctx, code, ending, back))))
}

/// What was done, and what was not and why.
fn ended(ctx: Arc<PageCtx>, code: &'static str, ending: BulkEnding, back: String) -> crate::page::Page {
    let locale = ctx.locale;
    let title = texts::t(locale, &format!("queue-{code}"));
    let crumbs = vec![(t!(locale, "queue-title"), Some("/admin".to_owned())), (title.clone(), None)];
    signed::page(signed::head(title.clone(), crumbs), move || {
        let refused = ending.refused.into_iter().map(|(number, why)| {
            // What stands in the way of an act is its state or the reader's part: said in the words of the act.
            let words = match why.code {
                ErrorCode::Forbidden => texts::t(locale, &format!("queue-{code}-refused")),
                _ => refusal_words(locale, &why),
            };
            let path = href(locale, &format!("/cases/{number}"));
            view! {
                <li>
                    <a href=path>
                        <code>{number}</code>
                    </a>
                    " " {words}
                </li>
            }
        });
        let refused = refused.collect_view();
        view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead" role="status">
                    {t!(locale, "queue-done", n = ending.done)}
                </p>
            </div>
            <h2>{t!(locale, "queue-not-done")}</h2>
            <ul>{refused}</ul>
            <p>
                <a class="button" href=href(locale, &back)>
                    {t!(locale, "queue-back")}
                </a>
            </p>
        }
        .into_any()
    })
}

/// The rows, inside the form of the acts.
pub fn rows(ctx: &PageCtx, queue: QueuePage, query: &QueueQuery, searching: bool) -> AnyView {
    let (locale, today) = (ctx.locale, ctx.today);
    let pairs = query.pairs();
    let address = with_query("", pairs.iter().map(|(name, value)| (*name, value.as_str())));
    if searching {
        return view! { <QueueList groups=queue.groups today=today query=address /> }.into_any();
    }
    let people = std::iter::once((String::new(), t!(locale, "queue-no-owner")))
        .chain(queue.owners.into_iter().map(|who| (who.value, who.label)))
        .collect();
    let state = FormState::of(ctx, [(TO, t!(locale, "queue-assign-to"))]);
    let assign = queue.may_assign.then(|| {
        view! {
            <Field
                name=TO
                label=t!(locale, "queue-assign-to")
                error=state.error(TO)
                control=Control::Select(people)
            />
            <button type="submit" class="button primary">
                {t!(locale, "queue-assign")}
            </button>
        }
    });
    let act = move |wanted: bool, code: &'static str| {
        wanted.then(|| {
            view! {
                <button type="submit" class="button" name=ACT value=code>
                    {texts::t(locale, &format!("queue-{code}"))}
                </button>
            }
        })
    };
    // The file has an address of its own: there the filters come from the form.
    let kept = pairs.into_iter().map(|(name, value)| view! { <Hidden name=name value=value /> }).collect_view();
    view! {
        <Form class="queue-form">
            {kept} <QueueList groups=queue.groups today=today query=address bulk=true />
            <div class="queue-bulk">
                <p class="field-hint">{t!(locale, "queue-assign-hint")}</p>
                {assign} {act(queue.may_receive, RECEIVE)} {act(queue.may_remind, REMIND)}
                <button type="submit" class="button" formmethod="get" formaction=href(locale, FILE)>
                    {t!(locale, "queue-file-chosen")}
                </button>
            </div>
        </Form>
    }
    .into_any()
}
