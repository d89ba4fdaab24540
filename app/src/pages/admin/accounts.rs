//! `/admin/accounts` 账号: who may come in, found by e-mail address or id; `/admin/accounts/{id}`: what an account may do, suspended or
//! restored. For system administrators; names and addresses are masked.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::admin::people::REASON;
use crate::pages::parts::{dates, records, signed};
use crate::ui::{
    Buttons, Control, Empty, ErrorSummary, Field, Form, FormState, Hidden, Notice, Pagination, SummaryList, SummaryRow,
    Tone, href, with_query,
};
use contract::directory::{AccountPage, AccountQuery, AccountRow, ManagedAccount};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const ACCOUNTS: &str = "/admin/accounts";

fn asked(ctx: &PageCtx) -> AccountQuery {
    let page = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    AccountQuery { state: ctx.param("state"), page }
}

/// The list, and the form that finds one.
///
/// # Errors
/// A redirect to sign in; those of the port.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let query = asked(&ctx);
    let accounts = ctx.ports.directory.accounts(&ctx.caller, &query).await?;
    let title = t!(ctx.locale, "directory-accounts-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || view(&ctx, query, accounts)))
}

fn cells(ctx: &PageCtx, row: AccountRow) -> Vec<AnyView> {
    let path = href(ctx.locale, &format!("{ACCOUNTS}/{}", row.id));
    let offices: Vec<&str> = row.offices.iter().map(String::as_str).collect();
    vec![
        view! { <a href=path>{row.name_masked}</a> }.into_any(),
        row.email_masked.into_any(),
        row.state.label.into_any(),
        texts::list(ctx.locale, &offices).into_any(),
        dates::instant(ctx, row.created).into_any(),
    ]
}

fn view(ctx: &PageCtx, query: AccountQuery, accounts: AccountPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let state = FormState::of(ctx, [("q", t!(locale, "directory-find"))]);
    let chosen = query.state.clone().unwrap_or_default();
    let states = std::iter::once((String::new(), t!(locale, "directory-any-state")))
        .chain(accounts.states.into_iter().map(|state| (state.value, state.label)))
        .collect();
    let pages = accounts.total.div_ceil(u64::from(accounts.per_page.max(1)));
    let (number, kept) = (u64::from(accounts.page), chosen.clone());
    let address = move |n: u64| with_query(ACCOUNTS, [("state", kept.as_str()), ("page", n.to_string().as_str())]);
    let list = if accounts.rows.is_empty() {
        view! { <Empty text=t!(locale, "directory-accounts-none") /> }.into_any()
    } else {
        let heads = ["account-name", "account-email", "account-state", "directory-offices", "directory-since"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = accounts.rows.into_iter().map(|row| cells(ctx, row)).collect();
        let caption = t!(locale, "directory-accounts-count", n = accounts.total);
        records::table("accounts-caption", caption, heads, rows).into_any()
    };
    view! {
        <ErrorSummary errors=state.errors() />
        <div class="page-head">
            <h1>{t!(locale, "directory-accounts-title")}</h1>
            <p class="lead">{t!(locale, "directory-accounts-lead")}</p>
        </div>
        <Form action=Some(ACCOUNTS.to_owned())>
            <Field
                name="q"
                label=state.label("q")
                value=state.value("q")
                error=state.error("q")
                hint=t!(locale, "directory-find-hint")
                control=Control::code(40)
            />
            <Buttons label=t!(locale, "directory-find-submit") />
        </Form>
        <form method="get" action=href(locale, ACCOUNTS) class="queue-filters">
            <Field name="state" label=t!(locale, "account-state") value=chosen control=Control::Select(states) />
            <button type="submit" class="button">
                {t!(locale, "filters-apply")}
            </button>
        </form>
        {list}
        <Pagination page=number pages=pages path=address />
    }
}

/// Finds one: the address typed stands in no address of a page.
///
/// # Errors
/// As [`contract::directory::Directory::find_account`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = signed::in_form(ctx.ports.directory.find_account(&ctx.caller, &form.text("q")).await)?;
    Ok(Done::to(format!("{ACCOUNTS}/{id}")))
}

fn id(params: &Params) -> &str {
    params.get("id").map(String::as_str).unwrap_or_default()
}

/// One account.
///
/// # Errors
/// Those of the port.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let account = ctx.ports.directory.account(&ctx.caller, id(&params)).await?;
    let name = account.row.name_masked.clone();
    let crumbs = [(t!(ctx.locale, "directory-accounts-title"), Some(ACCOUNTS)), (name.clone(), None)];
    let head = signed::head(name, signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || one_view(&ctx, account)))
}

fn memberships(ctx: &PageCtx, account: &ManagedAccount) -> AnyView {
    let locale = ctx.locale;
    if account.memberships.is_empty() {
        return view! { <p>{t!(locale, "directory-memberships-none")}</p> }.into_any();
    }
    let heads = ["directory-place", "roles", "directory-since"].map(|key| texts::t(locale, key)).into();
    let rows = account
        .memberships
        .iter()
        .map(|one| {
            let roles: Vec<&str> = one.roles.iter().map(|role| role.label.as_str()).collect();
            let place = match &one.body {
                Some(code) => {
                    let path = href(locale, &format!("/admin/bodies/{code}"));
                    view! { <a href=path>{one.name.clone()}</a> }.into_any()
                }
                None => one.name.clone().into_any(),
            };
            vec![place, texts::list(locale, &roles).into_any(), dates::instant(ctx, one.since).into_any()]
        })
        .collect();
    records::table("memberships-caption", t!(locale, "directory-memberships"), heads, rows).into_any()
}

fn one_view(ctx: &PageCtx, account: ManagedAccount) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let yes = |holds: bool| if holds { t!(locale, "directory-yes") } else { t!(locale, "directory-no") };
    let last = account.sessions.iter().map(|session| session.last_seen).max();
    let last = last.map_or_else(|| t!(locale, "directory-no-session"), |at| dates::instant(ctx, at));
    let mut rows = vec![
        SummaryRow::text(t!(locale, "directory-id"), account.row.id.clone()),
        SummaryRow::text(t!(locale, "account-email"), account.row.email_masked.clone()),
        SummaryRow::text(t!(locale, "directory-email-confirmed"), yes(account.email_confirmed)),
        SummaryRow::text(t!(locale, "account-state"), account.row.state.label.clone()),
        SummaryRow::text(t!(locale, "identity-verification"), account.verification.label.clone()),
        SummaryRow::text(t!(locale, "second-factor"), yes(account.second_factor)),
        SummaryRow::text(t!(locale, "directory-since"), dates::instant(ctx, account.row.created)),
        SummaryRow::text(t!(locale, "directory-sessions"), account.sessions.len().to_string()),
        SummaryRow::text(t!(locale, "session-seen"), last),
    ];
    if let Some(suspended) = &account.suspended {
        rows.push(SummaryRow::text(t!(locale, "directory-suspended"), dates::instant(ctx, suspended.since)));
        rows.push(SummaryRow::text(t!(locale, "directory-suspended-reason"), suspended.reason.clone()));
    }
    let memberships = memberships(ctx, &account);
    let state = FormState::of(ctx, [("reason", t!(locale, "reason"))]);
    let errors = state.errors();
    let act = act(ctx, state, &account);
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{account.row.name_masked}</h1>
            <p class="lead">{t!(locale, "directory-masked")}</p>
        </div>
        <SummaryList rows=rows />
        <section class="section">
            <h2>{t!(locale, "directory-memberships")}</h2>
            {memberships}
        </section>
        {act}
    }
}

/// Suspend, or restore; nothing for one's own account and for closed ones.
fn act(ctx: &PageCtx, state: FormState, account: &ManagedAccount) -> AnyView {
    let locale = ctx.locale;
    let code = account.row.state.value.as_str();
    if account.own {
        return view! { <Notice><p>{t!(locale, "directory-own")}</p></Notice> }.into_any();
    }
    if code == "closed" {
        return ().into_any();
    }
    let restore = code == "suspended";
    let (act, title, submit) = if restore {
        ("restore", t!(locale, "directory-restore"), t!(locale, "directory-restore-submit"))
    } else {
        ("suspend", t!(locale, "directory-suspend"), t!(locale, "directory-suspend-submit"))
    };
    let keys: &[&str] = if restore {
        &["directory-restore-in", "directory-told"]
    } else {
        &["directory-suspend-sessions", "directory-suspend-roles", "directory-told"]
    };
    let points = keys.iter().map(|key| view! { <li>{texts::t(locale, key)}</li> }).collect_view();
    let only: Vec<&str> = account.only_admin_of.iter().map(String::as_str).collect();
    let alone = (!restore && !only.is_empty()).then(|| {
        let words = t!(locale, "directory-only-admin", names = texts::list(locale, &only));
        view! {
            <Notice tone=Tone::Warning>
                <p>{words}</p>
            </Notice>
        }
    });
    view! {
        <section class="section">
            <h2>{title}</h2>
            <ul class="guide-list">{points}</ul>
            {alone}
            <Form>
                <Hidden name="act" value=act />
                <Field
                    name="reason"
                    label=state.label("reason")
                    value=state.value("reason")
                    error=state.error("reason")
                    hint=t!(locale, "reason-hint")
                    control=Control::area(3, REASON)
                />
                <Buttons label=submit danger=!restore cancel=ACCOUNTS />
            </Form>
        </section>
    }
    .into_any()
}

/// Suspends or restores.
///
/// # Errors
/// As [`contract::directory::Directory::suspend_account`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let (directory, id, reason) = (&ctx.ports.directory, id(&params), form.text("reason"));
    let back = Done::to(format!("{ACCOUNTS}/{id}"));
    match form.text("act").as_str() {
        "suspend" => {
            let done = signed::in_form(directory.suspend_account(&ctx.caller, id, &reason).await)?;
            Ok(back.flash("account-suspended", done.sessions.to_string()))
        }
        "restore" => {
            signed::in_form(directory.restore_account(&ctx.caller, id, &reason).await)?;
            Ok(back.flash("account-restored", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
