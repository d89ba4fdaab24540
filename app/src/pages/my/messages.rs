//! `/my/messages` 消息: what was I told, and what have I not read?
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::ui::form::{ActButton, Form, Hidden};
use crate::ui::{Empty, Icon, Linked, Pagination, href, with_query};
use contract::notices::{NoticePage, NoticeView};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/my/messages";

/// The page.
///
/// # Errors
/// Those of the port. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = number(&ctx);
    let found = ctx.ports.notices.list(&ctx.caller, number).await?;
    if number > found.pages {
        return Err(Ending::Redirect { to: PATH.into(), permanent: false });
    }
    let title = t!(ctx.locale, "messages-title");
    let head = signed::head(title.clone(), signed::my_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || view(&ctx, found)))
}

/// `act`: `open` (marks as read, leads to the matter), `read`, `read-all`.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    let here = address(number(&ctx));
    match form.text("act").as_str() {
        "read-all" => {
            let n = ctx.ports.notices.mark_all_read(&ctx.caller).await?;
            Ok(Done::to(PATH).flash("messages-read", n.to_string()))
        }
        act @ ("open" | "read") => {
            let link = ctx.ports.notices.mark_read(&ctx.caller, &form.text("id")).await?;
            Ok(Done::to(link.filter(|_| act == "open").unwrap_or(here)))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

fn number(ctx: &PageCtx) -> u64 {
    ctx.param("page").and_then(|page| page.parse().ok()).filter(|page| *page >= 1).unwrap_or(1)
}

fn address(page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_query(PATH, [("page", page.as_str())])
}

fn view(ctx: &PageCtx, found: NoticePage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let mark_all = (found.unread > 0).then(|| {
        view! {
            <Form class="act" action=Some(PATH.to_owned())>
                <Hidden name="act" value="read-all" />
                <button type="submit" class="button">
                    {t!(locale, "messages-mark-all")}
                </button>
            </Form>
        }
    });
    let (page, pages) = (found.page, found.pages);
    let list = if found.notices.is_empty() {
        let settings = Linked::link(t!(locale, "messages-settings"), "/my/messages/settings");
        view! { <Empty text=t!(locale, "messages-none") action=Some(settings) /> }.into_any()
    } else {
        let items = found.notices.into_iter().map(|notice| item(ctx, notice)).collect_view();
        view! { <ul class="message-list">{items}</ul> }.into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "messages-title")}</h1>
            <p class="lead">{t!(locale, "messages-lead", unread = found.unread)}</p>
        </div>
        <div class="message-acts">
            {mark_all}
            <a class="button quiet" href=href(locale, "/my/messages/settings")>
                {t!(locale, "messages-settings")}
            </a>
        </div>
        {list}
        <Pagination page=page pages=pages path=address />
    }
}

fn item(ctx: &PageCtx, notice: NoticeView) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let id = notice.id;
    let subject = notice.kind.label;
    let unread = notice.read_at.is_none();
    let mark = unread.then(|| {
        view! {
            <span class="message-mark">
                <Icon name="mail" />
                {t!(locale, "messages-unread")}
            </span>
        }
    });
    let read = notice.read_at.map(|at| {
        let words = t!(locale, "messages-read-at", when = dates::instant(ctx, at));
        view! { <span>{words}</span> }
    });
    let mut channels = vec![t!(locale, "messages-portal")];
    channels.extend(notice.channels.iter().map(|one| {
        t!(locale, "messages-channel", channel = one.channel.label.clone(), state = one.state.label.clone())
    }));
    let statutory =
        notice.statutory.then(|| view! { <span class="state-tag">{t!(locale, "messages-statutory")}</span> });
    let act = match (&notice.link, unread) {
        (Some(_), true) => Some(("open", t!(locale, "messages-open"))),
        (None, true) => Some(("read", t!(locale, "messages-mark"))),
        (_, false) => None,
    };
    let act = act.map(|(act, label)| view! { <ActButton act=act id=id label=label about=Some(subject.clone()) /> });
    let title = match notice.link {
        Some(link) => view! { <a href=href(locale, &link)>{subject}</a> }.into_any(),
        None => view! { <span>{subject}</span> }.into_any(),
    };
    let channels = t!(locale, "messages-channels", list = texts::list(locale, &channels));
    view! {
        <li class="message" class:unread=unread>
            <div class="message-head">
                {mark}
                <h2>{title}</h2>
                {statutory}
            </div>
            <p>{notice.text}</p>
            <p class="meta">
                <time datetime=texts::instant_iso(notice.at)>{dates::instant(ctx, notice.at)}</time>
                <span>{channels}</span>
                {read}
            </p>
            {act}
        </li>
    }
}
