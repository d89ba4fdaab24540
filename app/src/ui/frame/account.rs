//! The reader's own place in the header: the way in for those signed out; name, messages, centre, capacity and the way out for the others.
use std::sync::Arc;

use leptos::prelude::*;
use texts::t;

use crate::page::{PageCtx, Viewer};
use crate::pages::parts::signed;
use crate::ui::context::href;
use crate::ui::form::Form;
use crate::ui::icon::Icon;

/// Items of the list in the site menu.
#[component]
pub(super) fn Account(ctx: Arc<PageCtx>) -> impl IntoView {
    let locale = ctx.locale;
    match ctx.viewer.clone() {
        Some(viewer) => view! { <SignedIn ctx=ctx viewer=viewer /> }.into_any(),
        None => {
            // Back to this page, unless the page is about coming in.
            let entering = ctx.path.starts_with("/sign-") || ctx.path == "/";
            let to = if entering { signed::SIGN_IN.to_owned() } else { signed::sign_in_path(&ctx) };
            let current = (ctx.path == signed::SIGN_IN).then_some("page");
            let joining = (ctx.path == "/sign-up").then_some("page");
            view! {
                <li class="account-first">
                    <a href=href(locale, &to) rel="nofollow" aria-current=current>
                        {t!(locale, "sign-in-title")}
                    </a>
                </li>
                <li>
                    <a href=href(locale, "/sign-up") aria-current=joining>
                        {t!(locale, "sign-up-title")}
                    </a>
                </li>
            }
            .into_any()
        }
    }
}

#[component]
fn SignedIn(ctx: Arc<PageCtx>, viewer: Arc<Viewer>) -> impl IntoView {
    let locale = ctx.locale;
    let messages = t!(locale, "nav-messages", n = viewer.unread);
    let current = |path: &str| (ctx.path == path).then_some("page");
    let (place, key) = if viewer.staff { ("/admin", "nav-desk") } else { ("/my", "nav-my") };
    let links = [(key, place)]
        .into_iter()
        .chain(viewer.staff.then_some(("nav-my", "/my")))
        .chain([("account-title", "/my/account"), ("act-as-title", "/my/act-as")]);
    let links = links
        .map(|(key, path)| {
            view! {
                <li>
                    <a href=href(locale, path) aria-current=current(path)>
                        {texts::t(locale, key)}
                    </a>
                </li>
            }
        })
        .collect_view();
    let acting = (viewer.acting != viewer.name && !viewer.acting.is_empty())
        .then(|| view! { <span class="account-acting">" · " {viewer.acting.clone()}</span> });
    let unread = if viewer.unread > 0 { "account-messages unread" } else { "account-messages" };
    view! {
        <li class="account-first">
            <a class=unread href=href(locale, "/my/messages") aria-current=current("/my/messages")>
                {messages}
            </a>
        </li>
        <li class="account">
            <details class="account-menu">
                <summary>
                    <Icon name="user" />
                    <span class="account-name">{viewer.name.clone()} {acting}</span>
                </summary>
                <ul class="panel">
                    {links} <li>
                        <Form class="act" action="/sign-out".to_owned()>
                            <button type="submit" class="account-out">
                                {t!(locale, "sign-out")}
                            </button>
                        </Form>
                    </li>
                </ul>
            </details>
        </li>
    }
    .into_any()
}
