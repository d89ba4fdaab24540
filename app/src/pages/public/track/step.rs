//! `/track/do/{command}`: the reporter without account answers, objects, accepts or withdraws. The page of the command is that of `/cases`.
use super::{Said, bearer, form as ask};
use crate::page::{Cache, Ending, FormResult, Head, Page, PageCtx, PageResult, Params};
use crate::pages::cases::command;
use crate::ui::{Definition, DefinitionList};
use contract::FormData;
use contract::cases::forms::command as names;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Status of a form that came too late.
const OVER: u16 = 401;

fn code(params: &Params) -> String {
    params.get("command").cloned().unwrap_or_default()
}

/// The page of a command; without a pass the way leads to the form.
///
/// # Errors
/// The redirect; `forbidden` when the command is not allowed now.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let found = match ctx.pass.clone() {
        Some(pass) => bearer(&ctx, &pass).await?,
        None => None,
    };
    match found {
        Some(place) => command::shown(ctx, place, &code(&params), None).await,
        None => Err(Ending::Redirect { to: "/track".into(), permanent: false }),
    }
}

/// Does it.
///
/// # Errors
/// Every fault of the form. Where the hour is over, what was typed is shown to be copied.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    let found = match ctx.pass.clone() {
        Some(pass) => bearer(&ctx, &pass).await?,
        None => None,
    };
    match found {
        Some(place) => command::taken(ctx, place, &code(&params), form).await,
        None => Err(over(ctx, &form)),
    }
}

/// The hour is over: number and code are asked for again, and nothing typed is lost.
pub(super) fn over(ctx: Arc<PageCtx>, form: &FormData) -> Ending {
    let title = t!(ctx.locale, "track-title");
    let head = Head {
        title: title.clone(),
        noindex: true,
        no_search_box: true,
        crumbs: vec![(title, None)],
        ..Head::default()
    };
    let hidden = [names::VERSION, super::ACT, "preview"];
    let typed = form.fields.iter().filter(|(name, value)| !hidden.contains(&name.as_str()) && !value.trim().is_empty());
    let typed: Vec<String> = typed.map(|(_, value)| value.clone()).collect();
    let page = Page::new(head, move || {
        let label = t!(ctx.locale, "track-typed");
        let rows: Vec<_> = typed
            .into_iter()
            .map(|text| Definition::new(label.clone(), view! { <span class="pre-line">{text}</span> }))
            .collect();
        let kept = (!rows.is_empty()).then(|| view! { <DefinitionList rows=rows /> }.into_any());
        ask(&ctx, Said::Over, kept)
    });
    Ending::Shown(Box::new(page.status(OVER).cache(Cache::NoStore)))
}
