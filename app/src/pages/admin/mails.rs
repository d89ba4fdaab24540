//! `/admin/mails` 邮件投递: which mails did not arrive, and why?
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::form::ActButton;
use crate::ui::{Empty, Notice, Pagination, Tone, with_query};
use contract::FormData;
use contract::notices::{MailDesk, MailRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/mails";

/// The page.
///
/// # Errors
/// Those of the port. A page beyond the end leads to the first.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let number = number(&ctx);
    let desk = ctx.ports.notices.mail_desk(&ctx.caller, number).await?;
    if number > desk.pages {
        return Err(Ending::Redirect { to: PATH.into(), permanent: false });
    }
    let title = t!(ctx.locale, "mails-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || view(&ctx, desk)))
}

/// Sends one again.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    ctx.ports.notices.retry_mail(&ctx.caller, &form.text("id")).await?;
    Ok(Done::to(address(number(&ctx))).flash("mail-retried", ""))
}

fn number(ctx: &PageCtx) -> u64 {
    ctx.param("page").and_then(|page| page.parse().ok()).filter(|page| *page >= 1).unwrap_or(1)
}

fn address(page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    with_query(PATH, [("page", page.as_str())])
}

fn view(ctx: &PageCtx, desk: MailDesk) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let no_server = (!desk.server).then(|| {
        view! {
            <Notice tone=Tone::Warning title=Some(t!(locale, "mails-no-server"))>
                {t!(locale, "mails-no-server-text")}
            </Notice>
        }
    });
    let counts = desk
        .counts
        .into_iter()
        .map(|(state, n)| {
            view! {
                <div>
                    <dt>{state.label}</dt>
                    <dd>{texts::count(n)}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    let counts = (!counts.is_empty()).then(|| {
        view! {
            <section class="mail-counts">
                <h2>{t!(locale, "mails-counts")}</h2>
                <dl class="definitions">{counts}</dl>
            </section>
        }
    });
    let (page, pages) = (desk.page, desk.pages);
    let list = if desk.rows.is_empty() {
        view! { <Empty text=t!(locale, "mails-none") /> }.into_any()
    } else {
        let heads =
            ["mails-kind", "mails-channel", "mails-case", "mails-at", "mails-state", "mails-attempts", "mails-error"];
        let mut heads: Vec<String> = heads.map(|key| texts::t(locale, key)).into();
        heads.push(String::new());
        let rows = desk.rows.into_iter().map(|row| cells(ctx, row)).collect();
        records::table("mails", t!(locale, "mails-title"), heads, rows).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "mails-title")}</h1>
            <p class="lead">{t!(locale, "mails-lead")}</p>
        </div>
        {no_server}
        {counts}
        {list}
        <Pagination page=page pages=pages path=address />
    }
}

fn cells(ctx: &PageCtx, row: MailRow) -> Vec<AnyView> {
    let locale = ctx.locale;
    let next = row.next_at.map(|at| t!(locale, "mails-next", when = dates::instant(ctx, at)));
    let state = [Some(row.state.label), next].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let about =
        [Some(row.kind.label.clone()), row.case_number.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let retry = view! { <ActButton act="retry" id=row.id label=t!(locale, "mails-retry") about=Some(about) /> };
    vec![
        row.kind.label.into_any(),
        row.channel.label.into_any(),
        row.case_number.unwrap_or_default().into_any(),
        dates::instant(ctx, row.at).into_any(),
        state.into_any(),
        texts::count(u64::from(row.attempts)).into_any(),
        row.error.unwrap_or_default().into_any(),
        retry.into_any(),
    ]
}
