//! `/my`: what waits for the reader first, then where everything of theirs is. Nothing to do: three next steps.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Notice, Task, TaskList, TaskState, href};
use contract::accounts::AccountView;
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
    let head = signed::head(signed::centre(&ctx), vec![(signed::centre(&ctx), None)]);
    Ok(signed::page(head, move || view(&ctx, account)))
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

fn view(ctx: &PageCtx, account: AccountView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let current = account.capacities.iter().find(|capacity| capacity.current);
    let person = current.is_none_or(|capacity| capacity.key == "person");
    let acting = current.map(|capacity| capacity.label.clone()).unwrap_or_else(|| account.name.clone());
    let tasks = to_do(ctx, &account);
    let to_do = if tasks.is_empty() {
        view! {
            <h2>{t!(locale, "my-to-do")}</h2>
            <p>{t!(locale, "my-nothing")}</p>
        }
        .into_any()
    } else {
        view! { <TaskList groups=vec![(t!(locale, "my-to-do"), tasks)] /> }.into_any()
    };
    let staff = account.capacities.iter().any(|capacity| capacity.staff && capacity.current);
    let desk = staff.then(|| {
        view! {
            <Notice>
                <p>
                    {t!(locale, "my-is-desk")} " " <a href=href(locale, "/admin")>{t!(locale, "nav-desk")}</a>
                </p>
            </Notice>
        }
    });
    let places: Vec<(&str, &str)> = [("my-place-requests", "/my/requests"), ("my-place-messages", "/my/messages")]
        .into_iter()
        .chain((!person && !staff).then_some(("my-place-organisation", "/my/organisation")))
        .chain([("my-place-account", "/my/account")])
        .collect();
    let places = places
        .into_iter()
        .map(|(key, path)| {
            view! {
                <li class="choice-card">
                    <h3>
                        <a href=href(locale, path)>{texts::t(locale, key)}</a>
                    </h3>
                    <p>{texts::t(locale, &format!("{key}-note"))}</p>
                </li>
            }
        })
        .collect_view();
    let next = [("my-next-find", "/data"), ("my-next-complain", "/complaints/new"), ("my-next-help", "/help")]
        .map(|(key, path)| view! { <li><a href=href(locale, path)>{texts::t(locale, key)}</a></li> })
        .collect_view();
    let switch = (account.capacities.len() > 1).then(|| {
        view! {
            " "
            <a href=href(locale, "/my/act-as")>{t!(locale, "act-as-title")}</a>
        }
    });
    view! {
        <div class="page-head">
            <h1>{signed::centre(ctx)}</h1>
            <p class="lead">{t!(locale, "my-acting", name = account.name, acting = acting)} {switch}</p>
        </div>
        {desk}
        <section>{to_do}</section>
        <section class="section">
            <h2>{t!(locale, "my-places")}</h2>
            <ul class="choice-cards">{places}</ul>
        </section>
        <section class="section">
            <h2>{t!(locale, "my-next")}</h2>
            <ul class="guide-list">{next}</ul>
        </section>
    }
}
