//! `/admin/opinions` 意见模板 of the own body; `/admin/opinions/{id}`: the editor, `new` for another one. A change is a new version; decisions that
//! began with an earlier one keep their words.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, records, signed};
use crate::ui::{Buttons, Control, Details, Empty, Field, FormPage, FormState, Hidden, Linked, href};
use contract::FormData;
use contract::cases::forms::opinion as names;
use contract::cases::{OpinionDesk, OpinionRow};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/opinions";
/// In place of an id: a template that is not there yet.
const NEW: &str = "new";

/// The list.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let rows = ctx.ports.cases.opinions(&ctx.caller).await?;
    let title = t!(ctx.locale, "opinions-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || list(&ctx, rows)))
}

fn list(ctx: &PageCtx, rows: Vec<OpinionRow>) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let new = format!("{PATH}/{NEW}");
    let table = if rows.is_empty() {
        let action = Linked::link(t!(locale, "opinions-new"), &new);
        view! { <Empty text=t!(locale, "opinions-none") action=Some(action) /> }.into_any()
    } else {
        let heads = ["opinions-name", "opinions-kind", "opinions-state", "opinions-changed"];
        let heads = heads.map(|key| texts::t(locale, key)).into();
        let rows = rows
            .into_iter()
            .map(|row| {
                let path = href(locale, &format!("{PATH}/{}", row.id));
                let state = if row.retired { "opinions-retired" } else { "opinions-offered" };
                vec![
                    view! { <a href=path lang="zh-CN">{row.title}</a> }.into_any(),
                    row.kind.label.into_any(),
                    texts::t(locale, state).into_any(),
                    t!(locale, "opinions-version", n = row.number, on = dates::instant(ctx, row.changed)).into_any(),
                ]
            })
            .collect();
        view! {
            {records::table("opinions", t!(locale, "opinions-title"), heads, rows)}
            <p>
                <a class="button" href=href(locale, &new)>{t!(locale, "opinions-new")}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t!(locale, "opinions-title")}</h1>
            <p class="lead">{t!(locale, "opinions-lead")}</p>
        </div>
        {table}
    }
}

/// The template of the address; `None` for a new one.
fn template(params: &Params) -> Option<&str> {
    params.get("id").map(String::as_str).filter(|id| *id != NEW)
}

/// The editor.
///
/// # Errors
/// As [`page`]; `not-found` for a template of another body.
pub async fn one(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    signed::require(&ctx)?;
    let desk = ctx.ports.cases.opinion(&ctx.caller, template(&params)).await?;
    let title = if desk.id.is_some() { desk.title.clone() } else { t!(ctx.locale, "opinions-new") };
    let crumbs = [(t!(ctx.locale, "opinions-title"), Some(PATH)), (title.clone(), None)];
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, crumbs));
    Ok(signed::page(head, move || editor(&ctx, desk, title)))
}

fn editor(ctx: &PageCtx, desk: OpinionDesk, title: String) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let labels = [(names::KIND, "opinions-kind"), (names::TITLE, "opinions-name"), (names::TEXT, "opinions-text")];
    let state = FormState::of(ctx, labels.map(|(name, key)| (name, texts::t(locale, key))))
        .known(names::KIND, desk.kind.clone())
        .known(names::TITLE, desk.title.clone())
        .known(names::TEXT, desk.text.clone());
    let question = |name: &'static str, hint: Option<&str>, control: Control| {
        view! {
            <Field
                name=name
                label=state.label(name)
                value=state.value(name)
                error=state.error(name)
                hint=hint.map(|key| texts::t(locale, key))
                control=control
            />
        }
    };
    let kinds = std::iter::once((String::new(), t!(locale, "command-choose")));
    let kinds = kinds.chain(desk.kinds.iter().map(|one| (one.value.clone(), one.label.clone()))).collect();
    let questions = view! {
        {question(names::KIND, None, Control::Select(kinds))}
        {question(names::TITLE, Some("opinions-name-hint"), Control::TEXT)}
        {question(names::TEXT, Some("opinions-text-hint"), Control::area(6, 2000))}
    };
    let facts = desk.facts.iter().map(|fact| {
        view! { <li><code>{fact.value.clone()}</code> " " {fact.label.clone()}</li> }
    });
    let facts = facts.collect_view();
    let other = desk.id.is_some().then(|| {
        let (act, key) =
            if desk.retired { (names::RESTORE, "opinions-restore") } else { (names::RETIRE, "opinions-retire") };
        view! {
            <button type="submit" class="button" name=names::ACT value=act>
                {texts::t(locale, key)}
            </button>
        }
    });
    let versions = desk.versions.iter().map(|version| {
        let retired = version.retired.then(|| format!(" · {}", t!(locale, "opinions-retired")));
        let words = t!(locale, "opinions-version", n = version.number, on = dates::instant(ctx, version.at));
        view! {
            <li>
                <p>{words} {retired} " · " <span lang="zh-CN">{version.title.clone()}</span></p>
                <p class="pre-line meta" lang="zh-CN">{version.text.clone()}</p>
            </li>
        }
    });
    let versions = versions.collect_view();
    let history = desk.id.is_some().then(|| {
        view! {
            <section class="section" aria-labelledby="versions">
                <h2 id="versions">{t!(locale, "opening-versions")}</h2>
                <ul class="guide-list">{versions}</ul>
            </section>
        }
    });
    view! {
        <FormPage title=title state=state.clone() lead=t!(locale, "opinions-one-lead")>
            <Details summary=t!(locale, "opinions-facts")>
                <p>{t!(locale, "opinions-facts-lead")}</p>
                <ul class="guide-list">{facts}</ul>
            </Details>
            <Hidden name=names::NUMBER value=desk.number.to_string() />
            {questions}
            <Buttons
                label=t!(locale, "opinions-save")
                name=names::ACT.to_owned()
                value=names::SAVE.to_owned()
                cancel=PATH
            >
                {other}
            </Buttons>
        </FormPage>
        {history}
    }
}

/// Writes a version.
///
/// # Errors
/// As [`contract::cases::Cases::write_opinion`].
pub async fn submit_one(ctx: Arc<PageCtx>, params: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    signed::in_form(ctx.ports.cases.write_opinion(&ctx.caller, template(&params), &form).await)?;
    Ok(match form.text(names::ACT).as_str() {
        names::RETIRE => Done::to(PATH).flash("opinion-retired", ""),
        names::RESTORE => Done::to(PATH).flash("opinion-restored", ""),
        _ => Done::to(PATH).flash("opinion-saved", ""),
    })
}
