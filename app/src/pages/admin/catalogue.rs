//! `/admin/catalogue` 受限开放数据: the restricted datasets of the body with the state of their conditions; `/admin/catalogue/{id}/conditions`:
//! the editor. Conditions are published as versions, the same for all applicants.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{card, dates, opening, records, signed};
use crate::ui::{
    Buttons, Checkboxes, Choice, Control, Empty, Field, FormPage, FormState, Hidden, Notice, Pagination, Tone, href,
    with_query,
};
use contract::FormData;
use contract::opening::{ConditionInput, ConditionsDesk, RestrictedPage, RestrictedRow};
use contract::query::encode;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/catalogue";
/// Empty rows below what is there.
const MORE: usize = 3;

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let nth = ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let text = ctx.param("q").unwrap_or_default();
    let found = ctx.ports.opening.restricted(&ctx.caller, &text, nth).await?;
    let title = t!(ctx.locale, "opening-catalogue-title");
    let mut head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    head.chinese_values = true;
    Ok(signed::page(head, move || list(&ctx, text, found)))
}

/// 已公布第 2 版 · 草稿未公布 · 未公布
fn state(ctx: &PageCtx, row: &RestrictedRow) -> String {
    let locale = ctx.locale;
    let published = match (row.version, row.published) {
        (Some(n), Some(at)) => {
            t!(locale, "opening-conditions-version", n = n, on = dates::day(ctx, texts::local_date(at)))
        }
        _ => t!(locale, "opening-conditions-unpublished"),
    };
    if row.draft { format!("{published} · {}", t!(locale, "opening-state-draft")) } else { published }
}

fn list(ctx: &PageCtx, text: String, found: RestrictedPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let pages = found.total.div_ceil(found.per_page.max(1));
    let page = found.page;
    let rows = if found.rows.is_empty() {
        view! { <Empty text=t!(locale, "opening-catalogue-none") /> }.into_any()
    } else {
        let heads = ["opening-dataset", "opening-conditions", "acts"].map(|key| texts::t(locale, key)).into();
        let rows = found
            .rows
            .into_iter()
            .map(|row| {
                let state = state(ctx, &row);
                let edit = href(locale, &format!("{PATH}/{}/conditions", encode(&row.code)));
                let look = href(locale, &card::path(&row.code));
                let about = format!(" {}", row.title);
                vec![
                    view! {
                        <a href=look lang="zh-CN">
                            {row.title}
                        </a>
                    }
                    .into_any(),
                    state.into_any(),
                    view! {
                        <a href=edit>
                            {t!(locale, "opening-conditions-edit")} <span class="visually-hidden">{about}</span>
                        </a>
                    }
                    .into_any(),
                ]
            })
            .collect();
        records::table("restricted", t!(locale, "opening-catalogue-count", n = found.total), heads, rows).into_any()
    };
    let query = text.clone();
    let address = move |n: u64| with_query(PATH, [("q", query.as_str()), ("page", &n.to_string())]);
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opening-catalogue-title")}</h1>
            <p class="lead">{t!(locale, "opening-catalogue-lead")}</p>
        </div>
        <form method="get" action=href(locale, PATH) class="form form-filter" role="search" aria-label=t!(locale, "opening-catalogue-find")>
            <Field name="q" label=t!(locale, "opening-catalogue-find") value=text optional=true />
            <button type="submit" class="button">
                {t!(locale, "opening-find")}
            </button>
        </form>
        {rows}
        <Pagination page=page pages=pages path=address />
    }
}

fn code(params: &Params) -> &str {
    params.get("id").map_or("", String::as_str)
}

/// The editor.
///
/// # Errors
/// As [`page`]; `not-found` for datasets of others and for those that are not restricted.
pub async fn conditions(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let desk = ctx.ports.opening.conditions(&ctx.caller, code(&params)).await?;
    let title = t!(ctx.locale, "opening-conditions-edit");
    let crumbs =
        [(t!(ctx.locale, "opening-catalogue-title"), Some(PATH)), (desk.title.clone(), None), (title.clone(), None)];
    let mut head = signed::head(format!("{} — {title}", desk.title), signed::desk_crumbs(&ctx, crumbs));
    head.chinese_values = true;
    Ok(signed::page(head, move || editor(&ctx, title, desk)))
}

/// Name of a field of a condition.
fn field(at: usize, name: &str) -> String {
    format!("conditions.{at}.{name}")
}

/// Rows the form shows: those that were sent, else those that are there; and some empty ones.
fn rows(ctx: &PageCtx, desk: &ConditionsDesk) -> usize {
    let sent = ctx.submission.as_ref().map(|sent| {
        let at = |(name, value): &(String, String)| {
            let row = name.strip_prefix("conditions.")?.split('.').next()?.parse::<usize>().ok()?;
            (!value.is_empty() && (name.ends_with(".zh") || name.ends_with(".en"))).then_some(row + 1)
        };
        sent.values.iter().filter_map(at).max().unwrap_or(0)
    });
    sent.unwrap_or(desk.conditions.len()) + MORE
}

fn editor(ctx: &PageCtx, title: String, desk: ConditionsDesk) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let rows = rows(ctx, &desk);
    let mut fields = vec![("modes".to_owned(), t!(locale, "opening-modes"))];
    for at in 0..rows {
        let label = |part: &str| texts::t(locale, &format!("opening-condition-{part}"));
        let about = |part: &str| t!(locale, "opening-condition-field", n = at + 1, part = label(part));
        fields.extend(["zh", "en", "asks", "min", "accepted"].map(|part| (field(at, part), about(part))));
    }
    let mut state = FormState::of(ctx, fields);
    for mode in &desk.chosen {
        state = state.known("modes", mode.clone());
    }
    for (at, one) in desk.conditions.iter().enumerate() {
        let ConditionInput { code, zh, en, asks, min, accepted } = one.clone();
        let parts = [("code", code), ("zh", zh), ("en", en), ("asks", asks), ("min", min), ("accepted", accepted)];
        for (part, value) in parts {
            state = state.known(field(at, part), value);
        }
    }
    let modes = desk
        .modes
        .iter()
        .map(|mode| {
            Choice::new(mode.value.clone(), mode.label.clone())
                .hint(texts::t(locale, &format!("apply-mode-{}-hint", mode.value)))
        })
        .collect::<Vec<_>>();
    let kinds: Vec<(String, String)> = desk.kinds.iter().map(|kind| (kind.value.clone(), kind.label.clone())).collect();
    let questions = (0..rows).map(|at| condition(ctx, &state, &kinds, at)).collect_view();
    let open = desk.open_until.map(|last| {
        view! {
            <Notice tone=Tone::Warning title=Some(t!(locale, "opening-conditions-open-title"))>
                <p>{t!(locale, "opening-conditions-open", last = texts::date(locale, last))}</p>
            </Notice>
        }
    });
    let discard = desk.stored.then(|| {
        view! {
            <button type="submit" class="button" name="act" value="discard">
                {t!(locale, "opening-discard")}
            </button>
        }
    });
    let versions = desk
        .versions
        .iter()
        .map(|set| {
            let modes: Vec<_> = set.modes.iter().map(|mode| mode.label.clone()).collect();
            view! { <li><p>{modes.join("、")}</p>{opening::conditions(ctx, set)}</li> }
        })
        .collect::<Vec<_>>();
    let versions = (!versions.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="versions">
                <h2 id="versions">{t!(locale, "opening-versions")}</h2>
                <ul class="guide-list">{versions}</ul>
            </section>
        }
    });
    let lead = t!(locale, "opening-conditions-lead", title = desk.title.as_str(), n = desk.number);
    view! {
        <FormPage title=title state=state.clone() lead=lead>
            {open}
            <Hidden name="number" value=desk.number.to_string() />
            <Checkboxes
                name="modes"
                label=state.label("modes")
                choices=modes
                values=state.values("modes")
                error=state.error("modes")
                hint=t!(locale, "opening-modes-hint")
            />
            <h2>{t!(locale, "opening-conditions")}</h2>
            <p>{t!(locale, "opening-conditions-hint")}</p>
            {questions}
            <Buttons label=t!(locale, "opening-publish") name="act".to_owned() value="publish".to_owned() cancel=PATH>
                <button type="submit" class="button" name="act" value="save">
                    {t!(locale, "opening-save")}
                </button>
                {discard}
            </Buttons>
        </FormPage>
        {versions}
    }
}

fn condition(ctx: &PageCtx, state: &FormState, kinds: &[(String, String)], at: usize) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let part = |part: &str| texts::t(locale, &format!("opening-condition-{part}"));
    let question = |name: &'static str, control: Control, optional: bool| {
        let full = field(at, name);
        view! {
            <Field
                name=full.clone()
                label=part(name)
                value=state.value(&full)
                error=state.error(&full)
                control=control
                optional=optional
            />
        }
    };
    view! {
        <fieldset class="apply-block">
            <legend>{t!(locale, "opening-condition-n", n = at + 1)}</legend>
            <Hidden name=field(at, "code") value=state.value(&field(at, "code")) />
            {question("zh", Control::area(2, 500), false)}
            {question("en", Control::area(2, 500), true)}
            {question("asks", Control::Select(kinds.to_vec()), false)}
            {question("min", Control::Input { kind: "text", width: Some(3), inputmode: Some("numeric"), autocomplete: None, prose: false }, true)}
            {question("accepted", Control::TEXT, true)}
        </fieldset>
    }
}

/// Saves, publishes or discards.
///
/// # Errors
/// As [`contract::opening::Opening::write_conditions`].
pub async fn submit_conditions(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let code = code(&params);
    signed::in_form(ctx.ports.opening.write_conditions(&ctx.caller, code, &form).await)?;
    Ok(match form.text("act").as_str() {
        "publish" => Done::to(PATH).flash("conditions-published", ""),
        "discard" => Done::to(PATH).flash("opening-discarded", ""),
        _ => Done::to(format!("{PATH}/{code}/conditions")).flash("opening-saved", ""),
    })
}
