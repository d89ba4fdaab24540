//! `/admin/deliveries` 数据交付: what a body has opened to whom, and how much of it was used; an authority sees its region. `/admin/deliveries/{id}`:
//! every access.
use crate::page::{PageCtx, PageResult, Params};
use crate::pages::parts::{access, records, signed};
use crate::ui::href;
use contract::deliveries::AccessView;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const HERE: &str = "/admin/deliveries";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden` for those who neither handle cases nor supervise.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let all = ctx.ports.deliveries.desk(&ctx.caller).await?;
    let title = t!(ctx.locale, "deliveries-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title.clone(), None)]));
    head.chinese_values = !all.is_empty();
    Ok(signed::page(head, move || view(&ctx, title, all)))
}

fn view(ctx: &PageCtx, title: String, all: Vec<AccessView>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let body = if all.is_empty() {
        view! { <p>{t!(locale, "deliveries-none")}</p> }.into_any()
    } else {
        let heads = [
            "deliveries-dataset",
            "access-party",
            "access-agreement",
            "access-mode",
            "access-until",
            "access-state",
            "access-usage",
            "access-accesses",
        ];
        let heads = heads.map(|key| texts::t(locale, key)).to_vec();
        let rows = all.into_iter().map(|one| cells(ctx, one)).collect();
        records::table("deliveries-caption", t!(locale, "deliveries-caption"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "deliveries-lead")}</p>
        </div>
        {body}
    }
}

fn cells(ctx: &PageCtx, one: AccessView) -> Vec<AnyView> {
    let locale = ctx.locale;
    let count = t!(locale, "access-accesses-count", n = one.accesses, refused = one.refused);
    let log = view! {
        <a href=href(locale, &format!("{HERE}/{}", one.id))>
            {count} <span class="visually-hidden">{format!(" {}", one.title)}</span>
        </a>
    };
    vec![
        one.title.clone().into_any(),
        one.party.clone().into_any(),
        access::agreement(locale, &one.agreement).into_any(),
        one.mode.label.clone().into_any(),
        access::until(ctx, &one).into_any(),
        one.state.label.clone().into_any(),
        one.usage.as_ref().map(|usage| access::usage(locale, usage)).into_any(),
        log.into_any(),
    ]
}

/// `/admin/deliveries/{id}`
///
/// # Errors
/// A redirect to sign in; `not-found` for what other bodies opened.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let id = params.get("id").map(String::as_str).unwrap_or_default();
    let page = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let log = ctx.ports.deliveries.log(&ctx.caller, id, page).await?;
    // The user's own way to it is in their centre.
    if log.own {
        return Err(crate::page::Ending::Redirect { to: format!("/my/access/{id}/log"), permanent: false });
    }
    let title = t!(ctx.locale, "log-title");
    let above = (t!(ctx.locale, "deliveries-title"), Some(HERE));
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [above, (title, None)]));
    Ok(signed::page(head, move || access::log(&ctx, log)))
}
