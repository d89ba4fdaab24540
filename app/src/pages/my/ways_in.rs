//! `/my/account/ways-in` 登录方式: the password and the identities at providers that sign in to this account; linking one, taking one off.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::{ActButton, Notice, href};
use contract::accounts::{LinkedRow, OfferView, WaysView};
use contract::{Coded, ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// The page.
///
/// # Errors
/// A redirect to sign in.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let ways = ctx.ports.accounts.ways_in(&ctx.caller).await?;
    // An old cookie offers nothing; that is no fault.
    let offer = match &ctx.offer {
        Some(offer) => ctx.ports.accounts.offer(&ctx.caller, offer).await.ok(),
        None => None,
    };
    let title = t!(ctx.locale, "ways-in-title");
    let account = (t!(ctx.locale, "account-title"), Some("/my/account"));
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [account, (title.clone(), None)]));
    Ok(signed::page(head, move || view(&ctx, title, ways, offer)))
}

fn view(ctx: &PageCtx, title: String, ways: WaysView, offer: Option<OfferView>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let password = if ways.password_set {
        view! { <a href=href(locale, "/my/account/password")>{t!(locale, "password-title")}</a> }.into_any()
    } else {
        view! {
            {t!(locale, "ways-in-no-password")}
            " "
            <a href=href(locale, "/sign-in/recover")>{t!(locale, "ways-in-set-password")}</a>
        }
        .into_any()
    };
    let linked = if ways.linked.is_empty() {
        view! { <p>{t!(locale, "ways-in-none")}</p> }.into_any()
    } else {
        linked(ctx, ways.linked).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "ways-in-lead")}</p>
        </div>
        {offer.map(|offer| waiting(ctx, &offer))}
        <section class="section">
            <h2>{t!(locale, "ways-in-linked")}</h2>
            {linked}
        </section>
        {others(ctx, ways.others)}
        <section class="section">
            <h2>{t!(locale, "account-password")}</h2>
            <p>{password}</p>
        </section>
    }
}

/// The identity the reader just came back with.
fn waiting(ctx: &PageCtx, offer: &OfferView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let provider = offer.provider.label.clone();
    let title = t!(locale, "ways-in-waiting", provider = provider.as_str(), shown = offer.shown.as_str());
    view! {
        <Notice title=title>
            <p>{t!(locale, "ways-in-waiting-note")}</p>
            <ActButton act="link" label=t!(locale, "ways-in-link-now") about=provider />
        </Notice>
    }
}

fn linked(ctx: &PageCtx, rows: Vec<LinkedRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let heads = ["ways-in-provider", "ways-in-identity", "ways-in-since", "ways-in-used", "acts"];
    let heads = heads.map(|key| texts::t(locale, key)).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let act = if row.last_way_in {
                t!(locale, "ways-in-last").into_any()
            } else {
                let about = row.provider.label.clone();
                view! { <ActButton act="unlink" id=row.id label=t!(locale, "ways-in-unlink") about=about /> }.into_any()
            };
            let used = row.used.map_or_else(|| t!(locale, "never"), |used| dates::instant(ctx, used));
            vec![
                row.provider.label.into_any(),
                row.shown.into_any(),
                dates::instant(ctx, row.linked).into_any(),
                used.into_any(),
                act,
            ]
        })
        .collect();
    records::table("ways-in-caption", t!(locale, "ways-in-caption"), heads, rows)
}

fn others(ctx: &PageCtx, others: Vec<Coded>) -> Option<impl IntoView + use<>> {
    let locale = ctx.locale;
    (!others.is_empty()).then(|| {
        let items = others
            .into_iter()
            .map(|one| {
                let address = href(locale, &format!("/sign-in/with/{}", one.value));
                let label = t!(locale, "ways-in-link", provider = one.label.as_str());
                view! { <li><a href=address rel="nofollow">{label}</a></li> }
            })
            .collect_view();
        view! {
            <section class="section">
                <h2>{t!(locale, "ways-in-more")}</h2>
                <ul class="guide-list">{items}</ul>
            </section>
        }
    })
}

/// Links the identity of the cookie, or takes one off.
///
/// # Errors
/// As [`contract::accounts::Accounts::link`] and [`contract::accounts::Accounts::unlink`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let accounts = &ctx.ports.accounts;
    match form.text("act").as_str() {
        "link" => {
            let offer = ctx.offer.as_deref().ok_or_else(|| Refusal::new(ErrorCode::SignInStale))?;
            let entered = accounts.link(&ctx.caller, offer).await?;
            Ok(Done::to(signed::WAYS_IN).flash("way-in-linked", "").session(signed::session(&entered)).offer_taken())
        }
        "unlink" => {
            accounts.unlink(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(signed::WAYS_IN).flash("way-in-unlinked", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
