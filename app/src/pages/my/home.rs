//! `/my`: what waits for the reader first, then the account, then where everything of theirs is.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::cases::todo;
use crate::pages::parts::{desk, signed};
use crate::ui::{Notice, Task, TaskList, TaskState, href};
use contract::accounts::AccountView;
use contract::agreements::ComingDay;
use contract::cases::MyCases;
use domain::policy::{CaseAction, authorize_desk};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// What is to be done on the account: code of the port, address.
const TO_DO: [(&str, &str); 4] = [
    ("confirm-email", "/sign-up/confirm"),
    ("second-factor", signed::ENROL),
    ("identity", "/my/account/identity"),
    ("recovery-codes", "/my/account/recovery-codes"),
];

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let account = ctx.ports.accounts.me(&ctx.caller).await?;
    // A body's cases are on its desk.
    let desk = account.capacities.iter().any(|capacity| capacity.staff && capacity.current);
    let cases = if desk { None } else { Some(ctx.ports.cases.my_cases(&ctx.caller, 1).await?) };
    let coming = if desk { Vec::new() } else { ctx.ports.agreements.coming(&ctx.caller).await? };
    let mut head = signed::head(signed::centre(&ctx), vec![(signed::centre(&ctx), None)]);
    head.chinese_values = cases.as_ref().is_some_and(|cases| !cases.rows.is_empty());
    Ok(signed::page(head, move || view(&ctx, account, cases, coming)))
}

/// What is to be done on the account, as tasks.
pub fn to_do(ctx: &PageCtx, account: &AccountView) -> Vec<Task> {
    let known = account.open.iter().filter_map(|code| TO_DO.iter().find(|(known, _)| known == code));
    known
        .map(|(code, path)| Task {
            label: texts::t(ctx.locale, &format!("my-open-{code}")),
            path: (*path).to_owned(),
            state: TaskState::NotStarted,
            note: Some(texts::t(ctx.locale, &format!("my-open-{code}-note"))),
        })
        .collect()
}

fn view(ctx: &PageCtx, account: AccountView, cases: Option<MyCases>, coming: Vec<ComingDay>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let current = account.capacities.iter().find(|capacity| capacity.current);
    let person = current.is_none_or(|capacity| capacity.key == "person");
    let acting = current.map(|capacity| capacity.label.clone()).unwrap_or_else(|| account.name.clone());
    let tasks = to_do(ctx, &account);
    let tasks = (!tasks.is_empty()).then(|| view! { <TaskList groups=vec![(t!(locale, "my-complete"), tasks)] /> });
    let cases = cases.map(|cases| todo::section(ctx, &cases));
    let staff = account.capacities.iter().any(|capacity| capacity.staff && capacity.current);
    let to_desk = staff.then(|| {
        view! {
            <Notice>
                <p>
                    {t!(locale, "my-is-desk")} " " <a href=href(locale, "/admin")>{t!(locale, "nav-desk")}</a>
                </p>
            </Notice>
        }
    });
    let own = [
        ("my-place-requests", "/my/requests"),
        ("my-place-drafts", "/my/drafts"),
        ("my-place-agreements", "/my/agreements"),
        ("my-place-access", "/my/access"),
        ("my-place-keys", "/my/keys"),
    ];
    let absent = authorize_desk(&ctx.actor, CaseAction::Delegate).is_ok();
    let places: Vec<(&str, &str)> = own
        .into_iter()
        .filter(|_| !staff)
        .chain([("my-place-messages", "/my/messages")])
        .chain((!person && !staff).then_some(("my-place-organisation", "/my/organisation")))
        .chain([("my-place-account", "/my/account")])
        .chain(absent.then_some(("my-place-absence", "/my/absence")))
        .chain(desk::places(ctx))
        .collect();
    let places = places
        .into_iter()
        .map(|(key, path)| {
            let note = match key.split_once("-place-") {
                Some(("desk", place)) => format!("desk-place-{place}-note"),
                Some((_, place)) => format!("my-place-{place}-note"),
                None => key.to_owned(),
            };
            view! {
                <li class="choice-card">
                    <h3>
                        <a href=href(locale, path)>{texts::t(locale, key)}</a>
                    </h3>
                    <p>{texts::t(locale, &note)}</p>
                </li>
            }
        })
        .collect_view();
    let who = if person {
        t!(locale, "my-acting-self", name = account.name)
    } else {
        t!(locale, "my-acting", name = account.name, acting = acting)
    };
    let switch = (account.capacities.len() > 1).then(|| {
        view! {
            " "
            <a href=href(locale, "/my/act-as")>{t!(locale, "act-as-title")}</a>
        }
    });
    view! {
        <div class="page-head">
            <h1>{signed::centre(ctx)}</h1>
            <p class="lead">{who} {switch}</p>
        </div>
        {to_desk}
        {cases}
        {super::coming::section(ctx, coming)}
        {tasks}
        <section class="section">
            <h2>{t!(locale, "my-places")}</h2>
            <ul class="choice-cards">{places}</ul>
        </section>
    }
}
