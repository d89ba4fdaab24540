//! `/my/act-as` 切换单位: as whom this session acts. Exactly one; what it may do changes with it.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{Buttons, Choice, FormPage, FormState, Radios, href};
use contract::FormData;
use contract::accounts::Capacity;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let account = ctx.ports.accounts.me(&ctx.caller).await?;
    let title = t!(ctx.locale, "act-as-title");
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, account.capacities)))
}

fn view(ctx: &PageCtx, title: String, capacities: Vec<Capacity>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let current = capacities.iter().find(|capacity| capacity.current).map(|c| c.key.clone()).unwrap_or_default();
    let state = FormState::of(ctx, [("key", t!(locale, "act-as-question"))]).known("key", current);
    let choices: Vec<Choice> = capacities
        .into_iter()
        .map(|capacity| {
            let roles: Vec<&str> = capacity.roles.iter().map(|role| role.label.as_str()).collect();
            let choice = Choice::new(capacity.key, capacity.label);
            if roles.is_empty() { choice } else { choice.hint(texts::list(locale, &roles)) }
        })
        .collect();
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "act-as-lead")>
            <Radios name="key" label=state.label("key") value=state.value("key") error=state.error("key") choices=choices />
            <Buttons label=t!(locale, "act-as-submit") cancel="/my" />
        </FormPage>
        <p class="form-ways">
            <a href=href(locale, "/my/account/organisation")>{t!(locale, "organisation-add-title")}</a>
        </p>
    }
}

/// The session goes on as somebody else, under a new token.
///
/// # Errors
/// As [`contract::accounts::Accounts::act_as`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let entered = signed::in_form(ctx.ports.accounts.act_as(&ctx.caller, &form.text("key")).await)?;
    let session = signed::session(&entered);
    if entered.must_enrol {
        return Ok(Done::to(signed::ENROL).flash("enrol-first", "").session(session));
    }
    Ok(Done::to(entered.to).flash("acting", "").session(session))
}
