//! 需求清单 (C2): the lines of the basket, which authorities and publishers they go to, and `/apply/{id}/lines/add`: the search for more.
use super::{head, line, load, path, section_path, section_title};
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::signed;
use crate::ui::{ActButton, ButtonLink, Empty, Form, Hidden, Linked, Notice, TaskState, href};
use contract::applications::{DraftView, GroupView, LineView, forms};
use contract::datasets::{DatasetCard, SearchQuery};
use contract::{ErrorCode, FormData, PortError, Refusal};
use domain::access::application::{Progress, Section};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Where lines are added.
pub fn add_path(id: &str) -> String {
    format!("/apply/{id}/lines/add")
}

/// The word for how far something is.
pub fn state_words(ctx: &PageCtx, state: Progress) -> AnyView {
    let (key, class) = match state {
        Progress::NotStarted => ("task-not-started", "task-state"),
        Progress::InProgress => ("task-in-progress", "task-state"),
        Progress::Completed => ("task-completed", "task-state done"),
        Progress::Problem => ("task-problem", "task-state problem"),
    };
    view! { <span class=class>{texts::t(ctx.locale, key)}</span> }.into_any()
}

/// The same for the task list.
pub const fn task_state(state: Progress) -> TaskState {
    match state {
        Progress::NotStarted => TaskState::NotStarted,
        Progress::InProgress => TaskState::InProgress,
        Progress::Completed => TaskState::Completed,
        Progress::Problem => TaskState::Problem,
    }
}

/// The page of the section.
pub fn list(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    let cards = draft.lines.iter().map(|line| card(ctx, draft, line)).collect_view();
    let none = draft.lines.is_empty().then(|| view! { <Empty text=t!(locale, "apply-lines-none") action=None /> });
    let first = draft.lines.is_empty();
    let add = if first { t!(locale, "apply-line-first") } else { t!(locale, "apply-line-more") };
    view! {
        <div class="page-head form-head">
            <h1>{section_title(ctx, Section::Lines)}</h1>
            <p class="lead">{t!(locale, "apply-section-lines-lead")}</p>
        </div>
        {none}
        <div class="apply-lines">{cards}</div>
        <div class="buttons">
            <ButtonLink path=add_path(&draft.id) primary=first>{add}</ButtonLink>
        </div>
        {whom(ctx, draft)}
        <div class="buttons form-buttons">
            <a class="button primary" href=href(locale, &section_path(&draft.id, Section::Service))>
                {t!(locale, "apply-continue")}
            </a>
            <a class="button quiet" href=href(locale, &path(&draft.id))>
                {t!(locale, "apply-back-to-list")}
            </a>
        </div>
    }
    .into_any()
}

fn card(ctx: &PageCtx, draft: &DraftView, line: &LineView) -> AnyView {
    let locale = ctx.locale;
    let typed = draft.form.lines.get(line.at);
    let name = match &line.dataset {
        Some(dataset) => dataset.title.clone(),
        None => t!(locale, "apply-line-gone", code = typed.map(|one| one.dataset.clone()).unwrap_or_default()),
    };
    let facts = line.dataset.as_ref().zip(typed).map(|(dataset, typed)| {
        let items = t!(locale, "apply-items-chosen", n = typed.items.len(), all = dataset.items.len());
        let mode = typed.mode().map(|mode| texts::t(locale, &format!("apply-mode-{}", mode.code())));
        let facts: Vec<_> = [Some(dataset.publisher.name.clone()), Some(items), mode].into_iter().flatten().collect();
        view! { <p class="meta">{facts.join(" · ")}</p> }
    });
    let edit = line.dataset.as_ref().map(|_| {
        view! {
            <a class="button small" href=href(locale, &line::path(&draft.id, line.at))>
                {t!(locale, "apply-line-edit")} <span class="visually-hidden">{format!(" {name}")}</span>
            </a>
        }
    });
    let (at, stamp, hidden) = (line.at.to_string(), line.stamp.clone(), format!(" {name}"));
    view! {
        <section class="card apply-line">
            <h2 lang="zh-CN">{format!("{}. {name}", line.at + 1)}</h2>
            {facts}
            <p>{state_words(ctx, line.state)}</p>
            <div class="buttons">
                {edit}
                <Form class="act">
                    <Hidden name="act" value="remove" />
                    <Hidden name="id" value=at />
                    <Hidden name=forms::STAMP value=stamp />
                    <button type="submit" class="button small">
                        {t!(locale, "apply-line-remove")} <span class="visually-hidden">{hidden}</span>
                    </button>
                </Form>
            </div>
        </section>
    }
    .into_any()
}

/// 涉及 2 个开放主体：… 将分别审核，协议由主管部门签订; several authorities: so many applications.
pub fn whom(ctx: &PageCtx, draft: &DraftView) -> AnyView {
    let locale = ctx.locale;
    if draft.groups.is_empty() {
        return ().into_any();
    }
    let names = |group: &GroupView| -> Vec<String> { group.publishers.iter().map(|body| body.name.clone()).collect() };
    let each = draft
        .groups
        .iter()
        .map(|group| {
            let publishers = names(group);
            let list = texts::list(locale, &publishers);
            let words = match (publishers.len(), draft.authority_signs) {
                (1, _) => t!(locale, "apply-whom-one", bodies = list),
                (n, true) => t!(locale, "apply-whom-authority", n = n, bodies = list),
                (n, false) => t!(locale, "apply-whom-each", n = n, bodies = list),
            };
            let to = t!(locale, "apply-whom-to", authority = group.authority.name.clone());
            format!("{to} {words}")
        })
        .collect::<Vec<_>>();
    let each = match each.as_slice() {
        [one] => view! { <p>{one.clone()}</p> }.into_any(),
        _ => view! { <ul>{each.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul> }.into_any(),
    };
    let several =
        (draft.groups.len() > 1).then(|| view! { <p>{t!(locale, "apply-whom-several", n = draft.groups.len())}</p> });
    view! {
        <Notice>
            {several} {each}
        </Notice>
    }
    .into_any()
}

/// Takes a line away.
///
/// # Errors
/// `conflict` when another line stands there by now.
pub async fn submit(ctx: &PageCtx, id: &str, sent: &FormData) -> FormResult {
    if sent.text("act") != "remove" {
        return Err(Refusal::new(ErrorCode::BadValue).field("act").into());
    }
    let at = sent.text("id").parse().map_err(|_| Refusal::new(ErrorCode::NotFound))?;
    ctx.ports.applications.remove_line(&ctx.caller, id, at, &sent.text(forms::STAMP)).await?;
    Ok(Done::to(section_path(id, Section::Lines)).flash("apply-line-removed", ""))
}

/// The search: restricted datasets alone.
///
/// # Errors
/// A redirect to sign in; those of the ports.
pub async fn add(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let draft = load(&ctx, &params).await?;
    let q = ctx.param("q").unwrap_or_default();
    let number = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let query = restricted(&q, number);
    let found = ctx.ports.datasets.search(&ctx.actor, ctx.locale, &query).await?;
    let title = t!(ctx.locale, "apply-add-title");
    let mut head = head(&ctx, &draft, &title);
    head.chinese_values = true;
    Ok(signed::page(head, move || searched(&ctx, &draft, &q, found)))
}

/// The search of the catalogue, 受限开放 only.
fn restricted(q: &str, page: u32) -> SearchQuery {
    let pairs = [("q", q), ("access_rights", "RESTRICTED"), ("page", &page.max(1).to_string())]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    SearchQuery::parse(&pairs, contract::query::Strictness::Lenient).unwrap_or_default()
}

fn searched(ctx: &PageCtx, draft: &DraftView, q: &str, found: contract::datasets::SearchPage) -> AnyView {
    let locale = ctx.locale;
    let refused = ctx.submission.as_ref().and_then(|sent| sent.errors.first()).map(|fault| {
        let words = crate::pages::refusal_words(locale, fault);
        view! {
            <Notice tone=crate::ui::Tone::Danger>
                <p>{words}</p>
            </Notice>
        }
    });
    let total = found.total;
    let rows = found.items.into_iter().map(|card| offer(ctx, draft, card)).collect_view();
    let here = add_path(&draft.id);
    let (words, address) = (q.to_owned(), here.clone());
    let pages = total.div_ceil(u64::from(found.per_page.max(1)));
    let to = move |n: u64| crate::ui::with_query(&address, [("q", words.as_str()), ("page", n.to_string().as_str())]);
    let none = (total == 0).then(|| {
        let all = (!q.is_empty()).then(|| Linked::link(t!(locale, "apply-add-all"), here.clone()));
        view! { <Empty text=t!(locale, "apply-add-none") action=all /> }
    });
    view! {
        {refused}
        <div class="page-head form-head">
            <h1>{t!(locale, "apply-add-title")}</h1>
            <p class="lead">{t!(locale, "apply-add-lead")}</p>
        </div>
        <form method="get" action=href(locale, &here) class="search-form" role="search" aria-label=t!(locale, "apply-add-search")>
            <label for="add-q" class="search-label">
                {t!(locale, "apply-add-search")}
            </label>
            <div class="search-row">
                <input type="search" id="add-q" name="q" value=q.to_owned() maxlength="200" autocomplete="off" />
                <button type="submit" class="button primary">
                    {t!(locale, "search-button")}
                </button>
            </div>
        </form>
        <p class="meta" role="status">
            {t!(locale, "apply-add-found", n = total)}
        </p>
        {none}
        <ul class="apply-found">{rows}</ul>
        <crate::ui::Pagination page=u64::from(found.page) pages=pages path=to />
        <p>
            <a href=href(locale, &section_path(&draft.id, Section::Lines))>{t!(locale, "apply-back-to-lines")}</a>
        </p>
    }
    .into_any()
}

fn offer(ctx: &PageCtx, draft: &DraftView, card: DatasetCard) -> AnyView {
    let locale = ctx.locale;
    let inside = draft.form.lines.iter().any(|line| line.dataset == card.id);
    let note = inside.then(|| view! { <p class="meta">{t!(locale, "apply-add-inside")}</p> });
    let label = if inside { t!(locale, "apply-add-again") } else { t!(locale, "apply-add") };
    view! {
        <li>
            <h2 lang="zh-CN">
                <a href=href(locale, &format!("/data/{}", card.id))>{card.title.clone()}</a>
            </h2>
            <p class="meta" lang="zh-CN">
                {card.publisher.name}
            </p>
            <p lang="zh-CN">{card.summary.text}</p>
            {note}
            <ActButton act="add" id=card.id label=label about=Some(card.title) />
        </li>
    }
    .into_any()
}

/// Adds a line, and opens it.
///
/// # Errors
/// `not-offered` for what cannot be applied for; those of the port.
pub async fn submit_add(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = super::param(&params, "id");
    let added = ctx.ports.applications.add_line(&ctx.caller, id, &sent.text("id")).await;
    let at = added.map_err(|error| match error {
        PortError::Refused(refusal) if refusal.code == ErrorCode::NotOffered => PortError::Invalid(vec![refusal]),
        error => error,
    });
    Ok(Done::to(line::path(id, at.map_err(Ending::from)?)).flash("apply-line-added", ""))
}
